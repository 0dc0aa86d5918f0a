"""Stories about the model charters: how they are written, and how one is read."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from bylaws.charter.adoption import own_text
from bylaws.charter.charter import Charter, read_charter
from bylaws.facts.file import Facts, read_facts
from bylaws.kernel.periods import parse_clock_span

CHARTERS = Path(__file__).parents[2] / "charters"
MODELS = sorted(folder.name for folder in (CHARTERS / "models").iterdir() if folder.is_dir())


class Told(BaseModel):
    """A part of a story; a key nobody knows is a mistake in the telling."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Stage(Told):
    stage: str
    since: dt.date
    until: dt.date | None = None


class Someone(Told):
    stages: list[Stage]
    roles: list[str] = []
    paid_in: str = "0.00"
    notices: str = "0.00"
    earlier_hours: int = 0
    organisation: bool = False
    part_time: bool = False
    places: list[dict[str, Any]] = []
    let_off: list[dict[str, Any]] = []
    evaluated: list[dict[str, Any]] = []
    dues: list[dict[str, Any]] | None = None


WAY_IN = ("organisation", "part_time", "places", "let_off", "evaluated", "dues")
"""What a story tells of somebody's way in, written as in a facts file."""


class Worked(Told):
    """Hours on one day, or a total over days on which nothing changes, put on its first day."""

    person: str
    work: str
    on: dt.date
    hours: str


class Paid(Told):
    person: str
    what: str
    amount: str
    on: dt.date


class Books(Told):
    year: int
    surplus: str
    tax: str = "0.00"
    closed_on: dt.date
    collective: str | None = None
    funds: dict[str, str] = {}


class Given(Told):
    """What is so. Without `adopted` the model itself is asked, in force on every day."""

    adopted: dt.date | None = None
    amendments: list[str] = []
    people: dict[str, Someone] = {}
    hours: list[Worked] = []
    payments: list[Paid] = []
    books: Books | None = None


class No(Told):
    """A refusal: its code, and what it gave as reasons."""

    code: str
    because: list[str] = []


class Story(Told):
    """One story. `cites` are the numbers of the articles the answer stands on, in any order."""

    title: str
    boundary: bool = False
    given: Given = Given()
    ask: dict[str, Any]
    expect: dict[str, Any] | None = None
    refused: No | None = None
    cites: list[int]

    @property
    def told(self) -> dict[str, Any]:
        """What the library has to answer."""
        said = {"expect": self.expect} if self.refused is None else {"refused": self.refused.model_dump()}
        return {**said, "cites": sorted(self.cites)}


class StoryFile(Told):
    """Stories about one article of a model."""

    about: int
    story: list[Story] = Field(min_length=1)


@dataclass(frozen=True)
class Case:
    """A story where it stands."""

    model: str
    file: str
    about: int
    story: Story

    @property
    def title(self) -> str:
        return f"{self.model}: {self.story.title}"


def cases() -> list[Case]:
    """Every story of every model."""
    return [
        Case(path.parent.name, path.name, told.about, story)
        for path in sorted((CHARTERS / "scenarios").glob("*/*.toml"))
        for told in [StoryFile.model_validate(tomllib.loads(path.read_text()))]
        for story in told.story
    ]


@cache
def model_text(model: str) -> str:
    """The text of a model."""
    return (CHARTERS / "models" / model / "charter.md").read_text()


@cache
def charter_of(model: str, adopted: dt.date | None = None, amendments: tuple[str, ...] = ()) -> Charter:
    """A model, or a co-op's own charter on it, with some of the model's amendments."""
    folder = CHARTERS / "models" / model / "amendments"
    texts = {name: (folder / name).read_text() for name in amendments}
    return charter_from(model_text(model), texts, model, adopted)


def charter_from(text: str, texts: Mapping[str, str], model: str, adopted: dt.date | None) -> Charter:
    """The text of a model with amendments, taken as a co-op's own where it is adopted."""
    if adopted is not None:
        text = own_text(text, name="Toad Lane Example", modelled_on=model, adopted=adopted)
    return read_charter(text, texts)


def facts_of(given: Given, currency: str) -> Facts:
    """The facts of a story, by way of the facts file everyone uses."""
    long_ago = dt.date(1999, 12, 31).isoformat()
    people = [
        {
            "key": key,
            "name": key.title(),
            "stages": [
                {"stage": s.stage, "from": s.since.isoformat()}
                | ({"until": s.until.isoformat()} if s.until else {})
                for s in who.stages
            ],
            "opening": {"on": long_ago, "paid_in": who.paid_in, "notices": who.notices},
            "earlier_hours": who.earlier_hours,
        }
        | {key: getattr(who, key) for key in WAY_IN}
        for key, who in given.people.items()
    ]
    hours = [
        {
            "person": one.person,
            "work": one.work,
            "day": one.on.isoformat(),
            "seconds": parse_clock_span(one.hours),
        }
        for one in given.hours
    ]
    written = {
        "facts": "toad-lane-facts/1",
        "currency": currency,
        "people": people,
        "hours": hours,
        "payments": [paid.model_dump(mode="json") for paid in given.payments],
        "years": [given.books.model_dump(mode="json", exclude_none=True)] if given.books else [],
    }
    return read_facts(json.dumps(written, default=str))
