"""What *Today* says to whoever keeps the list when who the members are has changed (S2-107, S2-109)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import DateField, F, Q, QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.charter.kinds.tax import Tax
from bylaws.kernel.faults import Fault
from toadlane.charter.reads import charter_of
from toadlane.coops.models import MEMBER, Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.members.standing import ENTER, enters

LATELY: Final = dt.timedelta(days=30)
A_GROUP: Final = 3
"""Two settle things between themselves; from the third on somebody can be outvoted, or not be asked."""
PARTNERSHIP: Final = "us-partnership"


def _changing(coop: Any, before: Any, day: Any) -> QuerySet[Any, Any]:
    """Where somebody began to be a member lately, or was one until lately."""
    rows = StagePeriod.objects.filter(coop=coop, stage=MEMBER).exclude(valid_until=F("valid_from"))
    began = Q(valid_from__gt=before, valid_from__lte=day)
    ended = Q(valid_until__gt=before, valid_until__lte=day)
    return rows.filter(began | ended).values_list("valid_from", "valid_until")


CHANGING = Question(_changing, coop=UUIDField(), before=DateField(), day=DateField())


def something_changed(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """A change of these weeks, for those who enter people."""
    said = {"coop": who.coop.pk, "before": who.at.day - LATELY, "day": who.at.day}
    return (CHANGING, said) if {MEMBER, *ENTER} & who.audiences else None


def to_look_at(participant: Participant, at: Moment) -> Iterable[Item]:
    """That two became a group; that the partners are others than those who were registered."""
    coop, before = participant.coop, at.day - LATELY
    if not enters(participant, at) or not CHANGING(coop=coop.pk, before=before, day=at.day):
        return
    then, now = members_on(coop, before), members_on(coop, at.day)
    if len(then) < A_GROUP <= len(now):
        yield Item(
            title=_("You have become a group: look together whether how you decide still fits"),
            verb=_("Read how you decide"),
            url=reverse("charter:charter", args=[coop.slug]),
            detail=_("What two settle in passing, a group needs a way for: who is asked, and until when."),
        )
    if then and then != now and taxed_as(coop, at) == PARTNERSHIP:
        yield Item(
            title=_("The partners have changed: see whether the partnership has to be registered anew"),
            verb=_("See who is here"),
            url=reverse("members:people", args=[coop.slug]),
            detail=_("By the law of many places it ends when a partner comes or goes."),
        )


def members_on(coop: Coop, day: dt.date) -> set[object]:
    """Who is a member on a day."""
    return set(StagePeriod.objects.on(day).filter(coop=coop, stage=MEMBER).values_list("participant"))


def taxed_as(coop: Coop, at: Moment) -> str:
    """The tax mode of the charter in force; empty where it says none."""
    try:
        rule = charter_of(coop).on_or_first(at.day).maybe("tax", Tax)
    except Fault:
        return ""
    return rule.says.mode if rule else ""
