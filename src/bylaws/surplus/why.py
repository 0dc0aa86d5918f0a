"""Why a close came out as it did: reasons made when asked for, from the close alone."""

from __future__ import annotations

from fractions import Fraction

from bylaws.charter.kinds.capital import Capital
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.surplus import Step, Surplus
from bylaws.charter.kinds.tax import Tax
from bylaws.facts.cells import Cell
from bylaws.kernel.faults import NotThere
from bylaws.kernel.money import at_least, share_of
from bylaws.kernel.reasons import Explained, Reason, Value
from bylaws.surplus.close import buy_in_rule
from bylaws.surplus.closing import Closing, MemberShare, StepLine
from bylaws.surplus.law import LAWS
from bylaws.surplus.measures import Measures, Weights
from bylaws.surplus.shares import pots, weights_of_step
from bylaws.work.pay import rate_for


def why_step(closing: Closing, number: int) -> Reason:
    """Why one step of the waterfall took what it took; fault `close.no-such-step`."""
    line = _line(closing, number)
    opening = closing.facts.surplus
    values: dict[str, Value] = {
        "amount": line.amount,
        "left": line.left,
        "to": line.name or line.to,
        "opening": opening,
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
    line, step = _line(closing, share.step), _step(closing, share.step)
    measures = _measures(closing, step)
    weights = _weights(closing, share.step)
    parts = [why_step(closing, share.step)]
    for nth, (key, pot) in enumerate(pots(step, line.amount).items()):
        base, own = share.weights[nth]
        everyone = sum(weights[key].values(), Fraction(0))
        exact = Fraction(pot.minor) * own / everyone if everyone else Fraction(0)
        values: dict[str, Value] = {
            "base": base,
            "own": own,
            "everyone": everyone,
            "pot": pot,
            "exact": exact,
        }
        details = _details(base, share.person, measures, closing)
        parts.append(Reason(f"share.by-{base}", values, line.article, details))
    parts += [
        *_last_cent(closing, share),
        *_cash(closing, share, step),
        *_retained(closing, share, line.article),
    ]
    values = {
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
    parts = [why_share(closing, share).reason for share in shares]
    article = closing.text.rule("surplus", Surplus).article
    name = closing.facts.people[person].name
    for who, amount in closing.parts.interest:
        if who == person:
            held = closing.facts.standing[person].earning
            promised = closing.text.rule("capital", Capital).article
            parts.append(Reason("interest", {"amount": amount, "held": held}, promised))
    for who, amount in closing.parts.losses:
        if who == person:
            parts.append(Reason("loss.borne", {"amount": amount, "loss": -closing.facts.surplus}, article))
    code = "person" if parts else "person.takes-no-part"
    values: dict[str, Value] = {"person": name, "year": closing.facts.year}
    return Explained(shares, Reason(code, values, article, tuple(parts)))


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


def _step(closing: Closing, number: int) -> Step:
    return closing.text.rule("surplus", Surplus).says.steps[number - 1]


def _weights(closing: Closing, number: int) -> dict[str, Weights]:
    """The weights of a step, kept with the close, so that every member's reasons share them."""
    if number not in closing.weighed:
        line, step = _line(closing, number), _step(closing, number)
        closing.weighed[number] = weights_of_step(step, line.amount, measures=_measures(closing, step))
    return closing.weighed[number]


def _measures(closing: Closing, step: Step) -> Measures:
    return closing.measures(frozenset(step.eligible or []))


def _others_work(closing: Closing) -> tuple[Reason, ...]:
    stages = frozenset(
        s for step in closing.text.rule("surplus", Surplus).says.steps for s in step.eligible or []
    )
    measures = closing.measures(stages)
    theirs = measures.all_seconds - sum(measures.seconds.values())
    return (Reason("hours.of-others", {"seconds": theirs, "everyone": measures.all_seconds}),)


def _details(base: str, person: str, measures: Measures, closing: Closing) -> tuple[Reason, ...]:
    """The facts below a weight: hours by kind and stage, pay by rate, months of a stage."""
    cells = measures.cells_of(person)
    if base in ("hours", "tenure"):
        return tuple(_hours(cell, measures, closing) for cell in cells)
    if base in ("pay", "equalise-pay"):
        return tuple(_paid(cell, closing) for cell in cells if cell.stage in measures.eligible)
    who = closing.facts.people[person]
    values: dict[str, Value] = {
        "months": measures.months(who),
        "stages": ", ".join(sorted(measures.eligible)),
    }
    return (Reason("months.of-stage", values),)


def _hours(cell: Cell, measures: Measures, closing: Closing) -> Reason:
    rule = closing.charter.on(cell.period.from_day).rule("hours", Hours)
    if cell.stage not in measures.eligible:
        code = "hours.stage-does-not-share"
    elif measures.counts(cell):
        code = "hours.counted"
    else:
        code = "hours.kind-does-not-count"
    return Reason(code, _worked(cell), rule.article)


def _paid(cell: Cell, closing: Closing) -> Reason:
    found = rate_for(cell.work, cell.stage, cell.period.from_day, closing.charter)
    if found is None:
        return Reason("pay.unpaid-work", _worked(cell))
    return Reason("pay.hours-at-rate", {**_worked(cell), "rate": found[1].rate}, found[0].article)


def _worked(cell: Cell) -> dict[str, Value]:
    return {
        "work": cell.work,
        "stage": cell.stage,
        "seconds": cell.seconds,
        "from": cell.period.from_day,
        "until": cell.period.until,
    }


def _last_cent(closing: Closing, share: MemberShare) -> list[Reason]:
    """A sentence for the smallest unit someone received because their remainder was the largest."""
    line, step = _line(closing, share.step), _step(closing, share.step)
    if len(step.parts) != 1:
        return []
    weights = _weights(closing, share.step)["0"]
    everyone = sum(weights.values(), Fraction(0))
    if not everyone:
        return []
    exact = Fraction(line.amount.minor) * weights[share.person] / everyone
    if exact.denominator == 1:
        return []
    code = "split.rounded-up" if share.share.minor > exact else "split.rounded-down"
    return [Reason(code, {"exact": exact, "share": share.share})]


def _cash(closing: Closing, share: MemberShare, step: Step) -> list[Reason]:
    law = LAWS[closing.text.rule("tax", Tax).says.mode]
    article = closing.text.rule("surplus", Surplus).article
    wanted = share_of(share.share, step.cash if step.cash is not None else Fraction(1))
    out = [Reason("cash", {"cash": share.cash, "part": step.cash, "share": share.share}, article)]
    if share.cash > wanted and law.cash_at_least is not None:
        floor = at_least(share.share, law.cash_at_least)
        out = [Reason("cash.floor", {"cash": share.cash, "floor": floor, "source": law.source}, article)]
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
