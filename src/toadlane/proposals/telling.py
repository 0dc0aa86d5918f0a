"""Who is told of a proposal: that it is open, that it closes soon, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import MEMBER, Participant
from toadlane.coops.moment import Moment
from toadlane.notices.hearing import Said, Settled, hear
from toadlane.notices.kinds import Kind, register
from toadlane.notices.telling import Telling, here_on
from toadlane.proposals import deed_letters, reminding, reviewing
from toadlane.proposals.models import Attempt, Elector, Option, Proposal, Revision, Step
from toadlane.proposals.parts import those_with_a_part
from toadlane.record.models import Entry

OPENED: Final = Kind(
    "proposal-opened",
    label=_("A proposal is open, and asks for your position"),
    words={
        "opened": _("{title}: say where you stand."),
        "rewritten": _("{title}: the text was changed; say where you stand on it."),
        "asked": _("{title}: say what you would choose."),
    },
    verb=_("Read it and take a position"),
    more=deed_letters.more,
)
CLOSING: Final = Kind(
    reminding.KIND,
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
        "chosen": _("Chosen: {title}."),
        "nothing-chosen": _("Nothing was chosen: {title}."),
        "answered": _("This is what most want: {title}."),
    },
    verb=_("See what came of it"),
)
ENTRIES: Final = {
    "proposal.raised.v1": _("Proposal raised"),
    "proposal.opened.v1": _("Proposal opened"),
    "proposal.position.v1": _("Position taken"),
    "proposal.rewritten.v1": _("Text of a proposal changed"),
    "proposal.recused.v1": _("Somebody concerned by a proposal stepped out"),
    "proposal.drawn.v1": _("Lot drawn to settle a tie"),
    "proposal.decided.v1": _("Decided by whoever it is entrusted to"),
    "proposal.withdrawn.v1": _("Proposal taken back"),
    "proposal.concluded.v1": _("Proposal concluded"),
    "proposal.agreement-ended.v1": _("What was agreed ended by a later proposal"),
}


def opened(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever decides is asked; whoever raised it knows."""
    rows = Elector.objects.filter(attempt__proposal=what["proposal"], attempt__nth=what["attempt"])
    deciding = rows.filter(part="decides").select_related("participant")
    words = "asked" if Option.objects.filter(proposal=what["proposal"]).exists() else "opened"
    yield _telling(entry, what, OPENED, words, to=[one.participant for one in deciding])


def rewritten(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever decides in the attempt that is open is asked anew."""
    last = Attempt.objects.filter(proposal=what["proposal"]).order_by("-nth").first()
    out = Step.objects.filter(proposal=what["proposal"], kind=Step.Kind.RECUSED).values("participant")
    rows = Elector.objects.filter(attempt=last, part="decides").exclude(participant__in=out)
    deciding = rows.select_related("participant")
    if last is not None:
        told = _telling(entry, what, OPENED, "rewritten", to=[one.participant for one in deciding])
        yield replace(told, except_for=entry.actor)


def taken(entry: Entry, _what: Said) -> Iterator[Settled]:
    """Whoever said where they stand, or stepped out, is asked no more."""
    for kind in (OPENED, CLOSING):
        yield Settled(kind.key, entry.subject, of=entry.actor)


def concluded(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Whoever took part and every member hears what came of it; nobody is asked any more."""
    for kind in (OPENED, CLOSING):
        yield Settled(kind.key, entry.subject)
    day = Moment.of(entry.happened_at, coop=entry.coop).day
    part = those_with_a_part(UUID(what["proposal"])).values("pk")
    took = here_on(entry.coop, day).filter(pk__in=part)
    others = here_on(entry.coop, day, stage=MEMBER).exclude(pk__in=part)
    words = _came_to(what["phase"], Proposal.objects.get(pk=what["proposal"]))
    told = _telling(entry, what, CONCLUDED, words, to=list(took))
    yield told
    yield replace(told, to=list(others), of_each=False)


def _came_to(phase: str, row: Proposal) -> str:
    """Which words say how it ended."""
    if phase not in ("passed", "not-adopted") or not row.options.exists():
        return phase
    if phase == "not-adopted":
        return "nothing-chosen"
    return "answered" if row.poll else "chosen"


def _telling(entry: Entry, what: Said, kind: Kind, words: str, *, to: Iterable[Participant]) -> Telling:
    """With the text as it is when people are told."""
    text = Revision.objects.filter(proposal=what["proposal"]).latest("nth")
    return reminding.about(text, kind.key, words, coop=entry.coop, to=to)


def listen() -> None:
    """Called once when the application starts."""
    for kind in (OPENED, CLOSING, CONCLUDED, reviewing.REVIEW):
        register(kind)
    hear("proposal.opened.v1", "proposals", opened)
    hear("proposal.rewritten.v1", "proposals", rewritten)
    hear("proposal.position.v1", "proposals", taken)
    hear("proposal.recused.v1", "proposals", taken)
    hear("proposal.concluded.v1", "proposals", concluded)
    hear("proposal.agreement-ended.v1", "proposals", reviewing.ended)
