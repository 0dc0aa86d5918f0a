"""Giving notice, being recorded as leaving, and what ends on the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bylaws.kernel.faults import CharterSilent, Fault, InputFault, RecordMoved, Refused
from tests.toadlane.conftest import join
from tests.toadlane.leaving.conftest import GOES, LONG_AGO, TODAY, click, on, parting, second, stays
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.leaving import reads
from toadlane.leaving.models import Departure, DepartureDone, DepartureWords, HandedOver
from toadlane.people.models import Person
from toadlane.record.models import Entry
from toadlane.record.reads import content

Give = Callable[..., Departure]
Record = Callable[..., Departure]
Decide = Callable[..., Authority]


def refused(kind: type[Fault], act: Callable[[], object]) -> str:
    with pytest.raises(kind) as fault:
        act()
    return fault.value.code


def stages(who: Participant) -> list[tuple[str, dt.date, dt.date | None]]:
    rows = StagePeriod.objects.filter(participant=who).order_by("valid_from")
    return [(r.stage, r.valid_from, r.valid_until) for r in rows if r.valid_from != r.valid_until]


def account(who: Participant) -> Person:
    found = Participant.objects.select_related("person").get(pk=who.pk).person
    assert found is not None
    return found


def roles(who: Participant, day: dt.date) -> frozenset[str]:
    return who.roles_on(day)


def test_a_member_gives_notice_and_is_former_from_the_day_it_is_over(dee: Participant, give: Give) -> None:
    departure = give(dee)

    assert (departure.way, departure.told_on, departure.leaves_on) == ("resignation", TODAY, GOES)
    assert stages(dee) == [("member", LONG_AGO, GOES), ("former", GOES, None)]
    assert (roles(dee, GOES - dt.timedelta(days=1)), roles(dee, GOES)) == (frozenset({"keeper"}), frozenset())
    assert departure.article == "Article 10 — Going"


def test_the_record_keeps_who_and_when_and_not_why(dee: Participant, give: Give) -> None:
    departure = give(dee, words="I move to the sea.")

    entry = Entry.objects.get(kind="departure.notice-given.v1")
    said = content(entry)
    assert said is not None
    assert said["what"] == {
        "article": "Article 10 — Going",
        "becomes": "former",
        "departure": str(departure.pk),
        "leaves_on": "2025-04-03",
        "participant": "dee",
        "roles_end": ["keeper"],
        "told_on": "2025-03-03",
        "way": "resignation",
    }
    assert DepartureWords.objects.get().words == "I move to the sea."


def test_what_is_handed_over_is_listed_with_its_day(dee: Participant, give: Give) -> None:
    departure = give(dee)

    rows = HandedOver.objects.filter(departure=departure)
    assert [(row.kind, row.role, row.thing, row.due_on) for row in rows] == [
        ("role", "keeper", "the keys", GOES),
        ("role", "keeper", "the list of doors", GOES),
        ("work", "", "", GOES),
        ("access", "", "", GOES),
    ]


def test_notice_can_be_longer_and_not_shorter_nor_years_ahead(eli: Participant, give: Give) -> None:
    early = refused(Refused, lambda: give(eli, leaves_on=GOES - dt.timedelta(days=1)))
    ahead = refused(InputFault, lambda: give(eli, leaves_on=dt.date(2027, 1, 1)))

    departure = give(eli, leaves_on=dt.date(2025, 12, 31))

    assert (early, ahead) == ("departing.too-soon", "members.ahead")
    assert departure.leaves_on == dt.date(2025, 12, 31)


def test_the_same_click_gives_one_notice_and_a_second_notice_is_refused(eli: Participant, give: Give) -> None:
    first = give(eli, key="once")

    assert give(eli, key="once") == first
    assert refused(RecordMoved, lambda: give(eli)) == "departing.twice"
    assert Departure.objects.count() == 1


def test_whoever_has_left_has_nothing_to_leave(eli: Participant, record: Record, give: Give) -> None:
    record(eli, "resignation", told_on=dt.date(2025, 1, 15))

    assert refused(InputFault, lambda: give(eli)) == "departing.not-here"


def test_somebody_retires_and_stays_retired(eli: Participant, give: Give) -> None:
    departure = give(eli, way="retirement")

    assert departure.becomes == "retired"
    assert stages(eli) == [("member", LONG_AGO, GOES), ("retired", GOES, None)]


@pytest.mark.parametrize("way", ["dismissal", "death"])
def test_nobody_parts_with_themselves_by_notice(eli: Participant, give: Give, way: str) -> None:
    with pytest.raises(Fault) as fault:
        give(eli, way=way)

    assert fault.value.code == "not-there"


def test_a_stage_that_begins_later_stands_in_the_way(governed: Coop, eli: Participant, give: Give) -> None:
    StagePeriod.objects.filter(participant=eli)
    row = StagePeriod.objects.get(participant=eli)
    ends = StagePeriod(
        coop=governed,
        participant=eli,
        stage="member",
        valid_from=row.valid_from,
        valid_until=dt.date(2025, 6, 1),
        replaces=row,
    )
    ends.save()
    StagePeriod.objects.create(
        coop=governed, participant=eli, stage="sabbatical", valid_from=dt.date(2025, 6, 1)
    )

    assert refused(Refused, lambda: give(eli)) == "departing.later-stage"


def test_without_an_exit_rule_the_charter_says_so(
    harbour: Coop, ada: Participant, noon: Moment, give: Give
) -> None:
    from tests.toadlane.leaving.charters import GOING, HARBOUR
    from toadlane.charter.verbs import adopt_charter

    adopt_charter(coop=harbour, source=HARBOUR.replace(GOING, ""), by=ada, at=noon, key="charter")

    assert refused(CharterSilent, lambda: give(ada)) == "charter.silent"


# Recorded by who keeps the list


def test_notice_given_on_paper_counts_from_its_day(eli: Participant, record: Record) -> None:
    departure = record(eli, "resignation", told_on=dt.date(2025, 1, 31))

    assert (departure.leaves_on, departure.entered_by) == (dt.date(2025, 2, 28), "ada")
    assert eli.stage_on(TODAY) == "former"
    assert DepartureDone.objects.filter(departure=departure).exists()


def test_it_is_recorded_by_who_keeps_the_list(eli: Participant, dee: Participant, record: Record) -> None:
    assert refused(Refused, lambda: record(eli, "resignation", by=dee)) == "departing.not-keeper"


def test_the_role_that_leads_people_in_records_it_too(
    harbour: Coop, ada: Participant, noon: Moment, record: Record
) -> None:
    from tests.toadlane.leaving.charters import HARBOUR
    from toadlane.charter.verbs import adopt_charter

    led = HARBOUR.replace('kind = "membership"\n', 'kind = "membership"\nled_by = "keeper"\n')
    adopt_charter(coop=harbour, source=led, by=ada, at=noon, key="charter")
    dee, eli = join(harbour, "dee", "member", LONG_AGO), join(harbour, "eli", "member", LONG_AGO)
    RolePeriod.objects.create(coop=harbour, participant=dee, role="keeper", valid_from=LONG_AGO)

    assert record(eli, "resignation", by=dee).entered_by == "dee"


def test_a_day_to_come_is_no_day_on_which_it_was_told(eli: Participant, record: Record) -> None:
    ahead = refused(InputFault, lambda: record(eli, "death", told_on=TODAY + dt.timedelta(days=1)))

    assert ahead == "departing.ahead"


def test_a_death_closes_the_account_keeps_the_name_and_tells_nobody(
    eli: Participant, record: Record, mailoutbox: list[object]
) -> None:
    departure = record(eli, "death", told_on=dt.date(2025, 2, 20), words="His sister Flo.")

    person = account(eli)
    eli.refresh_from_db()
    assert (eli.name, person.is_active, eli.stage_on(TODAY)) == ("Eli", False, "former")
    assert (departure.leaves_on, departure.words.words) == (dt.date(2025, 2, 20), "His sister Flo.")
    assert (mailoutbox, HandedOver.objects.filter(departure=departure).exclude(kind="access").count()) == (
        [],
        0,
    )


def test_a_co_op_closes_no_account_that_another_needs(eli: Participant, record: Record) -> None:
    other = Coop.objects.create(slug="other", name="Other", currency="USD", time_zone="UTC")
    Participant.objects.create(coop=other, key="eli", name="Eli", person=eli.person)

    record(eli, "death")

    assert account(eli).is_active


def test_a_death_recorded_by_mistake_is_taken_back_and_the_account_opens(
    ada: Participant, eli: Participant, record: Record, noon: Moment
) -> None:
    departure = record(eli, "death")

    stays(departure, ada, second(eli.coop), noon, "It was his uncle.")

    assert account(eli).is_active
    assert stages(eli) == [("member", LONG_AGO, None)]


def test_death_does_not_wait_for_a_notice_that_runs(dee: Participant, give: Give, record: Record) -> None:
    notice = give(dee)

    record(dee, "death")

    assert Departure.objects.get(pk=notice.pk).is_back
    assert stages(dee) == [("member", LONG_AGO, TODAY), ("former", TODAY, None)]
    assert roles(dee, TODAY) == frozenset()


# Parted with


def test_members_part_with_somebody_by_the_decision_on_that_person_and_day(
    eli: Participant, record: Record, decide: Decide
) -> None:
    authority = decide(eli, "dismiss", parting(eli))

    departure = record(eli, "dismissal", authority=authority)

    assert (departure.leaves_on, departure.authority) == (TODAY, authority.pk)
    assert departure.article == "Article 5 — Who decides what"
    assert eli.stage_on(TODAY) == "former"
    assert Authority.objects.get(pk=authority.pk).state == Authority.State.USED


def test_nobody_is_parted_with_without_a_decision(eli: Participant, record: Record) -> None:
    assert refused(Refused, lambda: record(eli, "dismissal")) == "departing.undecided"


def test_a_decision_on_another_day_or_open_ended_or_by_another_article_does_not_do(
    eli: Participant, record: Record, decide: Decide
) -> None:
    other_day = decide(eli, "dismiss", parting(eli, TODAY + dt.timedelta(days=30)))
    open_ended = decide(eli, "dismiss", "")
    other_article = decide(eli, "dismiss", parting(eli), article="Article 10 — Going")

    def parted(authority: Authority) -> str:
        return refused(Fault, lambda: record(eli, "dismissal", authority=authority))

    codes = [parted(decision) for decision in (other_day, open_ended, other_article)]

    assert codes == ["authority.changed", "authority.open-ended", "departing.other-article"]
    assert eli.stage_on(TODAY) == "member"


def test_whoever_is_parted_with_does_not_record_it(ada: Participant, record: Record, decide: Decide) -> None:
    assert refused(Refused, lambda: record(ada, "dismissal")) == "departing.own"


# The last of them


def test_the_last_who_enters_people_may_go_and_then_every_member_may(
    ada: Participant, dee: Participant, eli: Participant, give: Give, noon: Moment
) -> None:
    bo = join(ada.coop, "bo", "candidate", LONG_AGO)
    give(ada)
    later = on(GOES, noon)

    from toadlane.members import standing
    from toadlane.members.entering import Spell
    from toadlane.members.verbs import begin

    entering = {who.key: standing.enters(who, later) for who in (ada, dee, eli, bo)}
    begin(RolePeriod, participant=eli, spell=Spell("bookkeeper", GOES), by=dee, at=later, key=click())

    assert entering == {"ada": False, "dee": True, "eli": True, "bo": False}
    assert {who.key: standing.enters(who, later) for who in (dee, eli)} == {"dee": False, "eli": True}


def test_the_money_room_learns_when_somebody_left(eli: Participant, record: Record) -> None:
    record(eli, "resignation", told_on=dt.date(2025, 1, 31), leaves_on=dt.date(2025, 3, 1))

    found = reads.gone(eli)

    assert found is not None
    assert (found.notice_on, found.leaves_on) == (dt.date(2025, 1, 31), dt.date(2025, 3, 1))
