"""Taking a departure back, coming back, and the list of what is handed over."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from tests.toadlane.conftest import join
from tests.toadlane.leaving.conftest import GOES, LONG_AGO, TODAY, click, on, says_stays
from tests.toadlane.leaving.test_going import Decide, Give, Record, refused, roles, stages
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.leaving import reckoning, verbs
from toadlane.leaving.models import Departure, DepartureTakenBack, HandedOver
from toadlane.members.entering import Spell
from toadlane.members.verbs import begin, confirm_change, correct

SEPTEMBER = dt.date(2025, 9, 1)


def test_whoever_stays_after_all_is_what_they_were(dee: Participant, give: Give, noon: Moment) -> None:
    departure = give(dee)

    verbs.take_back(departure=departure, by=dee, at=on(GOES - dt.timedelta(days=1), noon), key=click())

    assert stages(dee) == [("member", LONG_AGO, None)]
    assert roles(dee, GOES) == frozenset({"keeper"})
    assert give(dee).leaves_on == GOES


def test_a_role_that_was_to_begin_later_is_there_again(
    governed: Coop, dee: Participant, give: Give, noon: Moment
) -> None:
    may = dt.date(2025, 5, 1)
    RolePeriod.objects.create(coop=governed, participant=dee, role="scribe", valid_from=may)
    departure = give(dee)
    before = roles(dee, may)

    verbs.take_back(departure=departure, by=dee, at=noon, key=click())

    assert (before, roles(dee, may)) == (frozenset(), frozenset({"keeper", "scribe"}))


def test_on_the_day_itself_it_is_too_late(dee: Participant, give: Give, noon: Moment) -> None:
    departure = give(dee)

    late = refused(
        Refused,
        lambda: verbs.take_back(departure=departure, by=dee, at=on(GOES, noon), key=click()),
    )

    assert late == "departing.not-own"


def test_it_is_taken_back_once_and_the_same_click_is_told_so(
    dee: Participant, give: Give, noon: Moment
) -> None:
    departure = give(dee)
    first = verbs.take_back(departure=departure, by=dee, at=noon, key="once")

    assert verbs.take_back(departure=departure, by=dee, at=noon, key="once") == first
    assert (
        refused(RecordMoved, lambda: verbs.take_back(departure=departure, by=dee, at=noon, key=click()))
        == "departing.back"
    )


def test_what_others_recorded_is_taken_back_by_two(
    ada: Participant, eli: Participant, dee: Participant, record: Record, noon: Moment
) -> None:
    departure = record(eli, "resignation", told_on=dt.date(2025, 1, 15))

    def back(by: Participant) -> object:
        return verbs.take_back(departure=departure, by=by, at=noon, key=click())

    not_alone = [
        refused(Refused, lambda: back(eli)),
        refused(Refused, lambda: back(ada)),
        refused(Refused, lambda: says_stays(departure, dee, noon)),
    ]
    asked = says_stays(departure, ada, noon, "It was another Eli.")
    not_by = [
        refused(Refused, lambda: confirm_change(change=asked, by=ada, at=noon, key=click())),
        refused(Refused, lambda: confirm_change(change=asked, by=eli, at=noon, key=click())),
        refused(RecordMoved, lambda: says_stays(departure, ada, noon)),
    ]
    before = stages(eli)
    confirm_change(change=asked, by=dee, at=noon, key=click())

    assert not_alone == ["departing.not-own", "departing.not-own", "departing.not-keeper"]
    assert not_by == ["departing.own-word", "change.members", "change.twice"]
    assert before != stages(eli) == [("member", LONG_AGO, None)]
    assert DepartureTakenBack.objects.get().because == "It was another Eli."


def test_what_was_changed_since_is_not_run_over(
    ada: Participant, eli: Participant, give: Give, noon: Moment
) -> None:
    departure = give(eli)
    former = StagePeriod.objects.get(participant=eli, stage="former")
    correct(
        former,
        spell=Spell("former", dt.date(2025, 5, 1)),
        because="A month later.",
        by=ada,
        at=noon,
        key=click(),
    )

    changed = refused(RecordMoved, lambda: verbs.take_back(departure=departure, by=eli, at=noon, key=click()))

    assert changed == "departing.changed"


# Coming back


def come_back(who: Participant, stage: str, by: Participant, at: Moment, **more: object) -> StagePeriod:
    said: dict[str, object] = {"from_day": SEPTEMBER, "key": click(), **more}
    return verbs.come_back(participant=who, stage=stage, by=by, at=at, **said)  # type: ignore[arg-type]  # a story names what it changes


def test_somebody_comes_back_as_a_candidate_with_the_key_they_had(
    ada: Participant, eli: Participant, record: Record, noon: Moment
) -> None:
    record(eli, "resignation", told_on=dt.date(2025, 1, 31))

    period = come_back(eli, "candidate", ada, noon, key="once")

    assert come_back(eli, "candidate", ada, noon, key="once") == period
    left = dt.date(2025, 2, 28)
    assert stages(eli) == [
        ("member", LONG_AGO, left),
        ("former", left, SEPTEMBER),
        ("candidate", SEPTEMBER, None),
    ]
    assert Participant.objects.filter(coop=ada.coop, person=eli.person).get() == eli


def test_somebody_comes_back_as_a_member_by_decision_alone(
    ada: Participant, eli: Participant, record: Record, decide: Decide, noon: Moment
) -> None:
    record(eli, "resignation", told_on=dt.date(2025, 1, 31))
    found = reckoning.return_of(eli, "member", SEPTEMBER).value
    authority = decide(eli, "admit-member", reckoning.fingerprint_of_return(eli, found))

    without = refused(Refused, lambda: come_back(eli, "member", ada, noon))
    come_back(eli, "member", ada, noon, authority=authority)

    assert (found.decided_as, without) == ("admit-member", "returning.undecided")
    assert eli.stage_on(SEPTEMBER) == "member"


def test_somebody_who_is_here_cannot_come_back_nor_on_days_that_are_taken(
    ada: Participant, eli: Participant, dee: Participant, record: Record, noon: Moment
) -> None:
    record(eli, "resignation", told_on=dt.date(2025, 1, 31))
    come_back(eli, "candidate", ada, noon)

    codes = [
        refused(Refused, lambda: come_back(dee, "candidate", ada, noon)),
        refused(Refused, lambda: come_back(eli, "candidate", ada, noon)),
        refused(Refused, lambda: come_back(eli, "candidate", ada, noon, from_day=dt.date(2025, 8, 1))),
        refused(Refused, lambda: come_back(eli, "candidate", dee, noon)),
    ]

    assert codes == [
        "returning.never-left",
        "returning.never-left",
        "returning.not-free",
        "departing.not-keeper",
    ]


# Handing over


@pytest.fixture
def items(dee: Participant, eli: Participant, give: Give) -> list[HandedOver]:
    """The keys, the list of doors, work in hand, and access; Dee gives notice, Eli stays."""
    departure = give(dee)
    return list(HandedOver.objects.filter(departure=departure))


def test_a_thing_is_given_by_who_goes_and_taken_by_who_has_it_then(
    items: list[HandedOver], dee: Participant, eli: Participant, noon: Moment
) -> None:
    verbs.give_to(item=items[0], to=eli, by=dee, at=noon, key=click())
    verbs.tick(item=items[0], side="given", by=dee, at=noon, key=click())
    held = verbs.tick(item=items[0], side="taken", by=eli, at=noon, key=click())

    assert (held.given_on, held.taken_on, held.is_done) == (TODAY, TODAY, True)


def test_nobody_ticks_the_side_of_another(
    items: list[HandedOver], ada: Participant, dee: Participant, eli: Participant, noon: Moment
) -> None:
    verbs.give_to(item=items[0], to=eli, by=ada, at=noon, key=click())

    codes = {
        refused(Refused, lambda: verbs.tick(item=items[0], side="given", by=eli, at=noon, key=click())),
        refused(Refused, lambda: verbs.tick(item=items[0], side="taken", by=dee, at=noon, key=click())),
        refused(Refused, lambda: verbs.tick(item=items[0], side="taken", by=ada, at=noon, key=click())),
        refused(Refused, lambda: verbs.give_to(item=items[0], to=None, by=eli, at=noon, key=click())),
    }

    assert codes == {"hand-over.not-yours"}


def test_another_taker_ticks_anew_and_a_tick_can_be_undone(
    items: list[HandedOver], ada: Participant, dee: Participant, eli: Participant, noon: Moment
) -> None:
    verbs.give_to(item=items[0], to=eli, by=dee, at=noon, key=click())
    verbs.tick(item=items[0], side="taken", by=eli, at=noon, key=click())
    verbs.tick(item=items[0], side="given", by=dee, at=noon, key=click())

    verbs.tick(item=items[0], side="given", done=False, by=dee, at=noon, key=click())
    held = verbs.give_to(item=items[0], to=ada, by=dee, at=noon, key=click())

    assert (held.to, held.given_on, held.taken_on) == (ada, None, None)


def test_nothing_is_handed_to_who_goes_or_has_gone(
    items: list[HandedOver], governed: Coop, dee: Participant, noon: Moment
) -> None:
    flo = join(governed, "flo", "former", LONG_AGO)

    def hand(to: Participant) -> str:
        return refused(InputFault, lambda: verbs.give_to(item=items[0], to=to, by=dee, at=noon, key=click()))

    codes = {hand(dee), hand(flo)}

    assert codes == {"hand-over.to"}


def test_when_they_are_gone_who_keeps_the_list_ticks_for_them_and_ends_access(
    items: list[HandedOver], ada: Participant, dee: Participant, noon: Moment
) -> None:
    access = items[-1]
    later = on(GOES, noon)

    before = refused(Refused, lambda: verbs.tick(item=items[0], side="given", by=ada, at=noon, key=click()))
    given = verbs.tick(item=items[0], side="given", by=ada, at=later, key=click())
    ended = verbs.tick(item=access, side="taken", by=ada, at=later, key=click())
    own = refused(Refused, lambda: verbs.tick(item=access, side="taken", by=dee, at=later, key=click()))

    assert (before, given.given_on, ended.is_done, own) == (
        "hand-over.not-yours",
        GOES,
        True,
        "hand-over.not-yours",
    )


def test_nothing_is_handed_over_by_who_stays(items: list[HandedOver], dee: Participant, noon: Moment) -> None:
    verbs.take_back(departure=Departure.objects.get(), by=dee, at=noon, key=click())

    stays = refused(
        RecordMoved, lambda: verbs.tick(item=items[0], side="given", by=dee, at=noon, key=click())
    )

    assert stays == "departing.back"


def test_the_same_click_ticks_once(items: list[HandedOver], dee: Participant, noon: Moment) -> None:
    verbs.tick(item=items[0], side="given", by=dee, at=noon, key="tick")

    held = verbs.tick(item=items[0], side="given", by=dee, at=noon, key="tick")
    same = verbs.give_to(item=items[0], to=None, by=dee, at=noon, key="give")

    assert (held.given_on, same, verbs.give_to(item=items[0], to=None, by=dee, at=noon, key="give")) == (
        TODAY,
        held,
        held,
    )


def test_what_was_left_of_the_past_stays_when_roles_are_given_anew(
    ada: Participant, eli: Participant, record: Record, noon: Moment
) -> None:
    """Somebody is given a role again only by whoever gives roles, after they came back."""
    record(eli, "resignation", told_on=dt.date(2025, 1, 31))
    come_back(eli, "candidate", ada, noon)

    begin(RolePeriod, participant=eli, spell=Spell("scribe", SEPTEMBER), by=ada, at=noon, key=click())

    assert roles(eli, SEPTEMBER) == frozenset({"scribe"})
