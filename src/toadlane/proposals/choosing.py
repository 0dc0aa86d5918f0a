"""Which positions somebody can take now, by the rule that is open and their part in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from bylaws.charter.kinds.decision import Decision
from bylaws.decisions.allowed import choices
from bylaws.decisions.ballots import read_ballot
from bylaws.decisions.phases import State
from bylaws.decisions.proposal import BY_ONE, VOICES
from bylaws.record.canonical import Json
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.proposals import refusals
from toadlane.proposals.authors import wrote
from toadlane.proposals.life import Life, elector_of
from toadlane.proposals.models import Elector, Position, Statement
from toadlane.proposals.polling import chooses

Stance = Position.Stance
Ballot = Sequence[Sequence[int]]
"""The number of each option with its points, in the order given."""


def takes_positions(now: State) -> bool:
    """Whether positions can be taken at this moment, and not only from the second call on."""
    return now.open and now.opens_at is None


def stances(now: State, elector: Elector | None) -> list[Stance]:
    """What somebody can say, in the order of the page; nothing for those who have no position."""
    if elector is None or now.says is None or not takes_positions(now):
        return []
    if elector.participant.key not in now.voices:
        return []
    if now.secret and elector.participant.key in now.voted:
        return []
    known = [
        one for one in choices(now.says, elector_of(elector)) if not (now.secret and one == "reservation")
    ]
    return [one for one in Stance if one.value in known]


def may_decide(now: State, elector: Elector | None) -> bool:
    """Whether somebody can decide it alone now, as the one it is entrusted to, or by a casting vote."""
    if elector is None or not elector.decider or now.says is None:
        return False
    return now.phase == "tied" or (now.says.method in BY_ONE and takes_positions(now))


def may_draw(now: State, elector: Elector | None) -> bool:
    """Whether somebody who decides can have a lot drawn, because the rule settles a tie so."""
    lot = now.says is not None and now.says.ties in ("lot", "run-off")
    return elector is not None and elector.part == "decides" and now.phase == "tied" and lot


def steers(life: Life, who: Participant, on: dt.date) -> bool:
    """Whether somebody changes it or takes it back: whoever raised it, and once they left, who decides it.

    Of an election nobody does, for those who stand are on the ballot; nor of what confirms a count.
    """
    if life.row.names_its_rule:
        return False
    if who.pk == life.row.raised_by_id:
        return life.is_here(who.key, on)
    part = life.elector_on(who.key, on)
    decides = part is not None and part.part == "decides"
    return decides and not life.is_here(life.row.raised_by.key, on)


def rewrites(life: Life, who: Participant, on: dt.date) -> bool:
    """Whether somebody changes its text: whoever steers it, and whoever wrote it along and is here."""
    if life.row.names_its_rule:
        return False
    return steers(life, who, on) or (life.is_here(who.key, on) and wrote(who, life.row))


def may_state(life: Life, who: Participant, on: dt.date) -> bool:
    """Whether somebody says what came of it: whoever raised it or decided on it, or looks after it."""
    if not life.is_here(who.key, on):
        return False
    part = life.elector(who.key)
    decided = part is not None and (part.part in VOICES or part.decider)
    if decided or who.pk == life.row.raised_by_id:
        return True
    last = Statement.objects.filter(outcome__proposal=life.row).order_by("-nth").first()
    return last is not None and last.owner_id == who.pk


def may_ask_secrecy(life: Life, now: State, elector: Elector | None) -> bool:
    """Whether somebody can ask that it be secret: the rule lets them, and nobody has taken a position."""
    lets = now.says is not None and now.says.secrecy == "on-request"
    taken = any(life.attempt and one.attempt_id == life.attempt.pk for one in life.positions)
    return lets and not now.secret and not taken and bool(stances(now, elector))


def asks_why(says: Decision, stance: str) -> bool:
    """Whether the rule takes this position only with a reason."""
    return stance == Stance.BLOCK and says.blocks == "with-reason"


def as_marks(ballot: Ballot) -> list[Json]:
    """A ballot as it is kept."""
    return [[int(nth), int(points)] for nth, points in ballot]


def still_open(life: Life, now: State) -> tuple[str, ...]:
    """The options one can choose from: all, or in a run-off those that are level."""
    return now.calls[-1].tied if now.phase == "run-off" and now.calls else life.names if now.open else ()


def refuse_ballot(life: Life, now: State, stance: str, marks: Sequence[Any]) -> None:
    """Faults of `read_ballot`, and `proposals.no-options` where there is nothing to choose from."""
    if not chooses(now.says):
        if marks:
            raise refusals.no_options()
        return
    names = dict(enumerate(life.names, 1))
    if stance == Stance.AGREE and now.says is not None:
        given = [(names.get(nth, ""), points) for nth, points in marks]
        read_ballot(now.says, still_open(life, now), given, article=now.article)


def refuse_other_text(life: Life, revision: int | None, at: Moment) -> None:
    """What was said of a text counts for that alone, also before it stood. Fault `proposals.text-changed`."""
    if revision not in {None, life.text.nth} or at.instant < life.text.written_at:
        raise refusals.changed()


def refuse_stance(
    life: Life,
    stance: str,
    *,
    because: str,
    review_on: dt.date | None,
    marks: Sequence[Any],
    of: Participant,
    at: Moment,
) -> None:
    """Faults `proposals.no-part`, `.stance`, `.reason`, `.review`, and those of a ballot."""
    now = life.state(at.instant).value
    offered = stances(now, life.elector_on(of.key, at.day))
    if not offered or now.says is None:
        raise refusals.no_part(now.article)
    if stance not in offered:
        raise refusals.no_such_stance(now.article)
    if asks_why(now.says, stance) and not because:
        raise refusals.no_reason(now.article)
    if stance == Stance.RESERVATION and (review_on is None or review_on < at.day):
        raise refusals.review_day()
    refuse_ballot(life, now, stance, marks)
