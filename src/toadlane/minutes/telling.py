"""Who is told of minutes: that they are out, with their words; that they are corrected, and approved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import FORMER, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sights_on
from toadlane.mail.enclosed import enclose
from toadlane.minutes.life import Life, life_of
from toadlane.minutes.models import Action, ActionStep, Correction, Minutes
from toadlane.minutes.posted import ROOM, enclosure, words_under
from toadlane.notices.hearing import Said, Settled, hear
from toadlane.notices.kinds import Kind, register
from toadlane.notices.telling import Telling
from toadlane.record.models import Entry

OUT: Final = Kind(
    "minutes-out",
    label=_("Minutes are out"),
    words={"out": _("The minutes of “{title}” are out. Suggest corrections until {day}, or approve them.")},
    verb=_("Read, correct or approve them"),
    more=words_under,
)
APPROVED: Final = Kind(
    "minutes-approved",
    label=_("Minutes are approved"),
    words={"approved": _("The minutes of “{title}” are approved.")},
    verb=_("Read them"),
    more=words_under,
)
CORRECTION: Final = Kind(
    "minutes-correction",
    label=_("A correction of minutes waits for you"),
    words={
        "suggested": _("{name} suggests a correction of the minutes of “{title}”."),
        "late": _("{name} found something wrong in the approved minutes of “{title}”."),
    },
    verb=_("Answer it"),
)
ANSWERED: Final = Kind(
    "minutes-answered",
    label=_("Your correction of minutes was answered"),
    words={
        "accepted": _("Your correction of the minutes of “{title}” was accepted."),
        "declined": _("Your correction of the minutes of “{title}” was declined."),
    },
    verb=_("See why"),
)
ACTION: Final = Kind(
    "meeting-action",
    label=_("You are to do something because of a meeting"),
    words={"given": _("{title}: you do this: {text}"), "due": _("{text}: this is due on {day}.")},
    verb=_("Look at it, and say when it is done"),
)


def _life(entry: Entry, key: object) -> Life:
    rows = Minutes.objects.select_related("coop", "meeting__coop", "begun_by", "frozen")
    return life_of(rows.get(coop=entry.coop, pk=str(key)), Moment.of(entry.happened_at, coop=entry.coop))


def page_of(row: Minutes) -> str:
    """Where minutes are read."""
    return reverse("minutes:one", args=[row.coop.slug, row.pk])


def to_each(telling: Telling, row: Minutes, at: Moment) -> Iterator[Telling]:
    """To those who see the class; and to those who were there, whatever else they see."""
    people = [one for one in telling.to if one.stage_on(at.day) not in {None, FORMER}]
    seen = sights_on(people, coop=row.coop, on=at.day)
    by_class = [one for one in people if seen[one.pk].may_see_class(row.information_class)]
    there = set(row.present.values_list("participant", flat=True))
    by_part = [one for one in people if one not in by_class and one.pk in there]
    if by_class:
        yield replace(telling, to=by_class)
    if by_part:
        yield replace(telling, to=by_part, of_each=True)


def _readers(life: Life) -> list[Participant]:
    keys = {*life.known.invited, *(one.participant.key for one in life.present)}
    return list(Participant.objects.filter(coop=life.row.coop, key__in=keys))


def _about(life: Life, kind: Kind, words: str, to: list[Participant], **values: str) -> Iterator[Telling]:
    row = life.row
    telling = Telling(
        kind.key,
        to=to,
        words=words,
        information_class=row.information_class,
        values={"title": str(row), "minutes": str(row.pk), **values},
        url=page_of(row),
        subject=f"minutes:{row.pk}",
    )
    yield from to_each(telling, row, life.at)


def sent(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever was invited or there reads them; whoever promised something is told of it once more."""
    life = _life(entry, what["minutes"])
    day = life.now.value.window_to
    until = day.isoformat() if day else ""
    for one in _about(life, OUT, "out", _readers(life), day=until):
        yield replace(one, except_for=entry.actor)
    for action in Action.objects.filter(line__minutes=life.row, line__struck_at=None, over_on=None):
        yield from _given(life, action, entry)


def _given(life: Life, action: Action, entry: Entry) -> Iterator[Telling]:
    if action.who is None:
        return
    for one in _about(life, ACTION, "given", [action.who], text=action.line.text[:200]):
        yield replace(
            one, of_each=True, subject=f"action:{action.pk}", values={**one.values, "minutes": ""},
            except_for=entry.actor,
        )  # fmt: skip


def corrected(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever answers it."""
    life = _life(entry, what["minutes"])
    found = Correction.objects.select_related("by").get(pk=what["correction"])
    approved = life.phase == "approved"
    to = [one for one in _readers(life) if (life.may_correct(one).value if approved else life.writes(one))]
    words = "late" if approved else "suggested"
    for one in _about(life, CORRECTION, words, to, name=found.by.name):
        yield replace(one, subject=f"correction:{found.pk}", except_for=entry.actor)


def answered(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Whoever suggested it; nobody has to answer it any more."""
    yield Settled(CORRECTION.key, f"correction:{what['correction']}")
    life = _life(entry, what["minutes"])
    found = Correction.objects.select_related("by").get(pk=what["correction"])
    words = "accepted" if what["accepted"] else "declined"
    for one in _about(life, ANSWERED, words, [found.by]):
        yield replace(one, except_for=entry.actor)


def frozen(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Everybody who reads them has the text that stands."""
    yield Settled(OUT.key, f"minutes:{what['minutes']}")
    life = _life(entry, what["minutes"])
    yield from _about(life, APPROVED, "approved", _readers(life))


def stepped(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Whoever is given an action; whoever had it need not do it any more."""
    action = Action.objects.select_related("who", "line__minutes__meeting__coop").get(pk=what["action"])
    if what["what"] != ActionStep.What.MOVED:
        yield Settled(ACTION.key, f"action:{action.pk}")
    if action.over_on is None and what["what"] in {ActionStep.What.GIVEN, ActionStep.What.REOPENED}:
        life = _life(entry, action.line.minutes_id)
        yield from _given(life, action, entry)


def listen() -> None:
    """Called once when the application starts."""
    for kind in (OUT, APPROVED, CORRECTION, ANSWERED, ACTION):
        register(kind)
    enclose(ROOM, enclosure)
    hear("minutes.sent.v1", "minutes", sent)
    hear("minutes.correction.v1", "minutes", corrected)
    hear("minutes.correction-answered.v1", "minutes", answered)
    hear("minutes.frozen.v1", "minutes", frozen)
    hear("meeting.action.v1", "minutes", stepped)
