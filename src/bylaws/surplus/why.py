"""Why a close came out as it did: reasons made when asked for, from the close alone."""

from __future__ import annotations

from fractions import Fraction

from bylaws.charter.kinds.capital import Capital
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.surplus import Step, Surplus
from bylaws.charter.kinds.tax import Tax
from bylaws.charter.rules import Rule
from bylaws.kernel.faults import NotThere
from bylaws.kernel.money import Money, at_least, share_of
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.surplus.close import buy_in_rule
from bylaws.surplus.closing import Closing, MemberShare, StepLine, WeighedPart
from bylaws.surplus.details import Basis, details
from bylaws.surplus.law import LAWS
from bylaws.surplus.losses import weigh_loss
from bylaws.surplus.measures import eligible_stages
from bylaws.surplus.shares import weigh_step


def why_step(closing: Closing, number: int) -> Reason:
    """Why one step of the waterfall took what it took; fault `close.no-such-step`."""
    line = _line(closing, number)
    values: dict[str, Value] = {
        "amount": abs(line.amount),
        "left": line.left,
        "to": line.name or line.to,
        "account": line.account,
        "opening": _opening(closing),
        "before": line.left + line.amount,
    }
    if line.share is not None:
        values["share"] = line.share
    if line.asked is not None:
        values["asked"] = line.asked
    parts = _others_work(closing) if line.code == "step.others-work" else ()
    return Reason(line.code, values, line.article, parts)


def why_share(closing: Closing, share: MemberShare) -> Explained[MemberShare]:
    """Why one member received what they did from one step, down to hours and articles."""
    line = _line(closing, share.step)
    step = _rule(closing).says.steps[share.step - 1]
    measures = closing.measures(frozenset(step.eligible or []))
    basis = Basis(closing, measures, line.article, step.hours_at_least)
    parts = [why_step(closing, share.step)]
    for part in _weighed(closing, line):
        parts += _divided(part, share.person, basis, tenure_at_most=step.tenure_at_most)
    parts += [*_cash(closing, share, step), *_retained(closing, share, line.article)]
    values: dict[str, Value] = {
        "person": closing.facts.people[share.person].name,
        "share": share.share,
        "year": closing.facts.year,
    }
    return Explained(share, Reason("share", values, line.article, tuple(parts)))


def why_person(closing: Closing, person: str) -> Explained[tuple[MemberShare, ...]]:
    """Why a person's year came out as it did, all steps together; fault `close.no-such-person`."""
    if person not in closing.facts.people:
        raise NotThere(
            "The facts of {year} do not know “{person}”.",
            code="close.no-such-person",
            next_step="Check the key.",
            year=closing.facts.year,
            person=person,
        )
    shares = closing.by_person.get(person, ())
    parts = [
        *(why_share(closing, share).reason for share in shares),
        *_interest(closing, person),
        *_loss(closing, person),
    ]
    values: dict[str, Value] = {"person": closing.facts.people[person].name, "year": closing.facts.year}
    code = "person" if parts else "person.takes-no-part"
    return Explained(shares, Reason(code, values, _rule(closing).article, tuple(parts)))


def _rule(closing: Closing) -> Rule[Surplus]:
    return closing.text.rule("surplus", Surplus)


def _line(closing: Closing, number: int) -> StepLine:
    for line in closing.parts.steps:
        if line.number == number:
            return line
    raise NotThere(
        "The close of {year} has no step {number}.",
        code="close.no-such-step",
        next_step="The steps are numbered from 1.",
        year=closing.facts.year,
        number=number,
    )


def _opening(closing: Closing) -> Money:
    """The whole that shares of the opening are shares of: without what others' work brought."""
    aside = [line.amount for line in closing.parts.steps if line.code == "step.others-work"]
    return closing.facts.surplus - aside[0] if aside else closing.facts.surplus


def _weighed(closing: Closing, line: StepLine) -> tuple[WeighedPart, ...]:
    """How a line was divided, kept with the close, so that every member's reasons share it."""
    if line.number not in closing.weighed:
        says = _rule(closing).says
        if line.code == "loss.step" and says.losses:
            loss = says.losses.steps[line.number - 1]
            measures = closing.measures(frozenset(loss.eligible or []))
            parts: tuple[WeighedPart, ...] = (weigh_loss(loss, -line.amount, measures, line.article),)
        else:
            step = says.steps[line.number - 1]
            parts = weigh_step(line, step, closing.measures(frozenset(step.eligible or [])))
        closing.weighed[line.number] = parts
    return closing.weighed[line.number]


