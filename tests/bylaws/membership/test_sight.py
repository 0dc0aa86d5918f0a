"""Who may see what."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.charter import read_charter
from bylaws.facts.people import Person, Spell, person
from bylaws.kernel.faults import CharterAmbiguous, CharterSilent
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.membership.sight import audience_of, audiences_of, may_see

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
OPENNESS = """## Article 9 — Openness
```toml rule
kind = "transparency"
otherwise = "members"
[[classes]]
name = "charter"
audience = ["world"]
[[classes]]
name = "member-money"
audience = ["bookkeeper", "self"]
```
"""
CHARTER_CLASS = '[[classes]]\nname = "charter"\naudience = ["world"]\n'
CHARTER = read_charter(FRONT + OPENNESS)
DAY = dt.date(2025, 6, 1)


def ada() -> Person:
    return person("ada", "Ada", [Spell("member", Period(dt.date(2020, 1, 1), dt.date(2025, 9, 1)))])


def bo() -> Person:
    return person("bo", "Bo", [Spell("candidate", Period(dt.date(2025, 1, 1), None))])


def test_a_class_is_open_to_those_the_charter_names() -> None:
    assert audience_of("member-money", CHARTER.on(DAY)) == frozenset({"bookkeeper", "self"})


def test_a_class_the_charter_does_not_name_is_open_to_everyone_it_calls_otherwise() -> None:
    assert audience_of("hours", CHARTER.on(DAY)) == frozenset({"members"})


def test_a_class_named_twice_is_ambiguous() -> None:
    twice = OPENNESS.replace('"charter"', '"member-money"')

    with pytest.raises(CharterAmbiguous) as refused:
        audience_of("member-money", read_charter(FRONT + twice).on(DAY))

    assert str(refused.value) == "charter.md:11: The class “member-money” is opened twice."


def test_a_charter_without_a_rule_on_openness_is_silent() -> None:
    with pytest.raises(CharterSilent):
        audience_of("hours", read_charter(FRONT).on(DAY))


def test_people_belong_to_the_audiences_of_their_stage_and_their_roles() -> None:
    roles = frozenset({"bookkeeper"})

    assert audiences_of(ada(), roles=roles, on=DAY) == frozenset(
        {"world", "member", "members", "candidate", "candidates", "bookkeeper", "bookkeepers"}
    )


def test_a_stranger_and_someone_who_has_left_are_the_world() -> None:
    left = dt.date(2025, 9, 1)

    assert audiences_of(None, roles=frozenset(), on=DAY) == frozenset({"world"})
    assert audiences_of(ada(), roles=frozenset(), on=left) == frozenset({"world"})


def test_the_bookkeeper_sees_a_members_money_and_the_answer_says_why() -> None:
    answer = may_see(
        bo(), "member-money", about="ada", charter=CHARTER, on=DAY, roles=frozenset({"bookkeeper"})
    )

    values: dict[str, Value] = {
        "class": "member-money",
        "person": "bo",
        "audience": "bookkeeper, self",
        "on": DAY,
    }
    assert answer == Explained(value=True, reason=Reason("sight.open", values, "Article 9 — Openness"))


@pytest.mark.parametrize(
    ("who", "about", "on", "says"),
    [
        (ada(), "ada", DAY, "sight.own"),
        (ada(), "ada", dt.date(2025, 9, 1), "sight.own"),
        (ada(), "bo", DAY, "sight.closed"),
        (None, None, DAY, "sight.closed"),
    ],
    ids=["one's own", "one's own after leaving", "somebody else's", "a stranger, of nobody's"],
)
def test_everyone_sees_what_is_about_themselves(
    who: Person | None, about: str | None, on: dt.date, says: str
) -> None:
    answer = may_see(who, "member-money", about=about, charter=CHARTER, on=on)

    assert (answer.value, answer.reason.code) == (says == "sight.own", says)


def test_what_is_told_in_confidence_is_closed_unless_a_class_opens_it() -> None:
    classes = ("hours", "payment-details", "evaluations", "ballots")

    opened = {name: audience_of(name, CHARTER.on(DAY)) for name in classes}

    assert opened == {
        "hours": frozenset({"members"}),
        "payment-details": frozenset({"self", "bookkeeper"}),
        "evaluations": frozenset({"self", "named"}),
        "ballots": frozenset(),
    }


@pytest.mark.parametrize(
    ("of_class", "who", "on", "says"),
    [
        ("evaluations", "ada", DAY, "sight.own"),
        ("evaluations", "bo", DAY, "sight.named"),
        ("evaluations", "chi", DAY, "sight.closed"),
        ("conflict-reports", "ada", DAY, "sight.closed"),
        ("conflict-reports", "bo", DAY, "sight.named"),
        ("ballots", "ada", DAY, "sight.closed"),
        ("ballots", "bo", DAY, "sight.closed"),
        ("access-log", "ada", DAY, "sight.own"),
        ("access-log", "bo", DAY, "sight.closed"),
        ("wellbeing", "bo", DAY, "sight.named"),
        ("wellbeing", "bo", DAY + dt.timedelta(days=29), "sight.named"),
        ("wellbeing", "bo", DAY + dt.timedelta(days=30), "sight.gone"),
        ("wellbeing", "ada", DAY + dt.timedelta(days=30), "sight.gone"),
    ],
)
def test_something_about_ada_on_which_bo_is_named(of_class: str, who: str, on: dt.date, says: str) -> None:
    asked = person(who, who.title(), [Spell("member", Period(dt.date(2020, 1, 1), None))])
    thing = {"about": "ada", "named": frozenset({"bo"}), "said_on": DAY}

    answer = may_see(asked, of_class, charter=CHARTER, on=on, **thing)  # type: ignore[arg-type]

    assert (answer.value, answer.reason.code) == (says in {"sight.own", "sight.named"}, says)


def test_no_word_given_as_a_role_makes_a_member_of_anybody() -> None:
    for word in ("member", "members", "world", "self", "named", "candidates"):
        held = frozenset({word})
        assert audiences_of(None, roles=held, on=DAY) == frozenset({"world"})
        assert not may_see(bo(), "hours", about=None, charter=CHARTER, on=DAY, roles=held).value


@pytest.mark.parametrize(
    ("seen_by", "transparency", "audience"),
    [
        ('["listener", "members"]', "", {"self", "named", "listener", "members"}),
        ('["world"]', "", {"self", "named"}),  # what is about people is never for everyone
        ("[]", "", {"self", "named"}),
        ('["listener"]', '[[classes]]\nname = "evaluations"\naudience = ["self"]\n', {"self"}),
    ],
)
def test_evaluations_are_read_by_whom_their_rule_names_unless_the_table_does(
    seen_by: str, transparency: str, audience: set[str]
) -> None:
    evaluation = (
        'kind = "evaluation"\npeople_every = "P1Y"\nof = ["member"]\nby = ["self"]\nwritten = true\n'
        f'seen_by = {seen_by}\nbears_on = ["nothing"]\n'
    )
    openness = f'kind = "transparency"\notherwise = "members"\n{CHARTER_CLASS}{transparency}'
    rules = "".join(f"```toml rule\n{rule}```\n" for rule in (evaluation, openness))

    text = read_charter(f"{FRONT}## Article 5 — Looking back\n{rules}").on(DAY)

    assert audience_of("evaluations", text) == audience


@pytest.mark.parametrize(
    ("rights", "transparency", "audience"),
    [
        ('["speak"]', "", {"members", "candidates"}),
        ('["propose"]', "", {"members"}),
        ('["speak"]', '[[classes]]\nname = "draft-talk"\naudience = ["bookkeeper"]\n', {"bookkeeper"}),
    ],
)
def test_what_is_said_about_drafts_is_read_by_whoever_may_speak_unless_the_table_says_otherwise(
    rights: str, transparency: str, audience: set[str]
) -> None:
    membership = f'kind = "membership"\n[[stages]]\nname = "candidate"\nrights = {rights}\n'
    openness = f'kind = "transparency"\notherwise = "candidates"\n{CHARTER_CLASS}{transparency}'
    rules = "".join(f"```toml rule\n{rule}```\n" for rule in (membership, openness))

    text = read_charter(f"{FRONT}## Article 5 — Talking\n{rules}").on(DAY)

    assert audience_of("draft-talk", text) == audience
