"""Choosing a model by answering a few questions, which come, as their answers do, from the models' rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile
from typing import TypeVar

from bylaws.charter.charter import InForce
from bylaws.charter.fields import RuleModel
from bylaws.charter.kinds.buy_in import BuyIn
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.pay import Pay
from bylaws.charter.kinds.subjects import Subjects
from bylaws.charter.kinds.surplus import Step, Surplus
from bylaws.charter.kinds.tax import Tax
from bylaws.charter.kinds.transparency import Transparency
from bylaws.charter.wording.phrases import Phrases
from bylaws.kernel.faults import InputFault
from bylaws.kernel.periods import Span

BANDS = (("nothing", Fraction(0)), ("tenth", Fraction(1, 10)), ("quarter", Fraction(1, 4)))
"""How much of a surplus stays undivided, up to and with each share; above the last is `more`."""

M = TypeVar("M", bound=RuleModel)
Said = tuple[str, str]
"""An answer, and the article that gives it."""


@dataclass(frozen=True, slots=True)
class Trait:
    """What one charter answers to a question; more than one answer where it does several things at once."""

    question: str
    answers: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, and the models that give it."""

    value: str
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Something in which models differ; no answer is there that none of them gives, or that all give."""

    name: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """One answer against one model: what was wished, what the model says, and where it says so."""

    question: str
    wished: str
    gives: tuple[str, ...]
    articles: tuple[str, ...]

    @property
    def meets(self) -> bool:
        """Whether the model does as was wished."""
        return self.wished in self.gives

    @property
    def silent(self) -> bool:
        """Whether the model has no rule on it."""
        return not self.gives


@dataclass(frozen=True, slots=True)
class Ranked:
    """A model and how each answer fits it, in the order of the questions."""

    model: str
    fits: tuple[Fit, ...]

    @property
    def met(self) -> int:
        """How many of the answers it meets."""
        return sum(fit.meets for fit in self.fits)


def traits(in_force: InForce) -> tuple[Trait, ...]:
    """What a charter answers to each question its rules can answer; nothing where it has no such rule."""
    found = ((name, list(dict.fromkeys(reading(in_force)))) for name, reading in READINGS.items())
    return tuple(
        Trait(name, _once(value for value, _ in said), _once(article for _, article in said))
        for name, said in found
        if said
    )


def questions(models: Mapping[str, InForce]) -> tuple[Question, ...]:
    """What sets these models apart: each question to which they give more than one answer."""
    given = {key: {trait.question: trait for trait in traits(model)} for key, model in models.items()}
    found = (Question(name, _apart(name, given)) for name in READINGS)
    return tuple(question for question in found if len(question.answers) > 1)


def ranked(models: Mapping[str, InForce], answers: Mapping[str, str]) -> tuple[Ranked, ...]:
    """The models, those first that meet most of the answers, then those that say nothing against them.

    `answers` are by the name of a question; what is left out does not matter. Models that fit alike stay
    in the order given. Faults `choosing.question` and `choosing.answer` for what is not asked.
    """
    asked = {question.name: question for question in questions(models)}
    for name, value in answers.items():
        _refuse_unknown(asked, name, value)
    order = [name for name in asked if name in answers]
    found = [
        Ranked(key, tuple(_fits(traits(model), {name: answers[name] for name in order})))
        for key, model in models.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.met, -sum(fit.silent for fit in one.fits))))


def question_words(name: str, language: str = "en") -> str:
    """A question as a sentence. Fault: `words.language`."""
    return Phrases(language).say(f"choosing.{name}")


def answer_words(name: str, value: str, language: str = "en") -> str:
    """An answer to it, as a few words. Fault: `words.language`."""
    phrases = Phrases(language)
    if name == "candidacy" and value != "none":
        return phrases.say("choosing.candidacy.lasts", span=Span.parse(value))
    return phrases.say(f"choosing.{name}.{value}")


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _apart(name: str, given: Mapping[str, Mapping[str, Trait]]) -> tuple[Answer, ...]:
    """The answers that some models give and not all."""
    said = {key: found[name].answers for key, found in given.items() if name in found}
    values = sorted({value for answers in said.values() for value in answers}, key=_in_order(name))
    answers = [Answer(value, tuple(key for key in said if value in said[key])) for value in values]
    return tuple(answer for answer in answers if len(answer.models) < len(given))


def _in_order(name: str) -> Callable[[str], tuple[int, str]]:
    """Lengths of time go by their length, shares by their size, all others by name."""
    if name == "candidacy":
        return lambda value: (
            0 if value == "none" else Span.parse(value).months * 31 + Span.parse(value).days,
            "",
        )
    if name == "in-common":
        order = [band for band, _ in BANDS]
        return lambda value: (order.index(value) if value in order else len(order), value)
    return lambda value: (0, value)


def _refuse_unknown(asked: Mapping[str, Question], name: str, value: str) -> None:
    if name not in asked:
        raise InputFault(
            "“{question}” is not asked about these models.",
            code="choosing.question",
            next_step="The questions are {known}.",
            question=name[:60],
            known=", ".join(asked),
        )
    known = [answer.value for answer in asked[name].answers]
    if value not in known:
        raise InputFault(
            "No model answers “{question}” with “{answer}”.",
            code="choosing.answer",
            next_step="The answers are {known}.",
            question=name,
            answer=value[:60],
            known=", ".join(known),
        )


def _fits(own: tuple[Trait, ...], wished: Mapping[str, str]) -> Iterator[Fit]:
    by_name = {trait.question: trait for trait in own}
    for name, value in wished.items():
        trait = by_name.get(name, Trait(name, (), ()))
        yield Fit(name, value, trait.answers, trait.articles)


def _rules(held: InForce, kind: str, model: type[M]) -> Iterator[tuple[M, str]]:
    """Every rule of a kind, with its article."""
    return ((rule.says, rule.article) for rule in held.of_kind(kind) if isinstance(rule.says, model))


def _deciding(held: InForce) -> Iterator[Said]:
    """How whatever is not named otherwise is decided."""
    methods = {
        rule.name: (rule.says.method, rule.article)
        for rule in held.of_kind("decision")
        if isinstance(rule.says, Decision)
    }
    for says, article in _rules(held, "subjects", Subjects):
        if says.otherwise in methods:
            method, decides = methods[says.otherwise]
            yield method, article
            yield method, decides


def _buy_in(held: InForce) -> Iterator[Said]:
    for says, article in _rules(held, "buy-in", BuyIn):
        if not says.amount.minor:
            yield "none", article
            continue
        yield "instalments" if says.plan else "at-once", article
        for step, sharing in _steps(held):
            if step.offset_open_buy_in:
                yield "from-shares", sharing


def _pay(held: InForce) -> Iterator[Said]:
    return ((value, article) for says, article in _rules(held, "pay", Pay) for value in _pay_goes_by(says))


def _pay_goes_by(pay: Pay) -> tuple[str, ...]:
    if pay.plan != "hourly":
        return (pay.plan,)
    turns_on = {
        "by-stage": any(rate.stages for rate in pay.rates),
        "by-work": any(rate.work for rate in pay.rates),
    }
    return tuple(name for name, does in turns_on.items() if does) or ("same",)


def _shared_by(held: InForce) -> Iterator[Said]:
    for step, article in _steps(held):
        if step.to == "members" and step.by is not None:
            for base in (step.by,) if isinstance(step.by, str) else (part.base for part in step.by):
                yield base, article


def _in_common(held: InForce) -> Iterator[Said]:
    """Which part of a surplus stays with the co-op; tax, interest and fixed amounts are left out of it."""
    for says, article in _rules(held, "surplus", Surplus):
        kept = _kept(says.steps)
        yield next((name for name, most in BANDS if kept <= most), "more"), article


def _kept(steps: Iterable[Step]) -> Fraction:
    left, kept = Fraction(1), Fraction(0)
    for step in steps:
        part = (step.share or Fraction(0)) * (left if step.of == "left" else 1)
        left -= min(part, left)
        kept += part if step.to in {"collective", "fund"} else 0
    return kept


def _candidacy(held: InForce) -> Iterator[Said]:
    """How long the stages before the first vote last together."""
    for says, article in _rules(held, "membership", Membership):
        before = takewhile(lambda stage: "vote" not in stage.rights, says.stages)
        spans = [stage.lasts for stage in before if stage.lasts]
        lasts = Span(sum(span.months for span in spans), sum(span.days for span in spans))
        yield str(lasts) if spans else "none", article


def _openness(held: InForce) -> Iterator[Said]:
    """Who reads the charter, and whether candidates see the accounts."""
    for says, article in _rules(held, "transparency", Transparency):
        open_to = {one.name: one.audience for one in says.classes}
        charter, accounts = (open_to.get(name, [says.otherwise]) for name in ("charter", "accounts"))
        yield "charter-world" if "world" in charter else "charter-members", article
        shown = {"world", "candidates"} & set(accounts)
        yield "accounts-candidates" if shown else "accounts-members", article


def _tax(held: InForce) -> Iterator[Said]:
    return ((says.mode, article) for says, article in _rules(held, "tax", Tax))


def _steps(held: InForce) -> Iterator[tuple[Step, str]]:
    return ((step, article) for says, article in _rules(held, "surplus", Surplus) for step in says.steps)


READINGS: Mapping[str, Callable[[InForce], Iterator[Said]]] = {
    "deciding": _deciding,
    "buy-in": _buy_in,
    "pay": _pay,
    "shared-by": _shared_by,
    "in-common": _in_common,
    "candidacy": _candidacy,
    "openness": _openness,
    "tax": _tax,
}
"""What can be asked, in the order in which it is; each is read from rules alone."""
