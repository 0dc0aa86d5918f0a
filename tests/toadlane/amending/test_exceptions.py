"""Exceptions to a rule: decided on, with a reason and an end, beside their article until then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault, RecordBroken
from tests.toadlane.conftest import join
from toadlane.amending import excepting
from toadlane.amending.models import RuleException
from toadlane.charter.notes import notes
from toadlane.coops.access import Place
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight
from toadlane.decisions import verbs as decisions
from toadlane.decisions.models import Authority
from toadlane.record.models import Entry

ROOM = "/c/harbour/charter/exceptions/"
END = dt.date(2025, 9, 1)
SAYS = "Eli works from abroad."
Record = Callable[..., RuleException]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> None:
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: noon)


@pytest.fixture
def agree(governed: Coop, ada: Participant, dee: Participant, noon: Moment) -> Callable[..., Authority]:
    def agreeing(**other: Any) -> Authority:
        said = {
            "matter": "rule-exception",
            "subject": "6",
            "article": "Article 4 — How we decide",
            "decided_on": noon.day,
            "text": "Eli may work from abroad until September.",
            "by": ada,
            "at": noon,
            "key": f"agree {other}",
            **other,
        }
        entered = decisions.enter_authority(**said)
        decisions.confirm_authority(authority=entered, by=dee, at=noon, key=f"confirm {entered.pk}")
        return Authority.objects.get(pk=entered.pk)

    return agreeing


@pytest.fixture
def record(governed: Coop, ada: Participant, noon: Moment) -> Record:
    def recording(authority: Authority, **other: Any) -> RuleException:
        said = {
            "number": 6,
            "says": SAYS,
            "because": "Eli moved, and we want Eli to stay.",
            "from_day": dt.date(2025, 2, 1),
            "until": END,
            "by": ada,
            "at": noon,
            "key": "record",
            **other,
        }
        return excepting.record_exception(coop=governed, authority=authority, **said)

    return recording


def refused(record: Record, authority: Authority, **other: Any) -> str:
    with pytest.raises(Fault) as fault:
        record(authority, **other)
    return fault.value.code


def test_an_exception_stands_beside_its_article_until_its_end(
    agree: Callable[..., Authority], record: Record, ada: Participant, noon: Moment
) -> None:
    made = record(agree())

    place = Place(made.coop, ada, noon, Sight.of(ada, coop=made.coop, on=noon.day))
    days = [dt.date(2025, 1, 31), dt.date(2025, 2, 1), END - dt.timedelta(days=1), END]
    assert [6 in notes(place, day) for day in days] == [False, True, True, False]
    assert made.article == "Article 6 — The work"
    assert Entry.objects.filter(kind="exception.recorded.v1").count() == 1


def test_the_same_click_records_it_once(agree: Callable[..., Authority], record: Record) -> None:
    agreed = agree()

    assert record(agreed) == record(agreed)
    assert refused(record, agreed, key="another") == "authority.used"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"until": dt.date(2025, 2, 1)}, "exception.end"),
        ({"until": dt.date(2027, 2, 2)}, "exception.end"),
        ({"says": " "}, "exception.incomplete"),
        ({"because": ""}, "exception.incomplete"),
        ({"says": "x" * 501}, "exception.incomplete"),
        ({"number": 8}, "exception.no-article"),
        ({"number": 7}, "authority.other-matter"),
    ],
)
def test_what_is_no_exception_is_refused(
    agree: Callable[..., Authority], record: Record, said: dict[str, Any], code: str
) -> None:
    assert refused(record, agree(), **said) == code
    assert RuleException.objects.count() == 0


def test_members_who_keep_no_texts_do_not_record_it(
    agree: Callable[..., Authority], record: Record, dee: Participant
) -> None:
    assert refused(record, agree(), by=dee) == "amending.not-keeper"


def test_nobody_records_one_for_another_coop(agree: Callable[..., Authority], record: Record) -> None:
    other = Coop.objects.create(slug="other", name="Other", currency="USD", time_zone="UTC")

    assert refused(record, agree(), by=join(other, "eve", "member", dt.date(2024, 1, 1))) == "not-there"


def test_it_ends_earlier_once_and_says_why(
    agree: Callable[..., Authority], record: Record, ada: Participant, noon: Moment
) -> None:
    made = record(agree())
    for _ in range(2):
        excepting.end_exception(exception=made, because="Eli is back.", by=ada, at=noon, key="end")

    with pytest.raises(Fault) as fault:
        excepting.end_exception(exception=made, because="Again.", by=ada, at=noon, key="again")

    assert fault.value.code == "exception.ended"
    assert RuleException.objects.select_related("ended").get().ends_on == noon.day
    with pytest.raises(RecordBroken):
        made.delete()


def test_it_is_not_ended_without_a_reason(
    agree: Callable[..., Authority], record: Record, ada: Participant, noon: Moment
) -> None:
    with pytest.raises(Fault) as fault:
        excepting.end_exception(exception=record(agree()), because=" ", by=ada, at=noon, key="end")

    assert fault.value.code == "exception.incomplete"


def test_it_is_recorded_read_and_ended_on_its_pages(agree: Callable[..., Authority], browser: Client) -> None:
    assert "Enter the decision" in browser.get("/c/harbour/charter/new-exception/?article=6").content.decode()
    agreed = agree()
    said = {"key": "k", "number": "6", "says": SAYS, "because": "Eli moved.", "authority": str(agreed.pk)}
    days = {"from_day": "2025-02-01", "until": "2027-09-01"}

    late = browser.post("/c/harbour/charter/new-exception/", {**said, **days})
    sent = browser.post("/c/harbour/charter/new-exception/", {**said, **days, "until": "2025-09-01"})

    assert (late.status_code, sent.status_code, sent["Location"]) == (422, 302, ROOM)
    assert SAYS in browser.get(ROOM).content.decode()
    assert SAYS in browser.get("/c/harbour/charter/").content.decode()
    made = RuleException.objects.get()
    empty = browser.post(f"{ROOM}{made.pk}/end/", {"key": "e"})
    assert empty.status_code == 422
    browser.post(f"{ROOM}{made.pk}/end/", {"key": "e", "because": "Eli is back."})
    assert SAYS not in browser.get("/c/harbour/charter/").content.decode()
    assert "Eli is back." in browser.get(ROOM).content.decode()


def test_the_api_does_the_same(agree: Callable[..., Authority], browser: Client) -> None:
    api = "/api/v1/coops/harbour/charter/exceptions"
    said = {"number": 6, "says": SAYS, "because": "Eli moved.", "decision": str(agree().pk), "key": "k"}
    days = {"from_day": "2025-02-01", "until": "2025-09-01"}

    made = browser.post(api, {**said, **days}, content_type="application/json")
    ended = browser.post(
        f"{api}/{made.json()['id']}/end", {"because": "Back.", "key": "e"}, content_type="application/json"
    )

    assert (made.status_code, made.json()["ends_on"]) == (201, "2025-09-01")
    assert (ended.status_code, ended.json()["ends_on"]) == (201, "2025-03-03")
    assert browser.get(api).json() == [ended.json()]
