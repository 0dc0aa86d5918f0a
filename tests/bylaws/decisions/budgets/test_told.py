"""How budget rounds were counted, in words and figures: a page of them in every way, held as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bylaws.charter import pool_examples
from bylaws.decisions.budgets.count import count
from bylaws.decisions.budgets.funded import Funded, Way
from bylaws.decisions.budgets.pb import read_pb, write_pb
from bylaws.decisions.budgets.ruling import count_by
from bylaws.decisions.budgets.sharing import MOST_PROJECTS, Project, Sharing, sharing
from bylaws.decisions.budgets.ties import Ties
from bylaws.decisions.elections.counted import exact
from bylaws.kernel.faults import Fault
from bylaws.kernel.reasons import Reason
from bylaws.words.funding_en import REASONS
from bylaws.words.tell import lines, tell
from tests.bylaws.decisions.budgets.telling import COST, COUNT, GREEDY, WAYS, random_round, told
from tests.bylaws.decisions.budgets.test_pb import FAULTS as OF_FILES
from tests.bylaws.decisions.budgets.test_pb import POINTS, SOUND
from tests.bylaws.decisions.budgets.test_ruling import rule
from tests.bylaws.decisions.budgets.test_ways import TOWN

PAGE = Path(__file__).with_name("told.txt")
WRITE_IT_ANEW = 'python -c "from tests.bylaws.decisions.budgets.test_told import *; PAGE.write_text(page())"'
DOLLARS = replace(told(6000, "A2050 B1999 C4000", "3 AB", "2 BC", "1 C", "1 -"), currency="USD", decimals=2)
ANY: tuple[Ties, ...] = ("cheaper-first", "earlier-first", "lot")
ANY_LEFT, POINTED = told(30, "A8 B18", "2 AB", "1 B"), told(20, "A10 B10 C25", "1 A3 B1", "1 B2 C9")
RAISED, FILLED = Way("equal-shares", "cost", "add1-overspend"), Way("equal-shares", "cost", "greedy")


def with_lot(one: Sharing, way: Way) -> Funded:
    """A round of which the last projects go first by lot."""
    return count(one, way, lot=one.keys(range(len(one.projects)))[::-1])


def rounds() -> list[Funded]:
    """Rounds in every way; some that wait for a lot, or for nobody; one by the charter."""
    found = [with_lot(TOWN, way) for way in (GREEDY, *WAYS[3:7], FILLED)]
    found += [with_lot(one, way) for one in (ANY_LEFT, POINTED) for way in (GREEDY, COUNT)]
    found += [with_lot(one, way) for one in (DOLLARS, random_round(11)) for way in (COST, RAISED)]
    found += [with_lot(random_round(24, points=3), way) for way in (GREEDY, COST, FILLED)]
    found += [count(told(10, "A10 B9 C9", "2 ABC"), way, ties="cheaper-first") for way in (GREEDY, COST)]
    found += [count(told(10, "A10 B9", "2 AB"), GREEDY, ties=ties) for ties in ANY]
    found += [count(told(9, "A5", "2 -"), COST), count(told(9, "A5 B4", "1 -"), GREEDY)]
    asked = [Project("books", 90_000, "Books"), Project("tools", 90_000), Project("mural", 50_000)]
    ours = sharing(200_000, asked, [{"books": 1, "tools": 1}, {"books": 1}, {"mural": 1}], currency="USD")
    more = replace(ours, budget=210_000)
    return [*found, count_by(rule(pool_examples.BUDGET_ROUND), more, currency="USD", left_over=10_000)]


def page() -> str:
    """Rounds with all that is said of them, two of them as files, then what is refused."""
    said = [line for one in rounds() for line in (*sheet(one), "")]
    files = [write_pb(one) for one in (DOLLARS, random_round(11, points=3))]
    return "\n".join([*said, *files, "What is refused", *faults(), ""])


def sheet(counted: Funded) -> list[str]:
    """One round: what it funds, its reasons, and its steps with what is left."""
    way = " ".join(filter(None, (counted.way.method, counted.way.utility, counted.way.completion)))
    each = "" if counted.each is None else f", {exact(counted.each)} each, raised {counted.raised}"
    steps = [
        f"{step.by} {counted.sharing.called(step.project)}: {step.left} left"
        + (f", {exact(step.most)} at most, {step.short} short" if step.most is not None else "")
        for step in counted.steps
    ]
    funded = [counted.sharing.called(one.project) for one in counted.verdicts if one.funded]
    head = f"By {way}{each}: {', '.join(funded) or 'nothing'}"
    return [head, *lines(tell(counted.reason, language="en")), *steps]


def faults() -> list[str]:
    """What no file may say, what cannot be counted, and what the charter does not know."""
    a, charter = Project("A", 5), rule(pool_examples.BUDGET_ROUND)
    held = sharing(199_999, [Project("books", 4_999)], [{"books": 1}], currency="USD")
    asked: list[Callable[[], object]] = [
        *(lambda text=text: read_pb(text.encode(), where="spring.pb") for _, text, *_ in OF_FILES),
        lambda: read_pb("META\nkey;value\ndescription;José\n".encode("latin-1")),
        lambda: read_pb(SOUND.replace("c;70;7", f"c;70;{'8' * 300}").encode()),
        lambda: read_pb(POINTS.replace("scoring", "o" * 300).encode()),
        lambda: read_pb(SOUND.replace("votes;4", "votes;" + "4" * 300).encode()),
        lambda: read_pb(SOUND.replace("7;600", "7;" + "x" * 300).encode()),
        lambda: read_pb(SOUND.replace("max_length;2", "max_length;" + "x" * 300).encode()),
        lambda: sharing(0, [a], []),
        lambda: sharing(9, [], []),
        lambda: sharing(9, [Project(f"{n}", 1) for n in range(MOST_PROJECTS + 1)], []),
        lambda: sharing(9, [Project("A", 0)], []),
        lambda: sharing(9, [a], [{"B": 1}]),
        lambda: sharing(9, [a], [{"A": 2}]),
        lambda: count(replace(TOWN, budget=0), GREEDY),
        lambda: count(TOWN, GREEDY, lot="AA"),
        lambda: count(TOWN, Way("greedy", completion="none")),
        lambda: count(TOWN, Way("equal-shares", completion="none")),
        lambda: count_by(charter, held, currency="EUR"),
        lambda: count_by(charter, replace(held, ballot="points"), currency="USD"),
        lambda: count_by(charter, held, currency="USD"),
        lambda: count_by(charter, held, currency="USD", left_over=200_000),
        lambda: count_by(charter, replace(held, budget=200_000), currency="USD"),
    ]
    return [fault_of(ask) for ask in asked]


def fault_of(ask: Callable[[], object]) -> str:
    with pytest.raises(Fault) as refused:
        ask()
    fault = refused.value
    place = f"{fault.article} {fault.where}"
    return f"{type(fault).__name__} {fault.code} [{place}] {fault.says} {fault.next_step}"


def codes(reason: Reason) -> set[str]:
    """Every kind of reason in one."""
    return {reason.code}.union(*(codes(part) for part in reason.parts))


def test_how_rounds_were_counted_is_told_as_it_was() -> None:
    assert page() == PAGE.read_text("utf-8"), WRITE_IT_ANEW


def test_every_kind_of_reason_is_on_the_page() -> None:
    found = {code for one in rounds() for code in codes(one.reason)}
    found |= {code for one in rounds() for verdict in one.verdicts for code in codes(verdict.reason)}

    assert {*REASONS} - found == set()
