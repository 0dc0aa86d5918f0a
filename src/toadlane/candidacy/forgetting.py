"""What was said in evaluations goes when the charter keeps it no longer; that one was held stays."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django_tasks import task

from bylaws.charter.kinds.evaluation import Evaluation as Rule
from bylaws.record.canonical import Json
from toadlane.candidacy.models import Evaluation, EvaluationLine, EvaluationWords
from toadlane.charter.reads import adopted, parsed
from toadlane.coops import clock
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append

EVERY: Final = dt.timedelta(hours=6)


@task()
def forget_evaluations() -> None:
    """Forget it in every co-op, by the charter of its day."""
    for coop in Coop.objects.filter(pk__in=EvaluationWords.objects.values("coop")).order_by("slug"):
        forget(coop=coop, at=clock.now(coop))


def anything_said() -> bool:
    """Whether anything was said in an evaluation anywhere."""
    return EvaluationWords.objects.exists()


@transaction.atomic
def forget(*, coop: Coop, at: Moment) -> int:
    """The words and lines of evaluations that are kept no more; of how many. The record says which."""
    digests = adopted(coop)
    rule = parsed(coop.pk, digests).on_or_first(at.day).maybe("evaluation", Rule) if digests else None
    span = rule.says.kept_for if rule else None
    if rule is None or span is None:
        return 0
    said = Evaluation.objects.filter(coop=coop, stage__in=rule.says.of, words__isnull=False)
    over = [row for row in said.order_by("pk") if span.after(row.held_on) <= at.day]
    if over:
        EvaluationWords.objects.filter(evaluation__in=over).delete()
        EvaluationLine.objects.filter(evaluation__in=over).delete()
        which: list[Json] = [str(row.pk) for row in over]
        what: dict[str, Json] = {"article": rule.article, "evaluations": which}
        append(kind="evaluation.forgotten.v1", what=what, by=None, at=at, coop=coop)
    return len(over)
