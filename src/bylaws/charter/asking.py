"""Asking a charter in one's own words: which matters, rules and articles answer, the best first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from bylaws.charter.charter import InForce
from bylaws.charter.fields import RuleModel
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.subjects import MATTERS
from bylaws.charter.routes import Matter, matters, route
from bylaws.charter.rules import Rule
from bylaws.charter.wording.en import asking as english
from bylaws.charter.wording.es import asking as spanish
from bylaws.charter.wording.fr import asking as french
from bylaws.charter.wording.phrases import Phrases
from bylaws.charter.words import plain
from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, Fault
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Span

SEARCH: Mapping[str, Mapping[str, str]] = {"en": english.WORDS, "es": spanish.WORDS, "fr": french.WORDS}
"""Words people use, by what they mean, in each language."""
MOST_FOUND, LONGEST = 10, 400
_PIECE = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[a-z]+")
ENDINGS = (
    *(
        "aciones",
        "amiento",
        "imiento",
        "ations",
        "acion",
        "ation",
        "ments",
        "ando",
        "iendo",
        "amos",
        "emos",
        "imos",
    ),
    *("ment", "ing", "ons", "ers", "er", "ar", "ir", "es", "os", "as", "ed", "e", "o", "a", "s"),
)
SHORTEST_STEM = 3
NAMED, KNOWN_AS, SAID = 6, 5, 1
"""How much a word weighs: in a name, among the words people use for it, in what is written."""
SAME_TIME, SPOKEN_OF = 40, 25

What = Literal["matter", "rule", "article"]


@dataclass(frozen=True, slots=True)
class Found:
    """Something that answers: a matter with the articles of its route, a rule, or an article by itself."""

    what: What
    name: str
    """The matter; the rule's kind, with its name behind a stroke; or the article's heading."""
    articles: tuple[str, ...]
    amount: Money | None
    score: int


@dataclass(frozen=True, slots=True)
class _Question:
    words: frozenset[str]
    amount: Money | None
    spans: frozenset[Span]
    topics: frozenset[str]


@dataclass(slots=True)
class _Page:
    """One thing that may answer, with the weight of each of its words."""

    found: Found
    weights: dict[str, int] = field(default_factory=dict)
    bonus: int = 0

    def holds(self, text: str, weight: int) -> None:
        for word in stems(text):
            self.weights[word] = max(weight, self.weights.get(word, 0))


def ask(in_force: InForce, text: str, language: str = "en") -> tuple[Found, ...]:
    """What answers a question on the day of `in_force`, the best first; empty where nothing does.

    The question may hold an amount ("who may spend 800?") and a length of time ("in three days"). The same
    question always has the same answer. Fault: `words.language`.
    """
    phrases = Phrases(language)
    question = _read(text[:LONGEST], phrases, language, in_force.front.currency)
    pages = [*_matters(in_force, question, phrases, language), *_rules(in_force, question, language)]
    pages += _articles(in_force)
    common: dict[str, int] = {}
    for page in pages:
        for word in page.weights:
            common[word] = common.get(word, 0) + 1
    scored = [(_score(page, question, common, len(pages)), nth, page) for nth, page in enumerate(pages)]
    best = sorted((one for one in scored if one[0]), key=lambda one: (-one[0], one[1]))
    return tuple(
        Found(page.found.what, page.found.name, page.found.articles, page.found.amount, score)
        for score, _, page in best[:MOST_FOUND]
    )


def stems(text: str) -> Iterator[str]:
    """The words of a text without accents, capitals and endings, in order."""
    plain_text = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in plain_text if not unicodedata.combining(letter))
    for piece in _PIECE.findall(bare):
        yield piece if piece[0].isdigit() else _stem(piece)


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _read(text: str, phrases: Phrases, language: str, currency: str) -> _Question:
    """The words of a question that mean something, with its amount, its times and what it is about."""
    search = SEARCH[language]
    stop = set(stems(search["stop"]))
    units = {
        word: unit for unit in ("day", "week", "month", "year") for word in stems(search[f"unit.{unit}"])
    }
    numbers = {next(stems(phrases.number(n))): n for n in range(2, 13)} | dict.fromkeys(
        stems(search["one"]), 1
    )
    pieces = list(stems(text))
    spans, amount, words = set[Span](), None, set[str]()
    for piece, following in pairwise([*pieces, ""]):
        number = numbers.get(piece) or (
            int(piece) if piece.isdecimal() and len(piece) < len("10000") else None
        )
        if number and following in units:
            spans.add(_span(number, units[following]))
        elif piece[0].isdigit():
            found = _amount(piece, currency)
            amount = amount if found is None else found
        elif piece not in stop and piece not in units and piece not in numbers:
            words.add(piece)
    topics = {topic for topic in ("silence", "time", "money") if words & set(stems(search[f"topic.{topic}"]))}
    return _Question(frozenset(words), amount, frozenset(spans), frozenset(topics))


def _span(number: int, unit: str) -> Span:
    match unit:
        case "day":
            return Span(days=number)
        case "week":
            return Span(days=7 * number)
        case "month":
            return Span(months=number)
    return Span(months=12 * number)


def _amount(digits: str, currency: str) -> Money | None:
    """An amount as people type it: "800", "1,200.50" or "1.200,50"."""
    whole = re.sub(r"[.,](?=[0-9]{3}(?:[.,]|$))", "", digits).replace(",", ".")
    try:
        return Money.parse(whole, currency)
    except Fault:
        return None


def _matters(in_force: InForce, asked: _Question, phrases: Phrases, language: str) -> Iterator[_Page]:
    try:
        named = matters(in_force)
    except CharterAmbiguous:
        return
    rest = [name for name in MATTERS if name not in {one.name for one in named}]
    unnamed = [Matter(name, (), None, named=False) for name in rest if in_force.of_kind("subjects")]
    for matter in (*named, *unnamed):
        page = _Page(_where(in_force, matter, asked))
        page.holds(phrases.name("matter", matter.name), NAMED)
        page.holds(matter.name, NAMED)
        page.holds(SEARCH[language].get(f"matter.{matter.name}", ""), KNOWN_AS)
        if asked.amount is not None and any(way.up_to is not None for way in matter.ways):
            page.bonus = SPOKEN_OF
        if page.found.articles:
            yield page


def _where(in_force: InForce, matter: Matter, asked: _Question) -> Found:
    """A matter with the articles of its route; of the amount that is asked about, where it turns on one."""
    amount = asked.amount if any(way.up_to is not None for way in matter.ways) else None
    most = max(
        (way.up_to for way in matter.ways if way.up_to is not None), key=lambda one: one.minor, default=None
    )
    try:
        articles = route(in_force, matter.name, most if amount is None else amount).value.articles
    except (CharterSilent, CharterAmbiguous) as fault:
        articles = (fault.article,) if matter.named and fault.article else ()
    return Found("matter", matter.name, articles, amount, 0)


def _rules(in_force: InForce, asked: _Question, language: str) -> Iterator[_Page]:
    for standing in in_force.standing:
        for rule in standing.rules:
            name = f"{rule.kind}/{rule.name}" if rule.name else rule.kind
            page = _Page(Found("rule", name, (rule.article,), None, 0))
            page.holds(name, NAMED)
            page.holds(SEARCH[language].get(f"kind.{rule.kind}", ""), KNOWN_AS)
            page.holds(" ".join(plain(rule, language)), SAID)
            page.bonus = _spoken_of(rule, asked)
            yield page


def _spoken_of(rule: Rule[RuleModel], asked: _Question) -> int:
    """Whether a question about silence or time is about this rule."""
    if not isinstance(rule.says, Decision) or not asked.topics & {"silence", "time"}:
        return 0
    pauses = [rule.says.fallback.cooling_off] if rule.says.fallback else []
    times = {rule.says.open_for, rule.says.notice, *pauses}
    return SPOKEN_OF + (SAME_TIME if asked.spans & times else 0)


def _articles(in_force: InForce) -> Iterator[_Page]:
    for standing in in_force.standing:
        page = _Page(Found("article", standing.article.citation, (standing.article.citation,), None, 0))
        page.holds(standing.article.citation.partition("—")[2], NAMED - 1)
        page.holds(standing.article.prose, SAID)
        yield page


def _score(page: _Page, asked: _Question, common: Mapping[str, int], pages: int) -> int:
    """Each word asked about counts by its weight, and more the fewer pages hold it."""
    words: Iterable[str] = asked.words & page.weights.keys()
    return page.bonus + sum(page.weights[word] * (1 + pages // (1 + common[word])) for word in words)
