"""The way in as JSON: where somebody stands, evaluations, mentors, and the next step."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from toadlane.candidacy import reads, verbs
from toadlane.candidacy.models import Admission, Evaluation, EvaluationWords, Mentorship, Stay
from toadlane.candidacy.shapes import (
    AdmissionOut,
    ArrangementIn,
    ArrangementOut,
    EvaluationIn,
    EvaluationOut,
    EvaluationWordsOut,
    LetOffIn,
    LetOffOut,
    MentorEndIn,
    MentorIn,
    MentorOut,
    NextStepIn,
    NextStepOut,
    StayIn,
    StayOut,
    StepAsked,
    TalkOut,
    WayInLine,
    WhereOut,
)
from toadlane.coops.access import Place, absent
from toadlane.coops.api import PersonKey, Slug, participant_at
from toadlane.decisions.reads import authority_at
from toadlane.ui.reasons import told

router = Router()


@router.get("", response=list[WayInLine], summary="Who is on the way in")
def list_way_in(request: HttpRequest, coop: Path[Slug]) -> list[WayInLine]:
    """By name; for whoever may see hours."""
    place = participant_at(request, coop, reads.CLASS)
    return [
        WayInLine(
            person=line.who.key,
            name=line.who.name,
            stage=line.standing.stage,
            since=line.standing.since,
            ready=line.standing.ready,
            full_on=line.standing.time.full_on if line.standing.time else None,
            next_evaluation=line.talk.due_on if line.talk else None,
            mentor=line.mentor,
        )
        for line in reads.lines(place)
    ]


@router.get("/people/{person}", response=WhereOut, summary="Where somebody stands")
def read_standing(request: HttpRequest, coop: Path[Slug], person: Path[PersonKey]) -> WhereOut:
    """For themselves, and for whoever may see hours."""
    return standing_out(_desk(request, coop, person))


@router.post("/people/{person}/mentor", response={201: MentorOut}, summary="Name a mentor")
def name_mentor(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: MentorIn
) -> Status[MentorOut]:
    """For those who lead people in; whoever was mentor before, is no longer."""
    desk, place = _both(request, coop, person)
    row = verbs.name_mentor(
        participant=desk.who,
        mentor=place.someone(body.mentor),
        from_day=body.from_day,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, mentor_out(row))


@router.post("/people/{person}/mentor/end", response=MentorOut, summary="End somebody's being mentor")
def end_mentoring(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: MentorEndIn
) -> MentorOut:
    """For those who lead people in."""
    desk, place = _both(request, coop, person)
    return mentor_out(
        verbs.end_mentoring(participant=desk.who, by=place.member, at=place.moment, **body.dict())
    )


@router.post("/people/{person}/stays", response={201: StayOut}, summary="State days at the place of work")
def state_stay(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: StayIn
) -> Status[StayOut]:
    """For those who lead people in; refused where the charter asks for no place."""
    desk, place = _both(request, coop, person)
    row = verbs.state_stay(participant=desk.who, by=place.member, at=place.moment, **body.dict())
    return Status(201, stay_out(row))


@router.post("/people/{person}/exceptions", response={201: LetOffOut}, summary="Let somebody off the place")
def let_off(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: LetOffIn
) -> Status[LetOffOut]:
    """For those who lead people in, on a decision by the rule the charter names for it."""
    desk, place = _both(request, coop, person)
    row = verbs.let_off(
        participant=desk.who,
        from_day=body.from_day,
        because=body.because,
        authority=authority_at(place, body.decision),
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    out = LetOffOut(id=row.pk, from_day=row.from_day, rule=row.rule, because=row.because)
    return Status(201, out)


@router.post(
    "/people/{person}/evaluations/arranged", response={201: ArrangementOut}, summary="Arrange an evaluation"
)
def arrange(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: ArrangementIn
) -> Status[ArrangementOut]:
    """For those who lead it."""
    desk, place = _both(request, coop, person)
    row = verbs.arrange(
        participant=desk.who,
        due_on=body.due_on,
        on=body.on,
        by_whom=[place.someone(key) for key in body.by_whom],
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, ArrangementOut(due_on=row.due_on, on=row.on, by_whom=row.by_whom))


@router.post(
    "/people/{person}/evaluations", response={201: EvaluationOut}, summary="Write an evaluation down"
)
def hold(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: EvaluationIn
) -> Status[EvaluationOut]:
    """For those who lead it or were asked to evaluate."""
    desk, place = _both(request, coop, person)
    said = {**body.dict(), "by_whom": [place.someone(key) for key in body.by_whom]}
    row = verbs.hold_evaluation(participant=desk.who, by=place.member, at=place.moment, **said)
    return Status(201, evaluation_out(row))


@router.get("/people/{person}/evaluations/{evaluation}", response=EvaluationWordsOut, summary="What was said")
def read_words(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], evaluation: UUID
) -> EvaluationWordsOut:
    """For whom it is about and those who evaluated."""
    place = participant_at(request, coop)
    rows = EvaluationWords.objects.select_related("evaluation", "participant")
    words = place.find(rows, evaluation=evaluation, participant__key=person)
    held = words.evaluation
    return EvaluationWordsOut(held_on=held.held_on, outcome=held.outcome, content=words.content)


@router.get("/people/{person}/step", response=NextStepOut, summary="The next step, before it is decided")
def read_step(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], asked: Query[StepAsked]
) -> NextStepOut:
    """What is missing, and the fingerprint that a decision on exactly this names."""
    desk, place = _both(request, coop, person)
    day = asked.from_day or reads.usual_day(desk.standing, place.moment.day)
    return step_out(reads.ahead(desk.who, day, place.moment.day))


@router.post("/people/{person}/step", response={201: AdmissionOut}, summary="Go on, as decided")
def go_on(
    request: HttpRequest, coop: Path[Slug], person: Path[PersonKey], body: NextStepIn
) -> Status[AdmissionOut]:
    """For those who lead people in."""
    desk, place = _both(request, coop, person)
    row = verbs.go_on(
        participant=desk.who,
        to=body.to,
        from_day=body.from_day,
        authority=authority_at(place, body.decision),
        because=body.because,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return Status(201, admission_out(row))


def standing_out(desk: reads.Desk) -> WhereOut:
    """Where they stand, for whoever asks."""
    if desk.found is None:
        raise desk.silent or absent()
    says, reason = desk.found.value, desk.found.reason
    return WhereOut(
        person=desk.who.key,
        stage=says.stage,
        since=says.since,
        returns_to=says.returns_to,
        next_stage=says.next_stage,
        decided_as=says.decided_as,
        ready=says.ready,
        earliest=says.earliest,
        full_on=says.time.full_on if says.time else None,
        days_done=says.time.days if says.time else None,
        days_left=says.time.left if says.time else None,
        seconds_needed=says.hours.needed if says.hours else None,
        seconds_done=says.hours.seconds if says.hours else None,
        room=says.room,
        evaluations=[talk_out(talk) for talk in desk.talks],
        place=says.on_site.place if says.on_site else None,
        place_state=says.on_site.state if says.on_site else None,
        buy_in=says.buy_in.decimal() if says.buy_in else None,
        rights=list(says.rights),
        rights_after=list(says.rights_after),
        mentor=desk.mentor.mentor.key if desk.mentor else None,
        explanation=[told(one, desk.who.coop.currency).sentence for one in reason.walk()],
    )


def talk_out(talk: reads.Talk) -> TalkOut:
    """One evaluation."""
    return TalkOut(
        due_on=talk.due.due_on,
        state=talk.due.state,
        arranged_for=talk.plan.on if talk.plan else None,
        held_on=talk.due.held_on,
        evaluators=list(talk.evaluators),
        outcome=talk.held.outcome if talk.held else None,
        line=talk.line,
        words=talk.held.pk if talk.held and talk.may_read else None,
    )


def step_out(found: reads.Ahead) -> NextStepOut:
    """A step before it is taken."""
    step, buy_in = found.step, found.buy_in
    return NextStepOut(
        person=step.participant.key,
        to=step.to,
        from_day=step.from_day,
        matter=step.matter,
        articles=list(found.articles),
        missing=list(step.lacking),
        reasons=[told(one, step.participant.coop.currency).sentence for one in step.missing],
        may_be_decided=found.may_be_decided,
        fingerprint=step.fingerprint,
        buy_in=buy_in.amount.decimal() if buy_in else None,
    )


def admission_out(row: Admission) -> AdmissionOut:
    """A step that was taken."""
    return AdmissionOut(
        id=row.pk,
        person=row.participant.key,
        from_stage=row.from_stage,
        to_stage=row.to_stage,
        from_day=row.from_day,
        decision=row.authority_id,
        excepted=row.excepted,
        because=row.because,
    )


def mentor_out(row: Mentorship) -> MentorOut:
    """Who goes along with them."""
    return MentorOut(mentor=row.mentor.key, valid_from=row.valid_from, valid_until=row.valid_until)


def stay_out(row: Stay) -> StayOut:
    """Days at the place."""
    return StayOut(id=row.pk, place=row.place, valid_from=row.valid_from, valid_until=row.valid_until)


def evaluation_out(row: Evaluation) -> EvaluationOut:
    """That it was held."""
    return EvaluationOut(id=row.pk, held_on=row.held_on, outcome=row.outcome, views=row.views)


def _desk(request: HttpRequest, coop: str, person: str) -> reads.Desk:
    place = participant_at(request, coop)
    return reads.desk(place, place.someone(person))


def _both(request: HttpRequest, coop: str, person: str) -> tuple[reads.Desk, Place]:
    desk = _desk(request, coop, person)
    return desk, desk.place
