"""A seat that fell vacant: taking it up, saying whether one stands for it, and counting the ballots back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.elections import refusals
from toadlane.elections.calling import AT_LEAST, AT_MOST
from toadlane.elections.counting import kept_papers
from toadlane.elections.models import Election, Vacancy, VacancyAnswer
from toadlane.elections.standing import Standing
from toadlane.elections.vacancies import goings, refills
from toadlane.elections.verbs.beginning import begun, written
from toadlane.elections.verbs.refilling import fill_those_due, to_fill
from toadlane.proposals.life import life_of
from toadlane.proposals.ways import may_raise
from toadlane.roles import held


@transaction.atomic
def take_up(
    *, election: Election, person: str, until: dt.date, by: Participant, at: Moment, key: str
) -> Vacancy:
    """Have the seat that somebody left filled by the ballots: those who stood and were not elected are asked.

    `person` held it last, or was elected and never sat. Faults: `elections.call`, `.countback` (the charter
    fills it anew), `.not-vacant`, `.no-papers` (no ballot is kept, or none elected one alone), `.none-left`
    (all who stood were elected), `.answers` (the day).
    """
    said: dict[str, Json] = {"person": person, "until": until.isoformat()}
    taken, standing = begun(election, "take-up", by=by, at=at, key=key, **said)
    if not taken.first:
        return Vacancy.objects.select_related("election").get(coop=by.coop, pk=taken.result)
    found = held.require(by.coop, at.day)
    if not may_raise(found.text, by.stage_on(at.day)):
        raise refusals.may_not_call()
    of = held.post_of(found, election.post)
    if not refills(found, election.post):
        raise refusals.filled_anew(of.article)
    seat = next((one for one in to_fill(standing, at) if one.who.key == person), None)
    if seat is None:
        raise refusals.not_vacant()
    first, last = at.day + AT_LEAST, min(at.day + AT_MOST, (seat.runs_until or dt.date.max) - AT_LEAST)
    if not first <= until <= last:
        raise refusals.no_time_to_answer(first, last)
    asked = _asked(standing, at)
    row = Vacancy.objects.create(
        coop=by.coop,
        election=election,
        elected=seat.elected,
        vacated=seat.vacated,
        until=until,
        asked=asked,
        opened_by=by,
        opened_at=at.instant,
    )
    what: dict[str, Json] = {**said, "article": of.article, "asked": [*asked], "vacancy": str(row.pk)}
    written("election.vacancy-opened.v1", standing, by=by, at=at, **what)
    taken.keep(row.pk)
    return row


@transaction.atomic
def stand_for_vacancy(
    *, vacancy: Vacancy, stands: bool, by: Participant, at: Moment, key: str
) -> VacancyAnswer:
    """Whoever was asked says whether they stand for it, once. Faults: `elections.not-asked`."""
    said: dict[str, Json] = {"stands": stands, "vacancy": str(vacancy.pk)}
    taken, standing = begun(vacancy.election, "vacancy-answer", by=by, at=at, key=key, **said)
    if not taken.first:
        return VacancyAnswer.objects.get(coop=by.coop, pk=taken.result)
    going = next(one for one in goings(standing) if one.row.pk == vacancy.pk)
    if not going.may_answer(by, at, by.coop.time_zone):
        raise refusals.not_asked()
    row = VacancyAnswer.objects.create(
        coop=by.coop, vacancy=vacancy, participant=by, stands=stands, happened_at=at.instant
    )
    written("election.vacancy-answered.v1", standing, by=by, at=at, **said)
    taken.keep(row.pk)
    fill_those_due(standing, at)
    return row


def _asked(standing: Standing, at: Moment) -> list[str]:
    """Those who stood and were not elected, where ballots are kept that say who comes after somebody."""
    proposal = standing.proposal
    life = life_of(proposal) if proposal else None
    if life is None or kept_papers(life, at) is None:
        raise refusals.no_papers()
    chosen = {one.participant.key for one in standing.elected}
    asked = [key for key in standing.ballot if key not in chosen]
    if not asked:
        raise refusals.none_left()
    return asked
