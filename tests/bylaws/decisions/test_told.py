"""Where matters stand, in words: a page of them with every kind of reason there is, held as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bylaws.decisions.allowed import may_open, may_take
from bylaws.decisions.file import instant, read_matter
from bylaws.decisions.phases import State
from bylaws.decisions.proposal import Box, Event, Left, Opened
from bylaws.kernel.faults import Fault
from bylaws.kernel.reasons import Reason
from bylaws.words.tell import lines, tell
from tests.bylaws.decisions.random_matters import Lived, until_of
from tests.bylaws.decisions.random_stories import random_story
from tests.bylaws.decisions.telling import at, charter, matter, members, said, stands, those
from tests.bylaws.decisions.test_allowed import CONSENSUS, NOTICE, TWICE

PAGE = Path(__file__).with_name("told.txt")
SEEDS = (
    *(37, 57, 185, 259, 300, 327, 590, 598, 677, 742, 1570, 2104, 2252, 2514, 2690),
    *(2762, 3641, 3708, 3934, 4145, 4655, 4874, 5184, 5208, 5271, 5448, 5464, 5504, 7901),
)
WRITE_IT_ANEW = 'python -c "from tests.bylaws.decisions.test_told import *; PAGE.write_text(page())"'


def page() -> str:
    """Some random matters, each with all that is said of where it stands, and of who takes part and why."""
    told: list[str] = []
    for seed in SEEDS:
        lived = Lived(random_story(seed), until_of(seed))
        told += [f"Matter {seed}", *lines(tell(lived.explained().reason, language="en")), *people(lived), ""]
    return "\n".join([*told, "What may be done, and what not", *answers(), *faults(), ""])


def answers() -> list[str]:
    """Who may take which position, and when it may be opened."""
    text, twice, notice = charter(CONSENSUS), charter(TWICE), charter(NOTICE)
    some = Opened(at(2), those(text, (*members(3), *members(4, stage="candidate")[3:])))
    boxed = Opened(at(2), those(text, members(3)), box=Box(frozenset({"bo"}), ()))
    mixed = matter(text, (), [some, Left(at(3), "cy")], opened=None)
    found = [
        may_take(mixed, who, choice, at=at(day), why=why).reason  # type: ignore[arg-type]  # written out below
        for who, choice, day, why in (
            *(
                ("ada", "agree", 3, ""),
                ("ada", "block", 3, ""),
                ("ada", "block", 3, "harm"),
                ("cy", "agree", 4, ""),
            ),
            *(("di", "agree", 3, ""), ("chi", "agree", 3, ""), ("ada", "agree", 6, "")),
        )
    ]
    found += [
        may_take(matter(twice), "ada", "block", at=at(3)).reason,
        may_take(matter(twice), "ada", "agree", at=at(7)).reason,
        may_take(matter(twice, (), [boxed], opened=None), "bo", "agree", at=at(3)).reason,
        *(may_open(matter(notice, opened=None), at=at(day)).reason for day in (5, 6)),
        *(may_open(matter(text, said("A")), at=at(day)).reason for day in (3, 9)),
    ]
    return [line for one in found for line in lines(tell(one, language="en"))]


def faults() -> list[str]:
    """What is refused, with its article, where it stands and what now."""
    asked = [
        lambda: openings(NOTICE, 3),
        lambda: openings(CONSENSUS, 2, 3),
        lambda: openings(CONSENSUS, 2, 9),
        lambda: read_matter("{"),
        lambda: read_matter("[]"),
        lambda: read_matter('{"format": "toad-lane-matter/1"}'),
        lambda: instant("soon" * 30, "UTC"),
    ]
    return [fault_of(ask) for ask in asked]


def openings(rule: str, *days: int) -> State:
    text = charter(rule)
    opened: list[Event] = [Opened(at(day), those(text, members(3))) for day in days]
    return stands(matter(text, said("A"), opened, opened=None), 12)


def fault_of(ask: Callable[[], object]) -> str:
    with pytest.raises(Fault) as told:
        ask()
    fault = told.value
    return f"{fault.code} [{fault.article} {fault.where}] {fault.says} {fault.next_step}"


def people(lived: Lived) -> list[str]:
    """Everybody as the first attempt was opened, with what they may do."""
    found = []
    for one in lived.first.electorate:
        may = [name for name in ("may_block", "decider", "advises", "concerned") if getattr(one, name)]
        why = " ".join(line.strip() for line in lines(tell(one.reason, language="en")))
        found.append(f"{one.key}: {' '.join([one.part, *may])} {why}")
    return found


def codes(reason: Reason) -> set[str]:
    """Every kind of reason in one."""
    return {reason.code}.union(*(codes(part) for part in reason.parts))


def test_where_matters_stand_is_told_as_it_was() -> None:
    assert page() == PAGE.read_text("utf-8"), WRITE_IT_ANEW
