"""What comes by itself of a vacant seat: the ballots are counted back, and whoever they name sits there."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import override

from bylaws.kernel.periods import Period
from bylaws.membership.posts import Post
from bylaws.membership.terms import may_take
from bylaws.record.canonical import Json
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.elections import words
from toadlane.elections.counting import kept_papers
from toadlane.elections.models import VacancyOver
from toadlane.elections.standing import Standing, Step
from toadlane.elections.vacancies import Going, Seat, count_back, goings, vacant
from toadlane.proposals.life import Life, life_of
from toadlane.proposals.lots import drawn_by
from toadlane.record.verbs import append
from toadlane.roles import held
from toadlane.roles.held import Held
from toadlane.roles.verbs import Ground, Way, write


def to_fill(standing: Standing, at: Moment) -> list[Seat]:
    """The seats of an election that were left, and that nobody has taken up yet; none before it is over."""
    if Step.OVER not in standing.steps:
        return []
    return vacant(standing, goings(standing), at.day)


def fill_those_due(standing: Standing, at: Moment) -> None:
    """Count back every seat for which all have answered, or nobody can any more; each once."""
    for going in goings(standing):
        if going.is_due(at, standing.row.coop.time_zone):
            _fill(standing, going, at)


def _fill(standing: Standing, going: Going, at: Moment) -> None:
    """Whoever the ballots name, if anybody, holds it for the rest of the term."""
    row, proposal = standing.row, standing.proposal
    if proposal is None:
        raise absent()
    Coop.objects.select_for_update(no_key=True).get(pk=row.coop_id)
    found, life = held.held_in(row.coop, at.day), life_of(proposal)
    seat = Seat(going.row.elected, going.row.vacated)
    of, on = held.post_in(found, row.post), max(at.day, seat.since)
    runs = seat.runs_until is None or on < seat.runs_until
    able = [key for key in going.willing if runs and found and of and _may(found, of, key, on)]
    what: dict[str, Json] = {"election": str(row.pk), "standing": [*able], "vacancy": str(going.key)}
    entry = append(
        kind="election.vacancy-closed.v1", what=what, by=None, at=at, subject=str(row.pk), coop=row.coop
    )
    seed = bytes(entry.commitment).hex()
    person, order = _named(life, going, able, seed, at)
    period = _sit(found, of, seat, going.people[person], on=on, at=at) if person and found and of else None
    VacancyOver.objects.create(
        coop=row.coop,
        vacancy=going.row,
        participant=going.people[person] if person else None,
        period=period,
        standing=able,
        seed=seed if order else "",
        drawn=order,
        happened_at=at.instant,
    )
    came: dict[str, Json] = {**what, "person": person or None, "seed": seed if order else ""}
    append(kind="election.vacancy-over.v1", what=came, by=None, at=at, subject=str(row.pk), coop=row.coop)


def _named(life: Life, going: Going, able: list[str], seed: str, at: Moment) -> tuple[str, list[str]]:
    """Whom the ballots name, or ""; and the order drawn, where by the rule a lot settles who is level."""
    papers = kept_papers(life, at)
    if papers is None or not able:
        return "", []
    counted, order = count_back(papers, life, going.row.elected, able), list[str]()
    says = life.state(at.instant).value.says
    if counted.tie is not None and says is not None and says.ties == "lot":
        order = drawn_by(life, seed, life.names)
        counted = count_back(papers, life, going.row.elected, able, order=order)
    labels = {life.label_of(key): key for key in able}
    return next((labels[name] for name in counted.winners), ""), order


def _may(found: Held, of: Post, key: str, on: dt.date) -> bool:
    return may_take(found.people[key], of, found.tenures, on=on).value


def _sit(found: Held, of: Post, seat: Seat, who: Participant, *, on: dt.date, at: Moment) -> RolePeriod:
    """For the rest of the term for which the seat was filled."""
    row = seat.elected.election
    with override(row.coop.language):
        ground = Ground(words.title(row.post), election=row.pk)
    days = Period(on, seat.runs_until) if seat.runs_until else on
    return write(found, of, who, on=days, way=Way.CHOSEN, by=row.called_by, at=at, ground=ground)
