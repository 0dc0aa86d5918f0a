"""The facts file: one documented JSON, and the year's facts made from it."""

from __future__ import annotations

import datetime as dt
import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.fields import FieldFault, MoneyText, RuleModel, may, must
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.rules import Rule
from bylaws.charter.text import BareNumber
from bylaws.facts.cells import Cell, Entry, cells, cuts
from bylaws.facts.people import Person, Spell, Stretch, person, stretches
from bylaws.facts.year import Standing, YearFacts, earning_capital
from bylaws.kernel.faults import Fault, InputFault, NotThere
from bylaws.kernel.money import Money, decimals, zero
from bylaws.kernel.periods import Period

FORMAT = "toad-lane-facts/1"
EVER = Period(dt.date.min, None)
EntryStream = Iterable[Entry]


def _iso_day(text: str) -> str:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        raise FieldFault(
            InputFault(
                "“{given}” is not a date.",
                code="date.form",
                next_step="Write year, month and day, as in “2025-01-31”.",
                given=text[:60],
            )
        ) from None
    return text


IsoDay = Annotated[str, Field(json_schema_extra={"format": "date"}), AfterValidator(_iso_day)]
Key = Annotated[str, Field(min_length=1, max_length=200)]


class SpellInFile(RuleModel):
    """A stage and when it was held."""

    stage: Key = must("the stage")
    from_day: IsoDay = must("its first day, written `from`", alias="from")
    until: IsoDay | None = may(None, says="the first day after it", absent="it has not ended")


class OpeningInFile(RuleModel):
    """What a person's account held on a day, before the payments listed."""

    on: IsoDay = must("the day")
    paid_in: MoneyText = must("paid of the buy-in")
    notices: MoneyText = must("held in written notices")


class PersonInFile(RuleModel):
    """One person."""

    key: Key = must("a stable key; ties between equal remainders go by it")
    name: str = must("the name", min_length=1)
    stages: list[SpellInFile] = must("the stages, dated")
    opening: OpeningInFile | None = may(None, says="the account's opening balance", absent="it opened empty")
    earlier_hours: int = may(0, says="whole hours of all earlier years, for tenure", absent="none", ge=0)


class PaymentInFile(RuleModel):
    """Money that went into or out of a person's capital account."""

    person: Key = must("whose")
    what: Literal["buy-in", "buy-in-from-patronage", "notice", "redemption"] = must(
        "buy-in paid, paid from patronage, a notice received, or a notice paid back"
    )
    amount: MoneyText = must("how much, above zero")
    on: IsoDay = must("the day")


class HoursInFile(RuleModel):
    """One entry of hours, written in the file itself."""

    person: Key = must("whose")
    work: Key = must("the kind of work")
    day: IsoDay = must("the day it began")
    seconds: int = must("whole seconds")


class HoursFromExport(RuleModel):
    """Hours read from another tracker's export beside the facts file."""

    path: str = must("the file, relative to the facts file", min_length=1)
    date_order: Literal["ymd", "mdy", "dmy"] | None = may(
        None, says="the order of day and month", absent="the file's own dates must tell"
    )
    numbers: Literal["hours", "seconds"] | None = may(
        None, says="what a bare number of its duration counts", absent="the file's own columns must tell"
    )
    mapping: dict[str, Any] = must("how its people and labels map; see the guide on importing hours")


class YearInFile(RuleModel):
    """What the books say about a fiscal year."""

    year: int = must("the calendar year the fiscal year ends in")
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


