"""A position is taken by answering the letter that asks for it, and told back; anything else is talk."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.toadlane.proposals.conftest import House, Raise, later
from tests.toadlane.talk.mailroom import ADDRESS, letter
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.mail.mailbox import Mailbox
from toadlane.mail.models import Letter
from toadlane.mail.server import Security
from toadlane.notices.models import Notice
from toadlane.people.models import Person
from toadlane.proposals import reminding, talking, verbs
from toadlane.proposals.models import Position, Proposal
from toadlane.talk import addresses, answering
from toadlane.talk.models import Comment, ReplyAddress

BOX = Mailbox("127.0.0.1", 1, Security.NONE, "talk", ADDRESS, password="six quiet ducks")


@pytest.fixture
def proposal(raised: Raise, settings: Any) -> Proposal:
    settings.REPLIES = BOX
    Person.objects.filter(email="dee@harbour.example").update(proven_address="dee@harbour.example")
    return raised(matter="policy")


def answers(
    proposal: Proposal,
    who: Participant,
    text: str,
    at: Moment,
    *,
    comment: str = "",
    edition: int = 0,
    **headers: str,
) -> None:
    """Somebody answers a letter about it, or about one of its texts."""
    row, _new = ReplyAddress.objects.get_or_create(
        coop=proposal.coop,
        participant=who,
        kind="proposal",
        subject=str(proposal.pk),
        comment=comment,
        edition=edition,
        defaults={"made_at": at.instant},
    )
    to = BOX.with_token(addresses.token_of(row))
    number = str(abs(hash((text, at.instant, comment))))
    said = {"sender": f"{who.key}@harbour.example", "number": number, **headers}
    answering.take_in(letter(to, text, **said), now=at.instant)


def told() -> list[str]:
    """What was written back, without its end."""
    rows = Letter.objects.filter(kind=Letter.Kind.ANSWER).order_by("pk")
    return [row.body.strip() for row in rows]


def test_the_first_line_takes_a_position_in_any_language_and_it_is_told_back(
    house: House, proposal: Proposal, noon: Moment
) -> None:
    for hours, text in enumerate(("Agree.", "De acuerdo\n\nPor fin.", "I block!\n\nWe need them.")):
        answers(proposal, house.dee, text, later(noon, hours=hours))

    taken = Position.objects.order_by("pk")
    assert [(one.stance, one.channel, one.with_reason) for one in taken] == [
        ("agree", "mail", False),
        ("agree", "mail", True),
        ("block", "mail", True),
    ]
    assert told()[-1] == "Your position on “Fridays are quiet” was taken: blocks."
    assert not Comment.objects.exists()


def test_what_is_no_position_is_talk_and_agreeing_with_a_comment_is_none(
    house: House, proposal: Proposal, noon: Moment
) -> None:
    answers(proposal, house.dee, "Agree with the idea, not with the day.", noon)
    said = Comment.objects.get()
    answers(proposal, house.dee, "Agree", later(noon, hours=1), comment=str(said.pk))

    assert [one.words.text for one in Comment.objects.order_by("pk")] == [
        "Agree with the idea, not with the day.",
        "Agree",
    ]
    assert (Position.objects.count(), told()) == (0, [])


def test_a_position_that_the_rule_does_not_take_is_told_with_what_was_written(
    house: House, proposal: Proposal, noon: Moment
) -> None:
    answers(proposal, house.dee, "block", noon)
    answers(proposal, house.dee, "reservation\n\nThe shop.", later(noon, hours=1))
    answers(proposal, house.dee, "reservation 2025-09-01\n\nThe shop.", later(noon, hours=2))
    answers(proposal, house.dee, "agree", later(noon, days=9))

    assert [(one.stance, str(one.review_on)) for one in Position.objects.all()] == [
        ("reservation", "2025-09-01")
    ]
    assert [one.startswith("Your answer by e-mail was not taken.") for one in told()] == [
        True,
        True,
        False,
        True,
    ]
    assert "The shop." in told()[1]


def test_a_forged_sender_an_answering_machine_and_what_is_quoted_take_no_position(
    house: House, proposal: Proposal, noon: Moment
) -> None:
    quoted = "On 3 March 2025 at 12, Harbour <post@coop.example> wrote:\n> Agree\n"
    answers(proposal, house.dee, "Agree", noon, sender="mallory@elsewhere.example")
    answers(proposal, house.dee, "Agree", later(noon, hours=1), Auto_Submitted="auto-replied")
    answers(proposal, house.dee, quoted, later(noon, hours=2))
    none = Position.objects.exists()
    answers(proposal, house.dee, f"Abstain\n\n{quoted}", later(noon, hours=3))

    assert not none
    assert [(one.stance, one.with_reason) for one in Position.objects.all()] == [("abstain", False)]
    assert ["another address" in told()[0], "missing" in told()[1], len(told())] == [True, True, 3]


def test_an_answer_about_an_earlier_text_is_no_position_on_this_one(
    house: House, proposal: Proposal, noon: Moment
) -> None:
    asked = Notice(coop=house.coop, participant=house.dee, told_at=noon.instant)
    asked.values = reminding.about(proposal.revisions.get(), "x", "x", coop=house.coop, to=()).values
    talking.more([asked])
    said: dict[str, Any] = {"title": "Quiet", "text": "No meetings.", "because": ""}
    verbs.rewrite(proposal=proposal, by=house.ada, at=noon, key="anew", **said)

    [asked_of] = ReplyAddress.objects.values_list("edition", flat=True)
    answers(proposal, house.dee, "Agree", later(noon, hours=1), edition=asked_of)
    none = list(Position.objects.all())
    answers(proposal, house.dee, "Agree", later(noon, hours=2), edition=2)

    assert (asked_of, none) == (1, [])
    assert [one.revision.nth for one in Position.objects.all()] == [2]
    assert "The text was changed while you looked at it." in told()[0]


def test_the_letter_that_asks_says_how_to_answer_it_and_the_page_has_its_talk(
    house: House, proposal: Proposal, noon: Moment, client: Client
) -> None:
    asked = Notice(
        coop=house.coop,
        participant=house.dee,
        told_at=noon.instant,
        values={"title": "Fridays", "talk": ["proposal", str(proposal.pk)]},
    )
    assert house.ada.person is not None
    client.force_login(house.ada.person)

    found = talking.more([asked])[asked.pk]
    typed = {"text": "Why Fridays?", "sort": "question", "key": "k"}
    said = client.post(f"/c/harbour/talk/proposal/{proposal.pk}/", typed)
    page = client.get(reverse("proposals:proposal", args=["harbour", proposal.pk]))

    assert found.reply_to.startswith("talk+")
    assert "alone on the first line" in str(found.text)
    assert said.status_code == 302
    assert "Why Fridays?" in page.content.decode()
    assert [client.get(f"/c/harbour/talk/proposal/{key}/").status_code for key in ("x", "0" * 32)] == [
        404,
        404,
    ]
