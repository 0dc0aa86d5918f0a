"""A close taken away to be proved: the page, the file, the command, and who may have it."""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from bylaws.kernel.faults import RecordBroken
from bylaws.surplus.proof import pack
from bylaws.surplus.proof.archive import unpacked
from bylaws.surplus.proof.verify import verify
from tests.architecture.tree import HOUSE
from tests.toadlane.books.conftest import Year
from tests.toadlane.books.texts import HARBOUR
from tests.toadlane.lifted import lifted
from toadlane.books import proving
from toadlane.books.models import YearClose
from toadlane.charter.verbs import adopt_amendment
from toadlane.coops.models import Participant
from toadlane.people.models import Person
from toadlane.record.verbs import erase

Enter = Callable[[Participant | Person], Client]
PAGE, FILE = "/c/harbour/money/years/2024/proof/", "/c/harbour/money/years/2024/proof.zip"
OVER_HTTP = "/api/v1/coops/harbour/money/years/2024/proof"

AMENDED = """---
adopted = 2025-01-02
from = 2025-01-02
by = "the members"
replaces = [8]
---

## Article 8 — Buy-in

```toml rule
kind = "buy-in"
amount = "1200.00"
```
"""


def agreed(content: bytes) -> list[bool | None]:
    return [check.agrees for check in verify(unpacked(content)).checks]


def test_the_pack_of_a_close_verifies_and_holds_what_the_books_hold(closed: YearClose) -> None:
    files = unpacked(proving.proof(closed))

    assert agreed(proving.proof(closed)) == [True] * 6
    assert sorted(files) == sorted(
        [pack.CHARTER, pack.FACTS, pack.FIGURES, pack.MANIFEST, pack.README, pack.RECORD, pack.RESULT]
    )
    assert files[pack.CHARTER].decode() == HARBOUR
    assert files[pack.FIGURES].decode().splitlines()[0] == (
        "person,share,cash,retained,to_buy_in,notices,interest,loss"
    )


def test_the_same_close_makes_the_same_bytes_whatever_the_charter_says_since(
    closed: YearClose, year: Year
) -> None:
    before = proving.proof(closed)

    amend(year)
    year.ada.name = "Ada Changed"
    year.ada.save()

    assert proving.proof(closed) == before


def amend(year: Year) -> None:
    adopt_amendment(coop=year.coop, name="2025-share", source=AMENDED, by=year.ada, at=year.noon, key="amend")


def test_a_close_corrected_and_made_again_is_proved_by_its_own_entry(closed: YearClose, year: Year) -> None:
    first = json.loads(unpacked(proving.proof(closed))[pack.RECORD])["commitment"]
    year.correct(closed)
    again = year.close()

    second = proving.proof(again)

    assert agreed(second) == [True] * 6
    assert json.loads(unpacked(second)[pack.RECORD])["commitment"] != first


def test_names_lie_beside_the_figures_only_when_asked_for(closed: YearClose, year: Year) -> None:
    plain, named = unpacked(proving.proof(closed)), unpacked(proving.proof(closed, names=True))

    assert not any(year.dee.name.encode() in content for content in plain.values())
    assert json.loads(named[pack.NAMES]) == {"names": {"ada": "Ada", "bo": "Bo", "dee": year.dee.name}}
    assert named[pack.RESULT] == plain[pack.RESULT]
    assert agreed(proving.proof(closed, names=True)) == [True] * 6


def test_when_the_words_of_the_entry_are_erased_the_pack_still_proves_the_rest(
    closed: YearClose, year: Year
) -> None:
    erase(entry=proving.entry_of(closed), because="asked for", by=year.ada, at=year.noon)

    assert agreed(proving.proof(closed)) == [True, None, True, True]


def test_a_text_changed_behind_the_houses_back_is_no_proof(closed: YearClose) -> None:
    with lifted(connection):
        connection.cursor().execute("UPDATE charter_chartertext SET source = replace(source, '25%', '26%')")

    with pytest.raises(RecordBroken) as fault:
        proving.proof(closed)

    assert fault.value.code == "proof.texts-moved"


