"""Comparing a close with somebody else's figures for the same year, person by person and step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money, total, zero
from bylaws.kernel.reasons import Reason
from bylaws.surplus.closing import Closing, StepLine
from bylaws.surplus.compare import telling
from bylaws.surplus.compare.columns import Columns
from bylaws.surplus.compare.searching import Fit, best_fit
from bylaws.surplus.compare.supposing import Supposing
from bylaws.surplus.compare.theirs import COLUMNS, SHARE, Amounts, Theirs


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person on both sides. `theirs` lacks the columns their sheet does not have for the person."""

    person: str
    ours: Amounts
    theirs: Amounts
    reasons: tuple[Reason, ...]
    """Why their figures are what they are; empty where nothing differs."""

    def difference(self, column: str) -> Money | None:
        """Theirs less ours; None where they say nothing."""
        said = self.theirs.get(column)
        return said - self.ours[column] if said is not None else None

    @property
    def differs(self) -> bool:
        """Whether any figure they state is another than ours."""
        return any(self.difference(column) for column in COLUMNS)


@dataclass(frozen=True, slots=True)
class StepCompared:
    """One step on both sides; `theirs` is None where their sheet does not say."""

    line: StepLine
    theirs: Money | None
    reasons: tuple[Reason, ...]

    @property
    def difference(self) -> Money | None:
        """Theirs less ours."""
        return self.theirs - self.line.amount if self.theirs is not None else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs, and `findings`: each mistake once, those of all before those of one."""

    steps: tuple[StepCompared, ...]
    people: tuple[PersonLine, ...]
    findings: tuple[Reason, ...]

    @property
    def same(self) -> bool:
        """Whether every figure they state is ours."""
        return not any(line.differs for line in self.people) and not any(s.difference for s in self.steps)


def compare(closing: Closing, theirs: Theirs) -> Comparison:
    """Set a close with a surplus beside somebody else's figures, and find what explains the differences.

    Ours stand on the charter and the facts (`why`); theirs are explained by the plainest set of well-known
    mistakes under which they come out to the last unit, and where there is none, that is said. Faults:
    `compare.loss`, `compare.currency`, `compare.nobody`, `compare.stranger`.
    """
    _refuse(closing, theirs)
    supposing = Supposing(closing, tuple(theirs.people))
    fit = best_fit(supposing, theirs)
    general = [
        *telling.of_flow(fit, supposing),
        *telling.of_weighing(fit, supposing),
        *telling.of_rounding(fit, supposing),
    ]
    single = dict(telling.of_weights(fit, supposing, theirs))
    slips = {key: telling.slip(key, fit, supposing, theirs) for key in fit.people}
    columns = _columns(closing, supposing, theirs)
    people = tuple(_lines(closing, theirs, general, {**single, **slips}, columns))
    findings = [*general, *single.values(), *slips.values(), *_grouped(closing, columns)]
    return Comparison(
        tuple(_steps(closing, supposing, theirs, fit)),
        people,
        (*findings, *_totals(theirs)),
    )


def _refuse(closing: Closing, theirs: Theirs) -> None:
    if closing.facts.surplus < closing.facts.tax:
        raise InputFault(
            "{year} is a year with a loss; a trust run compares the members' parts of a surplus.",
            code="compare.loss",
            next_step="Choose a year with a surplus.",
            year=closing.facts.year,
        )
    if theirs.currency != closing.currency:
        raise InputFault(
            "Their amounts are in {theirs}, the close is in {ours}.",
            code="compare.currency",
            next_step="Give the amounts in the co-op's own currency.",
            theirs=theirs.currency,
            ours=closing.currency,
        )
    if not any(theirs.people.values()):
        raise InputFault(
            "There is no amount of any member to compare.",
            code="compare.nobody",
            next_step="Say which column holds the members, and which their shares.",
        )
    stranger = next((key for key in theirs.people if key not in closing.facts.people), None)
    if stranger is not None:
        raise InputFault(
            "“{who}” is nobody the facts of {year} know.",
            code="compare.stranger",
            next_step="Say who is meant, or leave the row out.",
            who=stranger[:80],
            year=closing.facts.year,
        )


def _lines(
    closing: Closing,
    theirs: Theirs,
    general: list[Reason],
    single: Mapping[str, Reason],
    columns: Mapping[str, Mapping[str, str]],
) -> list[PersonLine]:
    found = []
    for key in sorted(
        {*theirs.people, *(k for k, own in closing.by_person.items() if any(s.share for s in own))}
    ):
        ours, said = _ours(closing, key), theirs.people.get(key, {})
        moved = key in theirs.people and said.get(SHARE, ours[SHARE]) != ours[SHARE]
        reasons = [*general] if moved else []
        if key in single:
            reasons.append(single[key])
        elif moved:
            reasons += [reason for reason in single.values() if reason.code in MOVING]
        for column in COLUMNS[1:]:
            code = columns.get(column, {}).get(key)
            if code is not None:
                reasons.append(_of_column(closing, column, code, (key,)))
        found.append(PersonLine(key, ours, said, tuple(reasons)))
    return found


MOVING = {"theirs.left-out", "theirs.put-in", "theirs.more-hours", "theirs.fewer-hours"}
"""Where somebody's hours are put otherwise, everybody else's share moves too."""


def _ours(closing: Closing, key: str) -> dict[str, Money]:
    shares = closing.by_person.get(key, ())
    return {
        column: total([getattr(share, column) for share in shares], closing.currency) for column in COLUMNS
    }


def _columns(closing: Closing, supposing: Supposing, theirs: Theirs) -> dict[str, dict[str, str]]:
    """By column and person, what was done in their other columns; where one step alone gives to members."""
    giving = [n for n in supposing.member_steps if supposing.pots(("as-agreed", 0))[n]]
    if len(giving) != 1:
        return _plainly(closing, theirs)
    columns = Columns(closing, supposing.member_steps[giving[0]], theirs)
    return {column: columns.found(column) for column in COLUMNS[1:]}


def _plainly(closing: Closing, theirs: Theirs) -> dict[str, dict[str, str]]:
    """Only that a figure is another one."""
    return {
        column: {
            key: "theirs.unexplained-column"
            for key, amount in theirs.column(column).items()
            if amount != _ours(closing, key)[column]
        }
        for column in COLUMNS[1:]
    }


def _grouped(closing: Closing, columns: Mapping[str, Mapping[str, str]]) -> list[Reason]:
    """Each mistake of a column once, with everybody it touches."""
    found: dict[tuple[str, str], list[str]] = {}
    for column, by_person in columns.items():
        for key, code in by_person.items():
            found.setdefault((column, code), []).append(key)
    return [_of_column(closing, column, code, tuple(keys)) for (column, code), keys in found.items()]


NAMED = 6
"""How many people a finding names."""


def _of_column(closing: Closing, column: str, code: str, keys: tuple[str, ...]) -> Reason:
    names = ", ".join(closing.facts.people[key].name for key in keys[:NAMED])
    people = names if len(keys) <= NAMED else f"{names}, …"
    return Reason(code, {"people": people, "what": column.replace("_", "-")})


def _steps(closing: Closing, supposing: Supposing, theirs: Theirs, fit: Fit) -> list[StepCompared]:
    shares = theirs.column(SHARE)
    one = len(supposing.member_steps) == 1 and bool(shares)
    found = []
    for line in closing.parts.steps:
        said = theirs.steps.get(line.number)
        if said is None and one and line.to == "members":
            said = theirs.totals.get(SHARE, theirs.sum_of(SHARE))
        reasons: list[Reason] = []
        if said is not None and said != line.amount:
            reasons = _of_step(fit, supposing, line, said)
        found.append(StepCompared(line, said, tuple(reasons)))
    return found


def _of_step(fit: Fit, supposing: Supposing, line: StepLine, said: Money) -> list[Reason]:
    flow = telling.of_flow(fit, supposing)
    if fit.outcome.steps.get(line.number, zero(said.currency)) == said:
        return flow
    if line.to == "members":
        return [*flow, *telling.of_rounding(fit, supposing)]
    return [Reason("theirs.step-unexplained", {"step": line.number, "theirs": said, "ours": line.amount})]


def _totals(theirs: Theirs) -> list[Reason]:
    """Columns whose own totals row is not what the rows above it come to."""
    return [
        Reason(
            "theirs.total-row",
            {"what": column.replace("_", "-"), "theirs": said, "rows": theirs.sum_of(column)},
        )
        for column, said in theirs.totals.items()
        if theirs.column(column) and said != theirs.sum_of(column)
    ]
