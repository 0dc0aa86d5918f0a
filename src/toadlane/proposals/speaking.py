"""Who speaks for whom, and what can be entered from paper, as the page of both shows it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from bylaws.decisions.phases import State
from toadlane.coops.models import Participant
from toadlane.proposals.choosing import takes_positions
from toadlane.proposals.entered import keeps_papers, may_witness, to_enter
from toadlane.proposals.life import Life
from toadlane.proposals.proxies import (
    Proxy,
    at_most,
    held_by,
    is_secret,
    of_giver,
    spoken_on_this_text,
    voices_on,
)
from toadlane.proposals.reads import Shown

Choices = list[tuple[str, str]]


@dataclass
class Speaking:
    """The same proposal, from those who do not say themselves where they stand."""

    shown: Shown

    @property
    def life(self) -> Life:
        """All that is kept of it."""
        return self.shown.life

    @property
    def now(self) -> State:
        """Where it stands."""
        return self.shown.now

    @property
    def going(self) -> bool:
        """Whether it is not over."""
        return self.shown.outcome is None and not self.now.over

    @property
    def at_most(self) -> int:
        """For how many others one may speak; 0 where the charter lets nobody."""
        return at_most(self.now)

    @property
    def secret(self) -> bool:
        """Whether it is a secret vote, in which nobody speaks for another."""
        return is_secret(self.now)

    @property
    def allowed(self) -> bool:
        """Whether somebody can speak for another now."""
        return self.going and bool(self.at_most) and not self.secret

    @cached_property
    def mine(self) -> Proxy | None:
        """Whom one asked to speak for one, while that waits or holds."""
        return of_giver(self.life, self.shown.me.key)

    @cached_property
    def asked(self) -> list[Proxy]:
        """Those who ask whoever looks to speak for them."""
        me = self.shown.me.pk
        return [one for one in self.shown.proxies if one.holder.pk == me and one.stage == "asked"]

    @cached_property
    def held(self) -> list[Proxy]:
        """Those whoever looks speaks for."""
        return held_by(self.life, self.shown.me)

    @cached_property
    def voices(self) -> Collection[str]:
        """Who takes a position, where somebody could speak for another."""
        return voices_on(self.life, self.now, self.shown.place.moment) if self.allowed else ()

    @property
    def may_name(self) -> bool:
        """Whether whoever looks can ask somebody to speak for them."""
        me, free = self.shown.me, self.mine is None and not self.held
        said = spoken_on_this_text(self.life, me) is not None
        return self.allowed and me.key in self.voices and free and not said and bool(self.holders)

    @cached_property
    def holders(self) -> Choices:
        """Whom one can ask."""
        given = {one.giver.key for one in self.shown.proxies if one.live}
        keys = set(self.voices) - given - {self.shown.me.key}
        rows = Participant.objects.filter(coop=self.shown.place.coop, key__in=keys).order_by("name", "key")
        return [(one.key, one.name) for one in rows]

    @property
    def may_enter(self) -> bool:
        """Whether whoever looks enters what came on paper or by phone."""
        ready = self.going and takes_positions(self.now) and not self.secret
        return ready and keeps_papers(self.shown.place.sight) and bool(self.to_enter)

    @cached_property
    def to_enter(self) -> Choices:
        """For whom."""
        return [(one.key, one.name) for one in to_enter(self.life, self.now, self.shown.me)]

    @cached_property
    def witnesses(self) -> Choices:
        """Who can have seen it."""
        found = may_witness(self.life, self.shown.place.moment.day)
        return [(one.key, one.name) for one in found if one.pk != self.shown.me.pk]
