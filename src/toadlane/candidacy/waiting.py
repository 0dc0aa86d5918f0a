"""What *Today* says of people on their way in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import Case, QuerySet, UUIDField, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bylaws.membership.standing import Standing
from toadlane.candidacy.models import Application, EvaluationPlan
from toadlane.candidacy.standings import leading_on, on_the_way, somebody_at
from toadlane.coops.models import MEMBER, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import sight_on
from toadlane.decisions.models import Authority
from toadlane.members.leading import roles_that_lead, track
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
    decided_here = Case(When(proposal__isnull=False, then="decided_on"))
    settled = rows.annotate(settled_on=Coalesce("confirmation__happened_on", decided_here))
    return settled.values_list("matter", "subject", "settled_on")


OPEN = Question(_open, coop=UUIDField())
PLANS = Question(_plans, coop=UUIDField())
DECISIONS = Question(_decisions, coop=UUIDField())


def items(participant: Participant, at: Moment) -> Iterable[Item]:
    """Applications for those who lead people in; evaluations; and somebody whom members can decide on now."""
    yield from applications(participant, at)
    yield from coming(participant, at)


def one_coming(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """Somebody at a stage that leads on."""
    stages = leading_on(who.coop, who.at.day)
    return (somebody_at(stages), {"coop": who.coop.pk, "day": who.at.day}) if stages else None


def coming(participant: Participant, at: Moment) -> Iterator[Item]:
    """Of each on the way: their evaluations, and what can be decided on."""
    coop = participant.coop
    audiences = sight_on(participant, at.day).audiences
    leads = bool(roles_that_lead(coop, at.day) & audiences)
    whom = on_the_way(coop, at.day)
    soon = {who.pk: _soon(found.value, at.day) for who, found in whom}
    decides = {who.pk for who, found in whom if _is_ready(found.value) and who.pk != participant.pk}
    decides = decides if MEMBER in audiences else set()
    plans = _planned(coop) if any(soon.values()) else {}
    decided = _decided(coop) if decides else {}
    for who, found in whom:
        for due_on in soon[who.pk]:
            yield from _evaluation(participant, who, due_on, plans.get((who.key, due_on)), leads=leads)
        if who.pk in decides:
            yield from _decision(participant, who, found.value, decided, leads=leads)


def _soon(standing: Standing, day: dt.date) -> list[dt.date]:
    """The days of evaluations that are due, or will be soon."""
    return [one.due_on for one in standing.evaluations if one.state != "held" and one.due_on <= day + SOON]


def _is_ready(standing: Standing) -> bool:
    return bool(standing.ready and standing.decided_as and standing.next_stage)


def _planned(coop: Coop) -> dict[tuple[str, dt.date], tuple[dt.date, list[str]]]:
    return {(key, due_on): (on, by) for key, due_on, on, by in PLANS(coop=coop.pk)}


def _decided(coop: Coop) -> dict[tuple[str, str], dt.date | None]:
    return {(matter, subject): day for matter, subject, day in DECISIONS(coop=coop.pk)}


def an_application(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """Somebody who asks to join, for those who lead people in."""
    day = who.at.day
    leads = track(who.coop, day) is not None and roles_that_lead(who.coop, day) & who.audiences
    return (OPEN, {"coop": who.coop.pk}) if leads else None


def applications(participant: Participant, at: Moment) -> Iterator[Item]:
    """How many wait, for those who lead people in."""
    coop, audiences = participant.coop, sight_on(participant, at.day).audiences
    if track(coop, at.day) is None or not roles_that_lead(coop, at.day) & audiences:
        return
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
    entered = (str(standing.decided_as), who.key)
    url = reverse("candidacy:standing", args=[participant.coop.slug, who.key])
    words = {"name": who.name, "stage": said(str(standing.next_stage))}
    if entered not in decided:
        title = _("%(name)s can become %(stage)s: decide on it") % words
        yield Item(title=title, verb=_("See where they stand"), url=url)
    elif decided[entered] is not None and leads:
        title = _("It is decided that %(name)s becomes %(stage)s") % words
        yield Item(title=title, verb=_("Enter it, as decided"), url=url)
