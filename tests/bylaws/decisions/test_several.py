"""Several by ranking: what is said of it, and what a tie waits for by each rule."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.options import choose
from bylaws.decisions.proposal import Opened, Position
from bylaws.decisions.several import several
from bylaws.decisions.tally import Floor
from bylaws.decisions.verdicts import Verdict
from bylaws.kernel.reasons import Reason
from tests.bylaws.decisions.telling import CITED, MONDAY, NAMES, at, charter, members, those

TWO = 'method = "ranked"\nwinners = 2\nopen_for = "P3D"'
VANS = ("red", "blue", "green")
LEVEL: list[tuple[str, ...]] = [("red",), ("red",), ("red",), ("blue",), ("green",)]


def rule(text: str) -> Decision:
    says = charter(text).on(MONDAY).of_kind("decision")[0].says
    assert isinstance(says, Decision)
    return says


def found(text: str, rankings: Sequence[tuple[str, ...]], *lot: str, again: bool = False) -> Verdict:
    return several(rule(text), rankings, VANS, CITED, lot, places=2, again=again)


def test_who_is_chosen_is_said_after_the_count() -> None:
    now = found(TWO, [("red",), ("red",), ("blue",), ("blue",)])

    assert (now.outcome, now.chosen) == ("passed", ("red", "blue"))
    assert now.reasons[0].code == "elected.came-to"
    assert now.reasons[1:] == (Reason("decided.chosen", {"options": "red, blue"}, CITED),)


def test_where_nobody_names_anything_nothing_is_chosen() -> None:
    now = found(TWO, [(), ("yellow",)])

    assert now == Verdict("not-adopted", (Reason("decided.no-option", {"least": 1}, CITED),))


WAITS = [
    ("by a lot with all who are not left out", "lot", False, (), VANS, 2),
    (
        "by a casting vote with those not elected",
        'casting-vote"\ndelegate = "chair',
        False,
        ("red",),
        VANS[1:],
        1,
    ),
    ("by a run-off the same", "run-off", False, ("red",), VANS[1:], 1),
    ("in a run-off by a lot", "run-off", True, (), VANS, 2),
]


@pytest.mark.parametrize(
    ("ties", "again", "chosen", "tied", "seats"), [one[1:] for one in WAITS], ids=[one[0] for one in WAITS]
)
def test_a_tie_waits(
    ties: str, *, again: bool, chosen: tuple[str, ...], tied: tuple[str, ...], seats: int
) -> None:
    now = found(f'{TWO}\nties = "{ties}"', LEVEL, again=again)

    assert (now.outcome, now.chosen, now.tied, now.seats) == ("tied", chosen, tied, seats)
    assert now.reasons[0].code == "elected.tie.exclusion"
    assert now.reasons[1:] == (Reason("decided.options.tie", {"options": ", ".join(tied)}, CITED),)


def test_without_a_rule_for_ties_nothing_is_chosen_and_with_a_lot_the_last_drawn_goes() -> None:
    assert (found(TWO, LEVEL).outcome, found(TWO, LEVEL).chosen) == ("not-adopted", ())
    assert found(f'{TWO}\nties = "lot"', LEVEL, "blue", "red", "green").chosen == ("red", "blue")
    assert found(f'{TWO}\nties = "lot"', LEVEL, "green", "red", "blue").chosen == ("red", "green")


def test_an_option_nobody_approves_of_is_said_to_have_too_little() -> None:
    text = charter('method = "approval"\nthreshold = "1/2"\nof = "eligible"\nopen_for = "P3D"')
    opened = Opened(at(2), those(text, members(6)))
    says = text.on(MONDAY).of_kind("decision")[0].says
    assert isinstance(says, Decision)
    floor = Floor(says, opened, revision=1)
    floor.take_all([Position(NAMES[0], at(3), ballot=("red",)), Position(NAMES[1], at(3), ballot=("red",))])

    now = choose(says, floor, VANS, CITED)

    assert (now.outcome, now.reasons[-1]) == (
        "not-adopted",
        Reason("decided.no-option", {"least": 3}, CITED),
    )
