"""The kind `subjects`: which matter is decided by which rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from bylaws.charter.fields import WORD, AmountText, FieldFault, RuleModel, Word, may, must
from bylaws.kernel.faults import InputFault

MATTERS = (
    "spend",
    "borrow",
    "contract",
    "client",
    "hire",
    "admit-member",
    "dismiss",
    "pay",
    "leave",
    "budget",
    "close-year",
    "release",
    "role",
    "premises",
    "infrastructure",
    "network",
    "policy",
    "amend-charter",
    "dissolve",
)
"""The published matters; a co-op names others in the prose of the article and in the rule."""
INDIVIDUAL = "individual"
"""In place of a rule's name: whoever meets the matter decides alone (S2-115)."""
RESERVED = ("name", "kind")


class Way(RuleModel):
    """Up to an amount, one rule decides."""

    up_to: AmountText | None = may(
        None, says="up to and with this amount", absent="whatever the amount, above those named before"
    )
    by: Word = must("the decision rule that decides, or individual: whoever meets the matter, alone")


class _OneWay:
    """A plain word stands for one way, whatever the amount."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "pattern": WORD}, handler(core)]}


def _ways(given: Any) -> Any:
    return [{"by": given}] if isinstance(given, str) else given


Ways = Annotated[list[Way], Field(min_length=1, max_length=50), BeforeValidator(_ways), _OneWay()]


class Subjects(RuleModel):
    """Which rule decides what (S2-029/030, S2-111, S2-115…117). May be split over several articles.

    Every other key is a matter: it holds the name of a decision rule, or a list of amounts with rules.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Ways] = Field(init=False)

    otherwise: Word | None = may(
        None,
        says="the rule for every matter that is not named",
        absent="the charter is silent on matters that are not named",
    )

    @property
    def matters(self) -> Mapping[str, tuple[Way, ...]]:
        """Each matter it names, with the ways it goes by, in order."""
        return {matter: tuple(ways) for matter, ways in (self.__pydantic_extra__ or {}).items()}

    @model_validator(mode="before")
    @classmethod
    def _words(cls, given: Any) -> Any:
        for key in given if isinstance(given, dict) else ():
            if not re.fullmatch(WORD, key) or key in RESERVED:
                raise FieldFault(
                    InputFault(
                        "“{given}” cannot be a matter.",
                        code="subjects.matter",
                        next_step="Write one word, as in “amend-charter”; this kind of rule has no name.",
                        given=str(key)[:60],
                    )
                )
        return given
