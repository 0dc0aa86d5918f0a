"""Amendments over the API: the same verbs, answers and refusals as the pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.toadlane.amending.conftest import Decide, article, fresh
from toadlane.amending.models import AmendmentDraft, ArticleEdit
from toadlane.charter.models import CharterText
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.people.models import Person

API = "/api/v1/coops/harbour/charter/amendments"
ONE = f"{API}/2026-surplus"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> None:
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: noon)


def send(browser: Client, method: str, path: str, **body: object) -> tuple[int, Any]:
    answer = browser.generic(method, path, json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def test_a_draft_is_begun_written_and_judged(governed: Coop, browser: Client) -> None:
    status, made = send(browser, "POST", API, name="2026-surplus", number=9, key="k")
    [nine] = made["articles"]
    text = nine["source"].replace('by = "hours"', 'by = "hourz"')
    wrong, judged = send(browser, "PUT", f"{ONE}/articles/9/text", source=text, edition=nine["edition"])

    assert (status, wrong, made["adoptable"], judged["adoptable"]) == (201, 200, True, False)
    assert [(one["code"], one["number"]) for one in judged["findings"]] == [("rule.value", 9)]
    assert [line["name"] for line in browser.get(API).json()] == ["2026-surplus"]


def test_whoever_comes_second_gets_409_and_loses_nothing(draft: AmendmentDraft, browser: Client) -> None:
    edition = article(draft).edition

    statuses = [
        send(browser, "PUT", f"{ONE}/articles/9/text", source=text, edition=edition)[0]
        for text in ("first", "second")
    ]

    assert (statuses, article(draft).source) == ([200, 409], "first")
    assert ArticleEdit.objects.get(is_aside=True).source == "second"


def test_articles_go_on_and_off(draft: AmendmentDraft, browser: Client) -> None:
    put, _ = send(browser, "PUT", f"{ONE}/articles/13", does="adds", title="Tea")
    off, told = send(browser, "DELETE", f"{ONE}/articles/13")
    missing, _ = send(browser, "DELETE", f"{ONE}/articles/14")

    kettle = {"model": "quilted", "article": 1}
    taken, _ = send(browser, "PUT", f"{ONE}/articles/14", does="adds", taken=kettle)
    from_nowhere, _ = send(browser, "PUT", f"{ONE}/articles/15", does="adds", taken={**kettle, "model": "x"})

    assert (put, off, missing, taken, from_nowhere) == (200, 200, 404, 200, 404)
    assert [(one["number"], one["is_off"]) for one in told["articles"]] == [(9, False), (13, True)]


def test_what_it_changes_is_told(draft: AmendmentDraft, browser: Client) -> None:
    told = browser.get(f"{ONE}/difference").json()

    [nine] = told["articles"]
    assert (told["readable"], nine["number"], nine["change"]) == (True, 9, "changed")
    assert {"kind": "added", "text": "Half"} in nine["words"]
    send(browser, "PUT", f"{ONE}/articles/9/text", source="", edition=article(draft).edition)
    assert browser.get(f"{ONE}/difference").json()["readable"] is False


def test_it_is_stated_withdrawn_and_restored(draft: AmendmentDraft, browser: Client) -> None:
    stated, told = send(browser, "PUT", f"{ONE}/facts", from_day="2027-01-01", why="Rain.")
    withdrawn, there = send(browser, "POST", f"{ONE}/withdrawal")
    restored, back = send(browser, "POST", f"{ONE}/restoration")

    assert (stated, withdrawn, restored) == (200, 201, 201)
    assert (told["from_day"], there["state"], back["state"]) == ("2027-01-01", "withdrawn", "open")


def test_it_is_adopted_as_decided(draft: AmendmentDraft, browser: Client, decide: Decide) -> None:
    decided = decide(draft)

    status, told = send(browser, "POST", f"{ONE}/adoption", decision=str(decided.pk), key="k")

    assert (status, told["takes_effect_on"]) == (201, "2026-01-01")
    assert told["sha256"] == CharterText.objects.get(name="2026-surplus").digest
    assert (browser.get(ONE).json()["state"], fresh(draft).authority) == ("adopted", decided.pk)


def test_strangers_find_no_drafts(draft: AmendmentDraft, chi: Person) -> None:
    stranger = Client()
    stranger.force_login(chi)

    assert [stranger.get(path).status_code for path in (API, ONE, f"{ONE}/difference")] == [404] * 3
