"""Elections in a list: what each fills, where it stands, and who stands or was elected."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from toadlane.coops.access import Place
from toadlane.elections import words
from toadlane.elections.models import Election
from toadlane.elections.standing import Standing, Step, standings
from toadlane.proposals.reads import Shown


@dataclass(frozen=True)
class Line:
    """One election in a list."""

    standing: Standing
    phase: str

    @property
    def title(self) -> str:
        """What is filled."""
        return words.post_title(self.standing.row.post)

    @property
    def names(self) -> list[str]:
        """Who was elected, or while it is under way who stands."""
        if self.standing.ended is not None:
            return [str(one.participant.name) for one in self.standing.elected]
        return [one.who.name for one in self.standing.standing]

    @property
    def says(self) -> str:
        """Where it stands."""
        return str(words.PHASES[self.phase][0])

    @property
    def badge(self) -> str:
        """The kind of its badge."""
        return words.PHASES[self.phase][1].replace("plain", "")


def phase_of(standing: Standing, vote: Shown | None, at: dt.datetime) -> str:
    """Where an election stands, in one word of ours."""
    if standing.ended is not None:
        kind = str(standing.ended.kind)
        return "nobody-elected" if kind == Step.OVER and not standing.elected else kind
    if standing.proposal is None:
        rounds = ("proposing", "naming", "changing")
        return rounds[standing.round_at(at)] if standing.without_candidates else "nominations"
    if hasattr(standing.proposal, "outcome"):
        return "counted"
    if vote is None:
        return "voting"
    return {"talk": "announced", "tied": "tied"}.get(vote.now.phase, "voting")


def elections(place: Place) -> tuple[list[Line], list[Line]]:
    """Those under way, and the last that are over, in a fixed number of questions."""
    rows = Election.objects.filter(coop=place.coop).select_related("called_by").order_by("-called_on", "-pk")
    found = [
        Line(one, phase_of(one, None, place.moment.instant))
        for one in standings(place.coop, list(place.visible(rows)[:100]))
    ]
    going = [one for one in found if one.standing.ended is None]
    return going, [one for one in found if one.standing.ended is not None]
