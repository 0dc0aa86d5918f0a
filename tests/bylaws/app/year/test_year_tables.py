"""`bylaws close-year`: the tables, the reasons, the JSON."""

from __future__ import annotations

import pytest

from bylaws.app.files import load_facts, load_sound_charter
from bylaws.surplus.close import close_year
from bylaws.surplus.result import closing_as_json
from tests.bylaws.app.year.papers import Papers
from tests.bylaws.surplus.years import HOURS, Rule, collective, members, toml

ROUNDED_DOWN = "rounded down to 33.33 USD, since others' remainders were larger."


def test_a_year_is_closed_in_two_tables(papers: Papers) -> None:
    ended = papers.close()

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "Harbour Web Cooperative: 2025, surplus 120.00 USD",
        "",
        "step  to               amount        left  article",
        "────  ───────────  ──────────  ──────────  ───────────────────",
        "1     tax           20.00 USD  100.00 USD  Article 9 — Surplus",
        "2     the members  100.00 USD    0.00 USD  Article 9 — Surplus",
        "",
        "person         share   in money   retained  to buy-in  in notices",
        "────────  ──────────  ─────────  ─────────  ─────────  ──────────",
        "Ada Reef   66.67 USD  13.34 USD  53.33 USD   0.00 USD   53.33 USD",
        "Bo Tide    33.33 USD   6.67 USD  26.66 USD  26.66 USD    0.00 USD",
        "together  100.00 USD  20.01 USD  79.99 USD  26.66 USD   53.33 USD",
    ]


def test_with_why_every_figure_has_its_reasons(papers: Papers) -> None:
    plain, ended = papers.close(), papers.close("--why")

    assert ended.out.startswith(plain.out)
    assert ended.out.splitlines()[-9:] == [
        "- Bo Tide in 2025. [Article 9 — Surplus]",
        "  - Bo Tide receives 33.33 USD of the surplus of 2025. [Article 9 — Surplus]",
        "    - What earlier steps left, 100.00 USD, goes to the members. [Article 9 — Surplus]",
        "    - 1 of 3 hours that count, out of 100.00 USD: 33.33… USD. [Article 9 — Surplus]",
        "      - 1 h of “client work” (member), 2025-01-01 to 2025-12-31. [Article 6 — Hours]",
        f"    - The exact part is 33.33… USD; {ROUNDED_DOWN}",
        "    - 20% of it is paid in money: 6.67 USD. [Article 9 — Surplus]",
        "    - 6.67 USD is due on 2026-03-16. [Article 9 — Surplus]",
        "    - 26.66 USD pays what is open of the buy-in of 3,000.00 USD. [Article 8 — Buy-in]",
    ]


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("es", "Harbour Web Cooperative: 2025, excedente de 120.00 USD", "en total"),
        ("fr", "Harbour Web Cooperative\u00a0: 2025, excédent de 120.00 USD", "ensemble"),
    ],
)
def test_in_another_language_the_tables_speak_it_too(
    papers: Papers, language: str, first: str, last: str
) -> None:
    ended = papers.close("--language", language)

    assert (ended.out.splitlines()[0], ended.out.splitlines()[-1].split("  ")[0]) == (first, last)


@pytest.mark.parametrize("why", [(), ("--why",)])
def test_as_json_it_is_the_answer_of_the_library(papers: Papers, why: tuple[str, ...]) -> None:
    ended = papers.close("--json", *why)

    charter = load_sound_charter(papers.folder / "charter.md")
    facts = load_facts(papers.folder / "facts.json").for_year(charter, 2025)
    assert ended.json == closing_as_json(close_year(charter, facts), why=bool(why))


def test_later_payments_have_a_table_of_their_own(papers: Papers) -> None:
    papers.charter(members(instalments={"count": 2, "first": "P1M", "after": "close", "gate": "release"}))

    assert papers.close().out.splitlines()[-6:] == [
        "due         person       amount",
        "──────────  ────────  ─────────  ─────────────",
        "2026-04-16  Ada Reef  33.34 USD  once released",
        "2026-04-16  Bo Tide   16.67 USD  once released",
        "2026-05-16  Ada Reef  33.33 USD  once released",
        "2026-05-16  Bo Tide   16.66 USD  once released",
    ]


def test_an_ungated_later_payment_is_owed_on_its_day(papers: Papers) -> None:
    papers.charter(members(instalments={"count": 1, "first": "P1M", "after": "close"}))

    assert papers.close().out.splitlines()[-1] == "2026-04-16  Bo Tide   33.33 USD"


def test_what_the_law_makes_worth_knowing_comes_last(papers: Papers) -> None:
    papers.charter(members(instalments={"count": 1, "first": "P1Y", "after": "close"}))

    assert papers.close().out.splitlines()[-1] == (
        "- The last instalment is due on 2027-03-16, after the law's payment period: what is paid then is not"
        " deducted as patronage."
    )


def test_a_loss_names_who_bears_it(papers: Papers) -> None:
    bear = {"account": "members", "share": "100%", "by": "equal", "eligible": ["member"]}
    papers.charter(losses={"from": [bear]})
    papers.facts(years=[{"year": 2025, "surplus": "-3.00", "tax": "0.00", "closed_on": "2026-03-16"}])

    assert papers.close("--why").out.splitlines()[:11] == [
        "Harbour Web Cooperative: 2025, a loss of 3.00 USD",
        "",
        "step  to              amount      left  article",
        "────  ───────────  ─────────  ────────  ───────────────────",
        "1     the members  -3.00 USD  0.00 USD  Article 9 — Surplus",
        "",
        "person        loss",
        "────────  ────────",
        "Ada Reef  1.50 USD",
        "Bo Tide   1.50 USD",
        "together  3.00 USD",
    ]


def test_interest_has_a_column_where_there_is_any(papers: Papers) -> None:
    papers.charter({"to": "interest"}, collective("100%"), capital={"interest": "1%"})

    assert papers.close().out.splitlines()[-4:] == [
        "person     interest",
        "────────  ─────────",
        "Ada Reef  30.00 USD",
        "together  30.00 USD",
    ]


def test_a_year_in_which_nobody_has_anything_has_no_table_of_people(papers: Papers) -> None:
    papers.facts(years=[{"year": 2025, "surplus": "0.00", "tax": "0.00", "closed_on": "2026-03-16"}])

    assert papers.close().out.splitlines()[-1] == "2     the members  0.00 USD  0.00 USD  Article 9 — Surplus"


def test_an_amendment_holds_from_when_it_was_known(papers: Papers) -> None:
    duty: Rule = {"kinds": [*HOURS["kinds"], {"name": "night-duty", "counts_for": ["patronage"]}]}
    rule = f'kind = "hours"\n{toml(duty)}'
    papers.amend(6, "Hours", rule, adopted="2025-02-01", from_="2025-03-01")
    night = {"person": "bo", "work": "night-duty", "day": "2025-03-03", "seconds": 3600}
    papers.facts(hours=[night])

    assert papers.close().code == 0
    assert papers.close("--known-by", "2025-02-01").code == 0
    before = papers.close("--known-by", "2025-01-31")
    assert (before.code, before.err.splitlines()[0]) == (
        2,
        "“night-duty” is not a kind of work the charter names.",
    )
