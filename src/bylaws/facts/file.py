"""Reading the facts file, and the facts of one year made from it."""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.fields import FieldFault
from bylaws.charter.kinds.capital import Capital
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.membership import STAGES, Membership
from bylaws.charter.misfits import keys_of
from bylaws.charter.rules import Rule
from bylaws.charter.text import BareNumber
from bylaws.facts.cells import Cell, Entry, cells, cuts
from bylaws.facts.form import SHAPES, FactsFile, PaymentInFile, PersonInFile, SpellInFile, YearInFile
from bylaws.facts.joining import Joining
from bylaws.facts.people import Person, Spell, Stretch, person, stretches
from bylaws.facts.told import joining_of
from bylaws.facts.year import Standing, YearFacts, earning_capital
from bylaws.kernel.faults import Fault, InputFault, NotThere
from bylaws.kernel.money import Money, decimals, zero
from bylaws.kernel.periods import YEARS_UNTIL, Period

EntryStream = Iterable[Entry]
_HALF_A_PAIR = re.compile(r"\\u[dD][89a-fA-F]")


@dataclass(frozen=True)
class Facts:
    """A facts file read, with its people in order, and the way in of each."""

    file: FactsFile
    people: Mapping[str, Person]
    joining: Mapping[str, Joining]

    def stretched(self, charter: Charter, period: Period) -> dict[str, Sequence[Stretch]]:
        """Each person's stretches of a period under a charter and its amendments."""
        days = cuts(charter, period)
        return {key: stretches(who, period, days) for key, who in self.people.items()}

    def for_year(self, charter: Charter, year: int, exported: EntryStream = ()) -> YearFacts:
        """The facts of one fiscal year; `exported` are entries read from the exports it names.

        Faults: `facts.no-such-year`, `facts.opening-later`, `people.unknown-stage`, those of the cells, and
        `hours.unknown-work`.
        """
        stated = self._stated(year)
        period, text = charter.for_year(year)
        check_stages(self.people.values(), charter, period)
        worked = self.worked(charter, period, exported)
        check_work(worked, charter)
        return YearFacts(
            year=year,
            surplus=stated.surplus,
            tax=stated.tax,
            closed_on=dt.date.fromisoformat(stated.closed_on),
            people=self.people,
            cells=worked,
            standing={p.key: self._standing(p, period, text, stated) for p in self.file.people},
            collective=stated.collective,
            funds=stated.funds,
        )

    def worked(self, charter: Charter, period: Period, exported: EntryStream = ()) -> tuple[Cell, ...]:
        """The hours of a period as cells; faults as in `for_year`."""
        inline = ((h.person, h.work, dt.date.fromisoformat(h.day), h.seconds) for h in self.file.hours)
        stretched = self.stretched(charter, period)
        return cells(_chain(inline, exported), people=self.people, stretched=stretched)

    def paid_in(self, key: str, on: dt.date) -> Money:
        """What of the buy-in somebody had paid by the end of a day, in money or from patronage."""
        who = next(one for one in self.file.people if one.key == key)
        return self._capital(who, on, with_the_day=True, before=YEARS_UNTIL)[0]

    def _stated(self, year: int) -> YearInFile:
        for stated in self.file.years:
            if stated.year == year:
                return stated
        raise NotThere(
            "The facts do not state a surplus for {year}.",
            code="facts.no-such-year",
            next_step="Add the year to `years`.",
            year=year,
        )

    def _standing(self, who: PersonInFile, period: Period, text: InForce, stated: YearInFile) -> Standing:
        closed_on = dt.date.fromisoformat(stated.closed_on)
        rule = text.maybe("capital", Capital)
        asked_about = period.from_day if rule and rule.says.interest else closed_on
        _check_opening(who, stated.year, asked_about)
        paid_in, _ = self._capital(who, closed_on, with_the_day=True, before=stated.year)
        held = self._capital(who, period.from_day, with_the_day=False, before=stated.year)
        return Standing(paid_in, earning_capital(*held, text), 3600 * who.earlier_hours)

    def _capital(
        self, who: PersonInFile, day: dt.date, *, with_the_day: bool, before: int
    ) -> tuple[Money, Money]:
        """What a person has paid in, and holds in notices, as a day begins or with what moved on it.

        What came from the close of a year counts in the closes of later years alone.
        """
        nothing = zero(self.file.currency)
        moved = dict.fromkeys(("buy-in", "buy-in-from-patronage", "notice", "redemption"), nothing)
        for payment in self._payments.get(who.key, ()):
            on = dt.date.fromisoformat(payment.on)
            known = payment.year is None or payment.year < before
            if known and (on < day or (with_the_day and on == day)):
                moved[payment.what] += payment.amount
        paid_in = moved["buy-in"] + moved["buy-in-from-patronage"]
        notices = moved["notice"] - moved["redemption"]
        if who.opening is not None and dt.date.fromisoformat(who.opening.on) <= day:
            return paid_in + who.opening.paid_in, notices + who.opening.notices
        return paid_in, notices

    @cached_property
    def _payments(self) -> dict[str, list[PaymentInFile]]:
        found: dict[str, list[PaymentInFile]] = {}
        for payment in self.file.payments:
            found.setdefault(payment.person, []).append(payment)
        return found


