"""Saying something, editing it, taking it back, concerns that are met; who may, and what is in the way."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from bylaws.kernel.faults import Fault
from tests.toadlane.conftest import join
from tests.toadlane.talk.conftest import Say
from toadlane.amending import verbs as amending
from toadlane.amending.models import AmendmentDraft
from toadlane.coops import sight
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.record.models import Entry
from toadlane.record.reads import content
from toadlane.talk import tasks, verbs
from toadlane.talk.models import Comment, CommentWithdrawn, CommentWords, EarlierWords, MetWords, Sort
from toadlane.talk.subjects import Subject


def codes(call: Any, *calls: Any) -> list[str]:
    """What each of some calls is refused for."""
    found = []
    for one in (call, *calls):
        with pytest.raises(Fault) as refused:
            one()
        found.append(refused.value.code)
    return found


def test_what_is_said_stands_in_its_thread_and_the_record_has_no_word_of_it(
    say: Say, bo: Participant, ada: Participant
) -> None:
    first = say("Half is too much.", sort=Sort.CONCERN)
    answer = say("Why \u202ehalf\u202c?\r\nSay more.", bo, answers=first)
    deeper = say("Because of the roof.", answers=answer)

    told = Entry.objects.filter(kind="comment.made.v1").order_by("pk")
    rows = Comment.objects.order_by("thread", "pk").values_list("pk", "thread", "answers", "sort", "by__key")
    assert list(rows) == [
        (first.pk, first.pk, None, "concern", "ada"),
        (answer.pk, first.pk, first.pk, "comment", "bo"),
        (deeper.pk, first.pk, answer.pk, "comment", "ada"),
    ]
    assert CommentWords.objects.get(comment=answer).text == "Why half?\nSay more."
    assert [entry.subject for entry in told] == ["amendment:2026-surplus"] * 3
    assert not any("half" in str(content(entry)).lower() for entry in told)


def test_the_same_click_twice_says_it_once_and_another_text_with_its_key_is_told(
    say: Say, ada: Participant
) -> None:
    first = say("Yes.", key="click")

    again = say("Yes.", key="click")

    assert (again, Comment.objects.count()) == (first, 1)
    assert codes(lambda: say("No.", key="click")) == ["key.other-content"]


def test_nobody_speaks_who_may_not(
    *, say: Say, subject: Subject, draft: AmendmentDraft, governed: Coop, ada: Participant, noon: Moment
) -> None:
    gil = join(governed, "gil", "former", dt.date(2024, 1, 1))
    lender = join(governed, "lee", "lender", dt.date(2024, 1, 1))
    other = Coop.objects.create(slug="other", name="Other", currency="USD", time_zone="UTC")
    stranger = join(other, "ada", "member", dt.date(2024, 1, 1))
    sight.seed(coop=governed, classes={"draft-talk": ["members", "lender"]}, by=ada, at=noon)

    assert codes(
        lambda: say("Me too.", gil),
        lambda: say("Me too.", stranger),
        lambda: say("Me too.", lender),
        lambda: say("   \u200b "),
        lambda: say("x" * 20_001),
        lambda: say("Well.", sort=Sort.FINDING),
        lambda: say("Well.", sort="shout"),
    ) == ["not-there", "not-there", "talk.no-speaker", "talk.words", "talk.words", "talk.sort", "talk.sort"]
    assert not Comment.objects.exists()


def test_what_is_settled_is_talked_about_no_more_and_can_still_be_read_and_taken_back(
    say: Say, draft: AmendmentDraft, ada: Participant, noon: Moment
) -> None:
    said = say("One word.")
    amending.withdraw_draft(draft=draft, by=ada, at=noon)
    from toadlane.amending.talking import find

    over = find(draft.coop, draft.name, noon)

    assert codes(
        lambda: say("One more.", subject=over),
        lambda: verbs.edit(comment=said, text="Another.", edition=1, by=ada, at=noon),
    ) == ["talk.over", "talk.over"]
    assert verbs.take_back(comment=said, by=ada, at=noon).comment == said


def test_an_edit_keeps_what_stood_before_for_a_while(
    say: Say, ada: Participant, bo: Participant, noon: Moment
) -> None:
    said = say("Teh roof.")

    verbs.edit(comment=said, text="The roof.", edition=1, by=ada, at=noon)
    verbs.edit(comment=said, text="The roof.", edition=1, by=ada, at=noon)

    words = CommentWords.objects.get(comment=said)
    assert (words.text, words.edition, words.searched) == ("The roof.", 2, "the roof.")
    assert list(EarlierWords.objects.values_list("text", "edition")) == [("Teh roof.", 1)]
    assert codes(
        lambda: verbs.edit(comment=said, text="Mine.", edition=1, by=ada, at=noon),
        lambda: verbs.edit(comment=said, text="Mine.", edition=2, by=bo, at=noon),
        lambda: verbs.edit(comment=said, text="", edition=2, by=ada, at=noon),
    ) == ["talk.edited-meanwhile", "talk.not-yours", "talk.words"]
    EarlierWords.objects.update(edited_at=timezone.now() - tasks.EARLIER_FOR - dt.timedelta(days=1))
    tasks.prune.call()
    assert not EarlierWords.objects.exists()


def test_words_that_are_taken_back_are_gone_with_every_earlier_version(
    say: Say, ada: Participant, bo: Participant, noon: Moment
) -> None:
    said = say("I should not have said this.")
    verbs.edit(comment=said, text="Nor this.", edition=1, by=ada, at=noon)

    refused = codes(lambda: verbs.take_back(comment=said, by=bo, at=noon))
    row = verbs.take_back(comment=said, by=ada, at=noon)
    again = verbs.take_back(comment=said, by=ada, at=noon)

    left = (CommentWords.objects.count(), EarlierWords.objects.count(), CommentWithdrawn.objects.count())
    assert (refused, again, left) == (["talk.not-yours"], row, (0, 0, 1))
    assert Entry.objects.filter(kind="comment.withdrawn.v1").count() == 1
    assert codes(lambda: verbs.edit(comment=said, text="But.", edition=2, by=ada, at=noon)) == [
        "talk.taken-back"
    ]


def test_a_concern_is_met_when_whoever_raised_it_or_a_facilitator_says_how(
    say: Say, ada: Participant, bo: Participant, fay: Participant, noon: Moment
) -> None:
    mine, theirs, plain = (
        say("The roof.", sort=Sort.CONCERN),
        say("How much?", bo, sort=Sort.QUESTION),
        say("Fine."),
    )

    verbs.meet(comment=mine, because="The landlord pays.", by=ada, at=noon, key="one")
    verbs.meet(comment=mine, because="The landlord pays.", by=ada, at=noon, key="one")
    refused = codes(
        lambda: verbs.meet(comment=theirs, because="Never mind.", by=ada, at=noon, key="two"),
        lambda: verbs.meet(comment=plain, because="So?", by=ada, at=noon, key="three"),
        lambda: verbs.meet(comment=mine, because="Again.", by=fay, at=noon, key="four"),
        lambda: verbs.meet(comment=theirs, because=" ", by=fay, at=noon, key="five"),
    )
    verbs.meet(comment=theirs, because="It was told at the meeting.", by=fay, at=noon, key="six")

    assert refused == [
        "talk.not-raised-by-you",
        "talk.nothing-to-meet",
        "talk.met-already",
        "talk.words",
    ]
    assert sorted(MetWords.objects.values_list("met__by__key", "because")) == [
        ("ada", "The landlord pays."),
        ("fay", "It was told at the meeting."),
    ]


def test_whoever_left_speaks_no_more(say: Say, bo: Participant, governed: Coop) -> None:
    say("I am here.", bo)
    [stage] = StagePeriod.objects.filter(participant=bo)
    over = {"valid_from": stage.valid_from, "valid_until": dt.date(2025, 3, 3), "replaces": stage}
    StagePeriod.objects.create(coop=governed, participant=bo, stage="candidate", **over)

    assert codes(lambda: say("I am not.", bo)) == ["not-there"]
