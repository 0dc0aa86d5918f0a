"""Front matter: who the co-op is and what it reckons in."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Annotated

from pydantic import AfterValidator

from bylaws.charter.fields import Day, FieldFault, RuleModel, YesNo, may, must
from bylaws.kernel.faults import Fault, InputFault
from bylaws.kernel.money import decimals
from bylaws.kernel.periods import fiscal_year_start


def _currency(code: str) -> str:
    try:
        decimals(code)
    except Fault as fault:
        raise FieldFault(fault) from fault
    return code


def _month_day(text: str) -> str:
    try:
        fiscal_year_start(text)
    except Fault as fault:
        raise FieldFault(fault) from fault
    return text


def _zone(name: str) -> str:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise FieldFault(
            InputFault(
                "“{given}” is not a time zone.",
                code="front.time-zone",
                next_step="Use a name of the IANA list, such as “America/New_York” or “Europe/Madrid”.",
                given=name[:60],
            )
        ) from None
    return name


class Front(RuleModel):
    """The front matter of a charter; amended like an article, under the key `front`."""

    name: str = must("the co-op's name", min_length=1, max_length=200)
    jurisdiction: str = must(
        "where it is registered, as ISO 3166: “US-MA”, “FR”", pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$"
    )
    currency: Annotated[str, AfterValidator(_currency)] = must("the ISO 4217 currency of all its money")
    time_zone: Annotated[str, AfterValidator(_zone)] = must("the IANA zone whose days it lives by")
    fiscal_year_starts: Annotated[str, AfterValidator(_month_day)] = must(
        "month and day on which its fiscal year starts; the year is named by the one it ends in"
    )
    languages: list[str] = must(
        "the languages its members use, first the one of its charter", min_length=1, max_length=50
    )
    adopted: Day | None = may(
        None, says="the day the text was adopted", absent="not adopted: only a model may leave it out"
    )
    from_day: Day | None = may(
        None,
        says="the day the text takes effect, written `from`",
        absent="the day it was adopted",
        alias="from",
    )
    model: YesNo = may(default=False, says="a model charter, in force on every day", absent="not a model")
    modelled_on: str | None = may(None, says="the model it was copied from", absent="written afresh")

    def starts(self) -> dt.date:
        """The first day of the co-op under this text; a model is in force on every day."""
        if self.model:
            return dt.date.min
        return self.from_day or self.adopted or dt.date.min
