"""Decisions and actions across meetings, with those of proposals, which stay there and are linked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from toadlane.coops.access import Place
from toadlane.coops.models import FORMER, Participant
from toadlane.coops.moment import Moment
from toadlane.meetings.inviting import day_of
from toadlane.minutes import reads
from toadlane.minutes.joined import Joined, Source
from toadlane.minutes.models import Action, Line, Minutes, Part
from toadlane.minutes.years import FIRST_YEAR, LAST_YEAR, meetings_of, within
from toadlane.people.searching import says, words_of
from toadlane.people.spelling import folded
from toadlane.proposals.agreements import Agreement, agreements
from toadlane.proposals.agreements import shown as as_they_stand
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.models import Action as Promised
from toadlane.sheets.writing import Value, Written, write
from toadlane.ui.figures import day as day_in_words

STATES: Final = ("open", "mine", "overdue", "done")
SORTS: Final = ("day", "-day", "text", "-text", "who", "-who", "due", "-due")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; "" and None ask for nothing. `person` is a key: who was there, or who does it."""

    words: str = ""
    series: str = ""
    year: int | None = None
    person: str = ""
    state: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """Something that was decided, in a meeting or by a proposal: when, with whom, and where it is read."""

    text: str
    on: dt.date
    where: str
    url: str
    state: str
    proposal: UUID | None = None
    title: str = ""
    minutes: UUID | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """Something somebody does, from a meeting or because of a proposal."""

    text: str
    who: Participant | None
    due_on: dt.date | None
    over_on: dt.date | None
    done: bool
    where: str
    url: str
    action: Action | None = None

    def is_overdue(self, on: dt.date) -> bool:
        """Whether its day is over and it is not."""
        return self.over_on is None and self.due_on is not None and self.due_on < on


def lines(place: Place, asked: Asked, among: QuerySet[Minutes] | None = None) -> QuerySet[Line]:
    """The lines of minutes they may see, or of those they are sought among, the latest meeting first."""
    minutes = reads.seen(place) if among is None else among
    if asked.series:
        series = _key(asked.series)
        minutes = minutes.filter(meeting__series=series) if series else minutes.none()
    if asked.year is not None:
        minutes = minutes.filter(meeting__in=meetings_of(place.coop, asked.year).values("pk"))
    if asked.person:
        there = Q(present__participant__key=asked.person, present__there=True)
        minutes = minutes.filter(there | Q(lines__who__key=asked.person))
    rows = Line.objects.filter(minutes__in=minutes.values("pk"), struck_at=None)
    for word in words_of(asked.words):
        rows = rows.filter(searched__contains=word)
    rows = rows.select_related("minutes__meeting", "minutes__coop", "minutes__frozen", "who", "proposal")
    return rows.order_by("-minutes__meeting__starts_at", "minutes", "part", "order", "pk")


