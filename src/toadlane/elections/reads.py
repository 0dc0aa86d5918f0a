"""Elections as somebody has them before them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext

from bylaws.charter.kinds.decision import Decision
from bylaws.charter.rules import Rule
from bylaws.decisions.days import day_ending, day_of
from bylaws.decisions.elections.counted import Counted
from bylaws.decisions.elections.dates import Dates
from bylaws.decisions.elections.papers import Election as Papers
from bylaws.kernel.faults import Refused
from bylaws.kernel.reasons import Json
from toadlane.coops.access import Place
from toadlane.coops.models import Participant
from toadlane.elections import counting, words
from toadlane.elections.calling import body_of
from toadlane.elections.listing import Line, phase_of
from toadlane.elections.models import Election, Naming
from toadlane.elections.standing import (
    RULE_GONE,
    Candidate,
    Said,
    Standing,
    Step,
    dates_of,
    rule_of,
    standing_of,
    why_not_yet,
)
from toadlane.elections.vacancies import Going, Seat, goings_of, refills, vacant
from toadlane.proposals import lots
from toadlane.proposals.choosing import may_draw
from toadlane.proposals.life import lives
from toadlane.proposals.models import POSITIONS, Outcome, Proposal
from toadlane.proposals.polling import chooses
from toadlane.proposals.reads import Shown, shown_of
from toadlane.proposals.secrecy import sees_voted
from toadlane.roles.held import Held, require


@dataclass(frozen=True)
class Named:
    """Somebody who is named, with each who named them, and whether they still do."""

    who: Participant
    said: list[tuple[Naming, bool]]

    @property
    def voices(self) -> int:
        """How many name them now."""
        return sum(still for _one, still in self.said)


@dataclass
class Desk:
    """One election before somebody."""

    standing: Standing
    place: Place
    vote: Shown | None
    held: Held
    vacancies: list[Going]
    """The seats that fell vacant and were taken up."""

    @property
    def row(self) -> Election:
        """What was called."""
        return self.standing.row

    @property
    def me(self) -> Participant:
        """Whoever looks."""
        return self.place.member

    @property
    def title(self) -> str:
        """What is filled."""
        return words.post_title(self.row.post)

    @property
    def within(self) -> str:
        """The body that chooses among its own people, as it is called; "" where all choose."""
        name = body_of(self.held, self.row.post)
        return words.post_title(name) if name else ""

    @property
    def line(self) -> Line:
        """The same as in a list."""
        return Line(self.standing, self.phase)

    @cached_property
    def mine(self) -> Candidate | None:
        """Whether whoever looks was named, and what they said."""
        return self.standing.of(self.me)

    @property
    def names_open(self) -> bool:
        """Whether people can be named now."""
        return self.standing.names_open(self.place.moment.instant)

    @property
    def phase(self) -> str:
        """Where it stands, in one word of ours."""
        return phase_of(self.standing, self.vote, self.place.moment.instant)

    @property
    def is_asked(self) -> bool:
        """Whether whoever looks was named and has not answered."""
        return self.names_open and self.mine is not None and self.mine.said is None

    @property
    def may_still_stand(self) -> bool:
        """Whether whoever looks said no, and may say yes."""
        return self.names_open and self.mine is not None and self.mine.said == Said.DECLINED

    @property
    def stands(self) -> bool:
        """Whether whoever looks stands, and can still say something of it."""
        return self.names_open and self.mine is not None and self.mine.stands

    @cached_property
    def rule(self) -> Rule[Decision] | None:
        """The rule that elects, by the text of the day on which it is voted on, or of today."""
        if self.vote is not None:
            return self.vote.life.rule(self.row.rule)
        return rule_of(self.held.text, self.row.rule)

    @property
    def dates(self) -> Dates | None:
        """The days that follow."""
        return dates_of(self.row, self.rule.says) if self.rule else None

    @property
    def proposed(self) -> list[str]:
        """Without candidates: who is proposed, by name."""
        named = {one.participant.key: str(one.participant.name) for one in self.standing.namings}
        return [named[key] for key in self.standing.ballot if key in named]

    @property
    def vote_opens(self) -> dt.date | None:
        """The first day of the vote."""
        return day_of(self.dates.opens_at, self.place.coop.time_zone) if self.dates else None

    @property
    def vote_ends(self) -> dt.date | None:
        """The last day of the vote; None where it closes when all have voted."""
        its = self.dates
        return day_ending(its.closes_at, self.place.coop.time_zone) if its and its.closes_at else None

    @property
    def open_until(self) -> dt.date | None:
        """The last day of the vote that is open."""
        ends_at = self.vote.now.ends_at if self.vote is not None else None
        return day_ending(ends_at, self.place.coop.time_zone) if ends_at else None

    @property
    def method(self) -> str:
        """How it is counted, in words."""
        if self.rule is None:
            return ""
        if not chooses(self.rule.says):
            return gettext("Nobody stands: reasons are heard, and whoever is proposed is consented to")
        return str(words.METHODS[counting.method_of(self.rule.says, self.row.seats)])

    @property
    def is_secret(self) -> bool:
        """Whether nobody sees who votes what."""
        if self.vote is not None and self.vote.life.attempt is not None:
            return self.vote.now.secret or self.vote.life.has_a_box
        return self.rule is not None and self.rule.says.secrecy == "secret"

    @property
    def listed(self) -> list[Candidate]:
        """Whom everybody sees: those who stand, and while people are named those who were asked."""
        shown_too = (Said.ACCEPTED, None) if self.names_open else (Said.ACCEPTED,)
        return [one for one in self.standing.candidates if one.said in shown_too]

    @property
    def empty_seats(self) -> int:
        """How many seats stay empty whoever is elected, with those who stand now."""
        if self.standing.without_candidates and not self.standing.ballot:
            return 0
        return max(0, self.row.seats - len(self.standing.ballot or self.standing.standing))

    @property
    def may_call_off(self) -> bool:
        """Whether whoever looks called it, and it has not come to a vote."""
        return self.standing.is_open(self.place.moment.instant) and self.row.called_by_id == self.me.pk

    @property
    def round(self) -> int:
        """In which round whoever looks can name somebody with reasons now; 0 in none."""
        nth = self.standing.round_at(self.place.moment.instant)
        said = any(one.by_id == self.me.pk and one.nth == nth for one in self.standing.namings)
        return 0 if said else nth

    @property
    def has_named(self) -> bool:
        """Whether whoever looks named somebody before."""
        return any(one.by_id == self.me.pk for one in self.standing.namings)

    @property
    def reasons(self) -> list[Named]:
        """Whom people name, those most of them name last first, each with who says why."""
        last = {one.pk for one in self.standing.last_namings}
        found: dict[Participant, list[tuple[Naming, bool]]] = {}
        for one in self.standing.namings:
            found.setdefault(one.participant, []).append((one, one.pk in last))
        named = [Named(who, said) for who, said in found.items()]
        return sorted(named, key=lambda one: (-one.voices, one.who.name, one.who.key))

    @property
    def outcome(self) -> Outcome | None:
        """What the vote came to."""
        return self.vote.outcome if self.vote else None

    @property
    def why_not_yet(self) -> Refused | None:
        """What keeps the result from taking effect."""
        waits = self.outcome is not None and self.standing.ended is None
        return why_not_yet(self.outcome, self.place.moment) if waits and self.outcome else None

    @property
    def why_ended(self) -> str:
        """Why it was called off, as whoever did wrote it, or as we say it."""
        because = self.standing.ended.because if self.standing.ended else ""
        return gettext(because) if because == RULE_GONE else because

    @property
    def may_draw(self) -> bool:
        """Whether whoever looks can have the lot drawn."""
        return self.vote is not None and self.outcome is None and may_draw(self.vote.now, self.vote.elector)

    @property
    def sees_count(self) -> bool:
        """Whether whoever looks may walk through the count: it is over, and the ballots were kept."""
        return self.papers is not None

    @cached_property
    def papers(self) -> Papers | None:
        """The ballots, where they may be told of."""
        vote = self.vote
        if vote is None or (vote.outcome is None and vote.now.phase != "tied"):
            return None
        sees = sees_voted(vote) if self.is_secret else vote.place.sight.may_see_class(POSITIONS)
        if not sees or (self.is_secret and not counting.are_kept(vote.life)):
            return None
        return counting.papers(vote.life, vote.now, title=words.title(self.row.post))

    @cached_property
    def count(self) -> Counted | None:
        """The count of them."""
        if self.papers is None or self.vote is None or self.rule is None:
            return None
        return counting.counted(
            self.papers, counting.method_of(self.rule.says, self.row.seats), self.vote.life
        )

    def file(self, ending: str) -> str:
        """What a file of it is called."""
        return f"{self.row.post.replace('~', '-')}.{ending}"

    @property
    def command(self) -> str:
        """What counts the same at a terminal, with the lot that was drawn."""
        if self.count is None or self.vote is None:
            return ""
        words = ["bylaws", "elect", self.file("blt"), "--method", self.count.method]
        order = counting.lot(self.vote.life)
        return lots.command(
            *words, "--seats", str(self.count.seats), *lots.as_options(self.seed, order), "--why"
        )

    @property
    def below(self) -> list[str]:
        """Those who have fewer votes than the rule asks for, and are passed over in the count."""
        vote = self.vote
        return [vote.life.label_of(name) for name in counting.below(vote.life, vote.now)] if vote else []

    @property
    def elected_names(self) -> list[str]:
        """Those whom the vote elected, as the ballots name them."""
        return (
            [self.vote.life.label_of(key) for key in self.outcome.chosen]
            if self.vote and self.outcome
            else []
        )

    @cached_property
    def left_seats(self) -> list[Seat]:
        """The seats that were left early and that the ballots can fill, where the charter has it so."""
        if Step.OVER not in self.standing.steps or not refills(self.held, self.row.post):
            return []
        return vacant(self.standing, self.vacancies, self.place.moment.day)

    @property
    def can_refill(self) -> bool:
        """Whether the ballots say who comes next."""
        return self.vote is not None and counting.kept_papers(self.vote.life, self.place.moment) is not None

    @cached_property
    def compared(self) -> list[Counted]:
        """The same ballots by the other methods that the rule names."""
        if self.papers is None or self.vote is None or self.rule is None:
            return []
        return counting.compared(self.papers, self.rule.says, self.vote.life)

    @cached_property
    def seed(self) -> str:
        """From what the lot was drawn, if it was."""
        if self.vote is None:
            return ""
        return next((one.because for one in reversed(self.vote.life.steps) if one.kind == "drawn"), "")


def whole(counted: Counted, compared: Sequence[Counted]) -> dict[str, Json]:
    """A count as data, each round with its reasons, and what the other methods came to."""
    return counted.as_json(why=True) | {"also_counted": [one.as_json() for one in compared]}


def election_at(place: Place, key: UUID) -> Election:
    """The election of that key for whoever may see it."""
    return place.find(Election.objects.select_related("coop", "called_by"), pk=key)


def desk(place: Place, row: Election) -> Desk:
    """One election with where it stands at this moment."""
    (found,) = desks(place, [standing_of(row)])
    return found


def desks(place: Place, found: Collection[Standing]) -> list[Desk]:
    """Some elections, in as many questions as for one."""
    held = require(place.coop, place.moment.day)
    wanted = [one.proposal.pk for one in found if one.proposal is not None]
    rows = Proposal.objects.filter(pk__in=wanted).select_related(
        "coop", "raised_by", "about", "outcome__authority", "outcome__revision"
    )
    votes = {life.row.pk: shown_of(place, life) for life in lives(place.coop, list(rows))}
    going = goings_of(found)
    return [
        Desk(one, place, votes.get(one.proposal.pk) if one.proposal else None, held, going[one.row.pk])
        for one in found
    ]
