"""What pages and other rooms ask about decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.charter.charter import InForce
from bylaws.kernel.periods import YEARS_FROM, add_months
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place
from toadlane.coops.models import MEMBER, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import sight_on
from toadlane.decisions import matters, papers
from toadlane.decisions.models import CONFIRMED, READY, Authority


@dataclass(frozen=True, slots=True)
class Shown:
    """One decision as a page shows it, and what the reader may do about it."""

    authority: Authority
    title: str
    page: str
    used_for: str
    may_confirm: bool
    may_withdraw: bool


def address(place: Place, key: UUID) -> str:
    """The page of a decision they may see, else ""."""
    there = place.participant is not None and place.visible(Authority.objects.filter(pk=key)).exists()
    return reverse("decisions:authority", args=[place.coop.slug, key]) if there else ""


def whole() -> QuerySet[Authority]:
    """Decisions with everything that followed them, in one question."""
    return Authority.objects.select_related("entered_by", "confirmation__by", "withdrawal__by", "use__by")


def authorities(place: Place) -> QuerySet[Authority]:
    """The decisions they may see, the latest first."""
    return place.visible(whole()).order_by("-decided_on", "-pk")


def authority_at(place: Place, key: UUID) -> Authority:
    """The decision of that key, if it is there for whoever asks."""
    return place.find(Authority.objects.select_related("coop"), pk=key)


def ready(coop: Coop, *, matter: str, subject: str) -> QuerySet[Authority]:
    """Decisions on one matter and subject that are confirmed and have not been used, the latest first."""
    found = whole().filter(READY, coop=coop, matter=matter, subject=subject)
    return found.order_by("-decided_on", "-pk")


def of_subject(coop: Coop, *, matter: str, subject: str) -> QuerySet[Authority]:
    """Every decision on one matter and subject, however far it is, the latest first."""
    return whole().filter(coop=coop, matter=matter, subject=subject).order_by("-decided_on", "-pk")


def waiting(coop: Any) -> QuerySet[Authority]:
    """Decisions that wait for a second member, the oldest first."""
    unsettled = {"withdrawal__isnull": True, "use__isnull": True}
    return Authority.objects.filter(~CONFIRMED, coop=coop, **unsettled).order_by("entered_on", "pk")


OTHERS_WAITING = Question(
    lambda coop, mine: (
        waiting(coop).exclude(entered_by=mine).values_list("pk", "matter", "subject", "entered_by__name")
    ),
    coop=UUIDField(),
    mine=UUIDField(),
)


def standing(coop: Coop, on: dt.date) -> list[tuple[int, str]]:
    """Number and heading of every article that can be cited on a day; fault `charter.none`."""
    return [(one.article.number, one.article.citation) for one in _in_force(coop, on).standing]


def citations(coop: Coop, on: dt.date, *, matter: str = "") -> tuple[list[str], str]:
    """Every heading that can be cited on a day, and the one a matter is usually decided under, or ""."""
    held = _in_force(coop, on)
    rules = held.of_kind(matters.matter(matter).rule)
    usual = rules[0].article if len(rules) == 1 else ""
    return [one.article.citation for one in held.standing], usual


def earliest(coop: Coop) -> dt.date:
    """The first day on which a decision can have been taken: up to a year before the charter took effect,
    for those who found a co-op decide before it does; fault `charter.none`.
    """
    starts = charter_of(coop).base_front.starts()
    first = dt.date(YEARS_FROM, 1, 1)
    return first if starts.year <= YEARS_FROM else max(first, add_months(starts, -12))


def _in_force(coop: Coop, on: dt.date) -> InForce:
    charter = charter_of(coop)
    return charter.on_or_first(on)


def shown(authority: Authority, place: Place) -> Shown:
    """A decision in words, for whoever stands in `place`."""
    matter = matters.matter(authority.matter)
    open_still = authority.state == Authority.State.ENTERED
    confirmed = authority.state == Authority.State.CONFIRMED
    own = place.participant is not None and authority.entered_by_id == place.participant.pk
    return Shown(
        authority,
        title=matter.title(authority.subject),
        page=matter.page(place.coop, authority.subject),
        used_for=what_for(authority) if authority.state == Authority.State.USED else "",
        may_confirm=is_member(place) and open_still and not own,
        may_withdraw=is_member(place) and not authority.decided_here and (open_still or confirmed),
    )


def from_paper(offered: Iterable[papers.Paper], key: str) -> dict[str, str]:
    """What a document that was asked for by its key fills in on the form of an entry."""
    for one in offered:
        if str(one.key) == key:
            return {"document": key, "decided_on": one.day.isoformat(), "text": one.text}
    return {}


def what_for(authority: Authority) -> str:
    """What a used decision was used for, in words."""
    return authority.use.used_for or matters.matter(authority.matter).title(authority.subject)


def is_member(place: Place) -> bool:
    """Whether they are a member today; asks nothing but what `place` knows already."""
    return MEMBER in place.sight.audiences


def one_to_confirm(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """A decision that somebody else entered, for members."""
    said = {"coop": who.coop.pk, "mine": who.participant.pk}
    return (OTHERS_WAITING, said) if MEMBER in who.audiences else None


def to_confirm(participant: Participant, at: Moment) -> Iterable[Item]:
    """For *Today*: decisions that this member can confirm."""
    sight = sight_on(participant, at.day)
    if MEMBER not in sight.audiences or not sight.may_see_class(Authority.information_class):
        return
    for key, matter, subject, name in OTHERS_WAITING(coop=participant.coop_id, mine=participant.pk):
        detail = _("{name} entered it from the minutes; a second member holds it against them.")
        yield Item(
            title=matters.matter(matter).asks(subject),
            verb=_("Look and confirm"),
            url=reverse("decisions:authority", args=[participant.coop.slug, key]),
            detail=detail.format(name=name),
        )
