"""Who is told of an election: that it is called, that they were named, what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from toadlane.coops.models import MEMBER, Participant
from toadlane.coops.moment import Moment
from toadlane.elections import words
from toadlane.elections.doors import page_of
from toadlane.elections.models import Candidacy, Election, Vacancy
from toadlane.notices.hearing import Said, Settled, hear
from toadlane.notices.kinds import Kind, register
from toadlane.notices.telling import Telling, here_on
from toadlane.proposals.models import DECISIONS
from toadlane.record.models import Entry

CALLED: Final = Kind(
    "election-called",
    label=_("An election is called"),
    words={
        "called": _("{title}: name somebody, or stand yourself, until the end of {day}."),
        "reasons": _("{title}: name whom you would have and say why, until the end of {day}."),
    },
    verb=_("See who stands"),
)
NAMED: Final = Kind(
    "election-named",
    label=_("You were named in an election"),
    words={"named": _("{title}: {name} named you. Say until the end of {day} whether you stand.")},
    verb=_("Say whether you stand"),
)
ENDED: Final = Kind(
    "election-over",
    label=_("An election is over"),
    words={
        "elected": _("{title}: elected are {names}."),
        "nobody": _("{title}: nobody was elected."),
        "nobody-stands": _("{title}: nobody stands, and there is no vote."),
        "called-off": _("{title} is called off."),
    },
    verb=_("See what came of it"),
)

VACANT: Final = Kind(
    "election-vacant",
    label=_("A seat is vacant, and you stood for it"),
    words={
        "asked": _("{title}: say until the end of {day} whether you stand for the seat that {name} left.")
    },
    verb=_("Say whether you stand"),
)
REFILLED: Final = Kind(
    "election-refilled",
    label=_("A vacant seat was counted back"),
    words={
        "filled": _("{title}: by the ballots {name} comes next."),
        "empty": _("{title}: the ballots name nobody, and it takes an election."),
    },
    verb=_("See what the ballots say"),
)


def vacant(entry: Entry, what: Said) -> Iterator[Telling]:
    """Those who stood and were not elected are asked."""
    row = Vacancy.objects.select_related("election__coop", "vacated__participant").get(pk=what["vacancy"])
    name = Participant.objects.get(coop=entry.coop, key=what["person"]).name
    asked = here_on(entry.coop, _day(entry)).filter(key__in=row.asked)
    yield _of_a_seat(row, VACANT, "asked", asked, name=name, day=row.until.isoformat(), of_each=True)


def answered_on_a_seat(entry: Entry, what: Said) -> Iterator[Settled]:
    """Whoever has answered is asked no more."""
    yield Settled(VACANT.key, str(what["vacancy"]), of=entry.actor)


def refilled(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Every member hears who sits there now, and whoever was asked."""
    row = Vacancy.objects.select_related("election__coop").get(pk=what["vacancy"])
    yield Settled(VACANT.key, str(row.pk))
    here = here_on(entry.coop, _day(entry))
    to = here.filter(key__in=row.asked) | here_on(entry.coop, _day(entry), stage=MEMBER)
    person = Participant.objects.filter(coop=entry.coop, key=what["person"] or "").first()
    code, name = ("filled", person.name) if person else ("empty", "")
    yield _of_a_seat(row, REFILLED, code, to.distinct(), name=name)


def _of_a_seat(
    row: Vacancy, kind: Kind, code: str, to: Iterable[Participant], *, of_each: bool = False, **values: str
) -> Telling:
    told = _telling(row.election, kind, code, to, of_each=of_each, **values)
    page = reverse("elections:vacancy", args=[row.election.coop.slug, row.election_id, row.pk])
    return replace(told, url=page, subject=str(row.pk))


def called(entry: Entry, _what: Said) -> Iterator[Telling]:
    """Every member hears of it, in time to stand."""
    row = Election.objects.get(pk=entry.subject)
    code = "reasons" if row.change_until else "called"
    told = _telling(row, CALLED, code, here_on(entry.coop, _day(entry), stage=MEMBER))
    yield _but(told, entry.actor)


def named(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever was named by another is asked."""
    row = Election.objects.get(pk=entry.subject)
    who = Participant.objects.filter(coop=entry.coop, key__in=[what["person"], entry.actor])
    people = {one.key: one for one in who}
    if what["person"] != entry.actor:
        name = people[entry.actor].name
        yield _telling(row, NAMED, "named", [people[what["person"]]], of_each=True, name=name)


def answered(entry: Entry, _what: Said) -> Iterator[Settled]:
    """Whoever has answered is asked no more."""
    yield Settled(NAMED.key, entry.subject, of=entry.actor)


def over(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """Every member hears what came of it, and whoever stood."""
    row = Election.objects.get(pk=entry.subject)
    yield Settled(NAMED.key, entry.subject)
    chosen = [one["person"] for one in what.get("elected", ())]
    people = dict(Participant.objects.filter(coop=entry.coop, key__in=chosen).values_list("key", "name"))
    names = ", ".join(people[key] for key in chosen)
    kind = entry.kind.removeprefix("election.").removesuffix(".v1")
    code = ("elected" if chosen else "nobody") if kind == "over" else kind
    stood = Candidacy.objects.filter(election=row).values("participant")
    here = here_on(entry.coop, _day(entry))
    told = here.filter(pk__in=stood) | here_on(entry.coop, _day(entry), stage=MEMBER)
    yield _but(_telling(row, ENDED, code, told.distinct(), names=names), entry.actor)


def _telling(
    row: Election, kind: Kind, code: str, to: Iterable[Participant], *, of_each: bool = False, **values: str
) -> Telling:
    with override(row.coop.language):
        title = words.title(row.post)
    return Telling(
        kind.key,
        to=to,
        words=code,
        information_class=DECISIONS,
        of_each=of_each,
        values={"title": title, "day": row.nominations_until.isoformat(), **values},
        url=page_of(row.coop, row.pk),
        subject=str(row.pk),
    )


def _but(told: Telling, actor: str) -> Telling:
    return replace(told, except_for=actor)


def _day(entry: Entry) -> dt.date:
    return Moment.of(entry.happened_at, coop=entry.coop).day


def listen() -> None:
    """Called once when the application starts."""
    for kind in (CALLED, NAMED, ENDED, VACANT, REFILLED):
        register(kind)
    hear("election.called.v1", "elections", called)
    hear("election.named.v1", "elections", named)
    for said in ("accepted", "declined"):
        hear(f"election.{said}.v1", "elections", answered)
    for ended in ("over", "nobody-stands", "called-off"):
        hear(f"election.{ended}.v1", "elections", over)
    hear("election.vacancy-opened.v1", "elections", vacant)
    hear("election.vacancy-answered.v1", "elections", answered_on_a_seat)
    hear("election.vacancy-over.v1", "elections", refilled)
