"""Members read the record of their co-op."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from toadlane.coops.access import Place
from toadlane.coops.models import Participant, Visibility
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight
from toadlane.people.models import Person
from toadlane.record import kinds, reads, verbs
from toadlane.record.models import Entry, Opening

SignedIn = Callable[[Participant | Person], Client]


@pytest.fixture
def entry(ada: Participant, noon: Moment) -> Entry:
    return verbs.append(kind="hours.closed.v1", what={"year": 2025}, by=ada, at=noon, subject="year:2025")


def test_a_member_sees_what_was_done_by_whom_and_when(
    entry: Entry, ada: Participant, signed_in: SignedIn
) -> None:
    page = signed_in(ada).get("/c/harbour/record/")

    assert page.status_code == 200
    for words in ("hours.closed.v1", "year:2025", "Ada", "Mar 3, 2025, 12:00", entry.commitment_hex[:12]):
        assert words in page.content.decode()


def test_a_kind_is_shown_in_the_words_its_room_gave_it(
    entry: Entry, ada: Participant, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "_words", {})
    kinds.name("hours.closed.v1", "Hours closed")

    assert "Hours closed</a>" in signed_in(ada).get("/c/harbour/record/").content.decode()


def test_what_an_entry_is_about_is_shown_unless_it_is_only_a_key_or_a_digest(
    ada: Participant, noon: Moment, signed_in: SignedIn
) -> None:
    row = "01a20301-3a5e-7515-9a3f-63918830a740"
    for subject in ("2025", row, "5f" * 32):
        verbs.append(kind="hours.closed.v1", what={}, by=ada, at=noon, subject=subject)

    page = signed_in(ada).get("/c/harbour/record/")

    assert [line.about for line in page.context["lines"]] == ["", "", "2025"]
    assert row not in page.content.decode()


def test_what_was_done_lately_is_told_to_those_who_may_see_the_record_alone(
    entry: Entry, ada: Participant, bo: Participant, noon: Moment
) -> None:
    Visibility.objects.create(coop=ada.coop, information_class="record", audience="bookkeepers")
    seen = {who.key: Sight.of(who, coop=ada.coop, on=noon.day) for who in (ada, bo)}

    told = {key: reads.latest(Place(ada.coop, ada, noon, sight)) for key, sight in seen.items()}

    assert {key: [line.entry.pk for line in lines] for key, lines in told.items()} == {
        "ada": [entry.pk],
        "bo": [],
    }


def test_what_was_done_lately_leads_to_its_entry(entry: Entry, ada: Participant, signed_in: SignedIn) -> None:
    browser = signed_in(ada)

    there = f"/c/harbour/record/{entry.pk}/"

    assert f'href="{there}"' in browser.get("/c/harbour/").content.decode()
    assert browser.get(there).status_code == 200


def test_the_list_is_turned_in_pages_and_can_be_narrowed(
    entry: Entry, ada: Participant, noon: Moment, signed_in: SignedIn
) -> None:
    for number in range(51):
        verbs.append(kind="duty.swapped.v1", what={"n": number}, by=ada, at=noon)
    browser = signed_in(ada)

    pages = [browser.get("/c/harbour/record/" + query) for query in ("", "?page=2", "?kind=hours.closed.v1")]

    assert [[line.entry.kind for line in page.context["lines"]] for page in pages] == [
        ["duty.swapped.v1"] * 50,
        ["duty.swapped.v1", "hours.closed.v1"],
        ["hours.closed.v1"],
    ]


def test_over_the_api_the_next_lot_begins_after_the_last_that_came(
    entry: Entry, ada: Participant, noon: Moment, signed_in: SignedIn
) -> None:
    later = verbs.append(kind="duty.swapped.v1", what={"n": 1}, by=ada, at=noon)
    browser = signed_in(ada)

    lots = [
        browser.get("/api/v1/coops/harbour/record" + query).json() for query in ("", f"?before={later.pk}")
    ]

    assert [[one["entry"] for one in lot] for lot in lots] == [
        [str(later.pk), str(entry.pk)],
        [str(entry.pk)],
    ]


def test_the_list_costs_the_same_for_3_and_for_40_entries(
    entry: Entry,
    ada: Participant,
    noon: Moment,
    signed_in: SignedIn,
    django_assert_num_queries: Callable[[int], object],
) -> None:
    browser = signed_in(ada)
    asked = 12

    with django_assert_num_queries(asked):  # type: ignore[attr-defined]
        browser.get("/c/harbour/record/")
    for number in range(40):
        verbs.append(kind="duty.swapped.v1", what={"n": number}, by=ada, at=noon)
    with django_assert_num_queries(asked):  # type: ignore[attr-defined]
        browser.get("/c/harbour/record/")


@pytest.mark.parametrize(
    ("state", "words"),
    [("kept", "as recorded"), ("erased", "erased"), ("changed", "Tell whoever runs this place")],
)
def test_an_entry_says_whether_its_content_still_stands(
    entry: Entry, ada: Participant, signed_in: SignedIn, state: str, words: str
) -> None:
    openings = Opening.objects.filter(entry=entry)
    if state == "erased":
        openings.delete()
    if state == "changed":
        openings.update(canonical=b"{}")

    page = signed_in(ada).get(f"/c/harbour/record/{entry.pk}/").content.decode()

    assert words in page
    assert entry.commitment_hex in page


def test_an_entry_shows_its_place_once_it_has_one(
    entry: Entry, ada: Participant, signed_in: SignedIn
) -> None:
    address = f"/c/harbour/record/{entry.pk}/"
    before = signed_in(ada).get(address).content.decode()
    verbs.sequence(coop=ada.coop)

    assert "waits for its place" in before
    assert "<dd>0</dd>" in signed_in(ada).get(address).content.decode()


def test_what_an_entry_said_is_not_shown_to_all_who_may_see_that_it_was_said(
    entry: Entry, ada: Participant, signed_in: SignedIn
) -> None:
    said = reads.content(entry)

    assert said is not None
    assert "&quot;year&quot;" not in signed_in(ada).get(f"/c/harbour/record/{entry.pk}/").content.decode()


def test_times_are_the_coops_unless_the_reader_chose_their_own(
    entry: Entry, ada: Participant, signed_in: SignedIn
) -> None:
    Person.objects.filter(pk=str(ada.person_id)).update(time_zone="Europe/Madrid")

    page = signed_in(ada).get("/c/harbour/record/").content.decode()

    assert "Mar 3, 2025, 6:00" in page
