"""Front matter and amendments: languages, first days, and what an amendment in mid-year may not change."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from bylaws.charter.amendments import Amendment
from bylaws.charter.charter import Charter
from bylaws.charter.checks.finding import Finding, Spot, Version
from bylaws.charter.governing import Unsettling, unsettling
from bylaws.charter.places import Places
from bylaws.charter.wording import LANGUAGES

FROM_NEXT_YEAR = "Let it take effect from the next fiscal year, on {until}, or give the rule its own article."
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


def languages(version: Version) -> Iterator[Finding]:
    """Each language is a code of its own; rules can be told in plain words in those that have a catalogue."""
    spot = _front_spot(version, "languages")
    found = version.held.front.languages
    for n, code in enumerate(found):
        if not _LANGUAGE.fullmatch(code):
            yield spot.wrong(
                "“{given}” is not a code of a language.",
                code="front.language",
                next_step="Write two letters, as in “en” or “es”, or a country too, as in “fr-CA”.",
                given=code[:60],
            )
        elif code in found[:n]:
            yield spot.odd(
                "The language “{given}” stands twice.",
                code="front.language-twice",
                next_step="Name it once.",
                given=code,
            )
        elif code.partition("-")[0] not in LANGUAGES:
            yield spot.odd(
                "Rules are not told in plain words in “{given}” yet; members who read it are shown English.",
                code="front.language-words",
                next_step="The languages with words are {known}.",
                given=code,
                known=", ".join(LANGUAGES),
            )


def _front_spot(version: Version, key: str) -> Spot:
    """Where a key of the front matter in force stands: in the base text, or in an amendment's [front]."""
    for amendment in reversed(version.charter.amendments):
        if amendment.front is version.held.front:
            line = Places(amendment.text.front_toml).line_of(("front", key))
            return Spot(None, f"{amendment.name}:{amendment.text.front_line + line}")
    base = version.charter.base
    return Spot(None, f"{base.where}:{base.front_line + Places(base.front_toml).line_of((key,))}")


def first_days(charter: Charter) -> Iterator[Finding]:
    """The days of the base text and of each amendment."""
    front, base = charter.base_front, charter.base
    spot = Spot(None, f"{base.where}:{base.front_line}")
    if front.model and (front.adopted or front.from_day):
        yield spot.odd(
            "A model is in force on every day; `adopted` and `from` mean nothing in it.",
            code="front.model-days",
            next_step="Leave them out; or leave `model` out, if this is a co-op's own charter.",
        )
    if not front.model and front.adopted and front.starts() < front.adopted:
        yield spot.odd(
            "The charter takes effect on {starts}, before it was adopted on {adopted}.",
            code="front.before-adoption",
            next_step="Check the two days.",
            starts=front.starts().isoformat(),
            adopted=front.adopted.isoformat(),
        )
    for amendment in charter.amendments:
        yield from _amendment_days(amendment, None if front.model else front.adopted)


def _amendment_days(amendment: Amendment, adopted: dt.date | None) -> Iterator[Finding]:
    says = amendment.says
    if adopted and says.adopted < adopted:
        yield _spot(amendment, "adopted").wrong(
            "“{name}” was adopted on {given}, before the charter it amends on {adopted}.",
            code="amendment.before-charter",
            next_step="Check the two days.",
            name=amendment.name,
            given=says.adopted.isoformat(),
            adopted=adopted.isoformat(),
        )
    if says.from_day < says.adopted:
        yield _spot(amendment, "from").odd(
            "“{name}” takes effect on {starts}, before it was adopted on {adopted}: it changes what was so.",
            code="amendment.looks-back",
            next_step="Check the two days; what was decided before stays as it was known then.",
            name=amendment.name,
            starts=says.from_day.isoformat(),
            adopted=says.adopted.isoformat(),
        )


def settled(charter: Charter) -> Iterator[Finding]:
    """Surplus, tax and capital keep the value they had on the first day of the fiscal year."""
    for change in unsettling(charter):
        yield _late(change) if change.late else _within(change)


def _within(change: Unsettling) -> Finding:
    return _spot(change.amendment, "from").wrong(
        "“{name}” changes the rule “{kind}” on {day}, within the fiscal year from {starts}, which the text"
        " of its first day governs.",
        code="amendment.settled",
        next_step=FROM_NEXT_YEAR,
        name=change.amendment.name,
        kind=change.kind,
        day=change.day.isoformat(),
        starts=change.year.from_day.isoformat(),
        until=str(change.year.until),
    )


def _late(change: Unsettling) -> Finding:
    return _spot(change.amendment, "adopted").wrong(
        "“{name}” was adopted on {adopted} and changes the rule “{kind}” for the fiscal year from {day},"
        " which had already begun.",
        code="amendment.settled-late",
        next_step=FROM_NEXT_YEAR,
        name=change.amendment.name,
        adopted=change.amendment.says.adopted.isoformat(),
        kind=change.kind,
        day=change.day.isoformat(),
        until=str(change.year.until),
    )


def _spot(amendment: Amendment, key: str) -> Spot:
    line = Places(amendment.text.front_toml).line_of((key,))
    return Spot(None, f"{amendment.name}:{amendment.text.front_line + line}")
