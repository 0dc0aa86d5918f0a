"""Rounds, in which everybody is heard once before anybody twice, and small groups."""

from __future__ import annotations

from typing import Any

from tests.toadlane.talk.conftest import Say
from tests.toadlane.talk.test_talking import codes
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.providers import waiting
from toadlane.talk import verbs
from toadlane.talk.models import Comment, GroupSeat, Round, RoundSeat, Sort
from toadlane.talk.subjects import Subject


def test_everybody_is_heard_once_before_anybody_speaks_twice(
    *, subject: Subject, say: Say, ada: Participant, bo: Participant, dee: Participant, noon: Moment
) -> None:
    begun = verbs.begin_round(subject=subject, asks="What matters to you?", by=ada, at=noon, key="round")
    again = verbs.begin_round(subject=subject, asks="What matters to you?", by=ada, at=noon, key="round")
    asked = [item.title for item in waiting(dee, noon)]

    first = say("The roof.")
    twice = codes(
        lambda: say("And the floor."),
        lambda: say("Yes.", answers=first),
        lambda: verbs.begin_round(subject=subject, asks="Another?", by=dee, at=noon, key="other"),
        lambda: verbs.end_round(subject=subject, by=dee, at=noon),
    )
    verbs.pass_turn(subject=subject, by=dee, at=noon)
    verbs.pass_turn(subject=subject, by=dee, at=noon)
    last = say("The hours.", bo)
    free = say("And the floor.")

    assert begun == again
    assert twice == ["talk.heard", "talk.heard", "talk.round-on", "talk.not-leading"]
    assert [row.round_id for row in (first, last, free)] == [begun.pk, begun.pk, None]
    assert Round.objects.get().ended_at == noon.instant
    assert "A round about “2026-surplus” waits for you" in asked
    assert codes(
        lambda: verbs.pass_turn(subject=subject, by=bo, at=noon),
        lambda: verbs.end_round(subject=subject, by=ada, at=noon),
    ) == ["talk.no-round", "talk.no-round"]


def test_a_facilitator_ends_a_round_for_whoever_does_not_come(
    *, subject: Subject, say: Say, ada: Participant, bo: Participant, fay: Participant, noon: Moment
) -> None:
    verbs.begin_round(subject=subject, asks="Well?", by=ada, at=noon, key="round")
    say("Me first.")

    verbs.end_round(subject=subject, by=fay, at=noon)

    assert say("Me again.").round_id is None
    assert set(RoundSeat.objects.values_list("participant__key", "heard_at")) == {
        ("ada", noon.instant),
        ("bo", None),
        ("fay", None),
    }


def test_a_small_group_speaks_among_itself_and_brings_back_what_it_found(
    *, subject: Subject, say: Say, ada: Participant, bo: Participant, dee: Participant, noon: Moment
) -> None:
    asked: dict[str, Any] = {
        "subject": subject,
        "name": "The roof",
        "people": ["ada", "bo"],
        "by": ada,
        "at": noon,
    }
    group = verbs.begin_group(**asked, key="group")
    assert verbs.begin_group(**asked, key="group") == group

    inside = say("Between us.", bo, group=group)
    refused = codes(
        lambda: say("Me too.", dee, group=group),
        lambda: say("Me too.", dee, answers=inside),
        lambda: verbs.end_group(group=group, found="Nothing.", by=dee, at=noon, key="end"),
        lambda: verbs.begin_group(**{**asked, "people": ["ada"]}, key="alone"),
        lambda: verbs.begin_group(**{**asked, "people": ["ada", "nobody"]}, key="ghost"),
    )
    found = verbs.end_group(group=group, found="The landlord pays.", by=bo, at=noon, key="end")
    again = verbs.end_group(group=group, found="The landlord pays.", by=bo, at=noon, key="end")

    assert refused == ["talk.no-seat", "talk.no-seat", "talk.not-leading", "talk.too-few", "talk.too-few"]
    assert sorted(GroupSeat.objects.values_list("participant__key", flat=True)) == ["ada", "bo"]
    assert (found, found.sort, found.group_id) == (again, Sort.FINDING, None)
    assert codes(
        lambda: say("One more thing.", group=group),
        lambda: verbs.end_group(group=group, found="Else.", by=ada, at=noon, key="late"),
    ) == ["talk.group-over", "talk.group-over"]
    assert Comment.objects.filter(group=group).get() == inside
