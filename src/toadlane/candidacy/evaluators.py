"""Who may arrange and write down somebody's evaluation, by the charter."""

from __future__ import annotations

import datetime as dt

from bylaws.membership.evaluations import EvaluationTerms, terms_of
from bylaws.membership.time import paused_stage
from toadlane.candidacy.models import EvaluationPlan
from toadlane.charter.reads import charter_of
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.members.leading import roles_that_lead, track
from toadlane.work.reads import people_of


def terms(participant: Participant, on: dt.date) -> tuple[EvaluationTerms, str] | None:
    """What the charter says of the evaluations of somebody's stage, with its article; None where nothing."""
    rule = track(participant.coop, on)
    if rule is None:
        return None
    who = people_of(participant.coop, only=participant)[participant.key]
    stage = paused_stage(who, on) or who.stage_on(on)
    if stage not in {one.name for one in rule.says.stages}:
        return None
    found = next(one for one in rule.says.stages if one.name == stage)
    return terms_of(found, charter_of(participant.coop).on_or_first(on))


def evaluates(participant: Participant, by: Participant, at: Moment) -> bool:
    """Whether somebody may arrange and write down another's evaluation.

    Those who lead people in, whoever leads evaluations, and whoever was asked to evaluate; never
    whoever it is about.
    """
    if by.pk == participant.pk or by.coop_id != participant.coop_id:
        return False
    leading = set(roles_that_lead(participant.coop, at.day))
    said = terms(participant, at.day)
    if said and said[0].led_by:
        leading.add(said[0].led_by)
    if leading & by.roles_on(at.day):
        return True
    asked = EvaluationPlan.objects.filter(participant=participant).values_list("by_whom", flat=True)
    return any(by.key in keys for keys in asked)
