"""Closing a year: a charter and the facts of the year in, every figure out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.kinds.buy_in import BuyIn
from bylaws.charter.kinds.capital import Capital
from bylaws.charter.kinds.surplus import Surplus
from bylaws.charter.kinds.tax import Tax
from bylaws.charter.rules import Rule
from bylaws.facts.people import Person
from bylaws.facts.year import YearFacts
from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, InputFault
from bylaws.kernel.money import Money, share_of, split, total, zero
from bylaws.kernel.periods import Period, fiscal_year
from bylaws.surplus.closing import Closing, MemberShare, Note, Parts, StepLine
from bylaws.surplus.law import LAWS, Law, payment_period_ends
from bylaws.surplus.losses import bear
from bylaws.surplus.measures import Measures, eligible_stages
from bylaws.surplus.postings import postings
from bylaws.surplus.shares import OpenBuyIns, Terms, shares_of_step
from bylaws.surplus.waterfall import Waterfall


@dataclass(frozen=True)
class _Year:
    """One year on its way through a close: the texts that govern it and its facts."""

    charter: Charter
    text: InForce
    rule: Rule[Surplus]
    facts: YearFacts
    period: Period
    law: Law

    def measures(self, stages: Iterable[str]) -> Measures:
        """The measures among people of some stages."""
        return Measures(self.charter, self.facts, self.period, frozenset(stages))

    def balances(self) -> dict[str, Money]:
        """The balances before the close, as far as the facts state them."""
        known = {f"fund/{name}": amount for name, amount in self.facts.funds.items()}
        return known if self.facts.collective is None else {**known, "collective": self.facts.collective}


def close_year(charter: Charter, facts: YearFacts, *, known_by: dt.date | None = None) -> Closing:
    """Close the fiscal year `facts.year` under the text that governs it, as known by `known_by`.

    The surplus, tax and capital rules are those of the year's first day; hours count by the text of
    the day worked. A year whose tax is more than its surplus is a year with a loss. Faults:
    `close.currency`, `close.not-over`, `close.tax`, `charter.not-yet`, `surplus.step-twice`,
    `surplus.tax-step`, `surplus.interest-step`, those of the waterfall, of the measures and of pay, and
    `CharterSilent` where a rule is missing.
    """
    charter = charter if known_by is None else charter.known(known_by)
    period, text = charter.for_year(facts.year)
    _check(charter, facts, period)
    law = LAWS[text.rule("tax", Tax).says.mode]
    year = _Year(charter, text, text.rule("surplus", Surplus), facts, period, law)
    _check_steps_once(year.rule)
    return _with_loss(year) if facts.surplus < facts.tax else _with_surplus(year)


def _with_surplus(year: _Year) -> Closing:
    facts = year.facts
    owed_interest = _interest(year)
    flow = Waterfall(
        rule=year.rule,
        opening=facts.surplus,
        tax=facts.tax,
        interest=total(list(owed_interest.values()), facts.surplus.currency),
        balances=year.balances(),
        left=facts.surplus,
    )
    _set_aside(year, flow)
    shares: list[MemberShare] = []
    interest: dict[str, Money] = {}
    buy_ins = OpenBuyIns(open_buy_ins(year.charter, facts))
    terms = Terms(year.law, year.period, facts.closed_on)
    for number, step in enumerate(year.rule.says.steps, start=1):
        line = flow.take(number, step)
        if step.to == "interest":
            interest = split(line.amount, {who: owed.minor for who, owed in owed_interest.items()})
        if step.to == "members":
            shares += shares_of_step(
                line, step, measures=year.measures(step.eligible or ()), terms=terms, buy_ins=buy_ins
            )
    _check_placed(year, flow.lines, interest=flow.interest)
    flow.check_all_placed()
    return _closing(year, flow.lines, shares=shares, interest=interest)


def _with_loss(year: _Year) -> Closing:
    facts, rule = year.facts, year.rule
    loss = facts.tax - facts.surplus
    borne = bear(loss, rule, balances=year.balances(), measures=year.measures)
    lines = list(borne.steps)
    if facts.tax:
        lines.insert(0, StepLine(0, "tax", None, facts.tax, -loss, rule.article, code="step.tax-as-stated"))
    return _closing(year, lines, losses=borne.members)


def _closing(
    year: _Year,
    steps: list[StepLine],
    *,
    shares: list[MemberShare] | None = None,
    interest: dict[str, Money] | None = None,
    losses: dict[str, Money] | None = None,
) -> Closing:
    parts = Parts(
        tuple(steps),
        tuple(shares or ()),
        tuple(sorted((interest or {}).items())),
        tuple(sorted((losses or {}).items())),
    )
    notes = _notes(parts.shares, year.period, year.law)
    return Closing(
        year.charter, year.text, year.facts, year.period, parts, postings(year.facts, parts), notes
    )


def _check(charter: Charter, facts: YearFacts, period: Period) -> None:
    currency = charter.base_front.currency
    balances = (
        [*facts.funds.values()] if facts.collective is None else [facts.collective, *facts.funds.values()]
    )
    for amount in (facts.surplus, facts.tax, *balances):
        if amount.currency != currency:
            raise InputFault(
                "The amounts are in {given}; the charter reckons in {currency}.",
                code="close.currency",
                next_step="State them in the charter's currency.",
                given=amount.currency,
                currency=currency,
            )
    if period.until is not None and facts.closed_on < period.until:
        raise InputFault(
            "The fiscal year {year} is not over before {until}.",
            code="close.not-over",
            next_step="Close it on or after that day; a preview can be dated so.",
            year=facts.year,
            until=period.until.isoformat(),
        )
    if facts.tax.minor < 0:
        raise InputFault(
            "A tax of {tax} is below zero.",
            code="close.tax",
            next_step="State the tax as an amount not below zero; a refund is part of the surplus.",
            tax=str(facts.tax),
        )


def _check_steps_once(rule: Rule[Surplus]) -> None:
    """Tax and interest are stated amounts: of two steps to one of them nothing says which holds."""
    for to in ("tax", "interest"):
        if sum(step.to == to for step in rule.says.steps) > 1:
            raise CharterAmbiguous(
                "Two steps go to {to}.",
                code="surplus.step-twice",
                next_step="Amend the article: let one of them stand.",
                article=rule.article,
                where=rule.where,
                to=to,
            )


def _check_placed(year: _Year, lines: list[StepLine], *, interest: Money) -> None:
    """Tax is placed in full, and interest that is promised has its step, though it may come to less."""
    placed = total([line.amount for line in lines if line.to == "tax"], interest.currency)
    if placed != year.facts.tax:
        raise CharterSilent(
            "A tax of {tax} is stated, and the steps place {placed} of it.",
            code="surplus.tax-step",
            next_step="Amend the article: let the first step go to tax, or state the surplus after tax.",
            article=year.rule.article,
            tax=str(year.facts.tax),
            placed=str(placed),
        )
    if interest and not any(line.to == "interest" for line in lines):
        raise CharterSilent(
            "Members' capital earned {interest} of interest, and no step goes to it.",
            code="surplus.interest-step",
            next_step="Amend the article: add a step to interest, or let capital earn none.",
            article=year.rule.article,
            interest=str(interest),
        )


def _set_aside(year: _Year, flow: Waterfall) -> None:
    """Surplus from the work of people who do not share, by hours that count for patronage."""
    if year.rule.says.from_others_work is None:
        return
    measures = year.measures(eligible_stages(step.eligible for step in year.rule.says.steps))
    everyone, theirs = measures.all_seconds, sum(measures.seconds.values())
    if everyone > theirs:
        after_tax = year.facts.surplus - year.facts.tax
        flow.set_aside(share_of(after_tax, Fraction(everyone - theirs, everyone)))


def open_buy_ins(charter: Charter, facts: YearFacts) -> dict[str, Money]:
    """What each member still owes of the buy-in: the amount on admission less what is paid in."""
    nothing, found = zero(facts.surplus.currency), dict[str, Money]()
    amounts: dict[dt.date, Money | None] = {}
    for key, who in facts.people.items():
        admitted = who.first_day_as("member")
        if admitted is None or admitted > facts.closed_on:
            continue
        if admitted not in amounts:
            rule = buy_in_on(charter, admitted)
            amounts[admitted] = rule.says.amount if rule else None
        amount, standing = amounts[admitted], facts.standing.get(key)
        if amount is not None:
            found[key] = max(amount - standing.paid_in, nothing) if standing else amount
    return found


def buy_in_rule(charter: Charter, who: Person) -> Rule[BuyIn] | None:
    """The buy-in that holds for a person: the text on the day of admission as a member."""
    admitted = who.first_day_as("member")
    return None if admitted is None else buy_in_on(charter, admitted)


def buy_in_on(charter: Charter, admitted: dt.date) -> Rule[BuyIn] | None:
    """The buy-in for those admitted on a day; for those of before, the first text's."""
    return charter.on(max(admitted, charter.base_front.starts())).maybe("buy-in", BuyIn)


def _interest(year: _Year) -> dict[str, Money]:
    """What the capital rule promises on the capital held at the year's start; part years by days."""
    rule = year.text.maybe("capital", Capital)
    rate = rule.says.interest if rule else None
    if rate is None:
        return {}
    whole = fiscal_year(year.facts.year, year.charter.base_front.fiscal_year_starts)
    part = rate * Fraction(year.period.days(), whole.days())
    standing = sorted(year.facts.standing.items())
    return {key: share_of(held.earning, part) for key, held in standing if held.earning.minor > 0}


def _notes(shares: tuple[MemberShare, ...], period: Period, law: Law) -> tuple[Note, ...]:
    ends = payment_period_ends(period, law)
    late = [i.due_on for share in shares for i in share.instalments if ends is not None and i.due_on > ends]
    return (Note("tax.after-payment-period", max(late)),) if late else ()
