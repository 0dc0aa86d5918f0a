"""A confirmed decision lets one act happen: the one that was decided on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from bylaws.kernel.faults import NotThere, RecordMoved, Refused
from tests.toadlane.crowds import all_at_once
from tests.toadlane.decisions.conftest import Enter, joins
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import reads, verbs
from toadlane.decisions.models import Authority, AuthorityUse
from toadlane.record import reads as record
from toadlane.record.models import Entry

SHOWN, CHANGED = "a1" * 32, "b2" * 32

Use = Callable[..., AuthorityUse]


@pytest.fixture
def use(ada: Participant, noon: Moment) -> Use:
    """Ada closes 2024 on a decision, or does something like it."""

    def using(authority: Authority, **other: Any) -> AuthorityUse:
        act = {"matter": "close-year", "subject": "2024", "fingerprint": "", "by": ada, "at": noon, **other}
        return verbs.use_authority(authority=authority, **act)

    return using


@pytest.fixture
def confirming(enter: Enter, dee: Participant, noon: Moment) -> Callable[..., Authority]:
    """A decision that is entered and confirmed, or something like it."""

    def confirm(**other: object) -> Authority:
        authority = enter(**other)
        verbs.confirm_authority(authority=authority, by=dee, at=noon, key=f"confirm {authority.pk}")
        return authority

    return confirm


def test_a_confirmed_decision_is_used_and_says_for_what(
    confirmed: Authority, ada: Participant, use: Use
) -> None:
    use(confirmed)

    kept = Authority.objects.get()
    assert (kept.state, kept.use.by, kept.use.happened_on) == ("used", ada, dt.date(2025, 3, 3))
    assert reads.what_for(kept) == "Close the fiscal year 2024"
    entry = Entry.objects.get(kind="authority.used.v1")
    assert (record.content(entry) or {})["what"] == {
        "authority": str(kept.pk),
        "matter": "close-year",
        "subject": "2024",
        "used_for": "",
    }


def test_the_act_can_say_in_its_own_words_what_it_was(confirmed: Authority, use: Use) -> None:
    use(confirmed, used_for="Second close of 2024")

    assert reads.what_for(Authority.objects.get()) == "Second close of 2024"


def test_a_decision_serves_once(confirmed: Authority, use: Use) -> None:
    use(confirmed)

    with pytest.raises(RecordMoved) as refused:
        use(confirmed)

    assert (refused.value.says, AuthorityUse.objects.count()) == (
        "This decision has served already: Close the fiscal year 2024. A decision serves once.",
        1,
    )


@pytest.mark.django_db(transaction=True)
def test_of_many_acts_at_once_one_has_the_decision(confirmed: Authority, use: Use) -> None:
    def act() -> str:
        try:
            use(confirmed)
        except RecordMoved as moved:
            return moved.code
        return "done"

    outcomes = all_at_once([act] * 12)

    assert sorted(outcomes) == ["authority.used"] * 11 + ["done"]
    assert AuthorityUse.objects.count() == 1


def test_an_unconfirmed_decision_allows_nothing(entered: Authority, use: Use) -> None:
    with pytest.raises(Refused) as refused:
        use(entered)

    assert (refused.value.code, refused.value.next_step) == (
        "authority.unconfirmed",
        "Ask a member other than Ada to hold it against the minutes.",
    )


@pytest.mark.parametrize("other", [{"subject": "2023"}, {"matter": "correct-close"}, {"matter": "spend-{x}"}])
def test_a_decision_on_something_else_allows_nothing(
    confirmed: Authority, use: Use, other: dict[str, str]
) -> None:
    with pytest.raises(Refused) as refused:
        use(confirmed, **other)

    assert (refused.value.code, AuthorityUse.objects.count()) == ("authority.other-matter", 0)
    assert refused.value.says.startswith(
        "This decision is about “Close the fiscal year 2024”, and not about “"
    )


@pytest.mark.parametrize(
    ("decided", "done", "code"),
    [
        (SHOWN, SHOWN, ""),
        (SHOWN, CHANGED, "authority.changed"),
        (SHOWN, "", "authority.changed"),
        ("", CHANGED, ""),
    ],
    ids=["the same", "something else", "nothing in particular", "the minutes named nothing in particular"],
)
def test_only_what_was_decided_on_is_done(
    confirming: Callable[..., Authority], use: Use, decided: str, done: str, code: str
) -> None:
    authority = confirming(fingerprint=decided)

    outcome = ""
    try:
        use(authority, fingerprint=done)
    except RecordMoved as moved:
        outcome = moved.code

    assert (outcome, AuthorityUse.objects.count()) == (code, 0 if code else 1)


def test_what_was_taken_back_allows_nothing(
    confirmed: Authority, dee: Participant, noon: Moment, use: Use
) -> None:
    verbs.withdraw_authority(authority=confirmed, because="The figures changed.", by=dee, at=noon, key="k")

    with pytest.raises(RecordMoved) as refused:
        use(confirmed)

    assert refused.value.code == "authority.withdrawn"


def test_a_used_decision_is_not_taken_back(
    confirmed: Authority, dee: Participant, noon: Moment, use: Use
) -> None:
    use(confirmed)

    with pytest.raises(RecordMoved) as refused:
        verbs.withdraw_authority(authority=confirmed, because="Too late.", by=dee, at=noon, key="k")

    assert refused.value.code == "authority.used"


def test_an_act_that_fails_leaves_the_decision_unused(confirmed: Authority, use: Use) -> None:
    with pytest.raises(Refused, match="The year is closed"):
        close_what_is_closed(use, confirmed)

    assert (AuthorityUse.objects.count(), Authority.objects.get().state) == (0, "confirmed")


def close_what_is_closed(use: Use, authority: Authority) -> None:
    with transaction.atomic():
        use(authority)
        raise Refused("The year is closed.", code="year.closed", next_step="Correct it.")


def test_another_coop_cannot_use_it(confirmed: Authority, noon: Moment, use: Use) -> None:
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")
    eli = joins(quay, "eli", "member", dt.date(2024, 1, 1))

    with pytest.raises(NotThere):
        use(confirmed, by=eli)

    assert AuthorityUse.objects.count() == 0


def test_other_rooms_find_what_can_be_used(
    enter: Enter, governed: Coop, dee: Participant, noon: Moment, use: Use
) -> None:
    rows = [enter(key=str(n)) for n in range(4)]
    for row in rows[:3]:
        verbs.confirm_authority(authority=row, by=dee, at=noon, key=f"confirm {row.pk}")
    use(rows[0])
    verbs.withdraw_authority(authority=rows[1], because="A slip.", by=dee, at=noon, key="k")

    assert list(reads.ready(governed, matter="close-year", subject="2024")) == [rows[2]]
    assert list(reads.ready(governed, matter="close-year", subject="2023")) == []
    assert list(reads.waiting(governed)) == [rows[3]]
