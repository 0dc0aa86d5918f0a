"""Reasons: a tree of codes and values, each with its article."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Explained, Reason, as_json

HOURS = Reason("hours", {"person": "ada", "seconds": 5400}, article="Article 6 — Hours")
SHARE = Reason(
    "share",
    {
        "amount": Money(-5, "USD"),
        "share": Fraction(2, 3),
        "on": dt.date(2025, 12, 31),
        "final": True,
        "note": None,
    },
    article="Article 9 — Surplus",
    parts=(HOURS, Reason("again", article="Article 6 — Hours"), Reason("plain")),
)


def test_a_reason_is_read_from_the_top_down() -> None:
    assert [reason.code for reason in SHARE.walk()] == ["share", "hours", "again", "plain"]


def test_an_article_is_cited_once_however_often_it_counts() -> None:
    assert SHARE.articles() == ("Article 9 — Surplus", "Article 6 — Hours")


def test_an_answer_carries_its_reason() -> None:
    answer = Explained(Money(-5, "USD"), SHARE)

    assert (answer.value, answer.reason.code) == (SHARE.values["amount"], "share")


def test_a_reason_becomes_json_with_exact_strings_and_its_values_in_order() -> None:
    written = as_json(SHARE)

    assert written == {
        "code": "share",
        "values": {"amount": "-0.05", "final": True, "note": None, "on": "2025-12-31", "share": "2/3"},
        "article": "Article 9 — Surplus",
        "parts": [
            {"code": "hours", "values": {"person": "ada", "seconds": 5400}, "article": "Article 6 — Hours"},
            {"code": "again", "values": {}, "article": "Article 6 — Hours"},
            {"code": "plain", "values": {}},
        ],
    }
    assert isinstance(written["values"], dict)
    assert list(written["values"]) == ["amount", "final", "note", "on", "share"]
