"""Trying an amendment on the years that are closed. It posts nothing and settles nothing."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault
from bylaws.record.canonical import Json
from toadlane.books.models import ACCOUNTS
from toadlane.books.verbs.standing import hold
from toadlane.charter.reads import texts_digest
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sight_on
from toadlane.jobs.models import Progress
from toadlane.jobs.port import enqueue
from toadlane.record.verbs import append
from toadlane.replay import reads, tasks
from toadlane.replay.models import ReplayRun

RUNS_AT_MOST = 50


@transaction.atomic
def start_replay(*, coop: Coop, source: str, by: Participant, at: Moment, key: str) -> ReplayRun:
    """Run the text of an amendment over every closed year, as if it had held on the year's first day.

    For whoever may see the co-op's accounts. The text need not be adopted. A run of the same text on the
    same charter and years is given back instead of a second one; of more than fifty the oldest goes.
    Faults: `charter.none`, those of the text, `replay.no-years`.
    """
    if by.coop_id != coop.pk or not sight_on(by, at.day).may_see_class(ACCOUNTS):
        raise absent()
    digest = hashlib.sha256(source.encode()).hexdigest()
    said: dict[str, Json] = {"digest": digest}
    taken = keys.take(coop=coop, key=key, verb="replay.start", by=by, content=said)
    if not taken.first:
        return _still(coop, taken.result)
    hold(coop)
    reads.what_changes(coop, source)
    years = reads.closed_years(coop)
    if not years:
        raise InputFault(
            gettext_noop("No year is closed here yet, so there is nothing to try an amendment on."),
            code="replay.no-years",
            next_step=gettext_noop("Close a year first, or try it on a file of facts with “bylaws what-if”."),
        )
    texts, facts = texts_digest(coop), reads.digest_of_years(years)
    run = _the_same(coop, digest, texts, facts)
    if run is None:
        run = ReplayRun.objects.create(
            coop=coop,
            source=source,
            digest=digest,
            texts=texts,
            years=years,
            facts=facts,
            made_on=at.day,
            made_by=by.key,
        )
        run.job = enqueue(tasks.replay_years, coop=coop, title=_("Try an amendment"), by=by, run=str(run.pk))
        run.save(update_fields=["job"])
        what: dict[str, Json] = {**said, "run": str(run.pk), "years": [*sorted(years)]}
        append(kind="replay.started.v1", what=what, by=by, at=at, subject=digest)
        _let_go(coop)
    taken.keep(run.pk)
    return run


def _the_same(coop: Coop, digest: str, texts: str, facts: str) -> ReplayRun | None:
    """A run that would come to the same, and has not failed."""
    rows = ReplayRun.objects.filter(coop=coop, digest=digest, texts=texts, facts=facts)
    alive = [one for one in rows.select_related("job", "coop") if one.state != Progress.State.FAILED]
    return alive[0] if alive else None


def _let_go(coop: Coop) -> None:
    """The oldest runs beyond those that are kept."""
    old = list(reads.runs(coop).values_list("pk", flat=True)[RUNS_AT_MOST:])
    ReplayRun.objects.filter(coop=coop, pk__in=old).delete()


def _still(coop: Coop, pk: str) -> ReplayRun:
    found = ReplayRun.objects.filter(coop=coop, pk=pk).select_related("coop", "job").first()
    if found is None:
        raise absent()
    return found
