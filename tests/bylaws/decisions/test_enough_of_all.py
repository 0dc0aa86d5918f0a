"""So many of all have to agree; what failed long ago counts no more; raised again with seconders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bylaws.charter.kinds.decision import Again, Decision
from bylaws.decisions.again import RaisedAgain, raising_again
from bylaws.decisions.as_it_is import as_it_is
from bylaws.decisions.proposal import Elector, Opened, Part, Taken
from bylaws.decisions.state import state
from bylaws.kernel.reasons import Reason
from tests.bylaws.decisions.telling import at, charter, matter, members, said, stands, those

OPEN = 'open_for = "P3D"'
THIRD = 'approval_quorum = "1/3"'
MAJORITY = f'method = "majority"\nthreshold = "more than 1/2"\nof = "votes-cast"\n{OPEN}\n{THIRD}'
CONSENSUS = f'method = "consensus"\nblocks = "any"\n{OPEN}\n{THIRD}'


@pytest.mark.parametrize(
    ("says", "votes", "phase", "yes"),
    [
        (MAJORITY, "AAAXXX", "passed", 0),
        (MAJORITY, "AAXXXX", "not-adopted", 1),
        (MAJORITY, "AAADDDD", "not-adopted", 2),
        (f'{MAJORITY}\nties = "lot"', "AAADDD", "tied", 1),
        (f'{MAJORITY}\nties = "lot"', "AADD", "not-adopted", 1),
        (CONSENSUS, "AAAS", "passed", 0),
        (CONSENSUS, "AASSS", "not-adopted", 1),
        (f'{CONSENSUS}\nsilence = "consent"', "AA", "not-adopted", 1),
        (CONSENSUS, "AAXXXXXXX", "not-adopted", None),
        (CONSENSUS, "AAB", "blocked", 1),
        (f"{CONSENSUS}\nsilence = 'consent'\nblocks_at_most = 1", "AAAB", "passed", 0),
    ],
)
def test_so_many_of_nine_have_to_agree(says: str, votes: str, phase: str, yes: int | None) -> None:
    held = matter(charter(says), said(votes), people=9)

    assert (stands(held, 6).phase, stands(held, 4).missing.yes) == (phase, yes)


def test_it_is_told_why_and_holds_for_agreeing_to_disagree() -> None:
    short = state(matter(charter(MAJORITY), said("AAXXXX"), people=9), at(6)).reason
    met = state(matter(charter(MAJORITY), said("AAA"), people=9), at(6)).reason
    much = charter(MAJORITY.replace("1/3", "3/4"))

    assert ("decided.approval.short", {"yes": 2, "base": 9, "needed": 3}) in parts(short)
    assert ("decided.approval.met", {"yes": 3, "base": 9, "needed": 3}) in parts(met)
    assert as_it_is(matter(much, people=9), [], at=at(3)).value.needed == 7


OVER = f'{CONSENSUS}\noverride = {{ threshold = "2/3", of = "votes-cast" }}'


@pytest.mark.parametrize(
    ("votes", "phase", "yes"),
    [("AABXXXXXX", "blocked", 2), ("AAABXXXXX", "passed", 3), ("AAADB", "blocked", None)],
)
def test_a_few_pass_over_nobody_while_most_abstain(votes: str, phase: str, yes: int | None) -> None:
    """Three of all nine have to agree in the vote on a block too; where the yes are too few of those cast,
    that alone is told."""
    found = state(matter(charter(OVER), said(votes), people=9), at(9))
    told = [values["yes"] for code, values in parts(found.reason) if code.startswith("decided.approval")]

    assert (found.value.phase, told) == (phase, [] if yes is None else [yes])


def parts(reason: Reason) -> list[tuple[str, dict[str, object]]]:
    return [(one.code, dict(one.values)) for one in reason.walk()]


BACK = 'fallback = { after_attempts = 2, %s to = "vote" }'
VOTE = 'method = "majority"\nthreshold = "more than 1/2"\nof = "votes-cast"\nopen_for = "P3D"'
OURS = f'method = "consensus"\nblocks = "any"\n{OPEN}\n'


@pytest.mark.parametrize(
    ("lapses", "again", "rule", "attempt"),
    [
        ("", 30, "vote", 1),
        ('lapses_after = "P10D",', 6, "vote", 1),
        ('lapses_after = "P10D",', 11, "vote", 1),
        ('lapses_after = "P10D",', 12, "ours", 2),
        ('lapses_after = "P10D",', 16, "ours", 2),
        ('lapses_after = "P10D",', 30, "ours", 2),
    ],
)
def test_an_attempt_that_failed_long_ago_counts_no_more(
    lapses: str, again: int, rule: str, attempt: int
) -> None:
    """Blocked at the end of 5 March, pulled back at once, blocked again three days after it opened anew."""
    text = charter(OURS + BACK % lapses, vote=VOTE)
    anew = at(again)
    blocked = (*said("B"), *said("B", day=again))
    events = (Taken(at(6), "pulled-back", "a"), Opened(anew, those(text, members(7))))
    held = matter(text, blocked, events)
    later = state(held, anew + dt.timedelta(days=4)).value

    assert (later.phase, later.rule, later.attempt) == ("cooling", rule, attempt)


def test_the_number_of_an_attempt_is_of_those_that_count() -> None:
    text = charter(OURS + BACK % 'lapses_after = "P10D",', vote=VOTE)
    held = matter(text, said("B"), [Taken(at(6), "pulled-back", "a")])
    numbers = [state(held, at(day)).value.attempt for day in (3, 7, 15, 16, 40)]
    withdrawn = matter(text, said("B"), [Taken(at(7), "withdrawn", "a")])

    assert numbers == [1, 2, 2, 1, 1]
    assert state(withdrawn, at(40)).value.attempt == 2


def elector(key: str, part: Part = "decides") -> Elector:
    return Elector(key, key, "member", part, Reason("elector.part.decides", {}, ""))


ALL = (elector("ada"), elector("bo"), elector("dee", "if-they-speak"), elector("fay", "heard"))
TWO = Again(seconders=2)
HALF_A_YEAR = Again.model_validate({"seconders": 2, "within": "P6M"})
FAILED, TODAY = dt.date(2026, 3, 1), dt.date(2026, 8, 31)


SAID: dict[str, Callable[[RaisedAgain], dict[str, object]]] = {
    "again.free": lambda _: {},
    "again.long-ago": lambda _: {"failed": FAILED, "until": dt.date(2026, 9, 1)},
    **dict.fromkeys(
        ("again.short", "again.seconded"),
        lambda found: {"failed": FAILED, "seconded": len(found.seconded), "needed": 2},
    ),
}


@pytest.mark.parametrize(
    ("rule", "failed", "on", "seconders", "found", "code"),
    [
        (None, FAILED, TODAY, "", RaisedAgain(), "again.free"),
        (TWO, None, TODAY, "", RaisedAgain(), "again.free"),
        (TWO, FAILED, dt.date(2036, 1, 1), "", RaisedAgain(2), "again.short"),
        (TWO, FAILED, TODAY, "bo", RaisedAgain(2, ("bo",)), "again.short"),
        (TWO, FAILED, TODAY, "bo dee", RaisedAgain(2, ("bo", "dee")), "again.seconded"),
        (TWO, FAILED, TODAY, "ada bo fay chi", RaisedAgain(2, ("bo",)), "again.short"),
        (HALF_A_YEAR, FAILED, TODAY, "", RaisedAgain(2), "again.short"),
        (HALF_A_YEAR, FAILED, dt.date(2026, 9, 1), "", RaisedAgain(), "again.long-ago"),
    ],
)
def test_what_failed_is_raised_again_with_seconders(  # noqa: PLR0917 - a row of the table
    rule: Again | None, failed: dt.date | None, on: dt.date, seconders: str, found: RaisedAgain, code: str
) -> None:
    says = Decision(method="consensus", blocks="any", again=rule)
    told = raising_again(
        says, "Article 4", failed_on=failed, on=on, electorate=ALL, by="ada", seconders=seconders.split()
    )

    assert (told.value, told.reason.code) == (found, code)
    assert told.value.may == (code != "again.short")
    assert told.reason.values == SAID[code](found)
