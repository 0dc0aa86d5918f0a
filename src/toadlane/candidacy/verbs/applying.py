"""Opening the page that asks for people, applying, and showing that the address is one's own."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django.db.models import Count
from django.utils.translation import get_language, gettext_noop

from bylaws.kernel.faults import Refused
from bylaws.record.canonical import Json
from toadlane.candidacy import letters, said
from toadlane.candidacy.leading import only_leaders
from toadlane.candidacy.models import CONFIRMED_WITHIN, FORGOTTEN_AFTER, LONGEST, Application, JoiningPage
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.members.entering import addresses_in, usable_address
from toadlane.record.verbs import append

UNCONFIRMED_AT_MOST: Final = 200
"""So many wait at once for their address to be confirmed; one more takes the place of another."""
AN_HOUR: Final = dt.timedelta(hours=1)
AN_HOUR_AT_MOST: Final = 120
"""So many letters go out in an hour to whoever strangers name, from wherever they ask."""


@transaction.atomic
def state_page(*, coop: Coop, is_open: bool, says: str, by: Participant, at: Moment, key: str) -> JoiningPage:
    """Say what whoever would like to join should know; open the page to strangers, or close it."""
    only_leaders(coop, by, at)
    words = said.text(says, most=LONGEST["says"], least=1 if is_open else 0)
    content: dict[str, Json] = {"is_open": is_open, "says": words}
    taken = keys.take(coop=coop, key=key, verb="candidacy.state-page", by=by, content=content)
    if taken.first:
        Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)
        before = JoiningPage.objects.filter(coop=coop).first()
        told = {"is_open": is_open, "says": words, "edited_by": by, "edited_at": at.instant}
        JoiningPage.objects.update_or_create(coop=coop, defaults=told)
        if is_open != (before is not None and before.is_open):
            kind = "joining.opened.v1" if is_open else "joining.closed.v1"
            append(kind=kind, what={}, by=by, at=at)
    return JoiningPage.objects.get(coop=coop)


@transaction.atomic
def apply(*, coop: Coop, name: str, email: str, words: str, at: Moment, key: str, place: str = "") -> None:
    """Somebody asks to join. Whether the address is known here is told to nobody but whoever reads it.

    `place` tells apart from where they ask: of those that wait, the oldest of the busiest place makes room.
    """
    page = JoiningPage.objects.select_for_update(no_key=True, of=("self",)).filter(coop=coop).first()
    if page is None or not page.is_open:
        raise absent()
    asked = Application(
        coop=coop,
        name=said.name(name),
        email=usable_address(email),
        words=said.text(words, most=LONGEST["words"]),
        language=get_language() or "",
        sent_at=at.instant,
        from_place=place,
    )
    content: dict[str, Json] = {"name": asked.name, "email": asked.email, "words": asked.words}
    if not keys.take(coop=coop, key=key, verb="candidacy.apply", by=None, content=content).first:
        return
    _forget_unconfirmed(coop, at)
    _refuse_flood(coop, at)
    _make_room(coop)
    asked.save()
    if asked.email in addresses_in(coop):
        asked.words = ""
        asked.save(update_fields=["words"])
        letters.here_already(asked, at.instant)
    else:
        letters.ask_to_confirm(asked, at.instant)


@transaction.atomic
def confirm_address(*, application: Application, at: Moment, key: str) -> Application:
    """Whoever applied has the letter, so the address is theirs; from now on the application waits."""
    content: dict[str, Json] = {"application": str(application.pk)}
    taken = keys.take(
        coop=application.coop, key=key, verb="candidacy.confirm-address", by=None, content=content
    )
    held = Application.objects.select_for_update(no_key=True, of=("self",)).get(pk=application.pk)
    held.coop = application.coop
    if not taken.first or held.confirmed_at is not None:
        return held
    if at.instant >= held.sent_at + CONFIRMED_WITHIN or not held.words:
        raise absent()
    held.confirmed_at, held.from_place = at.instant, ""
    held.save(update_fields=["confirmed_at", "from_place"])
    append(kind="application.received.v1", what=content, by=None, coop=held.coop, at=at, subject=str(held.pk))
    return held


def _forget_unconfirmed(coop: Coop, at: Moment) -> None:
    """What nobody confirmed in time is not kept, nor what was declined long ago."""
    rows = Application.objects.filter(coop=coop)
    rows.filter(confirmed_at=None, sent_at__lt=at.instant - CONFIRMED_WITHIN).delete()
    rows.filter(participant=None, answered_at__lt=at.instant - FORGOTTEN_AFTER).delete()


def _make_room(coop: Coop) -> None:
    """Whoever sends many crowds out only their own."""
    rows = Application.objects.filter(coop=coop, confirmed_at=None)
    if rows.count() < UNCONFIRMED_AT_MOST:
        return
    places = rows.values("from_place").annotate(many=Count("pk")).order_by("-many", "from_place")
    busiest = places.values_list("from_place", flat=True).first()
    oldest = rows.filter(from_place=busiest).order_by("sent_at", "pk").first()
    if oldest is not None:
        oldest.delete()


def _refuse_flood(coop: Coop, at: Moment) -> None:
    rows = Application.objects.filter(coop=coop, confirmed_at=None, sent_at__gt=at.instant - AN_HOUR)
    if rows.count() < AN_HOUR_AT_MOST:
        return
    raise Refused(
        gettext_noop("More applications came in this hour than people write."),
        code="candidacy.flood",
        next_step=gettext_noop("Try again in an hour, or write to the co-op itself."),
    )
