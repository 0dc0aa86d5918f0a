"""The field types rules are written in, each refusing with a cure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, ValidationInfo, WithJsonSchema
from pydantic.config import JsonDict
from pydantic.fields import FieldInfo

from bylaws.charter.text import BareNumber
from bylaws.kernel.faults import Fault, InputFault
from bylaws.kernel.money import Money, decimals
from bylaws.kernel.periods import YEARS_FROM, YEARS_UNTIL, Span, parse_clock_span
from bylaws.kernel.shares import parse_share

T = TypeVar("T")


class FieldFault(ValueError):
    """Carries a fault through pydantic, so that it can be given its place in the text."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class RuleModel(BaseModel):
    """What every kind of rule has; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    def unexecuted(self) -> tuple[str, ...]:
        """The keys it states that the software keeps and tells, and does not act on; each once."""
        found: dict[str, None] = {}
        for name, field in type(self).model_fields.items():
            if name not in self.model_fields_set:
                continue
            if not is_executed(field):
                found[field.alias or name] = None
                continue
            value = getattr(self, name)
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, RuleModel):
                    found |= dict.fromkeys(inner.unexecuted())
        return tuple(found)


def must(says: str, *, executed: bool = True, **limits: Any) -> Any:
    """A key every rule of the kind has to state; `executed`: whether the software acts on it by now."""
    return Field(description=says, json_schema_extra=None if executed else {"executed": False}, **limits)


def may(default: Any, *, says: str, absent: str, executed: bool = True, **limits: Any) -> Any:
    """A key that may be left out; `absent` is the one documented meaning of its absence.

    `executed`: whether the software acts on what it says by now.
    """
    extra: JsonDict = {"absent": absent} if executed else {"absent": absent, "executed": False}
    # A list that pydantic copies for each rule takes longer to copy than the rule takes to read.
    own: dict[str, Any] = {"default_factory": list} if default == [] else {"default": default}
    return Field(**own, description=says, json_schema_extra=extra, **limits)


def stands_for(field: FieldInfo) -> Any:
    """What a key means in values where it is absent."""
    return field.get_default(call_default_factory=True)


def is_executed(field: FieldInfo) -> bool:
    """Whether the software acts on a key by now, instead of keeping and telling it alone."""
    return (
        not isinstance(field.json_schema_extra, dict) or field.json_schema_extra.get("executed") is not False
    )


def insist(fits: bool, kind: str, code: str, says: str) -> None:  # noqa: FBT001 - it reads as a sentence
    """What has to fit together within one rule of a kind; a fault that points at the reference where not."""
    if not fits:
        now = f"See the kind “{kind}” in the charter reference."
        raise FieldFault(InputFault(says, code=code, next_step=now))


def _carried(read: Callable[[Any, ValidationInfo], T]) -> Callable[[Any, ValidationInfo], T]:
    def carry(given: Any, info: ValidationInfo) -> T:
        try:
            return read(given, info)
        except Fault as fault:
            raise FieldFault(fault) from fault

    return carry


def _money(given: Any, info: ValidationInfo) -> Money:
    if isinstance(given, Money):
        return given
    currency = info.context["currency"] if info.context else "USD"
    if isinstance(given, BareNumber) or (isinstance(given, int) and not isinstance(given, bool)):
        raise InputFault(
            "{given} is a bare number where money belongs.",
            code="money.bare-number",
            next_step="Write “{cure}”, with the quotes.",
            given=str(given),
            cure=_as_money(str(given), currency),
        )
    return Money.parse(given, currency)


def _amount(given: Any, info: ValidationInfo) -> Money:
    money = _money(given, info)
    if money.minor < 0:
        raise InputFault(
            "{given} is below zero.",
            code="money.below-zero",
            next_step="Write the amount without a minus sign.",
            given=money.decimal(),
        )
    return money


def _as_money(digits: str, currency: str) -> str:
    """What a bare number most likely meant; an example where it cannot have been money."""
    try:
        return Money.parse(digits, currency).decimal()
    except Fault:
        return Money(1200 * 10 ** decimals(currency), currency).decimal()


def _share(given: Any, _: ValidationInfo) -> Fraction:
    return given if isinstance(given, Fraction) else parse_share(_digits(given))


def _digits(given: Any) -> Any:
    return str(given) if isinstance(given, BareNumber) else given


def _span(given: Any, _: ValidationInfo) -> Span:
    return given if isinstance(given, Span) else Span.parse(given)


def _seconds(given: Any, _: ValidationInfo) -> int:
    return parse_clock_span(given)


def _whole(given: Any, _: ValidationInfo) -> int:
    if isinstance(given, int) and not isinstance(given, bool):
        return given
    raise InputFault(
        "“{given}” is not a whole number.",
        code="number.whole",
        next_step="Write digits without quotes or a point.",
        given=str(given)[:60],
    )


def _day(given: Any, _: ValidationInfo) -> dt.date:
    if isinstance(given, dt.date) and not isinstance(given, dt.datetime):
        if YEARS_FROM <= given.year < YEARS_UNTIL - 1:
            return given
        raise InputFault(
            "{given} is not in a year this library reckons with.",
            code="date.year",
            next_step="Check the year.",
            given=given.isoformat(),
        )
    raise InputFault(
        "“{given}” is not a date.",
        code="date.form",
        next_step="Write year, month and day without quotes, as in 2025-01-01.",
        given=str(given)[:60],
    )


SHARE = r"^[0-9]{1,9}(\.[0-9]{1,9})? ?%$|^[0-9]{1,20} ?/ ?[0-9]{1,20}$"

MoneyText = Annotated[
    Money,
    BeforeValidator(_carried(_money)),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]{1,15}(\.[0-9]+)?$", "examples": ["3000.00"]}),
]
AmountText = Annotated[
    Money,
    BeforeValidator(_carried(_amount)),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,15}(\.[0-9]+)?$", "examples": ["3000.00"]}),
]
ShareText = Annotated[
    Fraction,
    BeforeValidator(_carried(_share)),
    WithJsonSchema({"type": "string", "pattern": SHARE, "examples": ["75%", "2/3"]}),
]
SpanText = Annotated[
    Span,
    BeforeValidator(_carried(_span)),
    WithJsonSchema({"type": "string", "format": "duration", "examples": ["P9M", "P7D"]}),
]
ClockSpan = Annotated[
    int,
    BeforeValidator(_carried(_seconds)),
    WithJsonSchema({"type": "string", "format": "duration", "examples": ["PT8H"]}),
]
Whole = Annotated[int, BeforeValidator(_carried(_whole))]
Day = Annotated[
    dt.date, BeforeValidator(_carried(_day)), WithJsonSchema({"type": "string", "format": "date"})
]


def is_time(field: FieldInfo) -> bool:
    """Whether what a key holds as a whole number is a length of working time, kept in seconds."""
    return ClockSpan in get_args(field.annotation) or get_args(ClockSpan)[1] in field.metadata


WORD = r"^[a-z][a-z0-9-]{0,62}$"
Word = Annotated[str, Field(pattern=WORD)]
YesNo = Annotated[bool, Strict()]


class Instalments(RuleModel):
    """A number of payments, the first one span after the anchor, the others a span apart."""

    count: Whole = must("how many payments", ge=1, le=120)
    first: SpanText = must("how long after the anchor the first is due")
    every: SpanText = may(Span(months=1), says="the time between two payments", absent="a month apart")
