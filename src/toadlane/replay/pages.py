"""What a reader sees of a replay: their own figures, the spread, and others' only where that is open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from bylaws.kernel.money import Money
from bylaws.replay.replaying import together
from bylaws.replay.spread import Group, Spread, spread
from bylaws.replay.years import PersonReplayed, PlaceReplayed
from toadlane.books.models import MEMBER_MONEY
from toadlane.books.pages import to_words
from toadlane.coops.access import Place
from toadlane.coops.models import Participant
from toadlane.replay.kept import KeptStep, KeptYear
from toadlane.ui import charts, figures

MOST_BARS = 24


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: what it is called, both sides, and what differs."""

    label: str
    before: Money
    after: Money
    key: str = ""
    in_money: Money | None = None
    """How much more of it would have been paid in money; None where that is not asked."""

    @property
    def difference(self) -> Money:
        """After less before."""
        return self.after - self.before

    @property
    def lost(self) -> Money:
        """What is missing, above zero."""
        return self.before - self.after


@dataclass(frozen=True)
class Told:
    """How a difference is spread, as far as the reader may know it."""

    spread: Spread
    ends: bool
    """Whether the largest gain and loss and the one in the middle are told: each is one person's."""
    groups: tuple[Group, ...]
    picture: charts.Bars | None


@dataclass(frozen=True)
class Shown:
    """A year, or all of them together, as one reader sees it."""

    own: Line | None
    told: Told | None
    """None where how it is spread would let the reader reckon what one other person has."""
    people: list[Line]
    places: list[Line]
    same: bool
    """Whether nobody and no place would have had anything else."""


def place_words(account: str) -> str:
    """Where money goes, in words."""
    kind, _slash, name = account.partition("/")
    return to_words(kind, name or None)


def all_years(place: Place, years: Iterable[KeptYear], names: Mapping[str, str]) -> Shown:
    """All answered years together."""
    answered = [year for year in years if year.silence is None]
    currency = place.coop.currency
    people: dict[str, Line] = {}
    places: dict[str, Line] = {}
    for year in answered:
        for one in year.people.values():
            _more(people, _person(one, names))
        for at in year.places:
            _more(places, _place(at))
    return _shown(place, people, list(places.values()), together(answered, currency))


def one_year(place: Place, year: KeptYear, names: Mapping[str, str]) -> Shown:
    """One answered year."""
    people = {key: _person(one, names) for key, one in year.people.items()}
    return _shown(place, people, [_place(at) for at in year.places], year.differences)


def own_years(years: Iterable[KeptYear], key: str) -> list[Line]:
    """One person's figures year by year; none of years in which they had none."""
    return [
        replace(_person(one, {}), label=str(year.year))
        for year in years
        if (one := year.people.get(key)) is not None
    ]


def step_words(step: KeptStep) -> str:
    """A step by its number on both sides and where it goes."""
    was, now = ("—" if number is None else str(number) for number in step.numbers)
    number = was if was == now else f"{was} → {now}"
    return f"{number} {place_words(step.account)}"


def names_in(place: Place) -> dict[str, str]:
    """Everyone's name by key."""
    return dict(Participant.objects.filter(coop=place.coop).values_list("key", "name"))


def sees_everyone(place: Place) -> bool:
    """Whether the charter opens each member's money to the reader."""
    return place.sight.may_see_class(MEMBER_MONEY)


def _person(one: PersonReplayed, names: Mapping[str, str]) -> Line:
    name, more = names.get(one.person, one.person), one.difference
    in_money = more.cash + more.interest
    return Line(name, one.before.received, one.after.received, one.person, in_money)


def _place(at: PlaceReplayed) -> Line:
    return Line(place_words(at.account), at.before, at.after, at.account)


def _shown(
    place: Place, people: Mapping[str, Line], places: list[Line], differences: Mapping[str, Money]
) -> Shown:
    everyone = sees_everyone(place)
    found = spread(differences, place.coop.currency)
    if everyone:
        told: Told | None = _told(found, found.groups(), people.values())
    elif found.told_to(theirs := differences.get(place.member.key)):
        told = _told(found, found.groups_told_to(theirs))
    else:
        told = None
    rows = sorted(people.values(), key=lambda line: (line.difference.minor, line.label))
    own = people.get(place.member.key)
    same = not any(line.difference or line.in_money for line in (*rows, *places))
    return Shown(own, told, rows if everyone else [], places, same)


def _told(found: Spread, groups: tuple[Group, ...], people: Collection[Line] = ()) -> Told:
    """A spread with its picture; `people` are given where each one's figures are open."""
    return Told(found, bool(people), groups, _picture(found, groups, people))


def _picture(found: Spread, groups: tuple[Group, ...], people: Collection[Line]) -> charts.Bars | None:
    named = sorted(people, key=lambda line: (line.difference.minor, line.label))
    if not found.more and not found.less:
        return None
    if 1 < len(named) <= MOST_BARS:
        rows = tuple(charts.Bar(line.label, line.difference) for line in named)
        return _bars(rows, _("Each member's difference, from the least to the most."), found.currency)
    rows, before = (), 0
    for group in groups:
        label = _("Members %(first)s to %(last)s") % {"first": before + 1, "last": before + group.people}
        rows = (*rows, charts.Bar(label, group.mean))
        before += group.people
    words = _("Everyone in a row from the least to the most, in groups of neighbours; the mean of each.")
    return _bars(rows, words, found.currency) if rows else None


def _bars(rows: tuple[charts.Bar, ...], words: str, currency: str) -> charts.Bars:
    def write(minor: int) -> str:
        return figures.money(Money(minor, currency), signed=True)

    return charts.Bars(
        _("Who would have had more, and who less"), words, rows, _("Members"), _("Difference"), write
    )


def _more(sums: dict[str, Line], line: Line) -> None:
    so_far = sums.get(line.key)
    if so_far is None:
        sums[line.key] = line
        return
    money = None
    if so_far.in_money is not None and line.in_money is not None:
        money = so_far.in_money + line.in_money
    before, after = so_far.before + line.before, so_far.after + line.after
    sums[line.key] = replace(line, before=before, after=after, in_money=money)
