"""That somebody else leaves counts once a second person says so, and not far back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bylaws.kernel.faults import Fault
from tests.toadlane.leaving.conftest import GOES, LONG_AGO, TODAY, click, on, second
from tests.toadlane.leaving.test_going import Give, stages
from toadlane.coops.models import Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.leaving import verbs
from toadlane.leaving.models import Departure, DepartureTold, DepartureWords
from toadlane.leaving.verbs.going import Told
from toadlane.leaving.waiting import for_participant
from toadlane.members.entering import Spell
from toadlane.members.models import Invitation
from toadlane.members.verbs.periods import begin, correct, void
from toadlane.notices import hearing
from toadlane.notices.models import Notice
from toadlane.privacy.verbs import agree_in_emergency, ask_in_emergency
from toadlane.record.verbs import append

WEEK = dt.timedelta(days=7)
Tell = Callable[..., DepartureTold]


@pytest.fixture
def tell(ada: Participant, noon: Moment) -> Tell:
    """Ada tells that somebody leaves."""

    def telling(who: Participant, told: Told, at: Moment = noon, key: str = "") -> DepartureTold:
        return verbs.tell_departure(participant=who, told=told, by=ada, at=at, key=key or click())

    return telling


def resigned(day: dt.date = TODAY, leaves_on: dt.date | None = None) -> Told:
    return Told("resignation", day, leaves_on)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Fault) as fault:
        act()
    return fault.value.code


def confirm(row: DepartureTold, by: Participant, at: Moment) -> Departure:
    return verbs.confirm_departure(told=row, by=by, at=at, key=click())


def deny(row: DepartureTold, by: Participant, at: Moment, because: str = "") -> object:
    return verbs.deny_departure(told=row, because=because, by=by, at=at, key=click())


def invited(who: Participant, by: Participant, at: Moment) -> None:
    """Whoever it is came in today, as somebody invited them."""
    Invitation.objects.create(
        coop=who.coop,
        participant=who,
        email="sol@example.org",
        made_by=by,
        made_at=at.instant,
        expires_at=at.instant + WEEK,
        accepted_at=at.instant,
    )


def test_nothing_changes_until_a_second_member_confirms_it_and_then_once(
    ada: Participant, eli: Participant, noon: Moment, tell: Tell
) -> None:
    row = tell(eli, Told("death", TODAY, None, "His sister Flo."), key="twice")
    again = tell(eli, Told("death", TODAY), key="twice")
    before = (stages(eli), Departure.objects.count(), refused(lambda: confirm(row, eli, noon)))

    departure = confirm(row, second(eli.coop), noon)

    assert again == row
    assert before == ([("member", dt.date(2024, 1, 1), None)], 0, "departing.members")
    assert (departure.entered_by, departure.answers.by.key, departure.way) == ("ada", "sol", "death")
    assert DepartureWords.objects.get().departure == departure
    assert refused(lambda: confirm(row, second(eli.coop), noon)) == "departing.answered"
    assert refused(lambda: deny(row, ada, noon, "No.")) == "departing.answered"


def test_who_told_it_does_not_confirm_it_and_neither_does_a_candidate(  # noqa: PLR0917 - a story and its people
    ada: Participant, bo: Participant, dee: Participant, eli: Participant, noon: Moment, tell: Tell
) -> None:
    row = tell(eli, resigned())

    assert refused(lambda: confirm(row, ada, noon)) == "departing.own-word"
    assert refused(lambda: confirm(row, bo, noon)) == "departing.members"
    assert refused(lambda: deny(row, bo, noon, "No.")) == "departing.members"
    assert refused(lambda: deny(row, dee, noon)) == "departing.denied-because"


def test_whoever_leaves_can_confirm_it_themselves(eli: Participant, noon: Moment, tell: Tell) -> None:
    departure = confirm(tell(eli, resigned()), eli, noon)

    assert (departure.leaves_on, departure.answers.by) == (GOES, eli)


def test_whoever_it_is_about_says_that_it_is_not_so_and_it_may_be_told_anew(
    eli: Participant, noon: Moment, tell: Tell
) -> None:
    row = tell(eli, Told("death", TODAY, None, "His sister Flo."))

    deny(row, eli, noon)

    assert (Departure.objects.count(), DepartureWords.objects.count()) == (0, 0)
    assert tell(eli, Told("death", TODAY)).pk != row.pk


def test_where_nobody_else_is_there_it_waits_a_week_for_an_objection(
    ada: Participant, eli: Participant, noon: Moment, tell: Tell
) -> None:
    row = tell(eli, resigned())

    assert refused(lambda: confirm(row, ada, on(TODAY + WEEK - dt.timedelta(days=1), noon))) == (
        "departing.waits"
    )
    assert confirm(row, ada, on(TODAY + WEEK, noon)).leaves_on == GOES


def test_nobody_makes_themselves_alone_by_entering_that_the_others_are_away(
    ada: Participant, dee: Participant, eli: Participant, noon: Moment, tell: Tell
) -> None:
    here = StagePeriod.objects.get(participant=dee)
    said = {"coop": dee.coop, "participant": dee}
    StagePeriod(**said, stage="member", valid_from=LONG_AGO, valid_until=TODAY, replaces=here).save()
    StagePeriod.objects.create(**said, stage="sabbatical", valid_from=TODAY)
    append(kind="stage.begun.v1", what={"participant": "dee"}, by=ada, at=noon, subject="dee")
    row = tell(eli, Told("death", TODAY))

    assert refused(lambda: confirm(row, ada, on(TODAY + WEEK, noon))) == "departing.own-word"


def test_one_waits_at_a_time_and_not_for_ever(eli: Participant, noon: Moment, tell: Tell, give: Give) -> None:
    row = tell(eli, resigned())
    late = on(TODAY + dt.timedelta(days=32), noon)

    assert refused(lambda: tell(eli, resigned())) == "departing.told-twice"
    assert refused(lambda: confirm(row, second(eli.coop), late)) == "departing.told-long-ago"
    assert tell(eli, resigned(late.day), late).pk != row.pk
    give(eli)
    assert refused(lambda: confirm(row, second(eli.coop), noon)) == "departing.twice"
    assert refused(lambda: tell(eli, resigned())) == "departing.twice"


def test_it_lies_not_far_back_nor_before_what_they_did_here(
    eli: Participant, noon: Moment, tell: Tell
) -> None:
    append(kind="person.renamed.v1", what={"participant": "bo"}, by=eli, at=on(TODAY - WEEK, noon))
    back = TODAY - dt.timedelta(days=31)
    said = {
        "long ago": refused(lambda: tell(eli, resigned(back - WEEK * 6, back - dt.timedelta(days=1)))),
        "acted": refused(lambda: tell(eli, resigned(back - WEEK * 6, back))),
        "died": refused(lambda: tell(eli, Told("death", TODAY - dt.timedelta(days=8)))),
        "died long ago": refused(lambda: tell(eli, Told("death", TODAY - dt.timedelta(days=367)))),
    }

    assert said == {
        "long ago": "departing.long-ago",
        "acted": "departing.acted",
        "died": "departing.acted",
        "died long ago": "departing.long-ago",
    }
    assert tell(eli, Told("death", TODAY - WEEK)).leaves_on == TODAY - WEEK


def test_nobody_records_it_around_the_second_member(
    ada: Participant, eli: Participant, noon: Moment, tell: Tell
) -> None:
    said = {"participant": eli, "by": ada, "at": noon}

    assert (
        refused(lambda: verbs.record_departure(told=resigned(), key=click(), **said)) == "departing.second"  # type: ignore[arg-type]  # a story's people
    )
    assert refused(lambda: tell(eli, Told("dismissal", TODAY, TODAY))) == "departing.undecided"


def test_whom_one_keeper_has_just_brought_in_is_no_second_member_to_them(
    ada: Participant, dee: Participant, eli: Participant, noon: Moment, tell: Tell
) -> None:
    row = tell(eli, resigned())
    sol = second(eli.coop)
    invited(sol, ada, noon)

    assert refused(lambda: confirm(row, sol, noon)) == "members.fresh"
    later = replace(on(TODAY + WEEK, noon), instant=noon.instant + WEEK)
    assert confirm(row, sol, later).leaves_on == GOES


@pytest.mark.parametrize("kind", ["person.came-back.v1", "departure.taken-back.v1"])
def test_nor_is_whom_they_alone_have_just_let_come_back(  # noqa: PLR0917 - a story and its people
    kind: str, ada: Participant, dee: Participant, eli: Participant, noon: Moment, tell: Tell
) -> None:
    row, sol = tell(eli, resigned()), second(eli.coop)
    append(kind=kind, what={"participant": "sol"}, by=ada, at=noon, subject="sol")

    assert refused(lambda: confirm(row, sol, noon)) == "members.fresh"
    assert confirm(row, dee, noon).leaves_on == GOES


def test_nor_do_they_confirm_a_decision_or_open_something_in_an_emergency_with_them(
    ada: Participant, dee: Participant, eli: Participant, noon: Moment
) -> None:
    sol = second(eli.coop)
    invited(sol, ada, noon)
    said = {"by": ada, "at": noon}
    entered = enter_authority(
        matter="dismiss",
        subject="eli",
        article="Article 5 — Who decides what",
        decided_on=noon.day,
        text="As it was said in the meeting.",
        key=click(),
        **said,  # type: ignore[arg-type]  # a story's people
    )
    asked = ask_in_emergency(
        about=eli,
        information_class="payment-details",
        because="The rent.",
        days=1,
        key=click(),
        **said,  # type: ignore[arg-type]  # the same
    )

    def with_them(by: Participant) -> list[Callable[[], object]]:
        return [
            lambda: confirm_authority(authority=entered, by=by, at=noon, key=click()),
            lambda: agree_in_emergency(emergency=asked, by=by, at=noon, key=click()),
        ]

    assert {refused(act) for act in with_them(sol)} == {"members.fresh"}
    assert all(act() for act in with_them(dee))


def test_those_who_can_say_whether_it_is_so_are_asked(  # noqa: PLR0917 - a story and its people
    monkeypatch: pytest.MonkeyPatch,
    ada: Participant,
    bo: Participant,
    dee: Participant,
    eli: Participant,
    noon: Moment,
    tell: Tell,
) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta(days=36_500))
    row = tell(eli, resigned())
    hearing.work_off()
    rows = Notice.objects.filter(subject=str(row.pk))
    heard = sorted((one.participant.key, one.of_kind.says(one.code, one.values)) for one in rows)
    asked = {who.key: [one.title for one in for_participant(who, noon)] for who in (ada, bo, dee, eli)}

    deny(row, dee, noon, "He said May.")
    hearing.work_off()

    confirms = "Confirm that Eli leaves, or say that it is not so"
    assert heard == [
        ("dee", "Confirm that Eli leaves on April 3, 2025, or say that it is not so."),
        ("eli", "It is told that you gave notice, and leave on April 3, 2025. Is it so?"),
    ]
    assert asked == {
        "ada": [],
        "bo": [],
        "dee": [confirms],
        "eli": ["It is told that you leave: say if it is not so"],
    }
    assert [one.title for who in (dee, eli) for one in for_participant(who, noon)] == []
    assert not rows.filter(read_at=None).exists()


def test_nobody_ends_a_membership_by_entering_or_putting_right_a_stage(
    ada: Participant, eli: Participant, noon: Moment
) -> None:
    period = StagePeriod.objects.get(participant=eli)
    said = {"by": ada, "at": noon}

    def entered(stage: str, *days: dt.date) -> object:
        spell = Spell(stage, *(days or (GOES,)))
        return begin(StagePeriod, participant=eli, spell=spell, key=click(), **said)  # type: ignore[arg-type]  # a story's people

    def put_right(*spell: Any) -> object:
        return correct(period, spell=Spell(*spell), because="The minutes say so.", key=click(), **said)  # type: ignore[arg-type]  # the same

    began, day = period.valid_from, dt.timedelta(days=1)
    tried = [
        lambda: entered("former"),
        lambda: entered("candidate"),
        lambda: entered("member", TODAY, GOES),
        lambda: entered("candidate", LONG_AGO + WEEK, LONG_AGO + WEEK * 2),  # nothing comes after it
        lambda: put_right("candidate", began),
        lambda: put_right("member", began, TODAY),
        lambda: put_right("member", began, GOES),
        lambda: put_right("member", TODAY + day),
        lambda: void(period, because="They never were.", key=click(), **said),  # type: ignore[arg-type]  # the same
    ]

    assert {refused(act) for act in tried} == {"members.ends"}
    assert stages(eli) == [("member", began, None)]
    assert put_right("member", began + day)
    Participant.objects.filter(pk=eli.pk).update(person=None)
    eli.refresh_from_db()
    assert entered("former")
