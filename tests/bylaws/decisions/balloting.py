"""Ballots for three vans, told in letters and digits."""

from __future__ import annotations

from dataclasses import replace

from bylaws.decisions.proposal import Elector, Event, Position
from tests.bylaws.decisions.telling import NAMES, at, charter, matter, stands

OPEN = 'open_for = "P3D"'
APPROVAL = f'method = "approval"\n{OPEN}'
SCORE = f'method = "score"\nhighest = 5\n{OPEN}'
RANKED = f'method = "ranked"\n{OPEN}'
MAJORITY = f'method = "majority"\nthreshold = "more than 1/2"\nof = "votes-cast"\n{OPEN}'
CHOICE = f'method = "choice"\n{OPEN}'
DOTS = f'method = "dots"\npoints = 5\n{OPEN}'
VANS = ("red", "blue", "green")


def ballots(*told: str, day: int = 3) -> list[Position]:
    """One ballot of each, in the order of names: options by their first letters, - for an abstention."""
    letters = {option[0]: option for option in VANS}
    return [
        Position(
            key,
            at(day, 12, n),
            "abstain" if one == "-" else "agree",
            ballot=tuple(letters[letter] for letter in one if letter in letters),
        )
        for n, (key, one) in enumerate(zip(NAMES, told, strict=False))
    ]


def scored(*told: str) -> list[Position]:
    """One ballot of each: a digit for each option."""
    return [
        Position(key, at(3, 12, n), scores=tuple((o, int(d)) for o, d in zip(VANS, one, strict=True)))
        for n, (key, one) in enumerate(zip(NAMES, told, strict=False))
    ]


def chosen(rule: str, positions: list[Position], *events: Event, day: int = 6) -> tuple[str, tuple[str, ...]]:
    """What becomes of it on a day: the phase, and what is chosen or level."""
    now = stands(matter(charter(rule), positions, events, options=VANS), day)
    return now.phase, now.chosen or now.tied


def deciding(one: Elector) -> Elector:
    """The same person, whose casting vote settles a tie."""
    return replace(one, decider=True)
