"""Answers by e-mail, from a letter of ours to a comment, through real servers; and what is not taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from bylaws.kernel.faults import InputFault
from tests.toadlane.mail.conftest import on_loopback
from tests.toadlane.mail.post_office import post_office
from tests.toadlane.talk.conftest import Say
from tests.toadlane.talk.mailroom import ADDRESS, drop, left, letter, mailroom
from toadlane.amending import talking
from toadlane.amending import verbs as amending
from toadlane.amending.models import AmendmentDraft
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.keeping import doctor
from toadlane.mail import kept, outbox
from toadlane.mail.mailbox import Mailbox
from toadlane.mail.models import Letter
from toadlane.mail.server import Security
from toadlane.notices import hearing, posting
from toadlane.people.models import Person
from toadlane.talk import answering, subjects, tasks
from toadlane.talk.addresses import row_of, token_of
from toadlane.talk.models import Comment, CommentWords, HeardLetter, ReplyAddress
from toadlane.talk.subjects import Answer, Subject, Taken

NOWHERE = Mailbox("127.0.0.1", 1, Security.NONE, "talk", ADDRESS, password="six quiet ducks")
Take = Callable[..., None]


@pytest.fixture
def proven(bo: Participant) -> Participant:
    """Bo has shown that the mailbox is his."""
    assert bo.person is not None
    Person.objects.filter(pk=bo.person.pk).update(proven_address=bo.person.email)
    return bo


@pytest.fixture
def address(subject: Subject, proven: Participant, settings: Any) -> ReplyAddress:
    """By which Bo answers about the draft."""
    settings.REPLIES = NOWHERE
    return ReplyAddress.objects.create(
        coop=subject.coop, participant=proven, kind=subject.kind, subject=subject.key, made_at=timezone.now()
    )


@pytest.fixture
def take(address: ReplyAddress) -> Take:
    """A letter comes in."""

    def taking(text: str, **said: str) -> None:
        to = said.pop("to", NOWHERE.with_token(token_of(address)))
        answering.take_in(letter(to, text, **said), now=timezone.now())

    return taking


def told() -> list[str]:
    """What was written to people about their answers."""
    rows = Letter.objects.filter(kind=Letter.Kind.ANSWER).order_by("pk")
    return [f"{row.to}: {row.body}" for row in rows]


@pytest.fixture
def served(settings: Any, tmp_path: Path) -> Iterator[Mailbox]:
    """A mailbox of its own on a real server, and letters that really leave."""
    settings.DATA, settings.EMAIL_BACKEND = tmp_path, "toadlane.mail.direct.Direct"
    with mailroom() as box:
        settings.REPLIES = box
        yield box


@pytest.mark.django_db(transaction=True)
def test_an_answer_to_our_letter_becomes_an_answer_in_the_talk(
    *, say: Say, proven: Participant, served: Mailbox, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    today = Moment.of(now, coop=proven.coop)
    say("I am in it.", proven, at=today)
    asked = say("Half or a third?", at=today)
    hearing.work_off()
    with post_office() as office:
        kept.keep(on_loopback(office.port))
        posting.post(timezone.now())
        outbox.send_due()
        [ours] = office.got
    said = ours.get_body(("plain",))
    assert said is not None
    text = said.get_content()
    quoted = "".join(f"> {line}\n" for line in text.splitlines())
    answer = f"A third.\n\nOn 3 March 2025 at 12, Harbour <post@coop.example> wrote:\n{quoted}-- \nBo\n"
    mine = letter(str(ours["Reply-To"]), answer, number="one")
    away = letter(str(ours["Reply-To"]), "I am away.", number="two", Auto_Submitted="auto-replied")
    other = letter("talk@coop.example", "Do you read this?", number="three")
    drop(served, mine, mine, away, other)

    tasks.read_answers.call()
    tasks.read_answers.call()

    answered = Comment.objects.exclude(pk=asked.pk).get(answers=asked)
    assert "Half or a third?" in text
    assert text.startswith("##- ")
    assert (answered.by, answered.way, answered.words.text) == (proven, "mail", "A third.")
    assert (left(served), told()) == (1, [])
    finding = next(one for one in doctor.life(now) if one.about == "answers by e-mail")
    assert finding.says == f"read each minute from {served.place}, for {ADDRESS}"


def test_what_is_not_written_by_whom_we_wrote_to_is_not_taken_and_they_are_told(
    take: Take, address: ReplyAddress
) -> None:
    assert address.participant.person is not None
    EmailAddress.objects.create(
        user=address.participant.person, email="bo@second.example", verified=True, primary=False
    )

    take("Half!", sender="mallory@elsewhere.example", number="1")
    take("Half!", sender="mallory@elsewhere.example", number="1")
    nobody = Comment.objects.exists()
    take("A third.", sender="Bo@second.example", number="2")

    assert not nobody
    assert CommentWords.objects.get().text == "A third."
    [only] = told()
    assert only.startswith("bo@harbour.example: ")
    assert "another address" in only
    assert "Half!" not in only


def test_a_token_that_is_not_ours_or_too_old_says_nothing_to_anybody(
    take: Take, address: ReplyAddress
) -> None:
    token = token_of(address)
    assert row_of(token.upper(), timezone.now()) == address
    for number, forged in enumerate(
        ("", "a", "7" * 42, token[:-1] + ("a" if token[-1] != "a" else "b"), "é")
    ):
        take("Half.", to=f"talk+{forged}@coop.example", number=f"forged-{number}")
    ReplyAddress.objects.update(made_at=timezone.now() - dt.timedelta(days=91))
    take("Half.", number="late")

    assert (Comment.objects.count(), told(), HeardLetter.objects.count()) == (0, [], 0)


def test_a_letter_is_heard_once_and_files_are_left_out_with_a_word(take: Take) -> None:
    parts = "--x\n\nHalf.\n--x\nContent-Type: image/png\n\nAAAA\n--x--\n"
    for _ in range(2):
        take(parts, number="same", Content_Type='multipart/mixed; boundary="x"')

    said = Comment.objects.get()
    assert (said.words.text, said.left_out, told()) == ("Half.", 1, [])


def test_what_is_refused_is_told_with_what_was_written_and_a_few_times_a_day_at_most(
    take: Take, draft: AmendmentDraft, ada: Participant, noon: Moment
) -> None:
    take("", number="empty")
    amending.withdraw_draft(draft=draft, by=ada, at=noon)
    for number in range(8):
        take("One more thing.", number=str(number))

    said = told()
    assert len(said) == answering.TOLD_A_DAY
    assert "This text is missing or too long." in said[0]
    assert "This talk is over" in said[1]
    assert "What you wrote:\n\nOne more thing." in said[1]


def test_nobody_answers_who_has_not_shown_that_a_mailbox_is_theirs(take: Take) -> None:
    Person.objects.update(proven_address="")

    take("Half.")

    assert (Comment.objects.count(), told()) == (0, [])


def test_a_room_reads_a_position_from_the_first_line(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[tuple[str, str]] = []

    def position(answer: Answer) -> Taken | None:
        if answer.first == "maybe":
            raise InputFault("“maybe” is no position.", code="x", next_step="Write agree, or block.")
        if answer.first != "agree":
            return None
        read.append((answer.by.key, answer.rest))
        return Taken(left=answer.rest, says="You agree.")

    monkeypatch.setitem(subjects._known, talking.KIND.key, replace(talking.KIND, position=position))
    take("agree\n\nWell done.", number="1")
    take("agree", number="2")
    take("I wonder.", number="3")
    take("maybe", number="4")

    assert read == [("bo", "Well done."), ("bo", "")]
    assert list(CommentWords.objects.order_by("pk").values_list("text", flat=True)) == [
        "Well done.",
        "I wonder.",
    ]
    assert [one.partition(": ")[2].partition("\n")[0] for one in told()] == [
        "You agree.",
        "You agree.",
        "Your answer by e-mail was not taken.",
    ]
    assert "Write agree, or block." in told()[-1]


def test_addresses_and_digests_are_forgotten_when_nobody_needs_them(take: Take) -> None:
    take("Half.")
    long_ago = timezone.now() - dt.timedelta(days=121)
    ReplyAddress.objects.update(made_at=long_ago)
    HeardLetter.objects.update(heard_at=long_ago)

    tasks.prune.call()

    assert not ReplyAddress.objects.exists()
    assert not HeardLetter.objects.exists()
    assert tasks.is_set_up()
