"""People keep details about themselves; others look at them as a role, and each look is written down."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyrage
import pytest

from bylaws.kernel.faults import InputFault, NotThere, RecordBroken
from tests.toadlane.privacy.conftest import BANK, HOME
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.privacy import details, verbs
from toadlane.privacy.models import Detail, Look
from toadlane.record.models import Entry, Opening

DAY = dt.timedelta(days=1)


def test_details_are_kept_sealed_and_read_by_oneself(kept: Participant) -> None:
    sealed = [bytes(row.sealed) for row in Detail.objects.all()]

    assert details.own(kept) == {"address": HOME, "bank": BANK}
    assert [part for one in sealed for part in (b"Example", b"1203") if part in one] == []
    assert len(sealed) == 2


def test_what_is_kept_goes_into_no_record(kept: Participant) -> None:
    [entry] = Entry.objects.filter(kind="details.kept.v1")
    content = bytes(Opening.objects.get(entry=entry).canonical).decode()

    assert (entry.actor, entry.subject) == ("dee", "")
    assert BANK not in content
    assert HOME not in content


def test_an_empty_text_takes_a_detail_away_and_what_is_not_named_stays(
    kept: Participant, noon: Moment
) -> None:
    changed = verbs.keep_details(participant=kept, said={"bank": " "}, by=kept, at=noon, key="less")

    assert (changed, details.own(kept)) == (("bank",), {"address": HOME})


def test_the_same_form_sent_twice_changes_once(kept: Participant, noon: Moment) -> None:
    again = {"participant": kept, "said": {"bank": BANK, "address": HOME}, "by": kept, "at": noon}

    assert verbs.keep_details(**again, key="details") == ("bank", "address")  # type: ignore[arg-type]
    assert verbs.keep_details(**again, key="unchanged") == ()  # type: ignore[arg-type]
    with pytest.raises(InputFault) as refused:
        verbs.keep_details(participant=kept, said={"bank": "X"}, by=kept, at=noon, key="details")
    assert (refused.value.code, Entry.objects.filter(kind="details.kept.v1").count()) == (
        "key.other-content",
        1,
    )


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"shoe-size": "41"}, "details.kind"),
        ({"bank": "1" * 201}, "details.text"),
        ({"address": "seven\x00"}, "details.text"),
    ],
)
def test_a_detail_is_one_of_those_there_are_and_plain_text(
    dee: Participant, noon: Moment, said: dict[str, str], code: str
) -> None:
    with pytest.raises(InputFault) as refused:
        verbs.keep_details(participant=dee, said=said, by=dee, at=noon, key="k")

    assert refused.value.code == code


def test_nobody_else_keeps_somebodys_details(dee: Participant, ada: Participant, noon: Moment) -> None:
    with pytest.raises(NotThere):
        verbs.keep_details(participant=dee, said={"bank": "mine"}, by=ada, at=noon, key="k")


def test_the_bookkeeper_looks_at_a_bank_account_and_the_look_is_written_down(
    kept: Participant, ada: Participant, noon: Moment
) -> None:
    asked = {"about": kept, "information_class": "payment-details", "by": ada, "at": noon, "key": "look"}

    seen = [verbs.look(**asked), verbs.look(**asked)]  # type: ignore[arg-type]

    assert seen == [{"bank": BANK}] * 2
    assert list(Look.objects.values_list("about__key", "by__key", "of_class", "where")) == [
        ("dee", "ada", "payment-details", "page")
    ]
    assert Entry.objects.filter(kind="details.looked-at.v1").count() == 1


@pytest.mark.usefixtures("fay", "bo")
@pytest.mark.parametrize(
    ("who", "of_class"),
    [
        ("ada", "personal-details"),
        ("ada", "leave-reasons"),
        ("fay", "payment-details"),
        ("bo", "payment-details"),
        ("dee", "payment-details"),
        ("ada", "no-such-class"),
    ],
)
def test_whoever_may_not_look_finds_nothing_and_nothing_is_written(
    kept: Participant, noon: Moment, who: str, of_class: str
) -> None:
    by = Participant.objects.get(coop=kept.coop, key=who)

    with pytest.raises(NotThere):
        verbs.look(about=kept, information_class=of_class, by=by, at=noon, key="k")

    assert not Look.objects.exists()


def test_who_is_bookkeeper_no_longer_cannot_repeat_an_earlier_look(
    kept: Participant, ada: Participant, harbour: Coop, noon: Moment
) -> None:
    asked = {"about": kept, "information_class": "payment-details", "by": ada, "at": noon, "key": "look"}
    verbs.look(**asked)  # type: ignore[arg-type]
    [office] = RolePeriod.objects.filter(participant=ada)
    RolePeriod.objects.create(
        coop=harbour,
        participant=ada,
        role="bookkeeper",
        valid_from=office.valid_from,
        valid_until=noon.day,
        replaces=office,
    )

    with pytest.raises(NotThere):
        verbs.look(**asked)  # type: ignore[arg-type]


def test_who_has_left_keeps_their_own_and_sees_nobody_elses(
    kept: Participant, ada: Participant, harbour: Coop, noon: Moment
) -> None:
    for who in (ada, kept):
        [stage] = StagePeriod.objects.filter(participant=who)
        StagePeriod.objects.create(
            coop=harbour,
            participant=who,
            stage="member",
            valid_from=stage.valid_from,
            valid_until=noon.day,
            replaces=stage,
        )
    [office] = RolePeriod.objects.filter(participant=ada)
    RolePeriod.objects.create(
        coop=harbour,
        participant=ada,
        role=office.role,
        valid_from=office.valid_from,
        valid_until=noon.day,
        replaces=office,
    )

    assert details.own(kept) == {"address": HOME, "bank": BANK}
    with pytest.raises(NotThere):
        verbs.look(about=kept, information_class="payment-details", by=ada, at=noon, key="k")


def test_details_closed_with_another_key_say_so_and_no_new_key_is_made(
    kept: Participant, house: Path, noon: Moment
) -> None:
    (house / "details_key").unlink()

    for act in (
        lambda: details.own(kept),
        lambda: verbs.keep_details(participant=kept, said={"bank": "new"}, by=kept, at=noon, key="k"),
    ):
        with pytest.raises(RecordBroken) as broken:
            act()
        assert broken.value.code == "details.key"
    assert not (house / "details_key").exists()


def test_the_key_may_come_from_the_environment(
    dee: Participant, house: Path, noon: Moment, settings: Any
) -> None:
    settings.DETAILS_KEY = str(pyrage.x25519.Identity.generate())

    verbs.keep_details(participant=dee, said={"bank": BANK}, by=dee, at=noon, key="k")

    assert (details.own(dee), (house / "details_key").exists()) == ({"bank": BANK}, False)


def test_all_of_it_can_be_taken_away_for_good(kept: Participant) -> None:
    assert (details.forget(kept), details.own(kept), Detail.objects.count()) == (2, {}, 0)
