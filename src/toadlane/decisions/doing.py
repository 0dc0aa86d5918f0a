"""What a proposal or a decision will do, is doing or has done, as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.kernel.faults import Fault
from toadlane.coops.access import Place
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import sight_on
from toadlane.decisions import deeds, effects, matters
from toadlane.decisions.models import READY, Authority, Deed
from toadlane.ui.faults import Told, told

State = Authority.State


@dataclass(frozen=True)
class Doing:
    """One deed before a reader: what it comes to, how far it is, and what they can do about it."""

    deed: Deed
    effect: effects.Effect
    place: Place
    authority: Authority | None = None

    @property
    def lines(self) -> effects.Lines:
        """In plain words."""
        return self.effect.lines(self.deed)

    @property
    def table(self) -> effects.Table | None:
        """Each one's figures."""
        return self.effect.table(self.deed, self.place)

    @property
    def changes(self) -> tuple[effects.Change, ...]:
        """Words that change."""
        return self.effect.changes(self.deed)

    @property
    def page(self) -> str:
        """Where what it is about is seen."""
        return matters.matter(self.deed.matter).page(self.place.coop, self.deed.subject)

    @property
    def waits(self) -> bool:
        """Whether it is decided and not done."""
        return self.authority is not None and self.authority.state == State.CONFIRMED

    @property
    def done(self) -> bool:
        """Whether it is done."""
        return self.authority is not None and self.authority.state == State.USED

    @property
    def over(self) -> bool:
        """Whether it will not be done any more."""
        return self.authority is not None and self.authority.state == State.WITHDRAWN

    @cached_property
    def moved(self) -> Told | None:
        """Why it would be refused as things stand now; asked for only while it is still to be done."""
        if self.done or self.over:
            return None
        fault: Fault | None = deeds.moved(self.deed, self.place.moment)
        return told(fault) if fault is not None else None

    @property
    def may(self) -> bool:
        """Whether whoever looks carries it out now."""
        if not self.waits or self.moved is not None:
            return False
        return self.effect.may(self.place.member, self.place.moment)

    @property
    def done_at(self) -> str:
        """The page on which it is carried out, where more has to be said; "" where one click does."""
        return self.effect.page(self.authority) if self.authority is not None and self.effect.at_page else ""

    @property
    def result(self) -> str:
        """Where people see what came of it."""
        return self.effect.result(self.authority) if self.authority is not None and self.done else ""


def doing(
    place: Place, *, matter: str, subject: str, fingerprint: str, authority: Authority | None = None
) -> Doing | None:
    """What something does; None where nobody said what exactly."""
    effect = effects.effect_of(matter)
    deed = deeds.deed_of(place.coop, matter=matter, subject=subject, fingerprint=fingerprint)
    return Doing(deed, effect, place, authority) if effect and deed else None


def doing_of(authority: Authority, place: Place) -> Doing | None:
    """The same of a decision."""
    return doing(
        place,
        matter=authority.matter,
        subject=authority.subject,
        fingerprint=authority.fingerprint,
        authority=authority,
    )


def _ready(coop: Any) -> QuerySet[Any, Any]:
    rows = Authority.objects.filter(READY, coop=coop).exclude(fingerprint="")
    return rows.order_by("decided_on", "pk").values_list("pk", "matter", "subject", "fingerprint", "proposal")


WAITING = Question(_ready, coop=UUIDField())


def something_waits(who: Asking) -> tuple[Question, dict[str, Any]]:
    """A decision that has not been used."""
    return WAITING, {"coop": who.coop.pk}


def for_today(participant: Participant, at: Moment) -> Iterable[Item]:
    """One for each decision that waits for them to carry it out, where its room does not say so itself."""
    coop = participant.coop
    found = [one for one in WAITING(coop=coop.pk) if _told_here(one[1])]
    if not found or not sight_on(participant, at.day).may_see_class(Authority.information_class):
        return
    mine = {matter for matter in {one[1] for one in found} if _may(matter, participant, at)}
    asked = Deed.objects.filter(coop=coop, matter__in=mine)
    exact = {(one.matter, one.subject, one.fingerprint) for one in asked if not _says_so_itself(one)}
    for key, matter, subject, fingerprint, proposal in found:
        if matter in mine and (matter, subject, fingerprint) in exact:
            yield Item(
                title=matters.matter(matter).title(subject),
                verb=_("Look and carry it out"),
                url=reverse("decisions:authority", args=[coop.slug, key]),
                detail=_("Adopted here; it waits for you.") if proposal else _("Decided; it waits for you."),
            )


def _told_here(matter: str) -> bool:
    effect = effects.effect_of(matter)
    return effect is not None and not effect.told


def _says_so_itself(deed: Deed) -> bool:
    effect = effects.effect_of(deed.matter)
    return effect is None or effect.tells(deed.facts)


def _may(matter: str, participant: Participant, at: Moment) -> bool:
    effect = effects.effect_of(matter)
    return effect is not None and effect.may(participant, at)
