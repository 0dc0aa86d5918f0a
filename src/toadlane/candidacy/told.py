"""What this room knows of people's ways in, as `bylaws` is told it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from bylaws.facts.joining import Evaluated, Joining, LetOff, Stay
from bylaws.kernel.periods import Period
from toadlane.candidacy import models
from toadlane.coops.models import Participant


def ways_in(whom: Iterable[Participant]) -> dict[str, Joining]:
    """By key, what is told of each; three questions, however many they are."""
    keys = {who.pk: who.key for who in whom}
    stays: dict[str, list[Stay]] = defaultdict(list)
    let_off: dict[str, list[LetOff]] = defaultdict(list)
    evaluated: dict[str, list[Evaluated]] = defaultdict(list)
    for stay in models.Stay.objects.filter(participant__in=keys).order_by("valid_from"):
        if stay.valid_until != stay.valid_from:
            period = Period(stay.valid_from, stay.valid_until)
            stays[keys[stay.participant_id]].append(Stay(stay.place, period))
    for off in models.LettingOff.objects.filter(participant__in=keys).order_by("from_day"):
        let_off[keys[off.participant_id]].append(LetOff(off.from_day, off.rule, off.because))
    for held in models.Evaluation.objects.filter(participant__in=keys).order_by("held_on"):
        evaluated[keys[held.participant_id]].append(Evaluated(held.held_on, frozenset(held.views)))
    return {
        key: Joining(stays=tuple(stays[key]), let_off=tuple(let_off[key]), evaluated=tuple(evaluated[key]))
        for key in keys.values()
    }
