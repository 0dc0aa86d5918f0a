"""What this room knows of people's ways in, as `bylaws` is told it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from django.db.models import CharField, DateField, F, JSONField, QuerySet, Value
from django.db.models.functions import Cast

from bylaws.facts.joining import Evaluated, Joining, LetOff, Stay
from bylaws.kernel.periods import Period
from toadlane.candidacy import models
from toadlane.coops.models import Participant
from toadlane.dues import told as dues

STAY: Final = "stay"
LET_OFF: Final = "let-off"
EVALUATED: Final = "evaluated"
NO_MONEY: Final = ""


def ways_in(whom: Iterable[Participant]) -> dict[str, Joining]:
    """By key, what is told of each but their dues; one question, however many they are."""
    keys = {who.pk: who.key for who in whom}
    terms: list[dues.Row] = []
    stays: dict[str, list[Stay]] = defaultdict(list)
    let_off: dict[str, list[LetOff]] = defaultdict(list)
    evaluated: dict[str, list[Evaluated]] = defaultdict(list)
    for kind, who, day, until, what, because, views in sorted(_told(list(keys)), key=lambda row: row[2]):
        if kind == EVALUATED:
            evaluated[keys[who]].append(Evaluated(day, frozenset(views)))
        elif kind == LET_OFF:
            let_off[keys[who]].append(LetOff(day, what, because))
        elif kind != STAY:
            terms.append((kind, who, day, until, what))
        elif until != day:
            stays[keys[who]].append(Stay(what, Period(day, until)))
    return {
        key: replace(
            told, stays=tuple(stays[key]), let_off=tuple(let_off[key]), evaluated=tuple(evaluated[key])
        )
        for key, told in dues.collected(terms, keys, NO_MONEY).items()
    }


def _told(whom: list[Any]) -> QuerySet[Any, Any]:
    """Evaluations, exceptions and stays of some people: the kind, of whom, the day, and what is told."""
    no_day, nothing = Cast(Value(None), DateField()), Value("", CharField())
    no_views = Cast(Value(None), JSONField())
    parts = (
        (models.Evaluation, EVALUATED, F("held_on"), no_day, nothing, nothing, F("views")),
        (models.LettingOff, LET_OFF, F("from_day"), no_day, F("rule"), F("because"), no_views),
        (models.Stay, STAY, F("valid_from"), F("valid_until"), F("place"), nothing, no_views),
    )
    asked = []
    for model, kind, *columns in parts:
        named = dict(zip(("day", "until", "what", "why", "heard"), columns, strict=True))
        rows: Any = model
        found = rows.objects.filter(participant__in=whom).annotate(is_a=Value(kind), **named)
        asked.append(found.order_by().values_list("is_a", "participant", *named))
    beside = {"why": nothing, "heard": no_views}
    names = (*dues.NAMED, *beside)
    asked += [one.annotate(**beside).values_list(*names) for one in dues.asked(whom, money=False)]
    together: QuerySet[Any, Any] = asked[0].union(*asked[1:], all=True)
    return together
