"""Who takes part on a day, each with their reason; the same for any past day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bylaws.charter.charter import Charter, read_charter
from bylaws.charter.routes import entrusted, mandated
from bylaws.decisions.allowed import choices
from bylaws.decisions.electorate import Register, electorate
from bylaws.decisions.proposal import Elector
from bylaws.facts.joining import Joining
from bylaws.facts.people import Person, Spell, person
from bylaws.kernel.faults import CharterAmbiguous
from bylaws.kernel.periods import Period
from tests.bylaws.decisions.telling import FRONT, MONDAY, charter, members
from tests.bylaws.decisions.telling import RULE as TELLING_RULE

OURS = 'method = "consensus"\nopen_for = "P3D"\nblocks = "any"'
MODELS = Path(__file__).parents[3] / "charters" / "models"


def of(key: str, *stages: tuple[str, dt.date]) -> Person:
    days = [*(day for _, day in stages[1:]), None]
    spells = [Spell(stage, Period(since, until)) for (stage, since), until in zip(stages, days, strict=True)]
    return person(key, key.title(), spells)


SINCE = dt.date(2025, 1, 1)
EVERYBODY = (
    of("ada", ("member", SINCE)),
    of("bo", ("candidate", SINCE), ("member", dt.date(2026, 3, 2))),
    of("cy", ("candidate", SINCE)),
    of("di", ("member", SINCE), ("sabbatical", dt.date(2026, 2, 1))),
    of("ed", ("member", SINCE), ("former", dt.date(2026, 2, 1))),
    of("fay", ("member", dt.date(2026, 3, 3))),
    of("gus", ("sabbatical", SINCE)),
)


def those(
    text: Charter, register: Register | None = None, *, on: dt.date = MONDAY, about: str = ""
) -> list[Elector]:
    asked = register or Register(EVERYBODY)
    found = electorate(text, asked, rule="ours", raised_on=on, on=on, about={about} - {""})
    return list(found)


def parts(*told: Elector) -> dict[str, str]:
    return {one.key: one.part for one in told}


def test_everybody_there_has_a_part_on_the_day_it_opens_and_the_same_on_any_past_day() -> None:
    text = charter(OURS)

    assert parts(*those(text)) == {
        "ada": "decides",
        "bo": "decides",
        "cy": "none",
        "di": "if-they-speak",
        "gus": "none",
    }
    assert parts(*those(text, on=dt.date(2026, 3, 1))) == {
        "ada": "decides",
        "bo": "none",
        "cy": "none",
        "di": "if-they-speak",
        "gus": "none",
    }


def test_people_on_leave_are_counted_like_all_others_or_away_as_the_rule_says() -> None:
    counted, away = charter(f'{OURS}\non_leave = "counted"'), charter(f'{OURS}\non_leave = "away"')
    by_list = Register(members(2), on_leave={"bo"})
    named = charter(f'{OURS}\neligible = ["member", "sabbatical"]')

    assert parts(*those(counted))["di"] == "decides"
    assert parts(*those(away))["di"] == "away"
    assert parts(*those(charter(OURS), by_list)) == {"ada": "decides", "bo": "if-they-speak"}
    assert parts(*those(named))["gus"] == "if-they-speak"


def test_where_the_charter_names_the_sabbatical_its_rights_say_who_takes_part() -> None:
    text = read_charter((MODELS / "electric-embers" / "charter.md").read_text("utf-8") + RULE)

    assert parts(*those(text))["di"] == "none"


def test_on_a_sabbatical_of_its_own_one_blocks_only_if_it_has_that_right() -> None:
    stage = '[[stages]]\nname = "sabbatical"\nrights = {rights}\n```\n## Article 2'
    found = []
    for rights in ('["vote"]', '["vote", "block"]', '["speak"]'):
        text = FRONT.format(zone="UTC").replace("```\n## Article 2", stage.format(rights=rights))
        told = text + TELLING_RULE.format(number=3, name="ours", says=OURS)
        di = next(one for one in those(read_charter(told)) if one.key == "di")
        found.append((di.part, di.may_block))

    assert found == [("if-they-speak", False), ("if-they-speak", True), ("none", False)]


def test_a_casting_vote_is_of_whoever_holds_the_role_and_is_not_away_or_concerned() -> None:
    ties = 'method = "majority"\nthreshold = "more than 1/2"\nof = "votes-cast"\nties = "casting-vote"'
    text = charter(f'{ties}\ndelegate = "chair"\nrecusal = "heard"\non_leave = "away"')

    def settles(about: str = "", on_leave: str = "") -> bool:
        register = Register(members(2), {"chair": {"bo"}}, on_leave={on_leave})
        return next(one.decider for one in those(text, register, about=about) if one.key == "bo")

    assert [settles(), settles(about="bo"), settles(on_leave="bo")] == [True, False, False]


RULE = """
## Article 90 — How we decide
```toml rule
kind = "decision"
name = "ours"
method = "majority"
threshold = "1/2"
of = "eligible"
```
"""


def test_whoever_it_is_about_is_heard_or_away_and_otherwise_takes_part() -> None:
    heard, away = charter(f'{OURS}\nrecusal = "heard"'), charter(f'{OURS}\nrecusal = "away"')

    found = [
        next(one for one in those(text, about="ada") if one.key == "ada")
        for text in (heard, away, charter(OURS))
    ]

    assert [(one.part, one.concerned, one.may_block) for one in found] == [
        ("heard", True, False),
        ("away", True, False),
        ("decides", False, True),
    ]


def test_a_body_decides_in_place_of_all() -> None:
    text = charter('method = "consensus"\nblocks = "any"\nbody = "board"')

    found = those(text, Register(members(3), {"board": {"bo"}}))

    assert parts(*found) == {"ada": "none", "bo": "decides", "cy": "none"}
    assert [one.reason.parts[0].code for one in found] == [
        "elector.sits-not",
        "elector.sits",
        "elector.sits-not",
    ]


def test_those_may_block_whose_stage_may() -> None:
    told = {
        OURS: True,
        'method = "consensus"\nblocks = "any"\nmay_block = ["candidate"]': False,
        'method = "consent"\nblocks = "any"\nmay_block = ["member"]': True,
        'method = "consensus"\nblocks = "none"\ndisagreement = "stops"': False,
        'method = "majority"\nthreshold = "1/2"\nof = "eligible"': False,
    }

    assert {rule: those(charter(rule), Register(members(1)))[0].may_block for rule in told} == told


def test_the_positions_open_to_each_are_those_of_the_method() -> None:
    ada, _, cy, *_ = those(charter(OURS))
    says = charter(OURS).on(MONDAY).of_kind("decision")[0].says

    assert choices(says, ada) == ("agree", "reservation", "abstain", "stand-aside", "disagree", "block")  # type: ignore[arg-type]
    assert choices(says, cy) == ()  # type: ignore[arg-type]


def test_an_organisation_has_no_vote_while_its_dues_are_late() -> None:
    text = read_charter((MODELS / "may-first" / "charter.md").read_text("utf-8"))
    since = {"webs": Joining(organisation=True, dues=())}
    person_too = {"webs": Joining(dues=())}
    members_of = (of("webs", ("member", dt.date(2020, 1, 1))),)

    def part(joining: dict[str, Joining]) -> list[tuple[str, str]]:
        found = electorate(
            text, Register(members_of, joining=joining), rule="members-vote", raised_on=MONDAY, on=MONDAY
        )
        return [(one.part, one.reason.parts[0].code) for one in found]

    assert part(person_too) == [("decides", "elector.stage")]
    assert part(since) == [("none", "dues.no-vote")]


BODY = """
## Article {number} — {name}
```toml rule
kind = "body"
name = "{name}"
form = "circle"
open_to = ["member", "candidate"]
filled = "open"
mandate = ["policy"]
{more}```
"""


def with_bodies(*bodies: tuple[str, str]) -> Charter:
    """The charter with bodies that have policies in their mandate."""
    text = FRONT.format(zone="UTC") + TELLING_RULE.format(number=3, name="ours", says=OURS)
    told = [BODY.format(number=n, name=name, more=more) for n, (name, more) in enumerate(bodies, 20)]
    return read_charter(text + "".join(told))


def test_a_body_decides_among_its_own_people_what_is_in_its_mandate_by_the_rule_it_decides_by() -> None:
    ours, other = ('decides_by = "ours"\n', 'decides_by = "theirs"\n')
    sitting = {"loom": ["ada", "cy"], "empty": []}
    cases = {
        "by its rule": (with_bodies(("loom", ours)), "policy", ["ada"]),  # Cy sits in it, and has no vote
        "by the rule of the matter": (with_bodies(("loom", "")), "policy", ["ada"]),
        "by another rule": (with_bodies(("loom", other)), "policy", ["ada", "bo"]),
        "not in its mandate": (with_bodies(("loom", ours)), "client", ["ada", "bo"]),
        "nobody sits in it": (with_bodies(("empty", ours)), "policy", ["ada", "bo"]),
    }

    told = {}
    for name, (text, matter, _who) in cases.items():
        found = electorate(
            text, Register(EVERYBODY, sitting), rule="ours", raised_on=MONDAY, on=MONDAY, matter=matter
        )
        told[name] = [one.key for one in found if one.part == "decides"]

    assert told == {name: who for name, (_text, _matter, who) in cases.items()}


def test_what_a_body_chooses_for_itself_its_own_people_decide_while_anybody_sits_in_it() -> None:
    sitting = {"loom": ["ada", "cy"], "empty": []}
    bodies = with_bodies(("loom", ""), ("empty", ""))
    register = Register(EVERYBODY, sitting)

    told = {}
    for within in ("loom", "empty", "nowhere", ""):
        found = electorate(
            bodies, register, rule="ours", raised_on=MONDAY, on=MONDAY, matter="elect", within=within
        )
        told[within] = [one.key for one in found if one.part == "decides"]

    both = ["ada", "bo"]
    assert told == {"loom": ["ada"], "empty": both, "nowhere": both, "": both}


def test_two_bodies_with_one_matter_are_ambiguous() -> None:
    text = with_bodies(("loom", ""), ("wheel", ""))

    with pytest.raises(CharterAmbiguous) as met:
        mandated(text.on(MONDAY), "policy", "ours")

    assert (met.value.code, met.value.article) == ("route.two-bodies", "Article 21 — wheel")


def test_a_role_is_entrusted_with_what_it_may_decide() -> None:
    role = """
## Article 20 — Keeping
```toml rule
kind = "role"
name = "keeper"
does = ["keep the machines"]
open_to = ["member"]
filled = "volunteer"
may_decide = ["infrastructure"]
```
"""
    text = read_charter(
        FRONT.format(zone="UTC") + TELLING_RULE.format(number=3, name="ours", says=OURS) + role
    ).on(MONDAY)

    told = {matter: (rule.name, rule.article) for matter, rule in entrusted(text, {"keeper"}).items()}
    assert told == {"infrastructure": ("keeper", "Article 20 — Keeping")}
    assert entrusted(text, {"bookkeeper"}) == {}
