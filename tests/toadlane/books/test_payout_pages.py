"""Looking at a release, at notices to be paid back and at a departure, deciding on it, carrying it out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.toadlane.books.conftest import Year, YearUnder, usd
from tests.toadlane.books.stories import APRIL, later, standing
from tests.toadlane.books.test_money_pages import text_of
from tests.toadlane.books.test_paying_out import DUE, REDEEMING, decided, gated, leaver
from toadlane.books import verbs
from toadlane.books.models import Payout, Release
from toadlane.books.payment_matters import leaving_page, redemption_page, release_page
from toadlane.coops import clock
from toadlane.coops.keys import fresh
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import Person

__all__ = ["gated", "leaver"]
Enter = Callable[[Participant | Person], Client]
MONEY = "/c/harbour/money"
API = "/api/v1/coops/harbour/money"
RELEASE = f"{MONEY}/years/2024/release/2025-04-03/"


@pytest.fixture
def now(noon: Moment, monkeypatch: pytest.MonkeyPatch) -> Callable[[Year], None]:
    """Pages are asked on the day of the story."""

    def at(year: Year) -> None:
        monkeypatch.setattr(clock, "now", lambda _coop: year.noon)

    return at


def fingerprint_in(answer: Any) -> str:
    """What the link to enter a decision names."""
    found = re.search(r"fingerprint=([0-9a-f]{64})", answer.content.decode())
    assert found, text_of(answer)
    return found[1]


def posted(client: Client, url: str, authority: Any) -> Any:
    return client.post(url, {"authority": str(authority.pk), "key": fresh()}, follow=True)


Now = Callable[[Year], None]


def test_instalment_is_looked_at_decided_on_and_released(gated: Year, now: Now, signed_in: Enter) -> None:
    now(gated)
    client = signed_in(gated.ada)

    shown = client.get(RELEASE, {"available": "150.00"})
    asked = decided(gated, verbs.RELEASE, "2024/2025-04-03", fingerprint_in(shown))
    done = posted(client, f"{RELEASE}?available=150.00", asked)

    assert "All $150.00" in text_of(shown)
    assert "Record the payment" in text_of(done)
    assert Release.objects.get().due_on == APRIL


def test_short_cash_is_told_with_the_article(gated: Year, now: Now, signed_in: Enter) -> None:
    now(gated)

    page = signed_in(gated.ada).get(RELEASE, {"available": "149.99"})

    assert "0.01 USD is missing" in text_of(page)
    assert "Article 9" in text_of(page)
    assert "fingerprint=" not in page.content.decode()


def test_members_see_what_is_asked_of_them_and_not_whose_it_is(
    gated: Year, now: Now, signed_in: Enter
) -> None:
    now(gated)

    page = text_of(signed_in(gated.dee).get(RELEASE, {"available": "150.00"}))

    assert "Everyone Share of 2024 Apr 3, 2025 $150.00" in page
    assert "Release the instalment" not in page.partition("What it comes to")[2]


def test_member_cannot_carry_it_out(gated: Year, now: Now, signed_in: Enter) -> None:
    now(gated)

    assert signed_in(gated.dee).post(f"{RELEASE}?available=150.00", {"key": "x"}).status_code == 404


@pytest.mark.parametrize("address", ["years/2024/release/soon/", "years/2020/release/2025-04-03/"])
def test_what_is_no_instalment_is_not_there(address: str, gated: Year, signed_in: Enter) -> None:
    assert signed_in(gated.ada).get(f"{MONEY}/{address}").status_code == 404


def test_decision_on_something_else_is_refused_on_the_page(gated: Year, now: Now, signed_in: Enter) -> None:
    now(gated)
    other = decided(gated, verbs.RELEASE, "2024/2025-04-03", "0" * 64)

    answer = posted(signed_in(gated.ada), f"{RELEASE}?available=150.00", other)

    assert (answer.status_code, "has changed since" in text_of(answer)) == (409, True)


def test_notices_are_looked_at_decided_on_and_owed(year_under: YearUnder, now: Now, signed_in: Enter) -> None:
    year = year_under(REDEEMING)
    year.state()
    year.close()
    later(year, DUE)
    now(year)
    client, asked = signed_in(year.ada), {"available": "450.00", "on": DUE.isoformat()}

    shown = client.get(f"{MONEY}/redemption/", asked)
    authority = decided(year, verbs.REDEEM, DUE.isoformat(), fingerprint_in(shown))
    posted(client, f"{MONEY}/redemption/?available=450.00&on={DUE}", authority)

    assert "Dee Notice of 2024 paid back Mar 3, 2026 $180.00" in text_of(shown)
    assert standing(year).sum(one for one in standing(year).open if "redemption" in one.source) == usd(
        "450.00"
    )


def test_leaver_is_looked_at_decided_on_and_owed(
    leaver: Callable[[], tuple[Year, Participant]], now: Now, signed_in: Enter
) -> None:
    year, _eli = leaver()
    now(year)
    client = signed_in(year.ada)

    shown = client.get(f"{MONEY}/accounts/eli/leaving/", {"notice_on": "2025-04-01"})
    authority = decided(year, verbs.PAY_OUT, "eli", fingerprint_in(shown), "Article 10")
    posted(client, f"{MONEY}/accounts/eli/leaving/?notice_on=2025-04-01", authority)

    assert "Eli Leaving: what was paid in Nov 1, 2025 $612.50" in text_of(shown)
    assert Payout.objects.get().kind == "leaving"
    assert "If I left today" in text_of(client.get(f"{MONEY}/accounts/eli/"))
    assert signed_in(year.dee).get(f"{MONEY}/accounts/eli/leaving/").status_code == 404
    assert client.get(f"{MONEY}/accounts/nobody/leaving/").status_code == 404


def test_matters_lead_to_the_pages(gated: Year) -> None:
    coop = gated.coop

    assert release_page(coop, "2024/2025-04-03") == RELEASE
    assert (release_page(coop, "2024"), release_page(coop, "x/2025-04-03")) == ("", "")
    assert redemption_page(coop, "2025-01-01") == f"{MONEY}/redemption/"
    assert (leaving_page(coop, "eli"), leaving_page(coop, "two words")) == (
        f"{MONEY}/accounts/eli/leaving/",
        "",
    )


# Over the API


def sent(client: Client, path: str, **body: Any) -> Any:
    return client.post(f"{API}/{path}", json.dumps({**body, "key": fresh()}), content_type="application/json")


def test_release_over_the_api(gated: Year, now: Now, signed_in: Enter) -> None:
    now(gated)
    client, asked = signed_in(gated.ada), {"due_on": "2025-04-03", "available": "150.00"}

    looked = client.get(f"{API}/years/2024/release", asked).json()
    authority = decided(gated, verbs.RELEASE, looked["subject"], looked["fingerprint"])
    done = sent(client, "years/2024/release", **asked, authority=str(authority.pk))

    assert (looked["sum"], done.status_code, done.json()["amount"]) == ("150.00", 201, "150.00")


def test_redemption_over_the_api(year_under: YearUnder, now: Now, signed_in: Enter) -> None:
    year = year_under(REDEEMING)
    year.state()
    year.close()
    later(year, DUE)
    now(year)
    client, asked = signed_in(year.ada), {"on": DUE.isoformat(), "available": "450.00"}

    looked = client.get(f"{API}/redemption", asked).json()
    authority = decided(year, verbs.REDEEM, looked["subject"], looked["fingerprint"])
    done = sent(client, "redemption", **asked, authority=str(authority.pk))

    assert [part["amount"] for part in looked["parts"]] == ["270.00", "180.00"]
    assert done.json() == {"entry": str(Payout.objects.get().entry_id)}


def test_departure_over_the_api(
    leaver: Callable[[], tuple[Year, Participant]], now: Now, signed_in: Enter
) -> None:
    year, _eli = leaver()
    now(year)
    client = signed_in(year.ada)

    looked = client.get(f"{API}/accounts/eli/departure", {"notice_on": "2025-04-01"}).json()
    authority = decided(year, verbs.PAY_OUT, looked["subject"], looked["fingerprint"], "Article 10")
    done = sent(client, "accounts/eli/departure", notice_on="2025-04-01", authority=str(authority.pk))

    assert (looked["sum"], done.status_code) == ("1225.00", 201)


def test_payments_over_the_api(payable: Year, now: Now, signed_in: Enter) -> None:
    now(payable)
    client = signed_in(payable.ada)
    how = {"on": "2025-03-03", "method": "bank", "reference": "T-1"}

    paid = sent(client, "payments", participant="dee", source="share/2024", amount="60.00", **how).json()
    owed = client.get(f"{API}/owed").json()
    back = sent(client, f"payments/{paid['payment']}/reversal", because="Returned", on="2025-03-03")
    listed = client.get(f"{API}/payments").json()
    later_ones = client.get(f"{API}/payments", {"before": paid["payment"]}).json()
    run = client.get(f"{API}/payment-runs/{paid['run']}").json()

    assert (paid["amount"], paid["parts"]) == ("60.00", [{"source": "share/2024", "amount": "60.00"}])
    assert [(one["person"], one["open"]) for one in owed] == [
        ("ada", "90.00"),
        ("ada", "90.00"),
        ("dee", "60.00"),
    ]
    assert (back.status_code, listed, later_ones) == (201, run, [])
    assert listed[0]["reversed_on"] == "2025-03-03"


def test_run_over_the_api(payable: Year, now: Now, signed_in: Enter) -> None:
    year = later(payable, APRIL)
    now(year)
    client = signed_in(year.ada)

    looked = client.get(f"{API}/owed/payable", {"on": "2025-04-03", "scope": "share"}).json()
    paid = sent(
        client,
        "payment-runs",
        on="2025-04-03",
        method="bank",
        scope="share",
        expected=looked["digest"],
    )

    assert (looked["sum"], paid.status_code) == ("150.00", 201)
    assert [one["amount"] for one in paid.json()] == ["90.00", "60.00"]
    assert (
        sent(
            client,
            "payments",
            participant="nobody",
            source="x",
            amount="1.00",
            on="2025-04-03",
            method="bank",
        ).status_code
        == 404
    )
    assert client.get(f"{API}/payment-runs/{'0' * 8}-0000-0000-0000-{'0' * 12}").status_code == 404
