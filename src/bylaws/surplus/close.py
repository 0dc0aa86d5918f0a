"""Closing a year: a charter and the facts of the year in, every figure out."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.kinds.buy_in import BuyIn
from bylaws.charter.kinds.capital import Capital
from bylaws.charter.kinds.surplus import Surplus
from bylaws.charter.kinds.tax import Tax
from bylaws.charter.rules import Rule
from bylaws.facts.people import Person
from bylaws.facts.year import YearFacts
from bylaws.kernel.faults import CharterSilent, InputFault
from bylaws.kernel.money import Money, share_of, split, zero
from bylaws.kernel.periods import Period, fiscal_year
from bylaws.surplus.closing import Closing, MemberShare, Note, StepLine
from bylaws.surplus.law import LAWS, Law, payment_period_ends
from bylaws.surplus.losses import bear
from bylaws.surplus.measures import Measures, eligible_stages
from bylaws.surplus.postings import postings
from bylaws.surplus.shares import OpenBuyIns, Terms, shares_of_step
from bylaws.surplus.waterfall import Waterfall


def close_year(charter: Charter, facts: YearFacts, *, known_by: dt.date | None = None) -> Closing:
    """Close the fiscal year `facts.year` under the text that governs it.

    The surplus, tax and capital rules are those of the year's first day; hours count by the text of
    the day worked. Faults: `close.not-over`, `close.before-the-charter`, `close.tax`, those of the
    waterfall, of the measures and of pay, and `CharterSilent` where a rule is missing.
    """
    period, text = charter.for_year(facts.year, known_by=known_by)
    _check(charter, facts, period)
    rule = text.rule("surplus", Surplus)
    law = LAWS[text.rule("tax", Tax).says.mode]
    interest_by_person = _interest(charter, text, facts, period)
    if facts.surplus.minor < 0:
        return _with_loss(charter, text, rule, facts, period)
    return _with_surplus(charter, text, rule, facts, period, law, interest_by_person)


def _with_surplus(
    charter: Charter,
    text: InForce,
    rule: Rule[Surplus],
    facts: YearFacts,
    period: Period,
    law: Law,
    owed_interest: dict[str, Money],
) -> Closing:
    currency = facts.surplus.currency
    flow = Waterfall(
        rule=rule,
        opening=facts.surplus,
        tax=facts.tax,
        interest=sum(owed_interest.values(), start=zero(currency)),
        balances=_balances(facts),
        left=facts.surplus,
    )
    _set_aside(charter, rule, facts, period, flow)
    shares: list[MemberShare] = []
    interest: dict[str, Money] = {}
    buy_ins = OpenBuyIns(open_buy_ins(charter, facts))
    terms = Terms(law, period, facts.closed_on)
    for number, step in enumerate(rule.says.steps, start=1):
        line = flow.take(number, step)
        if step.to == "interest":
            interest = split(line.amount, {who: owed.minor for who, owed in owed_interest.items()})
        if step.to == "members":
            measures = Measures(charter, facts, period, frozenset(step.eligible or []))
            shares += shares_of_step(
                number, step, line.amount, article=rule.article, measures=measures, terms=terms, buy_ins=buy_ins
            )
    _check_tax_placed(rule, facts, flow.lines)
    flow.check_all_placed()
    steps, earned = tuple(flow.lines), tuple(sorted(interest.items()))
    return Closing(
        charter,
        text,
        facts,
        period,
        steps,
        tuple(shares),
        earned,
        (),
        postings(facts, steps, tuple(shares), earned, ()),
        _notes(shares, period, law),
    )


def _with_loss(charter: Charter, text: InForce, rule: Rule[Surplus], facts: YearFacts, period: Period) -> Closing:
    loss_steps = rule.says.losses.steps if rule.says.losses else []
    measures_for = {
        stages: Measures(charter, facts, period, stages)
        for stages in {frozenset(step.eligible or []) for step in loss_steps}
    }
    borne = bear(facts.tax - facts.surplus, rule, balances=_balances(facts), measures_for=measures_for)
    steps = borne.steps
    if facts.tax:
        tax = StepLine(0, "tax", None, facts.tax, -(facts.tax - facts.surplus), rule.article, False, "step.tax-as-stated")
        steps = (tax, *steps)
    posted = postings(facts, steps, (), (), borne.members)
    return Closing(charter, text, facts, period, steps, (), (), borne.members, posted, ())


def _check(charter: Charter, facts: YearFacts, period: Period) -> None:
    currency = charter.base_front.currency
    for amount in (facts.surplus, facts.tax):
        if amount.currency != currency:
            raise InputFault(
                "The amounts are in {given}; the charter reckons in {currency}.",
                code="close.currency",
                next_step="State them in the charter's currency.",
                given=amount.currency,
                currency=currency,
            )
    if period.until is None or period.until <= period.from_day:
        raise InputFault(
            "The fiscal year {year} ended before the charter took effect on {starts}.",
            code="close.before-the-charter",
            next_step="Close a year the charter governs.",
            year=facts.year,
            starts=charter.base_front.starts().isoformat(),
        )
    if facts.closed_on < period.until:
        raise InputFault(
            "The fiscal year {year} is not over before {until}.",
            code="close.not-over",
            next_step="Close it on or after that day; a preview can be dated so.",
            year=facts.year,
            until=period.until.isoformat(),
        )
    if facts.tax.minor < 0 or (facts.surplus.minor >= 0 and facts.tax > facts.surplus):
        raise InputFault(
            "A tax of {tax} does not fit a surplus of {surplus}.",
            code="close.tax",
            next_step="State the surplus before tax, and the tax as an amount not below zero.",
            tax=str(facts.tax),
            surplus=str(facts.surplus),
        )


def _check_tax_placed(rule: Rule[Surplus], facts: YearFacts, lines: list[StepLine]) -> None:
    placed = sum((line.amount.minor for line in lines if line.to == "tax"), 0)
    if placed != facts.tax.minor:
        raise CharterSilent(
            "A tax of {tax} is stated, and the steps place {placed} of it.",
            code="surplus.tax-step",
            next_step="Amend the article: let the first step go to tax, or state the surplus after tax.",
            article=rule.article,
            tax=str(facts.tax),
            placed=str(Money(placed, facts.tax.currency)),
        )


def _set_aside(charter: Charter, rule: Rule[Surplus], facts: YearFacts, period: Period, flow: Waterfall) -> None:
    """Surplus from the work of people who do not share, by hours that count for patronage."""
    if rule.says.from_others_work is None:
        return
    stages = eligible_stages(step.eligible for step in rule.says.steps)
    measures = Measures(charter, facts, period, stages)
    everyone, theirs = measures.all_seconds, sum(measures.seconds.values())
    if everyone > theirs:
        after_tax = facts.surplus - facts.tax
        flow.set_aside(share_of(after_tax, Fraction(everyone - theirs, everyone)))


def _balances(facts: YearFacts) -> dict[str, Money]:
    balances = {f"fund/{name}": amount for name, amount in facts.funds.items()}
    return balances if facts.collective is None else {**balances, "collective": facts.collective}


def open_buy_ins(charter: Charter, facts: YearFacts) -> dict[str, Money]:
    """What each member still owes of the buy-in: the amount on admission less what is paid in."""
    found: dict[str, Money] = {}
    for key, who in facts.people.items():
        rule = buy_in_rule(charter, who)
        standing = facts.standing.get(key)
        if rule is None or (who.first_day_as("member") or dt.date.max) > facts.closed_on:
            continue
        paid = standing.paid_in if standing else zero(facts.surplus.currency)
        found[key] = max(rule.says.amount - paid, zero(facts.surplus.currency))
    return found


def buy_in_rule(charter: Charter, who: Person) -> Rule[BuyIn] | None:
    """The buy-in that holds for a person: the text on the day of admission as a member."""
    admitted = who.first_day_as("member")
    if admitted is None:
        return None
    return charter.on(max(admitted, charter.base_front.starts())).maybe("buy-in", BuyIn)


def _interest(charter: Charter, text: InForce, facts: YearFacts, period: Period) -> dict[str, Money]:
    """What the capital rule promises on the capital held at the year's start; part years by days."""
    rule = text.maybe("capital", Capital)
    rate = rule.says.interest if rule else None
    if rate is None:
        return {}
    whole = fiscal_year(facts.year, charter.base_front.fiscal_year_starts)
    part = Fraction(period.days(), whole.days())
    return {key: share_of(s.earning, rate * part) for key, s in sorted(facts.standing.items()) if s.earning.minor > 0}


def _notes(shares: list[MemberShare], period: Period, law: Law) -> tuple[Note, ...]:
    ends = payment_period_ends(period, law)
    late = [i.due_on for share in shares for i in share.instalments if ends is not None and i.due_on > ends]
    return (Note("tax.after-payment-period", max(late)),) if late else ()
