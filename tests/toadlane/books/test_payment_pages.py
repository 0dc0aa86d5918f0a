"""The pages of payments: what is owed, paying one and several, receipts, taking back; and who sees them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.toadlane.books.conftest import Year, YearUnder
from tests.toadlane.books.stories import open_parts, standing
from tests.toadlane.books.test_money_pages import text_of
from tests.toadlane.books.texts import AT_ONCE
from toadlane.books.models import Payment
from toadlane.books.owed import digest
from toadlane.coops import clock
from toadlane.coops.keys import fresh
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]
MONEY = "/c/harbour/money"
TODAY = "2025-03-03"


@pytest.fixture
def due(year_under: YearUnder) -> Year:
    """2024, closed; Ada's 180.00 and Dee's 120.00 are due today."""
    year = year_under(AT_ONCE)
    year.state()
    year.close()
    return year


@pytest.fixture(autouse=True)
def _it_is_noon(noon: Moment, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are asked on 3 March 2025."""
    monkeypatch.setattr(clock, "now", lambda _coop: noon)


def one_payment(**said: str) -> dict[str, str]:
    whole = {
        "claim": "dee:share/2024",
        "amount": "120.00",
        "on": TODAY,
        "method": "cheque",
        "reference": "4711",
    }
    return {**whole, "key": fresh(), **said}


def many(**said: str) -> dict[str, str]:
    return {"scope": "due", "on": TODAY, "method": "bank", "reference": "MAR", "key": fresh(), **said}


def test_page_tells_what_is_owed_to_whom_by_when(payable: Year, signed_in: Enter) -> None:
    page = text_of(signed_in(payable.ada).get(f"{MONEY}/owed/"))

    assert "Dee Share of 2024 Apr 3, 2025 in 31 days $60.00 Record the payment" in page
    assert "Owed $300.00 Of it overdue $0.00 Due within 30 days $0.00" in page


def test_what_is_due_today_is_not_overdue(due: Year, signed_in: Enter) -> None:
    page = text_of(signed_in(due.ada).get(f"{MONEY}/owed/"))

    assert "Of it overdue $0.00 Due within 30 days $300.00" in page
    assert "Dee Share of 2024 Mar 3, 2025 today $120.00" in page


