"""Entries go out once, named as in the co-op's own books, in files that other programs accept."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bylaws.kernel.faults import Fault, InputFault
from bylaws.kernel.money import Money
from tests.toadlane.books.conftest import Year, key
from tests.toadlane.books.stories import refused
from tests.toadlane.books.test_exports import HOSTILE, book_of
from tests.toadlane.books.test_money_pages import text_of
from toadlane.books import verbs
from toadlane.books.account_names import Named, Naming, naming, patterns
from toadlane.books.export_forms import FORMS, GNUCASH
from toadlane.books.models import AccountName, ExportBatch, ExportedEntry, JournalEntry
from toadlane.coops.keys import fresh
from toadlane.coops.models import Participant
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]
MONEY = "/c/harbour/money"
API = "/api/v1/coops/harbour/money"
BEAN_CHECK = Path(sys.executable).with_name("bean-check")
CHART = {
    "bank": Named("1000", "Assets:Checking"),
    "collective": Named("3900", "Equity:Collective; Account"),
    "tax": Named("2300", "Liabilities:Income Tax"),
    "member/*/paid-in": Named("3100", "Equity:Members:*:Capital"),
    "member/*/qualified-notice/*": Named("3200", "Equity:Notices"),
    "member/*/payable": Named("2100", "Liabilities:Patronage payable"),
    "surplus/*": Named("3000", "Retained Surplus"),
}


def name(year: Year, names: dict[str, Named], **more: Any) -> Naming:
    said = {"by": year.ada, "at": year.noon, "key": key(), **more}
    return verbs.name_accounts(coop=year.coop, names=names, **said)


def export(year: Year, form: str = "csv", **more: Any) -> ExportBatch:
    said = {"by": year.ada, "at": year.noon, "key": key(), **more}
    return verbs.export_entries(coop=year.coop, form=form, **said)


def lived(year: Year) -> Year:
    """A buy-in, a payment, and its reversal."""
    year.receive(year.bo, "100.00")
    payment = year.pay(year.dee, "60.00", reference='=cmd|"x"\'')
    verbs.reverse_payment(
        payment=payment, because="=Returned", on=year.noon.day, by=year.ada, at=year.noon, key=key()
    )
    return year


# Names


def test_names_are_set_changed_and_taken_away(payable: Year) -> None:
    name(payable, CHART)
    name(payable, {"bank": Named("", "Assets:Credit union"), "tax": Named("", "")}, key="twice")
    again = name(payable, {"bank": Named("", "Assets:Credit union"), "tax": Named("", "")}, key="twice")

    assert again.by_pattern["bank"] == Named("", "Assets:Credit union")
    assert ("tax" in again.by_pattern, len(again.by_pattern)) == (False, len(CHART) - 1)
    assert "member/*/payable" in patterns(payable.coop, again)


@pytest.mark.parametrize(
    ("pattern", "named", "code"),
    [
        ("", Named("", "x"), "accounts.pattern"),
        ("Bank\n", Named("", "x"), "accounts.pattern"),
        ("bank", Named("", "=HYPERLINK(1)"), "accounts.name"),
        ("bank", Named("", "two\nlines"), "accounts.name"),
        ("bank", Named("", "a\ttab"), "accounts.name"),
        ("bank", Named("", 'quo"ted'), "accounts.name"),
        ("bank", Named("", ":::"), "accounts.name"),
        ("bank", Named("", "x" * 161), "accounts.name"),
        ("bank", Named("-1", "x"), "accounts.name"),
        ("bank", Named("", "Bank:*"), "accounts.stars"),
    ],
)
def test_hostile_name_is_refused(pattern: str, named: Named, code: str, payable: Year) -> None:
    with pytest.raises(InputFault) as fault:
        name(payable, {pattern: named})

    assert (refused(fault), AccountName.objects.count()) == ((InputFault, code), 0)


def test_too_many_names_at_once_are_refused(payable: Year) -> None:
    with pytest.raises(InputFault) as fault:
        name(payable, {f"fund/{nth}": Named("", "x") for nth in range(2001)})

    assert refused(fault) == (InputFault, "accounts.too-many")


# Batches


@pytest.mark.parametrize("form", list(FORMS))
def test_each_entry_goes_out_once_in_each_format(form: str, payable: Year) -> None:
    first = export(payable, form)
    with pytest.raises(InputFault) as fault:
        export(payable, form)
    second = export(lived(payable), form)

    assert refused(fault) == (InputFault, "export.nothing")
    assert (first.number, first.entries, second.number, second.entries) == (1, 1, 2, 3)
    assert ExportedEntry.objects.filter(form=form).count() == JournalEntry.objects.count()


def test_same_click_exports_once(payable: Year) -> None:
    assert export(payable, key="one") == export(payable, key="one")
    assert ExportBatch.objects.count() == 1


def test_format_that_is_none_is_refused(payable: Year) -> None:
    with pytest.raises(InputFault) as fault:
        export(payable, "pdf")

    assert refused(fault) == (InputFault, "export.form")


def test_accounts_without_a_name_are_named_in_the_refusal(payable: Year) -> None:
    name(payable, {"bank": Named("", "Assets:Checking")})

    with pytest.raises(InputFault) as fault:
        export(payable)

    assert fault.value.code == "export.unmapped"
    assert "member/ada/payable" in str(fault.value.values["accounts"])
    assert ExportBatch.objects.count() == 0


def test_only_the_bookkeeper_names_and_exports(payable: Year) -> None:
    codes = []
    for act in (lambda: name(payable, CHART, by=payable.dee), lambda: export(payable, by=payable.dee)):
        with pytest.raises(Fault) as fault:
            act()
        codes.append(fault.value.code)

    assert codes == ["books.not-bookkeeper"] * 2


def checked(bodies: list[bytes], form: str, folder: Path) -> tuple[int, str]:
    """What the program itself says of all files of a format together."""
    whole = folder / f"all.{FORMS[form].suffix}"
    whole.write_bytes(b"\n".join(bodies))
    check = (
        [str(BEAN_CHECK), str(whole)]
        if form == "beancount"
        else ["hledger", "check", "--strict", "-f", str(whole)]
    )
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.needs_command("hledger")
@pytest.mark.parametrize("form", ["beancount", "hledger"])
@pytest.mark.parametrize("chart", [{}, CHART], ids=["our names", "their names"])
def test_programs_accept_every_file_and_all_of_them_together(
    form: str, chart: dict[str, Named], payable: Year, tmp_path: Path
) -> None:
    name(payable, chart)
    bodies = [bytes(export(payable, form).body), bytes(export(lived(payable), form).body)]

    assert (checked(bodies[:1], form, tmp_path), checked(bodies, form, tmp_path)) == ((0, ""), (0, ""))


@pytest.mark.needs_command("hledger")
@pytest.mark.parametrize("form", ["beancount", "hledger"])
def test_programs_accept_whatever_members_write(form: str, tmp_path: Path) -> None:
    body = FORMS[form].write(book_of(HOSTILE), Naming({}), [])

    assert checked([body], form, tmp_path) == (0, "")


def test_gnucash_reads_a_split_for_each_line_and_each_entry_comes_to_nothing(payable: Year) -> None:
    name(payable, CHART)
    body = bytes(export(lived(payable), "gnucash").body).decode()

    rows = list(csv.DictReader(io.StringIO(body)))

    sums: Counter[str] = Counter()
    for row in rows:
        sums[row["Transaction ID"]] += Money.parse(row["Amount Num."], "USD").minor
    assert body.splitlines()[0].split(",") == GNUCASH
    assert sums == dict.fromkeys((str(one.pk).replace("-", "") for one in JournalEntry.objects.all()), 0)
    assert {row["Commodity/Currency"] for row in rows} == {"CURRENCY::USD"}
    assert "Equity:Members:bo:Capital" in {row["Full Account Name"] for row in rows}


def test_quickbooks_reads_one_trns_and_then_splits_that_balance(payable: Year) -> None:
    name(payable, CHART)
    lines = bytes(export(lived(payable), "quickbooks").body).decode("cp1252").split("\r\n")

    blocks, block = [], list[list[str]]()
    for line in lines[3:-1]:
        if line == "ENDTRNS":
            blocks.append(block)
            block = []
        else:
            block.append(line.split("\t"))
    assert [line.split("\t")[0] for line in lines[:3]] == ["!TRNS", "!SPL", "!ENDTRNS"]
    assert [[cells[0] for cells in one][:2] for one in blocks] == [["TRNS", "SPL"]] * 4
    assert {len(cells) for one in blocks for cells in one} == {len(lines[0].split("\t"))}
    assert [sum(Money.parse(cells[7], "USD").minor for cells in one) for one in blocks] == [0] * 4
    assert {cells[3] for one in blocks for cells in one} == {"03/03/2025"}


@pytest.mark.needs_command("hledger")
@pytest.mark.parametrize("form", list(FORMS))
@pytest.mark.parametrize(("currency", "amount"), [("JPY", "123456"), ("KWD", "123.456"), ("USD", "1234.56")])
def test_amounts_have_the_decimals_of_their_currency(
    currency: str, amount: str, form: str, tmp_path: Path
) -> None:
    body = FORMS[form].write(book_of(["Paid"], currency), Naming({}), [])

    assert body.count(amount.encode()) >= len(("one line", "the other"))
    if form in {"beancount", "hledger"}:
        assert checked([body], form, tmp_path) == (0, "")


@pytest.mark.parametrize("form", ["gnucash", "quickbooks", "csv"])
def test_nothing_a_member_writes_runs_or_leaves_its_cell(form: str) -> None:
    body = (
        FORMS[form]
        .write(book_of(HOSTILE), Naming({}), [])
        .decode("cp1252" if form == "quickbooks" else "utf-8")
    )

    if form == "quickbooks":
        cells = [line.split("\t") for line in body.split("\r\n")[3:-1]]
        texts = [line[-1] for line in cells if line != ["ENDTRNS"]]
        assert {len(line) for line in cells} == {1, 10}
    else:
        rows = list(csv.DictReader(io.StringIO(body, newline="")))
        texts = [row["Description" if form == "gnucash" else "text"] for row in rows]
    assert len(texts) == 2 * len(HOSTILE)
    assert [text for text in texts if text.lstrip().startswith(("=", "+", "-", "@"))] == []


def test_names_stand_beside_our_accounts_in_csv(payable: Year) -> None:
    name(payable, CHART)

    rows = list(csv.DictReader(io.StringIO(bytes(export(payable).body).decode())))

    by_account = {row["account"]: (row["number"], row["name"]) for row in rows}
    assert by_account["member/dee/payable"] == ("2100", "Liabilities:Patronage payable")


# Pages and API


def test_names_are_kept_on_the_page_and_read_from_a_table(payable: Year, signed_in: Enter) -> None:
    client = signed_in(payable.ada)
    shown = client.get(f"{MONEY}/chart/")
    table = b"Our account,Number,Name in your books\nbank,1000,Checking\ntax,,Checking\n"

    typed = client.post(
        f"{MONEY}/chart/", {"name-0": "Assets:Bank", "number-0": "1", "key": fresh()}, follow=True
    )
    read = client.post(
        f"{MONEY}/chart/",
        {"file": SimpleUploadedFile("chart.csv", table), "from-file": "yes", "key": fresh()},
        follow=True,
    )

    assert "member/*/payable" in text_of(shown)
    assert "The names are kept" in text_of(typed)
    assert naming(payable.coop).by_pattern == {
        "bank": Named("1000", "Checking"),
        "tax": Named("", "Checking"),
    }
    assert "Checking: bank and tax" in text_of(read)
    assert "Without a name" in text_of(read)


@pytest.mark.parametrize("table", [b"nothing,here\n1,2\n", b"Our account,Name in your books\nbank,=1+1\n"])
def test_table_that_cannot_be_read_is_told(table: bytes, payable: Year, signed_in: Enter) -> None:
    answer = signed_in(payable.ada).post(
        f"{MONEY}/chart/",
        {"file": SimpleUploadedFile("chart.csv", table), "from-file": "yes", "key": fresh()},
    )

    assert (answer.status_code, AccountName.objects.count()) == (422, 0)


def test_name_that_is_refused_stays_typed(payable: Year, signed_in: Enter) -> None:
    answer = signed_in(payable.ada).post(f"{MONEY}/chart/", {"name-0": "=Bank", "key": fresh()})

    assert (answer.status_code, 'value="=Bank"' in answer.content.decode()) == (422, True)


def test_file_is_made_and_downloaded_again_the_same_to_the_byte(payable: Year, signed_in: Enter) -> None:
    client = signed_in(payable.ada)

    made = client.post(f"{MONEY}/exports/", {"form": "quickbooks", "key": fresh()}, follow=True)
    nothing = client.post(f"{MONEY}/exports/", {"form": "quickbooks", "key": fresh()})
    batch = ExportBatch.objects.get()
    name(payable, CHART)
    files = [client.get(f"{MONEY}/exports/{batch.pk}/") for _ in range(2)]

    assert "QuickBooks IIF 1" in text_of(made)
    assert (nothing.status_code, "has gone out in this format already" in text_of(nothing)) == (422, True)
    assert {answer.content for answer in files} == {bytes(batch.body)}
    assert files[0]["Content-Disposition"] == 'attachment; filename="harbour-quickbooks-1.iif"'


def test_exports_are_for_those_who_see_all_money(payable: Year, signed_in: Enter) -> None:
    batch = export(payable)
    client = signed_in(payable.dee)

    seen = [
        client.get(f"{MONEY}/{page}").status_code for page in ("exports/", f"exports/{batch.pk}/", "chart/")
    ]

    assert seen == [404, 404, 404]
    assert "Exports to your own books" in text_of(signed_in(payable.ada).get(f"{MONEY}/journal/"))


def test_names_and_exports_over_the_api(payable: Year, signed_in: Enter) -> None:
    client = signed_in(payable.ada)
    chart = [{"account": pattern, "number": one.number, "name": one.name} for pattern, one in CHART.items()]

    def sent(path: str, act: Any, **body: Any) -> Any:
        return act(f"{API}/{path}", json.dumps({**body, "key": fresh()}), content_type="application/json")

    named = sent("chart", client.put, names=chart).json()
    made = sent("exports", client.post, form="gnucash")
    body = client.get(f"{API}/exports/{made.json()['export']}/file")

    assert client.get(f"{API}/chart").json() == named
    assert sorted(one["account"] for one in named) == sorted(CHART)
    assert (made.status_code, client.get(f"{API}/exports").json()) == (201, [made.json()])
    assert body.content == bytes(ExportBatch.objects.get().body)


def test_later_file_may_tell_of_an_earlier_day(payable: Year, tmp_path: Path) -> None:
    first = export(payable, "beancount")
    payable.receive(payable.bo, "5.00", dt.date(2025, 1, 2))

    bodies = [bytes(first.body), bytes(export(payable, "beancount").body)]

    assert checked(bodies, "beancount", tmp_path) == (0, "")
