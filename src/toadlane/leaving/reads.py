"""What the pages of leaving ask, and what the money room asks of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from bylaws.kernel.faults import Fault
from bylaws.kernel.reasons import Explained
from bylaws.membership import departing
from bylaws.surplus.leaving import ExitStatement
from toadlane.books.going import Going
from toadlane.books.models import MEMBER_MONEY
from toadlane.books.payouts import reckoned
from toadlane.coops.access import Place, absent
from toadlane.coops.models import FORMER, Participant, RolePeriod, StagePeriod
from toadlane.decisions.models import Authority
from toadlane.leaving import reckoning
from toadlane.leaving.models import CLASS, Departure, DepartureTold, DepartureWords, HandedOver
from toadlane.leaving.standing import keeps_list
from toadlane.members.models import WAITS
from toadlane.members.standing import ENTER

SHOWN = 500


@dataclass(frozen=True, slots=True)
class Outlook:
    """What leaving would come to: the rules' answer, what is paid, and what else is worth knowing before."""

    who: Participant
    found: Explained[departing.Departure] | None
    fault: Fault | None
    paid: Explained[ExitStatement] | None = None
    paid_silent: Fault | None = None
    fingerprint: str = ""
    left_alone: tuple[str, ...] = ()
    """Roles that nobody else holds on the day."""
    nobody_enters: bool = False
    """Whether nobody would be left who enters people: then every member may."""
    entered: list[Authority] = field(default_factory=list)
    """Decisions they entered that are not used yet."""

    @property
    def last_day(self) -> dt.date | None:
        """The last day as what they are."""
        return self.found.value.leaves_on - dt.timedelta(days=1) if self.found else None


def outlook(
    place: Place,
    who: Participant,
    way: departing.Way,
    *,
    told_on: dt.date,
    leaves_on: dt.date | None = None,
) -> Outlook:
    """What leaving would come to, as far as the reader may see what it comes to in money."""
    try:
        found = reckoning.departure(who, way, told_on=told_on, leaves_on=leaves_on)
    except Fault as fault:
        return Outlook(who, None, fault)
    said = found.value
    paid, silent = _paid(place, who, said)
    others = others_holding(who, said.leaves_on)
    entering = ENTER & set(said.roles_end)
    return Outlook(
        who,
        found,
        None,
        paid=paid,
        paid_silent=silent,
        fingerprint=reckoning.fingerprint_of_departure(who, said),
        left_alone=tuple(role for role in said.roles_end if role not in others),
        nobody_enters=bool(entering) and not ENTER & others,
        entered=_entered(place, who),
    )


def others_holding(who: Participant, day: dt.date) -> set[str]:
    """The roles that somebody else holds on a day."""
    rows = RolePeriod.objects.on(day).filter(coop=who.coop_id).exclude(participant=who)
    return set(rows.values_list("role", flat=True))


def _paid(
    place: Place, who: Participant, said: departing.Departure
) -> tuple[Explained[ExitStatement] | None, Fault | None]:
    if who != place.participant and not place.sight.may_see_class(MEMBER_MONEY):
        return None, None
    try:
        return reckoned(who, notice_on=said.told_on, leaves_on=said.leaves_on, at=place.moment), None
    except Fault as fault:
        return None, fault


def _entered(place: Place, who: Participant) -> list[Authority]:
    rows = place.visible(Authority.objects.filter(coop=place.coop, entered_by=who))
    return list(rows.filter(use=None, withdrawal=None).order_by("-decided_on", "-pk")[:SHOWN])


def departures(place: Place) -> list[Departure]:
    """Those they may see, the latest first."""
    rows = place.visible(Departure.objects.select_related("participant", "taken_back", "done"))
    return list(rows.order_by("-leaves_on", "-pk")[:SHOWN])


def departure_at(place: Place, key: UUID) -> Departure:
    """The one of that key, if it is there for whoever asks."""
    return place.find(
        Departure.objects.select_related(
            "coop", "participant__coop", "taken_back", "done", "answers__by", "into"
        ),
        pk=key,
    )


def told_open(place: Place) -> list[DepartureTold]:
    """What waits for a second member, as far as they may see it, the latest first."""
    rows = place.visible(DepartureTold.objects.select_related("participant", "by", "answer"))
    found = rows.filter(answer=None, entered_on__gte=place.moment.day - WAITS)
    return list(found.order_by("-entered_on", "-pk")[:SHOWN])


def told_at(place: Place, key: UUID) -> DepartureTold:
    """The one of that key, if it is there for whoever asks."""
    rows = DepartureTold.objects.select_related("coop", "participant__coop", "by", "answer__by")
    return place.find(rows, pk=key)


def item_at(place: Place, departure: Departure, key: UUID) -> HandedOver:
    """One thing on its list."""
    found = HandedOver.objects.select_related("coop", "departure__participant", "to")
    row = found.filter(coop=place.coop, departure=departure, pk=key).first()
    if row is None:
        raise absent()
    return row


def running(who: Participant) -> Departure | None:
    """The departure that waits for its day."""
    rows = Departure.objects.filter(participant=who, taken_back=None, done=None)
    return rows.order_by("-leaves_on").first()


def last(who: Participant) -> Departure | None:
    """How somebody left last, whether they came back since or not."""
    rows = Departure.objects.filter(participant=who, taken_back=None)
    return rows.order_by("-leaves_on", "-pk").first()


def gone(who: Participant) -> Going | None:
    """The same for the money room."""
    found = last(who)
    return Going(found.told_on, found.leaves_on) if found is not None else None


def words_of(
    place: Place, departure: Departure | None = None, *, told: DepartureTold | None = None
) -> DepartureWords | None:
    """What was told with it, for those who may read that; a look of somebody else is noted."""
    rows = DepartureWords.objects.select_related("participant")
    rows = rows.filter(told=told) if told is not None else rows.filter(departure=departure)
    found = place.visible(rows).first()
    if found is not None:
        place.gives(found)
    return found


def takers(departure: Departure) -> list[Participant]:
    """Those who are still here on the day, to whom things can be handed."""
    there = StagePeriod.objects.on(departure.leaves_on).filter(coop=departure.coop_id)
    keys = there.exclude(stage=FORMER).exclude(participant=departure.participant_id)
    return list(Participant.objects.filter(pk__in=keys.values("participant")).order_by("name", "key"))


def earlier(who: Participant) -> QuerySet[StagePeriod]:
    """What somebody was before, in order."""
    rows: QuerySet[StagePeriod] = StagePeriod.objects.filter(participant=who).order_by("valid_from")
    return rows


def may_see_all(place: Place) -> bool:
    """Whether the reader sees everyone's departures and not only their own."""
    return place.sight.may_see_class(CLASS) or keeps_list(place.member, place.moment)


def by_name(found: Iterable[Participant]) -> dict[str, Participant]:
    """People by their key."""
    return {who.key: who for who in found}
