"""Who is told of leaving: whom it is about, who takes something over, and members."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import MEMBER, Participant
from toadlane.coops.moment import Moment
from toadlane.leaving.models import CLASS, Departure, HandedOver, Way
from toadlane.members import words
from toadlane.members.telling import settled
from toadlane.notices.hearing import Said, Settled, hear
from toadlane.notices.kinds import Kind, Values, register
from toadlane.notices.telling import Telling, here_on
from toadlane.notices.timing import When
from toadlane.record.models import Entry

OWN: Final = Kind(
    "my-leaving",
    label=_("Your leaving or coming back"),
    words={
        Way.RESIGNATION: _("It is recorded that you gave notice, and leave on {leaves_on}."),
        Way.RETIREMENT: _("It is recorded that you retire on {leaves_on}."),
        Way.DISMISSAL: _("The members have decided to part with you. The day is {leaves_on}."),
        Way.MERGED: _("You go over into another member. Your membership of its own ends on {leaves_on}."),
        Way.DUES: _("By the charter your membership ended on {leaves_on}: dues were not paid."),
        "told-resignation": _("It is told that you gave notice, and leave on {leaves_on}. Is it so?"),
        "told-retirement": _("It is told that you retire on {leaves_on}. Is it so?"),
        "told-death": _("It is told that you died. If you read this, say that it is not so."),
        "denied": _("It was said not to be so that you leave. Nothing has changed."),
        "taken-back": _("It was taken back that you leave. Everything goes on as before."),
        "back": _("You are here again from {from_day}. Your stage: {stage}."),
    },
    verb=_("See what was recorded"),
    binding=True,
    discreet=True,
    told=words.in_values("stage"),
)
TAKING: Final = Kind(
    "hand-over",
    label=_("Something is handed over to you"),
    words={"taker": _("You are to have something then that {name} hands over, by {due_on}.")},
    verb=_("Open the list"),
)
SECOND: Final = Kind(
    "departure-to-confirm",
    label=_("A departure waits for a second member"),
    words={
        "told": _("Confirm that {name} leaves on {leaves_on}, or say that it is not so."),
    },
    verb=_("Look at it"),
)
SOMEBODY: Final = Kind(
    "somebody-leaves",
    label=_("Somebody leaves the co-op"),
    words={"notice": _("{name} has given notice and leaves on {leaves_on}.")},
    verb=_("Look at it"),
)
DIED: Final = Kind(
    "somebody-died",
    label=_("Somebody of the co-op has died"),
    words={
        "told": _("It is told that {name} died. A second member is asked whether it is so."),
        Way.DEATH: _("{name} died on {died_on}."),
        "mistaken": _("It was recorded by mistake that {name} had died. It was taken back."),
    },
    verb=_("Look at it"),
    usual=When.NEVER,
    discreet=True,
)
"""No letter, unless somebody wants one: it is not by a machine’s letter that one hears of a death."""


def told(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whom it is about, and every other member, who can confirm it."""
    about = _of(entry, what).first()
    if about is None:
        return
    url = reverse("leaving:told", args=[entry.coop.slug, what["told"]])
    values = {"leaves_on": what["leaves_on"]}
    died = what["way"] == Way.DEATH
    yield Telling(
        OWN.key,  # a letter that says nothing, but binds: nobody is to be declared dead unheard
        to=[about],
        words=f"told-{what['way']}",
        information_class=CLASS,
        values=values,
        url=url,
        of_each=True,
        subject=str(what["told"]),
        except_for=entry.actor,
    )
    yield Telling(
        DIED.key if died else SECOND.key,
        to=here_on(entry.coop, _day(entry), stage=MEMBER).exclude(pk=about.pk),
        words="told",
        information_class=CLASS,
        values={**values, "name": about.name},
        url=url,
        about=about,
        subject=str(what["told"]),
        except_for=entry.actor,
    )