def test_what_is_past_its_day_is_overdue(
    due: Year, signed_in: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = replace(due.noon, day=dt.date(2025, 3, 4))
    monkeypatch.setattr(clock, "now", lambda _coop: tomorrow)

    page = text_of(signed_in(due.ada).get(f"{MONEY}/owed/"))

    assert "Of it overdue $300.00" in page
    assert "Dee Share of 2024 Mar 3, 2025 1 day ago overdue $120.00" in page


def test_what_waits_for_its_release_says_so_and_is_not_offered(year: Year, signed_in: Enter) -> None:
    year.state()
    year.close()

    page = text_of(signed_in(year.ada).get(f"{MONEY}/owed/"))

    assert "waits for its release" in page
    assert "Waits for a release $300.00" in page
    assert "Record the payment" not in page


def test_member_sees_what_is_owed_to_them_alone(due: Year, signed_in: Enter) -> None:
    page = text_of(signed_in(due.dee).get(f"{MONEY}/owed/"))

    assert ("Owed $120.00" in page, "Ada" in page.partition("What is owed")[2].partition("All")[0]) == (
        True,
        False,
    )


def test_form_begins_with_what_is_owed(due: Year, signed_in: Enter) -> None:
    page = signed_in(due.ada).get(f"{MONEY}/payments/new/?claim=dee:share/2024").content.decode()

    assert re.search(r'name="amount" value="120.00"', page)
    assert re.search(r'<option value="dee:share/2024" selected', page)


def test_payment_leads_to_its_receipt(due: Year, signed_in: Enter) -> None:
    answer = signed_in(due.ada).post(f"{MONEY}/payments/new/", one_payment(), follow=True)

    assert "Paid on March 3, 2025 Harbour Web Cooperative · cheque · 4711" in text_of(answer)
    assert "Dee Share of 2024 $120.00" in text_of(answer)


def test_refused_payment_keeps_what_was_typed(due: Year, signed_in: Enter) -> None:
    answer = signed_in(due.ada).post(f"{MONEY}/payments/new/", one_payment(amount="120.01"))

    assert answer.status_code == 422
    assert "120.00 USD is owed to Dee" in text_of(answer)
    assert 'value="4711"' in answer.content.decode()


def test_payment_that_looks_recorded_is_asked_about(due: Year, signed_in: Enter) -> None:
    client = signed_in(due.ada)
    client.post(f"{MONEY}/payments/new/", one_payment(amount="60.00"))

    asked = client.post(f"{MONEY}/payments/new/", one_payment(amount="60.00"))
    client.post(f"{MONEY}/payments/new/", one_payment(amount="60.00", again="on"))

    assert (asked.status_code, "This is another payment" in text_of(asked)) == (422, True)
    assert Payment.objects.count() == 2


def test_several_are_looked_at_before_they_are_paid(due: Year, signed_in: Enter) -> None:
    client = signed_in(due.ada)

    looked = client.post(f"{MONEY}/payments/several/", many())

    assert "Everything that is due: 2 payments of March 3, 2025, together $300.00." in text_of(looked)
    assert Payment.objects.count() == 0


def test_what_was_looked_at_is_paid(due: Year, signed_in: Enter) -> None:
    client = signed_in(due.ada)
    looked = client.post(f"{MONEY}/payments/several/", many(scope="share/2024")).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', looked))
    del hidden["csrfmiddlewaretoken"]

    answer = client.post(f"{MONEY}/payments/several/", hidden, follow=True)

    assert "Ada Share of 2024 $180.00" in text_of(answer)
    assert "All that stands $300.00" in text_of(answer)
    assert open_parts(due) == []


def test_what_changed_is_shown_anew(due: Year, signed_in: Enter) -> None:
    looked_at = digest(standing(due).payable("due", due.noon.day))
    due.pay(due.dee, "20.00")

    answer = signed_in(due.ada).post(f"{MONEY}/payments/several/", many(expected=looked_at))

    assert answer.status_code == 409
    assert "together $280.00" in text_of(answer)


def test_day_to_come_is_refused_before_anything_is_shown(due: Year, signed_in: Enter) -> None:
    answer = signed_in(due.ada).post(f"{MONEY}/payments/several/", many(on="2025-03-04"))

    assert (answer.status_code, "has not come yet" in text_of(answer)) == (422, True)


def test_nothing_due_says_so(payable: Year, signed_in: Enter) -> None:
    answer = signed_in(payable.ada).post(f"{MONEY}/payments/several/", many())

    assert "By that day nothing of this is due and unpaid." in text_of(answer)


def test_payment_is_taken_back_from_its_receipt(due: Year, signed_in: Enter) -> None:
    payment = due.pay(due.dee, "120.00")
    client = signed_in(due.ada)
    url = f"{MONEY}/payments/{payment.pk}/reversal/"

    shown = client.get(url)
    done = client.post(url, {"on": TODAY, "because": "Cheque returned", "key": fresh()}, follow=True)
    again = client.get(url)

    assert "$120.00, Dee, March 3, 2025: Share of 2024." in text_of(shown)
    assert "taken back" in text_of(done)
    assert "All that stands $0.00" in text_of(done)
    assert "Taken back already" in text_of(again)


def test_reversal_that_does_not_say_why_is_asked_again(due: Year, signed_in: Enter) -> None:
    payment = due.pay(due.dee, "120.00")

    answer = signed_in(due.ada).post(
        f"{MONEY}/payments/{payment.pk}/reversal/",
        {"on": "2025-03-02", "because": "Returned", "key": fresh()},
    )

    assert (answer.status_code, "is reversed on that day or later" in text_of(answer)) == (422, True)


def test_list_shows_payments_in_and_out(due: Year, signed_in: Enter) -> None:
    due.receive(due.bo, "50.00")
    due.pay(due.dee, "120.00", reference="4711")

    page = text_of(signed_in(due.ada).get(f"{MONEY}/payments/"))

    assert "Dee Mar 3, 2025 Share of 2024 bank transfer · 4711 $120.00 Receipt" in page
    assert "received $50.00" in page


def test_member_sees_their_own_payments_alone(due: Year, signed_in: Enter) -> None:
    due.pay(due.ada, "180.00", reference="adas")
    due.pay(due.dee, "120.00", reference="dees")

    page = text_of(signed_in(due.dee).get(f"{MONEY}/payments/"))

    assert ("dees" in page, "adas" in page) == (True, False)


def test_anothers_receipt_is_not_there(due: Year, signed_in: Enter) -> None:
    payment = due.pay(due.ada, "180.00")
    url = f"{MONEY}/payments/{payment.run}/"

    seen = [signed_in(who).get(url).status_code for who in (due.ada, due.dee, due.bo)]

    assert seen == [200, 404, 404]


@pytest.mark.parametrize("page", ["new/", "several/"])
def test_only_the_bookkeeper_finds_the_forms(page: str, due: Year, signed_in: Enter) -> None:
    assert signed_in(due.dee).get(f"{MONEY}/payments/{page}").status_code == 404


def test_former_member_still_sees_what_they_were_paid(due: Year, signed_in: Enter, chi: Person) -> None:
    payment = due.pay(due.dee, "120.00")

    assert signed_in(due.dee).get(f"{MONEY}/payments/{payment.run}/").status_code == 200
    assert signed_in(chi).get(f"{MONEY}/payments/{payment.run}/").status_code == 404


def asked_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    "page", ["owed/", "payments/", "payments/new/", "payments/several/", "accounts/dee/"]
)
def test_pages_ask_the_same_number_of_questions_however_much_is_paid(
    page: str, due: Year, signed_in: Enter
) -> None:
    client = signed_in(due.ada)
    due.pay(due.dee, "1.00", reference="0")
    before = asked_of(client, f"{MONEY}/{page}")
    for nth in range(5):
        due.pay(due.dee, "1.00", reference=f"more {nth}")
        due.pay(due.ada, "1.00", reference=f"more {nth}")

    assert asked_of(client, f"{MONEY}/{page}") == before


