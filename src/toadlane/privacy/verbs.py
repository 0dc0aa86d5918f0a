"""Keeping one's details, looking at somebody else's, and opening something private in an emergency."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.record.canonical import Json, canonical
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import MEMBER, Coop, ExposurePeriod, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Matter, sight_on
from toadlane.members.seconding import refuse_fresh
from toadlane.people.sealing import seal
from toadlane.privacy import details, telling
from toadlane.privacy.limits import DAYS_AT_MOST, IN_AN_EMERGENCY, WAITS
from toadlane.privacy.models import (
    BECAUSE_AT_MOST,
    Detail,
    Emergency,
    EmergencyAgreed,
    EmergencyEnded,
    EmergencyWords,
    Look,
)
from toadlane.record.verbs import append

AGAIN: Final = dt.timedelta(minutes=10)
"""The same key sent so much later is no second click, but another look."""
_NOT_TEXT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@transaction.atomic
def keep_details(
    *, participant: Participant, said: Mapping[str, str], by: Participant, at: Moment, key: str
) -> tuple[str, ...]:
    """Keep what somebody says of themselves, by kind; an empty text takes it away. The kinds that changed.

    Only they themselves can. Faults: `details.kind`, `details.text`. What is said goes into no record.
    """
    if by.pk != participant.pk:
        raise absent()
    texts = {kind: _text(kind, text) for kind, text in said.items()}
    content: dict[str, Json] = {"digest": _digest(texts)}
    taken = keys.take(coop=by.coop, key=key, verb="privacy.keep-details", by=by, content=content)
    if not taken.first:
        return tuple(taken.result.split())
    Participant.objects.select_for_update(no_key=True).get(pk=participant.pk)
    now = details.own(participant)
    changed = tuple(kind for kind, text in texts.items() if text != now.get(kind, ""))
    for kind in changed:
        _keep(participant, kind, texts[kind], at)
    if changed:
        append(kind="details.kept.v1", what={"kinds": list(changed)}, by=by, at=at)
    taken.keep(" ".join(changed))
    return changed


def _digest(texts: Mapping[str, str]) -> str:
    """What was sent, so that the same key cannot be sent with something else; nobody can try texts on it."""
    said = canonical(dict(texts))
    return salted_hmac("privacy.details", said, algorithm="sha256").hexdigest()


def _keep(participant: Participant, kind: str, text: str, at: Moment) -> None:
    if not text:
        participant.details.filter(kind=kind).delete()
        return
    kept = {"sealed": seal(text), "changed_at": at.instant}
    Detail.objects.update_or_create(participant=participant, kind=kind, defaults=kept)


def _text(kind: str, text: str) -> str:
    if kind not in details.CLASS_OF:
        raise InputFault(
            gettext_noop("“{said}” is no detail that is kept here."),
            code="details.kind",
            next_step=gettext_noop("The details are: {known}."),
            said=kind[:40],
            known=", ".join(details.CLASS_OF),
        )
    said = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    if _NOT_TEXT.search(said) or len(said) > details.LONGEST[kind]:
        raise InputFault(
            gettext_noop("This needs plain text of up to {longest} letters."),
            code="details.text",
            next_step=gettext_noop("Type it anew, and keep it short."),
            kind=kind,
            longest=details.LONGEST[kind],
        )
    return said


@transaction.atomic
def look(
    *,
    about: Participant,
    information_class: str,
    by: Participant,
    at: Moment,
    key: str,
    where: str = Look.Where.PAGE,
) -> dict[str, str]:
    """Read somebody else's details of a class: written down for them first, then shown, by kind.

    To whoever may not see them, and where nothing is kept, there is nothing. The same key sent again within
    ten minutes is one look, as long as they still may; later it is another.
    """
    matter = Matter(about.coop, information_class, about)
    if by.pk == about.pk or not sight_on(by, at.day).may_see(matter):
        raise absent()
    kept = details.of_class(about, information_class)
    if not kept:
        raise absent()
    content: dict[str, Json] = {"about": about.key, "class": information_class, "where": where}
    taken = keys.take(coop=by.coop, key=key, verb="privacy.look", by=by, content=content)
    if taken.first or at.instant - Look.objects.get(pk=taken.result).at > AGAIN:
        row = Look.objects.create(
            coop=by.coop, about=about, by=by, of_class=information_class, at=at.instant, where=where
        )
        append(kind="details.looked-at.v1", what=content, by=by, at=at)
        taken.keep(row.pk)
    return kept


@transaction.atomic
def ask_in_emergency(
    *,
    about: Participant,
    information_class: str,
    because: str,
    days: int,
    by: Participant,
    at: Moment,
    key: str,
) -> Emergency:
    """A member asks that one class of one person be opened to them and a second member, for some days.

    Faults: `emergency.members`, `.class`, `.because`, `.days`, `.own`.
    """
    _only_members(about.coop, by, at)
    because = because.strip().replace("\r\n", "\n").replace("\r", "\n")
    content: dict[str, Json] = {
        "about": about.key,
        "because": because,
        "class": information_class,
        "days": days,
    }
    taken = keys.take(coop=by.coop, key=key, verb="privacy.ask-in-emergency", by=by, content=content)
    if not taken.first:
        return Emergency.objects.get(coop=by.coop, pk=taken.result)
    _refuse_amiss(about, information_class, because, days, by)
    emergency = Emergency.objects.create(
        coop=by.coop,
        about=about,
        of_class=information_class,
        days=days,
        asked_by=by,
        happened_on=at.day,
    )
    EmergencyWords.objects.create(coop=by.coop, emergency=emergency, because=because)
    # Why is for those who have to agree and for the person: the book of all members has no need of it.
    told: dict[str, Json] = {name: content[name] for name in ("about", "class", "days")}
    append(kind="emergency.asked.v1", what=told, by=by, at=at, subject=str(emergency.pk))
    taken.keep(emergency.pk)
    return emergency


@transaction.atomic
def agree_in_emergency(*, emergency: Emergency, by: Participant, at: Moment, key: str) -> EmergencyAgreed:
    """A second member agrees: from today the two see it, and the person is told, by letter too.

    Faults: `emergency.members`, `.second`, `.too-late`, `.agreed`.
    """
    _only_members(emergency.coop, by, at)
    if by.pk == emergency.about_id:
        raise absent()
    content: dict[str, Json] = {"emergency": str(emergency.pk)}
    taken = keys.take(coop=by.coop, key=key, verb="privacy.agree-in-emergency", by=by, content=content)
    if not taken.first:
        return EmergencyAgreed.objects.get(coop=by.coop, pk=taken.result)
    held = _hold(emergency)
    _refuse_agreement(held, by, at)
    refuse_fresh(held.asked_by, by, at)
    until = at.day + dt.timedelta(days=held.days)
    agreed = EmergencyAgreed.objects.create(
        coop=held.coop, emergency=held, by=by, happened_on=at.day, until=until
    )
    for who in (held.asked_by, by):
        _expose(held, who, at.day, until)
    append(kind="emergency.agreed.v1", what=content, by=by, at=at, subject=str(held.pk))
    telling.tell_of(agreed, at=at)
    taken.keep(agreed.pk)
    return agreed


@transaction.atomic
def end_emergency(*, emergency: Emergency, by: Participant, at: Moment, key: str) -> EmergencyEnded:
    """One of the two closes again what was opened; it is closed at once. Fault `emergency.over`."""
    held = _hold(emergency)
    agreed = getattr(held, "agreed", None)
    if by.coop_id != held.coop_id or agreed is None or by.pk not in {held.asked_by_id, agreed.by_id}:
        raise absent()
    content: dict[str, Json] = {"emergency": str(held.pk)}
    taken = keys.take(coop=by.coop, key=key, verb="privacy.end-emergency", by=by, content=content)
    if not taken.first:
        return EmergencyEnded.objects.get(coop=by.coop, pk=taken.result)
    if hasattr(held, "ended") or at.day >= agreed.until:
        raise RecordMoved(
            gettext_noop("This is closed again already."),
            code="emergency.over",
            next_step=gettext_noop("There is nothing left to do here."),
        )
    opened = ExposurePeriod.objects.filter(about=held.about, information_class=held.of_class)
    for period in opened.filter(participant__in=[held.asked_by, agreed.by], valid_until=agreed.until):
        _expose(held, period.participant, period.valid_from, at.day, replaces=period)
    ended = EmergencyEnded.objects.create(coop=held.coop, emergency=held, by=by, happened_on=at.day)
    append(kind="emergency.ended.v1", what=content, by=by, at=at, subject=str(held.pk))
    taken.keep(ended.pk)
    return ended


def _hold(emergency: Emergency) -> Emergency:
    """The emergency as it stands, with whoever else would act on it waiting."""
    Emergency.objects.select_for_update(no_key=True).get(pk=emergency.pk)
    rows = Emergency.objects.select_related("coop", "about__person", "about__coop", "asked_by__coop")
    return rows.select_related("agreed__by__coop", "ended").get(pk=emergency.pk)


def _expose(
    held: Emergency, who: Participant, since: dt.date, until: dt.date, replaces: ExposurePeriod | None = None
) -> None:
    ExposurePeriod.objects.create(
        coop=held.coop,
        participant=who,
        about=held.about,
        information_class=held.of_class,
        valid_from=since,
        valid_until=until,
        replaces=replaces,
    )


def _only_members(coop: Coop, by: Participant, at: Moment) -> None:
    if by.coop_id != coop.pk:
        raise absent()
    if by.stage_on(at.day) != MEMBER:
        raise Refused(
            gettext_noop("Something private is opened in an emergency by two members."),
            code="emergency.members",
            next_step=gettext_noop("Ask a member."),
        )


def _refuse_amiss(
    about: Participant, information_class: str, because: str, days: int, by: Participant
) -> None:
    if about.pk == by.pk:
        raise InputFault(
            gettext_noop("What is about you is open to you already."),
            code="emergency.own",
            next_step=gettext_noop("Look on your own pages."),
        )
    if information_class not in IN_AN_EMERGENCY:
        raise InputFault(
            gettext_noop("“{said}” is not opened, whatever the reason."),
            code="emergency.class",
            next_step=gettext_noop("What can be opened: {known}."),
            said=information_class[:60],
            known=", ".join(IN_AN_EMERGENCY),
        )
    if not 0 < len(because) <= BECAUSE_AT_MOST or _NOT_TEXT.search(because):
        raise InputFault(
            gettext_noop("Say why, in up to {longest} letters."),
            code="emergency.because",
            next_step=gettext_noop("The other member and the person it is about will read it."),
            longest=BECAUSE_AT_MOST,
        )
    if not 1 <= days <= DAYS_AT_MOST:
        raise InputFault(
            gettext_noop("It can be open for 1 to {most} days."),
            code="emergency.days",
            next_step=gettext_noop("Ask for as few as will do; it can be asked for again."),
            most=DAYS_AT_MOST,
        )


def _refuse_agreement(held: Emergency, by: Participant, at: Moment) -> None:
    if by.pk == held.asked_by_id:
        raise Refused(
            gettext_noop("You asked for this yourself, so another member has to agree."),
            code="emergency.second",
            next_step=gettext_noop("Ask any other member to look at it."),
        )
    if hasattr(held, "agreed"):
        raise RecordMoved(
            gettext_noop("{name} has agreed to this already."),
            code="emergency.agreed",
            next_step=gettext_noop("There is nothing left to do here."),
            name=held.agreed.by.name,
        )
    if at.day > held.happened_on + WAITS:
        raise Refused(
            gettext_noop("This was asked for on {day}, which is too long ago."),
            code="emergency.too-late",
            next_step=gettext_noop("If it is still needed, it can be asked for anew."),
            day=held.happened_on.isoformat(),
        )