def denied(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """It waits for nobody any more; whoever it was about hears that nothing came of it."""
    yield from _answered(what)
    yield Telling(
        OWN.key,
        to=_of(entry, what),
        words="denied",
        information_class=CLASS,
        url=reverse("leaving:told", args=[entry.coop.slug, what["told"]]),
        of_each=True,
        except_for=entry.actor,
    )


def recorded(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Whoever it is about hears it; of a death the members find it in their list."""
    yield from _answered(what)
    if what["way"] == Way.DEATH:
        yield from _of_a_death(entry, what, Way.DEATH, {"died_on": what["leaves_on"]})
        return
    yield Telling(
        OWN.key,
        to=_of(entry, what),
        words=str(what["way"]),
        information_class=CLASS,
        values={"leaves_on": what["leaves_on"]},
        url=reverse("leaving:departure", args=[entry.coop.slug, what["departure"]]),
        of_each=True,
        except_for=entry.actor,
    )


def _of_a_death(entry: Entry, what: Said, code: str, values: Values) -> Iterator[Telling]:
    about = _of(entry, what).first()
    if about is None:
        return
    everybody = here_on(entry.coop, _day(entry), stage=MEMBER)
    yield Telling(
        DIED.key,
        to=everybody.exclude(pk=about.pk),
        words=code,
        information_class=CLASS,
        values={**values, "name": about.name},
        url=reverse("leaving:departure", args=[entry.coop.slug, what["departure"]]),
        about=about,
        subject=str(what["departure"]) if code == Way.DEATH else "",
        except_for=entry.actor,
    )


def given(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Members hear that one of them has given notice."""
    yield from _answered(what)
    about = _of(entry, what).first()
    if about is None:
        return
    yield Telling(
        SOMEBODY.key,
        to=here_on(entry.coop, _day(entry), stage=MEMBER),
        words="notice",
        information_class=CLASS,
        values={"leaves_on": what["leaves_on"], "name": about.name},
        url=reverse("leaving:departure", args=[entry.coop.slug, what["departure"]]),
        about=about,
        subject=str(what["departure"]),
        except_for=entry.actor,
    )


def taken_back(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Nobody needs to hear any more that somebody leaves who stays; they themselves hear of it."""
    yield from settled(what)
    yield Settled(SOMEBODY.key, str(what["departure"]))
    yield Settled(DIED.key, str(what["departure"]))
    if Departure.objects.filter(coop=entry.coop, pk=what["departure"], way=Way.DEATH).exists():
        yield from _of_a_death(entry, what, "mistaken", {})
    yield Telling(
        OWN.key,
        to=_of(entry, what),
        words="taken-back",
        information_class=CLASS,
        url=reverse("leaving:departure", args=[entry.coop.slug, what["departure"]]),
        of_each=True,
        except_for=entry.actor,
    )


def came_back(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever is back hears since when, and as what."""
    yield Telling(
        OWN.key,
        to=_of(entry, what),
        words="back",
        information_class=CLASS,
        values={"from_day": what["from_day"], "stage": what["stage"]},
        url=reverse("members:person", args=[entry.coop.slug, what["participant"]]),
        of_each=True,
        except_for=entry.actor,
    )


def assigned(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Whoever has a thing from then on hears of it; whoever had it before need not any more."""
    yield Settled(TAKING.key, str(what["item"]))
    rows = HandedOver.objects.select_related("to", "departure__participant")
    item = rows.filter(coop=entry.coop, pk=what["item"], to__key=what["to"]).first()
    if item is None or item.to is None:
        return
    leaver = item.departure.participant
    yield Telling(
        TAKING.key,
        to=[item.to],
        words="taker",
        information_class=CLASS,
        values={"due_on": item.due_on.isoformat(), "name": leaver.name},
        url=reverse("leaving:departure", args=[entry.coop.slug, item.departure_id]),
        about=leaver,
        subject=str(what["item"]),
        except_for=entry.actor,
    )


def listen() -> None:
    """Called once when the application starts."""
    for kind in (OWN, TAKING, SECOND, SOMEBODY, DIED):
        register(kind)
    hear("departure.told.v1", "leaving", told)
    hear("departure.denied.v1", "leaving", denied)
    hear("departure.recorded.v1", "leaving", recorded)
    hear("departure.notice-given.v1", "leaving", given)
    hear("departure.taken-back.v1", "leaving", taken_back)
    hear("person.came-back.v1", "leaving", came_back)
    hear("hand-over.assigned.v1", "leaving", assigned)


def _answered(what: Said) -> Iterator[Settled]:
    """What was told waits for nobody any more."""
    if what.get("told"):
        yield Settled(SECOND.key, str(what["told"]))
        yield Settled(OWN.key, str(what["told"]))
        yield Settled(DIED.key, str(what["told"]))


def _day(entry: Entry) -> dt.date:
    return Moment.of(entry.happened_at, coop=entry.coop).day


def _of(entry: Entry, what: Said) -> QuerySet[Participant]:
    return Participant.objects.filter(coop=entry.coop, key=what["participant"])
