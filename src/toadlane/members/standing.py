"""Who may enter people, what stages and roles there are, and which days can be."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from django.utils.translation import gettext_noop

from bylaws.charter.kinds.membership import STAGES, Membership
from bylaws.kernel.faults import InputFault, Refused
from toadlane.charter.reads import adopted, parsed
from toadlane.coops.access import absent
from toadlane.coops.models import FOUNDER, SETS_UP, Coop, Participant
from toadlane.coops.moment import Moment

BOOKKEEPER: Final = "bookkeeper"
ENTER: Final = SETS_UP
"""These roles enter who is what; the record shows every entry to all."""
ROLES: Final = (BOOKKEEPER, "accountant", FOUNDER)
FORMER: Final = "former"
AHEAD: Final = dt.timedelta(days=366)
_WORD = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def only_founders(coop: Coop, by: Participant, at: Moment) -> None:
    """Refuse whoever holds none of the roles that enter people."""
    if by.coop_id != coop.pk:
        raise absent()
    if not ENTER & by.roles_on(at.day):
        raise Refused(
            gettext_noop("Entering who is what is for whoever is founder or bookkeeper on {day}."),
            code="members.not-founder",
            next_step=gettext_noop("Ask one of them; the page of people says who they are."),
            day=at.day.isoformat(),
        )


def stages_of(coop: Coop, at: Moment) -> list[str]:
    """The stages of the charter in force, and “former”; without a charter, the usual ones."""
    digests = adopted(coop)
    if not digests:
        return list(STAGES)
    charter = parsed(coop.pk, digests)
    rule = charter.on_or_first(at.day).maybe("membership", Membership)
    if rule is None:
        return list(STAGES)
    named = [stage.name for stage in rule.says.stages]
    return named if FORMER in named else [*named, FORMER]


def known_stage(stage: str, known: list[str]) -> str:
    """A stage there is; else a fault that names those there are."""
    if stage in known:
        return stage
    raise InputFault(
        gettext_noop("“{stage}” is no stage of this co-op."),
        code="members.stage",
        next_step=gettext_noop("The stages are: {known}."),
        stage=stage[:40],
        known=", ".join(known),
    )


def usable_role(role: str) -> str:
    """A role by its word, such as bookkeeper."""
    if _WORD.fullmatch(role):
        return role
    raise InputFault(
        gettext_noop("“{role}” cannot be the word for a role."),
        code="members.role",
        next_step=gettext_noop("Use small letters, digits and hyphens, such as “bookkeeper”."),
        role=role[:40],
    )


def possible_day(day: dt.date, coop: Coop, at: Moment) -> dt.date:
    """A day on which somebody can begin something: not before the co-op, not years ahead."""
    if coop.began_on is not None and day < coop.began_on:
        raise InputFault(
            gettext_noop("{day} is before the co-op began, on {began}."),
            code="members.before",
            next_step=gettext_noop("Give a day from {began} on."),
            day=day.isoformat(),
            began=coop.began_on.isoformat(),
        )
    if day > at.day + AHEAD:
        raise InputFault(
            gettext_noop("{day} is more than a year ahead."),
            code="members.ahead",
            next_step=gettext_noop("Check the year, or enter it when the day is nearer."),
            day=day.isoformat(),
        )
    return day
