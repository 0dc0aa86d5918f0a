"""Lines out of spreadsheets and letters: what they would bring in, and what is wrong with which."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.faults import Fault
from tests.toadlane.members.conftest import GIL
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.members import pasting
from toadlane.members.entering import NewPerson, Spell

OCTOBER = dt.date(2023, 10, 1)
WHO, ROLE = "Gil Example;gil@harbour.example", "bookkeeper 2024-01-01"
WRITTEN = {
    "semicolons": f"{WHO}; candidate 2023-01-01; member 2023-10-01; {ROLE}",
    "commas": f"{WHO},candidate 2023-01-01,member 2023-10-01,{ROLE}".replace(";", ","),
    "tabs": f"{WHO};candidate;2023-01-01;member 2023-10-01;{ROLE}".replace(";", "\t").replace(" 2", "\t2"),
    "slashes": f"{WHO};candidate 2023-01-01 / member 2023-10-01;{ROLE}",
    "quotes": f'"Gil Example","gil@harbour.example","candidate 2023-01-01, member 2023-10-01","{ROLE}"',
    "heads": f"Name;E-mail;Stages;Roles\n\n{WHO.upper().replace('GIL EXAMPLE', 'Gil Example')};"
    f"Candidate 2023-01-01;Member 2023-10-01;{ROLE}",
}


def read(text: str, coop: Coop, now: Moment) -> list[pasting.Line]:
    return pasting.read(text, coop=coop, at=now)


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_a_line_is_read_in_any_punctuation(text: str, coop: Coop, now: Moment) -> None:
    (line,) = read(text, coop, now)

    candidate, member = GIL.stages
    ended = Spell(candidate.word, candidate.valid_from, member.valid_from)
    assert (line.fault, line.person) == (
        None,
        NewPerson("Gil Example", "gil@harbour.example", (ended, member), GIL.roles),
    )


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Gil", NewPerson("Gil")),
        ("Gil;;member 2023-10-01", NewPerson("Gil", stages=(Spell("member", OCTOBER),))),
        ("Gil, member 2023-10-01", NewPerson("Gil", stages=(Spell("member", OCTOBER),))),
    ],
)
def test_without_an_address_somebody_is_not_invited(
    text: str, person: NewPerson, coop: Coop, now: Moment
) -> None:
    (line,) = read(text, coop, now)

    assert (line.fault, line.person) == (None, person)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Gil; gil@x; member 2023-10-01", "members.email"),
        ("Gil;; member", "members.since-when"),
        ("Gil;; member candidate 2023-10-01", "members.since-when"),
        ("Gil;; 2023-10-01", "members.loose-day"),
        ("Gil;; member 2023-13-01", "members.day"),
        ("Gil;; member 01.10.2023", "members.day"),
        ("Gil;; emperor 2023-10-01", "members.stage"),
        ("Gil;; member 1999-10-01", "members.before"),
        (";gil@harbour.example;member 2023-10-01", "members.name"),
    ],
)
def test_a_line_says_what_is_wrong_with_it(text: str, code: str, coop: Coop, now: Moment) -> None:
    lines = read(f"Hal;;member 2023-10-01\n{text}", coop, now)

    assert [(line.number, line.fault.code if line.fault else "") for line in lines] == [(1, ""), (2, code)]


def test_an_address_twice_is_told_at_the_second(coop: Coop, fay: Participant, now: Moment) -> None:
    lines = read("Gil;g@harbour.example\nHal;G@harbour.example\nFay;fay@harbour.example", coop, now)

    assert [line.fault.code if line.fault else "" for line in lines] == ["", "members.twice", "members.twice"]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    for _number, cells in pasting._rows(text):
        person, fault = pasting._person(cells, {"member"})
        assert isinstance(person, NewPerson)
        assert fault is None or isinstance(fault, Fault)
