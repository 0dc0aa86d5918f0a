"""Where somebody stands on a day."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bylaws.charter.charter import Charter
from bylaws.facts.joining import NOTHING_TOLD, Evaluated, Joining, PartTime, Stay
from bylaws.facts.people import Person
from bylaws.kernel.faults import InputFault, NotThere
from bylaws.kernel.periods import Span
from bylaws.kernel.reasons import Explained, Reason
from bylaws.membership.evaluations import DueEvaluation
from bylaws.membership.on_site import OnSite
from bylaws.membership.standing import HoursInStage, Standing, TimeInStage, standing
from bylaws.words.tell import CATALOGUES, tell
from tests.bylaws.membership.joining import JOINING, charter, day, days, rule, someone, usd

BUY_IN = rule(
    5, "What we put in", 'kind = "buy-in"\namount = "3000.00"\nplan = { count = 30, first = "P1M" }'
)
AT_ONCE = rule(5, "What we put in", 'kind = "buy-in"\namount = "3000.00"')
WHOLE = charter('on_site_first = "the office"\nled_by = "welcome"\nmembers_at_most = 7', BUY_IN)


def asked(
    who: Person,
    on: str,
    *,
    seconds: int = 0,
    members: int = 3,
    joining: Joining = NOTHING_TOLD,
    text: Charter = WHOLE,
) -> Explained[Standing]:
    return standing(who, joining=joining, seconds=seconds, members=members, charter=text, on=day(on))


def codes(answer: Explained[Standing]) -> list[str]:
    return [one.code for one in answer.reason.walk()]


def test_a_candidate_sees_what_is_done_what_is_missing_and_what_membership_brings() -> None:
    bo = someone(("trainee", "2025-01-06", "2025-04-06"), ("candidate", "2025-04-06", None))
    told = Joining(stays=(Stay("the office", days("2025-01-06")),), evaluated=(Evaluated(day("2025-07-10")),))

    answer = asked(bo, "2025-08-06", seconds=400 * 3600, joining=told)

    assert answer.value == Standing(
        person="bo",
        stage="candidate",
        since=day("2025-04-06"),
        returns_to=None,
        next_stage="member",
        decided_as="admit-member",
        ready=False,
        earliest=day("2025-10-06"),
        # 6 April to 6 August: 24 + 31 + 30 + 31 + 6 days; to 6 October 25 + 30 + 6 more
        time=TimeInStage(Span(6), day("2025-04-06"), day("2025-10-06"), days=122, away=0, left=61),
        hours=HoursInStage(needed=520 * 3600, seconds=400 * 3600),
        room=True,
        evaluations=(
            DueEvaluation(day("2025-07-06"), "held", day("2025-07-10")),
            DueEvaluation(day("2025-10-06"), "to-come"),
        ),
        on_site=OnSite("the office", "begun", day("2025-01-06")),
        dues=None,
        buy_in=usd("3000.00"),
        rights=("speak", "propose"),
        rights_after=("speak", "propose", "vote"),
        led_by="welcome",
    )
    assert answer.value.hours is not None
    assert answer.value.hours.missing == 120 * 3600
    assert codes(answer) == [
        "standing",
        "stage.not-ready",
        "stage.months-short",
        "stage.hours-short",
        "members.room",
        "evaluation.held",
        "evaluation.to-come",
        "on-site.begun",
        "buy-in.from-admission",
        "standing.rights",
        "standing.rights-gained",
    ]
    assert answer.reason.articles() == (JOINING, "Article 5 — What we put in")


def test_where_one_stands_is_told_in_every_language() -> None:
    bo = someone(("candidate", "2025-04-06", "2025-08-01"), ("sabbatical", "2025-08-01", None))
    answer = asked(bo, "2025-08-06", joining=Joining(evaluated=(Evaluated(day("2025-07-10"), frozenset()),)))

    told = {language: tell(answer.reason, language=language).sentence for language in CATALOGUES}

    assert told["en"] == (
        "Bo has been in the stage “on sabbatical” since 2025-08-01; "
        "until Bo is back in the stage “candidate”, its time stands still."
    )
    assert len({*told.values()}) == 3


@pytest.mark.parametrize(
    ("seconds", "missing", "ready"),
    [(520 * 3600 - 36, 36, False), (520 * 3600 - 1, 1, False), (520 * 3600, 0, True), (521 * 3600, 0, True)],
    ids=["519.99 hours", "a second less", "520 hours", "more"],
)
def test_519_99_hours_are_not_520(seconds: int, missing: int, ready: bool) -> None:  # noqa: FBT001
    bo = someone(("candidate", "2025-01-06", None))

    found = asked(bo, "2025-08-06", seconds=seconds).value

    assert found.hours is not None
    assert (found.hours.missing, found.ready) == (missing, ready)


@pytest.mark.parametrize(
    ("began", "full"),
    [
        ("2025-08-31", "2026-02-28"),
        ("2023-08-31", "2024-02-29"),
        ("2024-02-29", "2024-08-29"),
        ("2024-08-29", "2025-02-28"),
        ("2023-08-29", "2024-02-29"),
    ],
)
def test_six_months_are_full_on_the_day_of_the_calendar_and_not_the_day_before(began: str, full: str) -> None:
    bo = someone(("candidate", began, None))

    before = asked(bo, str(day(full).fromordinal(day(full).toordinal() - 1)), seconds=520 * 3600).value
    that_day = asked(bo, full, seconds=520 * 3600).value

    assert (before.ready, before.earliest, that_day.ready, that_day.earliest) == (
        False,
        day(full),
        True,
        day(full),
    )


def test_a_part_timer_whose_months_are_full_can_be_decided_on_as_soon_as_the_hours_are() -> None:
    bo = someone(("candidate", "2025-01-06", None))

    short, enough = (asked(bo, "2025-12-01", seconds=seconds).value for seconds in (300 * 3600, 520 * 3600))

    assert (short.ready, short.earliest, enough.ready) == (False, day("2025-12-01"), True)


def test_on_a_sabbatical_the_time_of_the_stage_one_comes_back_to_stands_still() -> None:
    bo = someone(("candidate", "2025-01-06", "2025-03-06"), ("sabbatical", "2025-03-06", "2025-06-06"))

    before, after = asked(bo, "2025-04-06").value, asked(bo, "2025-05-06").value

    # 59 days done; 6 July is put off by the 31 days from 6 March, or by 61
    assert (before.stage, before.returns_to, before.next_stage, before.ready) == (
        "sabbatical",
        "candidate",
        "member",
        False,
    )
    assert before.time == TimeInStage(
        Span(6), day("2025-01-06"), day("2025-08-06"), days=59, away=31, left=122
    )
    assert after.time == TimeInStage(
        Span(6), day("2025-01-06"), day("2025-09-05"), days=59, away=61, left=122
    )
    assert (before.rights, before.rights_after) == ((), ("speak", "propose", "vote"))


def test_a_member_on_a_sabbatical_comes_back_as_a_member_and_waits_for_nothing() -> None:
    ada = someone(("member", "2020-01-01", "2025-03-01"), ("sabbatical", "2025-03-01", None), key="ada")

    found = asked(ada, "2025-03-01").value

    assert (found.stage, found.returns_to, found.next_stage, found.earliest, found.ready) == (
        "sabbatical",
        "member",
        None,
        None,
        False,
    )


def test_a_sabbatical_of_somebody_who_was_nothing_before_comes_back_to_nothing() -> None:
    chi = someone(("sabbatical", "2025-03-01", None), key="chi")

    assert asked(chi, "2025-03-02").value.returns_to is None


def test_a_member_has_rights_and_no_next_stage() -> None:
    ada = someone(("member", "2020-01-01", None), key="ada")

    answer = asked(ada, "2025-03-01")

    assert (answer.value.rights, answer.value.next_stage, answer.value.buy_in, answer.value.room) == (
        ("speak", "propose", "vote"),
        None,
        None,
        None,
    )
    assert codes(answer) == ["standing", "stage.no-next", "on-site.missing", "standing.rights"]


def test_whoever_left_stands_there_as_former_though_no_rule_names_that_stage() -> None:
    ada = someone(("member", "2020-01-01", "2025-03-01"), ("former", "2025-03-01", None), key="ada")

    answer = asked(ada, "2025-03-01", text=charter())

    assert (answer.value.stage, answer.value.rights, codes(answer)) == (
        "former",
        (),
        ["standing", "stage.no-next"],
    )


def test_whoever_comes_back_as_a_candidate_after_having_been_a_member_begins_anew() -> None:
    ada = someone(
        ("candidate", "2019-01-01", "2020-01-01"),
        ("member", "2020-01-01", "2024-01-01"),
        ("former", "2024-01-01", "2025-01-06"),
        ("candidate", "2025-01-06", None),
        key="ada",
    )

    assert asked(ada, "2025-02-06").value.earliest == day("2025-07-06")


def test_a_trainee_needs_no_room_no_hours_and_no_buy_in_for_the_next_stage() -> None:
    bo = someone(("trainee", "2025-01-06", None))

    found = asked(bo, "2025-04-06", members=7).value

    assert (found.ready, found.next_stage, found.room, found.hours, found.buy_in, found.evaluations) == (
        True,
        "candidate",
        None,
        None,
        None,
        (),
    )


def test_with_seven_of_seven_there_is_no_room_and_without_a_limit_nobody_asks() -> None:
    bo = someone(("candidate", "2025-01-06", None))
    full, open_door = (
        asked(bo, "2025-08-06", seconds=520 * 3600, members=7, text=text).value for text in (WHOLE, charter())
    )

    assert (full.room, full.ready, open_door.room, open_door.ready) == (False, False, None, True)


def test_a_buy_in_in_one_piece_is_told_so_and_where_there_is_none_nothing_is_told() -> None:
    bo = someone(("candidate", "2025-01-06", None))

    at_once, none = (asked(bo, "2025-02-06", text=charter("", *more)) for more in ((AT_ONCE,), ()))

    wanted = Reason(
        "buy-in.on-admission", {"amount": usd("3000.00"), "parts": 1}, "Article 5 — What we put in"
    )
    assert wanted in answer_parts(at_once)
    assert none.value.buy_in is None


def answer_parts(answer: Explained[Standing]) -> list[Reason]:
    return list(answer.reason.walk())


@pytest.mark.parametrize(
    ("keys", "code"), [("part_time = true", "part-time.provided"), ("", "part-time.not-said")]
)
def test_whoever_works_part_of_the_time_is_told_whether_the_charter_provides_for_it(
    keys: str, code: str
) -> None:
    bo = someone(("candidate", "2025-01-06", None))

    assert code in codes(asked(bo, "2025-02-06", joining=Joining(part_time=True), text=charter(keys)))
    assert code not in codes(asked(bo, "2025-02-06", text=charter(keys)))


def test_half_of_the_time_takes_nothing_off_what_the_stage_asks() -> None:
    bo = someone(("candidate", "2025-01-06", None))
    half = Joining(shares=(PartTime(Fraction(1, 2), days("2025-01-06", "2025-03-06")),))

    whole, told = asked(bo, "2025-03-05"), asked(bo, "2025-03-05", joining=half)

    assert (told.value.time, told.value.hours) == (whole.value.time, whole.value.hours)
    [share] = [one for one in told.reason.walk() if one.code == "part-time.share"]
    assert tell(share, language="en").sentence.startswith("Who works 1/2 of the full time")
    assert "part-time.share" not in codes(asked(bo, "2025-03-06", joining=half))  # full time from that day


def test_without_a_time_the_next_stage_can_be_decided_at_once() -> None:
    track = '[[stages]]\nname = "candidate"\nnext_by = "admit-member"\n[[stages]]\nname = "member"'
    bo = someone(("candidate", "2025-01-06", None))

    found = asked(bo, "2025-01-06", text=charter(track=track)).value

    assert (found.ready, found.earliest, found.time) == (True, day("2025-01-06"), None)


def test_somebody_who_is_not_there_stands_nowhere() -> None:
    bo = someone(("candidate", "2025-01-06", None))

    with pytest.raises(NotThere) as refused:
        asked(bo, "2025-01-05")

    assert refused.value.code == "people.no-stage"


def test_a_stage_of_no_charter_is_pointed_out() -> None:
    bo = someone(("apprentice", "2025-01-06", None))

    with pytest.raises(InputFault) as refused:
        asked(bo, "2025-01-06")

    assert refused.value.code == "people.unknown-stage"
