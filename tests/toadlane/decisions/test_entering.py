"""A decision is entered from the minutes and confirmed by a second member."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from bylaws.kernel.faults import (
    CharterSilent,
    Fault,
    InputFault,
    NotThere,
    RecordBroken,
    RecordMoved,
    Refused,
)
from tests.toadlane.crowds import all_at_once
from tests.toadlane.decisions.conftest import DECIDED, MINUTES, Enter, joins
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import verbs
from toadlane.decisions.models import Authority, Confirmation, Withdrawal
from toadlane.record import reads as record
from toadlane.record.models import Entry

CLICKS = 50


def told(kind: str) -> list[object]:
    """What the record's entries of one kind say."""
    return [(record.content(entry) or {})["what"] for entry in Entry.objects.filter(kind=kind)]


def test_a_decision_is_entered_as_the_minutes_have_it(entered: Authority, ada: Participant) -> None:
    kept = Authority.objects.get()

    assert (kept.matter, kept.subject, kept.article, kept.decided_on, kept.text) == (
        "close-year",
        "2024",
        "Article 9 — Surplus",
        DECIDED,
        MINUTES,
    )
    assert (kept.entered_by, kept.entered_on, kept.state) == (ada, dt.date(2025, 3, 3), "entered")
    assert told("authority.entered.v1") == [
        {
            "article": "Article 9 — Surplus",
            "authority": str(entered.pk),
            "decided_on": "2025-02-27",
            "fingerprint": "",
            "matter": "close-year",
            "subject": "2024",
            "text": MINUTES,
        }
    ]


@pytest.mark.parametrize("cited", ["9", "Article 9", "article 9 whatever follows"])
def test_an_article_is_cited_by_its_number_and_kept_with_its_heading(enter: Enter, cited: str) -> None:
    assert enter(article=cited).article == "Article 9 — Surplus"


def test_a_decision_older_than_the_charter_cites_what_it_first_said(enter: Enter) -> None:
    assert enter(decided_on=dt.date(2024, 12, 1)).article == "Article 9 — Surplus"


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"decided_on": dt.date(2025, 3, 4)}, "authority.day"),
        ({"article": "Article 8"}, "authority.article"),
        ({"article": "the surplus one"}, "authority.article"),
        ({"text": " \r\n "}, "authority.incomplete"),
        ({"text": "a" * 10_001}, "authority.incomplete"),
        ({"text": "a\x00b"}, "authority.not-text"),
        ({"text": "\ud800"}, "authority.not-text"),
        ({"subject": ""}, "authority.incomplete"),
        ({"subject": "a" * 121}, "authority.incomplete"),
        ({"subject": "20\n24"}, "authority.incomplete"),
        ({"matter": "Close year"}, "authority.incomplete"),
        ({"matter": ""}, "authority.incomplete"),
        ({"fingerprint": "abc"}, "authority.incomplete"),
        ({"key": ""}, "key.unusable"),
    ],
    ids=str,
)
def test_what_makes_no_decision_is_refused(enter: Enter, other: dict[str, object], code: str) -> None:
    with pytest.raises(InputFault) as refused:
        enter(**other)

    assert (refused.value.code, Authority.objects.count()) == (code, 0)
    assert Entry.objects.filter(kind="authority.entered.v1").count() == 0


def test_a_decision_of_today_is_not_too_early(enter: Enter) -> None:
    assert enter(decided_on=dt.date(2025, 3, 3)).decided_on == dt.date(2025, 3, 3)


@pytest.mark.parametrize(
    "text", ["{braces} {{ x }} %s", "<script>alert(1)</script>", "l’année\u202f2024", "年次決算"]
)
def test_any_words_are_kept_as_they_were_said(enter: Enter, text: str) -> None:
    enter(text=text, subject=text[:120])

    assert Authority.objects.get().text == text


def test_without_a_charter_nothing_is_decided(harbour: Coop, ada: Participant, noon: Moment) -> None:
    with pytest.raises(CharterSilent) as none:
        verbs.enter_authority(
            matter="close-year",
            subject="2024",
            article="9",
            decided_on=DECIDED,
            text=MINUTES,
            by=ada,
            at=noon,
            key="k",
        )

    assert none.value.code == "charter.none"


