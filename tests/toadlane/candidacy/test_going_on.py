"""Going on to the next stage: as decided, and everything that stands in its way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bylaws.kernel.faults import Fault, InputFault, NotThere, RecordMoved, Refused
from bylaws.kernel.money import Money
from bylaws.surplus.buy_in import buy_in
from tests.toadlane.candidacy.conftest import ALL, DAY, ENOUGH, Admit, Decide, work
from tests.toadlane.candidacy.words import HARBOUR
from tests.toadlane.conftest import NOON, join
from tests.toadlane.crowds import all_at_once
from tests.toadlane.notices.conftest import prove
from toadlane.amending.models import RuleException
from toadlane.candidacy import verbs
from toadlane.candidacy.models import Admission
from toadlane.candidacy.steps import step
from toadlane.charter.reads import charter_of
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.mail.models import Letter
from toadlane.members.entering import Spell
from toadlane.members.verbs import begin
from toadlane.notices.models import Notice
from toadlane.notices.posting import post
from toadlane.record.models import Entry
from toadlane.work.reads import people_of

SUMMER = dt.date(2024, 7, 1)


def refused(fault: type[Fault], act: Callable[[], object]) -> str:
    with pytest.raises(fault) as met:
        act()
    return met.value.code


def stages(who: Participant) -> list[tuple[str, dt.date, dt.date | None]]:
    rows = StagePeriod.objects.filter(participant=who).order_by("valid_from")
    return list(rows.values_list("stage", "valid_from", "valid_until"))


def test_somebody_goes_on_as_members_decided(ready: Participant, decide: Decide, admit: Admit) -> None:
    authority = decide(ready)

    row = admit(ready, authority)

    assert stages(ready) == [("candidate", SUMMER, DAY), ("member", DAY, None)]
    assert (row.from_stage, row.to_stage, row.excepted) == ("candidate", "member", [])
    assert Authority.objects.get(pk=authority.pk).state == Authority.State.USED
    kinds = list(Entry.objects.filter(subject="bo").values_list("kind", flat=True))
    assert kinds == ["stage.decided.v1"]


def test_the_buy_in_begins_that_day_and_nothing_is_entered_for_it(
    ready: Participant, decide: Decide, admit: Admit
) -> None:
    admit(ready, decide(ready))

    who = people_of(ready.coop)["bo"]
    owed = buy_in(who, Money(0, "USD"), charter=charter_of(ready.coop), on=dt.date(2025, 4, 10)).value

    assert (owed.amount, owed.overdue) == (Money(300000, "USD"), Money(12500, "USD"))


def test_whoever_goes_on_is_told_what_changes_once_and_by_a_letter_that_binds(
    ready: Participant, decide: Decide, admit: Admit, noon: Moment
) -> None:
    prove(ready)
    authority = decide(ready)
    admit(ready, authority)
    admit(ready, authority)
    post(noon.instant)

    told = Notice.objects.get(participant=ready, kind="next-stage")
    letter = Letter.objects.get(to="bo@harbour.example")
    assert letter.subject == "Harbour Web Cooperative: Your next stage in the co-op"
    assert told.says == (
        "The members decided it: from March 10, 2025 your stage is: member. From that day you may: propose, "
        "vote, share in the surplus. Your buy-in is $3,000.00 (Article 8 — What each puts in); "
        "the first of it is due on April 10, 2025."
    )
    assert told.says in letter.body
    assert (told.of_kind.binding, told.address) == (True, "/c/harbour/joining/people/bo/")


def test_sent_twice_it_happens_once(ready: Participant, decide: Decide, admit: Admit) -> None:
    authority = decide(ready)

    first, again = admit(ready, authority), admit(ready, authority)

    assert (first.pk, Admission.objects.count(), len(stages(ready))) == (again.pk, 1, 2)


def test_a_second_short_of_the_hours_is_short(
    governed: Coop, bo: Participant, decide: Decide, admit: Admit
) -> None:
    work(bo, ENOUGH - 1)
    authority = decide(bo)

    with pytest.raises(Refused) as met:
        admit(bo, authority)

    assert (met.value.code, met.value.article) == ("candidacy.missing", "Article 3 — Becoming a member")
    assert "519:59" in met.value.says
    assert len(stages(bo)) == 1


def test_the_months_are_full_on_their_day_and_not_the_day_before(governed: Coop, dee: Participant) -> None:
    eli = join(governed, "eli", "candidate", dt.date(2024, 9, 10))
    work(eli, ENOUGH)

    assert step(eli, dt.date(2025, 3, 9)).lacking == ("stage.months-short",)
    assert step(eli, dt.date(2025, 3, 10)).lacking == ()


def test_hours_of_another_kind_do_not_count(governed: Coop, bo: Participant, dee: Participant) -> None:
    work(bo, ENOUGH, kind="learning")

    assert step(bo, DAY).lacking == ("stage.hours-short",)


def test_only_those_who_lead_people_in_enter_it(
    ready: Participant, dee: Participant, decide: Decide, admit: Admit
) -> None:
    authority = decide(ready)

    assert refused(Refused, lambda: admit(ready, authority, by=dee)) == "candidacy.not-leading"
    RolePeriod.objects.create(coop=ready.coop, participant=dee, role="welcome", valid_from=SUMMER)
    admit(ready, authority, by=dee)


def test_somebody_of_another_co_op_finds_nothing(ready: Participant, decide: Decide, admit: Admit) -> None:
    elsewhere = Coop.objects.create(slug="weir", name="Weir", currency="USD", time_zone="UTC")
    gil = join(elsewhere, "gil", "member", SUMMER)
    authority = decide(ready)

    assert refused(NotThere, lambda: admit(ready, authority, by=gil)) == "not-there"


def test_a_decision_allows_exactly_what_was_decided(ready: Participant, decide: Decide, admit: Admit) -> None:
    authority = decide(ready)

    later = dt.date(2025, 3, 11)
    assert refused(RecordMoved, lambda: admit(ready, authority, from_day=later)) == "authority.changed"
    assert refused(InputFault, lambda: admit(ready, authority, to="sabbatical")) == "candidacy.other-stage"
    assert len(stages(ready)) == 1


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"article": "Article 4 — How we decide"}, "candidacy.other-article"),
        ({"fingerprint": ""}, "authority.open-ended"),
        ({"subject": "dee"}, "authority.other-matter"),
        ({"matter": "hire"}, "authority.other-matter"),
    ],
)
def test_no_other_decision_will_do(
    ready: Participant, decide: Decide, admit: Admit, other: dict[str, object], code: str
) -> None:
    authority = decide(ready, **other)

    assert refused(Refused, lambda: admit(ready, authority)) == code


def test_nobody_goes_on_before_it_was_decided(ready: Participant, decide: Decide, admit: Admit) -> None:
    day = dt.date(2025, 3, 2)
    authority = decide(ready, day)

    code = refused(Refused, lambda: admit(ready, authority, from_day=day))

    assert code == "candidacy.before-decision"


def test_a_stage_is_not_dated_before_another(
    ready: Participant, decide: Decide, ada: Participant, noon: Moment
) -> None:
    assert refused(Refused, lambda: step(ready, SUMMER)) == "candidacy.later-stage"
    assert refused(Refused, lambda: step(ready, dt.date(2024, 2, 1))) == "candidacy.later-stage"
    assert refused(InputFault, lambda: step(ready, dt.date(2023, 12, 31))) == "candidacy.before-charter"
    begin(
        StagePeriod,
        participant=ready,
        spell=Spell("sabbatical", dt.date(2025, 6, 1)),
        by=ada,
        at=noon,
        key="away",
    )
    assert refused(Refused, lambda: step(ready, DAY)) == "candidacy.later-stage"


def test_whoever_is_away_goes_on_when_they_are_back(
    ready: Participant, ada: Participant, noon: Moment
) -> None:
    spell = Spell("sabbatical", dt.date(2025, 3, 1))
    begin(StagePeriod, participant=ready, spell=spell, by=ada, at=noon, key="away")

    assert refused(Refused, lambda: step(ready, DAY)) == "candidacy.away"


def test_members_and_those_who_left_have_no_next_stage(dee: Participant, governed: Coop) -> None:
    gone = join(governed, "gus", "candidate", SUMMER)
    StagePeriod.objects.create(
        coop=governed,
        participant=gone,
        stage="candidate",
        valid_from=SUMMER,
        valid_until=dt.date(2025, 1, 1),
        replaces=StagePeriod.objects.get(participant=gone),
    )

    assert refused(Refused, lambda: step(dee, DAY)) == "candidacy.no-next"
    assert refused(Refused, lambda: step(gone, DAY)) == "candidacy.not-here"


def test_there_is_no_room_beyond_the_cap_and_no_exception_makes_any(
    ready: Participant, decide: Decide, admit: Admit, let_off: RuleException
) -> None:
    join(ready.coop, "fay", "member", SUMMER)
    authority = decide(ready)

    code = refused(Refused, lambda: admit(ready, authority, because="We want them."))

    assert (code, let_off.article) == ("candidacy.full", "Article 3 — Becoming a member")


def test_somebody_who_comes_later_has_their_place_already(ready: Participant, dee: Participant) -> None:
    join(ready.coop, "fay", "member", dt.date(2025, 6, 1))

    assert step(ready, DAY).lacking == ("members.full",)


def test_an_exception_lets_somebody_off_and_says_why(
    bo: Participant, decide: Decide, admit: Admit, let_off: RuleException
) -> None:
    authority = decide(bo)

    assert refused(InputFault, lambda: admit(bo, authority)) == "candidacy.because"
    row = admit(bo, authority, because="They ran the shop for a year before.", key="again")

    assert (row.excepted, row.because) == (["stage.hours-short"], "They ran the shop for a year before.")
    assert let_off.number == 3


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_takes_the_last_place() -> None:
    coop = Coop.objects.create(slug="harbour", name="Harbour", currency="USD", time_zone="America/New_York")
    ada, dee = join(coop, "ada", "member", SUMMER), join(coop, "dee", "member", SUMMER)
    RolePeriod.objects.create(coop=coop, participant=ada, role="bookkeeper", valid_from=SUMMER)
    noon = Moment.of(NOON, coop=coop)
    adopt_charter(coop=coop, source=HARBOUR, by=ada, at=noon, key="charter")
    coming = [join(coop, key, "candidate", SUMMER) for key in ("bo", "eli")]
    decided = []
    for who in coming:
        work(who, ENOUGH)
        entered = enter_authority(
            matter="admit-member",
            subject=who.key,
            article=ALL,
            decided_on=noon.day,
            text="Yes.",
            fingerprint=step(who, DAY).fingerprint,
            by=ada,
            at=noon,
            key=f"enter {who.key}",
        )
        confirm_authority(authority=entered, by=dee, at=noon, key=f"confirm {who.key}")
        decided.append(Authority.objects.get(pk=entered.pk))

    def admitting(who: Participant, authority: Authority) -> Callable[[], str]:
        def act() -> str:
            try:
                verbs.go_on(
                    participant=who,
                    to="member",
                    from_day=DAY,
                    authority=authority,
                    by=ada,
                    at=noon,
                    key=who.key,
                )
            except Refused as fault:
                return fault.code
            return "in"

        return act

    came = all_at_once([admitting(*pair) for pair in zip(coming, decided, strict=True)])

    assert sorted(came) == ["candidacy.full", "in"]
    assert StagePeriod.objects.on(DAY).filter(coop=coop, stage="member").count() == 3


def test_the_page_of_stages_is_no_way_around_the_decision(
    ready: Participant, ada: Participant, noon: Moment
) -> None:
    def entered(day: dt.date) -> object:
        return begin(
            StagePeriod, participant=ready, spell=Spell("member", day), by=ada, at=noon, key=f"round {day}"
        )

    assert refused(Refused, lambda: entered(noon.day)) == "members.decided"
    assert refused(Refused, lambda: entered(DAY)) == "members.decided"
    entered(dt.date(2025, 2, 3))  # it was so before the co-op kept its charter here
    assert stages(ready)[-1] == ("member", dt.date(2025, 2, 3), None)
