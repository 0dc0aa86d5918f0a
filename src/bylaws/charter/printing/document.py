"""A charter of one day as a document in one language: what is printed, whatever it is printed as."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator

from bylaws.charter.amendments import FRONT, Amendment, Standing
from bylaws.charter.charter import Charter, InForce
from bylaws.charter.defined import definitions, same
from bylaws.charter.printing.linking import Links, anchored, sections
from bylaws.charter.printing.prose import blocks
from bylaws.charter.printing.tree import (
    Adopted,
    ArticlePrinted,
    Document,
    Gone,
    RuleTold,
    Term,
    neutral,
)
from bylaws.charter.printing.words import WORDS
from bylaws.charter.references import citing_words, leads_to, short
from bylaws.charter.succession import superseded
from bylaws.charter.wording.phrases import Phrases, Value
from bylaws.charter.words import plain, plain_front
from bylaws.charter.writing import write_in_force
from bylaws.kernel.faults import fill

_LANGUAGE = re.compile(r"(?P<code>[a-z]{2,3})(?:-|$)")


def document(charter: Charter, day: dt.date, language: str = "en") -> Document:
    """The charter as in force on a day; prose as adopted, rules and all other words in a language.

    Faults: `charter.not-yet` before the charter takes effect, `words.language`.
    """
    return _Printing(charter, day, language).document()


def fingerprint(charter: Charter, day: dt.date) -> str:
    """SHA-256 of the text in force, as `write_in_force` writes it. Fault: `charter.not-yet`."""
    return _sha256(write_in_force(charter, day))


class _Printing:
    def __init__(self, charter: Charter, day: dt.date, language: str) -> None:
        self.charter, self.day, self.language = charter, day, language
        self.phrases = Phrases(language)
        self.held: InForce = charter.on(day)
        self.gone_for_good = superseded(charter.amendments)
        self.terms = tuple(_terms(self.held))
        self.blocks = {
            one.article.number: anchored(one.article.number, one.article.prose, blocks(one.article.prose))
            for one in self.held.standing
        }
        self.links = self._links()

    def say(self, key: str, **values: Value) -> str:
        """One of the fixed sentences."""
        written = {name: self.phrases.write(value) for name, value in values.items()}
        return neutral(fill(WORDS[self.language][key], written))

    def document(self) -> Document:
        front = self.held.front
        printed = tuple(self._article(standing) for standing in self.held.standing)
        return Document(
            language=self.language,
            prose_language=_code(front.languages[0]) or self.language,
            name=neutral(front.name),
            jurisdiction=front.jurisdiction,
            day=self.day,
            dates=tuple(self._dates()),
            notes=tuple(self._notes(printed)),
            preamble=self.links.within(0, blocks(self.charter.base.preamble)),
            articles=printed,
            terms=self.terms,
            front=tuple(map(neutral, plain_front(front, self.language))),
            gone=tuple(self._gone()),
            adopted=tuple(self._adopted()),
            fingerprint=fingerprint(self.charter, self.day),
            words=WORDS[self.language],
        )

    def _links(self) -> Links:
        cited = {one.article.number: neutral(short(one.article.citation)) for one in self.held.standing}
        return Links(
            words=citing_words(self.held.standing),
            articles=leads_to(self.charter, self.day),
            sections={number: sections(number, printed) for number, printed in self.blocks.items()},
            terms=self.terms,
            is_now=lambda number: self.say("now", article=cited[number]),
        )

    def _dates(self) -> Iterator[str]:
        front = self.charter.base_front
        changes = [one.says.from_day for one in self.charter.amendments if one.says.from_day <= self.day]
        if front.model:
            yield self.say("dates.model", day=self.day)
        else:
            yield self.say("dates.adopted", adopted=front.adopted or front.starts(), starts=front.starts())
        if changes:
            yield self.say("dates.day", day=self.day, since=max(changes))
        elif not front.model:
            yield self.say("dates.day.unchanged", day=self.day)

    def _notes(self, printed: tuple[ArticlePrinted, ...]) -> Iterator[str]:
        yield self.say("note.prose", language=self.phrases.sentences[f"language.{self.language}"])
        numbers = (getattr(block, "number", None) for article in printed for block in article.blocks)
        example = next(filter(None, numbers), None)
        if example:
            yield self.say("note.numbers", example=example)

    def _article(self, standing: Standing) -> ArticlePrinted:
        article = standing.article
        return ArticlePrinted(
            number=article.number,
            citation=neutral(article.citation),
            blocks=self.links.within(article.number, self.blocks[article.number]),
            rules=tuple(self._rule(plain(rule, self.language)) for rule in standing.rules),
            history=tuple(self._history(article.number)),
        )

    def _rule(self, sentences: list[str]) -> RuleTold:
        *says, holds = map(neutral, sentences)
        return RuleTold(tuple(says), holds)

    def _history(self, number: int) -> Iterator[str]:
        """How an article came to stand as it does, in the order of what was adopted."""
        front = self.charter.base_front
        if number in self.charter.base_standing and not front.model:
            yield self.say("history.base", adopted=front.adopted or front.starts())
        for amendment in self.charter.amendments:
            if number in amendment.touches - self.gone_for_good.get(amendment.name, frozenset()):
                yield self._change(amendment, number)

    def _change(self, amendment: Amendment, number: int) -> str:
        says = amendment.says
        what = "added" if number in says.adds else "repealed" if number in says.repeals else "amended"
        if says.from_day > self.day:
            what = "later"
        values: dict[str, Value] = {"adopted": says.adopted, "from": says.from_day, "by": says.by}
        return self.say(f"history.{what}", **values)

    def _gone(self) -> Iterator[Gone]:
        """Articles that stood once and do not stand any more, by number."""
        stood = {number: one.article.citation for number, one in self.charter.base_standing.items()}
        for amendment in self.charter.amendments:
            if amendment.says.from_day <= self.day:
                stood |= {number: one.article.citation for number, one in amendment.standing.items()}
        standing = {one.article.number for one in self.held.standing}
        for number in sorted(stood.keys() - standing):
            yield Gone(neutral(stood[number]), tuple(self._history(number)))

    def _adopted(self) -> Iterator[Adopted]:
        base, front = self.charter.base, self.charter.base_front
        lines = [
            self.say("text.model")
            if front.model
            else self.say(
                "text.adopted.base",
                **{"adopted": front.adopted or front.starts(), "from": front.starts()},
            )
        ]
        yield Adopted(self.say("text.base"), tuple(lines), _sha256(base.source))
        for amendment in self.charter.amendments:
            yield Adopted(
                neutral(amendment.name), tuple(self._amendment(amendment)), _sha256(amendment.text.source)
            )

    def _amendment(self, amendment: Amendment) -> Iterator[str]:
        says = amendment.says
        values: dict[str, Value] = {"adopted": says.adopted, "from": says.from_day, "by": says.by}
        yield self.say("text.adopted", **values)
        for what in ("replaces", "adds", "repeals"):
            numbers = [self.say("text.front") if one == FRONT else str(one) for one in getattr(says, what)]
            if numbers:
                yield self.say(f"text.{what}", articles=self.phrases.listed(numbers))
        if says.from_day > self.day:
            yield self.say("text.later")


def _terms(held: InForce) -> Iterator[Term]:
    """Each defined term once, where it is first defined."""
    met: set[str] = set()
    for standing in held.standing:
        article = standing.article
        for one in definitions(article.prose):
            if same(one.term) not in met:
                met.add(same(one.term))
                cited = neutral(short(article.citation))
                term, sentence = neutral(one.term), neutral(one.sentence)
                yield Term(term, sentence, cited, article.number, f"term-{len(met)}")


def _code(language: str) -> str | None:
    """The code of a language as a file states it: “en” of “en-GB”."""
    found = _LANGUAGE.match(language)
    return found["code"] if found else None


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
