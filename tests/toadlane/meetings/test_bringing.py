"""Files are brought, looked at and described; then they are documents, each with an entry in the record."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from bylaws.kernel.faults import InputFault, NotThere, RecordMoved, Refused
from bylaws.record.canonical import Json, canonical
from bylaws.record.commitment import opens
from tests.toadlane.meetings.conftest import DAY, MINUTES, PDF, PNG, SPRING, Bring, Gather, kept, packed
from toadlane.coops.models import Coop, Participant, RolePeriod, Visibility
from toadlane.coops.moment import Moment
from toadlane.meetings import files, verbs
from toadlane.meetings.described import Described, Shared
from toadlane.meetings.models import Document, DocumentWords, FoundText, GatheredFile, Gathering, Kind
from toadlane.meetings.reads import waiting_in
from toadlane.meetings.waiting import gatherings
from toadlane.record.models import Entry
from toadlane.record.reads import content

pytestmark = pytest.mark.django_db(transaction=True)
DIGEST = hashlib.sha256(MINUTES.encode()).hexdigest()
SAID = Described("Spring meeting", DAY)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_file_becomes_a_document_with_its_bytes_under_their_digest(
    bring: Bring, harbour: Coop, ada: Participant, drawers: Path, noon: Moment
) -> None:
    made = bring(
        kind="decision", article="Article 4", text="We buy the van.", shared=Shared(tags=("Van", "van "))
    )

    place = files.path_of(harbour, (DIGEST, "md"))
    words = made.words
    assert (made.kind, made.happened_on, made.information_class, made.about) == (
        "decision",
        DAY,
        "minutes",
        None,
    )
    assert (made.digest, made.size, made.form, made.thread) == (DIGEST, len(MINUTES), "md", made.pk)
    assert (made.entered_by, made.entered_on) == (ada, noon.day)
    assert (words.title, words.file_name, words.article, words.text, words.tags) == (
        "Spring meeting",
        SPRING,
        "Article 4",
        "We buy the van.",
        ["van"],
    )
    assert place.read_text() == MINUTES
    assert place.relative_to(drawers).parts == ("documents", str(harbour.pk), f"{DIGEST}.md")
    assert kept(drawers) == [f"{DIGEST}.md"]


def test_the_record_holds_a_commitment_to_the_words_and_no_word_of_them(bring: Bring) -> None:
    made = bring(text="Bo was warned.")

    entry = Entry.objects.get(kind="document.brought.v1")
    said = content(entry)
    assert said is not None
    words = DocumentWords.objects.get(document=made)
    told: dict[str, Json] = {
        "article": "",
        "file_name": SPRING,
        "happened_on": "2024-04-11",
        "kind": "minutes",
        "tags": [],
        "text": "Bo was warned.",
        "title": "Spring meeting",
    }
    assert entry.subject == str(made.thread)
    assert said["what"]["digest"] == DIGEST
    assert opens(bytes.fromhex(said["what"]["words"]), content=canonical(told), salt=bytes(words.salt))
    assert [word for word in ("warned", "Spring") if word in json.dumps(said)] == []


def test_one_entry_for_each_document(gather: Gather, ada: Participant, noon: Moment) -> None:
    held = gather({"one.md": "1", "two.md": "2", "three.pdf": PDF})

    made = verbs.bring_in(
        gathering=held, described={1: SAID, 3: SAID}, shared=Shared(), by=ada, at=noon, key="in"
    )

    assert [one.digest for one in made] == [digest(b"1"), digest(PDF)]
    assert Entry.objects.filter(kind="document.brought.v1").count() == 2


def test_files_that_are_not_chosen_are_let_go(
    gather: Gather, ada: Participant, noon: Moment, drawers: Path
) -> None:
    held = gather({"one.md": "1", "two.md": "2"})

    verbs.bring_in(gathering=held, described={1: SAID}, shared=Shared(), by=ada, at=noon, key="in")

    assert kept(drawers) == [f"{digest(b'1')}.md"]
    assert GatheredFile.objects.count() == 0


def test_an_archive_counts_as_the_files_in_it(gather: Gather) -> None:
    made = packed({"2023/2023-02-01 minutes.md": "1", "scan.png": PNG, "page.html": "<p>", "empty.pdf": ""})

    held = gather({"past.zip": made})

    told = [(one.file_name, one.form, one.refused.get("code", "")) for one in held.files.order_by("number")]
    assert told == [
        ("2023-02-01 minutes.md", "md", ""),
        ("scan.png", "png", ""),
        ("page.html", "", "document.unknown-form"),
        ("empty.pdf", "", "document.empty"),
    ]


def test_the_same_file_twice_is_told(gather: Gather, bring: Bring, ada: Participant, noon: Moment) -> None:
    first = bring()

    held = gather({"again.md": MINUTES, "new.md": "new", "new too.md": "new"}, key="again")

    told = [(one.file.number, one.why, one.same_as) for one in waiting_in(held, ada, noon)]
    assert told == [
        (1, "You brought this already.", first),
        (2, "", None),
        (3, "The same file stands above under another name.", None),
    ]
    with pytest.raises(InputFault) as refused:
        verbs.bring_in(gathering=held, described={1: SAID}, shared=Shared(), by=ada, at=noon, key="in")
    assert (refused.value.code, refused.value.says) == (
        "document.twice",
        "You brought “again.md” already, as “Spring meeting”.",
    )


def test_the_same_file_in_one_lot_becomes_one_document(
    gather: Gather, ada: Participant, noon: Moment
) -> None:
    held = gather({"one.md": "1", "two.md": "1"})

    with pytest.raises(InputFault) as refused:
        verbs.bring_in(
            gathering=held, described={1: SAID, 2: SAID}, shared=Shared(), by=ada, at=noon, key="in"
        )

    assert (refused.value.code, Document.objects.count()) == ("document.twice", 0)


def test_who_cannot_see_a_document_does_not_learn_of_it_by_bringing_its_file(
    bring: Bring, gather: Gather, harbour: Coop, eve: Participant, noon: Moment
) -> None:
    Visibility.objects.create(coop=harbour, information_class="decisions", audience="bookkeeper")
    bring(shared=Shared("decisions"))

    held = gather(by=eve, key="eve")

    assert [one.why for one in waiting_in(held, eve, noon)] == [""]
    verbs.bring_in(gathering=held, described={1: SAID}, shared=Shared(), by=eve, at=noon, key="eve-in")
    assert Document.objects.filter(digest=DIGEST).count() == 2


def test_the_same_click_twice_has_one_effect(gather: Gather, ada: Participant, noon: Moment) -> None:
    said: dict[str, Any] = {"described": {1: SAID}, "shared": Shared(), "by": ada, "at": noon, "key": "in"}
    first, second = gather(), gather()

    once, twice = verbs.bring_in(gathering=first, **said), verbs.bring_in(gathering=first, **said)

    assert (first, once) == (second, twice)
    assert (Gathering.objects.count(), Document.objects.count()) == (1, 1)


def test_what_was_settled_is_not_brought_again(gather: Gather, ada: Participant, noon: Moment) -> None:
    held = gather()
    verbs.discard(gathering=held, by=ada, at=noon, key="discard")
    verbs.discard(gathering=held, by=ada, at=noon, key="discard")

    with pytest.raises(RecordMoved) as refused:
        verbs.bring_in(gathering=held, described={1: SAID}, shared=Shared(), by=ada, at=noon, key="in")

    assert refused.value.code == "document.settled"


def test_discarded_files_leave_the_disk(
    gather: Gather, ada: Participant, noon: Moment, drawers: Path
) -> None:
    held = gather()

    verbs.discard(gathering=held, by=ada, at=noon, key="discard")

    assert kept(drawers) == []


def test_a_file_that_a_document_has_stays_when_a_copy_is_discarded(
    gather: Gather, bring: Bring, ada: Participant, noon: Moment, drawers: Path
) -> None:
    bring()
    held = gather(key="again")

    verbs.discard(gathering=held, by=ada, at=noon, key="discard")

    assert kept(drawers) == [f"{DIGEST}.md"]


def test_nothing_is_left_on_the_disk_where_the_database_refuses(
    gather: Gather, drawers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise DatabaseError("no room")

    monkeypatch.setattr(GatheredFile.objects, "create", broken)

    with pytest.raises(DatabaseError):
        gather()

    assert (kept(drawers), Gathering.objects.count()) == ([], 0)


def test_what_a_killed_process_left_is_swept_after_a_day(gather: Gather, drawers: Path) -> None:
    import os

    old, young = drawers / f"{files.UNFINISHED}old", drawers / f"{files.UNFINISHED}young"
    for left in (old, young):
        left.mkdir(parents=True)
    os.utime(old, (1, 1))

    gather()

    assert (old.exists(), young.exists()) == (False, True)


@pytest.mark.parametrize("role", ["scribe", "secretary", "bookkeeper", "founder"])
def test_whoever_holds_one_of_the_roles_may_bring(
    role: str, gather: Gather, harbour: Coop, dee: Participant
) -> None:
    RolePeriod.objects.create(coop=harbour, participant=dee, role=role, valid_from=dt.date(2025, 3, 3))

    assert gather(by=dee).who == dee


def test_a_member_without_the_role_is_refused_and_a_stranger_finds_nothing(
    gather: Gather, dee: Participant, ada: Participant, noon: Moment, db: None
) -> None:
    from tests.toadlane.conftest import join

    other = Coop.objects.create(slug="pier", name="Pier", currency="USD", time_zone="UTC")
    outside = join(other, "out", "member", dt.date(2024, 1, 1))
    held = gather()
    acts: dict[str, Any] = {"described": {1: SAID}, "shared": Shared(), "at": noon, "key": "in"}

    with pytest.raises(Refused) as refused:
        gather(by=dee, key="dee")
    with pytest.raises(NotThere):
        gather(by=outside, key="out")
    with pytest.raises(NotThere):
        verbs.bring_in(gathering=held, by=outside, **acts)

    assert refused.value.code == "document.not-yours"


def test_nobody_brings_in_or_discards_what_somebody_else_gathered(
    gather: Gather, eve: Participant, noon: Moment
) -> None:
    held = gather()

    with pytest.raises(NotThere):
        verbs.bring_in(gathering=held, described={1: SAID}, shared=Shared(), by=eve, at=noon, key="in")
    with pytest.raises(NotThere):
        verbs.discard(gathering=held, by=eve, at=noon, key="discard")

    assert list(gatherings(eve, noon)) == []


def test_today_reminds_whoever_gathered(gather: Gather, ada: Participant, noon: Moment) -> None:
    held = gather({"one.md": "1", "two.md": "2"})

    (item,) = gatherings(ada, noon)

    assert (item.title, item.url) == (
        "2 past documents wait for their titles and days",
        f"/c/harbour/meet/documents/gathered/{held.pk}/",
    )


def test_a_document_is_written_once_in_the_database_too(bring: Bring) -> None:
    made = bring()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_document SET kind = 'other'")

    assert Document.objects.get(pk=made.pk).kind == Kind.MINUTES


def test_the_text_of_a_file_is_kept_for_the_search_once(bring: Bring) -> None:
    bring()

    assert list(FoundText.objects.values_list("digest", "text")) == [
        (DIGEST, "# spring meeting we agreed to buy the **van**. ada takes the key.")
    ]
