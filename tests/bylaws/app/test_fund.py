"""Counting a budget round at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bylaws.decisions.elections.lots import drawn
from tests.bylaws.app.desk import Answer, Desk

BALLOTS = """META
key;value
currency;EUR
budget;100
vote_type;approval
num_projects;3
num_votes;4
PROJECTS
project_id;cost;name
a;60;Books
b;60;Tools
c;30;A mural
VOTES
voter_id;vote
1;a,b
2;a
3;b
4;c
"""
SHARES = ("--method", "equal-shares", "--utility", "cost")


def asked(desk: Desk, ballots: str, *words: str) -> Answer:
    file = desk.folder / "spring.pb"
    file.write_text(ballots, "utf-8")
    return desk.ask("fund", file, *words)


def test_a_round_is_counted_with_what_each_project_has(lantern: Desk) -> None:
    answer = asked(lantern, BALLOTS, "--method", "greedy", "--ties", "earlier-first")

    assert answer.code == 0
    assert answer.out.splitlines() == [
        "Funded: Books, A mural. 10.00 EUR is left.",
        "",
        "+  Books    2  60.00 EUR",
        "-  Tools    2  60.00 EUR",
        "+  A mural  1  30.00 EUR",
    ]


def test_why_is_told_in_three_languages(lantern: Desk) -> None:
    told = [
        asked(lantern, BALLOTS, *SHARES, "--completion", "greedy", "--lot", "b", "--lot", "a", "--why",
              "--language", language).out.splitlines()[0]
        for language in ("en", "es", "fr")
    ]  # fmt: skip

    assert told == [
        "- Funded: Tools, A mural. 10.00 EUR is left.",
        "- Proyectos financiados: Tools, A mural. Queda sin repartir: 10.00 EUR.",
        "- Projets financés\u00a0: Tools, A mural. Il reste 10.00 EUR.",
    ]


def test_a_tie_stops_the_count_and_a_published_seed_settles_it(lantern: Desk) -> None:
    waits = asked(lantern, BALLOTS, "--method", "greedy", "--json")
    seeded = asked(lantern, BALLOTS, "--method", "greedy", "--seed", "a public number", "--json", "--why")

    assert (waits.code, waits.json["tie"], waits.json["funded"]) == (3, ["a", "b"], [])
    assert seeded.json["funded"] == [drawn("a public number", ("a", "b"))[0], "c"]
    assert seeded.json["explanation"]["code"] == "funded.came-to"


def test_a_file_without_a_currency_is_told_in_numbers(lantern: Desk) -> None:
    answer = asked(
        lantern, BALLOTS.replace("currency;EUR\n", ""), "--method", "greedy", "--lot", "a", "--lot", "b"
    )

    assert answer.out.splitlines()[2] == "+  Books    2  60"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (SHARES, "funding.way"),
        (("--method", "greedy", "--completion", "none"), "funding.way"),
        (("--method", "greedy", "--lot", "z"), "funding.lot"),
        (("--method", "greedy", "--seed", " "), "election.seed"),
    ],
)
def test_what_cannot_be_counted_so_is_refused(lantern: Desk, words: tuple[str, ...], code: str) -> None:
    answer = asked(lantern, BALLOTS, *words, "--json")

    assert (answer.code, answer.json["faults"][0]["code"]) == (2, code)


def test_a_file_that_is_not_there_is_said(lantern: Desk) -> None:
    assert lantern.ask("fund", Path(lantern.folder) / "no.pb", "--method", "greedy").code == 4


CHARTER = Path("docs/examples/lantern/charter.md")
RULE = """
## Article 90 — The education fund
```toml rule
kind = "budget-round"
fund = "education"
amount = "100.00"
every = "P1Y"
proposals_by = ["member"]
voters = ["member"]
gather_for = "P14D"
vote_for = "P7D"
ballot = "approval"
counted = "greedy"
ties = "earlier-first"
left_over = "stays"
```
"""


def ours(desk: Desk, rule: str) -> Path:
    """The charter of the example, with a fund and this rule for sharing it out."""
    charter = desk.folder / "ours.md"
    text = (Path(__file__).parents[3] / CHARTER).read_text("utf-8") + rule
    fund = '[[steps]]\nto = "fund"\nname = "education"\nshare = "5%"\nof = "left"\n\n'
    members = '[[steps]]\nto = "members"'
    charter.write_text(text.replace(members, fund + members), "utf-8")
    return charter


def test_a_round_is_counted_as_the_charter_of_its_day_says(lantern: Desk) -> None:
    by = ("--charter", str(ours(lantern, RULE)), "--on", "2026-01-01")
    dollars = BALLOTS.replace("EUR", "USD")

    answer = asked(lantern, dollars, *by, "--why")

    assert (answer.code, answer.out.splitlines()[0]) == (
        0,
        "- Funded: Books, A mural. 10.00 USD is left. [Article 90 — The education fund]",
    )
    refused = [
        asked(lantern, dollars, *by, "--ties", "lot", "--json"),
        asked(lantern, dollars, *by[:2], "--json"),
        asked(lantern, BALLOTS, *by, "--json"),
        asked(lantern, dollars, *by, "--left-over", "10.00", "--json"),
        asked(lantern, dollars, "--method", "greedy", "--left-over", "10.00", "--json"),
    ]
    assert [one.json["faults"][0]["code"] for one in refused] == [
        "fund.asked",
        "fund.asked",
        "round.currency",
        "round.left-over",
        "fund.asked",
    ]


def test_more_money_is_counted_where_the_charter_lets_what_was_left_go_on_and_it_is_said(
    lantern: Desk,
) -> None:
    by = ("--charter", str(ours(lantern, RULE.replace("stays", "next-round"))), "--on", "2026-01-01", "--why")
    more = BALLOTS.replace("EUR", "USD").replace("budget;100", "budget;112.50")

    answer = asked(lantern, more, *by, "--left-over", "12.50")
    short = [asked(lantern, more, *by, *told, "--json") for told in ((), ("--left-over", "12.5o"))]

    assert (answer.code, answer.out.splitlines()[1]) == (
        0,
        "  - Of the 112.50 USD shared out, 12.50 USD was left over from the round before.",
    )
    assert [one.json["faults"][0]["code"] for one in short] == ["round.amount", "money.form"]