def _check_opening(who: PersonInFile, year: int, day: dt.date) -> None:
    """Whether it is known what somebody's account held on a day."""
    held = who.opening
    if held and (held.paid_in or held.notices) and dt.date.fromisoformat(held.on) > day:
        raise InputFault(
            "The account of {name} is known from {opened} on; the close of {year} asks about {day}.",
            code="facts.opening-later",
            next_step="State an opening balance of that day or before.",
            name=who.name,
            opened=held.on,
            year=year,
            day=day.isoformat(),
        )


def _chain(*streams: EntryStream) -> EntryStream:
    for stream in streams:
        yield from stream


def check_work(worked: Iterable[Cell], charter: Charter) -> None:
    """Every kind of work is one the charter names on the day worked; fault `hours.unknown-work`."""
    for day, work in sorted({(cell.period.from_day, cell.work) for cell in worked}):
        rule = charter.on(day).rule("hours", Hours)
        if work not in [kind.name for kind in rule.says.kinds]:
            raise unknown_work(work, rule)


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


def check_stages(people: Iterable[Person], charter: Charter, period: Period) -> None:
    """Every stage held within a period is a usual one, or one the charter names; `people.unknown-stage`.

    A misspelt stage would leave its person out of every share without a word.
    """
    texts = [charter.on(day) for day in (period.from_day, *charter.changes_within(period))]
    rules = [text.maybe("membership", Membership) for text in texts]
    known = {*STAGES, *(stage.name for rule in rules if rule for stage in rule.says.stages)}
    for who in people:
        for spell in who.spells:
            if spell.stage not in known and spell.period.overlap(period):
                raise _unknown_stage(who, spell.stage, known, next((rule for rule in rules if rule), None))


def _unknown_stage(who: Person, stage: str, known: set[str], rule: Rule[Membership] | None) -> InputFault:
    near = difflib.get_close_matches(stage, sorted(known), n=1)
    return InputFault(
        "{name} is “{stage}”, a stage the charter does not name.",
        code="people.unknown-stage",
        next_step="Did you mean “{near}”?" if near else "The stages are {stages}.",
        article=rule.article if rule else None,
        name=who.name,
        stage=stage[:80],
        near=near[0] if near else "",
        stages=", ".join(sorted(known)),
    )


def read_facts(source: str, *, where: str = "facts.json") -> Facts:
    """Read a facts file.

    Faults: `facts.json`, `facts.key-twice`, `facts.value` and those of single values, `facts.person-twice`,
    `facts.year-twice`, `facts.payment-person`, `facts.payment-before-opening` and those of people.
    """
    try:
        return _facts(_json(source))
    except Fault as fault:
        fault.where = f"{where}: {fault.where}" if fault.where else where
        raise


