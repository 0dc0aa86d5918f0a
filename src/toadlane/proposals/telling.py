"""Who is told of a proposal: that it is open, that it closes soon, what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import MEMBER, Participant
from toadlane.coops.moment import Moment
from toadlane.notices.hearing import Said, Settled, hear
from toadlane.notices.kinds import Kind, register
from toadlane.notices.telling import Telling, here_on, tell
from toadlane.proposals import deed_letters, reviewing, talking
from toadlane.proposals.life import Life
from toadlane.proposals.models import DECISIONS, Attempt, Elector, Revision
from toadlane.proposals.verbs.running import REMINDED
from toadlane.record.models import Entry

OPENED: Final = Kind(
    "proposal-opened",
    label=_("A proposal is open, and asks for your position"),
    words={
        "opened": _("{title}: say where you stand."),
        "rewritten": _("{title}: the text was changed; say where you stand on it."),
    },
    verb=_("Read it and take a position"),
    more=deed_letters.more,
)
CLOSING: Final = Kind(
    "proposal-closing",
    label=_("A proposal closes soon, and your position is missing"),
    words={"closing": _("{title} is open until the end of {day}; nobody knows yet where you stand.")},
    verb=_("Take a position"),
    more=deed_letters.more,
)
CONCLUDED: Final = Kind(
    "proposal-concluded",
    label=_("A proposal is concluded"),
    words={
        "passed": _("Adopted: {title}."),
        "not-adopted": _("Not adopted: {title}."),
        "blocked": _("Blocked: {title}."),
        "inquorate": _("Too few took part: {title}."),
        "withdrawn": _("Taken back: {title}."),
        "agreed-to-disagree": _("We agreed to disagree: {title}."),
    },
    verb=_("See what came of it"),
)
ENTRIES: Final = {
    "proposal.raised.v1": _("Proposal raised"),
    "proposal.opened.v1": _("Proposal opened"),
    "proposal.position.v1": _("Position taken"),
    "proposal.rewritten.v1": _("Text of a proposal changed"),
    "proposal.recused.v1": _("Somebody concerned by a proposal stepped out"),
    "proposal.decided.v1": _("Decided by whoever it is entrusted to"),
    "proposal.withdrawn.v1": _("Proposal taken back"),
    "proposal.concluded.v1": _("Proposal concluded"),
    "proposal.agreement-ended.v1": _("What was agreed ended by a later proposal"),
}


def opened(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever decides is asked; whoever raised it knows."""
    rows = Elector.objects.filter(attempt__proposal=what["proposal"], attempt__nth=what["attempt"])
    deciding = rows.filter(part="decides").select_related("participant")
    yield _telling(entry, what, OPENED, "opened", to=[one.participant for one in deciding])


def rewritten(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever decides in the attempt that is open is asked anew."""
    last = Attempt.objects.filter(proposal=what["proposal"]).order_by("-nth").first()
    deciding = Elector.objects.filter(attempt=last, part="decides").select_related("participant")
    if last is not None:
        told = _telling(entry, what, OPENED, "rewritten", to=[one.participant for one in deciding])
        yield replace(told, except_for=entry.actor)


def concluded(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Every member hears what came of it; nobody is asked any more."""
    for kind in (OPENED, CLOSING):
        yield Settled(kind.key, entry.subject)
    day = Moment.of(entry.happened_at, coop=entry.coop).day
    yield _telling(entry, what, CONCLUDED, what["phase"], to=list(here_on(entry.coop, day, stage=MEMBER)))


def _telling(entry: Entry, what: Said, kind: Kind, words: str, *, to: Iterable[Participant]) -> Telling:
    text = Revision.objects.filter(proposal=what["proposal"]).order_by("-nth").first()
    return Telling(
        kind.key,
        to=to,
        words=words,
        information_class=DECISIONS,
        values={"title": text.title if text else "", "talk": [talking.KIND.key, what["proposal"]]},
        url=reverse("proposals:proposal", args=[entry.coop.slug, what["proposal"]]),
        subject=entry.subject,
    )


def remind(life: Life, at: Moment) -> None:
    """Tell those whose position is missing, once in an attempt, in the last day before its close."""
    now = life.state(at.instant).value
    attempt = life.attempt
    if attempt is None or not now.open or now.ends_at is None:
        return
    if now.ends_at - at.instant > REMINDED or now.ends_at - attempt.opened_at < 2 * REMINDED:
        return
    silent = set(now.silent)
    last = Moment.of(now.ends_at - dt.timedelta(seconds=1), coop=life.row.coop).day
    telling = Telling(
        CLOSING.key,
        to=[one.participant for one in life.here if one.participant.key in silent],
        words="closing",
        information_class=DECISIONS,
        values={
            "title": life.text.title,
            "day": last.isoformat(),
            "talk": [talking.KIND.key, str(life.row.pk)],
        },
        url=reverse("proposals:proposal", args=[life.row.coop.slug, life.row.pk]),
        subject=str(life.row.pk),
        needed_by=now.ends_at,
    )
    tell(telling, coop=life.row.coop, at=at.instant, key=f"proposal-closing:{attempt.pk}:{now.phase}")


def listen() -> None:
    """Called once when the application starts."""
    for kind in (OPENED, CLOSING, CONCLUDED, reviewing.REVIEW):
        register(kind)
    hear("proposal.opened.v1", "proposals", opened)
    hear("proposal.rewritten.v1", "proposals", rewritten)
    hear("proposal.concluded.v1", "proposals", concluded)
    hear("proposal.agreement-ended.v1", "proposals", reviewing.ended)
