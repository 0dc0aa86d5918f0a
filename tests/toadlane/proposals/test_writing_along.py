"""Writing a draft together: who sees it, who changes it, who is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault, NotThere
from tests.toadlane.proposals.conftest import House, later
from toadlane.coops import providers
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.notices.models import Notice
from toadlane.people.models import Person
from toadlane.proposals import authors, verbs
from toadlane.proposals.models import Coauthor, DraftEdition, DraftWriter, Proposal, ProposalDraft
from toadlane.proposals.said import Asked
from toadlane.proposals.verbs import writing_along
from toadlane.record.models import Entry, Opening

Enter = Callable[[Participant | Person], Client]
ROOM, API = "/c/harbour/decide/", "/api/v1/coops/harbour/proposals"
FRIDAYS = Asked(matter="policy", title="Fridays are quiet", text="No meetings.")


@pytest.fixture(autouse=True)
def _now(clock: Callable[[Moment], None]) -> None:
    """Noon."""


@pytest.fixture
def draft(house: House, noon: Moment) -> ProposalDraft:
    return verbs.keep_draft(asked=FRIDAYS, by=house.ada, at=noon, key="draft")


def ask(draft: ProposalDraft, who: Participant, at: Moment, *, agrees: bool = True) -> None:
    verbs.invite_writer(draft=draft.pk, person_key=who.key, by=draft.author, at=at, key=f"ask {who.key}")
    if agrees:
        verbs.answer_invitation(draft=draft.pk, agrees=True, by=who, at=at)


def write(draft: ProposalDraft, text: str, by: Participant, at: Moment, edition: int | None) -> ProposalDraft:
    asked = Asked(matter="policy", title="Fridays are quiet", text=text)
    return verbs.keep_draft(asked=asked, by=by, at=at, key=text, draft=draft.pk, edition=edition)


def test_who_was_asked_reads_it_and_writes_once_they_agreed(
    house: House, draft: ProposalDraft, noon: Moment
) -> None:
    ask(draft, house.dee, noon, agrees=False)
    items = [one.title for one in providers.waiting(house.dee, noon)]
    with pytest.raises(NotThere):
        write(draft, "Mine", house.dee, noon, 1)
    verbs.answer_invitation(draft=draft.pk, agrees=True, by=house.dee, at=noon)
    write(draft, "Ours", house.dee, noon, 1)
    told = list(Notice.objects.filter(kind="proposal-writer").values_list("participant__key", "read_at"))
    with pytest.raises(NotThere):
        verbs.raise_proposal(draft=draft.pk, by=house.dee, at=noon, key="dee raises")
    with pytest.raises(NotThere):
        verbs.drop_draft(draft=draft.pk, by=house.dee, at=noon, key="dee drops")

    assert "Ada asks you to write “Fridays are quiet” along" in items
    assert told == [("dee", noon.instant)]
    assert not any("along" in one.title for one in providers.waiting(house.dee, noon))
    assert [(one.by, one.edition.text) for one in authors.changes(draft)] == [("Dee", "Ours")]


def test_two_who_write_at_once_overwrite_nothing(
    house: House, draft: ProposalDraft, noon: Moment, signed_in: Enter
) -> None:
    ask(draft, house.dee, noon)
    write(draft, "Dee was first.", house.dee, noon, 1)
    page = f"{ROOM}drafts/{draft.pk}/"
    typed = {"matter": "policy", "title": "Fridays are quiet", "text": "Ada was second.", "key": "ada"}
    ada = signed_in(house.ada)

    refused = ada.post(page, {**typed, "edition": 1})
    draft.refresh_from_db()
    between = draft.text
    body = refused.content.decode()
    put_together = ada.post(page, {**typed, "edition": 2})
    draft.refresh_from_db()

    assert (refused.status_code, between) == (409, "Dee was first.")
    assert "Dee changed this draft while you were writing" in body
    assert "Ada was second.</textarea>" in body
    assert '<input type="hidden" name="edition" value="2"' in body
    assert "How theirs" not in body
    assert (put_together.status_code, draft.text) == (302, "Ada was second.")
    assert list(DraftEdition.objects.order_by("nth").values_list("written_by", flat=True)) == [
        "ada",
        "dee",
        "ada",
    ]


def test_all_who_wrote_it_are_named_and_change_the_text_while_it_is_open(
    house: House, draft: ProposalDraft, noon: Moment, signed_in: Enter
) -> None:
    ask(draft, house.dee, noon)
    ask(draft, house.fay, noon, agrees=False)
    raised = verbs.raise_proposal(draft=draft.pk, by=house.ada, at=noon, key="raise")
    said: dict[str, Any] = {"proposal": raised, "because": "", "at": noon}
    verbs.rewrite(**said, title="Quiet", text="Dee's.", by=house.dee, key="dee", revision=1)
    with pytest.raises(Fault) as stale:
        verbs.rewrite(**said, title="Q", text="Ada's.", by=house.ada, key="a", revision=1)
    with pytest.raises(Fault) as other:
        verbs.rewrite(**said, title="Q", text="Fay's", by=house.fay, key="f")
    with pytest.raises(Fault) as back:
        verbs.take_back(proposal=raised, because="", by=house.dee, at=noon, key="back")
    shown = signed_in(house.fay).get(f"{API}/{raised.pk}").json()
    entry = Entry.objects.get(kind="proposal.raised.v1")

    assert (stale.value.code, other.value.code, back.value.code) == (
        "proposals.text-changed",
        "proposals.not-yours",
        "proposals.not-yours",
    )
    assert (shown["coauthors"], shown["text"]) == (["dee"], "Dee's.")
    assert b'"with":["dee"]' in bytes(Opening.objects.get(entry=entry).canonical)
    assert "written with Dee" in signed_in(house.fay).get(f"{ROOM}proposals/{raised.pk}/").content.decode()
    assert not DraftWriter.objects.exists()


def test_whoever_left_writes_no_more(house: House, draft: ProposalDraft, noon: Moment) -> None:
    ask(draft, house.dee, noon)
    ask(draft, house.fay, noon)
    verbs.answer_invitation(draft=draft.pk, agrees=False, by=house.dee, at=noon)
    verbs.part_with_writer(draft=draft.pk, person_key="fay", by=house.ada, at=noon)
    for who in (house.dee, house.fay):
        with pytest.raises(NotThere):
            write(draft, who.name, who, noon, None)
        with pytest.raises(NotThere):
            verbs.answer_invitation(draft=draft.pk, agrees=True, by=who, at=noon)

    verbs.raise_proposal(draft=draft.pk, by=house.ada, at=later(noon, hours=1), key="raise")
    assert not Coauthor.objects.exists()


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ("ada", "proposals.writer-self"),
        ("bo", "proposals.writer-may-not"),
        ("dee", "proposals.writers-many"),
        ("nobody", "not-there"),
        ("a\x00", "not-there"),
    ],
)
def test_not_everybody_can_be_asked(
    draft: ProposalDraft, noon: Moment, monkeypatch: pytest.MonkeyPatch, person: str, code: str
) -> None:
    monkeypatch.setattr(writing_along, "MOST", 0)
    with pytest.raises(Fault) as fault:
        verbs.invite_writer(draft=draft.pk, person_key=person, by=draft.author, at=noon, key="k")

    assert (fault.value.code, DraftWriter.objects.count()) == (code, 0)


def test_the_pages_and_the_api(house: House, draft: ProposalDraft, signed_in: Enter) -> None:
    ada, dee, fay = (signed_in(one) for one in (house.ada, house.dee, house.fay))
    page, api = f"{ROOM}drafts/{draft.pk}/", f"{API}/drafts/{draft.pk}/writers"

    unseen = [dee.get(page).status_code, dee.get(api).status_code]
    asked = ada.post(f"{page}writers/", {"person": "dee", "key": "d"})
    shown = dee.get(page).content.decode()
    agreed = dee.post(f"{page}writers/answer/", {"agrees": "yes", "key": "x"}, follow=True).content.decode()
    by_api = ada.post(api, {"person": "fay", "key": "f"}, content_type="application/json")
    no = fay.post(f"{api}/answer", {"agrees": False}, content_type="application/json")
    strange = fay.post(f"{page}writers/", {"person": "dee", "key": "s"})
    wrong = ada.post(f"{page}writers/", {"person": "bo", "key": "b"})
    parted = ada.post(f"{page}writers/parting/", {"person": "dee", "key": "p"})

    assert unseen == [404, 404]
    assert (asked.status_code, parted.status_code, strange.status_code, no.status_code) == (
        302,
        302,
        404,
        204,
    )
    assert "I write it along" in shown
    assert "Write it further" not in shown
    assert "Write it further" in agreed
    assert "Raise it" not in agreed
    assert by_api.json() == [{"person": "dee", "agreed": True}, {"person": "fay", "agreed": False}]
    assert (wrong.status_code, "does not let Bo raise" in wrong.content.decode()) == (422, True)
    assert not Proposal.objects.exists()
