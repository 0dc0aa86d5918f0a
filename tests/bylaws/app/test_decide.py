"""Asking at the command line where a matter stands."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.bylaws.app.desk import Answer, Desk
from tests.bylaws.app.documented import HOUSE

STARTER = HOUSE / "charters" / "models" / "starter" / "charter.md"
AGREES = {"by": "ada", "at": "2025-03-04T09:00", "position": "agree"}
LATER = {"at": "2025-03-04T10:00"}
OPENED = {"at": "2025-03-03T10:00", "what": "opened"}


def asked(desk: Desk, matter: dict[str, Any], at: str, *words: str) -> Answer:
    paper = desk.folder / "matter.json"
    paper.write_text(json.dumps(matter), "utf-8")
    return desk.ask("decide", STARTER, desk.facts, paper, "--at", at, *words)


def matter(*happened: dict[str, Any], about: str = "client", **more: Any) -> dict[str, Any]:
    told = {"format": "toad-lane-matter/1", "matter": about, "by": "ada", "raised_at": "2025-03-03T09:00"}
    return {**told, "happened": [OPENED, *happened], **more}


def said(*votes: tuple[str, str], day: int = 4) -> list[dict[str, Any]]:
    return [
        {"by": who, "at": f"2025-03-0{day}T09:0{n}", "position": vote} for n, (who, vote) in enumerate(votes)
    ]


def test_where_a_matter_stands_is_answered_in_json(lantern: Desk) -> None:
    told = matter(positions=said(("ada", "agree"), ("bo", "agree"), ("dee", "disagree")))

    answer = asked(lantern, told, "2025-03-04T09:01", "--json", "--why").json

    counts = {"base": 3, "concerned": 0, "agree": 2, "reservations": 0, "disagree": 0}
    rest = {"abstain": 0, "stand_aside": 0, "block": 0, "met": 0}
    opened, closed = "2025-03-03T15:00:00+00:00", "2025-03-04T14:01:00+00:00"
    assert {**answer, "explanation": answer["explanation"]["code"]} == {
        "format": "toad-lane-decision/1",
        "phase": "passed",
        "rule": "everyday",
        "article": "Article 4 — How we decide",
        "attempt": 1,
        "attempts": 1,
        "opened_at": opened,
        "ends_at": None,
        "opens_at": None,
        "closed_at": closed,
        "next_at": None,
        "review_on": None,
        "secret": False,
        "cast": 2,
        "counts": counts | rest,
        "missing": {"positions": 0, "yes": 0, "blocks": 0, "stand_asides": 0},
        "silent": ["dee"],
        "chosen": [],
        "tied": [],
        "made": [
            {
                "rule": "everyday",
                "attempt": 1,
                "opened_at": opened,
                "closed_at": closed,
                "outcome": "passed",
                "counts": counts | rest,
            }
        ],
        "explanation": "phase.passed",
    }


def test_what_happened_to_a_matter_is_told_to_the_rules(lantern: Desk) -> None:
    at = "2025-03-05T09:00"
    happened: dict[str, tuple[list[dict[str, Any]], str]] = {
        "withdrawn": ([{"at": at, "what": "withdrawn", "by": "ada"}], "withdrawn"),
        "pulled back": ([{"at": at, "what": "pulled-back", "by": "ada"}], "pulled-back"),
        "agreed to disagree": ([{"at": at, "what": "agreed-to-disagree", "by": "ada"}], "agreed-to-disagree"),
        "changed": ([{"at": at, "what": "revised", "revision": 2}], "inquorate"),
        "concerned": ([{"at": at, "what": "recused", "who": "dee"}], "not-adopted"),
        "left": ([{"at": at, "what": "left", "who": "dee"}], "not-adopted"),
        "tested": ([{"at": at, "what": "tested", "who": "dee", "by": "bo"}], "not-adopted"),
        "integrated": ([{"at": at, "what": "integrated", "who": "dee", "by": "bo"}], "not-adopted"),
        "ruled out": ([{"at": at, "what": "ruled-out", "who": "dee", "by": "bo"}], "not-adopted"),
        "decided": ([{"at": at, "what": "decided", "by": "bo"}], "not-adopted"),
        "drawn": ([{"at": at, "what": "drawn", "order": ["yes", "no"]}], "not-adopted"),
        "secret": ([{"at": at, "what": "secrecy-asked", "by": "bo"}], "not-adopted"),
        "contested": ([{"at": at, "what": "contested", "who": "dee"}], "not-adopted"),
        "a proxy taken back": ([{"at": at, "what": "proxy-ended", "who": "dee"}], "not-adopted"),
    }
    positions = said(("ada", "agree"), ("bo", "disagree"))

    found = {
        name: asked(lantern, matter(*events, positions=positions), "2025-03-12T09:00", "--json").json["phase"]
        for name, (events, _) in happened.items()
    }

    assert found == {name: phase for name, (_, phase) in happened.items()}


def test_attempts_that_come_by_themselves_are_opened_in_time(lantern: Desk) -> None:
    block = {"by": "dee", "at": "2025-03-06T09:00", "position": "block", "why": "we cannot pay"}
    told = matter(about="hire", positions=[*said(("ada", "agree"), ("bo", "agree")), block])

    answer = asked(lantern, told, "2025-03-26T12:00", "--json").json
    words = asked(lantern, told, "2025-03-26T12:00", "--language", "es").out.splitlines()

    assert (answer["phase"], answer["attempt"], answer["made"][0]["outcome"]) == ("open", 2, "blocked")
    assert words[0] == "Está abierto: contratar a alguien. Decide la regla «agreement»."


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": "toad-lane-matter/9"}, "matter.value"),
        ({"posistions": []}, "matter.value"),
        ({"raised_at": "yesterday"}, "matter.instant"),
        ({"matter": "spend", "amount": "12.3456"}, "money.decimals"),
        ({"matter": "spend", "amount": "-5.00"}, "matter.amount"),
        ({"matter": "spend", "amount": "5.00"}, "matter.alone"),
        ({"matter": "spend"}, "route.amount"),
        ({"by": "zed"}, "matter.nobody"),
        ({"about": ["zed"]}, "matter.nobody"),
        ({"on_leave": ["zed"]}, "matter.nobody"),
        ({"holders": {"chair": ["zed"]}}, "matter.nobody"),
        ({"positions": [{**AGREES, "by": ""}]}, "matter.nobody"),
        ({"positions": [{**AGREES, "spoken_by": "zed"}]}, "matter.nobody"),
        ({"positions": [{**AGREES, "at": "2025-03-04T09:00+25:00"}]}, "matter.instant"),
        ({"positions": [{**AGREES, "revision": True}]}, "matter.value"),
        ({"positions": [{**AGREES, "ballot": ["van"]}]}, "matter.options"),
        ({"options": ["van"], "positions": [{**AGREES, "ballot": ["van"]}]}, "matter.ballot"),
        ({"options": ["van"], "positions": [{**AGREES, "scores": {"van": 1}}]}, "matter.ballot"),
        ({"options": ["van", "van"]}, "matter.options"),
        ({"options": [""]}, "matter.options"),
        ({"happened": [{**OPENED, "not_told": ["zed"]}]}, "matter.nobody"),
        ({"happened": [OPENED, {**LATER, "what": "left"}]}, "matter.who"),
        ({"happened": [OPENED, {**LATER, "what": "decided", "who": "ada"}]}, "matter.who"),
        ({"happened": [OPENED, {**LATER, "what": "drawn"}]}, "matter.drawn"),
        ({"happened": [OPENED, *[{**LATER, "what": "revised", "revision": 3}] * 2]}, "matter.revision"),
        ({"happened": [OPENED, {**LATER, "what": "opened"}]}, "decided.opened-twice"),
        ({"happened": [{**OPENED, "at": "2025-03-01T09:00"}]}, "decided.opened-early"),
    ],
)
def test_what_is_wrong_with_a_matter_file_is_said(lantern: Desk, change: dict[str, Any], code: str) -> None:
    answer = asked(lantern, matter(about="client") | change, "2025-03-12T09:00", "--json")

    assert [fault["code"] for fault in answer.json["faults"]] == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "matter.json"),
        ("", "matter.json"),
        ("\0", "matter.json"),
        ("[" * 50_000, "matter.json"),
        (f'{{"amount": {"9" * 5000}}}', "matter.json"),
        ("null", "matter.value"),
        ("[]", "matter.value"),
        ("{}", "matter.value"),
    ],
    ids=["cut off", "empty", "a zero byte", "deep", "a long number", "nothing", "a list", "no keys"],
)
def test_a_matter_file_that_is_none_is_refused(lantern: Desk, text: str, code: str) -> None:
    paper = lantern.folder / "matter.json"
    paper.write_text(text, "utf-8")

    answer = lantern.ask("decide", STARTER, lantern.facts, paper, "--at", "2025-03-12T09:00", "--json")

    assert (answer.code, answer.json["faults"][0]["code"]) == (2, code)


@pytest.mark.parametrize("at", ["", "now", "2025-13-40T99:00", " 2025-03-12T09:00"])
def test_an_instant_that_is_none_is_refused(lantern: Desk, at: str) -> None:
    answer = asked(lantern, matter(), at, "--json")

    assert (answer.code, answer.json["faults"][0]["code"]) == (2, "matter.instant")


def test_a_fault_of_a_matter_says_where_and_what_now(lantern: Desk) -> None:
    answer = asked(lantern, matter(positions=said(("ada", "agree"), ("zed", "agree"))), "2025-03-12T09:00")

    assert answer.err.splitlines()[0].endswith("positions.1.by names “zed”, whom the facts do not know.")


def test_the_form_of_a_matter_file_is_printed(lantern: Desk) -> None:
    assert lantern.ask("schema", "matter").json["title"] == "MatterFile"
