"""Naming somebody, standing or not, and what those who stand say of themselves."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from bylaws.decisions.elections.lots import GREATEST_NUMBER
from bylaws.kernel.reasons import Explained
from bylaws.membership.terms import may_take
from bylaws.words.tell import tell
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import as_kept
from toadlane.elections import refusals
from toadlane.elections.calling import chooses
from toadlane.elections.models import LONGEST, Candidacy, CandidacyStep, Election, LotNumber, Statement
from toadlane.elections.standing import Candidate, Said, Standing
from toadlane.elections.verbs.beginning import begun, refuse_unless_open, written
from toadlane.proposals.life import life_of
from toadlane.proposals.polling import MOST
from toadlane.proposals.ways import may_raise
from toadlane.roles import held
from toadlane.roles.held import Held
from toadlane.ui import figures
from toadlane.ui.languages import rules_language

BEFORE_THE_CLOSE: Final = frozenset({"talk", "open"})


@transaction.atomic
def name_candidate(*, election: Election, person: str, by: Participant, at: Moment, key: str) -> Candidacy:
    """Name somebody, who is asked whether they stand; whoever names themselves stands.

    Faults: `elections.name`, `.may-not-stand`, `.named`, `.list-full`, `.list-closed`, `.over`.
    """
    taken, standing = begun(election, "name", by=by, at=at, key=key, person=person)
    if not taken.first:
        return Candidacy.objects.select_related("participant").get(coop=by.coop, pk=taken.result)
    refuse_unless_open(standing, at)
    found = held.require(by.coop, at.day)
    who = None if "\x00" in person else Participant.objects.filter(coop=by.coop, key=person).first()
    if who is None:
        raise absent()
    if not may_name(found, standing, by, at):
        raise refusals.may_not_name()
    if standing.of(who) is not None:
        raise refusals.named_already(who.name)
    _refuse_full(standing)
    refuse_unless_may_stand(found, standing, who)
    row = Candidacy.objects.create(
        coop=by.coop, election=election, participant=who, by=by, happened_at=at.instant
    )
    written("election.named.v1", standing, by=by, at=at, person=who.key)
    if who.pk == by.pk:
        _say(standing, row, Said.ACCEPTED, by=by, at=at)
    taken.keep(row.pk)
    return row


@transaction.atomic
def answer(*, election: Election, stands: bool, by: Participant, at: Moment, key: str) -> CandidacyStep:
    """Whoever was named says whether they stand; after a no they may still say yes, while names are open.

    Faults: `elections.answered`, `.may-not-stand`, `.list-full`, `.list-closed`, `.over`.
    """
    taken, standing = begun(election, "answer", by=by, at=at, key=key, stands=stands)
    if not taken.first:
        return CandidacyStep.objects.get(coop=by.coop, pk=taken.result)
    refuse_unless_open(standing, at)
    mine = standing.of(by)
    allowed = (None, Said.DECLINED) if stands else (None,)
    if mine is None or mine.said not in allowed:
        raise refusals.answered_already()
    if stands:
        _refuse_full(standing)
        refuse_unless_may_stand(held.require(by.coop, at.day), standing, by)
    step = _say(standing, mine.row, Said.ACCEPTED if stands else Said.DECLINED, by=by, at=at)
    taken.keep(step.pk)
    return step


@transaction.atomic
def withdraw(*, election: Election, by: Participant, at: Moment, key: str) -> CandidacyStep:
    """Stand no longer, before the list is closed. Faults: `elections.answered`, `.list-closed`, `.over`."""
    taken, standing = begun(election, "withdraw", by=by, at=at, key=key)
    if not taken.first:
        return CandidacyStep.objects.get(coop=by.coop, pk=taken.result)
    refuse_unless_open(standing, at)
    mine = _mine(standing, by)
    step = _say(standing, mine.row, Said.WITHDRAWN, by=by, at=at)
    taken.keep(step.pk)
    return step


@transaction.atomic
def write_statement(*, election: Election, says: str, by: Participant, at: Moment, key: str) -> Statement:
    """Say something of oneself, or say it anew, until the list is closed; with nothing it is taken away.

    Faults: `elections.answered` for whoever does not stand, `.long`, `.list-closed`, `.over`.
    """
    says = as_kept(says)
    taken, standing = begun(election, "state", by=by, at=at, key=key, says=says)
    if not taken.first:
        return Statement.objects.get(coop=by.coop, pk=taken.result)
    refuse_unless_open(standing, at)
    mine = _mine(standing, by)
    if len(says) > LONGEST["statement"]:
        raise refusals.too_long(LONGEST["statement"])
    row, _made = Statement.objects.update_or_create(
        coop=by.coop,
        candidacy=mine.row,
        participant=by,
        defaults={"content": says, "written_at": at.instant},
    )
    written("election.stated.v1", standing, by=by, at=at)
    taken.keep(row.pk)
    return row


@transaction.atomic
def give_number(*, election: Election, number: int, by: Participant, at: Moment, key: str) -> LotNumber:
    """Give a number of which a lot is made, should there be a tie; once, before the vote is over.

    Faults: `elections.number`, `.over`.
    """
    taken, standing = begun(election, "number", by=by, at=at, key=key, number=number)
    if not taken.first:
        return LotNumber.objects.get(coop=by.coop, pk=taken.result)
    if standing.ended is not None:
        raise refusals.over()
    given = any(one.participant_id == by.pk for one in standing.numbers)
    if given or not 0 <= number <= GREATEST_NUMBER or not numbers_open(standing, at):
        raise refusals.no_number()
    row = LotNumber.objects.create(
        coop=by.coop, election=election, participant=by, number=number, happened_at=at.instant
    )
    written("election.number-given.v1", standing, by=by, at=at, number=number)
    taken.keep(row.pk)
    return row


def may_name(found: Held, standing: Standing, by: Participant, at: Moment) -> bool:
    """Whoever may raise a matter, or could hold it."""
    stage, of = by.stage_on(at.day), held.post_in(found, standing.row.post)
    return of is not None and (may_raise(found.text, stage) or stage in of.open_to)


def may_reason(found: Held, standing: Standing, by: Participant, at: Moment) -> bool:
    """Whoever may name somebody, and is of the body that chooses for itself."""
    return may_name(found, standing, by, at) and chooses(found, standing.row.post, by.key)


def may_stand(found: Held, standing: Standing, who: str) -> Explained[bool]:
    """Whether the charter lets somebody hold it from its first day."""
    of = held.post_of(found, standing.row.post)
    return may_take(found.people[who], of, found.tenures, on=standing.row.from_day)


def refuse_unless_may_stand(found: Held, standing: Standing, who: Participant) -> None:
    """Fault `elections.may-not-stand`, with every reason against."""
    asked = may_stand(found, standing, who.key)
    if asked.value:
        return
    fine = {"post.open-to", "post.free", "post.terms-left"}
    against = [part for part in found.named(asked.reason).parts if part.code not in fine]
    told = (tell(part, language=rules_language(), writing=figures.Local()).sentence for part in against)
    article = held.post_of(found, standing.row.post).article
    raise refusals.may_not_stand(article, " ".join(told))


def numbers_open(standing: Standing, at: Moment) -> bool:
    """Whether the box is not closed yet: who knows what lies in it could choose a number to suit."""
    if standing.ended is not None:
        return False
    proposal = standing.proposal
    return proposal is None or life_of(proposal).state(at.instant).value.phase in BEFORE_THE_CLOSE


def _refuse_full(standing: Standing) -> None:
    """Those who stand fill the list: whoever is named and never answers keeps nobody off it."""
    if len(standing.standing) >= MOST:
        raise refusals.list_full(MOST)


def _mine(standing: Standing, by: Participant) -> Candidate:
    mine = standing.of(by)
    if mine is None or not mine.stands:
        raise refusals.answered_already()
    return mine


def _say(
    standing: Standing, row: Candidacy, kind: CandidacyStep.Kind, *, by: Participant, at: Moment
) -> CandidacyStep:
    step = CandidacyStep.objects.create(
        coop=by.coop, candidacy=row, kind=kind, participant=by, happened_at=at.instant
    )
    written(f"election.{kind.value}.v1", standing, by=by, at=at)
    return step
