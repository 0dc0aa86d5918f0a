"""A matter from being raised to its end: phases, attempts, pauses, the rule it falls back to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bylaws.charter.charter import Charter
from bylaws.decisions.proposal import Contested, Event, Opened, Taken
from bylaws.decisions.state import state
from bylaws.words.tell import CATALOGUES, lines, tell
from tests.bylaws.decisions.telling import at, charter, matter, members, said, stands, those, took

THREE_QUARTERS = 'method = "majority"\nthreshold = "3/4"\nof = "eligible"\nopen_for = "P7D"'
PALANTE = """method = "consensus"
quorum = "2/3"
open_for = "P14D"
blocks = "with-reason"
[fallback]
after_attempts = 2
cooling_off = "P7D"
cooling_off_after = "each-attempt"
to = "three-quarters\""""


def seeking_agreement() -> Charter:
    return charter(PALANTE, three_quarters=THREE_QUARTERS)


def midnight(day: int) -> dt.datetime:
    return at(day, 0)


def again(text: Charter, opens: dt.datetime, *, rule: str = "ours") -> Event:
    return Opened(opens, those(text, members(7), rule=rule))


def test_after_two_blocked_attempts_and_two_pauses_three_quarters_decide() -> None:
    text = seeking_agreement()
    blocked = [*said("AAAAAAB"), *said("AAAAAAB", day=24)]
    first = matter(text, blocked)
    second = matter(text, blocked, [again(text, midnight(24))])
    third = matter(
        text,
        [*blocked, *said("AAAAAAB", day=47)],
        [again(text, midnight(24)), again(text, midnight(45), rule="three-quarters")],
    )

    found = [
        (s.phase, s.rule, s.attempt, s.next_at, s.due_at)
        for s in (
            *(stands(first, day) for day in (16, 17, 24)),
            *(stands(second, day) for day in (25, 38)),
            stands(third, 47, 13),
            stands(third, 52),
        )
    ]

    assert found == [
        ("open", "ours", 1, midnight(17), None),
        ("cooling", "ours", 2, midnight(24), None),
        ("cooling", "ours", 2, None, midnight(24)),
        ("open", "ours", 2, midnight(38), None),
        ("cooling", "three-quarters", 1, midnight(45), None),
        ("open", "three-quarters", 1, midnight(52), None),
        ("passed", "three-quarters", 1, None, None),
    ]
    assert [(one.rule, one.attempt, one.outcome) for one in stands(third, 52).made] == [
        ("ours", 1, "blocked"),
        ("ours", 2, "blocked"),
        ("three-quarters", 1, "passed"),
    ]


def test_what_is_passed_is_looked_at_again_after_a_while() -> None:
    text = charter(
        'method = "majority"\nthreshold = "1/2"\nof = "votes-cast"\nopen_for = "P3D"\nreview = "P1M"'
    )

    found = stands(matter(text, said("A")), 9)

    assert (found.review_on, found.over) == (dt.date(2026, 4, 5), True)


def test_between_two_attempts_only_there_is_no_pause_before_the_fallback() -> None:
    rule = PALANTE.replace("each-attempt", "between-attempts")
    text = charter(rule, three_quarters=THREE_QUARTERS + '\nnotice = "P2D"')
    second = matter(text, [*said("AAAAAAB"), *said("AAAAAAB", day=24)], [again(text, midnight(24))])

    found = stands(second, 38)

    assert (found.phase, found.rule, found.next_at) == ("cooling", "three-quarters", midnight(40))


def test_agreeing_to_disagree_at_the_instant_of_the_close_ends_it_in_the_pause() -> None:
    ends = Taken(midnight(17), "agreed-to-disagree", "ada")
    found = matter(seeking_agreement(), said("AAAAAAB"), [ends])

    assert [
        (now.phase, [one.outcome for one in now.made]) for now in (stands(found, 16), stands(found, 30))
    ] == [
        ("open", []),
        ("agreed-to-disagree", ["blocked"]),
    ]


def test_what_was_pulled_back_is_contested_for_two_days_and_no_longer() -> None:
    text = charter('method = "consensus"\nopen_for = "P3D"\nblocks = "with-reason"')
    entered = replace(took("bo", "block"), channel="paper", entered_by="ada")
    held = [*said("A"), entered, took("bo", "agree", day=5)]
    out = Taken(at(6, 12), "pulled-back", "ada")

    found = [
        stands(matter(text, held, [out, Contested(when, "bo")]), 12).phase
        for when in (at(8, 11), at(8, 12), at(11))
    ]

    assert found == ["passed", "pulled-back", "pulled-back"]


def test_pulling_back_does_not_cut_a_pause_short() -> None:
    text = seeking_agreement()
    events: list[Event] = [Taken(at(18), "pulled-back", "ada")]
    story = matter(text, said("AAAAAAB"), events)

    now = stands(story, 19)

    assert (now.phase, now.opens_at, now.due_at) == ("pulled-back", midnight(24), None)


def test_what_is_pulled_back_in_a_second_call_is_not_closed_early_by_it() -> None:
    text = charter(
        'method = "majority"\nthreshold = "2/3"\nof = "present"\nquorum = "3/4"\nopen_for = "P3D"\n'
        'ends_early = true\nsecond_call = { after = "P1D" }'
    )
    story = matter(text, said("DD"), [Taken(at(8), "pulled-back", "ada")], people=4)

    assert [(one.phase, one.made) for one in (stands(story, 7), stands(story, 9))] == [
        ("second-call", ()),
        ("pulled-back", ()),
    ]


def test_where_it_stands_can_be_told_in_each_language() -> None:
    text = seeking_agreement()
    story = matter(text, said("AAAAAAB"))
    reviewed = matter(charter(THREE_QUARTERS + '\nreview = "P1Y"'), said("AAAAAAA"))

    told = {
        (language, day): lines(tell(state(story, at(day)).reason, language=language))
        for language in CATALOGUES
        for day in (2, 4, 17)
    }
    cited = state(reviewed, at(12)).reason.articles()

    then = "The rule “ours” decides then."
    assert told["en", 17] == [
        f"- There is a pause before attempt 2 of 2: taking on a client. {then} [Article 3 — ours]",
        "  - It can be opened once 2026-03-23 is over. [Article 3 — ours]",
        "  - Attempt 1 of 2 by the rule “ours”, from 2026-03-02 to 2026-03-16: blocked. [Article 3 — ours]",
        "    - Positions: 7, of 7 who may take one; the quorum of 5 is met. [Article 3 — ours]",
        "    - Objections: 1; it takes no more than 0. [Article 3 — ours]",
        "    - In favour: 6. [Article 3 — ours]",
    ]
    assert len({len(one) for (_, day), one in told.items() if day == 4}) == 1
    assert cited == ("Article 3 — ours",)
