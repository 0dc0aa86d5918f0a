"""What the pages of the way in ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, Fault, InputFault, NotThere, Refused
from bylaws.membership.evaluations import DueEvaluation, EvaluationTerms
from bylaws.membership.standing import Standing
from toadlane.candidacy.changes import PlannedBuyIn, buy_in_of, changes
from toadlane.candidacy.evaluators import evaluates, terms
from toadlane.candidacy.models import Admission, Evaluation, EvaluationPlan, Mentorship
from toadlane.candidacy.standings import Found, on_the_way, standing_of
from toadlane.candidacy.steps import Step, articles_for, exception_on, step
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place
from toadlane.coops.models import FORMER, MEMBER, Coop, Participant, StagePeriod
from toadlane.decisions.models import Authority
from toadlane.decisions.reads import of_subject
from toadlane.members.leading import leads
from toadlane.members.words import said
from toadlane.ui.charts import Stack, Stacks

CLASS = "hours"
OUTCOMES = "evaluation-outcomes"
TOLD = (CharterSilent, CharterAmbiguous, InputFault, Refused, NotThere)
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Talk:
    """An evaluation: when it is due, how it is arranged, and, for whoever may see it, how it came out."""

    due: DueEvaluation
    plan: EvaluationPlan | None
    evaluators: tuple[str, ...]
    held: Evaluation | None
    line: str
    may_read: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the list of those on the way."""

    who: Participant
    standing: Standing
    next_stage: str
    mentor: str
    talk: DueEvaluation | None


@dataclass(slots=True)
class Desk:
    """One person on the way, as somebody looks at them."""

    place: Place
    who: Participant
    found: Found | None = None
    silent: Fault | None = None
    talks: list[Talk] = field(default_factory=list)
    terms: EvaluationTerms | None = None
    mentor: Mentorship | None = None
    leads: bool = False
    evaluates: bool = False
    admissions: list[Admission] = field(default_factory=list)

    @property
    def own(self) -> bool:
        """Whether they look at themselves."""
        return self.place.member.pk == self.who.pk

    @property
    def standing(self) -> Standing | None:
        """Where they stand."""
        return self.found.value if self.found else None

    @property
    def still_due(self) -> list[dt.date]:
        """The days of evaluations that are still to be held."""
        return [talk.due.due_on for talk in self.talks if talk.due.state != "held"]


def desk(place: Place, who: Participant) -> Desk:
    """Where somebody stands, for whoever may see it; a charter that is silent says so."""
    place.require_class(CLASS, about=who)
    found = Desk(place, who, leads=leads(place), evaluates=evaluates(who, place.member, place.moment))
    day = place.moment.day
    rows = Mentorship.objects.on(day).filter(participant=who).select_related("mentor")
    found.mentor = rows.first()
    admitted = Admission.objects.filter(participant=who).select_related("authority")
    found.admissions = list(admitted.order_by("from_day"))
    try:
        found.found = standing_of(who, day)
    except TOLD as fault:
        found.silent = fault
        return found
    said_of = terms(who, day)
    found.terms = said_of[0] if said_of else None
    found.talks = talks(place, who, found.found.value)
    return found


def talks(place: Place, who: Participant, standing: Standing) -> list[Talk]:
    """The evaluations of somebody's stage, each with what is known of it to whoever looks."""
    outcomes = place.sight.may_see_class(OUTCOMES) or place.member.pk == who.pk
    rows = Evaluation.objects.filter(participant=who).select_related("line", "words")
    held = {one.held_on: one for one in rows.prefetch_related("evaluators__participant")}
    plans = {one.due_on: one for one in EvaluationPlan.objects.filter(participant=who)}
    asked = {key for plan in plans.values() for key in plan.by_whom}
    names = dict(Participant.objects.filter(coop=place.coop, key__in=asked).values_list("key", "name"))
    return [
        _talk(place, due, plans.get(due.due_on), held, names, outcomes=outcomes)
        for due in standing.evaluations
    ]


