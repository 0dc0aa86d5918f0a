"""What *Today* says of leaving: what is handed over by whom, and what is to do once somebody has left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Sum, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.books.models import Payout, Posting
from toadlane.coops.models import MEMBER, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import sight_on
from toadlane.leaving.models import CLASS, Departure, DepartureTold, HandedOver, Way
from toadlane.leaving.standing import keeps_list
from toadlane.members.models import WAITS
from toadlane.members.standing import BOOKKEEPER

TOLD_FOR = dt.timedelta(days=90)


def _open_items(coop: Any) -> QuerySet[Any, Any]:
    """Everything that is not handed over yet."""
    rows = HandedOver.objects.filter(coop=coop, departure__taken_back=None)
    rows = rows.filter(Q(given_on=None) | Q(taken_on=None)).order_by("due_on", "number")
    return rows.values_list(
        "departure",
        "departure__participant",
        "departure__participant__name",
        "departure__leaves_on",
        "to",
        "given_on",
        "taken_on",
        "due_on",
    )


def _unpaid(coop: Any) -> QuerySet[Any, Any]:
    """Those who have left, hold something in the books, and were not paid out."""
    paid = Payout.objects.filter(
        coop=coop,
        kind=Payout.Kind.LEAVING,
        parts__participant=OuterRef("participant"),
        happened_on__gte=OuterRef("leaves_on"),
        entry__reversed_by=None,
    )
    lines = Posting.objects.filter(coop=coop, person=OuterRef("participant__key"))
    held = lines.exclude(account__endswith="/payable").values("person").annotate(held=Sum("minor"))
    holds = held.exclude(held=0)
    rows = Departure.objects.filter(coop=coop, taken_back=None, done__isnull=False)
    rows = rows.filter(Exists(holds), ~Exists(paid)).order_by("leaves_on")
    return rows.values_list("participant__key", "participant__name", "leaves_on")


def _told(coop: Any, since: Any, who: Any) -> QuerySet[Any, Any]:
    """What waits for a second member and was not told by somebody themselves."""
    rows = DepartureTold.objects.filter(coop=coop, answer=None, entered_on__gte=since)
    return (
        rows.exclude(by=who)
        .order_by("entered_on", "pk")
        .values_list("pk", "participant", "participant__name", "way")
    )


TOLD = Question(_told, coop=UUIDField(), since=DateField(), who=UUIDField())
OPEN_ITEMS = Question(_open_items, coop=UUIDField())
UNPAID = Question(_unpaid, coop=UUIDField())


def something_open(who: Asking) -> tuple[Question, dict[str, Any]]:
    """Something that is not handed over."""
    return OPEN_ITEMS, {"coop": who.coop.pk}


def somebody_unpaid(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """Somebody who has left and was not paid out, for the bookkeeper."""
    return (UNPAID, {"coop": who.coop.pk}) if BOOKKEEPER in who.audiences else None


def for_participant(participant: Participant, at: Moment) -> Iterable[Item]:
    """What this person hands over or takes; for who keeps the list and the books, what is theirs to do."""
    yield from handing_over(participant, at)
    yield from to_pay_out(participant, at)
    yield from to_confirm(participant, at)


def something_told(who: Asking) -> tuple[Question, dict[str, Any]]:
    """Something that somebody else told."""
    return TOLD, {"coop": who.coop.pk, "since": who.at.day - WAITS, "who": who.participant.pk}


def _asked(name: str, way: str, *, own: bool) -> str:
    if own:
        return _("It is told that you leave: say if it is not so")
    if way == Way.DEATH:
        return _("It is told that %(name)s died: say whether it is so") % {"name": name}
    return _("Confirm that %(name)s leaves, or say that it is not so") % {"name": name}


def to_confirm(participant: Participant, at: Moment) -> Iterable[Item]:
    """For whom it is about, and for members who see who leaves: whether it is so."""
    found = TOLD(coop=participant.coop_id, since=at.day - WAITS, who=participant.pk)
    own = [row for row in found if row[1] == participant.pk]
    sees = len(own) < len(found) and participant.stage_on(at.day) == MEMBER
    sees = sees and sight_on(participant, at.day).may_see_class(CLASS)
    for key, about, name, way in found if sees else own:
        yield Item(
            title=_asked(name, way, own=about == participant.pk),
            verb=_("Look at it"),
            url=reverse("leaving:told", args=[participant.coop.slug, key]),
        )


def to_pay_out(participant: Participant, at: Moment) -> Iterable[Item]:
    """Those who have left, for the bookkeeper."""
    slug = participant.coop.slug
    if BOOKKEEPER in participant.roles_on(at.day):
        for key, name, left in UNPAID(coop=participant.coop_id):
            yield Item(
                title=_("%(name)s has left and is to be paid out") % {"name": name},
                verb=_("Look at what is paid"),
                url=reverse("books:leaving", args=[slug, key]),
                due_on=left,
            )


def handing_over(participant: Participant, at: Moment) -> Iterable[Item]:
    """One line a departure, with the earliest day of what is theirs."""
    slug = participant.coop.slug
    open_items = OPEN_ITEMS(coop=participant.coop_id)
    keeps = bool(open_items) and keeps_list(participant, at)
    told: set[object] = set()
    for key, leaver, name, leaves_on, to, given, taken, due in open_items:
        if key in told or leaves_on + TOLD_FOR < at.day:
            continue
        if leaver == participant.pk and given is None:
            title = _("Hand over what is on your list")
        elif to == participant.pk and taken is None:
            title = _("Take over something from %(name)s") % {"name": name}
        elif keeps and (to is None or leaves_on <= at.day):
            title = _("See that %(name)s hands everything over") % {"name": name}
        else:
            continue
        told.add(key)
        yield Item(
            title=title,
            verb=_("Open the list"),
            url=reverse("leaving:departure", args=[slug, key]),
            due_on=due,
        )