def test_a_candidate_enters_no_decision(enter: Enter, bo: Participant) -> None:
    with pytest.raises(Refused) as refused:
        enter(by=bo)

    assert (refused.value.code, Authority.objects.count()) == ("authority.members", 0)


@pytest.mark.django_db(transaction=True)
def test_fifty_clicks_at_once_enter_one_decision(enter: Enter) -> None:
    rows = all_at_once([enter] * CLICKS)

    assert {row.pk for row in rows} == {Authority.objects.get().pk}
    assert len(told("authority.entered.v1")) == 1


def test_a_second_member_confirms(confirmed: Authority, dee: Participant) -> None:
    assert (confirmed.state, confirmed.confirmation.by) == ("confirmed", dee)
    assert confirmed.confirmation.happened_on == dt.date(2025, 3, 3)
    assert told("authority.confirmed.v1") == [{"authority": str(confirmed.pk)}]


def test_whoever_entered_it_cannot_confirm_it(entered: Authority, ada: Participant, noon: Moment) -> None:
    with pytest.raises(Refused) as refused:
        verbs.confirm_authority(authority=entered, by=ada, at=noon, key="k")

    assert (refused.value.code, Confirmation.objects.count()) == ("authority.own", 0)


def test_a_candidate_confirms_nothing(entered: Authority, bo: Participant, noon: Moment) -> None:
    with pytest.raises(Refused) as refused:
        verbs.confirm_authority(authority=entered, by=bo, at=noon, key="k")

    assert (refused.value.code, Confirmation.objects.count()) == ("authority.members", 0)


def test_a_member_of_another_coop_finds_nothing_to_confirm(entered: Authority, noon: Moment) -> None:
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")
    eli = joins(quay, "eli", "member", dt.date(2024, 1, 1))

    with pytest.raises(NotThere):
        verbs.confirm_authority(authority=entered, by=eli, at=noon, key="k")

    assert Confirmation.objects.count() == 0


@pytest.mark.parametrize(
    ("member_from", "member_until", "may"),
    [
        (dt.date(2025, 3, 3), None, True),
        (dt.date(2025, 3, 4), None, False),
        (dt.date(2024, 1, 1), dt.date(2025, 3, 4), True),
        (dt.date(2024, 1, 1), dt.date(2025, 3, 3), False),
    ],
    ids=["a member since today", "from tomorrow", "until tomorrow", "until today"],
)
def test_only_a_member_of_the_day_confirms(
    entered: Authority, noon: Moment, member_from: dt.date, member_until: dt.date | None, *, may: bool
) -> None:
    fay = joins(entered.coop, "fay", "member", member_from, member_until)

    outcome = ""
    try:
        verbs.confirm_authority(authority=entered, by=fay, at=noon, key="k")
    except Refused as refused:
        outcome = refused.code

    assert (outcome, Confirmation.objects.count()) == (("", 1) if may else ("authority.members", 0))


@pytest.mark.django_db(transaction=True)
def test_fifty_clicks_at_once_confirm_once(entered: Authority, dee: Participant, noon: Moment) -> None:
    rows = all_at_once(
        [lambda: verbs.confirm_authority(authority=entered, by=dee, at=noon, key="k")] * CLICKS
    )

    assert {row.pk for row in rows} == {Confirmation.objects.get().pk}
    assert len(told("authority.confirmed.v1")) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_members_who_confirm_at_once_one_wins_and_the_other_is_told_who(
    entered: Authority, dee: Participant, noon: Moment
) -> None:
    fay = joins(entered.coop, "fay", "member", dt.date(2024, 1, 1))

    def confirming(by: Participant) -> str:
        try:
            verbs.confirm_authority(authority=entered, by=by, at=noon, key=by.key)
        except RecordMoved as moved:
            return moved.says
        return by.name

    outcomes = all_at_once([lambda: confirming(dee), lambda: confirming(fay)])

    winner = Confirmation.objects.get().by.name
    assert sorted(outcomes) == sorted([winner, f"{winner} has confirmed this decision already."])


