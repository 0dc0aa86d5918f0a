"""What the checks find in the charter as it stands, with the people there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from bylaws.charter.charter import Charter
from bylaws.charter.checks.deciding import unreachable
from bylaws.charter.checks.finding import Finding
from bylaws.charter.checks.secrecy import secret_of_few
from bylaws.charter.lint import check, remarks, vacant
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place
from toadlane.coops.models import DIRECTORY, MEMBER, RolePeriod, StagePeriod

Where = Literal["text", "people", "perhaps"]


def all_findings(place: Place) -> Iterator[tuple[Where, Finding]]:
    """Rules against rules and the law; against how many they are, where that may be seen; loose ends."""
    charter = charter_of(place.coop)
    yield from (("text", one) for one in check(charter))
    if sees_people(place):
        yield from (("people", one) for one in with_people(place, charter))
    yield from (("perhaps", one) for one in remarks(charter))


def sees_people(place: Place) -> bool:
    """Whether they may know how many are here, and in which roles."""
    return place.sight.may_see_class(DIRECTORY)


def with_people(place: Place, charter: Charter) -> list[Finding]:
    """Thresholds so many members cannot meet, votes too few to be secret, and roles that too few hold."""
    day = charter.day_or_first(place.moment.day)
    members = StagePeriod.objects.on(day).filter(coop=place.coop, stage=MEMBER).count()
    held = RolePeriod.objects.on(day).filter(coop=place.coop).values_list("role", flat=True)
    too_few = [*unreachable(charter, day, members), *secret_of_few(charter, day, members)]
    return [*too_few, *vacant(charter.on(day), held)]
