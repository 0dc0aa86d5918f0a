"""What leads from one stage to the next: months, hours and room."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.charter import Charter, read_charter
from bylaws.facts.cells import Cell
from bylaws.facts.people import Person, Spell, person
from bylaws.kernel.faults import CharterSilent, InputFault, NotThere
from bylaws.kernel.periods import Period, Span
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.membership.admission import (
    candidacy_seconds,
    evaluation_days,
    members_on,
    ready_for_next_stage,
    time_in_stage_full_on,
)

FRONT = """---
name = "Example"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
model = true
---
"""
STAGES = """## Article 3 — Becoming a member
```toml rule
kind = "membership"
members_at_most = 2
[[stages]]
name = "trainee"
lasts = "P3M"
next_by = "begin-candidacy"
[[stages]]
name = "candidate"
lasts = "P9M"
hours = 520
evaluations = ["P6M", "P3M"]
next_by = "admit-member"
[[stages]]
name = "member"
next_by = "retire"
```
"""
HOURS = """## Article 4 — Work
```toml rule
kind = "hours"
[[kinds]]
name = "client-work"
counts_for = ["pay", "candidacy"]
[[kinds]]
name = "political-meeting"
counts_for = []
```
"""
CHARTER = read_charter(FRONT + STAGES + HOURS)
ARTICLE = "Article 3 — Becoming a member"
ENOUGH = 520 * 3600


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def someone(*spells: tuple[str, str, str | None]) -> Person:
    return person("bo", "Bo", [Spell(s, Period(day(f), day(u) if u else None)) for s, f, u in spells])


def asked(
    who: Person, on: str, *, seconds: int = ENOUGH, members: int = 1, charter: Charter = CHARTER
) -> Explained[bool]:
    return ready_for_next_stage(who, seconds, members=members, charter=charter, on=day(on))


def test_a_candidate_with_nine_months_and_520_hours_is_ready() -> None:
    bo = someone(("candidate", "2025-03-03", None))

    answer = asked(bo, "2025-12-03")

    assert answer == Explained(
        value=True,
        reason=Reason(
            "stage.ready",
            {
                "person": "Bo",
                "stage": "candidate",
                "on": day("2025-12-03"),
                "next": "member",
                "matter": "admit-member",
            },
            ARTICLE,
            (
                Reason("stage.months-done", {"lasts": "P9M", "full_on": day("2025-12-03")}, ARTICLE),
                Reason("stage.hours-done", {"seconds": ENOUGH, "needed": ENOUGH}, ARTICLE),
                Reason("members.room", {"members": 1, "at_most": 2}, ARTICLE),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("on", "seconds", "members", "missing"),
    [
        ("2025-12-02", ENOUGH, 1, ["stage.months-short"]),
        ("2025-12-03", ENOUGH - 1, 1, ["stage.hours-short"]),
        ("2025-12-03", ENOUGH, 2, ["members.full"]),
        ("2025-12-02", 0, 3, ["stage.months-short", "stage.hours-short", "members.full"]),
    ],
)
def test_months_hours_and_room_are_all_needed(
    on: str, seconds: int, members: int, missing: list[str]
) -> None:
    bo = someone(("candidate", "2025-03-03", None))

    answer = asked(bo, on, seconds=seconds, members=members)

    short = [part.code for part in answer.reason.parts if part.code.endswith(("short", "full"))]
    assert (answer.value, answer.reason.code, short) == (False, "stage.not-ready", missing)


FOUNDING = STAGES.replace("members_at_most = 2", "members_at_most = 2\nmembers_at_most_until = 2026-01-01")


@pytest.mark.parametrize(
    ("on", "members", "ready"),
    [("2025-12-31", 1, True), ("2025-12-31", 2, False), ("2026-01-01", 2, True)],
)
def test_a_limit_while_a_co_op_is_being_founded_ends_on_its_day(on: str, members: int, ready: bool) -> None:  # noqa: FBT001
    bo = someone(("candidate", "2025-03-03", None))
    charter = read_charter(FRONT + FOUNDING + HOURS)

    answer = ready_for_next_stage(bo, charter=charter, on=day(on), seconds=ENOUGH, members=members)

    assert answer.value is ready


def test_where_the_next_stage_is_not_membership_nobody_asks_for_room_nor_for_hours_that_no_rule_names() -> (
    None
):
    bo = someone(("trainee", "2025-03-03", None))

    answer = asked(bo, "2025-06-03", seconds=0, members=2)

    assert (answer.value, [part.code for part in answer.reason.parts]) == (True, ["stage.months-done"])


def test_without_thresholds_the_members_decision_alone_is_needed() -> None:
    charter = read_charter(
        FRONT
        + """## Article 1 — Joining
