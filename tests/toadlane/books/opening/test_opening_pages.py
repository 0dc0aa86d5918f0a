"""The way of opening balances over the pages: bring, look, type, decide, post, take back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.toadlane.books.conftest import key
from tests.toadlane.books.opening.past import FIRST_YEAR, TABLE, Past
from tests.toadlane.conftest import join
from toadlane.books.models import Opening, OpeningDraft, OpeningReversal
from toadlane.books.opening import reads, verbs
from toadlane.books.opening.kinds import Kind, Line
from toadlane.books.waiting import for_participant
from toadlane.coops import clock
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.sheets import limits
from toadlane.sheets.reading import read

SignedIn = Callable[[Participant], Client]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, past: Past) -> None:
    """It is noon on Monday, also for the pages."""
    monkeypatch.setattr(clock, "now", lambda _coop: past.year.noon)


@pytest.fixture
def desk(past: Past, signed_in: SignedIn) -> Client:
    return signed_in(past.year.ada)


@pytest.fixture
def dee_at(past: Past, signed_in: SignedIn) -> Client:
    return signed_in(past.year.dee)


def at(name: str = "opening", *args: object) -> str:
    return reverse(f"books:{name}", args=["harbour", *args])


def send(client: Client, text: str | bytes = TABLE, *, name: str = "past.csv", **said: object) -> Any:
    data = text.encode() if isinstance(text, str) else text
    sent = {"first_year": FIRST_YEAR, "seen": 0, "key": key(), **said}
    return client.post(at(), {**sent, "file": SimpleUploadedFile(name, data)})


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_table_is_looked_at_before_anything_is_posted(desk: Client) -> None:
    response = send(desk)

    page = words(desk.get(at()))
    assert (response.status_code, Opening.objects.count()) == (302, 0)
    assert ("It adds up" in page, "Enter the decision" in page, "Put these right first" in page) == (
        True,
        True,
        False,
    )


def test_table_that_cannot_be_read_is_told_beside_the_file(desk: Client) -> None:
    response = send(desk, "Colour,Size\nred,5\n")

    assert (response.status_code, "No row at the top names a column" in words(response)) == (422, True)


def test_workbook_of_several_sheets_asks_which(desk: Client) -> None:
    from tests.toadlane.sheets.made import workbook

    def draw(page: Any) -> None:
        page.append(["What", "Who", "Amount"])
        page.append(["Paid in", "Ada", 5])
        page.parent.create_sheet("Notes").append(["x"])

    data = workbook(draw, title="Past")
    asked = send(desk, data, name="past.xlsx")
    told = send(desk, data, name="past.xlsx", sheet="Past")

    assert (asked.status_code, "several sheets" in words(asked), told.status_code) == (422, True, 302)
    assert OpeningDraft.objects.get().lines == [
        {"kind": "paid-in", "minor": 500, "person": "ada", "place": "Past!C2"}
    ]


def test_draft_is_begun_by_typing_and_keeps_its_lines_under_another_year(past: Past, desk: Client) -> None:
    desk.post(at(), {"first_year": FIRST_YEAR, "seen": 0, "key": key()})
    past.type([""], [Line(Kind.BANK, 500)])

    desk.post(at(), {"first_year": 2025, "seen": 2, "key": key()})

    draft = OpeningDraft.objects.get()
    assert (draft.first_year, draft.version, len(draft.lines)) == (2025, 3, 1)


def test_what_is_wrong_stands_with_its_cell_and_can_be_settled(
    past: Past, desk: Client, dee_at: Client
) -> None:
    send(desk, TABLE.replace("Paid in,Bo,,,", "Paid in,Bo,,,five").replace("4970.50", "4970.00"))

    page, hers = words(desk.get(at())), words(dee_at.get(at()))
    settled = desk.post(at("opening-settling"), {"seen": 1, "key": key()})
    stale = desk.post(at("opening-settling"), {"seen": 1, "key": key()})

    assert ("<strong>E17</strong>: “five” is not an amount" in page, "It does not add up yet" in page) == (
        True,
        True,
    )
    assert ("E17" in hers, "The bookkeeper still has things to put right" in hers) == (False, True)
    assert (settled.status_code, stale.status_code, OpeningDraft.objects.get().faults) == (302, 409, [])


def test_person_is_typed_and_comes_back_as_typed(past: Past, desk: Client) -> None:
    past.bring()
    there = at("opening-person", "ada")
    sent = {
        "seen": 1, "key": key(), "paid-in": "1.000,00", "losses": "", "buy-in-due": "",
        "row-0-kind": "qualified-notice", "row-0-year": "2022", "row-0-due": "", "row-0-amount": "310.50",
        "row-1-kind": "instalment", "row-1-year": "", "row-1-due": "2024-06-30", "row-1-amount": "80",
        "row-2-kind": "", "row-2-year": "", "row-2-due": "", "row-2-amount": "",
    }  # fmt: skip

    response = desk.post(there, sent)

    mine = [line for line in reads.lines_of(OpeningDraft.objects.get()) if line.person == "ada"]
    assert response.status_code == 302
    assert mine == [
        Line(Kind.PAID_IN, 100000, "ada"),
        Line(Kind.QUALIFIED, 31050, "ada", year=2022),
        Line(Kind.INSTALMENT, 8000, "ada", due_on=dt.date(2024, 6, 30)),
    ]
    assert 'value="310.50"' in words(desk.get(there))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"row-0-amount": "5"}, "Say what this amount is."),
        ({"row-0-amount": "5", "row-0-kind": "qualified-notice"}, "Say of which year the notice is."),
        ({"row-0-amount": "5", "row-0-kind": "instalment"}, "Say on which day it is due."),
        ({"row-0-amount": "1,234", "row-0-kind": "instalment"}, "can mean two amounts"),
    ],
)
def test_row_that_says_too_little_keeps_what_was_typed(
    past: Past, desk: Client, row: dict[str, str], says: str
) -> None:
    past.bring()

    response = desk.post(at("opening-person", "ada"), {"seen": 1, "key": key(), "paid-in": "77", **row})

    assert (response.status_code, says in words(response), 'value="77"' in words(response)) == (
        422,
        True,
        True,
    )


def test_somebody_elses_change_is_not_typed_over(past: Past, desk: Client) -> None:
    past.bring()
    past.type(["dee"], [])

    response = desk.post(at("opening-person", "ada"), {"seen": 1, "key": key(), "paid-in": "77"})

    assert (response.status_code, "Somebody has changed these balances" in words(response)) == (409, True)


def test_co_ops_own_are_typed(past: Past, desk: Client) -> None:
    past.bring()
    sent = {"seen": 1, "key": key(), "bank": "5", "collective": "-2", "fund-education": "3",
            "other": "van", "other-amount": "4"}  # fmt: skip

    response = desk.post(at("opening-common"), sent)

    own = [line for line in reads.lines_of(OpeningDraft.objects.get()) if not line.person]
    assert response.status_code == 302
    assert own == [
        Line(Kind.BANK, 500),
        Line(Kind.COLLECTIVE, -200),
        Line(Kind.FUND, 300, name="education"),
        Line(Kind.FUND, 400, name="van"),
    ]
    nameless = desk.post(at("opening-common"), {"seen": 2, "key": key(), "other-amount": "4"})
    assert (nameless.status_code, "Name the fund" in words(nameless)) == (422, True)


def test_way_from_decision_to_posting_and_back(past: Past, desk: Client) -> None:
    past.bring()
    waiting = words(desk.get(at()))
    past.decide(confirmed=False)
    entered = words(desk.get(at()))
    authority = past.decide()
    sent = {"authority": str(authority.pk), "key": "click"}

    assert "Post the opening balances" in words(desk.get(at()))
    for _ in range(2):
        assert desk.post(at("opening-posting"), sent).status_code == 302
    posted = words(desk.get(at()))

    opening = Opening.objects.get()
    back = past.decide(verbs.TAKE_BACK, of=opening.fingerprint)
    unsaid = desk.post(at("opening-reversal"), {"authority": str(back.pk), "because": "", "key": "back"})
    sent = {"authority": str(back.pk), "because": "Wrong.", "key": "back"}
    taken = [desk.post(at("opening-reversal"), sent).status_code for _ in range(2)]
    after = words(desk.get(at()))

    assert ("Enter the decision" in waiting, "it waits for a second member" in entered) == (True, True)
    assert ("Posted on" in posted, "Take them back" in posted) == (True, True)
    assert (unsaid.status_code, taken, OpeningReversal.objects.count()) == (422, [302, 302], 1)
    assert "taken back on" in after


def test_decision_that_does_not_fit_is_told_on_the_page(past: Past, desk: Client) -> None:
    past.bring()
    authority = past.decide(of="a" * 64)

    response = desk.post(at("opening-posting"), {"authority": str(authority.pk), "key": key()})
    nothing = desk.post(at("opening-posting"), {"key": key()})

    assert (response.status_code, "has changed since" in words(response)) == (409, True)
    assert (nothing.status_code, Opening.objects.count()) == (422, 0)


def test_draft_is_given_up(past: Past, desk: Client) -> None:
    past.bring()

    response = desk.post(at("opening-discard"), {"seen": 1, "key": key()})
    stale = desk.post(at("opening-discard"), {"seen": 1, "key": key()})
    bad = desk.post(at("opening-discard"), {"seen": "x", "key": key()})

    assert (response.status_code, stale.status_code, bad.status_code) == (302, 409, 422)
    assert OpeningDraft.objects.count() == 0


def test_other_members_see_their_own_line_alone(past: Past, dee_at: Client) -> None:
    past.bring()

    page = words(dee_at.get(at()))

    assert ("Dee" in page, ">Ada<" in page, "more members" in page) == (True, False, True)
    for name, args in (("opening-person", ["dee"]), ("opening-common", []), ("opening-table", ["csv"])):
        assert dee_at.get(at(name, *args)).status_code == 404
    for name in ("opening", "opening-posting", "opening-reversal", "opening-settling", "opening-discard"):
        assert dee_at.post(at(name), {}).status_code == 404


def test_what_is_not_there_is_absent(past: Past, desk: Client, signed_in: SignedIn) -> None:
    assert desk.get(at("opening-person", "ada")).status_code == 404
    assert desk.post(at("opening-reversal"), {}).status_code == 404
    past.bring()
    assert desk.get(at("opening-person", "nobody")).status_code == 404
    assert desk.get(at("opening-table", "pdf")).status_code == 404
    other = Coop.objects.create(slug="other", name="Other", currency="USD", time_zone="UTC")
    stranger = signed_in(join(other, "eve", "member", dt.date(2024, 1, 1)))
    assert stranger.get(at()).status_code == 404
    bare = stranger.get(reverse("books:opening", args=["other"]))
    assert "No charter yet" in words(bare)


def test_after_a_close_the_page_says_that_it_is_too_late(past: Past, desk: Client) -> None:
    past.year.state()
    past.year.close()

    page = desk.get(at())
    sent = send(desk)

    assert ("None were brought" in words(page), sent.status_code) == (True, 409)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_template_has_the_members_and_reads_back(past: Past, desk: Client, form: str) -> None:
    file = desk.get(at("opening-table", form))

    found = past.found(file.content)
    rows = read("x", file.content).sheet().rows

    assert (found.lines, found.faults) == ([], [])
    assert [cell.text for cell in rows[0].cells.values()] == ["What", "Who", "Year", "Due on", "Amount"]
    assert {row.cells[1].text for row in rows[1:] if 1 in row.cells} == {"ada", "bo", "dee"}


def test_last_year_that_is_over_is_suggested_as_the_first_one_closed_here(
    past: Past, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = Moment.of(past.year.noon.instant + dt.timedelta(days=3 * 365), coop=past.year.coop)
    monkeypatch.setattr(clock, "now", lambda _coop: later)

    page = words(desk.get(at()))
    heads, *rows = read("x.csv", desk.get(at("opening-table", "csv")).content).sheet().rows

    year = later.day.year - 1
    assert f'<option value="{year}" selected>' in page
    assert len(heads.cells) == 5
    asked = {row.cells[2].text for row in rows if 2 in row.cells}
    assert asked == {str(one) for one in range(year - 3, year)}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_template_carries_the_draft_so_that_it_can_go_on_in_a_spreadsheet(
    past: Past, desk: Client, form: str
) -> None:
    draft = past.bring()

    found = past.found(desk.get(at("opening-table", form)).content)

    before = sorted(line.unplaced().same for line in reads.lines_of(draft))
    assert (sorted(line.same for line in found.lines), found.faults) == (before, [])
    assert {(line.same, line.minor) for line in found.lines} == {
        (line.same, line.minor) for line in reads.lines_of(draft)
    }


def test_today_leads_the_bookkeeper_to_the_balances(past: Past) -> None:
    year = past.year
    Coop.objects.filter(pk=year.coop.pk).update(began_on=dt.date(2015, 1, 1))
    year.ada.coop.refresh_from_db()

    def waits() -> list[str]:
        return [item.verb for item in for_participant(year.ada, year.noon)]

    at_first = waits()
    past.bring()
    drafted = waits()
    authority = past.decide()
    decided = waits()
    past.post(authority)

    assert (at_first[0], drafted[0], decided[0]) == (
        "Bring its balances",
        "Go on with them",
        "Post them, as decided",
    )
    assert set(waits()).isdisjoint({at_first[0], drafted[0], decided[0]})


@pytest.mark.parametrize("state", ["none", "draft", "posted"])
def test_page_asks_a_fixed_number_of_questions(
    past: Past, desk: Client, state: str, django_assert_max_num_queries: Any
) -> None:
    if state != "none":
        past.bring()
    if state == "posted":
        past.post()
    desk.get(at())

    with django_assert_max_num_queries(24):
        few = desk.get(at())

    assert few.status_code == 200


def test_account_and_journal_tell_of_what_was_brought(past: Past, desk: Client, dee_at: Client) -> None:
    past.bring()
    past.post()

    account = words(desk.get(reverse("books:account", args=["harbour", "ada"])))
    journal = words(dee_at.get(reverse("books:journal", args=["harbour"])))
    owed = words(desk.get(reverse("books:owed", args=["harbour"])))

    assert ("$1,430.50" in account, "$80.00" in account) == (True, True)
    assert (
        "Opening balances, before 2024" in journal,
        "Dee · paid in" in journal,
        "Ada · paid in" in journal,
    ) == (
        True,
        True,
        False,
    )
    assert ("Shares of earlier years" in owed, "Notices of earlier years" in owed) == (True, True)


def test_file_over_the_limit_is_told_before_it_is_read(
    past: Past, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BYTES", 10)

    response = send(desk)

    assert (response.status_code, "The file is larger than" in words(response)) == (422, True)


def test_decision_leads_to_what_it_is_about(past: Past, dee_at: Client) -> None:
    past.bring()
    authority = past.decide(confirmed=False)

    page = words(dee_at.get(reverse("decisions:authority", args=["harbour", authority.pk])))

    assert (at() in page, "Post the opening balances of 2024" in page) == (True, True)