def test_a_key_of_another_decision_confirms_nothing(
    enter: Enter, entered: Authority, dee: Participant, noon: Moment
) -> None:
    other = enter(subject="2023", key="other")
    verbs.confirm_authority(authority=entered, by=dee, at=noon, key="k")

    with pytest.raises(InputFault) as refused:
        verbs.confirm_authority(authority=other, by=dee, at=noon, key="k")

    assert (refused.value.code, Confirmation.objects.count()) == ("key.other-content", 1)


def test_an_entry_that_is_not_what_was_decided_is_taken_back(
    entered: Authority, dee: Participant, noon: Moment
) -> None:
    rows = [
        verbs.withdraw_authority(
            authority=entered, because=" The minutes say 2023. ", by=dee, at=noon, key="k"
        )
        for _ in range(2)
    ]

    kept = Withdrawal.objects.get()
    assert {row.pk for row in rows} == {kept.pk}
    assert (kept.because, kept.by, Authority.objects.get().state) == (
        "The minutes say 2023.",
        dee,
        "withdrawn",
    )
    assert told("authority.withdrawn.v1") == [
        {"authority": str(entered.pk), "because": "The minutes say 2023."}
    ]


def test_what_was_taken_back_is_neither_confirmed_nor_taken_back_again(
    entered: Authority, ada: Participant, dee: Participant, noon: Moment
) -> None:
    verbs.withdraw_authority(authority=entered, because="A {slip}.", by=ada, at=noon, key="k")

    with pytest.raises(RecordMoved, match="taken this entry back"):
        verbs.confirm_authority(authority=entered, by=dee, at=noon, key="confirm")
    with pytest.raises(RecordMoved) as again:
        verbs.withdraw_authority(authority=entered, because="Truly.", by=dee, at=noon, key="again")

    assert again.value.says == "Ada has taken this entry back: A {slip}."


@pytest.mark.parametrize("because", ["", "  ", "a" * 501, "a\x00"])
def test_taking_back_needs_a_reason(entered: Authority, ada: Participant, noon: Moment, because: str) -> None:
    with pytest.raises(InputFault):
        verbs.withdraw_authority(authority=entered, because=because, by=ada, at=noon, key="k")

    assert Withdrawal.objects.count() == 0


def test_a_candidate_takes_nothing_back(entered: Authority, bo: Participant, noon: Moment) -> None:
    with pytest.raises(Refused):
        verbs.withdraw_authority(authority=entered, because="No.", by=bo, at=noon, key="k")

    assert Withdrawal.objects.count() == 0


def test_decisions_and_what_followed_them_are_written_once(confirmed: Authority) -> None:
    confirmed.text = "Something else."

    for change in (confirmed.save, confirmed.delete, confirmed.confirmation.delete):
        with pytest.raises(RecordBroken):
            change()

    assert Authority.objects.get().text == MINUTES


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decisions_authority SET text = 'Something else.'",
        "DELETE FROM decisions_authority",
        "UPDATE decisions_confirmation SET happened_on = '2000-01-01'",
        "DELETE FROM decisions_confirmation",
        "UPDATE decisions_withdrawal SET because = 'Something else.'",
        "DELETE FROM decisions_withdrawal",
        "UPDATE decisions_authorityuse SET used_for = 'Something else.'",
        "DELETE FROM decisions_authorityuse",
    ],
)
def test_the_database_refuses_to_change_them(
    enter: Enter, dee: Participant, noon: Moment, change: str
) -> None:
    used, withdrawn = (enter(subject=subject, key=subject) for subject in ("2023", "2024"))
    for authority in (used, withdrawn):
        verbs.confirm_authority(authority=authority, by=dee, at=noon, key=f"confirm {authority.pk}")
    verbs.use_authority(authority=used, matter="close-year", subject="2023", fingerprint="", by=dee, at=noon)
    verbs.withdraw_authority(authority=withdrawn, because="A slip.", by=dee, at=noon, key="k")

    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        connection.cursor().execute(change)

    kept = Authority.objects.order_by("subject")
    assert [(row.text, row.state) for row in kept] == [(MINUTES, "used"), (MINUTES, "withdrawn")]


def test_a_refusal_says_what_to_do_now(entered: Authority, ada: Participant, noon: Moment) -> None:
    with pytest.raises(Fault) as refused:
        verbs.confirm_authority(authority=entered, by=ada, at=noon, key="k")

    assert refused.value.next_step == "Ask any other member to hold it against the minutes."