def _key(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def decisions(place: Place, asked: Asked) -> Joined[Decided]:
    """What was decided in meetings, and what was agreed by proposals; none of it twice.

    The latest first, unless `sort` says “day” or “text”.
    """
    by_words = asked.sort in {"text", "-text"}
    rows = lines(place, asked).filter(part=Part.DECISIONS)
    plain = rows.order_by().select_related(None)
    of_meetings = Source(
        lambda: (
            ((text if by_words else at,), key)
            for key, text, at in plain.values_list("pk", "searched", "minutes__meeting__starts_at")
        ),
        lambda keys: {one.pk: _decided(one) for one in rows.filter(pk__in=keys)},
    )
    last_first = asked.sort not in {"day", "text"}
    if asked.series or asked.person or not place.sight.may_see_class(DECISIONS):
        return Joined(of_meetings, last_first=last_first)
    agreed = agreements(place, said=asked.words)
    if asked.year is not None:
        agreed = agreed.filter(ended_on__year=asked.year)
    agreed = agreed.exclude(proposal__in=plain.filter(proposal__isnull=False).values("proposal"))
    of_proposals = Source(
        lambda: (
            ((folded(title) if by_words else at,), key)
            for key, title, at in _plain(agreed).values_list("pk", "revision__title", "ended_at")
        ),
        lambda keys: {
            one.outcome.pk: _agreed(one, place) for one in as_they_stand(agreed.filter(pk__in=keys), place)
        },
    )
    return Joined(of_meetings, of_proposals, last_first=last_first)


def _plain(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().select_related(None).prefetch_related(None)


def _decided(one: Line) -> Decided:
    meeting = one.minutes.meeting
    return Decided(
        text=one.text,
        on=day_of(meeting),
        where=str(one.minutes),
        url=url_of(one),
        state=_("approved") if hasattr(one.minutes, "frozen") else _("minutes not approved yet"),
        proposal=one.proposal_id,
        minutes=one.minutes_id,
    )


def _agreed(one: Agreement, place: Place) -> Decided:
    outcome = one.outcome
    stated = one.stated.text if one.stated else ""
    return Decided(
        text=stated,
        title=outcome.revision.title,
        on=outcome.ended_on,
        where=_("a proposal"),
        url=reverse("proposals:proposal", args=[place.coop.slug, outcome.proposal_id]),
        state=one.state_words,
        proposal=outcome.proposal_id,
    )


def url_of(one: Line) -> str:
    """Where a line is read."""
    page = reverse("minutes:one", args=[one.minutes.coop.slug, one.minutes_id])
    return f"{page}#line-{one.pk}"


def actions(place: Place, asked: Asked) -> Joined[Doing]:
    """What people promised in meetings and because of proposals: what is to be done first, as it is due.

    `sort` puts all of it in the order of its days (“due”), its words or the names of who does it.
    """
    of_lines = _mine(place, asked) if asked.state == "mine" else lines(place, replace(asked, person=""))
    rows = Action.objects.filter(line__in=of_lines.filter(part=Part.ACTIONS).order_by().values("pk"))
    rows = _narrowed(rows, asked, place).select_related(
        "who", "line__minutes__meeting", "line__minutes__coop"
    )
    rows = rows.annotate(read=Exists(reads.seen(place).filter(pk=OuterRef("line__minutes"))))
    sources = [
        Source(
            lambda: (
                (_order(asked.sort, *said), key)
                for key, *said in _plain(rows).values_list(
                    "pk", "over_on", "due_on", "line__text", "who__name"
                )
            ),
            lambda keys: {one.pk: _doing(one, place) for one in rows.filter(pk__in=keys)},
        )
    ]
    if not asked.series and place.sight.may_see_class(DECISIONS):
        theirs = _because_of_proposals(place, asked)
        sources.append(
            Source(
                lambda: (
                    (_order(asked.sort, over and Moment.of(over, coop=place.coop).day, *said), key)
                    for key, over, *said in _plain(theirs).values_list(
                        "pk", "over__happened_at", "due_on", "text", "who__name"
                    )
                ),
                lambda keys: {one.pk: _promised(one, place) for one in theirs.filter(pk__in=keys)},
            )
        )
    return Joined(*sources, last_first=asked.sort.startswith("-"))


def _mine(place: Place, asked: Asked) -> QuerySet[Line]:
    """Whoever is to do something finds it, also where a closed session said so that they were not in."""
    here = place.member.stage_on(place.moment.day) not in {None, FORMER}
    return lines(place, replace(asked, person=""), Minutes.objects.filter(coop=place.coop) if here else None)


def _order(
    sort: str, over_on: dt.date | None, due_on: dt.date | None, text: str, who: str | None
) -> tuple[Any, ...]:
    """What has no day or nobody comes last; what is over comes after it, what was over last first."""
    due = (due_on is None, due_on or dt.date.max)
    match sort.lstrip("-"):
        case "text":
            return (folded(text),)
        case "who":
            return (who is None, folded(who or ""), *due)
        case "due":
            return due
    return (over_on is not None, -over_on.toordinal() if over_on else 0, *due)


def _narrowed(rows: QuerySet[Action], asked: Asked, place: Place) -> QuerySet[Action]:
    if asked.person and asked.state != "mine":
        rows = rows.filter(who__key=asked.person)
    match asked.state:
        case "mine":
            return rows.filter(who=place.member, over_on=None)
        case "overdue":
            return rows.filter(over_on=None, due_on__lt=place.moment.day)
        case "done":
            return rows.exclude(over_on=None)
        case "open":
            return rows.filter(over_on=None)
    return rows


def _doing(one: Any, place: Place) -> Doing:
    line, meeting = one.line, one.line.minutes.meeting
    where = f"{line.minutes if one.read else meeting.title} ({day_in_words(day_of(meeting))})"
    mine = reverse("minutes:actions", args=[place.coop.slug]) + f"?state=mine#action-{one.pk}"
    url = url_of(line) if one.read else mine
    return Doing(line.text, one.who, one.due_on, one.over_on, one.done, where, url, one)


def _because_of_proposals(place: Place, asked: Asked) -> QuerySet[Promised]:
    rows = Promised.objects.filter(coop=place.coop).select_related("who", "over", "outcome__revision")
    states = {
        "mine": Q(who=place.participant, over__isnull=True),
        "overdue": Q(over__isnull=True, due_on__lt=place.moment.day),
        "done": Q(over__isnull=False),
        "open": Q(over__isnull=True),
    }
    rows = rows.filter(states.get(asked.state, Q()))
    if asked.year is not None:
        rows = rows.filter(within(asked.year, place.coop.time_zone, "added_at"))
    if asked.person and asked.state != "mine":
        rows = rows.filter(who__key=asked.person)
    for word in words_of(asked.words):
        rows = rows.filter(says(word, "text"))
    return rows


def _promised(one: Promised, place: Place) -> Doing:
    over = getattr(one, "over", None)
    return Doing(
        text=one.text,
        who=one.who,
        due_on=one.due_on,
        over_on=Moment.of(over.happened_at, coop=place.coop).day if over else None,
        done=bool(over and over.done),
        where=one.outcome.revision.title,
        url=reverse("proposals:proposal", args=[place.coop.slug, one.outcome.proposal_id]),
    )


def decisions_file(form: str, found: Iterable[Decided], place: Place) -> Written:
    """The register of decisions to take along: “csv” or “xlsx”."""
    header = [_("Decision"), _("When"), _("Where"), _("State"), _("Address")]
    rows: Iterable[list[Value]] = (
        [(one.title and f"{one.title}. {one.text}") or one.text, one.on, one.where, one.state, one.url]
        for one in found
    )
    return write(form, _file_name("decisions", place), header, rows)


def actions_file(form: str, found: Iterable[Doing], place: Place) -> Written:
    """The register of actions to take along."""
    header = [
        _("What is to be done"),
        _("Who"),
        _("By when"),
        _("State"),
        pgettext("an action", "Over"),
        _("Where"),
        _("Address"),
    ]
    rows: Iterable[list[Value]] = (
        [
            one.text,
            one.who.name if one.who else "",
            one.due_on,
            state_of(one, place.moment.day),
            one.over_on,
            one.where,
            one.url,
        ]
        for one in found
    )
    return write(form, _file_name("actions", place), header, rows)


def state_of(one: Doing, on: dt.date) -> str:
    """Whether it is done, let go, overdue or to be done."""
    if one.over_on is not None:
        return _("done") if one.done else _("let go")
    return _("overdue") if one.is_overdue(on) else _("to do")


def _file_name(what: str, place: Place) -> str:
    return f"{place.coop.slug}-{what}-{place.moment.day.isoformat()}"


def as_asked(given: Mapping[str, Any]) -> Asked:
    """What an address asks for, whatever was typed there."""
    year = str(given.get("year", ""))
    state, sort = str(given.get("state", "")), str(given.get("sort", ""))
    return Asked(
        words=str(given.get("q", "")).replace("\x00", "")[:200],
        series=str(given.get("series", "")).replace("\x00", "")[:36],
        year=int(year)
        if year.isdecimal() and year.isascii() and FIRST_YEAR <= int(year) <= LAST_YEAR
        else None,
        person=str(given.get("who", "")).replace("\x00", "")[:60],
        state=state if state in STATES else "",
        sort=sort if sort in SORTS else "",
    )
