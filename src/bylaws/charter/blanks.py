"""The blanks of a model charter: what a co-op that takes it may answer for itself, and where that is written.

A model is a whole charter with the usual answers in its prose and rules. Its blanks say, for each place
where another answer is written, which words stand there now and what takes their place. An answer that is
the usual one leaves every word as it is; any other is written into prose and rule alike, so that text and
program stay the same thing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from bylaws.charter.text import read_text
from bylaws.kernel.faults import Fault, InputFault
from bylaws.kernel.money import Money, decimals
from bylaws.kernel.periods import fiscal_year_start
from bylaws.kernel.shares import parse_share, write_share

Kind = Literal["money", "share", "months", "years", "count", "month-day"]
FISCAL_YEAR: Final = "fiscal-year"
"""The blank whose answer also stands in the front matter."""

_MARK = re.compile(r"\{(?P<name>[a-z-]+)(?::(?P<form>words|half))?\}")
_WHOLE = re.compile(r"[0-9]{1,6}")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Blank(_Written):
    """One question; `usual` is the answer the model holds, the bounds are told where it is asked."""

    name: str
    kind: Kind
    question: str
    help: str = ""
    usual: str
    at_least: str = ""
    at_most: str = ""


class Place(_Written):
    """Words of an article (0: before the first) that say an answer, and what is written for another.

    `{name}` is the answer as a rule has it, `{name:words}` as prose has it, `{name:half}` half of so many
    months. It is written anew when any blank it names, or one of `also`, has another answer than usual.
    """

    article: int
    says: str
    write: str
    also: tuple[str, ...] = ()

    def names(self) -> set[str]:
        """The blanks it hangs on."""
        return {found["name"] for found in _MARK.finditer(self.write)} | set(self.also)


class Blanks(_Written):
    """All blanks of one model, in the order they are asked, and the places of their answers."""

    blanks: tuple[Blank, ...]
    places: tuple[Place, ...]
    any_currency: bool = False
    """Whether every amount of the model is among its questions, so that it fits any currency."""

    def usual(self) -> dict[str, str]:
        """The answers the model holds."""
        return {blank.name: blank.usual for blank in self.blanks}

    def reckoned_in(self, currency: str) -> Blanks:
        """The same questions, their usual amounts and bounds with no more decimals than a currency has."""
        return self.model_copy(update={"blanks": tuple(_fitted(blank, currency) for blank in self.blanks)})


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer as rules and as prose have it, and as something that can be compared."""

    rule: str
    words: str
    size: Fraction


def read_blanks(toml: str) -> Blanks:
    """The blanks as they stand beside a model, in TOML: `[[blanks]]` and `[[places]]`.

    It is a file of ours: what is wrong with it is raised as pydantic and tomllib say it.
    """
    return Blanks.model_validate(tomllib.loads(toml))


def answered(blank: Blank, said: str, currency: str) -> str:
    """An answer in the one spelling that rules have it in; faults: `blank.*` and those of money and shares.

    Money is a decimal string, shares “25%” or “1/3”, months, years and counts whole numbers, a day of the
    year “07-01”. Bounds are held.
    """
    answer = _answer(blank.kind, said.strip(), currency)
    for bound, is_over in ((blank.at_least, False), (blank.at_most, True)):
        if bound and _outside(answer.size, _answer(blank.kind, bound, currency).size, is_over=is_over):
            raise InputFault(
                "“{given}” is too much: {bound} at the most."
                if is_over
                else "“{given}” is too little: {bound} at the least.",
                code="blank.over" if is_over else "blank.under",
                next_step="Give another answer, or change the article by hand after this.",
                given=said.strip()[:40],
                bound=bound,
            )
    return answer.rule


