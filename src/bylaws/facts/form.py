"""The form of the facts file: one documented JSON, and what each of its keys means."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from bylaws.charter.fields import AmountText, FieldFault, MoneyText, RuleModel, YesNo, may, must
from bylaws.kernel.faults import InputFault

FORMAT = "toad-lane-facts/1"
PRINTED = r"^[^\x00-\x1f\x7f-\x9f]+$"
KEY = r"^[^\s/\x00-\x1f\x7f-\x9f]+$"
SHAPES = {
    PRINTED: "it is one line of writing, without control characters",
    KEY: "it is one word, without blanks, slashes and control characters",
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _iso_day(text: str) -> str:
    if not _is_day(text):
        raise FieldFault(
            InputFault(
                "“{given}” is not a date.",
                code="date.form",
                next_step="Write year, month and day, as in “2025-01-31”.",
                given=text[:60],
            )
        )
    return text


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and dt.date.fromisoformat(text))
    except ValueError:
        return False


def _zone(name: str) -> str:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise FieldFault(
            InputFault(
                "“{given}” is not a time zone.",
                code="facts.zone",
                next_step="Use a name of the IANA list, such as “America/New_York” or “Europe/Madrid”.",
                given=name[:60],
            )
        ) from None
    return name


Zone = Annotated[str, AfterValidator(_zone)]
IsoDay = Annotated[str, Field(json_schema_extra={"format": "date"}), AfterValidator(_iso_day)]
Key = Annotated[str, Field(min_length=1, max_length=200, pattern=KEY)]
Printed = Annotated[str, Field(min_length=1, max_length=200, pattern=PRINTED)]
Count = Annotated[int, Field(strict=True)]


class SpellInFile(RuleModel):
    """A stage and when it was held."""

    stage: Printed = must("the stage, as the charter names it")
    from_day: IsoDay = must("its first day, written `from`", alias="from")
    until: IsoDay | None = may(None, says="the first day after it", absent="it has not ended")


class OpeningInFile(RuleModel):
    """What a person's account held as a day began; only payments from that day on are listed."""

    on: IsoDay = must("the day")
    paid_in: AmountText = must("paid of the buy-in")
    notices: MoneyText = must("held in written notices; below zero after losses")


class StayInFile(RuleModel):
    """Where somebody worked, and when."""

    place: Printed = must("the place, as the charter calls it where it names one")
    from_day: IsoDay = must("the first day there, written `from`", alias="from")
    until: IsoDay | None = may(None, says="the first day after it", absent="they work there still")


class LetOffInFile(RuleModel):
    """An exception from beginning at the place the charter names."""

    on: IsoDay = must("the day from which it holds")
    by: Printed = must("the decision rule it was decided by, as the charter names it")
    why: Printed = must("the reason")


class EvaluatedInFile(RuleModel):
    """An evaluation that was held."""

    on: IsoDay = must("the day")
    views: list[Literal["self", "peers", "role", "body", "clients"]] | None = may(
        None, says="whose views were heard: self, peers, role, body, clients", absent="nobody says whose"
    )


class DuesInFile(RuleModel):
    """Dues somebody paid."""

    due_for: IsoDay = must("a day of the month, quarter or year they are for, written `for`", alias="for")
    on: IsoDay = must("the day they were paid")
    amount: AmountText = must("how much")
    band: Printed | None = may(None, says="the band, as the charter names it", absent="the usual amount")


class PersonInFile(RuleModel):
    """One person, or an organisation that is a member."""

    key: Key = must("a stable key, without blanks and slashes; ties between equal remainders go by it")
    name: Printed = must("the name")
    stages: list[SpellInFile] = must("the stages, dated")
    opening: OpeningInFile | None = may(None, says="the account's opening balance", absent="it opened empty")
    earlier_hours: Count = may(
        0, says="whole hours of all years before the one that is closed, for tenure", absent="none", ge=0
    )
    organisation: YesNo = may(default=False, says="whether it is an organisation", absent="a person")
    part_time: YesNo = may(
        default=False, says="whether they work part of the time", absent="nothing is said of it"
    )
    places: list[StayInFile] = may([], says="where they worked", absent="nothing is said of it")
    let_off: list[LetOffInFile] = may(
        [], says="exceptions from beginning where the charter lets new members begin", absent="none"
    )
    evaluated: list[EvaluatedInFile] = may([], says="evaluations that were held", absent="none")
    dues: list[DuesInFile] | None = may(
        None, says="dues that were paid; empty where none were", absent="nobody says whether any were"
    )


class PaymentInFile(RuleModel):
    """Money that went into or out of a person's capital account."""

    person: Key = must("whose")
    what: Literal["buy-in", "buy-in-from-patronage", "notice", "redemption"] = must(
        "buy-in paid, paid from patronage, a notice received, or a notice paid back"
    )
    amount: AmountText = must("how much; never below zero")
    on: IsoDay = must("the day")
    year: Count | None = may(
        None,
        says="the fiscal year whose close it came from; that close, made again, leaves it out",
        absent="it came from no close that is made again",
    )


class HoursInFile(RuleModel):
    """One entry of hours, written in the file itself."""

    person: Key = must("whose")
    work: Printed = must("the kind of work")
    day: IsoDay = must("the day it began")
    seconds: Count = must("whole seconds")


class HoursFromExport(RuleModel):
    """Hours read from another tracker's export beside the facts file; see the guide on importing hours."""

    path: str = must("the file, relative to the facts file", min_length=1)
    date_order: Literal["ymd", "mdy", "dmy"] | None = may(
        None, says="the order of day and month", absent="the file's own dates must tell"
    )
    numbers: Literal["hours", "seconds"] | None = may(
        None, says="what a bare number of its duration counts", absent="the file's own columns must tell"
    )
    columns: dict[str, str] | None = may(
        None, says="which column holds what, in a file of no known tracker", absent="its header tells"
    )
    zone: Zone | None = may(None, says="the time zone the tracker was set to", absent="it is the co-op's own")
    whose: Key | None = may(
        None, says="whose hours they are, in a file that names nobody", absent="the file names people"
    )
    mapping: dict[str, Any] = must("how its people and labels map")


class YearInFile(RuleModel):
    """What the books say about a fiscal year."""

    year: Count = must("the calendar year the fiscal year ends in")
    surplus: MoneyText = must("the surplus before tax, after all other expenses; below zero for a loss")
    tax: MoneyText = must("the tax as reckoned by the accountant; may be “0.00”")
    closed_on: IsoDay = must("the day of the close")
    collective: MoneyText | None = may(
        None, says="the collective account before the close", absent="not stated"
    )
    funds: dict[str, MoneyText] = may({}, says="each named fund before the close", absent="no fund is stated")


class FactsFile(RuleModel):
    """Facts for the `bylaws` commands; schema from `bylaws schema facts`."""

    facts: Literal["toad-lane-facts/1"] = must("the format")
    currency: str = must("the ISO 4217 currency of every amount")
    people: list[PersonInFile] = must("everyone who worked or was a member")
    hours: list[HoursInFile] = may([], says="entries of hours", absent="none in the file itself")
    exports: list[HoursFromExport] = may([], says="exports of other trackers", absent="none")
    payments: list[PaymentInFile] = may([], says="capital paid in and out", absent="none")
    years: list[YearInFile] = must("what the books say, by year")
