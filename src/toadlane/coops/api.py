"""What the routers of all rooms have in common: the types of what is named, and where a request stands."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from django.db import models
from django.http import HttpRequest
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

from toadlane.coops.access import Place, absent, place_for

A_KEY = r"^[a-z0-9][a-z0-9-]*$"
Slug = Annotated[
    str, Field(pattern=A_KEY, max_length=60, description="the co-op's address, as in /c/harbour/")
]
PersonKey = Annotated[str, Field(pattern=A_KEY, max_length=60, description="a participant's key")]
Click = Annotated[
    str,
    Field(min_length=1, max_length=255, description="made by you; the same key sent twice has one effect"),
]
AmountIn = Annotated[
    str,
    Field(
        pattern=r"^-?[0-9]{1,15}(\.[0-9]{1,3})?$",
        max_length=24,
        description="an exact decimal string in the co-op's currency, such as “3000.00”",
    ),
]
Amount = Annotated[
    str,
    Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$", description="an exact decimal string in the co-op's currency"),
]
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _as_written(said: object) -> object:
    """A number is no day, whatever it counts from."""
    if isinstance(said, str) and not ISO_DAY.fullmatch(said):
        raise ValueError("write a day as in 2025-03-31")
    if isinstance(said, int | float):
        raise ValueError("write a day as in 2025-03-31, in quotes")  # noqa: TRY004 - pydantic hears no TypeError
    return said


def _as_words(said: object) -> object:
    """A number is no instant either."""
    if isinstance(said, int | float):
        raise ValueError("write an instant as in 2025-03-31T12:00:00Z, in quotes")  # noqa: TRY004 - as above
    return said


def _told_in_every_zone(said: dt.datetime) -> dt.datetime:
    """The first and the last year have hours that the clock of some zone could not show."""
    if not dt.MINYEAR < said.year < dt.MAXYEAR:
        raise ValueError("write an instant between the years 2 and 9998")
    return said


Day = Annotated[dt.date, BeforeValidator(_as_written)]
Instant = Annotated[AwareDatetime, BeforeValidator(_as_words), AfterValidator(_told_in_every_zone)]
Year = Annotated[int, Field(ge=1900, le=2999, description="named by the calendar year it ends in")]


def one_of(choices: type[models.TextChoices]) -> Any:
    """A field of a shape that holds one of some choices, which the schema lists where the field stands.

    As a type the choices would be published under their own name, such as “State”, and of several of one
    name the schema would tell of one alone.
    """
    return Field(json_schema_extra={"enum": list(choices.values)})


def participant_at(request: HttpRequest, coop: str, information_class: str = "") -> Place:
    """Where a participant stands, who may see the class; to everyone else there is no such place."""
    place = place_for(request, coop)
    if place.participant is None:
        raise absent()
    if information_class:
        place.require_class(information_class)
    return place