def _divided(
    part: WeighedPart, person: str, basis: Basis, *, tenure_at_most: Fraction | None = None
) -> list[Reason]:
    """What someone's part of a pot is measured by, and how the last unit was rounded."""
    own, amount = part.weights[person], part.amounts[person]
    exact = Fraction(part.pot.minor) * own / part.everyone if part.everyone else Fraction(0)
    values: dict[str, Value] = {
        "base": part.base,
        "own": own,
        "everyone": part.everyone,
        "pot": part.pot,
        "exact": exact,
    }
    below = details(part, person, basis, tenure_at_most=tenure_at_most or Fraction(0))
    out = [Reason(f"share.by-{part.base}", values, basis.article, below)]
    if exact != amount.minor:
        code = "split.rounded-up" if amount.minor > exact else "split.rounded-down"
        out.append(Reason(code, {"exact": exact, "share": amount}))
    return out


def _others_work(closing: Closing) -> tuple[Reason, ...]:
    measures = closing.measures(eligible_stages(step.eligible for step in _rule(closing).says.steps))
    theirs = measures.all_seconds - sum(measures.seconds.values())
    article = closing.charter.on(closing.period.from_day).rule("hours", Hours).article
    return (Reason("hours.of-others", {"seconds": theirs, "everyone": measures.all_seconds}, article),)


def _cash(closing: Closing, share: MemberShare, step: Step) -> list[Reason]:
    if not share.share:
        return []
    tax = closing.text.rule("tax", Tax)
    law, article = LAWS[tax.says.mode], _rule(closing).article
    part = step.cash if step.cash is not None else Fraction(1)
    out = [Reason("cash", {"cash": share.cash, "part": part, "share": share.share}, article)]
    if share.cash > share_of(share.share, part) and law.cash_at_least is not None:
        floor = at_least(share.share, law.cash_at_least)
        values: dict[str, Value] = {"cash": share.cash, "floor": floor, "source": law.source}
        out = [Reason("cash.floor", values, tax.article)]
    for instalment in share.instalments:
        code = "instalment.gated" if instalment.gated else "instalment"
        out.append(Reason(code, {"due": instalment.due_on, "amount": instalment.amount}, article))
    return out


def _retained(closing: Closing, share: MemberShare, article: str) -> list[Reason]:
    out: list[Reason] = []
    rule = buy_in_rule(closing.charter, closing.facts.people[share.person])
    if share.to_buy_in and rule is not None:
        values: dict[str, Value] = {"amount": share.to_buy_in, "buy_in": rule.says.amount}
        out.append(Reason("buy-in.offset", values, rule.article))
    if share.notice:
        out.append(Reason(f"notice.{share.notice_kind}", {"amount": share.notice}, article))
    return out


def _interest(closing: Closing, person: str) -> list[Reason]:
    amount = dict(closing.parts.interest).get(person)
    if amount is None:
        return []
    held = closing.facts.standing[person].earning
    promised = closing.text.rule("capital", Capital).article
    steps = [why_step(closing, line.number) for line in closing.parts.steps if line.to == "interest"]
    return [Reason("interest", {"amount": amount, "held": held}, promised, tuple(steps))]


def _loss(closing: Closing, person: str) -> list[Reason]:
    amount = dict(closing.parts.losses).get(person)
    if amount is None:
        return []
    rule = _rule(closing)
    parts: list[Reason] = []
    for line in closing.parts.steps:
        if line.to == "members" and line.amount and rule.says.losses:
            loss = rule.says.losses.steps[line.number - 1]
            measures = closing.measures(frozenset(loss.eligible or []))
            if person in measures.sharing:
                (part,) = _weighed(closing, line)
                parts.append(why_step(closing, line.number))
                parts += _divided(part, person, Basis(closing, measures, line.article))
    values: dict[str, Value] = {"amount": amount, "loss": closing.facts.tax - closing.facts.surplus}
    return [Reason("loss.borne", values, rule.article, tuple(parts))]
