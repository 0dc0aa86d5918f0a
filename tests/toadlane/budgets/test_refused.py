"""What cannot be done in a budget round: by the wrong people, too late, or with ballots that are none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from bylaws.kernel.faults import Fault
from tests.toadlane.broom import sweep
from tests.toadlane.budgets.conftest import ask, begin, later, vote
from tests.toadlane.decisions.conftest import joins
from toadlane.budgets import verbs
from toadlane.budgets.models import BudgetRound, Paper
from toadlane.budgets.standing import Step, standing_of
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.keeping import exporting, importing
from toadlane.notices.models import Notice
from toadlane.record.models import Entry
from toadlane.record.verbs import sequence

pytestmark = pytest.mark.django_db
People = dict[str, Participant]
Act = Callable[[BudgetRound, People, Moment], object]


def put(row: BudgetRound, who: Participant, at: Moment, **said: Any) -> object:
    given = {"title": "Books", "cost": "60", "key": "put", **said}
    return verbs.put_in(budget_round=row, by=who, at=at, **given)


def cast(row: BudgetRound, who: Participant, at: Moment, *marks: tuple[int, int]) -> object:
    return verbs.vote(budget_round=row, marks=marks, by=who, at=at, key="cast")


REFUSED: tuple[tuple[str, int, Act, str], ...] = (
    (
        "a project that costs too little",
        0,
        lambda r, p, at: put(r, p["dee"], at, cost="49.99"),
        "rounds.cost",
    ),
    ("one that costs too much", 0, lambda r, p, at: put(r, p["dee"], at, cost="1000.01"), "rounds.cost"),
    ("an amount that is none", 0, lambda r, p, at: put(r, p["dee"], at, cost="many"), "money.form"),
    ("a name of two lines", 0, lambda r, p, at: put(r, p["dee"], at, title="a\nb"), "rounds.title"),
    ("no name", 0, lambda r, p, at: put(r, p["dee"], at, title=" "), "rounds.title"),
    ("a name too long", 0, lambda r, p, at: put(r, p["dee"], at, title="a" * 121), "rounds.long"),
    ("an owner who is nobody", 0, lambda r, p, at: put(r, p["dee"], at, owner="no\x00body"), "rounds.owner"),
    ("a project too late", 8, lambda r, p, at: put(r, p["dee"], at), "rounds.gathered"),
    (
        "another's project",
        0,
        lambda r, p, at: verbs.withdraw(budget_round=r, project=1, by=p["hal"], at=at, key="x"),
        "rounds.not-your-project",
    ),
    (
        "a project that is none",
        0,
        lambda r, p, at: verbs.withdraw(budget_round=r, project=9, by=p["hal"], at=at, key="x"),
        "not-there",
    ),
    ("a ballot too early", 0, lambda r, p, at: cast(r, p["dee"], at, (1, 1)), "rounds.not-open"),
    ("a ballot after the close", 13, lambda r, p, at: cast(r, p["dee"], at, (1, 1)), "rounds.over"),
    ("a candidate's ballot", 8, lambda r, p, at: cast(r, p["cleo"], at, (1, 1)), "rounds.vote"),
    ("points where one marks", 8, lambda r, p, at: cast(r, p["dee"], at, (1, 2)), "rounds.marks"),
    ("a project twice", 8, lambda r, p, at: cast(r, p["dee"], at, (1, 1), (1, 1)), "rounds.marks"),
    ("a project nobody asked for", 8, lambda r, p, at: cast(r, p["dee"], at, (6, 1)), "rounds.marks"),
    (
        "calling off what another opened",
        0,
        lambda r, p, at: verbs.call_off(budget_round=r, because="No.", by=p["dee"], at=at, key="x"),
        "rounds.not-yours",
    ),
    (
        "calling off without a reason",
        0,
        lambda r, p, at: verbs.call_off(budget_round=r, because=" ", by=p["ada"], at=at, key="x"),
        "rounds.because",
    ),
    (
        "calling off a vote",
        8,
        lambda r, p, at: verbs.call_off(budget_round=r, because="No.", by=p["ada"], at=at, key="x"),
        "rounds.gathered",
    ),
    (
        "a lot without a tie",
        8,
        lambda r, p, at: verbs.draw(budget_round=r, by=p["dee"], at=at, key="x"),
        "rounds.lot",
    ),
    (
        "a number out of bounds",
        0,
        lambda r, p, at: verbs.give_number(budget_round=r, number=10**9, by=p["dee"], at=at, key="x"),
        "rounds.number",
    ),
)


@pytest.mark.parametrize(
    ("days", "act", "code"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED]
)
def test_it_is_refused(
    days: int, act: Act, code: str, *, opened: BudgetRound, people: People, noon: Moment
) -> None:
    ask(opened, people, noon)

    with pytest.raises(Fault) as refused:
        act(opened, people, later(noon, days))

    assert refused.value.code == code


def test_a_project_is_withdrawn_once_and_then_not_rewritten(
    opened: BudgetRound, people: People, noon: Moment
) -> None:
    ask(opened, people, noon)
    said: dict[str, Any] = {"budget_round": opened, "project": 1, "by": people["ada"], "at": noon}
    verbs.withdraw(**said, key="away")

    codes = []
    for act in (
        lambda: verbs.withdraw(**said, key="again"),
        lambda: verbs.rewrite(**said, title="Books", cost="60", key="anew"),
    ):
        with pytest.raises(Fault) as refused:
            act()
        codes.append(refused.value.code)

    assert codes == ["rounds.withdrawn", "rounds.withdrawn"]


def test_the_code_of_another_ballot_is_refused_and_nothing_is_put_into_the_box(
    people: People, noon: Moment
) -> None:
    row = begin(people, noon, more="secret = true")
    ask(row, people, noon)
    at = later(noon, 8)
    first = verbs.vote(budget_round=row, marks=[(1, 1)], by=people["ada"], at=at, key="a")

    with pytest.raises(Fault) as taken:
        verbs.vote(budget_round=row, marks=[], by=people["dee"], at=at, key="d", receipt=first.code)

    assert taken.value.code == "rounds.receipt"
    assert len(standing_of(row).box) == 1
    assert not standing_of(row).has_voted(people["dee"])


def test_somebody_of_another_co_op_finds_no_round(opened: BudgetRound, noon: Moment) -> None:
    other = Coop.objects.create(slug="mill", name="Mill", currency="USD", time_zone="UTC")
    stranger = joins(other, "zoe", "member", noon.day)

    with pytest.raises(Fault) as refused:
        put(opened, stranger, noon)

    assert refused.value.code == "not-there"


def test_whoever_became_a_member_after_the_vote_opened_does_not_vote_and_whoever_left_neither(
    opened: BudgetRound, people: People, noon: Moment
) -> None:
    ask(opened, people, noon)
    at = later(noon, 10)
    late = joins(opened.coop, "lou", "member", at.day)
    period = StagePeriod.objects.get(participant=people["dee"])
    StagePeriod.objects.create(
        coop=opened.coop,
        participant=people["dee"],
        stage="member",
        valid_from=period.valid_from,
        valid_until=later(noon, 9).day,
        replaces=period,
    )

    codes = []
    for who in (late, people["dee"]):
        with pytest.raises(Fault) as refused:
            cast(opened, who, at, (1, 1))
        codes.append(refused.value.code)

    assert codes == ["rounds.vote", "not-there"]
    assert Paper.objects.count() == 0


def test_a_round_that_is_called_off_is_over_and_another_can_be_opened(
    opened: BudgetRound, people: People, noon: Moment
) -> None:
    verbs.call_off(budget_round=opened, because="Too early.", by=people["ada"], at=noon, key="off")

    assert standing_of(opened).steps[Step.CALLED_OFF].because == "Too early."
    assert verbs.open_round(by=people["dee"], at=noon, key="anew").pk != opened.pk


def test_whose_ballot_is_missing_is_reminded_once_in_the_last_day(
    opened: BudgetRound, people: People, noon: Moment
) -> None:
    ask(opened, people, noon)
    vote(opened, people, later(noon, 8), {"ada": "1", "dee": "2"})
    last = later(noon, 12)

    for _twice in range(2):
        verbs.bring_up_to(budget_round=opened, at=last)

    told = Notice.objects.filter(kind="round-closing").values_list("participant__key", flat=True)
    assert sorted(told) == ["eli", "fay", "gil", "hal", "ivy"]


def test_while_a_secret_box_holds_ballots_nothing_of_the_co_op_is_taken_away(
    people: People, noon: Moment
) -> None:
    row = begin(people, noon, more="secret = true")
    ask(row, people, noon)
    vote(row, people, later(noon, 8), {"ada": "1"})

    with pytest.raises(Fault) as refused:
        exporting.refuse_under_way(row.coop, "default")

    assert refused.value.code == "export.secret-vote"


@pytest.mark.django_db(transaction=True)
def test_a_round_is_taken_along_and_comes_in_as_it_was(
    opened: BudgetRound, people: People, noon: Moment, tmp_path: Path
) -> None:
    ask(opened, people, noon)
    vote(opened, people, later(noon, 8))
    before = verbs.bring_up_to(budget_round=opened, at=later(noon, 13))
    instant = later(noon, 14).instant
    left = exporting.export("harbour", tmp_path, at=instant)
    sweep(connection)

    importing.bring_in(left.file)

    again = exporting.export("harbour", tmp_path, at=instant + dt.timedelta(days=1))
    assert again.digest == left.digest
    arrived = standing_of(BudgetRound.objects.select_related("coop").get())
    assert sorted(arrived.grants) == sorted(before.grants)
    assert arrived.steps[Step.COUNTED].result == before.steps[Step.COUNTED].result


def test_an_entry_of_the_record_leads_to_its_round(
    opened: BudgetRound, people: People, signed_in: Callable[[Participant], Client]
) -> None:
    sequence(coop=opened.coop)
    entry = Entry.objects.get(kind="round.opened.v1")

    page = signed_in(people["ada"]).get(f"/c/harbour/record/{entry.pk}/").content.decode()

    assert f"/c/harbour/budgets/{opened.pk}/" in page
