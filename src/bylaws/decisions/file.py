"""The matter file: one JSON with what happened to a matter and what people said, for the command `decide`."""

from __future__ import annotations

import datetime as dt
import json
import zoneinfo
from typing import Literal

from pydantic import ValidationError

from bylaws.charter.fields import RuleModel, Whole, Word, YesNo, may, must
from bylaws.decisions.proposal import Channel, Choice
from bylaws.kernel.faults import InputFault

What = Literal[
    "opened",
    "revised",
    "withdrawn",
    "pulled-back",
    "agreed-to-disagree",
    "recused",
    "left",
    "tested",
    "integrated",
    "ruled-out",
    "decided",
    "drawn",
    "secrecy-asked",
    "contested",
    "proxy-ended",
]


class HappeningInFile(RuleModel):
    """Something that happened to a matter."""

    at: str = must("when, as “2026-03-02T12:00”; in the co-op's own time where no offset is given")
    what: What = must("what happened")
    who: str = may("", says="who it is about, or whose objection it is", absent="it is about nobody")
    by: str = may("", says="who did it", absent="nobody says who did it")
    why: str = may("", says="why", absent="no reason is given")
    revision: Whole = may(2, says="the number of the new text", absent="it is the second", ge=2)
    material: YesNo = may(default=True, says="whether positions are asked anew", absent="they are")
    yes: YesNo = may(default=True, says="what whoever decides alone decided", absent="yes")
    option: str = may("", says="the option decided for", absent="it was no option")
    order: list[str] = may([], says="what was drawn, in its order", absent="nothing was drawn")
    not_told: list[str] = may([], says="who could not be told that it opens", absent="all were told")


class PositionInFile(RuleModel):
    """What somebody stood for."""

    at: str = must("when, as “2026-03-02T12:00”")
    by: str = must("the key the facts know them by")
    position: Choice = must("what they stood for")
    why: str = may("", says="why", absent="no reason is given")
    revision: Whole = may(1, says="the text it is about", absent="the first", ge=1)
    ballot: list[str] = may([], says="options approved of, or in order of preference", absent="none")
    scores: dict[str, int] = may({}, says="a score for each option", absent="no scores are given")
    channel: Channel = may("web", says="how they said it", absent="in the application")
    spoken_by: str | None = may(None, says="who spoke for them", absent="they spoke themselves")
    entered_by: str | None = may(None, says="the teller who entered it", absent="they entered it")


class MatterFile(RuleModel):
    """A matter for `bylaws decide`; its people are those of the facts."""

    format: Literal["toad-lane-matter/1"] = must("toad-lane-matter/1")
    matter: Word = must("what it is about, as the charter's subjects name it")
    amount: str | None = may(None, says="the amount it turns on", absent="it turns on none")
    by: str = must("the key of whoever raised it")
    raised_at: str = must("when it was raised")
    about: list[str] = may([], says="the keys of those it is about", absent="it is about nobody of them")
    on_leave: list[str] = may([], says="who is on leave besides a sabbatical", absent="nobody")
    holders: dict[str, list[str]] = may(
        {}, says="who holds each role and sits in each body", absent="nobody does"
    )
    options: list[str] = may([], says="what there is to choose from", absent="it is yes or no")
    happened: list[HappeningInFile] = may([], says="what happened", absent="nothing happened")
    positions: list[PositionInFile] = may([], says="what people stood for", absent="nobody said anything")


def read_matter(source: str, *, where: str = "matter.json") -> MatterFile:
    """Read a matter file; faults `matter.json`, `matter.value`."""
    try:
        return MatterFile.model_validate(json.loads(source))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = ".".join(str(part) for part in first["loc"])
        told = first["msg"] if path else "it is no table of keys, as in { … }"
        raise InputFault(
            "{path} does not hold what it should: {problem}.",
            code="matter.value",
            next_step="Compare it with `bylaws schema matter`.",
            where=where,
            path=path or "The file",
            problem=told.removeprefix("Value error, ").rstrip("."),
        ) from None
    except (ValueError, RecursionError) as error:
        raise InputFault(
            "The matter is not well-formed JSON: {error}.",
            code="matter.json",
            next_step="Check commas, quotes and brackets.",
            where=where,
            error=str(error)[:200],
        ) from None


def instant(text: str, zone: str) -> dt.datetime:
    """An instant as ISO 8601 writes it, in the co-op's time where it has no offset; `matter.instant`."""
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise InputFault(
            "“{given}” is not an instant.",
            code="matter.instant",
            next_step="Write day and time, as in “2026-03-02T18:00”.",
            given=text[:60],
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=zoneinfo.ZoneInfo(zone))
