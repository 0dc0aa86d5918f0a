"""How many it takes: "2/3" is at least two thirds, "more than 1/2" is written so."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from bylaws.charter.fields import SHARE, FieldFault
from bylaws.charter.text import BareNumber
from bylaws.kernel.faults import Fault
from bylaws.kernel.shares import parse_share, write_share

MORE_THAN = "more than "


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share that is enough, or, where it is `above`, one that has to be exceeded."""

    share: Fraction
    above: bool = False

    @classmethod
    def parse(cls, text: object) -> Threshold:
        """Read "2/3", "75%" or "more than 1/2"; faults `share.bare-number`, `share.form`."""
        above = isinstance(text, str) and text.startswith(MORE_THAN)
        return cls(parse_share(text[len(MORE_THAN) :] if above and isinstance(text, str) else text), above)

    def needed(self, of: int) -> int:
        """How many of a number of people or votes it takes, in whole ones; never by a rounded percentage."""
        exact = self.share * of
        return (
            exact.numerator // exact.denominator + 1
            if self.above
            else -(-exact.numerator // exact.denominator)
        )

    def met(self, by: int, of: int) -> bool:
        """Whether so many of a number are enough."""
        return by >= self.needed(of)

    @property
    def reachable(self) -> bool:
        """Whether all together can reach it."""
        return self.share < 1 if self.above else self.share <= 1

    def __str__(self) -> str:
        return f"{MORE_THAN if self.above else ''}{write_share(self.share)}"


def _threshold(given: Any) -> Threshold:
    if isinstance(given, Threshold):
        return given
    try:
        return Threshold.parse(str(given) if isinstance(given, BareNumber) else given)
    except Fault as fault:
        raise FieldFault(fault) from fault


ThresholdText = Annotated[
    Threshold,
    BeforeValidator(_threshold),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "|".join(f"^({MORE_THAN})?({form.strip('^$')})$" for form in SHARE.split("|")),
            "examples": ["2/3", "more than 1/2"],
        }
    ),
]
