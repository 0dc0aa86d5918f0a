"""Agendas to begin with, after those that co-ops of this kind hold; each item can be changed or taken off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toadlane.meetings.agendas import STANDING
from toadlane.meetings.arranging import ItemWanted

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a template."""

    title: Words
    minutes: int
    aim: str = "discuss"
    standing: str = ""

    def wanted(self) -> ItemWanted:
        """As an item is put, in the language of whoever puts it; a standing one keeps the name all know."""
        title = STANDING[self.standing] if self.standing else str(self.title)
        return ItemWanted(title, self.minutes, self.aim, standing=self.standing)


@dataclass(frozen=True, slots=True)
class Template:
    """An agenda to begin with; `of` is the model it comes from."""

    key: str
    name: Words
    of: str
    lines: tuple[Line, ...]


def _standing(name: str, minutes: int) -> Line:
    return Line("", minutes, "inform", name)


ARRIVING: Final = Line(_("Arriving: a word from everybody"), 10, "dialogue")
TEMPLATES: Final[Mapping[str, Template]] = {
    one.key: one
    for one in (
        Template(
            "monday",
            _("Monday workshop: where every project stands"),
            "Quilted",
            (
                _standing("finances", 10),
                Line(_("Each project: budget, state, next step"), 60),
                Line(_("Who has room this week, and who needs help"), 15),
                _standing("open-actions", 5),
            ),
        ),
        Template(
            "friday",
            _("Friday strategy: where we want to go"),
            "Quilted",
            (
                Line(_("What we learned this week"), 10, "dialogue"),
                Line(_("One question of strategy, prepared by somebody"), 60),
                _standing("proposals", 10),
                Line(_("What we take into the next week"), 10, "decide"),
            ),
        ),
        Template(
            "all-day",
            _("A whole day together, once a month"),
            "Brattleboro",
            (
                ARRIVING,
                _standing("last-minutes", 10),
                _standing("finances", 30),
                _standing("open-actions", 30),
                Line(_("Work that comes, and who takes it"), 60),
                Line(_("Midday meal"), 60, "dialogue"),
                _standing("candidates", 30),
                Line(_("What is to be decided by consensus"), 120, "decide"),
                Line(_("Reflection: how this day was"), 20, "dialogue"),
            ),
        ),
        Template(
            "go-round",
            _("Go-round: everybody says how the work weighs on them"),
            "GAIA",
            (
                Line(_("Round: the business, clients, and us"), 40, "dialogue"),
                Line(_("What we take up from the round"), 20),
            ),
        ),
        Template(
            "weekly-call",
            _("Weekly call in working hours"),
            "Electric Embers",
            (
                ARRIVING,
                Line(_("Machines and duty: the week behind us"), 20, "inform"),
                Line(_("Questions of members and clients"), 20),
                _standing("open-actions", 10),
                Line(_("Who has duty next"), 5, "decide"),
            ),
        ),
        Template(
            "six-weekly",
            _("Circle, every six weeks"),
            "Tech Underground",
            (
                Line(_("Round: what each of us is working on"), 30, "dialogue"),
                _standing("last-minutes", 5),
                Line(_("Requests that came in, and who took them"), 20, "inform"),
                Line(_("A subject one of us knows well"), 40, "dialogue"),
                Line(_("Roles: who goes on, who hands over"), 10, "decide"),
            ),
        ),
        Template(
            "retreat",
            _("Retreat: what we value, where we go, how we decide"),
            "Web Collective",
            (
                Line(_("What each of us values"), 180, "dialogue"),
                Line(_("Where we want to be in three years"), 240),
                Line(_("How we decide"), 180, "decide"),
                Line(_("What we do first, and who"), 120, "decide"),
            ),
        ),
    )
}
