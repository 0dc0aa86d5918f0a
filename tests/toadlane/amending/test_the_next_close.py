"""An amendment takes effect on its day, and the close of the first year it governs goes by it."""

from __future__ import annotations

import datetime as dt
import uuid

from bylaws.charter.kinds.surplus import Surplus
from bylaws.kernel.money import Money
from tests.toadlane.amending.conftest import Decide
from toadlane.amending import adopting
from toadlane.amending.models import AmendmentDraft
from toadlane.books import reads, verbs
from toadlane.books.models import YearClose
from toadlane.charter.reads import charter_of
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.work.models import TimeEntry

LATER = dt.datetime(2027, 2, 1, 17, 0, tzinfo=dt.UTC)


def work(who: Participant, year: int) -> None:
    TimeEntry.objects.create(
        coop=who.coop,
        participant=who,
        day=dt.date(year, 5, 4),
        seconds=36_000,
        work="client-work",
        fingerprint=uuid.uuid4().bytes,
    )


def close(coop: Coop, year: int, by: Participant, second: Participant, at: Moment) -> YearClose:
    """State the figures, decide on the preview, and close."""
    surplus, tax = Money(100_000, "USD"), Money(0, "USD")
    verbs.state_figures(coop=coop, year=year, surplus=surplus, tax=tax, by=by, at=at, key=f"state {year}")
    preview = verbs.preview_close(coop=coop, year=year, by=by, at=at, key=f"preview {year}")
    authority = enter_authority(
        matter=verbs.CLOSE,
        subject=str(year),
        article="Article 9 — Surplus",
        decided_on=at.day,
        text="We close it as previewed.",
        fingerprint=preview.fingerprint,
        by=by,
        at=at,
        key=f"enter {year}",
    )
    confirm_authority(authority=authority, by=second, at=at, key=f"confirm {year}")
    return verbs.close_year(coop=coop, year=year, authority=authority, by=by, at=at, key=f"close {year}")


def test_the_year_it_was_adopted_in_stays_as_it_was_and_the_next_goes_by_it(
    *, draft: AmendmentDraft, decide: Decide, governed: Coop, ada: Participant, dee: Participant, noon: Moment
) -> None:
    adopting.adopt_draft(draft=draft, authority=decide(draft), by=ada, at=noon, key="adopt")
    for year in (2025, 2026):
        work(ada, year)
    governed.refresh_from_db()
    later = Moment.of(LATER, coop=governed)
    for year in (2025, 2026):
        close(governed, year, ada, dee, later)

    closed = {year: reads.reckoned_year(governed, year) for year in (2025, 2026)}

    charter = charter_of(governed)
    by = {year: charter.for_year(year)[1].rule("surplus", Surplus).where.split(":")[0] for year in closed}
    assert by == {2025: "charter.md", 2026: draft.name}
    steps = {year: found.parts.steps[0] for year, found in closed.items() if found}
    assert {year: step.amount.minor for year, step in steps.items()} == {2025: 25_000, 2026: 50_000}
    assert {step.article for step in steps.values()} == {"Article 9 — Surplus"}
