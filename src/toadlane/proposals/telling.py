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
from toadlane.proposals import deed_letters, looking_after, reminding, reviewing, speaking_telling, talking
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
ASKED_TO_LEAVE: Final = Kind(
    "proposal-as-it-is",
    label=_("Somebody would leave a proposal as it is"),
    words={"asked": _("{title}: {name} would leave it as it is. What do you say?")},
    verb=_("Read it, and say so too or go on"),
    more=talking.more,
)
PULLED_BACK: Final = Kind(
    "proposal-pulled-back",
    label=_("A proposal is pulled back to be worked on"),
    words={"pulled-back": _("{title} is pulled back to be worked on.")},
    verb=_("Read why"),
)
ENTRIES: Final = {
    "proposal.change-suggested.v1": _("Change of a proposal suggested"),
    "proposal.suggestion-answered.v1": _("Suggested change answered"),
    "proposal.raised.v1": _("Proposal raised"),
    "proposal.opened.v1": _("Proposal opened"),
    "proposal.position.v1": _("Position taken"),
    "proposal.rewritten.v1": _("Text of a proposal changed"),
    "proposal.recused.v1": _("Somebody concerned by a proposal stepped out"),
    **speaking_telling.ENTRIES,
    "proposal.secrecy-asked.v1": _("Somebody asked that a vote be secret"),
    "proposal.call-over.v1": _("Call of a secret vote over"),
    "proposal.box-sealed.v1": _("Box of a secret vote sealed"),
    "proposal.drawn.v1": _("Lot drawn to settle a tie"),
    "proposal.decided.v1": _("Decided by whoever it is entrusted to"),
    "proposal.withdrawn.v1": _("Proposal taken back"),
    "proposal.pulled-back.v1": _("Proposal pulled back to be worked on"),
    "proposal.same-as.v1": _("Somebody said that a proposal is the same as one that failed"),
    "proposal.seconded.v1": _("Somebody seconded a proposal that failed before"),
    "proposal.as-it-is.v1": _("Somebody said whether to leave a proposal as it is"),
    "proposal.agreed-to-disagree.v1": _("Those who decide agreed to disagree"),
    "proposal.integrated.v1": _("Objection met by the text"),
    "proposal.ruled-out.v1": _("Objection ruled out"),
    "proposal.stated.v1": _("What came of a proposal was said"),
    "proposal.action.v1": _("Action added to an outcome"),
    "proposal.action-over.v1": _("Action done or let go"),
    "proposal.concluded.v1": _("Proposal concluded"),
    "proposal.agreement-ended.v1": _("What was agreed ended by a later proposal"),
}


def opened(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Whoever decides is asked; whoever raised it knows."""
    rows = Elector.objects.filter(attempt__proposal=what["proposal"], attempt__nth=what["attempt"])
    those = rows.filter(part="decides").select_related("participant")
    words = "asked" if Option.objects.filter(proposal=what["proposal"]).exists() else "opened"
    yield Settled(PULLED_BACK.key, entry.subject)
    yield _telling(entry, what, OPENED, words, to=[one.participant for one in those])


def rewritten(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever decides in the attempt that is open is asked anew; nobody while it is pulled back."""
    last = Attempt.objects.filter(proposal=what["proposal"]).order_by("-nth").first()
    pulled = Step.objects.filter(proposal=what["proposal"], kind=Step.Kind.PULLED_BACK)
    if last is None or pulled.filter(happened_at__gte=last.opened_at, happened_at__lte=entry.happened_at):
        return
    told = _telling(entry, what, OPENED, "rewritten", to=deciding(what["proposal"]))
    yield replace(told, except_for=entry.actor)


def pulled_back(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Whoever decides is asked no more for now, and told why not."""
    for kind in (OPENED, CLOSING, ASKED_TO_LEAVE):
        yield Settled(kind.key, entry.subject)
    told = _telling(entry, what, PULLED_BACK, "pulled-back", to=deciding(what["proposal"]))
    yield replace(told, except_for=entry.actor)


def as_it_is(entry: Entry, what: Said) -> Iterator[Telling]:
    """The first who would leave it as it is asks the others who decide."""
    who = Participant.objects.filter(coop=entry.coop, key=entry.actor).first()
    if what["first"] and who is not None:
        told = _telling(entry, what, ASKED_TO_LEAVE, "asked", to=deciding(what["proposal"]))
        values = {**told.values, "name": who.name}
        yield replace(told, values=values, except_for=entry.actor)


def deciding(proposal: UUID) -> list[Participant]:
    """Those who decide in the attempt that was opened last, and have not stepped out."""
    last = Attempt.objects.filter(proposal=proposal).order_by("-nth").first()
    out = Step.objects.filter(proposal=proposal, kind=Step.Kind.RECUSED).values("participant")
    rows = Elector.objects.filter(attempt=last, part="decides").exclude(participant__in=out)
    return [one.participant for one in rows.select_related("participant")] if last else []


def taken(entry: Entry, _what: Said) -> Iterator[Settled]:
    """Whoever said where they stand, or stepped out, is asked no more."""
    for kind in (OPENED, CLOSING):
        yield Settled(kind.key, entry.subject, of=entry.actor)


def concluded(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Whoever took part and every member hears what came of it; nobody is asked any more."""
    for kind in (OPENED, CLOSING, ASKED_TO_LEAVE, PULLED_BACK):
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
    ours = (OPENED, CLOSING, CONCLUDED, ASKED_TO_LEAVE, PULLED_BACK, reviewing.REVIEW)
    for kind in (*ours, looking_after.OWNED, looking_after.ACTION):
        register(kind)
    hear("proposal.opened.v1", "proposals", opened)
    hear("proposal.rewritten.v1", "proposals", rewritten)
    hear("proposal.position.v1", "proposals", taken)
    hear("proposal.recused.v1", "proposals", taken)
    speaking_telling.listen()
    hear("proposal.concluded.v1", "proposals", concluded)
    hear("proposal.pulled-back.v1", "proposals", pulled_back)
    hear("proposal.as-it-is.v1", "proposals", as_it_is)
    hear("proposal.agreement-ended.v1", "proposals", reviewing.ended)
    hear("proposal.stated.v1", "proposals", looking_after.stated)
    hear("proposal.action.v1", "proposals", looking_after.added)
    hear("proposal.action-over.v1", "proposals", looking_after.over)
