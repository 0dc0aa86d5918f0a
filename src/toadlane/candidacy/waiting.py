"""What *Today* says of people on their way in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bylaws.membership.standing import Standing
from toadlane.candidacy.leading import roles_that_lead, track
from toadlane.candidacy.models import Application, EvaluationPlan
from toadlane.candidacy.standings import on_the_way
from toadlane.coops.models import MEMBER, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Item
from toadlane.coops.sight import sight_on
from toadlane.decisions.models import Authority
from toadlane.members.words import said

SOON: Final = dt.timedelta(days=14)


def _open(coop: Any) -> QuerySet[Any, Any]:
    rows = Application.objects.filter(coop=coop, answered_at=None, kept_at=None)
    return rows.exclude(confirmed_at=None).values_list("pk")


def _plans(coop: Any) -> QuerySet[Any, Any]:
    rows = EvaluationPlan.objects.filter(coop=coop)
    return rows.values_list("participant__key", "due_on", "on", "by_whom")


def _decisions(coop: Any) -> QuerySet[Any, Any]:
    rows = Authority.objects.filter(coop=coop, use__isnull=True, withdrawal__isnull=True)
    return rows.values_list("matter", "subject", "confirmation__happened_on")


OPEN = Question(_open, coop=UUIDField())
PLANS = Question(_plans, coop=UUIDField())
DECISIONS = Question(_decisions, coop=UUIDField())


def items(participant: Participant, at: Moment) -> Iterable[Item]:
    """Applications for those who lead people in; evaluations; and somebody whom members can decide on now."""
    coop = participant.coop
    if track(coop, at.day) is None:
        return
    audiences = sight_on(participant, at.day).audiences
    leads = bool(roles_that_lead(coop, at.day) & audiences)
    if leads:
        yield from _applications(participant)
    coming = on_the_way(coop, at.day)
    if not coming:
        return
    plans = {(key, due_on): (on, by) for key, due_on, on, by in PLANS(coop=coop.pk)}
    decided = {(matter, subject): day for matter, subject, day in DECISIONS(coop=coop.pk)}
    for who, found in coming:
        mine = who.pk == participant.pk
        for one in found.value.evaluations:
            if one.state != "held" and one.due_on <= at.day + SOON:
                plan = plans.get((who.key, one.due_on))
                yield from _evaluation(participant, who, one.due_on, plan, leads=leads)
        if MEMBER in audiences and not mine:
            yield from _decision(participant, who, found.value, decided, leads=leads)


def _applications(participant: Participant) -> Iterator[Item]:
    waiting = len(OPEN(coop=participant.coop_id))
    if waiting:
        yield Item(
            title=ngettext("%(n)s person asks to join", "%(n)s people ask to join", waiting) % {"n": waiting},
            verb=_("Read and answer"),
            url=reverse("candidacy:applications", args=[participant.coop.slug]),
        )


def _evaluation(
    participant: Participant,
    who: Participant,
    due_on: dt.date,
    plan: tuple[dt.date, list[str]] | None,
    *,
    leads: bool,
) -> Iterator[Item]:
    """For whoever it is about, for whoever evaluates, and while nobody does, for those who lead people in."""
    url = reverse("candidacy:standing", args=[participant.coop.slug, who.key])
    if who.pk == participant.pk:
        title = _("Your evaluation is arranged") if plan else _("Your evaluation is due")
        yield Item(title=title, verb=_("See where you stand"), url=url, due_on=plan[0] if plan else due_on)
    elif plan and participant.key in plan[1]:
        title = _("You evaluate %(name)s") % {"name": who.name}
        yield Item(title=title, verb=_("Write down how it went"), url=url, due_on=plan[0])
    elif leads and not plan:
        title = _("An evaluation of %(name)s is to be arranged") % {"name": who.name}
        yield Item(title=title, verb=_("Arrange it"), url=url, due_on=due_on)


def _decision(
    participant: Participant,
    who: Participant,
    standing: Standing,
    decided: dict[tuple[str, str], dt.date | None],
    *,
    leads: bool,
) -> Iterator[Item]:
    """At the right moment: what the stage asks is done, and nobody has entered a decision yet."""
    if not standing.ready or standing.decided_as is None or standing.next_stage is None:
        return
    entered = (standing.decided_as, who.key)
    url = reverse("candidacy:standing", args=[participant.coop.slug, who.key])
    words = {"name": who.name, "stage": said(standing.next_stage)}
    if entered not in decided:
        title = _("%(name)s can become %(stage)s: decide on it") % words
        yield Item(title=title, verb=_("See where they stand"), url=url)
    elif decided[entered] is not None and leads:
        title = _("It is decided that %(name)s becomes %(stage)s") % words
        yield Item(title=title, verb=_("Enter it, as decided"), url=url)
