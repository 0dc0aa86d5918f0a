"""Going and coming back: the day, what is asked, who decides, what is handed over."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.charter.charter import Charter, read_charter
from bylaws.facts.people import Person, Spell, person
from bylaws.kernel.faults import CharterSilent, InputFault, Refused
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Explained
from bylaws.membership.departing import Departure, HandOver, departing, first_day
from bylaws.membership.returning import Return, returning
from bylaws.words.tell import lines, tell
from tests.bylaws.charter.texts import article, front
from tests.bylaws.surplus.years import toml

STAGES = """
kind = "membership"
[[stages]]
name = "candidate"
lasts = "P9M"
next_by = "admit-member"
[[stages]]
name = "member"
[[stages]]
name = "retired"
[[stages]]
name = "former"
"""
RETIRING_BY_DECISION = STAGES.replace('name = "member"\n', 'name = "member"\nnext_by = "retire"\n')
NO_RETIREMENT = STAGES.replace('[[stages]]\nname = "retired"\n', "")
DECIDING = """
kind = "decision"
name = "people"
method = "consensus"
blocks = "with-reason"
"""
SUBJECTS = """
kind = "subjects"
dismiss = "people"
retire = "people"
"""
KEEPER = """
kind = "role"
name = "keeper"
does = ["keeps the keys"]
open_to = ["member"]
filled = "volunteer"
hand_over = ["the keys", "the list of doors"]
"""
LEAVING, PARTING, ROLES = "Article 13 — Leaving", "Article 4 — Deciding", "Article 6 — Roles"
BELONGING = "Article 3 — Belonging"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def text(
    *, stages: str = STAGES, subjects: str = SUBJECTS, keeper: str = KEEPER, exits: bool = True, **says: Any
) -> Charter:
    rule = {"notice": "P1M", "pays": ["paid-in"], **says}
    written = front() + article(3, "Belonging", stages) + article(4, "Deciding", DECIDING, subjects)
    written += article(6, "Roles", keeper)
    return read_charter(
        written
        + article(
            13,
            "Leaving",
            f'kind = "exit"\n{toml(rule)}'
            if exits
            else 'kind = "principles"\n'
            "attests = []\nworker_owned = true\nstatutory_cooperative = true\ncollectively_managed = true",
        )
    )


def someone(*spells: tuple[str, str, str | None]) -> Person:
    return person("bo", "Bo", [Spell(s, Period(day(f), day(u) if u else None)) for s, f, u in spells])


BO = someone(("candidate", "2024-12-01", "2025-02-01"), ("member", "2025-02-01", None))


def asked(
    way: str, on: str, *, who: Person = BO, charter: Charter | None = None, **more: Any
) -> Explained[Departure]:
    return departing(who, way, told_on=day(on), charter=charter or text(), **more)  # type: ignore[arg-type]  # a way by its word


def departure(way: str, told_on: str, leaves_on: str, **says: Any) -> Departure:
    whole: dict[str, Any] = {
        "way": way,
        "told_on": day(told_on),
        "leaves_on": day(leaves_on),
        "becomes": "former",
        "decided_as": None,
        "decided_by": (),
        "access_ends_on": None,
        "reason_asked": False,
        "roles_end": (),
        "hand_over": (),
    }
    return Departure(**{**whole, **says})


@pytest.mark.parametrize(
    ("told_on", "leaves_on"),
    [
        ("2025-05-31", "2025-06-30"),  # June has no 31st
        ("2026-01-31", "2026-02-28"),
        ("2028-01-31", "2028-02-29"),  # a leap year
        ("2028-02-29", "2028-03-29"),
        ("2025-12-31", "2026-01-31"),
    ],
)
def test_a_month_of_notice_ends_on_the_same_day_of_the_next_month_or_on_its_last(
    told_on: str, leaves_on: str
) -> None:
    assert asked("resignation", told_on).value == departure("resignation", told_on, leaves_on)


def test_whoever_leaves_gives_the_notice_of_the_charter_and_is_told_why() -> None:
    found = asked("resignation", "2025-05-31")

    assert lines(tell(found.reason)) == [
        f"- Bo gives notice on 2025-05-31 and leaves on 2025-06-30. [{LEAVING}]",
        f"  - Who leaves gives notice one month before. [{LEAVING}]",
    ]


def test_a_day_before_the_notice_is_over_is_refused_and_the_day_itself_is_not() -> None:
    assert asked("resignation", "2025-05-31", leaves_on=day("2025-06-30")).value.leaves_on == day(
        "2025-06-30"
    )
    assert asked("resignation", "2025-05-31", leaves_on=day("2025-12-31")).value.leaves_on == day(
        "2025-12-31"
    )

    with pytest.raises(Refused) as refused:
        asked("resignation", "2025-05-31", leaves_on=day("2025-06-29"))

    assert (refused.value.code, refused.value.article) == ("departing.too-soon", LEAVING)
    assert refused.value.next_step == "Leave on 2025-06-30 or later."


def test_the_first_day_can_be_asked_for_by_itself() -> None:
    found, notice, cited = first_day(day("2025-05-31"), charter=text())

    assert (found, str(notice), cited) == (day("2025-06-30"), "P1M", LEAVING)


def test_somebody_who_retires_stays_in_the_stage_the_charter_names() -> None:
    found = asked("retirement", "2025-05-31")

    assert found.value == departure("retirement", "2025-05-31", "2025-06-30", becomes="retired")
    assert lines(tell(found.reason))[0] == (
        f"- Bo gives notice on 2025-05-31; the stage from 2025-06-30 on: retired. [{LEAVING}]"
    )


def test_where_members_decide_on_retiring_the_matter_is_named() -> None:
    found = asked("retirement", "2025-05-31", charter=text(stages=RETIRING_BY_DECISION))

    assert (found.value.decided_as, found.value.decided_by) == ("retire", (PARTING,))
    assert found.reason.articles() == (PARTING, LEAVING)


def test_nobody_retires_where_the_charter_names_no_such_stage() -> None:
    with pytest.raises(Refused) as refused:
        asked("retirement", "2025-05-31", charter=text(stages=NO_RETIREMENT))

    assert (refused.value.code, refused.value.article) == (
        "departing.no-stage-for-it",
        "Article 3 — Belonging",
    )


def test_nobody_retires_where_no_stages_are_named_at_all() -> None:
    with pytest.raises(Refused) as refused:
        asked("retirement", "2025-05-31", charter=text(stages=KEEPER.replace("keeper", "other")))

    assert (refused.value.code, refused.value.article) == ("departing.no-stage-for-it", None)


def test_nobody_retires_twice_but_the_retired_may_leave_altogether() -> None:
    retired = someone(("member", "2025-01-01", "2025-03-01"), ("retired", "2025-03-01", None))

    with pytest.raises(Refused) as refused:
        asked("retirement", "2025-05-31", who=retired)

    assert refused.value.code == "departing.not-a-member"
    assert asked("resignation", "2025-05-31", who=retired).value.becomes == "former"


def test_the_others_part_with_somebody_by_the_rule_for_it_and_without_notice() -> None:
    found = asked("dismissal", "2025-05-31")

    assert found.value == departure(
        "dismissal", "2025-05-31", "2025-05-31", decided_as="dismiss", decided_by=(PARTING,)
    )
    assert found.reason.articles() == (PARTING,)
    assert lines(tell(found.reason))[:2] == [
        f"- The members part with Bo, as decided on 2025-05-31; the day is 2025-05-31. [{PARTING}]",
        f"  - For parting with somebody the rule “people” decides, by the text of 2025-05-31. [{PARTING}]",
    ]


def test_where_nobody_is_said_to_decide_on_it_nobody_is_parted_with() -> None:
    with pytest.raises(CharterSilent) as silent:
        asked("dismissal", "2025-05-31", charter=text(subjects='kind = "subjects"\npay = "people"'))

    assert silent.value.code == "route.no-matter"


def test_parting_with_somebody_holds_from_the_decision_on_at_the_earliest() -> None:
    later = asked("dismissal", "2025-05-31", leaves_on=day("2025-07-01"))
    assert later.value.leaves_on == day("2025-07-01")

    with pytest.raises(InputFault) as early:
        asked("dismissal", "2025-05-31", leaves_on=day("2025-05-30"))

    assert early.value.code == "departing.before"


def test_death_needs_no_notice_and_no_rule_and_nobody_hands_anything_over() -> None:
    found = asked("death", "2025-05-31", roles=["keeper"], charter=text(exits=False))

    assert found.value == departure("death", "2025-05-31", "2025-05-31", roles_end=("keeper",))
    assert lines(tell(found.reason)) == ["- Bo died on 2025-05-31."]


def test_without_an_exit_rule_the_charter_is_silent_on_notice() -> None:
    with pytest.raises(CharterSilent):
        asked("resignation", "2025-05-31", charter=text(exits=False))


@pytest.mark.parametrize("on", ["2025-01-31", "2025-03-01"])
def test_nobody_leaves_who_is_not_there(on: str) -> None:
    who = someone(("member", "2025-02-01", "2025-03-01"), ("former", "2025-03-01", None))

    with pytest.raises(InputFault) as absent:
        asked("resignation", on, who=who)

    assert absent.value.code == "departing.not-here"


@pytest.mark.parametrize(("ends", "day_of_it"), [("on-notice", "2025-05-31"), ("on-leaving", "2025-06-30")])
def test_access_to_machines_ends_when_the_charter_says(ends: str, day_of_it: str) -> None:
    found = asked("resignation", "2025-05-31", charter=text(access_ends=ends))

    assert found.value.access_ends_on == day(day_of_it)
    assert lines(tell(found.reason))[-1] == (
        f"  - Access to accounts and machines ends on {day_of_it}. [{LEAVING}]"
    )


def test_a_list_is_handed_over_for_every_role_and_for_the_work() -> None:
    found = asked("resignation", "2025-05-31", roles=["keeper", "baker"], charter=text(hand_over=True))

    assert found.value.roles_end == ("baker", "keeper")
    assert found.value.hand_over == (
        HandOver("baker", "", LEAVING),
        HandOver("keeper", "the keys", ROLES),
        HandOver("keeper", "the list of doors", ROLES),
        HandOver("work", "", LEAVING),
    )
    assert lines(tell(found.reason))[2:] == [
        f"  - The role “baker” is handed over by a list. [{LEAVING}]",
        f"  - To be handed over, from the role “keeper”: the keys. [{ROLES}]",
        f"  - To be handed over, from the role “keeper”: the list of doors. [{ROLES}]",
        f"  - Work in hand is handed over by a list. [{LEAVING}]",
    ]


def test_somebody_who_retires_keeps_the_roles_that_are_open_to_the_retired() -> None:
    open_to_them = text(keeper=KEEPER.replace('["member"]', '["member", "retired"]'))

    retiring = asked("retirement", "2025-05-31", roles=["keeper", "baker"], charter=open_to_them)
    leaving = asked("resignation", "2025-05-31", roles=["keeper", "baker"], charter=open_to_them)

    assert (retiring.value.roles_end, retiring.value.hand_over) == (("baker",), ())
    assert leaving.value.roles_end == ("baker", "keeper")


def test_what_a_role_lists_is_handed_over_whatever_the_exit_rule_says() -> None:
    found = asked("dismissal", "2025-05-31", roles=["keeper", "baker"])

    assert [one.thing for one in found.value.hand_over] == ["the keys", "the list of doors"]


def test_only_those_who_give_notice_are_asked_why() -> None:
    asking = text(reason_asked=True)

    said = {
        way: asked(way, "2025-05-31", charter=asking).value.reason_asked
        for way in ("resignation", "dismissal")
    }

    assert said == {"resignation": True, "dismissal": False}


@given(st.dates(dt.date(2025, 2, 1), dt.date(2035, 1, 1)), st.integers(0, 400))
def test_longer_notice_is_always_taken_and_the_account_of_the_day_is_the_same(on: dt.date, more: int) -> None:
    first = departing(BO, "resignation", told_on=on, charter=text()).value.leaves_on

    later = departing(
        BO, "resignation", told_on=on, leaves_on=first + dt.timedelta(days=more), charter=text()
    ).value.leaves_on

    assert (later - first).days == more
    assert (first - on).days in range(28, 32)


LEFT = someone(("member", "2025-02-01", "2025-06-01"), ("former", "2025-06-01", None))


def test_somebody_comes_back_as_a_candidate_without_a_decision_and_as_a_member_by_one() -> None:
    candidate = returning(LEFT, "candidate", from_day=day("2025-09-01"), charter=text())
    member = returning(LEFT, "member", from_day=day("2025-09-01"), charter=text())

    before = (Spell("member", Period(day("2025-02-01"), day("2025-06-01"))),)
    assert candidate.value == Return("candidate", day("2025-09-01"), None, before)
    assert member.value == Return("member", day("2025-09-01"), "admit-member", before)
    assert lines(tell(member.reason)) == [
        f"- Bo comes back on 2025-09-01; the stage: member. [{BELONGING}]",
        f"  - The members decide on it, as on anybody who becomes that (“admit member”). [{BELONGING}]",
        "  - member, from 2025-02-01 to 2025-05-31.",
    ]


def test_somebody_who_retired_may_take_up_work_again() -> None:
    retired = someone(("member", "2025-02-01", "2025-06-01"), ("retired", "2025-06-01", None))

    found = returning(retired, "candidate", from_day=day("2025-09-01"), charter=text())

    assert [spell.stage for spell in found.value.before] == ["member", "retired"]
    assert lines(tell(found.reason))[-1] == "  - retired, from 2025-06-01 to 2025-08-31."


@pytest.mark.parametrize("on", ["2025-05-31", "2025-02-01", "2025-01-15"])
def test_nobody_comes_back_who_has_not_left(on: str) -> None:
    with pytest.raises(Refused) as refused:
        returning(LEFT, "candidate", from_day=day(on), charter=text())

    assert refused.value.code == "returning.never-left"


def test_nobody_comes_back_on_days_that_are_taken() -> None:
    with pytest.raises(Refused) as refused:
        returning(LEFT, "candidate", from_day=day("2025-06-01"), charter=text())

    assert refused.value.code == "returning.not-free"
    assert returning(LEFT, "candidate", from_day=day("2025-06-02"), charter=text()).value.before != ()


@pytest.mark.parametrize("stage", ["former", "retired", "owner"])
def test_nobody_comes_back_as_what_one_cannot_come_back_as(stage: str) -> None:
    with pytest.raises(InputFault) as refused:
        returning(LEFT, stage, from_day=day("2025-09-01"), charter=text())

    assert (refused.value.code, refused.value.next_step) == (
        "returning.stage",
        "Choose one of these: candidate, member.",
    )
