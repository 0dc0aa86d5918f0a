"""A seat that fell vacant, as somebody has it before them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from bylaws.decisions.elections.counted import Counted
from toadlane.coops.access import Place, absent
from toadlane.elections import counting
from toadlane.elections.models import Election
from toadlane.elections.reads import Desk, desk
from toadlane.elections.vacancies import Going, Seat, count_back
from toadlane.proposals import lots
from toadlane.proposals.life import Life


@dataclass
class VacancyDesk:
    """A vacant seat before somebody."""

    desk: Desk
    going: Going

    @property
    def seat(self) -> Seat:
        """Whose it was."""
        return Seat(self.going.row.elected, self.going.row.vacated)

    @property
    def command(self) -> str:
        """What counts the same at a terminal."""
        counted, vote = self.count, self.desk.vote
        if counted is None or vote is None:
            return ""
        out = {*counted.election.names(sorted(counted.election.withdrawn))} - {*self.desk.elected_names}
        words = ["bylaws", "elect", self.desk.file("blt"), "--method", "scottish"]
        words += ["--countback", vote.life.label_of(self.going.row.elected.participant.key)]
        words += [word for name in sorted(out) for word in ("--without", name)]
        return lots.command(*words, *self._drawn(vote.life), "--why")

    def _drawn(self, life: Life) -> list[str]:
        """The lots that were drawn, of the election and of this seat."""
        first, own = counting.lot(life), [life.label_of(key) for key in self._order(life)]
        if first and own:
            return lots.as_options("", first) + lots.as_options("", own, by="--again")
        seed = self.desk.seed if first else self.going.over.seed if self.going.over else ""
        return lots.as_options(seed, first or own)

    def _order(self, life: Life) -> list[str]:
        """The keys as they were drawn for this seat; where only the seed was kept they are drawn anew."""
        over = self.going.over
        if over is None or not over.seed:
            return []
        return over.drawn or lots.drawn_by(life, over.seed, life.names)

    @property
    def is_asked(self) -> bool:
        """Whether whoever looks is asked now."""
        place = self.desk.place
        return self.going.may_answer(self.desk.me, place.moment, place.coop.time_zone)

    @cached_property
    def count(self) -> Counted | None:
        """What the ballots said, where they may be told of and anybody stood for it."""
        over, vote, papers = self.going.over, self.desk.vote, self.desk.papers
        if over is None or not over.standing or vote is None or papers is None:
            return None
        return count_back(
            papers, vote.life, self.going.row.elected, over.standing, order=self._order(vote.life)
        )


def vacancy(place: Place, row: Election, key: UUID) -> VacancyDesk:
    """The vacant seat of that key; absent otherwise."""
    found = desk(place, row)
    going = next((one for one in found.vacancies if one.key == key), None)
    if going is None:
        raise absent()
    return VacancyDesk(found, going)
