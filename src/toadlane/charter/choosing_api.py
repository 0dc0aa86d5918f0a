"""Choosing a model as JSON: the questions, the models by some answers, and two of them side by side."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from bylaws.charter.lineage import take_article
from bylaws.charter.side_by_side import Told
from toadlane.charter import choosing, shelf
from toadlane.charter.founding_api import SourceIn, at_founding
from toadlane.charter.verbs import plain_text
from toadlane.coops.api import Slug

router = Router()
Key = Annotated[str, Field(max_length=60)]


class ChoiceAnswerOut(Schema):
    """An answer, in words, and the models that give it."""

    value: str
    says: str
    models: list[str]


class ModelQuestionOut(Schema):
    """Something in which the models differ."""

    name: str
    says: str
    answers: list[ChoiceAnswerOut]


class WishesIn(Schema):
    """What matters to somebody; what is left out does not."""

    answers: dict[str, str] = Field(description="an answer by the name of its question")


class ModelFitOut(Schema):
    """One answer against one model; `gives` is empty where it has no rule on it."""

    question: str
    wished: str
    gives: list[str]
    articles: list[str]
    meets: bool


class RankedModelOut(Schema):
    """A model and how each answer fits it."""

    model: str
    title: str
    met: int
    fits: list[ModelFitOut]


class ComparedSentenceOut(Schema):
    """What a rule says in plain words, and whether the other model says it too."""

    text: str
    same: bool


class ComparedArticleOut(Schema):
    """One article of a model."""

    number: int
    citation: str
    prose: str
    sentences: list[ComparedSentenceOut]


class ComparedSubjectOut(Schema):
    """What two models say on one subject; empty where one has no article on it."""

    title: str
    kinds: list[str]
    same: bool
    one: list[ComparedArticleOut]
    other: list[ComparedArticleOut]


class TakingIn(SourceIn):
    """A text, and the number of the article of its own that is replaced; none for a further one."""

    instead_of: int | None = Field(None, ge=1, le=99999)


@router.get("/models/questions", response=list[ModelQuestionOut], summary="What sets the models apart")
def list_questions(request: HttpRequest, coop: Path[Slug]) -> list[ModelQuestionOut]:
    """Read from the models' own rules."""
    at_founding(request, coop)
    return [
        ModelQuestionOut(
            name=question.name,
            says=choosing.question_says(question.name),
            answers=[
                ChoiceAnswerOut(
                    value=one.value,
                    says=choosing.answer_says(question.name, one.value),
                    models=list(one.models),
                )
                for one in question.answers
            ],
        )
        for question in choosing.asked()
    ]


@router.post("/models/ranking", response=list[RankedModelOut], summary="Models by how near they come")
def rank_models(request: HttpRequest, coop: Path[Slug], body: WishesIn) -> list[RankedModelOut]:
    """The nearest first, each answer with the articles it stands on. Nothing is kept."""
    at_founding(request, coop)
    return [
        RankedModelOut(
            model=one.model.key,
            title=one.model.title,
            met=one.met,
            fits=[
                ModelFitOut(
                    question=fit.question,
                    wished=fit.wished,
                    gives=list(fit.gives),
                    articles=list(fit.articles),
                    meets=fit.meets,
                )
                for fit in one.fits
            ],
        )
        for one in choosing.nearest(body.answers)
    ]


@router.get("/models/comparison", response=list[ComparedSubjectOut], summary="Two models, subject by subject")
def compare_models(
    request: HttpRequest,
    coop: Path[Slug],
    one: Query[Key],
    other: Query[Key],
) -> list[ComparedSubjectOut]:
    """Articles are matched by the kinds of their rules, then by their words."""
    at_founding(request, coop)
    return [
        ComparedSubjectOut(
            title=subject.title,
            kinds=list(subject.kinds),
            same=subject.same,
            one=[article_out(told) for told in subject.one],
            other=[article_out(told) for told in subject.other],
        )
        for subject in choosing.compared(shelf.model(one), shelf.model(other))
    ]


@router.post(
    "/models/{model}/articles/{number}/text", response=SourceIn, summary="A text with an article of a model"
)
def write_article(
    request: HttpRequest, coop: Path[Slug], model: str, number: int, body: TakingIn
) -> SourceIn:
    """In place of one of its own, or as a further one. Nothing is kept or adopted."""
    at_founding(request, coop)
    found = shelf.model(model)
    source, _ = take_article(
        plain_text(body.source),
        found.source,
        number,
        instead_of=body.instead_of,
        key=found.key,
        title=found.title,
    )
    return SourceIn(source=source)


def article_out(told: Told) -> ComparedArticleOut:
    """An article as JSON has it."""
    return ComparedArticleOut(
        number=told.number,
        citation=told.citation,
        prose=told.prose,
        sentences=[ComparedSentenceOut(text=one.text, same=one.same) for one in told.sentences],
    )
