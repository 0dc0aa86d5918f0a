"""Each article tells from which model it came, and what became of it: drafted, adopted, amended, exported."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault
from toadlane.charter import founding_text, lineage, shelf, verbs
from toadlane.charter.models import CharterDraft, CharterText
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.keeping import tenants
from toadlane.record.models import Opening

API = "/api/v1/coops/harbour/charter"
DAY = dt.date(2025, 1, 1)
AMENDMENT = """---
adopted = 2025-01-05
from = 2025-01-06
by = "members' meeting of 5 January"
replaces = [1]
adds = [30]
---

## Article 1 — Who we are and what we are for

We mend what others throw away.

## Article 30 — Boats

We row.
"""
Draft = Callable[..., CharterDraft]


def words(page: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode()))


def what() -> dict[str, Any]:
    """What the record says of the adoption."""
    content: dict[str, Any] = json.loads(
        bytes(Opening.objects.get(entry__kind="charter.adopted.v1").canonical)
    )
    found: dict[str, Any] = content["what"]
    return found


@pytest.fixture
def draft(harbour: Coop, ada: Participant, noon: Moment) -> Draft:
    def drafting(**answers: str) -> CharterDraft:
        model = shelf.model("palante")
        source = founding_text.from_model(
            model,
            answers=answers,
            name="Harbour",
            jurisdiction="US-MA",
            time_zone="America/New_York",
            adopted=DAY,
            from_day=DAY,
        )
        taken = lineage.of_model(model, source)
        return founding_text.keep_draft(
            coop=harbour, source=source, model=model.key, by=ada, at=noon, taken=taken
        )

    return drafting


def adopt(draft: CharterDraft, by: Participant, at: Moment) -> CharterText:
    return founding_text.adopt_draft(coop=draft.coop, digest=draft.digest, by=by, at=at, key="adopt")


def edit(draft: CharterDraft, old: str, new: str, by: Participant, at: Moment) -> CharterDraft:
    assert old in draft.source
    source = draft.source.replace(old, new)
    return founding_text.keep_draft(coop=draft.coop, source=source, model="palante", by=by, at=at)


def take(draft: CharterDraft, by: Participant, at: Moment, **said: int | str | None) -> CharterDraft:
    told: dict[str, Any] = {"number": 11, "instead_of": 9, "digest": draft.digest, **said}
    return founding_text.take_article(coop=draft.coop, model=shelf.model("quilted"), by=by, at=at, **told)


def test_every_article_tells_its_model_and_what_became_of_it(
    draft: Draft, ada: Participant, noon: Moment, browser: Client
) -> None:
    ends = "## Article 20 — If we end\n"
    written = edit(draft(rate="31.00"), ends, f"{ends}\nWe do not plan to.\n", ada, noon)
    adopt(written, ada, noon)

    told = words(browser.get("/c/harbour/charter/").content)

    assert "Taken from “Article 1 — Who we are and what we are for” (" in told
    assert told.count(", word for word.") == 18
    assert re.search(r"“Article 7 — Pay” \([^)]*\), with the co-op’s own answers\.", told)
    assert re.search(r"“Article 20 — If we end” \([^)]*\), changed before it was adopted\.", told)


def test_the_record_tells_which_articles_were_taken_from_where(
    draft: Draft, ada: Participant, noon: Moment
) -> None:
    adopted = adopt(draft(), ada, noon)

    told = what()["taken_from"]
    assert len(told) == len(adopted.origins) == 20
    assert told[8] == {
        "article": 9,
        "model": "palante",
        "model_digest": adopted.origins[8]["model_digest"],
        "taken_from": "Article 9 — Surplus",
    }


def test_an_article_changed_by_an_amendment_says_so_and_one_added_has_no_model(
    draft: Draft, harbour: Coop, ada: Participant, noon: Moment, browser: Client
) -> None:
    adopt(draft(), ada, noon)
    verbs.adopt_amendment(coop=harbour, name="mending", source=AMENDMENT, by=ada, at=noon, key="mending")

    page = words(browser.get("/c/harbour/charter/article/1/history/").content)
    added = words(browser.get("/c/harbour/charter/article/30/history/").content)

    assert "changed since by the amendment mending." in page
    assert "Taken from" not in added
    assert "changed since by the amendment mending." in words(browser.get("/c/harbour/charter/").content)


def test_an_article_of_another_model_is_taken_instead_and_keeps_its_own_lineage(
    draft: Draft, ada: Participant, noon: Moment
) -> None:
    taken = take(draft(), ada, noon)

    assert "## Article 9 — What a good year leaves" in taken.source
    assert "## Article 9 — Surplus" not in taken.source
    adopted = adopt(taken, ada, noon)
    nine = next(one for one in adopted.origins if one["number"] == 9)
    assert (nine["model"], nine["citation"]) == ("quilted", "Article 11 — What a good year leaves")
    assert nine["there"] == nine["drafted"]


def test_taken_twice_it_is_there_once(draft: Draft, ada: Participant, noon: Moment) -> None:
    first = draft()

    once, twice = take(first, ada, noon, instead_of=None), take(first, ada, noon, instead_of=None)

    assert once.source == twice.source
    assert once.source.count("## Article 21 — What a good year leaves") == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"digest": "0" * 64}, "charter.draft-changed"),
        ({"number": 99}, "lineage.no-article"),
        ({"instead_of": 99}, "lineage.no-article"),
    ],
)
def test_only_what_is_there_is_taken_into_the_text_that_was_read(
    said: dict[str, int | str | None], code: str, draft: Draft, ada: Participant, noon: Moment
) -> None:
    before = draft()

    with pytest.raises(Fault) as fault:
        take(before, ada, noon, **said)

    assert fault.value.code == code
    assert CharterDraft.objects.get().source == before.source


def test_it_takes_a_draft_and_someone_who_sets_the_co_op_up(
    draft: Draft, ada: Participant, bo: Participant, noon: Moment
) -> None:
    written = draft()

    with pytest.raises(Fault) as refused:
        take(written, bo, noon)
    CharterDraft.objects.all().delete()
    with pytest.raises(Fault) as missing:
        take(written, ada, noon)
    adopt(draft(), ada, noon)
    with pytest.raises(Fault) as late:
        take(written, ada, noon)

    assert [fault.value.code for fault in (refused, missing, late)] == [
        "charter.not-founder",
        "charter.no-draft",
        "charter.adopted-already",
    ]


def test_a_text_sent_over_the_api_can_name_its_model(browser: Client, harbour: Coop) -> None:
    body = {"name": "Harbour", "adopted": "2025-01-01", "from_day": "2025-01-01", "answers": {}}
    made = browser.post(f"{API}/models/palante/text", body, "application/json").json()

    sent = {**made, "key": "adopt", "model": "palante"}
    answer = browser.post(f"{API}/adoption", sent, "application/json")

    assert answer.status_code == 201
    assert {one["model"] for one in CharterText.objects.get(coop=harbour).origins} == {"palante"}


def test_a_text_of_nobodys_model_has_no_lineage(harbour: Coop, charter: CharterText, browser: Client) -> None:
    assert charter.origins == []
    assert "taken_from" not in what()
    assert "Taken from" not in words(browser.get("/c/harbour/charter/").content)


def test_lineage_leaves_with_a_co_ops_export_and_comes_back(
    draft: Draft, harbour: Coop, ada: Participant, noon: Moment
) -> None:
    adopted = adopt(draft(), ada, noon)
    columns = tenants.columns(CharterText, {}, {})

    left = json.loads(json.dumps(tenants.written(adopted, columns)))
    back = tenants.read(CharterText, left, columns, harbour)

    assert isinstance(back, CharterText)
    assert back.origins == CharterText.objects.get().origins
    assert len(back.origins) == 20
