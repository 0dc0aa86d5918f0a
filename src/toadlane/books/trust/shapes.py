"""What the API of trust runs takes and gives. Amounts are exact decimal strings."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from toadlane.coops.api import Amount, AmountIn, Click

Place = Annotated[int, Field(ge=0, le=1000)]
ColumnName = Literal["member", "share", "cash", "retained", "to_buy_in"]
RowNumber = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,6}$", description="the row as a spreadsheet counts")]
StepNumber = Annotated[str, Field(pattern=r"^[0-9]{1,3}$", description="the step of the charter")]
Whom = Annotated[str, Field(max_length=60, description="a person's key, or “-” to leave the row out")]


class RunOut(Schema):
    """One trust run of a year."""

    run: UUID
    year: int
    file_name: str
    sha256: str
    made_on: dt.date
    version: int


class TrustReasonOut(Schema):
    """A reason by its code and in words."""

    code: str
    says: str
    article: str | None


class FigureOut(Schema):
    """One figure that differs; the difference is theirs less ours."""

    figure: str
    ours: Amount
    theirs: Amount
    difference: Amount


class DifferingOut(Schema):
    """A person, by key, or a step, by number, whose figures differ."""

    who: str
    figures: list[FigureOut]
    theirs: list[TrustReasonOut]


class RowOut(Schema):
    """A row of the table and whom it is about."""

    row: int
    place: str
    label: str
    person: str
    state: Literal["person", "total", "left-out", "unknown", "twice", "nameless", "empty"]


class ComparedOut(RunOut):
    """A run compared; `same` is null while something stands in the way."""

    columns: dict[str, int]
    titles: dict[str, str]
    rows: list[RowOut]
    unread: list[str]
    problem: str | None
    same: bool | None
    findings: list[TrustReasonOut]
    people: list[DifferingOut]
    steps: list[DifferingOut]


class ExplainIn(Schema):
    """How the table is to be understood; `seen` is the version you looked at."""

    key: Click
    seen: Annotated[int, Field(ge=0, le=2**31 - 1)]
    columns: dict[ColumnName, Place]
    people: dict[RowNumber, Whom] = {}
    steps: dict[StepNumber, AmountIn] = {}
    numbers: Literal["", "point", "comma"] = ""


class DeleteIn(Schema):
    """A click to give a run up."""

    key: Click
