"""Opening balances: put together, posted as decided, once, and taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError

from bylaws.kernel.faults import InputFault, NotThere, RecordMoved, Refused
from tests.toadlane.books.conftest import key
from tests.toadlane.books.opening.past import BALANCES, EVE, FIRST_YEAR, LINES, TABLE, Past, usd
from tests.toadlane.conftest import join
from tests.toadlane.crowds import all_at_once
from toadlane.books import journal, reads, years
from toadlane.books.models import JournalEntry, Opening, OpeningDraft, OpeningDue
from toadlane.books.opening import reads as opening_reads
from toadlane.books.opening import verbs
from toadlane.books.opening.kinds import Kind, Line
from toadlane.books.owed import owed
from toadlane.books.statements import outlook, statement
from toadlane.coops.models import Coop
from toadlane.decisions.models import AuthorityUse
from toadlane.record.models import Entry


def test_one_balanced_entry_holds_what_was_brought_on_the_evening_before_the_first_year(past: Past) -> None:
    past.bring()

    opening = past.post()

    entry = opening.entry
    assert journal.balances(past.year.coop, through=EVE) == BALANCES
    assert (entry.kind, entry.happened_on, entry.text, entry.authority) == (
        "opening",
        EVE,
        "Opening balances, before 2024",
        opening.authority,
    )
    assert (opening.first_year, opening.stood_on, opening.attempt, OpeningDraft.objects.count()) == (
        2024,
        EVE,
        1,
        0,
    )
    assert [kind for kind in Entry.objects.values_list("kind", flat=True) if kind.startswith("opening")] == [
        "opening.drafted.v1",
        "opening.posted.v1",
    ]


def test_instalments_and_redemptions_are_owed_by_their_days(past: Past) -> None:
    past.bring()

    past.post()

    claims = owed(past.year.coop, past.year.noon.day).open
    assert [(c.person, c.source, c.due_on, c.open.minor) for c in claims] == [
        ("ada", "opening/instalment", dt.date(2024, 6, 30), 8000),
        ("dee", "opening/redemption", dt.date(2024, 12, 31), 6000),
    ]


def test_buy_in_paid_before_counts_in_the_outlook(past: Past) -> None:
    past.bring()
    past.post()

    stated = statement(past.year.dee, past.year.noon.day)
    ahead = outlook(past.year.dee, stated, past.year.noon)

    assert ahead.buy_in is not None
    assert (ahead.buy_in.value.paid.minor, ahead.buy_in.value.open.minor) == (40000, 60000)
    assert (stated.held.notices.minor, stated.held.losses.minor, stated.held.payable.minor) == (
        7525,
        2525,
        6000,
    )
    assert reads.account(past.year.ada, EVE).capital.minor == 143050


def test_sound_draft_has_nothing_in_its_way(past: Past) -> None:
    look = opening_reads.look(past.bring())

    assert (look.ready, look.troubles, look.balance.difference.minor) == (True, [], 0)
    assert (
        look.balance.owned.minor,
        look.balance.owed.minor,
        look.balance.members.minor,
        look.balance.common.minor,
    ) == (
        547050,
        79000,
        188050,
        280000,
    )


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("Paid in,dee,,,400", "Paid in,dee,,,-400", "opening.below-zero"),
        ("Buy-in still due,Dee,,,600.00", "Buy-in still due,Dee,,,500.00", "opening.buy-in"),
        ("Buy-in still due,Dee,,,600.00", "Buy-in still due,Bo,,,500.00", "opening.not-there-yet"),
        ("Qualified notice,Ada,2022", "Qualified notice,Ada,2023", "opening.twice"),
        ("Qualified notice,Ada,2022", "Qualified notice,Ada,2024", "opening.year-open"),
        ("Qualified notice,Ada,2022", "Qualified notice,Ada,1850", "fiscal-year.number"),
        ("2024-12-31", "2094-12-31", "opening.day-far"),
        ("Fund,education", "Fund,the reserve", "opening.fund"),
        ("Collective account,,,,2500.00", "Collective account,,,,9999999999999999", "amount.too-large"),
        ("Paid in,Bo,,,", "Paid in,Bo,,,5", "opening.not-there-yet"),
        ("Paid in,Bo,,,", "Paid in,Nobody,,,5", "opening.person"),
    ],
)
def test_line_that_cannot_be_keeps_everything_from_being_posted(
    past: Past, before: str, after: str, code: str
) -> None:
    look = opening_reads.look(past.bring(TABLE.replace(before, after)))

    with pytest.raises(InputFault) as fault:
        past.post()

    assert code in [trouble.code for trouble in look.troubles]
    assert (fault.value.code, JournalEntry.objects.count()) == ("opening.troubles", 0)


def test_what_lies_before_the_co_op_began_is_refused(past: Past) -> None:
    Coop.objects.filter(pk=past.year.coop.pk).update(began_on=dt.date(2023, 5, 1))
    past.bring(TABLE.replace("2024-06-30", "2022-06-30"))

    draft = opening_reads.draft(past.year.coop)
    assert draft is not None
    assert [(t.code, t.where) for t in opening_reads.look(draft).troubles] == [
        ("opening.before-the-co-op", "E5"),
        ("opening.before-the-co-op", "E9"),
    ]


def test_amount_beyond_what_is_kept_is_named_where_it_was_typed(past: Past) -> None:
    draft = past.type(
        [""], [Line(Kind.BANK, 10**16), Line(Kind.REDEMPTION, 5, "ada"), Line(Kind.PAID_IN, 5, "eve")]
    )

    assert [(t.code, t.where) for t in opening_reads.look(draft).troubles] == [
        ("opening.too-large", "Bank and cash, 100000000000000.00 USD"),
        ("opening.day", "Ada, Redemption owed, 0.05 USD"),
        ("opening.person", "eve, Paid in, 0.05 USD"),
    ]


def test_balances_that_do_not_add_up_are_not_posted_and_the_difference_is_named(past: Past) -> None:
    past.bring(TABLE.replace("4970.50", "4970.51"))

    with pytest.raises(InputFault) as fault:
        past.post()

    assert (fault.value.code, fault.value.values["amount"]) == ("opening.unbalanced", "0.01 USD")


def test_cell_that_could_not_be_read_keeps_everything_back_until_it_is_settled(past: Past) -> None:
    draft = past.bring(TABLE.replace("Paid in,Bo,,,", "Paid in,Bo,,,five"))
    with pytest.raises(InputFault):
        past.post()

    after = verbs.settle_faults(
        coop=past.year.coop, seen=draft.version, by=past.year.ada, at=past.year.noon, key=key()
    )

    assert (len(draft.faults), after.faults, past.post().attempt) == (1, [], 1)


def test_nothing_is_posted_without_lines_or_without_a_draft(past: Past) -> None:
    authority = past.year.decide(of="a" * 64)
    with pytest.raises(RecordMoved) as none:
        past.post(authority)
    past.bring("What,Who,Amount\n")
    with pytest.raises(InputFault) as empty:
        past.post(authority)

    assert (none.value.code, empty.value.code) == ("opening.moved", "opening.empty")


def test_decision_on_other_balances_allows_nothing(past: Past) -> None:
    past.bring()
    authority = past.decide()
    past.type(["ada"], [Line(Kind.PAID_IN, usd("1510.50"), "ada")])

    with pytest.raises(RecordMoved) as fault:
        past.post(authority)

    assert (fault.value.code, JournalEntry.objects.count(), AuthorityUse.objects.count()) == (
        "authority.changed",
        0,
        0,
    )


@pytest.mark.parametrize(("of", "code"), [(None, "authority.unconfirmed"), ("", "authority.open-ended")])
def test_balances_are_posted_only_on_a_confirmed_decision_on_them(
    past: Past, of: str | None, code: str
) -> None:
    past.bring()

    with pytest.raises(Refused) as fault:
        past.post(past.decide(confirmed=False, of=of))

    assert (fault.value.code, JournalEntry.objects.count()) == (code, 0)


def test_same_click_fifty_times_posts_once(past: Past) -> None:
    past.bring()
    authority = past.decide()

    posted = {past.post(authority, click="again").pk for _ in range(50)}

    assert (
        len(posted),
        Opening.objects.count(),
        JournalEntry.objects.count(),
        OpeningDue.objects.count(),
    ) == (1, 1, 1, 2)


@pytest.mark.django_db(transaction=True)
def test_two_bookkeepers_at_once_post_once(past: Past) -> None:
    past.bring()
    authority = past.decide()

    outcomes = all_at_once([lambda: outcome(lambda: past.post(authority)) for _ in range(2)])

    assert sorted(outcomes) == ["", "opening.posted"]
    assert journal.balances(past.year.coop) == BALANCES


def outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except RecordMoved as fault:
        return fault.code
    return ""


def test_second_bookkeeper_does_not_undo_what_the_first_typed(past: Past) -> None:
    draft = past.bring()
    past.type(["ada"], [Line(Kind.PAID_IN, 5, "ada")], seen=draft.version)

    with pytest.raises(RecordMoved) as fault:
        past.type(["dee"], [Line(Kind.PAID_IN, 5, "dee")], seen=draft.version)

    assert fault.value.code == "opening.moved"


def test_typed_lines_take_the_place_of_those_about_the_same_person(past: Past) -> None:
    past.bring()

    draft = past.type(["ada", ""], [Line(Kind.PAID_IN, 5, "ada"), Line(Kind.COLLECTIVE, 7)])

    kept = [line for line in LINES if line.person == "dee"]
    assert [line.unplaced() for line in opening_reads.lines_of(draft)] == [
        *kept,
        Line(Kind.PAID_IN, 5, "ada"),
        Line(Kind.COLLECTIVE, 7),
    ]


def test_movements_are_not_balances(past: Past) -> None:
    with pytest.raises(InputFault) as fault:
        past.type([""], [Line(Kind.BANK, 5)] * 20_001)

    assert fault.value.code == "opening.too-many"


def test_second_click_on_a_draft_changes_nothing(past: Past) -> None:
    year = past.year
    again = {"coop": year.coop, "by": year.ada, "at": year.noon, "key": "same", "seen": 0}
    lines = [Line(Kind.BANK, 5)]
    typed = [
        verbs.type_lines(first_year=FIRST_YEAR, about=[""], lines=lines, **again).version  # type: ignore[arg-type]
        for _ in range(2)
    ]
    filed = [
        verbs.bring_file(
            coop=year.coop,
            first_year=FIRST_YEAR,
            found=past.found(),
            file_name="x",
            seen=1,
            by=year.ada,
            at=year.noon,
            key="file",
        ).version
        for _ in range(2)
    ]
    settled = [
        verbs.settle_faults(coop=year.coop, seen=2, by=year.ada, at=year.noon, key="settle").version
        for _ in range(2)
    ]
    for _ in range(2):
        verbs.discard_draft(coop=year.coop, seen=3, by=year.ada, at=year.noon, key="discard")

    assert (typed, filed, settled, OpeningDraft.objects.count()) == ([1, 1], [2, 2], [3, 3], 0)
    with pytest.raises(RecordMoved):
        verbs.settle_faults(coop=year.coop, seen=2, by=year.ada, at=year.noon, key="settle")
    with pytest.raises(RecordMoved):
        verbs.settle_faults(coop=year.coop, seen=2, by=year.ada, at=year.noon, key=key())
    with pytest.raises(RecordMoved):
        verbs.discard_draft(coop=year.coop, seen=3, by=year.ada, at=year.noon, key=key())


def test_posting_twice_is_refused_and_so_is_a_new_draft(past: Past) -> None:
    past.bring()
    past.post()

    with pytest.raises(RecordMoved) as draft:
        past.bring()
    with pytest.raises(RecordMoved) as post:
        past.post(past.year.decide(of="b" * 64))

    assert (draft.value.code, post.value.code) == ("opening.posted", "opening.posted")


def test_balances_come_before_the_first_close(past: Past) -> None:
    past.year.state()
    past.year.close()

    with pytest.raises(Refused) as fault:
        past.bring()

    assert fault.value.code == "opening.closed-on-top"


def test_first_year_is_one_the_charter_governs_and_that_has_begun(past: Past) -> None:
    with pytest.raises(InputFault) as early:
        past.bring(first_year=2023)
    with pytest.raises(InputFault) as late:
        past.bring(first_year=2026)

    assert (early.value.code, late.value.code) == ("opening.year", "opening.future")
    assert opening_reads.first_years(past.year.coop, past.year.noon) == [2025, 2024]


def test_entries_from_before_the_opening_day_would_count_twice(past: Past) -> None:
    past.year.receive(past.year.dee, "50.00", dt.date(2023, 11, 1))
    past.bring()

    with pytest.raises(Refused) as fault:
        past.post()

    assert fault.value.code == "opening.entries-before"


def test_only_the_bookkeeper_acts_and_nobody_of_another_co_op(past: Past, harbour: Coop) -> None:
    other = Coop.objects.create(slug="other", name="Other", currency="USD", time_zone="UTC")
    stranger = join(other, "eve", "member", dt.date(2024, 1, 1))
    said = {"coop": harbour, "at": past.year.noon, "seen": 0, "key": "x"}

    with pytest.raises(Refused) as member:
        verbs.discard_draft(by=past.year.dee, **said)  # type: ignore[arg-type]
    with pytest.raises(NotThere):
        verbs.discard_draft(by=stranger, **said)  # type: ignore[arg-type]

    assert member.value.code == "books.not-bookkeeper"


def test_years_before_the_first_one_are_not_closed_here(past: Past) -> None:
    year = past.year
    past.bring(TABLE.replace(",2023,", ",2021,"), first_year=2025)
    past.post(past.decide(first_year=2025))

    with pytest.raises(Refused) as fault:
        year.state()

    assert (fault.value.code, years.years_to_close(year.coop, year.noon)) == ("close.before-opening", [])
    with pytest.raises(InputFault) as day:
        year.receive(year.dee, "50.00", dt.date(2024, 12, 31))
    assert day.value.code == "day.before-opening"


def test_rows_of_an_opening_are_written_once(past: Past) -> None:
    past.bring()
    opening = past.post()

    with pytest.raises(IntegrityError):
        Opening.objects.create(
            coop=opening.coop,
            attempt=1,
            first_year=1,
            stood_on=EVE,
            lines=[],
            fingerprint="",
            by="ada",
            posted_on=EVE,
            authority=past.year.decide(of="d" * 64),
            entry=opening.entry,
        )
