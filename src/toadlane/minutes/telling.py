"""Who is told of minutes: that they are out, with their words; corrected, noted or approved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bylaws.decisions.days import end_of
from toadlane.coops.models import FORMER, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sights_on
from toadlane.mail.enclosed import enclose
from toadlane.meetings.inviting import day_of
from toadlane.meetings.planned_rows import Meeting
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
NOTED: Final = Kind(
    "minutes-noted",
    label=_("An approval of minutes was noted for you"),
    words={
        "noted": _(
            "{name} noted in “{meeting}” of {held} that you approve the minutes of “{title}”. If you did "
            "not, say so until {day}; otherwise it counts then."
        )
    },
    verb=_("Look at it, and say if it is not yours"),
    binding=True,
)
CONTESTED: Final = Kind(
    "minutes-contested",
    label=_("Somebody says that an approval of minutes is not theirs"),
    words={
        "contested": _("{name} did not approve the minutes of “{title}”, as was noted. It does not count."),
        "undone": _(
            "{name} did not approve the minutes of “{title}”, as was noted. So they are not approved by what "
            "was noted."
        ),
    },
    verb=_("See where they stand"),
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
    """Whoever suggested it; nobody has to answer it any more. What was noted of an earlier text is over."""
    yield Settled(CORRECTION.key, f"correction:{what['correction']}")
    if what.get("carried_out"):
        yield Settled(NOTED.key, f"minutes:{what['minutes']}")
    life = _life(entry, what["minutes"])
    found = Correction.objects.select_related("by").get(pk=what["correction"])
    words = "accepted" if what["accepted"] else "declined"
    for one in _about(life, ANSWERED, words, [found.by]):
        yield replace(one, except_for=entry.actor)


def approved_by(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Whoever it was noted for, before it counts; who says it themselves is asked no more."""
    yield Settled(NOTED.key, f"minutes:{what['minutes']}", of=entry.actor)
    if not what["in_meeting"]:
        return
    life = _life(entry, what["minutes"])
    until = {one.by: one.until for one in life.now.value.noted if one.by in what["those"]}
    if not until:
        return
    last = max(until.values())
    meeting = Meeting.objects.get(coop=entry.coop, pk=what["in_meeting"])
    said = {
        "day": last.isoformat(),
        "held": day_of(meeting).isoformat(),
        "meeting": meeting.title,
        "name": Participant.objects.get(coop=entry.coop, key=entry.actor).name,
    }
    for one in _about(life, NOTED, "noted", _people(entry, until), **said):
        yield replace(one, needed_by=end_of(last, entry.coop.time_zone))


def contested(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Whoever noted it; and everybody who reads them, where they would have been approved by it."""
    yield Settled(NOTED.key, f"minutes:{what['minutes']}", of=entry.actor)
    life = _life(entry, what["minutes"])
    to = _people(entry, [what["noted_by"]])
    if what["undone"]:
        to += [one for one in _readers(life) if one not in to]
    name = Participant.objects.get(coop=entry.coop, key=entry.actor).name
    words = "undone" if what["undone"] else "contested"
    for one in _about(life, CONTESTED, words, to, name=name):
        yield replace(one, except_for=entry.actor)


def _people(entry: Entry, keys: Iterable[str]) -> list[Participant]:
    return list(Participant.objects.filter(coop=entry.coop, key__in=keys))


def frozen(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Everybody who reads them has the text that stands."""
    for kind in (OUT, NOTED):
        yield Settled(kind.key, f"minutes:{what['minutes']}")
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
    for kind in (OUT, APPROVED, CORRECTION, ANSWERED, NOTED, CONTESTED, ACTION):
        register(kind)
    enclose(ROOM, enclosure)
    hear("minutes.sent.v1", "minutes", sent)
    hear("minutes.correction.v1", "minutes", corrected)
    hear("minutes.correction-answered.v1", "minutes", answered)
    hear("minutes.approved-by.v1", "minutes", approved_by)
    hear("minutes.contested.v1", "minutes", contested)
    hear("minutes.frozen.v1", "minutes", frozen)
    hear("meeting.action.v1", "minutes", stepped)
