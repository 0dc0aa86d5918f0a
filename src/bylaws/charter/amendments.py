"""Amendments: whole articles replaced, added or repealed from a day on; adopted text is never edited."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationError, WithJsonSchema

from bylaws.charter.fields import Day, FieldFault, RuleModel, Whole, may, must
from bylaws.charter.kinds.front import Front
from bylaws.charter.misfits import Page, misfits
from bylaws.charter.rules import Rule, read_front, read_rules
from bylaws.charter.text import Article, Text, read_text
from bylaws.kernel.faults import Fault, InputFault

FRONT = "front"
HIGHEST_NUMBER = 99999


def _number(given: object) -> int:
    if isinstance(given, int) and not isinstance(given, bool) and 1 <= given <= HIGHEST_NUMBER:
        return given
    raise FieldFault(
        InputFault(
            "“{given}” is not the number of an article.",
            code="amendment.article-number",
            next_step="Write the number of its heading without quotes, from 1 to 99999.",
            given=str(given)[:60],
        )
    )


def _number_or_front(given: object) -> int | str:
    return FRONT if given == FRONT else _number(given)


ArticleNumber = Annotated[
    int,
    BeforeValidator(_number),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": HIGHEST_NUMBER}),
]
NumberOrFront = Annotated[
    int | str,
    BeforeValidator(_number_or_front),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 1, "maximum": HIGHEST_NUMBER}, {"const": FRONT}]}
    ),
]


class AmendmentFront(RuleModel):
    """The front matter of an amendment; each article it replaces or adds stands below it, whole."""

    adopted: Day = must("the day it was adopted")
    from_day: Day = must("the day it takes effect, written `from`", alias="from")
    by: str = must("the decision or authority that adopted it", min_length=1)
    replaces: list[NumberOrFront] = may(
        [], says="numbers of the articles it replaces; “front” for the front matter", absent="none"
    )
    adds: list[ArticleNumber] = may([], says="numbers of the articles it adds", absent="none")
    repeals: list[ArticleNumber] = may([], says="numbers of the articles it repeals", absent="none")
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


@dataclass(frozen=True)
class Amendment:
    """One adopted amendment. `touches` holds each article number (0 for the front) it settles."""

    name: str
    says: AmendmentFront
    text: Text
    standing: dict[int, Standing]
    front: Front | None

    @cached_property
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
        faults += misfits(
            error, model=AmendmentFront, page=Page(text.front_toml, name, text.front_line, None)
        )
        return None
    standing = {a.number: Standing(a, read_rules(a, currency, faults)) for a in text.articles}
    front = read_front(text, faults, says.front) if says.front is not None else None
    if len(faults) > before:
        return None
    amendment = Amendment(name, says, text, standing, front)
    faults.extend(_does_what_it_says(amendment))
    return amendment


def _does_what_it_says(amendment: Amendment) -> list[Fault]:
    """The articles it holds are those it says it replaces or adds; nothing is added silently."""
    says, faults = amendment.says, list[Fault]()
    numbers = [*says.replaces, *says.adds, *says.repeals]
    if len(set(numbers)) != len(numbers) or not numbers:
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
