"""What somebody may do about a matter, and why not; what cannot have happened is refused."""

from __future__ import annotations

import pytest

from bylaws.decisions.allowed import may_open, may_take
from bylaws.decisions.proposal import Box, Choice, Event, Left, Opened, Proposal, Revised, Taken
from bylaws.decisions.state import state
from bylaws.kernel.faults import InputFault
from tests.bylaws.decisions.telling import at, charter, matter, members, said, stands, those

OPEN = 'open_for = "P3D"'
CONSENSUS = f'method = "consensus"\n{OPEN}\nblocks = "with-reason"'
NOTICE = f'{CONSENSUS}\nnotice = "P3D"'
TWICE = f"""method = "majority"
threshold = "1/2"
of = "votes-cast"
quorum = "1/2"
{OPEN}
second_call = {{ after = "P2D" }}"""


def why(found: Proposal, who: str, choice: Choice, *, day: int, reason: str = "") -> str:
    answer = may_take(found, who, choice, at=at(day), why=reason)
    assert answer.value == (answer.reason.code == "allowed")
    return answer.reason.code


def test_who_may_take_which_position_when() -> None:
    text = charter(CONSENSUS)
    people = (*members(3), *members(4, stage="candidate")[3:])
    opened = Opened(at(2), those(text, people))
    found = matter(text, (), [opened, Left(at(3), "cy")], opened=None)
    voted = Opened(at(2), those(text, people), box=Box(frozenset({"bo"}), ()))
    secret = matter(charter(TWICE), (), [voted], opened=None)

    assert [
        why(found, "ada", "agree", day=3),
        why(found, "ada", "block", day=3),
        why(found, "ada", "block", day=3, reason="it harms us"),
        why(found, "cy", "agree", day=4),
        why(found, "di", "agree", day=3),
        why(found, "chi", "agree", day=3),
        why(found, "ada", "agree", day=6),
        why(found, "ada", "agree", day=1),
        why(matter(charter(TWICE)), "ada", "block", day=3),
        why(matter(charter(TWICE)), "ada", "agree", day=7),
        why(secret, "bo", "agree", day=3),
        why(secret, "ada", "agree", day=3),
    ] == [
        "allowed",
        "allowed.needs-reason",
        "allowed",
        "allowed.no-part",
        "allowed.no-part",
        "allowed.not-there",
        "allowed.not-open",
        "allowed.not-open",
        "allowed.not-so",
        "allowed.not-yet",
        "allowed.once",
        "allowed",
    ]


def opens(found: Proposal, day: int) -> str:
    answer = may_open(found, at=at(day))
    assert answer.value == (answer.reason.code == "allowed.to-open")
    return answer.reason.code


def test_it_opens_when_its_notice_is_over_and_only_once() -> None:
    waiting = matter(charter(NOTICE), opened=None)
    changed = matter(charter(NOTICE), (), [Revised(at(4), 2)], opened=None)
    open_, over = matter(charter(CONSENSUS)), matter(charter(CONSENSUS), said("A"))

    assert [opens(waiting, 5), opens(waiting, 6), opens(changed, 6), opens(changed, 8)] == [
        "allowed.not-yet",
        "allowed.to-open",
        "allowed.not-yet",
        "allowed.to-open",
    ]
    assert [opens(open_, 3), opens(over, 9)] == ["allowed.open-already", "allowed.over"]
    assert stands(waiting, 5).next_at == at(6, 0)


@pytest.mark.parametrize(
    ("rule", "events", "code"),
    [
        (NOTICE, [3], "decided.opened-early"),
        (CONSENSUS, [2, 3], "decided.opened-twice"),
        (CONSENSUS, [2, 9], "decided.over"),
    ],
)
def test_an_opening_that_the_rule_does_not_allow_is_refused(rule: str, events: list[int], code: str) -> None:
    text = charter(rule)
    openings: list[Event] = [Opened(at(day), those(text, members(3))) for day in events]
    found = matter(text, said("A"), openings, opened=None)

    with pytest.raises(InputFault) as fault:
        state(found, at(12))

    assert fault.value.code == code


def test_a_matter_that_is_talked_about_can_be_withdrawn() -> None:
    found = matter(
        charter(CONSENSUS),
        (),
        [Taken(at(3), "withdrawn", "ada"), Taken(at(4), "pulled-back", "ada")],
        opened=None,
    )

    assert stands(found, 5).phase == "withdrawn"
    assert stands(found, 5).over