def test_a_posting_changed_behind_the_houses_back_is_no_proof(closed: YearClose) -> None:
    with lifted(connection):
        connection.cursor().execute("UPDATE books_posting SET minor = -1 WHERE account = 'collective'")

    with pytest.raises(RecordBroken) as fault:
        proving.proof(closed)

    assert fault.value.code == "proof.posted"


def test_the_page_shows_the_commands_and_the_number_to_compare(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    page = signed_in(year.ada).get(PAGE).content.decode()

    assert "python -m bylaws verify-close harbour-2024-proof.zip" in page
    assert proving.entry_of(closed).commitment_hex in page
    assert PAGE in signed_in(year.ada).get("/c/harbour/money/years/2024/").content.decode()


def test_the_readme_on_top_of_the_pack_says_the_same(closed: YearClose) -> None:
    readme = unpacked(proving.proof(closed))[pack.README].decode()

    assert readme.startswith(
        "PROOF PACK — Harbour Web Cooperative, fiscal year 2024\nClosed on 2025-03-03. Made by Toad Lane"
    )
    assert "python -m bylaws verify-close harbour-2024-proof.zip\n" in readme
    assert not any(sign in readme for sign in ("&", "{{", "{%"))


@pytest.mark.parametrize("address", [FILE, f"{FILE}?names=1", OVER_HTTP])
def test_the_bookkeeper_takes_the_pack_away(
    address: str, closed: YearClose, year: Year, signed_in: Enter
) -> None:
    answer = signed_in(year.ada).get(address)

    with zipfile.ZipFile(io.BytesIO(answer.content)) as found:
        assert found.testzip() is None
        assert ("names.json" in found.namelist()) is ("names" in address)
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="harbour-2024-proof.zip"'


@pytest.mark.parametrize("address", [PAGE, FILE, OVER_HTTP])
def test_nobody_has_it_who_may_not_see_every_members_money(
    address: str, closed: YearClose, year: Year, chi: Person, signed_in: Enter
) -> None:
    asked = [signed_in(year.dee), signed_in(year.bo), signed_in(chi), Client()]

    assert [client.get(address).status_code for client in asked[:3]] == [404, 404, 404]
    assert asked[3].get(address).status_code in (401, 404)


@pytest.mark.parametrize("address", [PAGE, FILE, OVER_HTTP])
def test_a_year_that_is_open_has_no_pack(address: str, year: Year, signed_in: Enter) -> None:
    assert signed_in(year.ada).get(address).status_code == 404


def test_the_command_writes_the_same_file_and_leaves_one_that_is_there(
    closed: YearClose, tmp_path: Path
) -> None:
    path = tmp_path / "pack.zip"
    call_command("prove", "harbour", "2024", str(path), stdout=io.StringIO())

    assert path.read_bytes() == proving.proof(closed)
    with pytest.raises(CommandError) as stopped:
        call_command("prove", "harbour", "2024", str(path), "--names")
    assert (stopped.value.returncode, path.read_bytes()) == (2, proving.proof(closed))


@pytest.mark.parametrize("words", [("harbour", "2023"), ("nowhere", "2024")])
def test_the_command_says_when_there_is_nothing_to_prove(
    words: tuple[str, str], closed: YearClose, tmp_path: Path
) -> None:
    with pytest.raises(CommandError) as stopped:
        call_command("prove", *words, str(tmp_path / "pack.zip"))

    assert (stopped.value.returncode, list(tmp_path.iterdir())) == (4, [])


def test_the_page_asks_a_fixed_number_of_questions(
    closed: YearClose, year: Year, signed_in: Enter, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    client = signed_in(year.ada)
    client.get(PAGE)

    with django_assert_max_num_queries(12):
        client.get(PAGE)


def test_the_pack_names_the_version_that_made_it() -> None:
    said = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    assert f"Toad Lane {said}" == proving.MADE_BY