@dataclass(frozen=True)
class Facts:
    """A facts file read, with its people in order."""

    file: FactsFile
    people: Mapping[str, Person]

    def stretched(self, charter: Charter, period: Period) -> dict[str, Sequence[Stretch]]:
        """Each person's stretches of a period under a charter and its amendments."""
        days = cuts(charter, period)
        return {key: stretches(who, period, days) for key, who in self.people.items()}

    def for_year(self, charter: Charter, year: int, exported: EntryStream = ()) -> YearFacts:
        """The facts of one fiscal year; `exported` are entries read from the exports it names.

        Faults: `facts.no-such-year`, those of the cells, and `hours.unknown-work`.
        """
        stated = next((y for y in self.file.years if y.year == year), None)
        if stated is None:
            raise NotThere(
                "The facts do not state a surplus for {year}.",
                code="facts.no-such-year",
                next_step="Add the year to `years`.",
                year=year,
            )
        period, text = charter.for_year(year)
        inline = ((h.person, h.work, dt.date.fromisoformat(h.day), h.seconds) for h in self.file.hours)
        stretched = self.stretched(charter, period)
        worked = cells(_chain(inline, exported), people=self.people, stretched=stretched)
        check_work(worked, charter)
        closed_on = dt.date.fromisoformat(stated.closed_on)
        return YearFacts(
            year=year,
            surplus=stated.surplus,
            tax=stated.tax,
            closed_on=closed_on,
            people=self.people,
            cells=worked,
            standing={p.key: self._standing(p, period, text, closed_on) for p in self.file.people},
            collective=stated.collective,
            funds=stated.funds,
        )

    def _standing(self, who: PersonInFile, period: Period, text: InForce, closed_on: dt.date) -> Standing:
        paid_in, _ = self._capital(who, closed_on)
        held = self._capital(who, period.from_day - dt.timedelta(days=1))
        return Standing(paid_in, earning_capital(*held, text), 3600 * who.earlier_hours)

    def _capital(self, who: PersonInFile, through: dt.date) -> tuple[Money, Money]:
        """What a person has paid in, and holds in notices, at the end of a day."""
        paid_in = self._moved(who, through, "buy-in", "buy-in-from-patronage")
        notices = self._moved(who, through, "notice") - self._moved(who, through, "redemption")
        if who.opening is not None and dt.date.fromisoformat(who.opening.on) <= through:
            return paid_in + who.opening.paid_in, notices + who.opening.notices
        return paid_in, notices

    def _moved(self, who: PersonInFile, until: dt.date, *what: str) -> Money:
        amounts = [
            p.amount
            for p in self.file.payments
            if p.person == who.key and p.what in what and dt.date.fromisoformat(p.on) <= until
        ]
        return sum(amounts, start=zero(self.file.currency))


def _chain(*streams: EntryStream) -> EntryStream:
    for stream in streams:
        yield from stream


def check_work(worked: Iterable[Cell], charter: Charter) -> None:
    """Every kind of work is one the charter names on the day worked; fault `hours.unknown-work`."""
    for cell in worked:
        rule = charter.on(cell.period.from_day).rule("hours", Hours)
        if cell.work not in [kind.name for kind in rule.says.kinds]:
            raise unknown_work(cell.work, rule)


def unknown_work(work: str, rule: Rule[Hours]) -> InputFault:
    """The fault for a kind of work the charter does not name, with the nearest one it does."""
    known = [kind.name for kind in rule.says.kinds]
    near = difflib.get_close_matches(work, known, n=1)
    return InputFault(
        "“{work}” is not a kind of work the charter names.",
        code="hours.unknown-work",
        next_step="Did you mean “{near}”?" if near else "Map it to one of: {known}.",
        article=rule.article,
        work=work[:80],
        near=near[0] if near else "",
        known=", ".join(known),
    )


def read_facts(source: str, *, where: str = "facts.json") -> Facts:
    """Read a facts file; faults `facts.json`, `facts.value`, `facts.person-twice` and those of people."""
    try:
        written = json.loads(source, parse_float=BareNumber)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputFault(
            "The facts are not well-formed JSON: {error}.",
            code="facts.json",
            next_step="Check commas, quotes and brackets.",
            where=where,
            error=str(error)[:200],
        ) from None
    currency = written.get("currency") if isinstance(written, dict) else None
    if currency is not None:
        decimals(currency)
    try:
        file = FactsFile.model_validate(written, context={"currency": currency})
    except ValidationError as error:
        raise _value_fault(error, where) from None
    people: dict[str, Person] = {}
    for one in sorted(file.people, key=lambda p: p.key):
        if one.key in people:
            raise InputFault(
                "The key “{key}” stands for two people.",
                code="facts.person-twice",
                next_step="Give each person a key of their own.",
                where=where,
                key=one.key,
            )
        spells = [Spell(s.stage, _period(s, one.name)) for s in one.stages]
        people[one.key] = person(one.key, one.name, spells)
    return Facts(file, people)


def _period(spell: SpellInFile, name: str) -> Period:
    start = dt.date.fromisoformat(spell.from_day)
    until = dt.date.fromisoformat(spell.until) if spell.until else None
    if until is not None and until <= start:
        raise InputFault(
            "The stage “{stage}” of {name} ends before it begins.",
            code="people.stage-backwards",
            next_step="`until` is the first day after it.",
            stage=spell.stage,
            name=name,
        )
    return Period(start, until)


def _value_fault(error: ValidationError, where: str) -> Fault:
    first = error.errors()[0]
    path = ".".join(str(part) for part in first["loc"])
    carried = (first.get("ctx") or {}).get("error")
    if isinstance(carried, FieldFault):
        fault = carried.fault
        return InputFault(
            fault.template,
            code=fault.code,
            next_step=fault.next_step_template,
            where=f"{where}: {path}",
            **fault.values,
        )
    return InputFault(
        "{path} does not hold what it should: {problem}.",
        code="facts.value",
        next_step="Compare it with `bylaws schema facts`.",
        where=where,
        path=path or "The file",
        problem=first["msg"][:1].lower() + first["msg"][1:],
    )
