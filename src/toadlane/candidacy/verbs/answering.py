"""What becomes of an application: taken in, declined with a letter, or kept for later."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved
from bylaws.record.canonical import Json
from toadlane.candidacy import asking, hiring, letters, said
from toadlane.candidacy.leading import only_leaders
from toadlane.candidacy.models import LONGEST, Application
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.dues.verbs.organisations import make_organisation
from toadlane.members.entering import NewPerson, Spell
from toadlane.members.verbs.bringing import let_in
from toadlane.record.verbs import append


@transaction.atomic
def accept(
    *,
    application: Application,
    name: str,
    stage: str,
    from_day: dt.date,
    authority: Authority | None = None,
    speaker: str = "",
    by: Participant,
    at: Moment,
    key: str,
) -> Participant:
    """Take somebody in from a day on, and invite them to sign in; on a decision where the charter wants one.

    `stage` is the first of the track, or one before any that members decide on; fault `candidacy.entrance`.
    With a `speaker` it is an organisation that comes in, for which they speak.
    """
    coop = application.coop
    only_leaders(coop, by, at)
    content: dict[str, Json] = {
        "application": str(application.pk),
        "authority": str(authority.pk) if authority else None,
        "from_day": from_day.isoformat(),
        "name": name,
        "speaker": speaker,
        "stage": stage,
    }
    taken = keys.take(coop=coop, key=key, verb="candidacy.accept", by=by, content=content)
    if not taken.first:
        return Participant.objects.select_related("coop").get(coop=coop, key=taken.result)
    held = _unanswered(application)
    _refuse_other_stage(stage, hiring.entrances(coop, from_day))
    newcomer = NewPerson(said.name(name), held.email, (Spell(stage, from_day),))
    (joined,), _ = let_in(coop=coop, people=[newcomer], send=True, by=by, at=at)
    hiring.use(held, stage, from_day, authority, by=by, at=at)
    if speaker:
        make_organisation(joined, speaker, by=by, at=at)
    _settle(held, by, at, participant=joined)
    told: dict[str, Json] = {"application": str(held.pk), "participant": joined.key, "stage": stage}
    append(kind="application.accepted.v1", what=told, by=by, at=at, subject=joined.key)
    taken.keep(joined.key)
    return joined


@transaction.atomic
def decline(*, application: Application, letter: str, by: Participant, at: Moment, key: str) -> Application:
    """Say no, in a letter of one's own words."""
    words = said.text(letter, most=LONGEST["letter"])
    content: dict[str, Json] = {"application": str(application.pk), "letter": words}
    only_leaders(application.coop, by, at)
    taken = keys.take(coop=application.coop, key=key, verb="candidacy.decline", by=by, content=content)
    if not taken.first:
        return asking.find(application.coop, application.pk)
    held = _unanswered(application)
    _settle(held, by, at, letter=words)
    letters.answer(held, at.instant)
    told: dict[str, Json] = {"application": str(held.pk)}
    append(kind="application.declined.v1", what=told, by=by, at=at, subject=str(held.pk))
    return held


@transaction.atomic
def keep(*, application: Application, kept: bool, by: Participant, at: Moment, key: str) -> Application:
    """Lay an application aside for later, or take it up again; it stays unanswered."""
    content: dict[str, Json] = {"application": str(application.pk), "kept": kept}
    only_leaders(application.coop, by, at)
    taken = keys.take(coop=application.coop, key=key, verb="candidacy.keep", by=by, content=content)
    if not taken.first:
        return asking.find(application.coop, application.pk)
    held = _unanswered(application)
    held.kept_at = at.instant if kept else None
    held.save(update_fields=["kept_at"])
    kind = "application.kept.v1" if kept else "application.taken-up.v1"
    told: dict[str, Json] = {"application": str(held.pk)}
    append(kind=kind, what=told, by=by, at=at, subject=str(held.pk))
    return held


def _unanswered(application: Application) -> Application:
    """The application, held until this is done, if nobody has answered it."""
    rows = Application.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "coop", "answered_by"
    )
    held = rows.filter(pk=application.pk).first()
    if held is None or held.confirmed_at is None:
        raise absent()
    if held.answered_at is not None and held.answered_by is not None:
        raise RecordMoved(
            gettext_noop("{name} has answered this application already."),
            code="candidacy.answered",
            next_step=gettext_noop("Look at what became of it."),
            name=held.answered_by.name,
        )
    return held


def _settle(held: Application, by: Participant, at: Moment, **said_of: object) -> None:
    for name, value in {"answered_at": at.instant, "answered_by": by, **said_of}.items():
        setattr(held, name, value)
    held.save()


def _refuse_other_stage(stage: str, entrances: list[str]) -> None:
    if stage in entrances:
        return
    raise InputFault(
        gettext_noop("Nobody comes in as “{stage}”: members decide on that later."),
        code="candidacy.entrance",
        next_step=gettext_noop("One comes in as {known}."),
        stage=stage[:40],
        known=", ".join(entrances),
    )
