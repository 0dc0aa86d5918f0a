"""The one figure on the front page, worked out by the same kernel as everybody's."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from bylaws.kernel.money import Money, split
from toadlane.ui import figures

SURPLUS: Final = Money(9_130_000, "USD")
STAYS: Final = Fraction(1, 4)
SECONDS: Final = {"ada": 1487 * 3600 + 1800, "bo": 1320 * 3600, "chi": 962 * 3600 + 2700}


@dataclass(frozen=True)
class Because:
    """A reason in words: its sentence, the article it stands on, the reasons below."""

    sentence: str
    article: str | None = None
    parts: tuple[Because, ...] = ()


@dataclass(frozen=True)
class Example:
    """Ada's share and why."""

    share: Money
    why: Because


def example() -> Example:
    """A quarter stays in common, the rest is shared by hours."""
    parts = split(SURPLUS, {"common": STAYS, "members": 1 - STAYS})
    share = split(parts["members"], SECONDS)["ada"]
    article = _("Article 9 — Surplus")
    worked, all_worked = SECONDS["ada"], sum(SECONDS.values())
    why = Because(
        _("{share} of the {members} that belong to the members.").format(
            share=figures.share(Fraction(worked, all_worked)), members=figures.money(parts["members"])
        ),
        article,
        (
            Because(
                _("A quarter of {surplus}, {common}, stays in common.").format(
                    surplus=figures.money(SURPLUS), common=figures.money(parts["common"])
                ),
                article,
            ),
            Because(
                _("Ada worked {worked} of {all_worked} hours that count.").format(
                    worked=figures.hours(worked), all_worked=figures.hours(all_worked)
                ),
                _("Article 6 — Hours"),
            ),
        ),
    )
    return Example(share, why)
