"""Which model's articles a co-op's own came from: kept with its texts, and told at each article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from bylaws.charter.amendments import Standing
from bylaws.charter.blanks import fill
from bylaws.charter.charter import Charter, read_charter
from bylaws.charter.lineage import Origin, Taken, origins, state, taken
from bylaws.record.canonical import Json
from toadlane.charter.models import BASE, CharterText
from toadlane.charter.reads import KEPT, Digests
from toadlane.charter.shelf import Model

Origins = Mapping[str, Mapping[int, Origin]]
"""By the name of an adopted text, and by the number of an article in it."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where an article came from. It `became` same, answered, changed, or since: by the amendment `by`."""

    model: str
    title: str
    citation: str
    became: str
    by: str


def of_model(model: Model, source: str) -> tuple[Taken, ...]:
    """The articles of a model as they stand in a text written from it."""
    return taken(model.source, source, key=model.key, title=model.title)


def of_answers(model: Model, answers: Mapping[str, str]) -> tuple[Taken, ...]:
    """The same for whoever sends the text: as the model is with these answers."""
    written_in = read_charter(model.source).base_front.currency
    return of_model(model, fill(model.source, model.blanks, answers, model.currency, written_in=written_in))


def of_one(model: Model, number: int) -> tuple[Taken, ...]:
    """One article of a model as it is there; none where it has no such article."""
    return tuple(one for one in of_model(model, model.source) if one.origin.number == number)


def as_kept(found: Iterable[Taken]) -> list[Any]:
    """To be kept with a draft."""
    return [asdict(one) for one in found]


def of_draft(kept: Iterable[Mapping[str, Any]]) -> tuple[Taken, ...]:
    """What was kept with a draft."""
    return tuple(Taken(Origin(**one["origin"]), one["citation"], one["text"]) for one in kept)


def adopted(source: str, found: Sequence[Taken]) -> list[Any]:
    """To be kept with an adopted text, and told in the record."""
    return [asdict(origin) for origin in origins(source, found)]


def in_the_record(kept: Iterable[Mapping[str, Any]]) -> list[Json]:
    """Which articles came from where, as the entry of an adoption says it."""
    names = {"number": "article", "model": "model", "citation": "taken_from", "model_digest": "model_digest"}
    return [{name: one[key] for key, name in names.items()} for one in kept]


def of_texts(coop: UUID, digests: Digests) -> Origins:
    """What is kept with the adopted texts; asks the database only for texts that were not read before."""
    return _of_texts(coop, digests)


@lru_cache(maxsize=KEPT)
def _of_texts(coop: UUID, digests: Digests) -> Origins:
    rows = CharterText.objects.filter(coop=coop, name__in=[name for name, _ in digests])
    found = {name: [Origin(**one) for one in kept] for name, kept in rows.values_list("name", "origins")}
    return {name: {origin.number: origin for origin in own} for name, own in found.items() if own}


def of_article(charter: Charter, standing: Standing, day: dt.date, known: Origins) -> Lineage | None:
    """Where an article that stands on a day came from, if from a model, and what became of it since.

    An article that was added by an amendment is another one, whatever stood under its number before.
    """
    number = standing.article.number
    amendment = next((one.name for one in charter.amendments if one.standing.get(number) is standing), "")
    origin = known.get(amendment, {}).get(number)
    if origin is not None:
        return told(origin, standing, by="")
    origin = known.get(BASE, {}).get(number)
    anew = any(number in one.says.adds and one.says.from_day <= day for one in charter.amendments)
    return told(origin, standing, by=amendment) if origin is not None and not anew else None


def told(origin: Origin, standing: Standing, *, by: str) -> Lineage:
    """What became of an article, against its origin; `by` is the amendment in whose words it stands."""
    became = state(origin, standing.article)
    since = became == "changed" and bool(by)
    return Lineage(origin.model, origin.title, origin.citation, "since" if since else became, by)
