"""Files on a draft, on what is raised from it, and on what is said of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bylaws.kernel.faults import InputFault, NotThere, Refused
from tests.toadlane.conftest import join
from tests.toadlane.drawers import drawers_in
from tests.toadlane.proposals.conftest import House, Raise, later, take
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.files import limits
from toadlane.files.bringing import Sent
from toadlane.keeping.own.fates import Fate, fate_of
from toadlane.people.models import Person
from toadlane.proposals import verbs as proposals
from toadlane.proposals.models import Proposal, ProposalDraft
from toadlane.proposals.said import Asked
from toadlane.record.models import Entry
from toadlane.talk import attached, verbs
from toadlane.talk.attached_rows import Attachment
from toadlane.talk.models import CommentWords
from toadlane.talk.subjects import Subject, subject_in
from toadlane.talk.verbs import attaching

Enter = Callable[[Participant | Person], Client]
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"
API = "/api/v1/coops/harbour/talk"


@pytest.fixture(autouse=True)
def drawers(tmp_path: Path, settings: Any) -> Path:
    return drawers_in(tmp_path, settings)


@pytest.fixture(autouse=True)
def _now(clock: Callable[[Moment], None]) -> None:
    """Noon."""


@pytest.fixture
def draft(house: House, noon: Moment) -> ProposalDraft:
    asked = Asked(matter="policy", title="Fridays are quiet", text="No meetings.")
    return proposals.keep_draft(asked=asked, by=house.ada, at=noon, key="draft")


def of(row: ProposalDraft | Proposal, at: Moment) -> Subject:
    kind = "proposal-draft" if isinstance(row, ProposalDraft) else "proposal"
    found = subject_in(row.coop, kind, str(row.pk), at)
    assert found is not None
    return found


def sent(name: str = "plan.pdf", data: bytes = PDF) -> list[Sent]:
    return [Sent(name, io.BytesIO(data))]


def uploaded(name: str = "plan.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def kept(drawers: Path) -> list[str]:
    return sorted(path.name[-3:] for path in drawers.rglob("*") if path.is_file())


def test_from_the_draft_to_the_record(
    house: House, draft: ProposalDraft, signed_in: Enter, noon: Moment
) -> None:
    ada, dee, bo = (signed_in(who) for who in (house.ada, house.dee, house.bo))
    page = f"/c/harbour/talk/proposal-draft/{draft.pk}/files/"

    hostile = {"attached": [uploaded("../../<b>plan\u202efdp.pdf")], "key": "files"}
    assert ada.post(page, hostile).status_code == 302
    row = Attachment.objects.get()
    there = f"/c/harbour/talk/files/{row.pk}/"
    private = [browser.get(at).status_code for browser in (dee, bo) for at in (page, there)]
    raised = proposals.raise_proposal(draft=draft.pk, by=house.ada, at=noon, key="raise")
    shown = dee.get(f"/c/harbour/decide/proposals/{raised.pk}/").content.decode()
    taken = dee.get(there)

    assert (row.file_name, private) == ("<b>planfdp.pdf", [404] * 4)
    assert "&lt;b&gt;planfdp.pdf" in shown
    assert b"".join(taken.streaming_content) == PDF  # type: ignore[attr-defined]  # it streams
    assert {name: taken[name] for name in ("X-Content-Type-Options", "Content-Security-Policy")} == {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    assert taken["Content-Disposition"].startswith("attachment")
    assert bo.get(there).status_code == 404
    assert Entry.objects.filter(kind="file.attached.v1").count() == 1


def test_those_who_write_it_attach_until_it_is_concluded(
    house: House, raised: Raise, noon: Moment, drawers: Path, django_capture_on_commit_callbacks: Any
) -> None:
    proposal = raised()
    subject = of(proposal, noon)
    (row,) = verbs.attach(subject=subject, sent=sent(), by=house.ada, at=noon, key="one")
    again = verbs.attach(subject=subject, sent=sent(), by=house.ada, at=noon, key="one")
    with pytest.raises(Refused) as stranger:
        verbs.attach(subject=subject, sent=sent("b.pdf"), by=house.dee, at=noon, key="dee")
    with pytest.raises(NotThere):
        verbs.attach(subject=subject, sent=sent("b.pdf"), by=house.bo, at=noon, key="bo")
    with pytest.raises(Refused):
        verbs.remove(attachment=row, subject=subject, by=house.dee, at=noon)
    with django_capture_on_commit_callbacks(execute=True):
        for _ in "twice":
            verbs.remove(attachment=row, subject=subject, by=house.ada, at=noon)
    row.refresh_from_db()
    for who in (house.ada, house.dee, house.fay):
        take(proposal, "agree", who, noon, because="Yes.")
    over = later(noon, days=9)
    proposals.bring_up_to(proposal=proposal, at=over)
    with pytest.raises(Refused):
        verbs.attach(subject=of(proposal, over), sent=sent(), by=house.ada, at=over, key="late")

    assert again == [row]
    assert stranger.value.code == "talk.not-attaching"
    assert (row.file_name, row.removed_by, len(row.digest), kept(drawers)) == ("", "ada", 64, [])


def test_what_hangs_on_a_comment_goes_with_its_words(
    house: House, raised: Raise, noon: Moment, drawers: Path, django_capture_on_commit_callbacks: Any
) -> None:
    subject = of(raised(), noon)
    said = verbs.say_with(
        subject=subject, text="Look.", sent=sent(), by=house.dee, at=noon, key="look", sort="comment"
    )
    verbs.attach(subject=subject, comment=said, sent=sent("b.txt", b"b"), by=house.dee, at=noon, key="more")
    with pytest.raises(Refused):
        verbs.attach(subject=subject, comment=said, sent=sent(), by=house.ada, at=noon, key="ada")
    before = kept(drawers)
    with django_capture_on_commit_callbacks(execute=True):
        verbs.take_back(comment=said, by=house.dee, at=noon)

    assert (before, kept(drawers), Attachment.objects.count()) == (["pdf", "txt"], [], 0)
    assert not CommentWords.objects.filter(comment=said).exists()


@pytest.mark.parametrize(
    "case",
    [
        ("talk.files-none",),
        ("document.empty", ("empty.pdf", b"")),
        ("document.unknown-form", ("page.html", b"<script>")),
        ("document.other-form", ("plan.pdf", b"MZ\x90")),
        ("document.too-large", ("large.txt", b"x" * 41)),
        ("talk.files-many", *((f"{n}.txt", b"%d" % n) for n in range(4))),
        ("talk.files-full", ("full.txt", b"x" * 31)),
    ],
    ids=lambda case: case[0],
)
def test_what_cannot_be_attached_leaves_nothing_behind(
    draft: ProposalDraft, noon: Moment, drawers: Path, monkeypatch: pytest.MonkeyPatch, case: tuple[Any, ...]
) -> None:
    monkeypatch.setattr(limits, "BYTES_OF_ONE", 40)
    monkeypatch.setattr(attaching, "MOST", 3)
    monkeypatch.setattr(attaching, "BYTES_OF_A_COOP", 30)
    code, *files = case
    some = [Sent(name, io.BytesIO(data)) for name, data in files]

    with pytest.raises(InputFault) as fault:
        verbs.attach(subject=of(draft, noon), sent=some, by=draft.author, at=noon, key="some")

    assert (fault.value.code, kept(drawers), Attachment.objects.count()) == (code, [], 0)


def test_a_refused_file_is_told_and_the_words_stay(house: House, raised: Raise, signed_in: Enter) -> None:
    talk = f"/c/harbour/talk/proposal/{raised().pk}/"
    answer = signed_in(house.dee).post(
        talk, {"text": "What I wrote", "sort": "comment", "key": "k", "attached": [uploaded("x.exe")]}
    )

    assert answer.status_code == 422
    assert "What I wrote" in answer.content.decode()
    assert "cannot be brought" in answer.content.decode()
    assert not CommentWords.objects.exists()


def test_the_api_attaches_lists_hands_out_and_removes(house: House, raised: Raise, signed_in: Enter) -> None:
    ada, dee = signed_in(house.ada), signed_in(house.dee)
    at = f"{API}/proposal/{raised().pk}/files"

    made = ada.post(at, {"files": [uploaded()], "key": "one"})
    one = made.json()[0]
    comment = dee.post(
        at.replace("/files", "/comments"), {"text": "Mine", "key": "c"}, content_type="application/json"
    ).json()
    hung = dee.post(f"{API}/comments/{comment['id']}/files", {"files": [uploaded("b.pdf")], "key": "two"})
    refused = dee.post(at, {"files": [uploaded()], "key": "three"})
    file = dee.get(f"{API}/files/{one['id']}")
    assert b"".join(file.streaming_content) == PDF  # type: ignore[attr-defined]  # it streams
    removed = ada.post(f"{API}/files/{one['id']}/removal")

    assert (made.status_code, one["name"], one["form"], one["by"]) == (201, "plan.pdf", "pdf", "ada")
    assert [hung.status_code, refused.status_code, file.status_code, removed.status_code] == [
        201,
        409,
        200,
        204,
    ]
    assert dee.get(at).json() == []
    assert dee.get(f"{API}/files/{one['id']}").status_code == 404
    assert [f["name"] for f in dee.get(f"{API}/comments/{comment['id']}").json()["files"]] == ["b.pdf"]


def test_a_draft_that_is_let_go_takes_its_files_along(
    house: House, draft: ProposalDraft, noon: Moment, drawers: Path, django_capture_on_commit_callbacks: Any
) -> None:
    verbs.attach(subject=of(draft, noon), sent=sent(), by=house.ada, at=noon, key="one")
    with django_capture_on_commit_callbacks(execute=True):
        proposals.drop_draft(draft=draft.pk, by=house.ada, at=noon, key="drop")

    assert (kept(drawers), Attachment.objects.count()) == ([], 0)
    assert not Entry.objects.filter(kind="file.attached.v1").exists()


def test_the_same_bytes_stay_while_anybody_needs_them(
    raised: Raise,
    draft: ProposalDraft,
    noon: Moment,
    drawers: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    one, ada = of(raised(), noon), draft.author
    (row,) = verbs.attach(subject=one, sent=sent(), by=ada, at=noon, key="one")
    verbs.attach(subject=of(draft, noon), sent=sent("same.pdf"), by=ada, at=noon, key="two")
    with django_capture_on_commit_callbacks(execute=True):
        verbs.remove(attachment=row, subject=one, by=ada, at=noon)

    assert kept(drawers) == ["pdf"]
    assert attached.weight(draft.coop) == len(PDF)
    assert fate_of(Attachment) == Fate.SHARED


def test_another_co_op_finds_none_of_it(draft: ProposalDraft, noon: Moment, signed_in: Enter) -> None:
    (row,) = verbs.attach(subject=of(draft, noon), sent=sent(), by=draft.author, at=noon, key="one")
    other = Coop.objects.create(slug="other", name="Other", currency="USD", time_zone="UTC")
    zed = join(other, "zed", "member", noon.day)

    assert signed_in(zed).get(f"/c/other/talk/files/{row.pk}/").status_code == 404
