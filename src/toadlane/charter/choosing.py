"""The models on the shelf, asked a few questions and laid side by side, as pages and JSON have them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString

from bylaws.charter.charter import InForce, read_charter, try_charter
from bylaws.charter.choosing import Fit, Question, answer_words, question_words, questions, ranked
from bylaws.charter.side_by_side import Subject, counterparts, side_by_side
from bylaws.charter.side_by_side import Told as Side
from toadlane.charter import shelf
from toadlane.charter.prose import as_html
from toadlane.charter.shelf import Model
from toadlane.ui.languages import rules_language

ANY_DAY = dt.date(2025, 1, 1)
"""A model is in force on every day."""


@dataclass(frozen=True, slots=True)
class FitShown:
    """One answer against one model, in words."""

    question: str
    wished: str
    gives: tuple[str, ...]
    articles: tuple[str, ...]
    meets: bool


@dataclass(frozen=True, slots=True)
class RankedShown:
    """A model with the answers it meets, those it does otherwise, and those on which it has no rule."""

    model: Model
    fits: tuple[FitShown, ...]
    met: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the draft an article would go: in place of one of its own, or after the last."""

    number: int
    citation: str


@dataclass(frozen=True, slots=True)
class ArticleSeen:
    """One article of a model: its prose, what its rules say alone and in both, its place in the draft."""

    number: int
    citation: str
    html: SafeString
    alone: tuple[str, ...]
    shared: tuple[str, ...]
    instead: Place | None


@dataclass(frozen=True, slots=True)
class SubjectSeen:
    """One subject: what each model has on it; a model without an article on it has none."""

    title: str
    same: bool
    sides: tuple[tuple[Model, tuple[ArticleSeen, ...]], ...]


def asked() -> tuple[Question, ...]:
    """What sets the models apart that are there to choose from."""
    return _asked(tuple(model.key for model in shelf.models()))


@lru_cache(maxsize=1)  # they change with the software alone
def _asked(keys: tuple[str, ...]) -> tuple[Question, ...]:
    return questions({key: held(shelf.model(key)) for key in keys})


def question_says(name: str) -> str:
    """A question in the reader's language."""
    return question_words(name, rules_language())


def answer_says(name: str, value: str) -> str:
    """An answer in the reader's language."""
    return answer_words(name, value, rules_language())


def nearest(answers: Mapping[str, str]) -> tuple[RankedShown, ...]:
    """The models by how many answers they meet. Faults: `choosing.question`, `choosing.answer`."""
    models = {model.key: model for model in shelf.models()}
    found = ranked({key: held(model) for key, model in models.items()}, answers)
    return tuple(RankedShown(models[one.model], tuple(map(_shown, one.fits)), one.met) for one in found)


def compared(one: Model, other: Model) -> tuple[Subject, ...]:
    """Two models subject by subject, in the reader's language."""
    return _compared(one.source, other.source, rules_language())


def seen(one: Model, other: Model, draft: str | None) -> tuple[SubjectSeen, ...]:
    """The same for a page, each article with its place in the draft, where there is one that can be read."""
    places = {model.key: _places(model, draft) for model in (one, other)} if draft is not None else {}
    return tuple(
        SubjectSeen(
            subject.title,
            subject.same,
            tuple(
                (model, tuple(_articles(told, places.get(model.key, {}))))
                for model, told in ((one, subject.one), (other, subject.other))
            ),
        )
        for subject in compared(one, other)
    )


def held(model: Model) -> InForce:
    """A model as a charter in force."""
    return _held(model.source)


@lru_cache(maxsize=64)
def _held(source: str) -> InForce:
    return read_charter(source).on(ANY_DAY)


@lru_cache(maxsize=64)
def _compared(one: str, other: str, language: str) -> tuple[Subject, ...]:
    return side_by_side(_held(one), _held(other), language)


def _shown(fit: Fit) -> FitShown:
    return FitShown(
        question_says(fit.question),
        answer_says(fit.question, fit.wished),
        tuple(answer_says(fit.question, value) for value in fit.gives),
        fit.articles,
        fit.meets,
    )


def _places(model: Model, draft: str) -> dict[int, Place]:
    """By the number of each article of a model, the draft's article on the same subject."""
    charter, faults = try_charter(draft, {})
    if charter is None or faults:
        return {}
    own = charter.on(charter.base_front.starts())
    citations = {standing.article.number: standing.article.citation for standing in own.standing}
    pairs = counterparts(held(model), own)
    return {number: Place(there, citations[there]) for number, there in pairs.items()}


def _articles(told: Sequence[Side], places: Mapping[int, Place]) -> Iterator[ArticleSeen]:
    for one in told:
        alone, shared = (
            tuple(said.text for said in one.sentences if said.same is same) for same in (False, True)
        )
        yield ArticleSeen(one.number, one.citation, as_html(one.prose), alone, shared, places.get(one.number))
