"""Amendments: whole articles replaced, added or repealed from a day on; adopted text is never edited."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from pydantic import ConfigDict, Field, ValidationError

from bylaws.charter.fields import Day, RuleModel, Whole, may, must
from bylaws.charter.kinds.front import Front
from bylaws.charter.rules import Rule, read_front, read_rules
from bylaws.charter.text import Article, Text, read_text
from bylaws.kernel.faults import CharterAmbiguous, Fault, InputFault

FRONT = "front"


class AmendmentFront(RuleModel):
    """The front matter of an amendment."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    adopted: Day = must("the day it was adopted")
    from_day: Day = Field(description="the day it takes effect, written `from`", alias="from")
    by: str = must("the decision or authority that adopted it", min_length=1)
    replaces: list[int | str] = may(
        [], says="numbers of the articles it replaces; “front” for the front matter", absent="none"
    )
    adds: list[Whole] = may([], says="numbers of the articles it adds", absent="none")
    repeals: list[Whole] = may([], says="numbers of the articles it repeals", absent="none")
    supersedes: list[str] = may([], says="names of pending amendments it takes the place of", absent="none")
    order: Whole = may(
        0,
        says="which of two adopted on the same day came later",
        absent="the only one of its day on its articles",
    )
    front: dict[str, Any] | None = may(
        None, says="the new front matter, as [front]", absent="the front matter stays"
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """An article with its rules, as it stands from some day on."""

    article: Article
    rules: tuple[Rule[RuleModel], ...]


@dataclass(frozen=True, slots=True)
class Amendment:
    """One adopted amendment. `touches` holds each article number (0 for the front) it settles."""

    name: str
    says: AmendmentFront
    text: Text
    standing: dict[int, Standing]
    front: Front | None

    @property
    def touches(self) -> frozenset[int]:
        """Numbers of the articles this amendment settles; 0 is the front matter."""
        numbers = [0 if item == FRONT else int(item) for item in self.says.replaces]
        return frozenset([*numbers, *self.says.adds, *self.says.repeals])

    @property
    def adopted_order(self) -> tuple[dt.date, int, str]:
        """Sorts amendments by adoption: of two on one article the later adopted wins."""
        return self.says.adopted, self.says.order, self.name


def read_amendment(name: str, source: str, currency: str, faults: list[Fault]) -> Amendment | None:
    """Read one amendment; what is wrong is added to `faults`."""
    before = len(faults)
    text = read_text(source, where=name, faults=faults)
    if len(faults) > before:
        return None
    try:
        says = AmendmentFront.model_validate(text.front)
    except ValidationError as error:
        first = error.errors()[0]
        faults.append(
            InputFault(
                "The front matter of the amendment does not fit: {key}: {problem}.",
                code="amendment.front",
                next_step="It states adopted, from, by, and what it replaces, adds or repeals.",
                where=f"{name}:1",
                key=".".join(str(part) for part in first["loc"]),
                problem=first["msg"],
            )
        )
        return None
    standing = {a.number: Standing(a, read_rules(a, currency, faults)) for a in text.articles}
    front = read_front(text, faults, says.front) if says.front is not None else None
    amendment = Amendment(name, says, text, standing, front)
    faults.extend(_does_what_it_says(amendment))
    return amendment


def _does_what_it_says(amendment: Amendment) -> list[Fault]:
    """The articles it holds are those it says it replaces or adds; nothing is added silently."""
    says, faults = amendment.says, list[Fault]()
    numbers = [*says.replaces, *says.adds, *says.repeals]
    odd = [item for item in says.replaces if not isinstance(item, int) and item != FRONT]
    if odd or len(set(numbers)) != len(numbers) or not numbers:
        faults.append(
            InputFault(
                "What the amendment replaces, adds and repeals does not fit together.",
                code="amendment.numbers",
                next_step="Name each article's number once, “front” for the front matter.",
                where=f"{amendment.name}:1",
            )
        )
        return faults
    if (FRONT in says.replaces) != (says.front is not None):
        faults.append(
            InputFault(
                "The front matter is replaced by a table [front] and replaces = [“front”] together.",
                code="amendment.front-table",
                next_step="State both or neither.",
                where=f"{amendment.name}:1",
            )
        )
    named = {int(item) for item in says.replaces if item != FRONT} | set(says.adds)
    for number in sorted(named ^ set(amendment.standing)):
        held = number in amendment.standing
        faults.append(
            InputFault(
                "Article {number} stands in the amendment, which does not say that it replaces or adds it."
                if held
                else "The amendment says that it settles article {number}, which does not stand in it.",
                code="amendment.article-unnamed" if held else "amendment.article-missing",
                next_step="Name each article in `replaces` or `adds`, and write it whole.",
                where=f"{amendment.name}:{amendment.standing[number].article.line if held else 1}",
                number=number,
            )
        )
    return faults


def order_faults(amendments: list[Amendment]) -> list[Fault]:
    """Pairs of amendments on one article of which neither clearly comes later.

    `amendments` are sorted by adoption. The same day of adoption needs `order`; an amendment that
    was still pending when a later one was adopted must be named in the later one's `supersedes`.
    """
    faults: list[Fault] = []
    latest: dict[int, list[Amendment]] = {}
    for later in amendments:
        for number in sorted(later.touches):
            for earlier in latest.get(number, []):
                fault = _order_fault(earlier, later, number)
                if fault:
                    faults.append(fault)
            latest.setdefault(number, []).append(later)
    return faults


def _order_fault(earlier: Amendment, later: Amendment, number: int) -> Fault | None:
    article = f"Article {number}" if number else "front matter"
    if earlier.adopted_order[:2] == later.adopted_order[:2]:
        return CharterAmbiguous(
            "“{earlier}” and “{later}” were adopted on the same day and both settle {settled}.",
            code="amendment.same-day",
            next_step="Give them an `order`, 1 and 2: the later wins.",
            article=article,
            where=f"{later.name}:1",
            settled=article,
            earlier=earlier.name,
            later=later.name,
        )
    pending = earlier.says.from_day > later.says.adopted
    if pending and earlier.name not in later.says.supersedes:
        return CharterAmbiguous(
            "“{later}” settles {settled}, on which “{earlier}” is still to take effect.",
            code="amendment.pending",
            next_step="Name “{earlier}” in `supersedes`, or settle another article.",
            article=article,
            where=f"{later.name}:1",
            settled=article,
            earlier=earlier.name,
            later=later.name,
        )
    return None
