"""The pages of trust runs and their JSON, and who gets to see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.toadlane.books.conftest import YEAR, Year, key
from tests.toadlane.books.test_trust_runs import CORRECT, begin
from toadlane.books.models import ClosePreview, TrustRun, YearClose
from toadlane.coops.models import Participant
from toadlane.people.models import Person

Enter = Callable[[Participant | Person], Client]
HERE = f"/c/harbour/money/years/{YEAR}/trust/"
OVER_HTTP = f"/api/v1/coops/harbour/money/years/{YEAR}/trust-runs"
WRONG = CORRECT.replace("Ada,450.00", "Ada,440.00").replace("180.00,180.00", "180.00,0.00")


def upload(client: Client, content: str, **more: str) -> HttpResponse:
    file = SimpleUploadedFile("results.csv", content.encode(), "text/csv")
    return client.post(HERE, {"file": file, "sheet": "", "key": key(), **more})  # type: ignore[return-value]


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_way_from_the_year_to_a_comparison(closed: YearClose, year: Year, signed_in: Enter) -> None:
    client = signed_in(year.ada)
    assert HERE in text(client.get(f"/c/harbour/money/years/{YEAR}/"))
    assert "No spreadsheet has been compared" in text(client.get(HERE))

    answer = upload(client, WRONG)

    run = TrustRun.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{HERE}{run.pk}/")
    page = text(client.get(f"{HERE}{run.pk}/"))
    assert "No mistake we know explains the share of Ada" in page
    assert "the open buy-in is forgotten" in page
    assert page.count("Why ours?") == 2
    assert "results.csv" in text(client.get(HERE))


def test_a_run_without_differences_says_so(closed: YearClose, year: Year, signed_in: Enter) -> None:
    page = text(signed_in(year.ada).get(f"{HERE}{begin(year, CORRECT).pk}/"))

    assert "Every figure is the same" in page
    assert "2 members, to the cent." in page


def test_what_cannot_be_read_is_said_beside_the_file_and_nothing_is_kept(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    client = signed_in(year.ada)

    answers = [upload(client, ""), upload(client, CORRECT, sheet="None such")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "The file has no sheet “None such”" in text(answers[1])
    assert 'value="None such"' in text(answers[1])
    assert TrustRun.objects.count() == 0


def test_rows_and_columns_are_explained_on_the_page(closed: YearClose, year: Year, signed_in: Enter) -> None:
    client, run = signed_in(year.ada), begin(year, "Who,Refund\nAda,450\nD.,300\n")
    page = f"{HERE}{run.pk}/"
    assert "nobody of this year is called so" in text(client.get(page))
    said = {"seen": "1", "column_member": "0", "column_share": "1", "numbers": "", "step_2": "250.00"}
    empty = {f"column_{name}": "" for name in ("cash", "retained", "to_buy_in")}

    answer = client.post(page, {**said, **empty, "row_3": "dee", "key": key()})

    assert answer.status_code == 302
    assert "Every figure is the same" in text(client.get(page))
    late = client.post(page, {**said, **empty, "row_3": "-", "key": key()})
    assert (late.status_code, "Somebody has said how the table" in text(late)) == (409, True)
    wrong = client.post(page, {**said, **empty, "seen": "2", "step_2": "lots", "key": key()})
    assert (wrong.status_code, 'value="lots"' in text(wrong)) == (422, True)


def test_cells_and_amounts_that_are_missing_are_pointed_out(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    client = signed_in(year.ada)
    unread = text(client.get(f"{HERE}{begin(year, 'Name,Share,Cash' + chr(10) + 'Ada,450,x').pk}/"))
    nothing = text(client.get(f"{HERE}{begin(year, 'A,B' + chr(10) + 'Ada,450').pk}/"))

    assert "C2: “x” is not an amount of money." in unread
    assert "There is no amount to compare yet" in nothing


def test_a_year_with_a_loss_or_open_again_is_told_on_the_page(year: Year, signed_in: Enter) -> None:
    year.state("-100.00", "0.00")
    year.preview()
    client, run = signed_in(year.ada), begin(year, CORRECT)

    assert "is a year with a loss" in text(client.get(f"{HERE}{run.pk}/"))
    ClosePreview.objects.all().delete()
    assert "neither closed nor reckoned here any more" in text(client.get(f"{HERE}{run.pk}/"))
    assert client.post(f"{HERE}{run.pk}/", {"key": "x"}).status_code == 404
    assert "neither closed nor reckoned here yet" in text(client.get(HERE))
    assert upload(client, CORRECT).status_code == 404


def test_a_run_is_deleted_by_a_button_and_a_second_click_finds_it_gone(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    client, run = signed_in(year.ada), begin(year, CORRECT)
    gone = f"{HERE}{run.pk}/removal/"

    answers = [client.post(gone, {"key": "once"}).status_code for _ in range(2)]

    assert (answers, TrustRun.objects.count()) == ([302, 302], 0)
    assert client.post(gone, {"key": "another"}).status_code == 404


def test_a_click_without_a_key_deletes_nothing(closed: YearClose, year: Year, signed_in: Enter) -> None:
    run = begin(year, CORRECT)

    answer = signed_in(year.ada).post(f"{HERE}{run.pk}/removal/")

    assert (answer.status_code, TrustRun.objects.count()) == (422, 1)


def test_for_many_people_our_reasons_are_a_link_to_each(
    closed: YearClose, year: Year, signed_in: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from toadlane.books.trust import pages

    monkeypatch.setattr(pages, "REASONS_IN_PLACE", 0)
    run = begin(year, WRONG)

    assert f"/c/harbour/money/years/{YEAR}/why/ada/" in text(signed_in(year.ada).get(f"{HERE}{run.pk}/"))


def test_nobody_sees_a_run_who_may_not_see_every_members_money(
    closed: YearClose, year: Year, chi: Person, signed_in: Enter
) -> None:
    run = begin(year, CORRECT)
    pages = [HERE, f"{HERE}{run.pk}/", OVER_HTTP, f"/api/v1/coops/harbour/money/trust-runs/{run.pk}"]

    for who in (year.dee, year.bo, chi):
        client = signed_in(who)
        assert [client.get(page).status_code for page in pages] == [404] * 4
        assert client.post(f"{HERE}{run.pk}/removal/", {"key": "x"}).status_code == 404
    assert signed_in(year.ada).get(f"/c/harbour/money/years/2023/trust/{run.pk}/").status_code == 404


def test_the_same_over_http(closed: YearClose, year: Year, signed_in: Enter) -> None:
    client = signed_in(year.ada)
    file = SimpleUploadedFile("results.csv", WRONG.encode(), "text/csv")
    begun = client.post(OVER_HTTP, {"file": file, "key": "begin"})

    found = begun.json()
    assert (begun.status_code, found["same"], found["problem"]) == (201, False, None)
    assert [finding["code"] for finding in found["findings"]][:1] == ["theirs.unexplained"]
    assert found["people"][0]["figures"][0] == {
        "figure": "Share",
        "ours": "450.00",
        "theirs": "440.00",
        "difference": "-10.00",
    }
    assert found["rows"][2] == {"row": 4, "place": "A4", "label": "Total", "person": "", "state": "total"}
    run = f"/api/v1/coops/harbour/money/trust-runs/{found['run']}"
    said = {"columns": {"member": 0}, "steps": {"2": "250.00"}, "seen": 1, "key": "explain"}
    told = client.put(run, said, content_type="application/json")
    assert (told.status_code, told.json()["same"], told.json()["version"]) == (200, None, 2)
    assert [one["run"] for one in client.get(OVER_HTTP).json()] == [found["run"]]
    assert client.get(run).json() == told.json()
    assert client.post(f"{run}/removal", {"key": "x"}, content_type="application/json").status_code == 204
    assert client.get(run).status_code == 404


def test_over_http_a_year_that_was_never_reckoned_has_no_list_of_runs(year: Year, signed_in: Enter) -> None:
    client = signed_in(year.ada)
    before = client.get(OVER_HTTP).status_code
    year.state()
    year.preview()

    assert (before, client.get(OVER_HTTP).json()) == (404, [])


def test_over_http_a_run_whose_year_is_open_again_is_not_there(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    run = begin(year, CORRECT)
    year.correct(closed)
    ClosePreview.objects.all().delete()

    answer = signed_in(year.ada).get(f"/api/v1/coops/harbour/money/trust-runs/{run.pk}")

    assert answer.status_code == 404


def test_the_pages_ask_a_fixed_number_of_questions(
    closed: YearClose, year: Year, signed_in: Enter, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    client = signed_in(year.ada)
    run = begin(year, WRONG)

    for page in (HERE, f"{HERE}{run.pk}/"):
        client.get(page)
        with django_assert_max_num_queries(14):
            client.get(page)
