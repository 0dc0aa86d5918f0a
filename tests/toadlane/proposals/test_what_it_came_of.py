"""What was said, here or by e-mail, becomes a proposal; each shows the other to whoever may see it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from bylaws.kernel.faults import NotThere
from tests.toadlane.proposals.conftest import House, Raise
from toadlane.coops import sight
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight, sight_on
from toadlane.people.models import Person
from toadlane.proposals import from_talk, origins, verbs
from toadlane.proposals.models import Proposal, ProposalDraft
from toadlane.proposals.said import Asked
from toadlane.record.models import Entry
from toadlane.talk.models import Comment, Way
from toadlane.talk.subjects import subject_in
from toadlane.talk.verbs import say, take_back
from toadlane.talk.verbs.speaking import Came

Enter = Callable[[Participant | Person], Client]
RAISE, API = "/c/harbour/decide/raise/", "/api/v1/coops/harbour/proposals"


@pytest.fixture(autouse=True)
def _now(clock: Callable[[Moment], None]) -> None:
    """Noon."""


@dataclass(frozen=True)
class Talked:
    """Under a proposal Dee asked something, by e-mail, and Fay answered."""

    about: Proposal
    asked: Comment
    answered: Comment


@pytest.fixture
def talked(house: House, raised: Raise, noon: Moment) -> Talked:
    about = raised()
    subject = subject_in(house.coop, "proposal", str(about.pk), noon)
    assert subject is not None
    of: Any = {"subject": subject, "at": noon}
    words = "Who <b>locks up</b>?\nAnd when?"
    asked = say(text=words, by=house.dee, key="q", came=Came(Way.MAIL), **of)
    answered = say(text="Whoever leaves last.", answers=asked, by=house.fay, key="a", **of)
    return Talked(about, asked, answered)


def made(house: House, noon: Moment, kind: str, said: Comment, key: str = "k") -> Proposal:
    """Ada raises what was said."""
    asked = Asked(
        matter="policy",
        title="Last one locks",
        text="Whoever leaves last locks.",
        origin_kind=kind,
        origin_key=str(said.pk),
    )
    draft = verbs.keep_draft(asked=asked, by=house.ada, at=noon, key=f"draft {key}")
    return verbs.raise_proposal(draft=draft.pk, by=house.ada, at=noon, key=f"raise {key}")


def test_a_thread_is_shown_kept_raised_and_found_from_both_ends(
    house: House, talked: Talked, signed_in: Enter
) -> None:
    ada = signed_in(house.ada)
    comment = ada.get(f"/c/harbour/talk/comments/{talked.asked.pk}/").content.decode()
    link = f"?origin_kind=thread&origin_key={talked.asked.pk}"
    begun = ada.get(f"{RAISE}{link}&matter=policy")
    form = begun.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"key": "k", "title": "Locking up", "text": "Somebody locks."}
    kept = ada.post(f"{RAISE}{link}&matter=policy", typed)
    draft = ProposalDraft.objects.get()
    page = ada.get(kept["Location"]).content.decode()
    further = {**typed, "text": "Whoever leaves last locks.", "origin_key": "", "key": "l", "edition": "1"}
    ada.post(kept["Location"], further)
    ada.post(f"{kept['Location']}raising/", {"key": "r"})
    row = Proposal.objects.latest("pk")
    there = ada.get(f"/c/harbour/decide/proposals/{row.pk}/").content.decode()
    back = ada.get(f"/c/harbour/talk/proposal/{talked.about.pk}/").content.decode()

    assert link.replace("&", "&amp;") in comment
    assert "text" not in form.initial
    for shown in (begun.content.decode(), page, there):
        heads = shown[shown.index("Its words, as they stand there now") :]
        assert "<p>Who &lt;b&gt;locks up&lt;/b&gt;?<br>And when?</p>" in heads
        assert heads.index("Dee, by e-mail, March 3, 2025:") < heads.index("Fay, March 3, 2025:")
    assert (draft.origin_kind, draft.origin_label) == ("thread", "Fridays are quiet")
    assert [f"/talk/comments/{talked.asked.pk}/place/" in one for one in (page, there)] == [True, True]
    assert (row.origin_kind, row.origin_key, row.origin_label) == (
        "thread",
        str(talked.asked.pk),
        "Fridays are quiet",
    )
    assert "This thread became the proposal" in back
    assert f'href="/c/harbour/decide/proposals/{row.pk}/"><bdi>Locking up</bdi>' in back
    entry = Entry.objects.filter(kind="proposal.raised.v1").latest("pk")
    told = json.loads(bytes(entry.opening.canonical))["what"]
    assert told["of"] == {"kind": "thread", "key": str(talked.asked.pk)}


def test_the_api_says_the_same(house: House, talked: Talked, signed_in: Enter) -> None:
    ada = signed_in(house.ada)
    origin = {"kind": "comment", "key": str(talked.asked.pk)}
    could = ada.get(f"{API}/origins/comment/{talked.asked.pk}").json()
    body = {"matter": "policy", "title": "Locks", "text": "Lock.", "key": "d", "origin": origin}
    sent: Any = {"content_type": "application/json"}
    draft = ada.post(f"{API}/drafts", body, **sent).json()
    row = ada.post(f"{API}/drafts/{draft['id']}/raising", {"key": "r"}, **sent).json()
    said = ada.get(f"/api/v1/coops/harbour/talk/comments/{talked.asked.pk}").json()

    whole = {**origin, "label": "Fridays are quiet"}
    quote = "Dee, by e-mail, March 3, 2025:\n> Who <b>locks up</b>?\n> And when?"
    assert could == {**whole, "quote": quote, "is_narrower": False}
    assert (draft["origin"], row["origin"]) == (whole, whole)
    assert said["became"] == [{"kind": "proposal", "id": row["id"], "title": "Locks", "of_thread": False}]


def test_whoever_may_not_see_one_end_is_not_told_of_it(
    house: House, talked: Talked, signed_in: Enter, noon: Moment
) -> None:
    """Bo looks on: of decisions he sees nothing, and may raise nothing."""
    row = made(house, noon, "comment", talked.asked)
    bo, ada = signed_in(house.bo), signed_in(house.ada)
    nowhere = "00000000-0000-7000-8000-000000000000"
    asked: Any = {"origin_kind": "comment", "origin_key": str(talked.asked.pk)}

    assert [
        bo.get(f"{RAISE}?matter=policy", asked).status_code,
        bo.get(f"{API}/origins/comment/{talked.asked.pk}").status_code,
        ada.get(f"{RAISE}?origin_kind=comment&origin_key={nowhere}").status_code,
        ada.get(f"{RAISE}?origin_kind=comment&origin_key=%00").status_code,
        ada.get(f"{RAISE}?origin_kind=letter&origin_key={talked.asked.pk}").status_code,
        ada.get(f"{RAISE}?origin_kind=thread&origin_key={talked.answered.pk}").status_code,
        ada.get(f"{API}/origins/agenda-item/{nowhere}").status_code,
    ] == [404] * 7
    assert origins.find(sight_on(house.bo, noon.day), "comment", row.origin_key, noon) is None
    with pytest.raises(NotThere):
        verbs.keep_draft(
            asked=Asked(matter="policy", title="T", text="T", origin_kind="comment", origin_key=nowhere),
            by=house.ada,
            at=noon,
            key="n",
        )


def test_words_that_are_taken_back_are_gone_from_the_proposal_and_much_is_cut(
    house: House, talked: Talked, signed_in: Enter, noon: Moment
) -> None:
    row = made(house, noon, "thread", talked.asked)
    there = f"/c/harbour/decide/proposals/{row.pk}/"
    before = signed_in(house.ada).get(there).content.decode()
    take_back(comment=talked.asked, by=house.dee, at=noon)
    after = signed_in(house.ada).get(there).content.decode()
    subject = subject_in(house.coop, "proposal", str(talked.about.pk), noon)
    assert subject is not None
    long = say(subject=subject, text="x" * 19_000, by=house.dee, at=noon, key="long")
    ada = signed_in(house.ada)

    again = origins.find(sight_on(house.ada, noon.day), "thread", row.origin_key, noon)
    cut = from_talk.quoted([long])
    page = ada.get(f"/c/harbour/talk/comments/{talked.asked.pk}/").content.decode()

    assert [("locks up" in one, "Whoever leaves last" in one) for one in (before, after)] == [
        (True, True),
        (False, True),
    ]
    assert again is not None
    assert again.quote == "Fay, March 3, 2025:\n> Whoever leaves last."
    assert (len(cut), cut[-3:]) == (origins.QUOTED + 2, "x …")
    assert ("This thread became" in page, "Make a proposal of this" in page) == (True, False)


def test_other_rooms_name_kinds_of_their_own(house: House, signed_in: Enter, noon: Moment) -> None:
    """An item of an agenda, say; one that only some may see warns before it is quoted to all."""

    def find(_sight: Sight, key: str, _at: Moment) -> origins.Origin | None:
        if key != "7":
            return None
        return origins.Origin("item", "7", "The kettle", "/meet/7/", "It sings.", "pay")

    origins.register(origins.Kind("item", "Item of an agenda", find))
    try:
        sight.seed(coop=house.coop, classes={"pay": ["auditor"]}, by=house.ada, at=noon)
        ada = signed_in(house.ada)
        page = ada.get(f"{RAISE}?origin_kind=item&origin_key=7&matter=policy")
        asked = Asked(matter="policy", title="T", text="T", origin_kind="item", origin_key="7")
        draft = verbs.keep_draft(asked=asked, by=house.ada, at=noon, key="d")
        row = verbs.raise_proposal(draft=draft.pk, by=house.ada, at=noon, key="r")
        shown = ada.get(f"/c/harbour/decide/proposals/{row.pk}/").content.decode()
        [back] = origins.made_of(page.context["request"].place, ["item"], ["7"])
    finally:
        origins._known.pop("item")

    text = page.content.decode()
    assert ("It sings." in text, "More people see a proposal than see this" in text) == (True, True)
    assert (
        'Item of an agenda, <a href="/meet/7/"><bdi>The kettle</bdi></a>' in shown[shown.index("It came") :]
    )
    assert (back.key, back.proposal) == ("7", row.pk)
