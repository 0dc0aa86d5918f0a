"""`toadlane close`: look at a year's close, let the members look, and close it as they decided, once."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.toadlane.books.conftest import Year
from tests.toadlane.books.test_years_in_order import Years
from toadlane.books.models import ClosePreview, JournalEntry, YearClose
from toadlane.coops import clock
from toadlane.coops.models import Coop
from toadlane.decisions.models import Authority
from toadlane.record.models import Entry
from toadlane.work.models import HoursSeal

ADA, DEE = "ada@harbour.example", "dee@harbour.example"
NOT_STATED = "The books' surplus for 2024 has not been stated."
BY_ITS_DAY = {"notes", "people"}  # instalments that would fall after the day of the close
MOVED, REFUSED, ABSENT, INPUT = 5, 3, 4, 2


def told(*words: str, of: str = "2024") -> str:
    out = io.StringIO()
    call_command("close", "harbour", of, *words, stdout=out)
    return out.getvalue()


def as_plain(*words: str) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(told(*words, "--json"))
    return plain


def stopped(*words: str, coop: str = "harbour", of: str = "2024") -> tuple[int, str]:
    with pytest.raises(CommandError) as found:
        call_command("close", coop, of, *words, stdout=io.StringIO())
    return found.value.returncode, str(found.value)


def written() -> list[int]:
    books = (Entry, JournalEntry, YearClose, HoursSeal, ClosePreview, Authority)
    return [model.objects.count() for model in books]


def test_a_look_says_what_is_missing_and_stops_with_what_now(year: Year) -> None:
    out = io.StringIO()

    with pytest.raises(CommandError) as found:
        call_command("close", "harbour", "2024", stdout=out)

    assert out.getvalue().splitlines() == [
        "✓ Hours of the year",
        "    Hours are in.",
        "→ Surplus and tax from the books",
        "· Preview for the members",
        "· The members' decision, confirmed by a second member",
        "· Close the year",
    ]
    assert (found.value.returncode, str(found.value).splitlines()) == (
        INPUT,
        [
            "The books' surplus for 2024 has not been stated.",
            "    → State the surplus and the tax of 2024 first.",
        ],
    )


def test_a_look_shows_the_waterfall_the_shares_and_the_fingerprint_and_writes_nothing(year: Year) -> None:
    year.state()
    before = written()

    shown = told()

    lines = [line.replace(" USD", "") for line in shown.splitlines()]
    shares = [line.split() for line in lines if line.startswith(("Ada", "Dee"))]
    steps = [line.split()[:4] for line in lines if line.startswith(("1 ", "2 ", "3 "))]
    fingerprint = next(line for line in lines if line.startswith("Fingerprint"))
    assert shares[:2] == [
        ["Ada", "450.00", "180.00", "270.00", "270.00"],
        ["Dee", "300.00", "120.00", "180.00", "180.00"],
    ]
    assert steps[0] == ["1", "tax", "200.00", "1,000.00"]
    assert written() == before
    assert fingerprint == f"Fingerprint: {year.preview()}"


def test_named_the_bookkeeper_lets_the_members_look_once(year: Year) -> None:
    year.state()

    first, second = as_plain("--by", ADA), as_plain("--by", " ADA@harbour.example ")

    kept = ClosePreview.objects.get()
    assert first == second
    assert (first["preview_kept"], first["fingerprint"], kept.made_by) == (True, kept.fingerprint, "ada")
    assert Entry.objects.filter(kind="close.previewed.v1").count() == 1
    assert [one["state"] for one in first["checklist"]] == ["done", "done", "done", "now", "now", "later"]


def test_a_confirmed_decision_closes_the_year_and_gives_a_receipt(year: Year) -> None:
    year.state()
    authority = year.decide()

    shown = told("--by", ADA, "--decided")

    close, seal = YearClose.objects.get(), HoursSeal.objects.get()
    assert shown.splitlines() == [
        "2024 is closed.",
        f"  closed on     {close.closed_on}, by ada",
        f"  decision      {authority.pk}",
        f"  entry         {close.entry_id}, {close.entry.postings.count()} lines",
        "  sealed hours  600:00, from 2024-01-01 until 2025-01-01",
        f"  fingerprint   {authority.fingerprint}",
    ]
    assert as_plain()["receipt"]["sealed"]["digest"] == seal.digest


def test_a_second_run_says_it_is_closed_and_changes_nothing(year: Year) -> None:
    year.state()
    year.decide()
    told("--by", ADA, "--decided")
    before = written()

    code, says = stopped("--by", ADA, "--decided")

    assert (code, says.splitlines()[0]) == (MOVED, "2024 is closed already.")
    assert told("--by", ADA).splitlines()[0] == "2024 is closed."
    assert written() == before


def nothing(year: Year) -> None:
    year.preview()


def unconfirmed(year: Year) -> None:
    year.decide(confirmed=False)


def overtaken(year: Year) -> None:
    year.decide()
    year.hours(year.dee, 5)


def used(year: Year) -> None:
    year.correct(year.close())


@pytest.mark.parametrize(
    ("story", "now"),
    [
        (nothing, "Enter it from the minutes"),
        (unconfirmed, "a second member confirms it"),
        (overtaken, "has changed since"),
        (used, "Enter it from the minutes"),
    ],
)
def test_nothing_is_closed_without_a_confirmed_decision_on_exactly_this(
    story: Callable[[Year], None], now: str, year: Year
) -> None:
    year.state()
    story(year)
    before = written()

    code, says = stopped("--by", ADA, "--decided")

    assert (code, now in says, written()) == (REFUSED, True, before)


def test_the_look_says_how_far_the_decision_is(year: Year) -> None:
    year.state()
    without = told()
    year.preview()
    kept = told()
    year.decide()
    confirmed = told()

    assert [text.splitlines()[-1] for text in (without, kept, confirmed)] == [
        "Nothing is posted, and members do not see this yet; keep it for them with --by EMAIL",
        "Nothing is posted. Members see exactly this; they decide on it in the house.",
        "Nothing is posted. The decision is confirmed; close the year with --by EMAIL --decided",
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--decided",), INPUT),
        (("--by", DEE), REFUSED),
        (("--by", DEE, "--decided"), REFUSED),
        (("--by", "chi@elsewhere.example", "--decided"), ABSENT),
        (("--by", "ada\x00@harbour.example"), ABSENT),
        (("--by", "a" * 5000), ABSENT),
    ],
)
def test_only_the_bookkeeper_by_name_acts(words: tuple[str, ...], code: int, year: Year) -> None:
    year.state()
    year.decide()
    before = written()

    assert (stopped(*words)[0], written()) == (code, before)


def test_a_bookkeeper_who_may_not_sign_in_cannot_act_here_either(year: Year) -> None:
    assert year.ada.person is not None
    year.ada.person.is_active = False
    year.ada.person.save()

    assert stopped("--by", ADA)[0] == ABSENT


@pytest.mark.parametrize(
    ("coop", "of", "code"),
    [
        ("nowhere", "2024", ABSENT),
        ("har\x00bour", "2024", ABSENT),
        ("harbour", "-5", INPUT),
        ("harbour", "99999999999", INPUT),
    ],
)
def test_what_is_no_coop_or_no_year_is_said(coop: str, of: str, code: int, year: Year) -> None:
    with pytest.raises(CommandError) as found:
        call_command("close", coop, "--", of, stdout=io.StringIO())

    assert found.value.returncode == code


def test_a_coop_without_a_charter_is_told_so(harbour: Coop) -> None:
    assert stopped()[0] != 0


def test_a_year_under_a_later_close_waits_for_its_correction(year: Year) -> None:
    whole = Years(year, clock.now(year.coop))
    whole.state(2024)
    whole.state(2025)
    year.hours(year.ada, 10, "2025-03-04")
    whole.close(2025)
    before = written()

    code, says = stopped("--by", ADA, "--decided")

    assert (code, says.splitlines()[0]) == (REFUSED, "A later year is closed already: 2025.")
    assert written() == before


def test_a_year_before_the_charter_is_none_of_its_years(closed: YearClose) -> None:
    code, says = stopped(of="2023")

    assert (code, "2024" in says) == (ABSENT, True)


def test_a_program_is_given_the_fault_and_its_exit_code(year: Year) -> None:
    out = io.StringIO()

    with pytest.raises(SystemExit) as found:
        call_command("close", "harbour", "2024", "--json", stdout=out)

    plain = json.loads(out.getvalue())
    assert (found.value.code, plain["state"], [one["code"] for one in plain["faults"]]) == (
        INPUT,
        "open",
        ["figures.none"],
    )


def test_a_program_is_given_exactly_what_the_members_see(year: Year) -> None:
    year.state()
    year.preview()

    plain = as_plain()

    shown = {**ClosePreview.objects.get().result, "closed_on": plain["result"]["closed_on"]}
    assert {name for name in shown if shown[name] != plain["result"][name]} <= BY_ITS_DAY
    assert plain["faults"] == []
