"""Harbour pays others: up to 200.00 whoever meets it decides, above it all do; then it is paid, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault, InputFault, RecordMoved, Refused
from tests.toadlane.books.conftest import Year, YearUnder
from tests.toadlane.books.texts import HARBOUR
from tests.toadlane.proposals.passing import DECIDING, agreed, later, raised
from toadlane.books import journal
from toadlane.books.models import JournalEntry, Spending
from toadlane.books.spending import verbs
from toadlane.books.spending.effect import Paying
from toadlane.books.verbs import How
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import deeds, doing
from toadlane.decisions.models import Authority, AuthorityUse, Deed
from toadlane.proposals.asking import ask
from toadlane.proposals.models import Proposal

KETTLE = {"payee": "Tin Shop", "purpose": "a kettle", "amount": "80.00", "account": "expenses", "due_on": ""}
VAN = {**KETTLE, "purpose": "a van", "amount": "1200.00"}


@pytest.fixture
def house(year_under: YearUnder) -> Year:
    return year_under(HARBOUR + DECIDING)


def how(on: dt.date, **other: Any) -> How:
    return How(on, "bank", **other)


def paid(authority: Authority, by: Participant, at: Moment, key: str = "pay", **other: Any) -> Spending:
    return verbs.pay_for(authority=authority, how=how(at.day, **other), by=by, at=at, key=key)


@pytest.fixture
def kettle(house: Year) -> Authority:
    """Dee decided it alone."""
    return verbs.decide_alone(given=KETTLE, by=house.dee, at=house.noon, key="kettle")


@pytest.fixture
def van(house: Year) -> Authority:
    """All decided it."""
    proposal = raised("spend", "", house.dee, house.noon, **VAN)
    return agreed(proposal, [house.ada, house.dee], house.noon, ends=later(house.noon, days=4))


def test_up_to_the_limit_whoever_meets_it_decides_by_the_article(house: Year, kettle: Authority) -> None:
    assert (kettle.alone, kettle.state, kettle.article) == (True, "confirmed", "Article 4 — How we decide")
    assert (kettle.entered_by, kettle.text) == (
        house.dee,
        "We pay Tin Shop $80.00 for a kettle, from: running expenses.",
    )
    assert [item.title for item in doing.for_today(house.ada, house.noon)] == ["Pay Tin Shop: a kettle"]
    assert list(doing.for_today(house.dee, house.noon)) == []


@pytest.mark.parametrize(("amount", "code"), [("200.00", ""), ("200.01", "spending.not-alone")])
def test_the_limit_is_the_charters_to_the_cent(house: Year, amount: str, code: str) -> None:
    said = {**KETTLE, "amount": amount}
    found = ""
    try:
        verbs.decide_alone(given=said, by=house.dee, at=house.noon, key="k")
    except Refused as refused:
        found = refused.code

    assert (found, Authority.objects.count()) == (code, 0 if code else 1)


def test_a_candidate_decides_nothing_alone(house: Year) -> None:
    with pytest.raises(Refused) as refused:
        verbs.decide_alone(given=KETTLE, by=house.bo, at=house.noon, key="k")

    assert refused.value.code == "proposals.raise"


def test_what_was_adopted_is_paid_once_and_cites_the_proposal(house: Year, van: Authority) -> None:
    at = later(house.noon, days=5)
    for _ in range(2):
        paid(van, house.ada, at)
    with pytest.raises(RecordMoved) as again:
        paid(van, house.ada, at, key="another click", again=True)

    assert again.value.code == "spending.paid"
    [row] = Spending.objects.all()
    assert (row.payee, row.purpose, row.amount.decimal()) == ("Tin Shop", "a van", "1200.00")
    assert (row.entry.authority, van.proposal is not None) == (van, True)
    assert journal.balances(house.coop) == {"bank": -120000, "expenses": 120000}
    assert AuthorityUse.objects.get().used_for == "Pay Tin Shop $1,200.00"


def test_money_that_came_back_is_taken_back_and_paid_anew_on_the_same_decision(
    house: Year, kettle: Authority
) -> None:
    first = paid(kettle, house.ada, house.noon)
    said: dict[str, Any] = {
        "because": "Wrong number",
        "on": house.noon.day,
        "by": house.ada,
        "at": house.noon,
    }
    for _ in range(2):
        verbs.reverse_spending(spending=first, key="back", **said)
    second = paid(kettle, house.ada, house.noon, key="anew")

    assert (first.nth, second.nth) == (1, 2)
    assert AuthorityUse.objects.count() == 1
    assert journal.balances(house.coop) == {"bank": -8000, "expenses": 8000}
    assert JournalEntry.objects.count() == 3
    with pytest.raises(RecordMoved):
        verbs.reverse_spending(spending=first, key="twice", **said)


def test_a_fund_pays_only_what_it_holds(house: Year) -> None:
    funds = journal.balances(house.coop)
    with pytest.raises(Fault) as refused:
        ask(
            acts="spend",
            subject="",
            given={**KETTLE, "account": "fund/nothing"},
            by=house.dee,
            at=house.noon,
            key="k",
        )

    assert (refused.value.code, funds) == ("spending.account", {})


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"payee": ""}, "spending.line"),
        ({"payee": "x" * 61}, "spending.line"),
        ({"purpose": "two\nlines"}, "spending.line"),
        ({"amount": "0.00"}, "spending.amount"),
        ({"amount": "-5.00"}, "spending.amount"),
        ({"due_on": "soon"}, "spending.day"),
    ],
)
def test_what_is_no_payment_is_refused(house: Year, wrong: dict[str, str], code: str) -> None:
    with pytest.raises(InputFault) as refused:
        verbs.decide_alone(given={**KETTLE, **wrong}, by=house.dee, at=house.noon, key="k")

    assert (refused.value.code, Deed.objects.count()) == (code, 0)


def test_only_the_bookkeeper_records_it_and_not_before_it_was_decided(house: Year, kettle: Authority) -> None:
    with pytest.raises(Refused) as stranger:
        paid(kettle, house.dee, house.noon)
    with pytest.raises(InputFault) as early:
        verbs.pay_for(
            authority=kettle,
            how=how(house.noon.day - dt.timedelta(days=1)),
            by=house.ada,
            at=house.noon,
            key="early",
        )

    assert (stranger.value.code, early.value.code) == ("books.not-bookkeeper", "spending.before")
    assert Spending.objects.count() == 0


def test_a_decision_on_something_else_pays_nothing(house: Year) -> None:
    house.state()
    other = house.decide()

    with pytest.raises(Fault):
        paid(other, house.ada, house.noon)

    with pytest.raises(Refused) as at_its_page:
        deeds.carry_out(
            authority=verbs.decide_alone(given=KETTLE, by=house.dee, at=house.noon, key="k2"),
            by=house.ada,
            at=house.noon,
            key="do",
        )
    assert at_its_page.value.code == "deed.none"


def test_pages_go_from_what_is_wanted_to_the_receipt(
    house: Year, signed_in: Callable[[Participant], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: house.noon)
    dee, ada, bo = signed_in(house.dee), signed_in(house.ada), signed_in(house.bo)
    here = f"/c/{house.coop.slug}/money/spending/"

    assert "Nothing was paid here yet" in dee.get(here).content.decode()
    large = dee.get(f"{here}new/", {**VAN, "due_on": "2025-03-20"}).content.decode()
    small = dee.get(f"{here}new/", KETTLE).content.decode()
    wrong = dee.get(f"{here}new/", {**KETTLE, "amount": "x"})
    over = dee.post(f"{here}alone/", {**VAN, "key": "a"})
    decided = dee.post(f"{here}alone/", {**KETTLE, "key": "b"})
    [authority] = Authority.objects.all()
    refused = dee.post(f"{here}{authority.pk}/", {"on": "2025-03-03", "method": "bank", "key": "c"})
    page = ada.get(decided["Location"]).content.decode()
    sent = ada.post(f"{here}{authority.pk}/", {"on": "2025-03-03", "method": "bank", "key": "d"})
    receipt = ada.get(sent["Location"]).content.decode()
    [row] = Spending.objects.all()
    back = ada.post(
        f"{here}payments/{row.pk}/reversal/", {"on": "2025-03-03", "because": "Returned", "key": "e"}
    )

    assert ("Have it decided here" in large, "Due on" in large, "How it is decided" in large) == (True,) * 3
    assert ("It is yours to decide" in small, "Article 4" in small) == (True, True)
    assert (wrong.status_code, over.status_code) == (200, 409)
    assert "Have it decided here" in over.content.decode()
    assert refused.status_code == 404
    assert "Record the payment" in page
    assert ("decided by Dee alone" in receipt, "Take it back" in receipt) == (True, True)
    assert (sent.status_code, back.status_code) == (302, 302)
    assert "Tin Shop: a kettle" in ada.get(here).content.decode()
    assert bo.get(f"{here}{authority.pk}/").status_code in {200, 404}
    assert Client().get(here).status_code in {302, 404}


def test_the_same_by_the_api(house: Year, signed_in: Callable[[Participant], Client]) -> None:
    here = f"/api/v1/coops/{house.coop.slug}/money/spendings"
    dee, ada = signed_in(house.dee), signed_in(house.ada)
    how_it_went = {"on": "2025-03-03", "method": "bank", "key": "pay"}

    def post(browser: Client, path: str, body: dict[str, Any]) -> Any:
        return browser.post(f"{here}{path}", body, content_type="application/json")

    asked = {**KETTLE, "due_on": None, "key": "alone"}
    decided = post(dee, "/alone", asked).json()
    over = post(dee, "/alone", {**asked, "amount": "200.01", "key": "over"})
    [standing] = dee.get(f"{here}/standing").json()
    on = Authority.objects.get().decided_on.isoformat()
    not_hers = post(dee, f"/standing/{decided['decision']}/payment", {**how_it_went, "on": on})
    made = post(ada, f"/standing/{decided['decision']}/payment", {**how_it_went, "on": on})
    back = post(ada, f"/{made.json()['id']}/reversal", {"on": on, "because": "Returned", "key": "back"})

    assert standing == decided
    assert (decided["amount"], decided["alone"], decided["article"][:9]) == ("80.00", True, "Article 4")
    assert (over.status_code, not_hers.status_code, made.status_code) == (409, 409, 201)
    assert (back.status_code, back.json()["reversed_on"]) == (201, on)
    assert [one["id"] for one in dee.get(here).json()] == [made.json()["id"]]


def test_it_says_what_it_will_do_before_anybody_is_asked(house: Year) -> None:
    proposal = raised("spend", "", house.dee, house.noon, **{**VAN, "due_on": "2025-03-20"})

    assert Paying().lines(Deed.objects.get()) == (
        ("To whom", "Tin Shop"),
        ("For what", "a van"),
        ("Amount", "$1,200.00"),
        ("From", "running expenses"),
        ("Due on", "March 20, 2025"),
    )
    assert (proposal.matter, proposal.amount_minor) == ("spend", 120000)
    assert Proposal.objects.count() == 1
