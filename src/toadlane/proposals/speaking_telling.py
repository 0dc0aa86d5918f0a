"""Who is told when somebody speaks for another, and when a position is entered for somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant
from toadlane.notices.hearing import Said, Settled, hear
from toadlane.notices.kinds import Kind, register
from toadlane.notices.telling import Telling
from toadlane.proposals import reminding
from toadlane.proposals.life import life_of
from toadlane.proposals.models import Proposal, Revision
from toadlane.proposals.proxies import of_giver
from toadlane.proposals.stands import too_many
from toadlane.record.models import Entry

PROXY: Final = Kind(
    "proposal-proxy",
    label=_("Somebody asks you to speak for them, or answers you"),
    words={
        "named": _("{title}: {name} asks you to speak for them."),
        "accepted": _("{title}: {name} speaks for you."),
        "declined": _("{title}: {name} does not speak for you."),
        "taken-back": _("{title}: {name} takes back that you speak for them."),
        "given-back": _("{title}: {name} no longer speaks for you."),
        "again": _("{title}: you speak for {name} again. The paper that had ended it was not theirs."),
    },
    verb=_("See who speaks for whom"),
)
FOR_YOU: Final = Kind(
    "proposal-said-for-you",
    label=_("A position was said or entered for you"),
    words={
        "spoken": _("{title}: {name} said where you stand. You can say otherwise until the close."),
        "entered": _("{title}: {name} entered your position from paper or a call. Is it yours?"),
        "witness": _("{title}: {name} entered a position of {whose}, and names you as witness."),
        "contested": _("{title}: {name} says that the position entered for them is not theirs."),
        "too-many": _(
            "{title}: what {name} said for you does not count any more: they speak for as many others as the "
            "rule lets. Take your position yourself."
        ),
    },
    verb=_("Look at it"),
)
ASKING: Final = ("proposal-opened", reminding.KIND)
"""The kinds that ask for a position."""
ENTRIES: Final = {
    "proposal.proxy-named.v1": _("Somebody named to speak for another"),
    "proposal.proxy-accepted.v1": _("Somebody speaks for another"),
    "proposal.proxy-declined.v1": _("Somebody does not speak for another"),
    "proposal.proxy-taken-back.v1": _("Proxy taken back"),
    "proposal.proxy-given-back.v1": _("Proxy given back"),
    "proposal.position-for.v1": _("Position taken by proxy"),
    "proposal.position-entered.v1": _("Position entered from paper or a call"),
    "proposal.contested.v1": _("Entered position contested"),
}


def turned(words: str) -> Any:
    """The other of the two is told, and whoever was asked is asked no more."""

    def tells(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
        if words != "named":
            holder = what["whose"] if words == "taken-back" else entry.actor
            yield Settled(PROXY.key, entry.subject, of=holder)
        yield from _tellings(entry, what, PROXY, words, to=[what["whose"]])

    return tells


def spoken(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Whoever is spoken for is told, and asked no more."""
    yield from _asked_no_more(entry, what)
    yield from _tellings(entry, what, FOR_YOU, "spoken", to=[what["of"]])


def entered(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Whose position it is, and the witness."""
    yield from _asked_no_more(entry, what)
    yield from _tellings(entry, what, FOR_YOU, "entered", to=[what["of"]])
    whose = Participant.objects.get(coop=entry.coop, key=what["of"]).name
    yield from _tellings(entry, what, FOR_YOU, "witness", to=[what["witness"]], whose=whose)


def contested(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever entered it, and the witness; where a proxy holds again by it, the two on whom that falls."""
    yield from _tellings(entry, what, FOR_YOU, "contested", to=[what["entered_by"], what["witness"]])
    life = life_of(Proposal.objects.select_related("coop", "raised_by").get(pk=what["proposal"]))
    proxy = of_giver(life, entry.actor)
    if proxy is None or not proxy.holds:
        return
    yield from _tellings(entry, what, PROXY, "again", to=[proxy.holder.key])
    now = life.state(entry.happened_at).value
    for row in life.stands().values():
        if row.spoken_by_id == proxy.holder.pk and too_many(now, row):
            whose, name = row.participant.key, proxy.holder.name
            yield from _tellings(entry, what, FOR_YOU, "too-many", to=[whose], name=name)


def _asked_no_more(entry: Entry, what: Said) -> Iterator[Settled]:
    for kind in ASKING:
        yield Settled(kind, entry.subject, of=what["of"])


def _tellings(
    entry: Entry, what: Said, kind: Kind, words: str, *, to: Iterable[str], **values: str
) -> Iterator[Telling]:
    """By keys; with the text as it is when people are told."""
    text = Revision.objects.filter(proposal=what["proposal"]).latest("nth")
    people = {one.key: one for one in Participant.objects.filter(coop=entry.coop, key__in=[*to, entry.actor])}
    if entry.actor not in people:
        return
    whom = [people[key] for key in to if key in people]
    told = reminding.about(
        text, kind.key, words, coop=entry.coop, to=whom, **{"name": people[entry.actor].name, **values}
    )
    if kind is PROXY:
        told = replace(told, url=reverse("proposals:speaking", args=[entry.coop.slug, text.proposal_id]))
    yield told


def listen() -> None:
    """Called once when the application starts."""
    register(PROXY)
    register(FOR_YOU)
    for words in PROXY.words.keys() - {"again"}:
        hear(f"proposal.proxy-{words}.v1", "proposals", turned(words))
    hear("proposal.position-for.v1", "proposals", spoken)
    hear("proposal.position-entered.v1", "proposals", entered)
    hear("proposal.contested.v1", "proposals", contested)