def fill(
    model: str, blanks: Blanks, answers: Mapping[str, str], currency: str, *, written_in: str | None = None
) -> str:
    """The text of a model with these answers in its prose and its rules; unasked blanks stay usual.

    `currency` is the one the answers are in; `written_in` the model's, where that is another: then the front
    matter says it, and every amount is written anew.
    Faults: those of `answered`, `blank.unknown` for an answer to no question, `blank.place` where a place
    is not in the text exactly once (a model and its blanks that do not fit).
    """
    known = {blank.name: blank for blank in blanks.blanks}
    for name in answers:
        if name not in known:
            raise InputFault(
                "The model asks nothing called “{name}”.",
                code="blank.unknown",
                next_step="Its questions are: {known}.",
                name=name[:40],
                known=", ".join(known),
            )
    given = {name: answered(blank, answers.get(name, blank.usual), currency) for name, blank in known.items()}
    anew = written_in not in (None, currency)
    changed = {
        name
        for name, blank in known.items()
        if given[name] != answered(blank, blank.usual, currency) or (anew and blank.kind == "money")
    }
    kept = {name: _answer(blank.kind, given[name], currency) for name, blank in known.items()}
    parts = _parts(model)
    if anew:
        parts[0] = parts[0].replace(f'currency = "{written_in}"', f'currency = "{currency}"', 1)
    for place in blanks.places:
        if place.names() & changed:
            parts[place.article] = _written(parts.get(place.article, ""), place, kept)
    return "".join(parts.values())


def _fitted(blank: Blank, currency: str) -> Blank:
    if blank.kind != "money" or decimals(currency):
        return blank
    whole = {key: getattr(blank, key).partition(".")[0] for key in ("usual", "at_least", "at_most")}
    return blank.model_copy(update=whole)


def _outside(size: Fraction, bound: Fraction, *, is_over: bool) -> bool:
    return size > bound if is_over else size < bound


def _answer(kind: Kind, said: str, currency: str) -> _Answer:
    match kind:
        case "money":
            money = Money.parse(said, currency)
            return _Answer(money.decimal(), _money_words(money), Fraction(money.minor))
        case "share":
            share = parse_share(said)
            return _Answer(write_share(share), write_share(share), share)
        case "month-day":
            month, day = fiscal_year_start(said)
            return _Answer(said, f"{day} {_MONTHS[month - 1]}", Fraction(month * 31 + day))
        case _:
            number = _whole(said)
            unit = {"months": " month", "years": " year", "count": ""}[kind]
            many = "s" if unit and number != 1 else ""
            return _Answer(str(number), f"{number:,}{unit}{many}", Fraction(number))


def _whole(said: str) -> int:
    if _WHOLE.fullmatch(said):
        return int(said)
    raise InputFault(
        "“{given}” is not a whole number.",
        code="blank.number",
        next_step="Write it in figures, such as 6.",
        given=said[:40],
    )


def _money_words(money: Money) -> str:
    """As the prose of an English model has it: “$3,500”, “$27.50”, “3,500 EUR”."""
    whole, point, cents = money.decimal().partition(".")
    figures = f"{int(whole):,}" + (point + cents if cents.strip("0") else "")
    return f"${figures}" if money.currency == "USD" else f"{figures} {money.currency}"


def _parts(model: str) -> dict[int, str]:
    """A text cut at its articles' headings: what stands before the first is 0."""
    faults: list[Fault] = []
    text = read_text(model, where="charter.md", faults=faults)
    lines = model.splitlines(keepends=True)
    starts = [(0, 0), *((article.number, article.line - 1) for article in text.articles)]
    ends = [line for _, line in starts[1:]] + [len(lines)]
    return {number: "".join(lines[start:end]) for (number, start), end in zip(starts, ends, strict=True)}


def _written(part: str, place: Place, answers: Mapping[str, _Answer]) -> str:
    """One article with the words of a place written anew, wherever its lines are broken."""
    words = re.compile(r"\s+".join(re.escape(word) for word in place.says.split()))
    if len(words.findall(part)) != 1:
        raise InputFault(
            "“{words}” does not stand exactly once in article {number}.",
            code="blank.place",
            next_step="Compare the model with its blanks.",
            words=place.says,
            number=place.article,
        )
    return words.sub(lambda _: _MARK.sub(lambda mark: _form(mark, answers), place.write), part)


def _form(mark: re.Match[str], answers: Mapping[str, _Answer]) -> str:
    answer = answers[mark["name"]]
    match mark["form"]:
        case "words":
            return answer.words
        case "half":
            return str(max(1, int(answer.size) // 2))
        case _:
            return answer.rule
