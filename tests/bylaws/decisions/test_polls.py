"""Questions that bind nobody: asked of whoever has a vote, by no article of their own."""

from __future__ import annotations

import datetime as dt

from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.subjects import Way
from bylaws.charter.routes import AT_ONCE, Leg, Route
from bylaws.charter.rules import Rule
from bylaws.decisions.electorate import Register, electorate
from bylaws.decisions.proposal import Event, Opened, Position, Proposal, Taken, poll_rule, polled
from bylaws.decisions.state import state
from bylaws.words.tell import tell
from tests.bylaws.decisions.telling import MONDAY, NAMES, at, charter, members

TEXT = charter('method = "delegated"\ndelegate = "chair"')
ASKS = Decision(method="choice", open_for="P3D")  # type: ignore[arg-type]  # read as in a charter


def poll(*chosen: str, people: int = 3, taken: Taken | None = None) -> Proposal:
    rule = poll_rule(TEXT.on(MONDAY), ASKS)
    those = electorate(TEXT, Register(members(people)), rule=rule, raised_on=MONDAY, on=MONDAY)
    said = [Position(who, at(3, 12, n), ballot=(one,)) for n, (who, one) in enumerate(zip(NAMES, chosen))]  # noqa: B905
    events: list[Event] = [Opened(at(2), those), *([taken] if taken else [])]
    return polled(TEXT, ASKS, at=at(2), by="ada", events=events, positions=said, options=("red", "blue"))


def test_a_poll_goes_a_way_of_its_own_by_the_article_that_gives_the_votes() -> None:
    rule, whose, ends = poll_rule(TEXT.on(MONDAY), ASKS), "Article 1 — Who we are", dt.date(2026, 3, 5)
    found = polled(TEXT, ASKS, at=at(2), by="ada", options=("red", "blue"))
    endless = polled(TEXT, Decision(method="choice"), at=at(2), by="ada").route.legs[0].latest

    leg = Leg("poll", ASKS, whose, 1, AT_ONCE, MONDAY, ends)
    way = Route("poll", MONDAY, Way(by="poll"), (leg,), "lapses", (whose,))
    assert rule == Rule("decision", "poll", whose, 1, "charter.md:11", ASKS)
    assert (found, endless) == (Proposal(way, "UTC", at(2), "ada", (), (), ("red", "blue")), None)


def test_a_poll_is_asked_of_those_with_a_vote_and_binds_nobody() -> None:
    back = Taken(at(4), "withdrawn", "ada")
    told = [
        (poll("red", "red", "blue"), 3),
        (poll("red", "red", "blue"), 9),
        (poll("red", "blue"), 9),
        (poll(people=0), 9),
        (poll("red", taken=back), 9),
    ]

    found = [state(one, at(day)) for one, day in told]

    assert [(one.value.phase, one.value.chosen, one.reason.code) for one in found] == [
        ("open", (), "poll.open"),
        ("passed", ("red",), "poll.passed"),
        ("not-adopted", (), "poll.not-adopted"),
        ("inquorate", (), "poll.inquorate"),
        ("withdrawn", (), "poll.withdrawn"),
    ]
    assert found[0].value.article == "Article 1 — Who we are"
    assert tell(found[1].reason, language="en").parts[0].sentence.startswith("Asked from")


def test_whoever_may_not_vote_is_not_asked() -> None:
    rule = poll_rule(TEXT.on(MONDAY), ASKS)
    people = (*members(1), *members(3, stage="candidate")[1:])

    found = electorate(TEXT, Register(people), rule=rule, raised_on=MONDAY, on=MONDAY)

    assert [one.part for one in found] == ["decides", "none", "none"]
