"""Which article of which model an article of a co-op's own text came from, and what became of it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bylaws.charter.text import Article, read_text
from bylaws.kernel.faults import Fault, InputFault

ALIKE = 2
"""One of so many of their words at least is shared by two versions of one article that has a new heading."""
_NUMBER = re.compile(r"(?P<word>\s{0,3}##\s+[^\W\d_]+\s+)(?P<number>[1-9][0-9]{0,4})\b")
_CITED = re.compile(r"^[^\W\d_]+\s+[0-9]+[\s.:—–-]*")
_WORDS = re.compile(r"\w+")
State = Literal["same", "answered", "changed"]


@dataclass(frozen=True, slots=True)
class Origin:
    """One article of a co-op's text and the model's article it came from.

    `model` and `title` name the model, `model_digest` is the SHA-256 of its text as it was then, `citation`
    its article. `there` is the digest of that article, `drafted` of it with the co-op's answers written in.
    """

    number: int
    model: str
    title: str
    model_digest: str
    citation: str
    there: str
    drafted: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A model's article as it was written into a draft, to know it again when the draft was edited."""

    origin: Origin
    citation: str
    text: str


def article_digest(article: Article) -> str:
    """SHA-256 over what an article says: its heading without its number, its prose, its rules."""
    parts = [heading(article), article.prose, *(fence.toml for fence in article.fences)]
    return hashlib.sha256("\n\n".join(part.strip() for part in parts).encode()).hexdigest()


def heading(article: Article) -> str:
    """What the heading says after its word and number: “Surplus” of “Article 9 — Surplus”."""
    return _bare(article.citation)


def taken(model: str, drafted: str, *, key: str, title: str) -> tuple[Taken, ...]:
    """All articles of a model's text as they stand in a text made from it, with the same numbers."""
    digest = hashlib.sha256(model.encode()).hexdigest()
    written = {article.number: article for article in _articles(drafted)}
    return tuple(
        _as_taken(article, written[article.number], key, title, digest)
        for article in _articles(model)
        if article.number in written
    )


def origins(source: str, kept: Sequence[Taken]) -> tuple[Origin, ...]:
    """Where the articles of a text come from, by its own numbers; none is told of an article of its own.

    An article that was edited since it was taken is known by its words, by its heading, or by its number
    where half of its words are still there. Each is found once.
    """
    left, unknown = list(_articles(source)), list(kept)
    found: list[Origin] = []
    for known in (_same_words, _same_heading, _same_number):
        for one in tuple(unknown):
            article = next((article for article in left if known(one, article)), None)
            if article is not None:
                left.remove(article)
                unknown.remove(one)
                found.append(replace(one.origin, number=article.number))
    return tuple(sorted(found, key=lambda origin: origin.number))


def state(origin: Origin, article: Article) -> State:
    """Whether an article is as the model has it, has a co-op's answers in it, or says something else."""
    digest = article_digest(article)
    if digest == origin.there:
        return "same"
    return "answered" if digest == origin.drafted else "changed"


def take_article(
    draft: str, model: str, number: int, *, instead_of: int | None, key: str, title: str
) -> tuple[str, Taken | None]:
    """A draft with one article of a model in place of one of its own, or after the last, and its origin.

    It has the number of the article it replaces, or the next; None with the text as it was where the draft
    says the same already. Faults: `lineage.no-article` where the model or the draft has no such article.
    """
    article = _find(model, number)
    stands = _articles(draft)
    if any(article_digest(one) == article_digest(article) for one in stands):
        return draft, None
    lines = draft.replace("\r\n", "\n").split("\n")
    if instead_of is None:
        first, end = len(lines), len(lines)
        own = max((one.number for one in stands), default=0) + 1
    else:
        first, end, own = (*_place(draft, instead_of), instead_of)
    written = _NUMBER.sub(lambda found: f"{found['word']}{own}", _cut(model, number), count=1)
    before = "\n".join(lines[:first]).rstrip("\n")
    source = f"{before}\n\n{written.strip()}\n\n" + "\n".join(lines[end:])
    source = f"{source.rstrip()}\n"
    digest = hashlib.sha256(model.encode()).hexdigest()
    return source, _as_taken(article, _find(source, own), key, title, digest)


def lone_article(model: str, number: int, *, own: int, key: str, title: str) -> tuple[str, Taken]:
    """One article of a model under a number of one's own, for an amendment, and its origin.

    Fault `lineage.no-article` where the model has no such article.
    """
    article = _find(model, number)
    text = _NUMBER.sub(lambda found: f"{found['word']}{own}", _cut(model, number), count=1).strip() + "\n"
    digest = hashlib.sha256(model.encode()).hexdigest()
    return text, _as_taken(article, _find(text, own), key, title, digest)


def _articles(source: str) -> tuple[Article, ...]:
    """As far as the text can be read; a draft may be anything."""
    ignored: list[Fault] = []
    return read_text(source, where="charter.md", faults=ignored).articles


def _find(source: str, number: int) -> Article:
    found = next((one for one in _articles(source) if one.number == number), None)
    if found is None:
        raise InputFault(
            "The text has no article {number}.",
            code="lineage.no-article",
            next_step="Choose one of its articles.",
            number=number,
        )
    return found


def _place(source: str, number: int) -> tuple[int, int]:
    """The lines of an article: its heading, and the first that is no longer its."""
    article = _find(source, number)
    starts = sorted(one.line - 1 for one in _articles(source))
    after = [line for line in starts if line > article.line - 1]
    return article.line - 1, after[0] if after else len(source.split("\n"))


def _cut(source: str, number: int) -> str:
    first, end = _place(source, number)
    return "\n".join(source.replace("\r\n", "\n").split("\n")[first:end])


def _as_taken(there: Article, drafted: Article, key: str, title: str, digest: str) -> Taken:
    digests = article_digest(there), article_digest(drafted)
    origin = Origin(drafted.number, key, title, digest, there.citation, *digests)
    return Taken(origin, drafted.citation, _text(drafted))


def _text(article: Article) -> str:
    return "\n\n".join([article.prose, *(fence.toml for fence in article.fences)])


def _same_words(one: Taken, article: Article) -> bool:
    return one.text == _text(article)


def _same_heading(one: Taken, article: Article) -> bool:
    return _bare(one.citation).casefold() == heading(article).casefold()


def _same_number(one: Taken, article: Article) -> bool:
    """Counted with each word as often as it stands in both, against the longer of the two."""
    was, now = (Counter(_WORDS.findall(text.casefold())) for text in (one.text, _text(article)))
    shared = sum((was & now).values())
    return one.origin.number == article.number and ALIKE * shared >= max(was.total(), now.total(), 1)


def _bare(citation: str) -> str:
    return _CITED.sub("", citation)
