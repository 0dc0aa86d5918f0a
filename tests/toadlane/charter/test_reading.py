"""Other rooms ask the charter."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bylaws.charter.kinds.surplus import Surplus
from bylaws.kernel.faults import CharterSilent
from tests.toadlane.charter import texts
from tests.toadlane.charter.conftest import Amend
from toadlane.charter import reads
from toadlane.charter.models import CharterText
from toadlane.coops.models import Coop


def collective(coop: Coop, day: dt.date) -> str:
    """The share of the surplus that stays in common on a day."""
    return str(reads.charter_of(coop).on(day).rule("surplus", Surplus).says.steps[0].share)


def test_an_amended_rule_holds_from_its_day_and_not_before(harbour: Coop, amend: Amend) -> None:
    amend("2026-half", texts.half("2026-01-01"))

    days = [dt.date(2025, 12, 31), dt.date(2026, 1, 1)]
    assert [collective(harbour, day) for day in days] == ["1/4", "1/2"]


def test_a_charter_read_before_costs_one_small_question(
    harbour: Coop, charter: CharterText, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = reads.charter_of(harbour)

    with django_assert_num_queries(1):
        again = reads.charter_of(harbour)

    assert again is first


def test_a_charter_amended_since_is_read_anew(harbour: Coop, amend: Amend) -> None:
    before = reads.charter_of(harbour)

    amend("2026-half", texts.half())

    assert len(before.amendments) == 0
    assert [one.name for one in reads.charter_of(harbour).amendments] == ["2026-half"]


def test_what_was_recorded_by_then_can_be_asked_for(harbour: Coop, amend: Amend) -> None:
    before = timezone.now()
    amend("2026-half", texts.half())

    assert [len(reads.charter_of(harbour, recorded_by=by).amendments) for by in (before, timezone.now())] == [
        0,
        1,
    ]


def test_the_digest_of_all_texts_changes_with_an_amendment(harbour: Coop, amend: Amend) -> None:
    before, again = reads.texts_digest(harbour), reads.texts_digest(harbour)

    amend("2026-half", texts.half())

    assert before == again
    assert len({before, reads.texts_digest(harbour)}) == 2


def test_a_coop_without_a_charter_is_told_what_to_do(harbour: Coop) -> None:
    for ask in (reads.charter_of, reads.texts_digest):
        with pytest.raises(CharterSilent) as none:
            ask(harbour)
        assert (none.value.code, none.value.next_step) == (
            "charter.none",
            "Adopt one first; a model charter is a good place to begin.",
        )
    assert reads.has_charter(harbour) is False


def test_a_coop_with_a_charter_has_one(harbour: Coop, charter: CharterText) -> None:
    assert reads.has_charter(harbour) is True


@pytest.mark.parametrize(
    ("article", "place"),
    [("Article 9 — Surplus", "#article-9"), (9, "#article-9"), ("Artículo 12", "#article-12"), ("", "")],
)
def test_a_citation_leads_to_its_article(harbour: Coop, article: str | int, place: str) -> None:
    assert reads.citation_url(harbour, article) == f"/c/harbour/charter/{place}"
