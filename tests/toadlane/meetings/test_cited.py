"""A decision can be entered from a past document, and each leads to the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from bylaws.kernel.faults import InputFault
from tests.toadlane.charter import texts
from tests.toadlane.meetings.conftest import PDF, Bring
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant, Visibility
from toadlane.coops.moment import Moment
from toadlane.decisions import papers
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import enter_authority
from toadlane.meetings import verbs
from toadlane.meetings.described import Shared

pytestmark = pytest.mark.django_db(transaction=True)
Enter = Callable[[Participant], Client]


@pytest.fixture(autouse=True)
def governed(harbour: Coop, ada: Participant, noon: Moment) -> None:
    charter.adopt_charter(coop=harbour, source=texts.HARBOUR, by=ada, at=noon, key="charter")


def enter(by: Participant, at: Moment, document: UUID | None, key: str = "enter") -> Authority:
    said: dict[str, Any] = {
        "matter": "close-year",
        "subject": "2024",
        "article": "9",
        "decided_on": at.day,
        "text": "We close 2024.",
    }
    return enter_authority(**said, document=document, by=by, at=at, key=key)


def test_a_decision_and_its_document_lead_to_each_other(
    bring: Bring, ada: Participant, noon: Moment, signed_in: Enter
) -> None:
    made, browser = bring(), signed_in(ada)

    entered = enter(ada, noon, made.thread)

    decision = browser.get(f"/c/harbour/decide/{entered.pk}/").content.decode()
    document = browser.get(f"/c/harbour/meet/documents/{made.thread}/").content.decode()
    assert entered.document == made.thread
    assert f'<a href="/c/harbour/meet/documents/{made.thread}/">Spring meeting</a>' in decision
    assert f'<a href="/c/harbour/decide/{entered.pk}/">' in document


def test_the_form_offers_documents_and_takes_words_from_the_one_asked_for(
    bring: Bring, ada: Participant, signed_in: Enter
) -> None:
    made = bring(text="We close 2024.", kind="decision")
    bring("paper.pdf", PDF, title="A paper", kind="other", key="other")
    browser = signed_in(ada)

    page = browser.get(f"/c/harbour/decide/entry/?document={made.thread}&matter=close-year", follow=True)
    form = page.context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    answer = browser.post("/c/harbour/decide/entry/", {**said, "subject": "2024"})

    assert [key for key, _ in form.fields["document"].choices] == ["", str(made.thread)]
    assert (said["text"], said["decided_on"], said["document"]) == (
        "We close 2024.",
        "2024-04-11",
        str(made.thread),
    )
    assert (answer.status_code, Authority.objects.get().document) == (302, made.thread)


def test_without_documents_the_form_does_not_ask_for_one(ada: Participant, signed_in: Enter) -> None:
    page = signed_in(ada).get("/c/harbour/decide/entry/?document=none", follow=True)

    assert "document" not in page.context["form"].fields


def test_what_may_not_be_seen_or_was_withdrawn_cannot_be_cited(
    bring: Bring, harbour: Coop, ada: Participant, dee: Participant, noon: Moment
) -> None:
    Visibility.objects.create(coop=harbour, information_class="decisions", audience="bookkeeper")
    hidden = bring(shared=Shared("decisions"))
    gone = bring("gone.pdf", PDF, key="gone")
    verbs.withdraw(document=gone, because="No", by=ada, at=noon, key="withdraw")

    for number, document in enumerate((hidden.thread, gone.thread, uuid4())):
        with pytest.raises(InputFault) as refused:
            enter(dee, noon, document, key=str(number))
        assert refused.value.code == "authority.document"

    assert Authority.objects.count() == 0


def test_a_hidden_document_is_not_named_by_the_decision_that_cites_it(
    bring: Bring, ada: Participant, dee: Participant, noon: Moment, signed_in: Enter
) -> None:
    Visibility.objects.create(coop=ada.coop, information_class="decisions", audience="bookkeeper")
    made = bring(shared=Shared("decisions"))
    entered = enter(ada, noon, made.thread)

    page = signed_in(dee).get(f"/c/harbour/decide/{entered.pk}/").content.decode()
    told = {
        who.key: signed_in(who).get(f"/api/v1/coops/harbour/decisions/{entered.pk}").json()["document"]
        for who in (ada, dee)
    }

    assert ("Spring meeting" in page, str(made.thread) in page) == (False, False)
    assert told == {"ada": str(made.thread), "dee": None}


def test_a_withdrawn_document_is_still_named_where_it_was_cited(
    bring: Bring, ada: Participant, noon: Moment, signed_in: Enter
) -> None:
    made = bring()
    entered = enter(ada, noon, made.thread)
    verbs.withdraw(document=made, because="No", by=ada, at=noon, key="withdraw")
    verbs.erase(document=made, by=ada, at=noon, key="erase")

    page = signed_in(ada).get(f"/c/harbour/decide/{entered.pk}/").content.decode()

    assert f'<a href="/c/harbour/meet/documents/{made.thread}/">minutes</a>' in page


def test_while_no_room_keeps_documents_none_can_be_cited(ada: Participant, noon: Moment) -> None:
    room = papers.kept()
    none = papers.NoPapers()
    papers.register(none)
    try:
        with pytest.raises(InputFault):
            enter(ada, noon, uuid4())
        entered = enter(ada, noon, None, key="none")
    finally:
        papers.register(room)

    place: Any = None
    assert (entered.document, none.offered(place), none.found(place, [])) == (None, [], {})