def _facts(written: Any) -> Facts:
    currency = written.get("currency") if isinstance(written, dict) else None
    if currency is not None:
        decimals(currency)
    try:
        file = FactsFile.model_validate(written, context={"currency": currency})
    except ValidationError as error:
        raise _value_fault(error.errors(include_url=False)[0]) from None
    people: dict[str, Person] = {}
    for one in sorted(file.people, key=lambda p: p.key):
        if one.key in people:
            raise _twice("facts.person-twice", "The key “{twice}” stands for two people.", one.key)
        spells = [Spell(s.stage, _period(s, one.name)) for s in one.stages]
        people[one.key] = person(one.key, one.name, spells)
    _check_years(file)
    _check_payments(file)
    return Facts(file, people, {one.key: joining_of(one) for one in file.people})


def _json(source: str) -> Any:
    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        table = dict(found)
        if len(table) < len(found):
            keys = [key for key, _ in found]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise _twice("facts.key-twice", "“{twice}” is stated twice in one table.", twice)
        return table

    try:
        written = json.loads(source, parse_float=BareNumber, object_pairs_hook=pairs)
        if _HALF_A_PAIR.search(source):
            # half a character is none, and cannot be told
            json.dumps(written, ensure_ascii=False, default=str).encode()
    except (ValueError, RecursionError) as error:
        raise InputFault(
            "The facts are not well-formed JSON: {error}.",
            code="facts.json",
            next_step="Check commas, quotes and brackets.",
            error=str(error)[:200],
        ) from None
    return written


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


def _check_years(file: FactsFile) -> None:
    seen: set[int] = set()
    for one in file.years:
        if one.year in seen:
            raise _twice("facts.year-twice", "The year {twice} is stated twice.", str(one.year))
        seen.add(one.year)


def _check_payments(file: FactsFile) -> None:
    """Every payment is somebody's, and none is counted once in an opening balance and once more."""
    opened = {one.key: one.opening.on if one.opening else "" for one in file.people}
    for payment in file.payments:
        if payment.person not in opened:
            raise InputFault(
                "A payment names “{who}”, whom the facts do not know.",
                code="facts.payment-person",
                next_step="Correct the key, or add the person.",
                who=payment.person,
            )
        if payment.on < opened[payment.person]:
            raise InputFault(
                "A payment of {who} on {day} is older than the opening balance of {opened}, which holds it.",
                code="facts.payment-before-opening",
                next_step="Leave it out, or state an earlier opening balance.",
                who=payment.person,
                day=payment.on,
                opened=opened[payment.person],
            )


def _twice(code: str, says: str, twice: str) -> InputFault:
    return InputFault(says, code=code, next_step="Let one of them stand.", twice=twice[:200])


def _value_fault(first: ErrorDetails) -> Fault:
    path = ".".join(str(part) for part in first["loc"])
    carried = first.get("ctx", {}).get("error")
    if isinstance(carried, FieldFault):
        fault = carried.fault
        fault.where = path
        return fault
    if first["type"] == "extra_forbidden":
        return _unknown_key(path)
    return InputFault(
        "{path} does not hold what it should: {problem}.",
        code="facts.value",
        next_step="Compare it with `bylaws schema facts`.",
        path=path or "The file",
        problem=_problem(first),
    )


def _problem(first: ErrorDetails) -> str:
    shape = SHAPES.get(str(first.get("ctx", {}).get("pattern")))
    return shape or first["msg"][:1].lower() + first["msg"][1:]


def _unknown_key(path: str) -> InputFault:
    key, known = path.rpartition(".")[2], keys_of(FactsFile)
    near = [] if key in known else difflib.get_close_matches(key, known, n=1)
    return InputFault(
        "{path} is no key of the facts.",
        code="facts.unknown-key",
        next_step="Did you mean “{near}”?" if near else "Compare it with `bylaws schema facts`.",
        path=path[:200],
        near=near[0] if near else "",
    )