```toml rule
kind = "membership"
[[stages]]
name = "candidate"
next_by = "admit-member"
[[stages]]
name = "member"
```
"""
    )
    bo = someone(("candidate", "2025-03-03", None))

    answer = asked(bo, "2025-03-03", seconds=0, charter=charter)

    assert (answer.value, answer.reason.code, answer.reason.parts) == (True, "stage.ready", ())


@pytest.mark.parametrize(
    "stages",
    [
        '[[stages]]\nname = "candidate"\n[[stages]]\nname = "member"',
        '[[stages]]\nname = "candidate"\nnext_by = "admit-member"',
    ],
    ids=["no decision leads on", "it is the last stage"],
)
def test_from_a_stage_that_leads_nowhere_nobody_goes_on(stages: str) -> None:
    rule = f'## Article 1 — Joining\n```toml rule\nkind = "membership"\n{stages}\n```\n'
    bo = someone(("candidate", "2025-03-03", None))

    answer = asked(bo, "2026-03-03", charter=read_charter(FRONT + rule))

    values: dict[str, Value] = {"person": "Bo", "stage": "candidate", "on": day("2026-03-03")}
    assert answer == Explained(value=False, reason=Reason("stage.no-next", values, "Article 1 — Joining"))


def test_someone_who_is_not_there_cannot_be_admitted() -> None:
    bo = someone(("candidate", "2025-03-03", None))

    with pytest.raises(NotThere) as refused:
        asked(bo, "2025-03-02")

    assert str(refused.value) == "Bo is not with the co-op on 2025-03-02."


def test_a_stage_the_charter_does_not_name_is_pointed_out() -> None:
    bo = someone(("apprentice", "2025-03-03", None))

    with pytest.raises(InputFault) as refused:
        asked(bo, "2025-12-03")

    assert (refused.value.code, refused.value.next_step) == (
        "people.unknown-stage",
        "The stages are trainee, candidate, member.",
    )


def test_a_charter_without_a_membership_rule_is_silent() -> None:
    bo = someone(("candidate", "2025-03-03", None))

    with pytest.raises(CharterSilent):
        asked(bo, "2025-12-03", charter=read_charter(FRONT + HOURS))


@pytest.mark.parametrize(
    ("began", "full"),
    [
        ("2025-05-31", "2026-02-28"),
        ("2023-05-31", "2024-02-29"),
        ("2024-02-29", "2024-11-29"),
        ("2025-01-31", "2025-10-31"),
    ],
)
def test_nine_months_are_counted_by_the_calendar(began: str, full: str) -> None:
    bo = someone(("candidate", began, None))

    assert time_in_stage_full_on(bo, "candidate", Span(months=9)) == day(full)


def test_time_away_from_the_stage_does_not_count() -> None:
    bo = someone(
        ("candidate", "2025-01-01", "2025-07-01"),
        ("sabbatical", "2025-07-01", "2025-08-01"),
        ("candidate", "2025-08-01", None),
    )

    assert time_in_stage_full_on(bo, "candidate", Span(months=9)) == day("2025-11-01")


def test_time_away_after_the_months_were_full_changes_nothing() -> None:
    bo = someone(("candidate", "2025-01-01", "2025-12-01"), ("candidate", "2026-02-01", None))

    assert time_in_stage_full_on(bo, "candidate", Span(months=9)) == day("2025-10-01")


def test_evaluations_are_due_in_order() -> None:
    bo = someone(("candidate", "2025-05-31", None))

    assert evaluation_days(bo, charter=CHARTER, on=day("2025-06-01")) == (
        day("2025-08-31"),
        day("2025-11-30"),
    )


def test_only_ones_own_hours_of_this_stage_and_of_kinds_that_count_are_candidacy_hours() -> None:
    bo = someone(("trainee", "2025-01-01", "2025-03-03"), ("candidate", "2025-03-03", None))
    spring = Period(day("2025-03-03"), day("2025-12-03"))
    worked = [
        Cell("bo", "client-work", "candidate", spring, 7200),
        Cell("bo", "political-meeting", "candidate", spring, 3600),
        Cell("bo", "client-work", "trainee", Period(day("2025-01-01"), day("2025-03-03")), 3600),
        Cell("ada", "client-work", "candidate", spring, 3600),
    ]

    assert candidacy_seconds(bo, worked, charter=CHARTER, on=day("2025-12-02")) == 7200


def test_someone_on_sabbatical_keeps_their_place_among_the_members() -> None:
    people = {
        "ada": someone(("member", "2020-01-01", None)),
        "bo": someone(("member", "2021-01-01", "2025-03-01"), ("sabbatical", "2025-03-01", None)),
        "eli": someone(("candidate", "2025-01-01", None)),
    }

    assert members_on(people, day("2025-06-01")) == 2