def _talk(
    place: Place,
    due: DueEvaluation,
    plan: EvaluationPlan | None,
    held: dict[dt.date, Evaluation],
    names: dict[str, str],
    *,
    outcomes: bool,
) -> Talk:
    one = held.get(due.held_on) if due.held_on and outcomes else None
    if one is not None:
        by_whom = [row.participant.name for row in one.evaluators.all()]
    else:
        by_whom = [names.get(key, key) for key in (plan.by_whom if plan else [])]
    line = one.line.says if one is not None and hasattr(one, "line") else ""
    words = getattr(one, "words", None)
    may_read = words is not None and place.sight.may_see(words)
    return Talk(due, plan, tuple(by_whom), one, line, may_read)


def lines(place: Place) -> list[Line]:
    """Everybody on the way, with what comes next; a fixed number of questions."""
    coming = on_the_way(place.coop, place.moment.day)
    whom = [who.pk for who, _found in coming]
    rows = Mentorship.objects.on(place.moment.day).filter(participant__in=whom).select_related("mentor")
    mentors = {row.participant_id: row.mentor.name for row in rows}
    return [_line(who, found.value, mentors.get(who.pk, "")) for who, found in coming]


def _line(who: Participant, standing: Standing, mentor: str) -> Line:
    open_ones = [one for one in standing.evaluations if one.state != "held"]
    return Line(who, standing, said(standing.next_stage or ""), mentor, open_ones[0] if open_ones else None)


def picture(standing: Standing) -> Stacks | None:
    """How far months and hours have come, each in hundredths of what the charter asks."""
    rows = []
    if standing.time is not None:
        whole = standing.time.days + standing.time.left
        rows.append(_row(_("Time"), standing.time.days, whole))
    if standing.hours is not None and standing.hours.needed:
        rows.append(
            _row(_("Hours"), min(standing.hours.seconds, standing.hours.needed), standing.hours.needed)
        )
    if not rows:
        return None
    return Stacks(
        title=_("How far it has come"),
        description=_("Time and hours in this stage, in hundredths of what the charter asks."),
        parts=(_("done"), _("missing")),
        rows=tuple(rows),
        row_head=_("What is asked"),
    )


def _row(label: str, done: int, whole: int) -> Stack:
    share = WHOLE * done // whole if whole else WHOLE
    return Stack(label, (share, WHOLE - share))


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next step from a day on: what it changes, what stands in its way, and how it is decided."""

    step: Step
    changes: dict[str, object]
    articles: tuple[str, ...]
    decisions: list[Authority]
    excepted: bool

    @property
    def buy_in(self) -> PlannedBuyIn | None:
        """What they put in from then, where anything."""
        return buy_in_of(self.step)

    @property
    def may_be_decided(self) -> bool:
        """Whether nothing is missing, or an exception to it stands."""
        return not self.step.missing or (self.excepted and not self.step.is_full)

    @property
    def ready(self) -> list[Authority]:
        """The decisions on exactly this that can be used."""
        return [
            one
            for one in self.decisions
            if one.state == Authority.State.CONFIRMED and one.fingerprint == self.step.fingerprint
        ]


def ahead(who: Participant, from_day: dt.date, today: dt.date) -> Ahead:
    """The next step of somebody; faults as of `step`."""
    next_one = step(who, from_day)
    return Ahead(
        next_one,
        changes(next_one),
        articles_for(charter_of(who.coop), next_one.matter, today),
        list(of_subject(who.coop, matter=next_one.matter, subject=who.key)),
        exception_on(next_one) is not None,
    )


def usual_day(standing: Standing | None, today: dt.date) -> dt.date:
    """The day from which somebody would usually go on: when it is full, and not before today."""
    return max(today, standing.earliest or today) if standing else today


def others(coop: Coop, who: Participant, day: dt.date) -> list[Participant]:
    """Who else takes part on a day, by name: members first, for they are asked most."""
    here = StagePeriod.objects.on(day).filter(coop=coop).exclude(participant=who).exclude(stage=FORMER)
    rows = here.select_related("participant").order_by("participant__name")
    people: Sequence[StagePeriod] = sorted(rows, key=lambda row: row.stage != MEMBER)
    return [row.participant for row in people]
