"""What exactly is to be done: kept beside its fingerprint, found again, and done once."""

from __future__ import annotations

from typing import Final, Protocol
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Fault, RecordMoved, Refused
from bylaws.record.canonical import Json
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import matters
from toadlane.decisions.effects import Effect, Facts, Look, effect_of
from toadlane.decisions.models import LONGEST, Authority, Deed
from toadlane.decisions.verbs import refuse_open_ended
from toadlane.record.verbs import append

NOTHING: Final[Facts] = {}


def keep(coop: Coop, matter: str, look: Look, at: Moment) -> Deed:
    """Keep what was looked at, inside the transaction that asks for it; the same is kept once."""
    named = {"matter": matter, "subject": look.subject, "fingerprint": look.fingerprint}
    row = Deed(coop=coop, facts=dict(look.facts), looked_on=at.day, **named)
    Deed.objects.bulk_create([row], ignore_conflicts=True)
    return Deed.objects.select_related("coop").get(coop=coop, **named)


def deed_of(coop: Coop, *, matter: str, subject: str, fingerprint: str) -> Deed | None:
    """What a fingerprint is of; None where nobody looked at it through an effect."""
    if not fingerprint or effect_of(matter) is None:
        return None
    rows = Deed.objects.filter(coop=coop, matter=matter, subject=subject, fingerprint=fingerprint)
    found = rows.first()
    if found is not None:
        found.coop = coop
    return found


def deed_on(authority: Authority) -> Deed | None:
    """What exactly a decision is about."""
    return deed_of(
        authority.coop,
        matter=authority.matter,
        subject=authority.subject,
        fingerprint=authority.fingerprint,
    )


def settle(coop: Coop, *, matter: str, subject: str, fingerprint: str, at: Moment) -> Deed | None:
    """Keep what a fingerprint is of, where looking at it now gives the same; for those that come without."""
    effect = effect_of(matter)
    found = deed_of(coop, matter=matter, subject=subject, fingerprint=fingerprint)
    if effect is None or found is not None or not fingerprint:
        return found
    try:
        look = effect.look(coop, subject, NOTHING, at)
    except Fault:
        return None
    return keep(coop, matter, look, at) if look.fingerprint == fingerprint else None


def moved(deed: Deed, at: Moment) -> Fault | None:
    """Why it cannot be done any more as it stood; None while it still comes to the same."""
    effect = effect_of(deed.matter)
    if effect is None:
        return None
    try:
        look = effect.look(deed.coop, deed.subject, deed.facts, at)
    except Fault as fault:
        return fault
    return None if look.fingerprint == deed.fingerprint else has_changed()


class Asked(Protocol):
    """Something that has an act decided: a draft of a proposal."""

    coop: Coop
    acts: str
    subject: str
    fingerprint: str


def bind(asked: Asked, at: Moment) -> None:
    """When members are asked: what they decide on is kept, and is still what would be done.

    Fault `authority.changed`, and those of looking at it.
    """
    named = {"matter": asked.acts, "subject": asked.subject, "fingerprint": asked.fingerprint}
    deed = settle(asked.coop, **named, at=at)
    fault = moved(deed, at) if deed else None
    if fault is not None:
        raise fault


def has_changed() -> RecordMoved:
    """What was looked at is not what there is."""
    return RecordMoved(
        gettext_noop("What this was written for has changed since."),
        code="authority.changed",
        next_step=gettext_noop("Look at it as it is now, and have that decided."),
    )


@transaction.atomic
def carry_out(*, authority: Authority, by: Participant, at: Moment, key: str) -> None:
    """Do what was decided, all of it or nothing; a second time is told what came of the first.

    Faults: `deed.none`, `deed.not-yours`, those of `use_authority`, and those of the room that does it.
    """
    if by.coop_id != authority.coop_id:
        raise absent()
    effect, deed = effect_of(authority.matter), deed_on(authority)
    if effect is None or deed is None or effect.at_page:
        raise Refused(
            gettext_noop("This cannot be carried out from here."),
            code="deed.none",
            next_step=gettext_noop("Open the page of what was decided; it is done there."),
        )
    if not effect.may(by, at):
        raise not_yours(effect)
    refuse_open_ended(authority)
    effect.carry_out(authority, deed, by=by, at=at, key=key)


def not_yours(effect: Effect) -> Refused:
    """Somebody else carries it out."""
    return Refused(
        gettext_noop("This is carried out by {who}."),
        code="deed.not-yours",
        next_step=gettext_noop("They are told of it; the page of people says who they are."),
        who=str(effect.who),
    )


def take_alone(*, matter: str, look: Look, article: str, text: str, by: Participant, at: Moment) -> Authority:
    """Somebody decides alone what the charter lets them, inside the transaction of the verb that asked it."""
    return _taken("alone", matter, look, article, text, by=by, at=at, alone=True)


def take_funded(
    *, matter: str, look: Look, article: str, text: str, project: UUID, by: Participant, at: Moment
) -> Authority:
    """A budget round funded a project, inside the transaction that says so; nobody confirms the spending."""
    return _taken("funded", matter, look, article, text, by=by, at=at, project=project)


def _taken(
    how: str,
    matter: str,
    look: Look,
    article: str,
    text: str,
    *,
    by: Participant,
    at: Moment,
    alone: bool = False,
    project: UUID | None = None,
) -> Authority:
    keep(by.coop, matter, look, at)
    authority = Authority.objects.create(
        coop=by.coop,
        matter=matter,
        subject=look.subject,
        article=article,
        decided_on=at.day,
        text=text[: LONGEST["text"]],
        fingerprint=look.fingerprint,
        alone=alone,
        project=project,
        entered_on=at.day,
        entered_by=by,
    )
    what: dict[str, Json] = {
        "article": article,
        "authority": str(authority.pk),
        "fingerprint": look.fingerprint,
        "matter": matter,
        "subject": look.subject,
    }
    actor = by if alone else None
    append(kind=f"authority.{how}.v1", what=what, by=actor, at=at, subject=str(authority.pk), coop=by.coop)
    return authority


def in_words(deed: Deed) -> str:
    """What it does, as a sentence without end."""
    return matters.matter(deed.matter).title(deed.subject)
