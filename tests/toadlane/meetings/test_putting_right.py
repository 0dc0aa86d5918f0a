"""Correcting, replacing, withdrawing, erasing: each is a new row, and the record knows of each."""

from __future__ import annotations

import io
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from bylaws.kernel.faults import Fault, NotThere, Refused
from tests.toadlane.conftest import NOON
from tests.toadlane.meetings.conftest import DAY, MINUTES, PDF, SPRING, Bring, Gather, kept
from toadlane.coops.models import Coop, Participant, Visibility
from toadlane.coops.moment import Moment
from toadlane.meetings import verbs
from toadlane.meetings.described import Described, Shared
from toadlane.meetings.models import Document, DocumentWithdrawal, DocumentWords, FoundText
from toadlane.record.models import Entry
from toadlane.record.reads import content

pytestmark = pytest.mark.django_db(transaction=True)
SUMMER = Described("Summer meeting", DAY)


def by(who: Participant, key: str) -> dict[str, Any]:
    return {"by": who, "at": Moment.of(NOON, coop=who.coop), "key": key}


def code_of(act: Any, **said: Any) -> str:
    with pytest.raises(Fault) as refused:
        act(**said)
    return refused.value.code


def test_a_correction_is_a_new_version_with_the_same_file(bring: Bring, ada: Participant) -> None:
    made = bring()

    corrected = verbs.correct(document=made, described=SUMMER, shared=Shared(), **by(ada, "correct"))

    assert (corrected.replaces, corrected.thread, corrected.digest) == (made, made.thread, made.digest)
    assert [one.title for one in DocumentWords.objects.order_by("pk")] == ["Spring meeting", "Summer meeting"]
    assert Entry.objects.filter(subject=str(made.thread)).count() == 2


def test_the_same_correction_twice_is_one(bring: Bring, ada: Participant) -> None:
    made = bring()
    said: dict[str, Any] = {"document": made, "described": SUMMER, "shared": Shared(), **by(ada, "correct")}

    assert verbs.correct(**said) == verbs.correct(**said)
    assert Document.objects.count() == 2


def test_who_comes_second_is_told_that_somebody_was_first(
    bring: Bring, ada: Participant, eve: Participant
) -> None:
    made = bring()
    verbs.correct(document=made, described=SUMMER, shared=Shared(), **by(ada, "ada"))

    late = code_of(
        verbs.correct, document=made, described=Described("Late", DAY), shared=Shared(), **by(eve, "eve")
    )
    withdrawn = code_of(verbs.withdraw, document=made, because="Late", **by(eve, "eve too"))

    assert (late, withdrawn) == ("document.moved", "document.moved")


def test_a_document_can_be_closed_to_those_who_should_not_have_seen_it(
    bring: Bring, harbour: Coop, ada: Participant, bo: Participant
) -> None:
    Visibility.objects.create(coop=harbour, information_class="evaluations", audience="bookkeeper")
    made = bring()

    corrected = verbs.correct(
        document=made, described=SUMMER, shared=Shared("evaluations", bo), **by(ada, "close")
    )

    assert (corrected.information_class, corrected.about) == ("evaluations", bo)


def test_a_better_file_stands_beside_the_one_before(bring: Bring, ada: Participant, drawers: Path) -> None:
    made = bring()

    better = verbs.replace_file(document=made, file=io.BytesIO(PDF), name="better.pdf", **by(ada, "better"))

    assert (better.replaces, better.form, better.size) == (made, "pdf", len(PDF))
    assert (better.words.title, better.words.file_name) == ("Spring meeting", "better.pdf")
    assert kept(drawers) == sorted([f"{made.digest}.md", f"{better.digest}.pdf"])
    again = verbs.replace_file(document=made, file=io.BytesIO(PDF), name="better.pdf", **by(ada, "better"))
    assert again == better


def test_a_file_that_another_document_has_is_no_better_file(bring: Bring, ada: Participant) -> None:
    made, other = bring(), bring("other.pdf", PDF, title="Other", key="other")

    code = code_of(
        verbs.replace_file, document=made, file=io.BytesIO(PDF), name="better.pdf", **by(ada, "better")
    )

    assert (code, Document.objects.count(), other.form) == ("document.twice", 2, "pdf")


def test_a_refused_better_file_leaves_nothing_on_the_disk(
    bring: Bring, ada: Participant, drawers: Path
) -> None:
    made = bring()
    verbs.withdraw(document=made, because="Not ours", **by(ada, "withdraw"))

    code = code_of(
        verbs.replace_file, document=made, file=io.BytesIO(PDF), name="better.pdf", **by(ada, "better")
    )

    assert (code, kept(drawers)) == ("document.withdrawn", [f"{made.digest}.md"])


