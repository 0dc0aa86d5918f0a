"""Past documents are in every backup and every export, their files to the byte."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
from pathlib import Path

import pytest
from django.db import connection

from tests.toadlane.broom import sweep
from tests.toadlane.keeping.conftest import Command
from tests.toadlane.keeping.test_leaving import part
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.files import shelf
from toadlane.files.bringing import Sent, look_at
from toadlane.keeping import exporting, folders, importing, proofs, verbs
from toadlane.meetings import files
from toadlane.meetings import verbs as meetings
from toadlane.meetings.described import Described, Shared
from toadlane.meetings.models import Document
from toadlane.talk import attached
from toadlane.talk.attached_rows import Attachment

pytestmark = pytest.mark.django_db(transaction=True)
AT = dt.datetime(2025, 3, 3, 17, 0, tzinfo=dt.UTC)
PLAN = b"Quiet."
SCAN = b"%PDF-1.7\nscan\n%%EOF"


@pytest.fixture
def brought(kept: Coop, ada: Participant, noon: Moment) -> Document:
    """The minutes of spring; a second file waits to be described."""
    for name, data in (("spring.pdf", SCAN), ("waits.md", b"wait")):
        sent = [Sent(name, io.BytesIO(data))]
        held = meetings.gather(coop=kept, sent=sent, by=ada, at=noon, key=name)
        if name == "spring.pdf":
            described = {1: Described("Spring", dt.date(2024, 4, 11))}
            meetings.bring_in(gathering=held, described=described, shared=Shared(), by=ada, at=noon, key="in")
    hangs_on_something(kept, ada, noon)
    return Document.objects.get()


def hangs_on_something(coop: Coop, ada: Participant, noon: Moment) -> None:
    """A plan that Ada attached to a proposal."""
    with shelf.workbench() as bench:
        one = look_at(Sent("plan.txt", io.BytesIO(PLAN)), bench)
        attached.keep(coop, one.laid)
    Attachment.objects.create(
        coop=coop,
        kind="proposal",
        subject="quiet-fridays",
        information_class="decisions",
        by=ada,
        file_name=one.name,
        digest=one.laid.digest,
        size=one.laid.size,
        form=one.laid.form,
        attached_at=noon.instant,
    )


def test_a_document_survives_backup_and_restore(
    brought: Document, house: Path, tmp_path: Path, command: Command
) -> None:
    made = verbs.back_up(to=None, at=AT)

    told = command("restore", made.file, data=tmp_path / "back")

    place = files.path_of(brought.coop, (brought.digest, "pdf")).relative_to(house)
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "back" / place).read_bytes() == SCAN
    with proofs.reading(tmp_path / "back" / folders.DATABASE_FILE) as database:
        assert proofs.counts(database)["meetings_document"] == 1


def test_a_document_survives_export_and_import(brought: Document, house: Path, tmp_path: Path) -> None:
    left = exporting.export("harbour", tmp_path, at=AT)
    place = files.path_of(brought.coop, (brought.digest, "pdf"))
    plan = Attachment.objects.get()
    hung = attached.path_of(brought.coop, (plan.digest, plan.form))
    sweep(connection)
    shutil.rmtree(place.parent)
    shutil.rmtree(hung.parent)

    importing.bring_in(left.file)

    came = exporting.export("harbour", tmp_path, at=AT + dt.timedelta(days=1))
    found = Document.objects.get()
    assert (came.digest, found.words.title, found.pk) == (left.digest, "Spring", brought.pk)
    assert place.read_bytes() == SCAN
    assert (Attachment.objects.get().file_name, hung.read_bytes()) == ("plan.txt", PLAN)


def test_an_export_says_what_each_document_was_called(brought: Document, house: Path, tmp_path: Path) -> None:
    file = exporting.export("harbour", tmp_path, at=AT).file

    named = [json.loads(line) for line in part(file, "files.jsonl").splitlines()]
    assert {"file": f"files/documents/{brought.digest}.pdf", "name": "spring.pdf"} in named
    assert {"waits.md", "plan.txt"} <= {one["name"] for one in named}
