"""What heads a refusal: the charter only where an article of it says no."""

from __future__ import annotations

import pytest

from bylaws.kernel import faults
from bylaws.kernel.faults import Fault
from toadlane.ui.faults import told


@pytest.mark.parametrize(
    ("kind", "article", "title"),
    [
        (faults.Refused, "Article 12 — Voting period", "Your charter says no"),
        (faults.Refused, None, "This cannot be done now"),
        (faults.Refused, "", "This cannot be done now"),
        (faults.RecordMoved, None, "Somebody was first"),
        (faults.CharterSilent, None, "Your charter does not say"),
    ],
)
def test_only_an_article_makes_a_refusal_the_charters(
    kind: type[Fault], article: str | None, title: str
) -> None:
    fault = kind("Voting is over.", code="ballot.closed", next_step="Propose it again.", article=article)

    assert told(fault).title == title