def test_a_withdrawal_says_why_and_is_made_once(bring: Bring, ada: Participant, noon: Moment) -> None:
    made = bring()

    first = verbs.withdraw(document=made, because=" Not  ours ", **by(ada, "withdraw"))
    again = verbs.withdraw(document=made, because=" Not  ours ", **by(ada, "withdraw"))

    assert (first.because, first.happened_on, first) == ("Not ours", noon.day, again)
    assert code_of(verbs.withdraw, document=made, because="Again", **by(ada, "2")) == "document.withdrawn"
    assert code_of(verbs.withdraw, document=made, because="", **by(ada, "3")) == "document.because"


def test_erasing_takes_words_and_files_of_every_version_and_leaves_their_digests(
    bring: Bring, ada: Participant, drawers: Path
) -> None:
    made = bring()
    better = verbs.replace_file(document=made, file=io.BytesIO(PDF), name="better.pdf", **by(ada, "better"))
    verbs.withdraw(document=better, because="Not ours", **by(ada, "withdraw"))

    erasure = verbs.erase(document=better, **by(ada, "erase"))

    said = content(Entry.objects.get(kind="document.erased.v1"))
    assert said is not None
    assert said["what"] == {"digests": sorted([made.digest, better.digest]), "document": str(made.thread)}
    assert (kept(drawers), DocumentWords.objects.count(), FoundText.objects.count()) == ([], 0, 0)
    assert verbs.erase(document=better, **by(ada, "erase")) == erasure
    assert code_of(verbs.erase, document=better, **by(ada, "again")) == "document.erased"


def test_an_erased_file_can_be_brought_again(bring: Bring, ada: Participant, drawers: Path) -> None:
    made = bring()
    verbs.withdraw(document=made, because="Wrong title", **by(ada, "withdraw"))
    verbs.erase(document=made, **by(ada, "erase"))

    again = bring(key="again")

    assert (again.digest, kept(drawers)) == (made.digest, [f"{made.digest}.md"])


def test_a_file_that_another_document_needs_is_not_erased(
    bring: Bring, harbour: Coop, ada: Participant, eve: Participant, drawers: Path
) -> None:
    Visibility.objects.create(coop=harbour, information_class="decisions", audience="bookkeeper")
    hidden = bring(shared=Shared("decisions"))
    open_too = bring(by=eve, key="eve")
    verbs.withdraw(document=hidden, because="Twice", **by(ada, "withdraw"))

    verbs.erase(document=hidden, **by(ada, "erase"))

    assert (kept(drawers), FoundText.objects.count()) == ([f"{open_too.digest}.md"], 1)


def test_only_a_withdrawn_document_is_erased(bring: Bring, ada: Participant) -> None:
    assert code_of(verbs.erase, document=bring(), **by(ada, "erase")) == "document.stands"


def test_roles_hold_for_every_act(bring: Bring, dee: Participant) -> None:
    made = bring()
    acts: list[tuple[Any, dict[str, Any]]] = [
        (verbs.correct, {"described": SUMMER, "shared": Shared()}),
        (verbs.replace_file, {"file": io.BytesIO(PDF), "name": "a.pdf"}),
        (verbs.withdraw, {"because": "No"}),
        (verbs.erase, {}),
    ]

    for act, said in acts:
        with pytest.raises(Refused):
            act(document=made, **said, **by(dee, "dee"))

    assert Document.objects.count() == 1


def test_another_coop_finds_nothing(bring: Bring) -> None:
    from tests.toadlane.conftest import join

    other = Coop.objects.create(slug="pier", name="Pier", currency="USD", time_zone="UTC")
    outside = join(other, "out", "member", DAY)

    with pytest.raises(NotThere):
        verbs.withdraw(document=bring(), because="No", **by(outside, "out"))

    assert DocumentWithdrawal.objects.count() == 0


def test_two_people_who_bring_one_file_at_once_get_one_document(
    gather: Gather, ada: Participant, eve: Participant
) -> None:
    gathered = {who: gather({SPRING: MINUTES}, by=who, key=who.key) for who in (ada, eve)}
    told: list[str] = []
    together = threading.Barrier(2)

    def bring(who: Participant) -> None:
        together.wait()
        try:
            verbs.bring_in(
                gathering=gathered[who], described={1: SUMMER}, shared=Shared(), **by(who, f"{who.key}-in")
            )
            told.append("brought")
        except Fault as fault:
            told.append(fault.code)
        finally:
            connection.close()

    people = [threading.Thread(target=bring, args=[who]) for who in (ada, eve)]
    for one in people:
        one.start()
    for one in people:
        one.join()

    assert (sorted(told), Document.objects.count()) == (["brought", "document.twice"], 1)
