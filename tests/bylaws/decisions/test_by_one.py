"""What is one person's to decide: advice, a mandate, and what whoever meets a matter decides alone."""

from __future__ import annotations

import datetime as dt

from bylaws.charter.charter import Charter
from bylaws.decisions.allowed import may_take
from bylaws.decisions.electorate import Register, electorate
from bylaws.decisions.phases import State
from bylaws.decisions.proposal import (
    Decided,
    Elector,
    Event,
    Opened,
    Proposal,
    Recused,
    Revised,
    Taken,
    raised,
)
from bylaws.decisions.state import state
from bylaws.kernel.money import Money
from tests.bylaws.decisions.telling import MONDAY, at, charter, matter, members, stands

ADVICE = 'method = "advice"\nopen_for = "P3D"\nadvice_of = ["member", "elders"]'
KEEPER = 'method = "delegated"\ndelegate = "keeper"'


def entrusted(rule: str, *events: Event, about: tuple[str, ...] = ()) -> Proposal:
    text = charter(rule)
    opened = Opened(at(2), _those(text, about))
    return matter(text, (), [opened, *events], opened=None)


def _those(text: Charter, about: tuple[str, ...] = ()) -> tuple[Elector, ...]:
    people = Register((*members(3), *members(4, stage="candidate")[3:]), {"keeper": {"bo"}, "elders": {"di"}})
    return electorate(text, people, rule="ours", raised_on=MONDAY, on=MONDAY, raised_by="ada", about=about)


def test_whoever_raised_it_decides_once_advice_has_been_heard() -> None:
    early, late = Decided(at(4), "ada"), Decided(at(6, 1), "ada")
    found = entrusted(ADVICE, early, late)

    parts = [(one.key, one.part, one.decider, one.advises) for one in _those(charter(ADVICE))]

    assert parts == [
        ("ada", "decides", True, False),
        ("bo", "none", False, True),
        ("cy", "none", False, True),
        ("di", "none", False, True),
    ]
    assert [(s.phase, s.next_at) for s in (stands(found, 4, 13), stands(found, 6, 0), stands(found, 7))] == [
        ("open", at(6, 0)),
        ("open", None),
        ("passed", None),
    ]
    assert [may_take(found, key, "agree", at=at(3)).value for key in ("ada", "bo", "di", "chi")] == [
        False,
        True,
        True,
        False,
    ]


def test_a_changed_text_is_advised_on_for_as_long_again() -> None:
    small, changed = Revised(at(4), 2, material=False), Revised(at(4), 2)
    decided = Decided(at(6, 1), "ada")

    found = [stands(entrusted(ADVICE, one, decided), 6, 2) for one in (small, changed)]

    assert [(one.phase, one.next_at) for one in found] == [("passed", None), ("open", at(8, 0))]


def test_on_leave_one_still_decides_what_is_ones_to_decide() -> None:
    text = charter(KEEPER)
    people = Register(members(3), {"keeper": {"bo"}}, on_leave={"bo"})
    those = electorate(text, people, rule="ours", raised_on=MONDAY, on=MONDAY, raised_by="ada")

    assert [(one.part, one.decider) for one in those] == [
        ("none", False),
        ("if-they-speak", True),
        ("none", False),
    ]


def test_where_nobody_is_named_everybody_may_be_asked_for_advice() -> None:
    parts = [one.advises for one in _those(charter('method = "advice"'))]

    assert parts == [False, True, True, True]


def test_a_mandate_is_used_by_whoever_holds_it_at_once_and_by_nobody_else() -> None:
    by_bo, by_cy = Decided(at(2), "bo"), Decided(at(2), "cy")

    assert stands(entrusted(KEEPER, by_bo), 2).phase == "passed"
    assert stands(entrusted(KEEPER, by_cy), 9).phase == "open"
    assert stands(entrusted(KEEPER, Decided(at(3), "bo", yes=False)), 9).phase == "not-adopted"
    assert stands(entrusted(KEEPER, Decided(at(3), "bo", option="red")), 9).chosen == ("red",)


def test_whoever_is_concerned_does_not_decide_alone() -> None:
    heard = f'{KEEPER}\nrecusal = "heard"'

    assert stands(entrusted(KEEPER, Recused(at(3), "bo"), Decided(at(4), "bo")), 9).phase == "open"
    assert stands(entrusted(heard, Decided(at(4), "bo"), about=("bo",)), 9).phase == "open"


def test_a_concern_found_while_it_was_pulled_back_holds_when_it_is_opened_anew() -> None:
    anew = Opened(at(5), _those(charter(KEEPER)))
    story = (Taken(at(3), "pulled-back", "ada"), Recused(at(4), "bo"), anew, Decided(at(6), "bo"))

    assert stands(entrusted(KEEPER, *story), 9).phase == "open"


def alone(*events: Event) -> State:
    text = charter(KEEPER)
    spent = Money.parse("20.00", "USD")
    told = raised(text, "spend", at=at(2), by="ada", amount=spent, events=events)
    return state(told, at(9)).value


def test_what_one_meets_alone_is_decided_when_they_say_so() -> None:
    assert [
        alone().phase,
        alone(Decided(at(3), "ada")).phase,
        alone(Decided(at(3), "ada", yes=False)).phase,
        alone(Taken(at(3), "withdrawn", "ada")).phase,
        alone(Decided(at(12), "ada")).phase,
    ] == ["open", "passed", "not-adopted", "withdrawn", "open"]
    assert alone(Decided(at(3), "ada")).closed_at == dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
