"""What cannot be brought: each fault in words, and nothing half done."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from bylaws.kernel.faults import Fault, InputFault, Refused
from tests.toadlane.conftest import NOON, join
from tests.toadlane.meetings.conftest import DAY, Gather, kept, packed
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.meetings import limits, verbs
from toadlane.meetings.described import Described, Shared
from toadlane.meetings.models import Document, GatheredFile

pytestmark = pytest.mark.django_db(transaction=True)
SAID = Described("Spring meeting", DAY)


@pytest.mark.parametrize(
    ("said", "shared", "code"),
    [
        (Described("", DAY), Shared(), "document.title"),
        (Described("t" * 201, DAY), Shared(), "document.title"),
        (Described("\x00", DAY), Shared(), "document.title"),
        (Described("t", dt.date(2025, 3, 4)), Shared(), "document.day"),
        (Described("t", dt.date(1799, 12, 31)), Shared(), "document.day"),
        (Described("t", DAY, "poem"), Shared(), "document.kind"),
        (Described("t", DAY, article="a" * 201), Shared(), "document.article"),
        (Described("t", DAY, text="t" * 10_001), Shared(), "document.text"),
        (Described("t", DAY), Shared(tags=tuple(map(str, range(13)))), "document.tags"),
        (Described("t", DAY), Shared(tags=("t" * 41,)), "document.tags"),
        (Described("t", DAY), Shared("accounts"), "document.class"),
        (Described("t", DAY), Shared("evaluations"), "document.about"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    said: Described, shared: Shared, code: str, gather: Gather, ada: Participant
) -> None:
    act: dict[str, Any] = {"by": ada, "at": Moment.of(NOON, coop=ada.coop), "key": "in"}

    with pytest.raises(Fault) as refused:
        verbs.bring_in(gathering=gather(), described={1: said}, shared=shared, **act)

    assert (refused.value.code, Document.objects.count(), GatheredFile.objects.count()) == (code, 0, 1)


def test_a_document_about_somebody_names_one_of_the_coop(
    gather: Gather, ada: Participant, noon: Moment
) -> None:
    other = Coop.objects.create(slug="pier", name="Pier", currency="USD", time_zone="UTC")
    outside = join(other, "out", "member", dt.date(2024, 1, 1))

    with pytest.raises(InputFault) as refused:
        verbs.bring_in(
            gathering=gather(), described={1: SAID}, shared=Shared(about=outside), by=ada, at=noon, key="in"
        )

    assert refused.value.code == "document.about"


def test_nobody_brings_what_they_could_not_look_at_afterwards(
    gather: Gather, ada: Participant, bo: Participant, noon: Moment
) -> None:
    with pytest.raises(Refused) as refused:
        verbs.bring_in(
            gathering=gather(),
            described={1: SAID},
            shared=Shared("evaluations", bo),
            by=ada,
            at=noon,
            key="in",
        )

    assert refused.value.code == "document.unseen"


@pytest.mark.parametrize("number", [2, 3])
def test_only_files_that_are_there_and_fit_become_documents(
    number: int, gather: Gather, ada: Participant, noon: Moment
) -> None:
    held = gather({"one.md": "1", "two.html": "2"})

    with pytest.raises(InputFault) as refused:
        verbs.bring_in(gathering=held, described={number: SAID}, shared=Shared(), by=ada, at=noon, key="in")

    assert refused.value.code == "document.none"


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        ("FILES_AT_ONCE", "document.too-many"),
        ("BYTES_AT_ONCE", "document.too-much"),
        ("BYTES_OF_A_COOP", "document.full"),
    ],
)
def test_limits_hold_for_all_files_together(
    limit: str, code: str, gather: Gather, drawers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, limit, 1)

    with pytest.raises(InputFault) as refused:
        gather({"one.md": "1", "two.md": "2"})

    assert (refused.value.code, kept(drawers)) == (code, [])


@pytest.mark.parametrize("files", [{"none.zip": packed({})}, {"broken.zip": b"PK"}])
def test_an_archive_of_nothing_is_refused(files: dict[str, bytes | str], gather: Gather) -> None:
    with pytest.raises(InputFault) as refused:
        gather(files)

    assert refused.value.code in {"document.none", "document.archive"}


def test_no_file_at_all_is_refused(harbour: Coop, ada: Participant, noon: Moment) -> None:
    with pytest.raises(InputFault) as refused:
        verbs.gather(coop=harbour, sent=[], by=ada, at=noon, key="none")

    assert refused.value.code == "document.none"
