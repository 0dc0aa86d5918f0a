"""The first charter as JSON: models and their blanks, a text made from one, a check, and its adoption."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from bylaws.charter.lineage import Taken
from toadlane.charter import founding_text, lineage, shelf
from toadlane.coops.access import Place
from toadlane.coops.api import Click, Day, Slug, participant_at
from toadlane.ui.faults import told

router = Router()


class BlankOut(Schema):
    """A question of a model, its usual answer and its bounds."""

    name: str
    kind: str
    question: str
    help: str
    usual: str
    at_least: str
    at_most: str


class ModelOut(Schema):
    """A model charter."""

    key: str
    title: str
    words: str
    currency: str
    recommended: bool
    blanks: list[BlankOut]


class AnswersIn(Schema):
    """A co-op's own name, days and answers; what is left out stays as the model has it."""

    name: str = Field(min_length=1, max_length=200)
    jurisdiction: str = Field("", pattern=r"^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$", max_length=6)
    adopted: Day
    from_day: Day
    answers: dict[str, str] = Field({}, description="by the name of the blank")


class SourceIn(Schema):
    """A text."""

    source: str = Field(max_length=founding_text.LONGEST)


class ArticleOfModel(Schema):
    """One article of a model."""

    model: str = Field(max_length=60)
    number: int = Field(ge=1, le=99999)


class AdoptionIn(SourceIn):
    """A text to adopt, and the model and answers it was made from, so that its articles tell it."""

    key: Click
    model: str = Field("", max_length=60)
    answers: dict[str, str] = Field({}, description="by the name of the blank")
    articles: list[ArticleOfModel] = Field([], max_length=500, description="taken one by one from others")


class FindingOut(Schema):
    """Something found in a text; what is serious stands in the way of adopting it."""

    code: str
    serious: bool
    where: str | None
    article: str | None
    says: str
    next_step: str


class AdoptedOut(Schema):
    """A text as it was adopted."""

    name: str
    sha256: str
    adopted_on: dt.date
    takes_effect_on: dt.date
    entered_by: str


@router.get("/models", response=list[ModelOut], summary="Model charters and their blanks")
def list_models(request: HttpRequest, coop: Path[Slug]) -> list[ModelOut]:
    """What a co-op without a charter can begin from."""
    place = at_founding(request, coop)
    return [
        ModelOut(
            key=model.key,
            title=model.title,
            words=model.words,
            currency=model.currency,
            recommended=model.starter,
            blanks=[BlankOut(**blank.model_dump()) for blank in model.blanks.blanks],
        )
        for model in (one.reckoned_in(place.coop.currency) for one in shelf.models())
    ]


@router.post("/models/{model}/text", response=SourceIn, summary="A model's text with these answers")
def write_text(request: HttpRequest, coop: Path[Slug], model: str, body: AnswersIn) -> SourceIn:
    """Nothing is kept or adopted."""
    place = at_founding(request, coop)
    found = shelf.model(model).reckoned_in(place.coop.currency)
    source = founding_text.from_model(
        found,
        answers=body.answers,
        name=body.name,
        jurisdiction=body.jurisdiction or found.jurisdiction,
        time_zone=place.coop.time_zone,
        adopted=body.adopted,
        from_day=body.from_day,
    )
    return SourceIn(source=source)


@router.post("/check", response=list[FindingOut], summary="What is wrong or odd with a text")
def check_text(request: HttpRequest, coop: Path[Slug], body: SourceIn) -> list[FindingOut]:
    """By line; nothing is kept or adopted."""
    participant_at(request, coop)
    found = []
    for finding in founding_text.judge(body.source).findings:
        words = told(finding.fault)
        found.append(
            FindingOut(
                code=words.code,
                serious=finding.serious,
                where=words.where,
                article=words.article,
                says=words.says,
                next_step=words.next_step,
            )
        )
    return found


@router.post("/adoption", response={201: AdoptedOut}, summary="Adopt the first charter")
def adopt(request: HttpRequest, coop: Path[Slug], body: AdoptionIn) -> Status[AdoptedOut]:
    """For founders and bookkeepers, once; afterwards there are amendments."""
    place = participant_at(request, coop)
    founding_text.only_founders(place.coop, place.member, place.moment)
    taken: tuple[Taken, ...] = ()
    for article in body.articles:
        taken += lineage.of_one(shelf.model(article.model), article.number)
    if body.model:
        taken += lineage.of_answers(shelf.model(body.model).reckoned_in(place.coop.currency), body.answers)
    row = founding_text.adopt_first(
        coop=place.coop, source=body.source, by=place.member, at=place.moment, key=body.key, taken=taken
    )
    return Status(
        201,
        AdoptedOut(
            name=row.name,
            sha256=row.digest,
            adopted_on=row.adopted_on,
            takes_effect_on=row.takes_effect_on,
            entered_by=row.entered_by,
        ),
    )


def at_founding(request: HttpRequest, coop: str) -> Place:
    """Where whoever sets a co-op up stands."""
    place = participant_at(request, coop)
    founding_text.only_founders(place.coop, place.member, place.moment)
    return place
