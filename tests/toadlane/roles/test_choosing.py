"""Elected and appointed on a decision, called back on one, drawn by lot."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bylaws.kernel.faults import Fault, Refused
from bylaws.membership.turns import draw as drawn_again
from tests.toadlane.roles.conftest import Agree, later
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.matters import matter
from toadlane.decisions.models import Authority
from toadlane.members.entering import NewPerson, Spell
from toadlane.members.standing import MOVING_IN, kept_here_since
from toadlane.members.verbs import bring_in
from toadlane.members.verbs.periods import begin, void
from toadlane.record.models import Entry
from toadlane.roles import choosing, held
from toadlane.roles.choosing import Choice
from toadlane.roles.models import Filling

DAY = dt.date(2025, 3, 3)
ONE = dt.timedelta(days=1)
CHAIR = "chair, dee, 2025-03-03"


def refused(authority: Authority, by: Participant, at: Moment, *, verb: object = choosing.choose) -> str:
    with pytest.raises(Fault) as fault:
        verb(authority=authority, by=by, at=at, key=f"refused {authority.pk}")  # type: ignore[operator]  # a verb
    return fault.value.code


def exactly(coop: Coop, subject: str) -> str:
    found, choice = held.require(coop, DAY), choosing.choice_of(subject)
    assert choice is not None
    return choosing.fingerprint(held.post_of(found, choice.post), choice)


def test_whom_the_members_chose_holds_it_for_a_term_on_exactly_that_decision(
    roles: Coop, agree: Agree, ada: Participant, dee: Participant, noon: Moment
) -> None:
    agreed = agree(CHAIR, exactly(roles, CHAIR))

    first, second = (choosing.choose(authority=agreed, by=ada, at=noon, key="k") for _ in range(2))

    assert (first, first.participant, first.valid_from, first.valid_until) == (
        second,
        dee,
        DAY,
        dt.date(2026, 3, 3),
    )
    assert (Filling.objects.get().way, Filling.objects.get().authority) == ("chosen", agreed.pk)
    assert refused(agreed, dee, noon) == "roles.held-already"
    assert matter("role").page(roles, CHAIR) == "/c/harbour/roles/chair/"
    assert matter("role").page(roles, "something else") == "/c/harbour/roles/"


def test_all_three_of_a_board_sit_until_the_same_day(
    roles: Coop, agree: Agree, ada: Participant, dee: Participant, noon: Moment
) -> None:
    for who, day in (("ada", "2024-06-01"), ("dee", "2025-03-03")):
        choosing.choose(authority=agree(f"board, {who}, {day}"), by=ada, at=noon, key=who)

    ends = RolePeriod.objects.filter(role="board").values_list("valid_until", flat=True)
    assert list(ends) == [dt.date(2026, 6, 1)] * 2


@pytest.mark.parametrize(
    ("subject", "other", "code"),
    [
        ("chair, bo, 2025-03-03", {}, "roles.not-open-to"),
        ("chair, nobody, 2025-03-03", {}, "not-there"),
        ("emperor, dee, 2025-03-03", {}, "posts.unknown"),
        ("webmaster, dee, 2025-03-03", {}, "roles.filled-otherwise"),
        ("chair, dee, 2025-13-03", {}, "not-there"),
        ("chair and dee", {}, "not-there"),
        ("chair, dee, 2023-03-03", {}, "roles.far"),
        (CHAIR, {"article": "Article 9 — Surplus"}, "roles.article"),
        (CHAIR, {"matter": "close-year"}, "not-there"),
        (CHAIR, {"fingerprint": "5" * 64}, "authority.changed"),
    ],
)
def test_what_was_not_decided_so_changes_nothing(  # noqa: PLR0917 - a story and its people
    agree: Agree, ada: Participant, bo: Participant, noon: Moment, subject: str, other: Any, code: str
) -> None:
    agreed = agree(subject, **other)

    assert refused(agreed, ada, noon) == code
    assert RolePeriod.objects.exclude(role="bookkeeper").count() == 0


def test_candidates_enter_nothing_that_members_decided(agree: Agree, bo: Participant, noon: Moment) -> None:
    assert refused(agree(CHAIR), bo, noon) == "roles.members"


def test_a_decision_that_nobody_confirmed_or_for_another_coop_does_nothing(
    roles: Coop, agree: Agree, ada: Participant, noon: Moment
) -> None:
    agreed = agree(CHAIR)
    other = Coop.objects.create(slug="other", name="Other", currency="USD", time_zone="UTC")
    agreed.coop = other
    unconfirmed = Authority.objects.create(
        coop=roles,
        matter="role",
        subject="chair, ada, 2025-03-03",
        article="Article 4 — How we decide",
        decided_on=DAY,
        text="x",
        entered_on=DAY,
        entered_by=ada,
    )

    assert refused(agreed, ada, noon) == "not-there"
    assert refused(unconfirmed, ada, noon) == "authority.unconfirmed"


def test_after_two_terms_in_a_row_nobody_is_chosen_a_third_time(
    agree: Agree, ada: Participant, dee: Participant, noon: Moment
) -> None:
    for year in ("2023", "2024"):
        start = dt.date(int(year), 3, 3)
        end = dt.date(int(year) + 1, 3, 3)
        RolePeriod.objects.create(
            coop=dee.coop, participant=dee, role="chair", valid_from=start, valid_until=end
        )

    assert refused(agree(CHAIR), ada, noon) == "roles.terms-done"


def test_somebody_is_called_back_from_today_where_the_charter_says_so(
    roles: Coop, agree: Agree, ada: Participant, dee: Participant, noon: Moment
) -> None:
    choosing.choose(authority=agree("chair, dee, 2025-02-03"), by=ada, at=noon, key="k")
    choosing.choose(authority=agree("board, dee, 2025-02-03"), by=ada, at=noon, key="b")
    agreed = agree("chair, dee, 2025-02-03", matter="recall")

    first, second = (choosing.recall(authority=agreed, by=ada, at=noon, key="r") for _ in range(2))

    assert (first, first.valid_until, dee.roles_on(DAY)) == (second, DAY, frozenset({"board"}))
    of_board = agree("board, dee, 2025-02-03", matter="recall")
    gone = agree("chair, dee, 2025-02-03", matter="recall", text="Once more.")
    assert refused(of_board, ada, noon, verb=choosing.recall) == "roles.no-recall"
    assert refused(gone, ada, noon, verb=choosing.recall) == "roles.not-held"


def test_a_recall_means_the_term_it_names(
    agree: Agree, ada: Participant, dee: Participant, noon: Moment
) -> None:
    choosing.choose(authority=agree("chair, dee, 2025-02-03"), by=ada, at=noon, key="k")

    other = agree("chair, dee, 2024-02-03", matter="recall")
    assert refused(other, ada, noon, verb=choosing.recall) == "not-there"


def test_a_lot_is_drawn_from_a_seed_in_the_record_that_anybody_can_draw_again(
    roles: Coop, ada: Participant, bo: Participant, dee: Participant, noon: Moment
) -> None:
    first = choosing.draw(post="watch", by=ada, at=noon, key="k")
    again = choosing.draw(post="watch", by=ada, at=noon, key="k")

    seed = bytes(Entry.objects.get(kind="role.lot-called.v1").commitment).hex()
    expected = drawn_again(["ada", "dee"], seats=2, seed=seed, article="").value
    assert first == again
    assert set(Filling.objects.values_list("way", "because")) == {("drawn", seed)}
    assert tuple(one.participant.key for one in first) == expected
    with pytest.raises(Fault) as fault:
        choosing.draw(post="watch", by=ada, at=noon, key="more")
    assert fault.value.code == "roles.nothing-to-draw"


def test_a_lot_is_called_by_members_where_the_charter_draws(
    roles: Coop, ada: Participant, bo: Participant, noon: Moment
) -> None:
    codes = []
    for post, who in (("watch", bo), ("chair", ada)):
        with pytest.raises(Fault) as fault:
            choosing.draw(post=post, by=who, at=noon, key=post)
        codes.append(fault.value.code)

    assert codes == ["roles.members", "roles.filled-otherwise"]


def test_what_a_decision_is_about_reads_back_as_it_was() -> None:
    choice = Choice("circle-leader~product", "ada", DAY)

    assert choosing.choice_of(choice.subject) == choice


def test_once_a_co_op_has_moved_in_nobody_is_entered_as_what_the_members_choose(
    roles: Coop, ada: Participant, dee: Participant, noon: Moment
) -> None:
    last, after = (later(noon, str(kept_here_since(roles) + wait)) for wait in (MOVING_IN - ONE, MOVING_IN))
    mate = NewPerson("Gil Example", roles=(Spell("board", after.day),))

    with pytest.raises(Refused) as entered:
        begin(RolePeriod, participant=dee, spell=Spell("chair", after.day), by=ada, at=after, key="a")
    with pytest.raises(Refused) as brought:
        bring_in(coop=roles, people=[mate], by=ada, at=after, key="mate")
    past = begin(RolePeriod, participant=dee, spell=Spell("chair", last.day), by=ada, at=last, key="b")
    with pytest.raises(Refused) as ended:
        void(past, because="They never were.", by=ada, at=after, key="void")
    scribe = begin(
        RolePeriod, participant=dee, spell=Spell("scribe", after.day), by=ada, at=after, key="scribe"
    )

    assert {entered.value.code, brought.value.code, ended.value.code} == {"members.chosen"}
    assert ended.value.article == "Article 5 — Who does what"
    assert str(scribe) == "scribe"
