"""From a document to its entry in the record, and from an entry to what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.toadlane.conftest import join
from tests.toadlane.minutes.conftest import House, house
from tests.toadlane.record.test_certificates import cosigned
from tests.toadlane.record.test_checkpoints import signed
from toadlane.coops.models import Coop, Participant, Visibility
from toadlane.coops.moment import Moment
from toadlane.minutes.models import Minutes
from toadlane.people.models import Person
from toadlane.record.certificate import KIND, certify
from toadlane.record.models import Checkpoint, Entry
from toadlane.record.verbs import append, erase, sequence

__all__ = ["house"]
SignedIn = Callable[[Participant | Person], Client]
QUERIES = 12
RECORD = "/c/harbour/record/"


@pytest.fixture
def agreed(house: House) -> Minutes:
    """Minutes that were approved, and so have an entry."""
    return house.frozen()


def sign(coop: Coop) -> Checkpoint:
    """Everything gets its place, and is signed."""
    sequence(coop=coop)
    return signed(coop)


def page_of(row: Minutes) -> str:
    return f"/c/harbour/meetings/minutes/{row.pk}/"


def test_minutes_lead_to_their_entry_and_the_entry_leads_back(
    agreed: Minutes, house: House, signed_in: SignedIn
) -> None:
    dee, frozen = signed_in(house.dee), Entry.objects.get(kind="minutes.frozen.v1")
    waiting = dee.get(page_of(agreed)).content.decode()
    sign(house.coop)

    told, back = (dee.get(page).content.decode() for page in (page_of(agreed), f"{RECORD}{frozen.pk}/"))

    assert "Its entry in the record</a> waits to be signed" in waiting
    place = Entry.objects.get(pk=frozen.pk).sequenced.place
    assert re.search(rf"Entry {place} of the record</a>, signed on .+proof</a>", told)
    assert f'href="{page_of(agreed)}">What it is about</a>' in back


def test_what_somebody_may_not_see_is_linked_from_neither_side(
    agreed: Minutes, house: House, signed_in: SignedIn
) -> None:
    frozen, dee = Entry.objects.get(kind="minutes.frozen.v1"), signed_in(house.dee)
    Visibility.objects.create(coop=house.coop, information_class="record", audience="bookkeepers")

    assert "of the record" not in dee.get(page_of(agreed)).content.decode()
    assert dee.get(f"{RECORD}{frozen.pk}/").status_code == 404

    Visibility.objects.all().delete()
    Visibility.objects.create(
        coop=house.coop, information_class=agreed.information_class, audience="bookkeepers"
    )
    gil = signed_in(join(house.coop, "gil", "member", house.noon.day))  # who was not asked
    assert gil.get(page_of(agreed)).status_code == 404
    assert "What it is about" not in gil.get(f"{RECORD}{frozen.pk}/").content.decode()


@pytest.mark.parametrize(
    "subject", ["", "charter", "2025", "01a20301-3a5e-7515-9a3f-63918830a740", "𝟮", "<b>"]
)
@pytest.mark.parametrize("kind", ["minutes.frozen.v1", "year.closed.v1", "proposal.raised.v1", "x.v1"])
def test_an_entry_about_what_is_not_there_leads_nowhere(
    ada: Participant, noon: Moment, signed_in: SignedIn, kind: str, subject: str
) -> None:
    made = append(kind=kind, what={}, by=ada, at=noon, subject=subject)

    page = signed_in(ada).get(f"{RECORD}{made.pk}/")

    year = f"/c/harbour/money/years/{subject}/" if (kind, subject) == ("year.closed.v1", "2025") else ""
    assert (page.status_code, page.context["about_url"]) == (200, year)
    assert "<b>" not in page.content.decode()


def test_the_entry_of_a_certificate_leads_to_what_was_certified_where_it_may_be_seen(
    ada: Participant, noon: Moment, signed_in: SignedIn
) -> None:
    made, browser = append(kind="x.v1", what={}, by=ada, at=noon), signed_in(ada)
    sign(ada.coop)
    certify(entry=made, to="Court", by=ada, at=noon, key="court")
    noted = Entry.objects.get(kind=KIND)
    strange = append(kind=KIND, what={}, by=ada, at=noon, subject=str(ada.pk))

    pages = [browser.get(f"{RECORD}{one.pk}/").context["about_url"] for one in (noted, strange)]

    assert pages == [f"{RECORD}{made.pk}/", ""]


def test_an_entry_tells_who_signed_it_and_who_was_given_a_certificate(
    ada: Participant,
    noon: Moment,
    signed_in: SignedIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    made, browser = append(kind="x.v1", what={}, by=ada, at=noon), signed_in(ada)
    checkpoint = sign(ada.coop)
    here = f"{RECORD}{made.pk}/"
    alone = browser.get(here).content.decode()
    with django_assert_num_queries(QUERIES):
        browser.get(here)
    cosigned(checkpoint)
    given = [
        certify(entry=made, to=to, by=ada, at=noon, key=to or "nobody") for to in ("<i>Bank</i>", "Court", "")
    ]
    erase(entry=given[1], because="asked", by=ada, at=noon)

    with django_assert_num_queries(QUERIES):
        page = browser.get(here)

    told = page.content.decode()
    assert "No witness signed that." in alone
    assert "Signed too by Quay." in told
    assert [one.to for one in page.context["certificates"]] == ["", "", "<i>Bank</i>"]
    assert "for &lt;i&gt;Bank&lt;/i&gt;" in told


def test_the_record_tells_in_figures_how_far_it_is_signed(
    ada: Participant, noon: Moment, signed_in: SignedIn
) -> None:
    browser = signed_in(ada)
    append(kind="x.v1", what={}, by=ada, at=noon)
    cosigned(sign(ada.coop))
    append(kind="x.v1", what={}, by=ada, at=noon)
    sequence(coop=ada.coop)

    page = browser.get(RECORD)

    figures = re.findall(r"<dd>(\d+)", page.content.decode())
    assert (figures, page.context["cosigners"]) == (["2", "1", "1"], ["Quay"])
    assert "Of them signed" not in browser.get(f"{RECORD}?kind=x.v1").content.decode()
