"""What each sees of a replay: their own first, the spread, others only where that is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.toadlane.books.conftest import Year, key
from tests.toadlane.conftest import join
from tests.toadlane.replay.test_starting import start
from tests.toadlane.replay.texts import MORE_IN_COMMON, SILENT, TEA
from toadlane.books.models import YearClose
from toadlane.coops.models import Participant
from toadlane.jobs.models import Progress
from toadlane.jobs.worker import Worker
from toadlane.people.models import Person
from toadlane.replay.models import ReplayRun

Enter = Callable[[Participant | Person], Client]
HERE = "/c/harbour/charter/replay/"
OVER_HTTP = "/api/v1/coops/harbour/charter/replays"

pytestmark = pytest.mark.django_db(transaction=True)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def tried(closed: YearClose, year: Year, worker: Worker) -> Callable[..., str]:
    """A text that has been tried; the address of its page."""

    def attempt(source: str = MORE_IN_COMMON) -> str:
        run = start(year, source)
        worker.work_once(timezone.now())
        return f"{HERE}{run.pk}/"

    return attempt


def test_the_way_from_the_charter_to_one_s_own_difference(
    closed: YearClose, year: Year, worker: Worker, signed_in: Enter
) -> None:
    client = signed_in(year.dee)
    assert "Replay the one closed year" in text(client.get(HERE))

    answer = client.post(HERE, {"source": MORE_IN_COMMON.replace("\n", "\r\n"), "key": key()})

    page = f"{HERE}{ReplayRun.objects.get().pk}/"
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert "It waits for its turn." in text(client.get(page))
    assert "It waits for its turn." in text(client.get(page, headers={"HX-Request": "true"}))
    worker.work_once(timezone.now())
    assert client.get(page, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    shown = text(client.get(page))
    assert "You would have had $60.00 less in 2024" in shown
    assert "steps[2].share was 25% and is 40%." in shown
    assert "Article 9 — Surplus" in text(client.get(HERE))


def test_a_member_sees_no_other_s_figures_and_of_two_no_spread(
    tried: Callable[..., str], year: Year, signed_in: Enter
) -> None:
    page = tried()
    client = signed_in(year.dee)

    shown = text(client.get(page)) + text(client.get(f"{page}2024/"))

    assert ("90.00" in shown, "Member by member" in shown) == (False, False)
    assert "So few take part" in shown
    assert client.get(f"{page}2024/ada/").status_code == 404
    assert "Dee would have received $60.00 less for 2024." in text(client.get(f"{page}2024/dee/"))


def test_who_may_see_each_member_s_money_sees_everyone_and_why(
    tried: Callable[..., str], year: Year, signed_in: Enter
) -> None:
    page = tried()
    client = signed_in(year.ada)

    assert "Member by member" in text(client.get(page))
    shown = text(client.get(f"{page}2024/"))
    assert f"{page}2024/dee/" in shown
    assert "2 Collective account" in shown
    assert f'<a href="{page}#tried">the text that was tried</a>' in shown
    assert "Dee would have received $60.00 less for 2024." in text(client.get(f"{page}2024/dee/"))
    assert client.get(f"{page}2024/bo/").status_code == 404
    assert client.get(f"{page}2023/").status_code == 404


def test_of_five_everyone_sees_the_spread_but_neither_names_nor_ends(
    closed: YearClose, year: Year, worker: Worker, signed_in: Enter
) -> None:
    run = start(year)
    worker.work_once(timezone.now())
    result: Any = ReplayRun.objects.get(pk=run.pk).result
    result["years"][0]["people"] |= {f"m{n}": [[n, n, 0, 0, 0, 0], [0] * 6] for n in range(1, 4)}
    ReplayRun.objects.update(result=result)

    shown = text(signed_in(year.dee).get(f"{HERE}{run.pk}/"))

    assert "Members 1 to 5" in shown
    assert ("The most less" in shown, "90.00" in shown) == (False, False)
    said = signed_in(year.dee).get(f"{OVER_HTTP}/{run.pk}").json()["together"]["spread"]
    assert "The one in the middle" not in shown
    assert (said["groups"][0]["people"], said["most_less"], said["median"]) == (5, None, None)


def test_of_five_nobody_is_told_that_one_other_alone_has_less(
    closed: YearClose, year: Year, worker: Worker, signed_in: Enter
) -> None:
    run = start(year)
    worker.work_once(timezone.now())
    result: Any = ReplayRun.objects.get(pk=run.pk).result
    result["years"][0]["people"] |= {f"m{n}": [[0] * 6, [0] * 6] for n in range(3)}
    ReplayRun.objects.update(result=result)

    shown = text(signed_in(year.dee).get(f"{HERE}{run.pk}/"))

    assert ("So few take part" in shown, "Members 1 to 5" in shown) == (True, False)
    assert "You would have had $60.00 less in 2024" in shown
    assert signed_in(year.dee).get(f"{OVER_HTTP}/{run.pk}").json()["together"]["spread"] is None


def test_a_year_without_an_answer_says_why(tried: Callable[..., str], year: Year, signed_in: Enter) -> None:
    page = tried(SILENT)
    client = signed_in(year.dee)

    assert "no answer" in text(client.get(page))
    shown = text(client.get(f"{page}2024/"))
    assert "The amended charter has no answer for this year" in shown
    assert "Article 9 — Surplus" in shown
    (one,) = client.get(page.replace(HERE, f"{OVER_HTTP}/").rstrip("/")).json()["by_year"]
    assert (one["silence"]["article"], one["people"], one["spread"]) == ("Article 9 — Surplus", [], None)


def test_words_alone_change_nothing(tried: Callable[..., str], year: Year, signed_in: Enter) -> None:
    shown = text(signed_in(year.dee).get(tried(TEA)))

    assert "The amendment changes no rule, only words" in shown


def test_what_has_moved_says_so_keeps_its_figures_and_can_be_replayed(
    tried: Callable[..., str], year: Year, signed_in: Enter
) -> None:
    page = tried()
    ReplayRun.objects.update(texts="f" * 64)
    client = signed_in(year.ada)

    shown = text(client.get(page))
    assert "Replay it again" in shown
    assert "You would have had $90.00 less in 2024" in shown
    assert "Replay it again" in text(client.get(f"{page}2024/"))
    assert client.get(f"{page}2024/dee/").status_code == 404
    again = client.post(HERE, {"source": MORE_IN_COMMON, "key": key()})
    assert again.headers["Location"] != page


def test_who_had_no_part_in_a_year_has_no_difference_in_it(
    tried: Callable[..., str], year: Year, signed_in: Enter
) -> None:
    page = tried()
    gus = join(year.coop, "gus", "member", year.noon.day)

    shown = [text(signed_in(gus).get(address)) for address in (page, f"{page}2024/")]

    assert ["You would have had" in one for one in shown] == [False, False]


def test_the_same_spread_has_no_picture(tried: Callable[..., str], year: Year, signed_in: Enter) -> None:
    cash = MORE_IN_COMMON.replace('share = "40%"', 'share = "25%"').replace('cash = "40%"', 'cash = "60%"')

    shown = text(signed_in(year.ada).get(tried(cash)))

    assert "Nothing would have been different" not in shown
    assert "You would have had the same in 2024" in shown
    assert "+$90.00" in shown
    assert "<figure" not in shown


def test_a_failed_run_says_what_happened(closed: YearClose, year: Year, signed_in: Enter) -> None:
    run = start(year)
    Progress.objects.update(state=Progress.State.FAILED, says="The disk is full.")

    client = signed_in(year.dee)

    assert "The disk is full." in text(client.get(f"{HERE}{run.pk}/"))
    assert "failed" in text(client.get(HERE))
    assert client.get(f"{HERE}{run.pk}/2024/").status_code == 404


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (b"\xff\xfe", "This file is not plain text in UTF-8."),
        (MORE_IN_COMMON.encode() + b"\x00", "This file is not plain text in UTF-8."),
        (b"x" * 1_000_001, "This file is too large for an amendment."),
        (b"no amendment", ""),
    ],
)
def test_a_file_that_is_none_is_said_beside_it(
    closed: YearClose, year: Year, signed_in: Enter, file: bytes, says: str
) -> None:
    upload = SimpleUploadedFile("amendment.md", file, "text/markdown")

    answer = signed_in(year.dee).post(HERE, {"source": "typed", "file": upload, "key": key()})

    assert answer.status_code == 422
    assert says in text(answer)
    assert "typed" in text(answer)


def test_a_file_takes_the_place_of_what_is_typed_and_nothing_is_nothing(
    closed: YearClose, year: Year, signed_in: Enter
) -> None:
    client = signed_in(year.dee)
    upload = SimpleUploadedFile("amendment.md", MORE_IN_COMMON.encode(), "text/markdown")

    assert client.post(HERE, {"source": "", "file": upload, "key": key()}).status_code == 302
    empty = client.post(HERE, {"source": "  ", "key": key()})
    assert (empty.status_code, ReplayRun.objects.count()) == (422, 1)


def test_nobody_else_gets_in(tried: Callable[..., str], year: Year, signed_in: Enter, chi: Person) -> None:
    page = tried()

    for who in (year.bo, chi):
        client = signed_in(who)
        for address in (HERE, page, f"{page}2024/", f"{page}2024/dee/", OVER_HTTP):
            assert client.get(address).status_code == 404


def test_over_the_api_it_is_started_asked_and_read(
    closed: YearClose, year: Year, worker: Worker, signed_in: Enter
) -> None:
    client = signed_in(year.dee)
    said = {"source": MORE_IN_COMMON, "key": key()}

    begun = client.post(OVER_HTTP, said, content_type="application/json")

    assert (begun.status_code, begun.json()["state"], begun.json()["years"]) == (201, "waiting", [2024])
    run = begun.json()["run"]
    assert client.get(f"{OVER_HTTP}/{run}").json()["together"] is None
    worker.work_once(timezone.now())
    answer = client.get(f"{OVER_HTTP}/{run}").json()
    assert (answer["state"], answer["moved"], answer["done"], answer["of"]) == ("done", False, 1, 1)
    assert answer["together"]["own"] == {
        "person": "dee",
        "before": "300.00",
        "after": "240.00",
        "difference": "-60.00",
        "in_money": "-24.00",
    }
    assert (answer["together"]["people"], answer["together"]["spread"]) == ([], None)
    assert [step["account"] for step in answer["by_year"][0]["steps"]] == ["tax", "collective", "members"]
    assert [one["run"] for one in client.get(OVER_HTTP).json()] == [run]
    everyone = signed_in(year.ada).get(f"{OVER_HTTP}/{run}").json()["together"]
    assert [one["person"] for one in everyone["people"]] == ["ada", "dee"]
    assert (everyone["spread"]["most_less"], everyone["spread"]["median"]) == ("-90.00", "-75.00")


def test_pages_ask_a_fixed_number_of_questions(
    tried: Callable[..., str], year: Year, signed_in: Enter
) -> None:
    page = tried()
    client = signed_in(year.ada)

    def asked() -> list[int]:
        counts = []
        for address in (HERE, page, f"{page}2024/", f"{page}2024/dee/"):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
        return counts

    few = asked()
    for nth in range(4):
        join(year.coop, f"more-{nth}", "member", year.noon.day)
        start(year, f"{TEA}\n{nth}")

    assert asked() == few
