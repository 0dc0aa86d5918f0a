"""What something does, in the API: the lines of its page, and everyone's figures as far as one sees them."""

from __future__ import annotations

from typing import Annotated

from ninja import Schema
from pydantic import Field

from toadlane.coops.api import Click
from toadlane.decisions.doing import Doing
from toadlane.decisions.models import LONGEST
from toadlane.proposals.asking import LONGEST_GIVEN, LONGEST_NAME, MOST_GIVEN

Name = Annotated[str, Field(max_length=LONGEST_NAME)]
Given = Annotated[str, Field(max_length=LONGEST_GIVEN)]


class DeedAskedIn(Schema):
    """What is to be decided, such as “close-year” of “2025”; `given` is what it turns on, as `from_day`."""

    acts: str = Field(max_length=LONGEST["matter"])
    subject: str = Field(max_length=LONGEST["subject"])
    given: Annotated[dict[Name, Given], Field(max_length=MOST_GIVEN)] = {}
    key: Click


class DeedLineOut(Schema):
    """One line of what it does."""

    label: str
    words: str


class DeedOut(Schema):
    """What exactly it does, in the reader's language.

    `state` is asked, waits (adopted, not carried out), done or over; `moved` says why it would be refused as
    things stand; `rows` are everyone's figures under `head`, as far as you may see them.
    """

    lines: list[DeedLineOut]
    head: list[str]
    rows: list[list[str]]
    state: str
    moved: str | None
    carried_out_by: str
    yours: bool


def deed_out(doing: Doing | None) -> DeedOut | None:
    """What something does, for whoever asks."""
    if doing is None:
        return None
    table = doing.table
    state = "done" if doing.done else "over" if doing.over else "waits" if doing.waits else "asked"
    return DeedOut(
        lines=[DeedLineOut(label=label, words=words) for label, words in doing.lines],
        head=list(table.head) if table else [],
        rows=[list(row) for row in table.rows] if table else [],
        state=state,
        moved=doing.moved.says if doing.moved else None,
        carried_out_by=str(doing.effect.who),
        yours=doing.may,
    )
