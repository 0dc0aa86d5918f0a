"""Those who decide agree to disagree: how many it takes under each rule, and who is among them."""

from __future__ import annotations

import pytest

from bylaws.decisions.as_it_is import AsItIs, as_it_is
from bylaws.decisions.proposal import Drawn, Event, Left, Opened, Proposal, Recused, Revised, Taken, raised
from bylaws.kernel.money import Money
from bylaws.words.tell import CATALOGUES, tell
from tests.bylaws.decisions.telling import CITED, at, charter, matter, members, said, those

OPEN = 'open_for = "P3D"'
MAJORITY = f'method = "majority"\nof = "votes-cast"\n{OPEN}\nthreshold = '
CONSENSUS = f'method = "consensus"\n{OPEN}\nblocks = "any"'
FALLS_BACK = (
    f'{CONSENSUS}\n[fallback]\nafter_attempts = 2\ncooling_off = "P7D"\n'
    'cooling_off_after = "each-attempt"\nto = "most"'
)
MOST = f'{MAJORITY}"more than 1/2"'


@pytest.mark.parametrize(
    ("says", "people", "needed"),
    [
        (f'{MAJORITY}"2/3"', 7, 5),
        (f'{MAJORITY}"more than 1/2"', 4, 3),
        (f'{MAJORITY}"1/4"', 7, 2),
        (f'{MAJORITY}"1/4"\nquorum = "3/4"', 4, 3),
        (f'{MAJORITY}"1/4"', 1, 1),
        (CONSENSUS, 7, 7),
        (f'method = "lazy-consent"\n{OPEN}\nblocks = "any"', 3, 3),
        (f'method = "informal-consensus"\n{OPEN}\nthreshold = "1/2"\nof = "votes-cast"', 4, 4),
        ('method = "advice"', 3, 0),
    ],
)
def test_it_takes_as_many_as_could_pass_it_whatever_all_others_said(
    says: str, people: int, needed: int
) -> None:
    found = matter(charter(says), people=people)
    names = [one.key for one in members(people)]

    enough = as_it_is(found, names[:needed], at=at(3)).value
    short = as_it_is(found, names[: needed - 1] if needed else names, at=at(3)).value

    assert (enough.needed, enough.holds, short.holds) == (needed, needed > 0, False)


def test_who_left_or_stepped_out_is_neither_asked_nor_counted() -> None:
    events: list[Event] = [
        Recused(at(2, 13), "bo"),
        Left(at(2, 14), "cy"),
        Revised(at(2, 15), 2),
        Left(at(4), "di"),
    ]
    found = matter(charter(CONSENSUS), (), events, people=4)
    say_so = ("ada", "bo", "cy", "zed")

    before, after = (as_it_is(found, say_so, at=at(day)).value for day in (3, 4))

    assert before == AsItIs(("ada",), 2, 2)
    assert after == AsItIs(("ada",), 1, 1)
    assert (before.holds, after.holds) == (False, True)


def test_it_is_so_ended_only_while_it_is_under_way() -> None:
    text = charter(FALLS_BACK, most=MOST)
    blocked = matter(text, said("AAB"), people=3)
    tie = matter(charter(f'{MAJORITY}"more than 1/2"\nties = "lot"'), said("AD"), people=2)
    all_three = ("ada", "bo", "cy")

    found = {
        "before it opens": as_it_is(matter(text, people=3, opened=None), all_three, at=at(3)),
        "while it is open": as_it_is(blocked, all_three, at=at(3)),
        "in the pause": as_it_is(blocked, all_three, at=at(8)),
        "tied": as_it_is(tie, all_three, at=at(8)),
        "drawn": as_it_is(
            matter(
                charter(f'{MAJORITY}"more than 1/2"\nties = "lot"'),
                said("AD"),
                [Drawn(at(7), ("no", "yes"))],
                people=2,
            ),
            all_three,
            at=at(8),
        ),
        "pulled back": as_it_is(
            matter(text, (), [Taken(at(3), "pulled-back", "ada")], people=3), all_three, at=at(4)
        ),
        "passed": as_it_is(matter(charter(CONSENSUS), said("AAA"), people=3), all_three, at=at(9)),
        "one's own": as_it_is(alone(), all_three, at=at(3)),
    }

    assert {name: one.value.holds for name, one in found.items()} == {
        "before it opens": False,
        "while it is open": True,
        "in the pause": True,
        "tied": True,
        "drawn": False,
        "pulled back": False,
        "passed": False,
        "one's own": False,
    }
    assert found["in the pause"].reason.article == "Article 3 — ours"


def test_in_the_attempt_after_those_are_asked_who_are_there_then() -> None:
    text = charter(FALLS_BACK, most=MOST)
    again = Opened(at(13, 0), those(text, members(4)))
    found = matter(text, said("BAA"), [Left(at(5), "cy"), again], people=3)

    assert as_it_is(found, ("ada", "bo"), at=at(7)).value == AsItIs(("ada", "bo"), 2, 2)
    assert as_it_is(found, ("ada", "bo"), at=at(13)).value == AsItIs(("ada", "bo"), 4, 4)


def alone() -> Proposal:
    return raised(charter(CONSENSUS), "spend", at=at(2), by="ada", amount=Money(100, "USD"))


def test_why_is_told_with_the_article() -> None:
    text = charter(f'{MAJORITY}"2/3"')
    found = matter(text, people=3)

    told = [
        tell(one.reason).sentence
        for one in (
            as_it_is(found, ("ada", "bo"), at=at(3)),
            as_it_is(found, ("ada",), at=at(3)),
            as_it_is(found, ("ada",), at=at(9)),
        )
    ]

    assert told == [
        "They agree to disagree: 2 of 3 who decide would leave it as it is; it takes 2.",
        "Would leave it as it is: 1 of 3 who decide; it takes 2.",
        "It cannot be left as it is now: taking on a client.",
    ]
    reason = as_it_is(found, ("ada",), at=at(3)).reason
    assert reason.article == CITED
    assert all(tell(reason, language=language).sentence for language in CATALOGUES)
