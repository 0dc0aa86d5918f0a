"""A matter from being raised to its end: phases, attempts, pauses, the rule it falls back to."""

from __future__ import annotations

import datetime as dt

from bylaws.charter.charter import Charter
from bylaws.decisions.proposal import Event, Opened
from tests.bylaws.decisions.telling import at, charter, matter, members, said, stands, those

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