def test_account_tells_what_was_paid_and_what_is_still_owed(due: Year, signed_in: Enter) -> None:
    due.pay(due.dee, "20.00", reference="first part")

    page: Any = text_of(signed_in(due.dee).get(f"{MONEY}/accounts/dee/"))

    assert "Mar 3, 2025 Share of 2024 $120.00 $20.00 $100.00" in page
    assert "Mar 3, 2025 Share of 2024 bank transfer · first part $20.00 Receipt" in page


def test_today_tells_the_bookkeeper_what_is_owed_and_a_member_what_was_paid(
    due: Year, signed_in: Enter
) -> None:
    due.pay(due.dee, "120.00")

    of_ada = text_of(signed_in(due.ada).get("/c/harbour/"))
    of_dee = text_of(signed_in(due.dee).get("/c/harbour/"))

    assert ("$180.00 is owed to members" in of_ada, "was paid to you" in of_ada) == (True, False)
    assert ("is owed to members" in of_dee, "$120.00 was paid to you on Mar 3, 2025" in of_dee) == (
        False,
        True,
    )


def test_today_says_nothing_when_all_is_paid_and_long_ago(
    due: Year, signed_in: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    due.pay(due.dee, "120.00")
    due.pay(due.ada, "180.00")
    in_may = replace(due.noon, day=dt.date(2025, 5, 1))
    monkeypatch.setattr(clock, "now", lambda _coop: in_may)

    page = text_of(signed_in(due.ada).get("/c/harbour/"))

    assert ("is owed to members" in page, "was paid to you" in page) == (False, False)
