"""Counting an election at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bylaws.decisions.elections.count import METHODS
from bylaws.decisions.elections.lots import drawn
from tests.bylaws.app.desk import Answer, Desk

PAPERS = """4 2
8 1 2 0
1 2 0
3 3 0
1 0
-4
0
"Ada Moss"
"Bo"
"Chi"
"Dee"
"Board"
"""
LEVEL = "2 1\n2 1 0\n2 2 0\n0\nAda\nBo\n"


def asked(desk: Desk, papers: str, *words: str) -> Answer:
    file = desk.folder / "board.blt"
    file.write_text(papers, "utf-8")
    return desk.ask("elect", file, *words)


def test_an_election_is_counted_with_the_votes_of_each_stage(lantern: Desk) -> None:
    answer = asked(lantern, PAPERS, "--method", "scottish")

    assert answer.code == 0
    assert answer.out.splitlines() == [
        "Elected: Ada Moss, Bo.",
        "",
        "Ada Moss  8  5  5",
        "Bo        1  4  4",
        "Chi       3  3  3",
        "—         0  0  0",
    ]


def test_why_is_told_in_three_languages(lantern: Desk) -> None:
    told = [
        asked(lantern, PAPERS, "--method", "scottish", "--why", "--language", language).out.splitlines()
        for language in ("en", "es", "fr")
    ]

    assert told[0][:5] == [
        "- Elected: Ada Moss, Bo.",
        "  - 12 papers name somebody, and 2 seats are to be filled: 5 votes elect.",
        "  - Stage 1.",
        "    - Ada Moss has as many votes as it takes, and is elected.",
        "  - Stage 2.",
    ]
    assert [lines[3] for lines in told[1:]] == [
        "    - Ada Moss tiene los votos que hacen falta y sale elegido.",
        "    - Ada Moss a autant de voix qu’il en faut et est élu.",
    ]


def test_as_json_every_stage_is_exact(lantern: Desk) -> None:
    answer = asked(lantern, PAPERS, "--method", "scottish", "--json", "--why").json

    assert answer["explanation"]["code"] == "elected.came-to"
    assert {
        name: answer[name] for name in ("method", "seats", "valid", "blank", "quota", "elected", "tie")
    } == {
        "method": "scottish",
        "seats": 2,
        "valid": 12,
        "blank": 1,
        "quota": "5",
        "elected": ["Ada Moss", "Bo"],
        "tie": None,
    }
    assert answer["withdrawn"] == ["Dee"]
    assert answer["rounds"][1] == {
        "what": "surplus",
        "whom": ["Ada Moss"],
        "votes": ["5", "4", "3", "0"],
        "non_transferable": "0",
        "elected": [],
        "excluded": [],
        "value": "0.375",
    }


def test_a_tie_leaves_with_a_code_of_its_own_until_a_lot_is_given(lantern: Desk) -> None:
    waits = asked(lantern, LEVEL, "--method", "irv")
    told = asked(lantern, LEVEL, "--method", "irv", "--lot", "Bo", "--lot", "Ada")
    seeded = asked(lantern, LEVEL, "--method", "irv", "--seed", "a public number", "--json")

    assert (waits.code, waits.out.splitlines()[0]) == (
        3,
        "It stops: a lot has to say who is left out: Ada, Bo.",
    )
    assert (told.code, told.out.splitlines()[0]) == (0, "Elected: Bo.")
    assert seeded.json["elected"] == [drawn("a public number", ("Ada", "Bo"))[0]]


def test_a_vacant_seat_is_filled_by_the_papers_that_had_elected_whoever_left(lantern: Desk) -> None:
    answer = asked(lantern, PAPERS, "--method", "scottish", "--countback", "Bo", "--why")
    nobody = asked(lantern, PAPERS, "--method", "scottish", "--countback", "Bo", "--without", "Chi")
    again = asked(lantern, PAPERS, "--method", "scottish", "--without", "Bo")

    assert answer.out.splitlines() == [
        "- Nobody is elected.",
        "  - 9 papers elected Bo, with 4 votes; they fill the seat.",
        "  - No paper names anybody who stands.",
        "  - Stage 1.",
    ]
    assert nobody.out.splitlines() == ["Nobody is elected.", "", "—  4"]
    assert again.out.splitlines()[0] == "Elected: Ada Moss, Chi."


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--method", "irv", "--seats", "2"), "election.one-seat"),
        (("--method", "score"), "election.no-points"),
        (("--method", "meek", "--seats", "0"), "election.seats"),
        (("--method", "meek", "--lot", "Zed"), "election.lot"),
        (("--method", "meek", "--seed", " "), "election.seed"),
        (("--method", "meek", "--countback", "Bo"), "election.countback"),
        (("--method", "scottish", "--countback", "Dee"), "election.vacant"),
        (("--method", "meek", "--without", "Zed"), "election.withdrawn"),
    ],
)
def test_what_cannot_be_counted_is_said(lantern: Desk, words: tuple[str, ...], code: str) -> None:
    answer = asked(lantern, PAPERS, *words, "--json")

    assert [one["code"] for one in answer.json["faults"]] == [code]
    assert answer.code in (2, 3)


def test_a_file_that_is_not_there_or_not_one_says_where(lantern: Desk) -> None:
    absent = lantern.ask("elect", Path(lantern.folder) / "no.blt", "--method", "meek")
    wrong = asked(lantern, "2 1\n1 7 0\n0\nA\nB\n", "--method", "meek")

    assert absent.code != 0
    assert wrong.err.startswith("board.blt:2: “7” is none of the candidates")


@pytest.mark.parametrize("method", [one for one in METHODS if one != "score"])
def test_every_method_answers_for_people_and_for_machines(lantern: Desk, method: str) -> None:
    said = asked(lantern, PAPERS, "--method", method, "--seats", "1", "--why")

    assert (said.code, said.out.splitlines()[0].removeprefix("- ")[:9]) == (0, "Elected: ")
    assert asked(lantern, PAPERS, "--method", method, "--seats", "1", "--json").json["elected"] in (
        ["Ada Moss"],
        ["Bo"],
    )
