"""The stops of a matter: what is over, where it is now and until when, and what would come after it."""

from __future__ import annotations

import datetime as dt

from bylaws.charter.charter import Charter
from bylaws.decisions.course import course
from bylaws.decisions.proposal import Event, Opened, Proposal, Taken, raised
from bylaws.decisions.state import state
from bylaws.kernel.money import Money
from tests.bylaws.decisions.telling import at, charter, matter, members, said, those

THREE_QUARTERS = 'method = "majority"\nthreshold = "3/4"\nof = "eligible"\nopen_for = "P7D"'
PALANTE = """method = "consensus"
notice = "P1D"
open_for = "P14D"
blocks = "any"
[fallback]
after_attempts = 2
cooling_off = "P7D"
cooling_off_after = "each-attempt"
to = "most\""""
FIRST_ENDS, PAUSE_ENDS, SECOND_ENDS, LAST_OPENS, LAST_ENDS = (at(day, 0) for day in (18, 25, 39, 46, 53))


def seeking_agreement() -> Charter:
    return charter(PALANTE, most=THREE_QUARTERS)


def opened(text: Charter, when: dt.datetime, rule: str = "ours") -> Event:
    return Opened(when, those(text, members(4), rule=rule))


def stops(found: Proposal, when: dt.datetime) -> list[str]:
    """Each stop in one line."""
    return [
        f"{one.when}: {one.what} {one.attempt}–{one.last}/{one.attempts} {one.rule} {one.came_to}".strip()
        + (f" {one.until:%d.%m. %H:%M}" if one.until else "")
        for one in course(found, state(found, when).value)
    ]


def test_from_the_notice_over_two_attempts_to_the_rule_it_falls_back_to() -> None:
    text = seeking_agreement()
    votes = [*said("AAAB", day=5), *said("AAAB", day=26), *said("AAAA", day=47)]
    events = [
        opened(text, at(4, 0)),
        opened(text, PAUSE_ENDS),
        opened(text, LAST_OPENS, "most"),
    ]

    def at_that_time(when: dt.datetime) -> list[str]:
        by_then = [one for one in events if one.at <= when]
        return stops(matter(text, votes, by_then, opened=None), when)

    attempt, again = "over: attempt 1–1/2 ours blocked 18.03. 00:00", "ahead: attempt 1–1/1 most"
    second = "over: attempt 2–2/2 ours blocked 08.04. 00:00"
    assert at_that_time(at(2)) == [
        "now: notice 1–1/2 ours 04.03. 00:00",
        "ahead: attempt 1–2/2 ours",
        again,
    ]
    assert at_that_time(at(6)) == [
        "now: attempt 1–1/2 ours open 18.03. 00:00",
        "ahead: attempt 2–2/2 ours",
        again,
    ]
    assert at_that_time(at(20)) == [
        attempt,
        "now: pause 2–2/2 ours 25.03. 00:00",
        "ahead: attempt 2–2/2 ours",
        again,
    ]
    assert at_that_time(at(26)) == [attempt, "now: attempt 2–2/2 ours open 08.04. 00:00", again]
    assert at_that_time(at(40)) == [attempt, second, "now: pause 1–1/1 most 15.04. 00:00", again]
    assert at_that_time(at(46)) == [attempt, second, "now: attempt 1–1/1 most open 22.04. 00:00"]
    assert at_that_time(at(60)) == [attempt, second, "over: attempt 1–1/1 most passed 22.04. 00:00"]


def test_what_is_taken_out_says_so_and_comes_again_only_where_it_was_pulled_back() -> None:
    text = charter(THREE_QUARTERS)

    found = {
        how: stops(matter(text, (), [Taken(at(4), how, "ada")]), at(5))
        for how in ("withdrawn", "agreed-to-disagree", "pulled-back")
    }

    assert found == {
        "withdrawn": ["now: taken 1–1/1 ours withdrawn 04.03. 12:00"],
        "agreed-to-disagree": ["now: taken 1–1/1 ours agreed-to-disagree 04.03. 12:00"],
        "pulled-back": ["now: pulled-back 1–1/1 ours 04.03. 12:00", "ahead: attempt 1–1/1 ours"],
    }


def test_a_tie_waits_and_what_one_decides_has_one_stop() -> None:
    by_lot = 'method = "majority"\nthreshold = "more than 1/2"\nof = "votes-cast"\nopen_for = "P3D"\n'
    tied = matter(charter(f'{by_lot}ties = "lot"'), said("AD"), people=2)
    alone = raised(seeking_agreement(), "spend", at=at(2), by="ada", amount=Money(100, "USD"))

    assert stops(tied, at(9)) == ["now: attempt 1–1/1 ours tied"]
    assert stops(alone, at(3)) == ["now: attempt 1–1/1 individual open"]
