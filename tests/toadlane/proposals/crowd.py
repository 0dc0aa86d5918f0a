"""Many people, where they stand and what they said, written as rows at once."""

from __future__ import annotations

import datetime as dt

from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.proposals.life_rows import Attempt, Position, PositionWords
from toadlane.proposals.models import Proposal, Revision
from toadlane.talk.models import Comment, CommentWords, Sort

SALT = b"s" * 32


def members(coop: Coop, count: int, *, domain: str = "many.example") -> list[Participant]:
    """So many members, there since a year ago."""
    names = [f"n{nth:04}" for nth in range(count)]
    persons = Person.objects.bulk_create(Person(email=f"{name}@{domain}", name=name) for name in names)
    people = Participant.objects.bulk_create(
        Participant(coop=coop, key=one.name, name=one.name.title(), person=one) for one in persons
    )
    since = dt.date(2024, 1, 1)
    StagePeriod.objects.bulk_create(
        StagePeriod(coop=coop, participant=who, stage="member", valid_from=since) for who in people
    )
    return people


def positions(proposal: Proposal, people: list[Participant], at: Moment) -> None:
    """Each agrees, with a reason."""
    attempt, text = Attempt.objects.get(proposal=proposal), Revision.objects.get(proposal=proposal)
    rows = Position.objects.bulk_create(
        Position(
            coop=proposal.coop,
            attempt=attempt,
            revision=text,
            participant=who,
            stance=Position.Stance.AGREE,
            with_reason=True,
            taken_at=at.instant,
        )
        for who in people
    )
    PositionWords.objects.bulk_create(
        PositionWords(coop=proposal.coop, position=row, participant=row.participant, content="It is good.")
        for row in rows
    )


def comments(proposal: Proposal, people: list[Participant], count: int, at: Moment) -> None:
    """So many comments of theirs in threads of four, every tenth thread a concern."""
    rows: list[Comment] = []
    for nth in range(count):
        row = Comment(
            coop=proposal.coop,
            kind="proposal",
            subject=str(proposal.pk),
            information_class="decisions",
            answers=rows[nth - nth % 4] if nth % 4 else None,
            sort=Sort.CONCERN if nth % 40 == 0 else Sort.COMMENT,
            by=people[nth % len(people)],
            happened_at=at.instant,
        )
        row.thread = rows[nth - nth % 4].pk if nth % 4 else row.pk
        rows.append(row)
    Comment.objects.bulk_create(rows)
    CommentWords.objects.bulk_create(
        CommentWords(
            coop=proposal.coop,
            comment=row,
            participant=row.by,
            text=f"I have thought about it, and say so for the {nth}th time.",
            salt=SALT,
            written_at=at.instant,
        )
        for nth, row in enumerate(rows)
    )
