"""The models side by side, as the guide shows them: every cell read from the charters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from bylaws.charter.charter import InForce
from bylaws.charter.kinds.buy_in import BuyIn
from bylaws.charter.kinds.capital import Capital
from bylaws.charter.kinds.dues import Dues
from bylaws.charter.kinds.exit import Exit
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.pay import Pay
from bylaws.charter.kinds.surplus import LossStep, Step, Surplus
from bylaws.charter.kinds.tax import Tax
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Span
from bylaws.kernel.shares import write_share
from bylaws.membership.sight import audience_of
from tests.scenarios.stories import MODELS, charter_of

DAY = dt.date(2026, 1, 1)
NAMES = {
    "brattleboro": "Brattleboro",
    "campaign-developers": "Campaign developers",
    "chicago-tech": "Chicago Tech",
    "design-action": "Design Action",
    "electric-embers": "Electric Embers",
    "gaia-host": "GAIA Host",
    "may-first": "May First",
    "palante": "Palante",
    "quilted": "Quilted",
    "starter": "The starter charter",
    "tech-co-op-network": "Tech Co-op Network",
    "tech-underground": "Tech Underground",
    "techcollective": "TechCollective",
    "web-collective": "Web Collective",
}
TAXED = {"us-subchapter-t": "as a co-op", "us-partnership": "as a partnership", "none": "as any company"}
PLANS = {"own-fees": "by one's own clients", "shared-bid": "a part of the bid"}
SILENT = "–"
NOTICES = {"qualified-notice": "taxed at once", "nonqualified-notice": "taxed when paid out"}


def _candidacy(text: InForce) -> str:
    stages = text.rule("membership", Membership).says.stages
    candidate = next((stage for stage in stages if stage.name == "candidate"), None)
    if candidate is None:
        return SILENT
    hours = f" and {candidate.hours} hours" if candidate.hours else ""
    return f"{_span(candidate.lasts or Span())}{hours}"


def _buy_in(text: InForce) -> str:
    rule = text.maybe("buy-in", BuyIn)
    dues = text.maybe("dues", Dues)
    if rule is None and dues is not None:
        return f"{_dollars(dues.says.amount)} a {dues.says.per}"
    if rule is None or not rule.says.amount:
        return "none"
    says = rule.says
    how = f"in {says.plan.count} parts" if says.plan else "at once"
    return f"{_dollars(says.amount)} {'when you can' if says.arrears else how}"


def _pay(text: InForce) -> str:
    plans = [rule.says for rule in text.of_kind("pay") if isinstance(rule.says, Pay)]
    otherwise = next((PLANS[plan.plan] for plan in plans if plan.plan in PLANS), "no wages")
    rates = sorted((rate.rate for plan in plans for rate in plan.rates), reverse=True)
    by_work = any(rate.work for plan in plans for rate in plan.rates)
    by_stage = any(rate.stages for plan in plans for rate in plan.rates)
    why = ", by the work" if by_work else ", by stage" if by_stage else ""
    return " or ".join(_dollars(rate) for rate in rates) + why if rates else otherwise


def _taxed(text: InForce) -> str:
    rule = text.maybe("tax", Tax)
    return TAXED[rule.says.mode] if rule else SILENT


def _common(text: InForce) -> str:
    rule = text.maybe("surplus", Surplus)
    if rule is None:
        return SILENT
    says = rule.says
    parts = ["what non-members earned"] if says.from_others_work else []
    parts += [_into_common(step) for step in says.steps if step.to in ("collective", "fund")]
    return "; ".join(parts) or "nothing"


def _into_common(step: Step) -> str:
    how_much = _dollars(step.amount) if step.amount else write_share(step.share) if step.share else ""
    limits = f" until {_dollars(step.until_balance)}" if step.until_balance else ""
    limits += f", {_dollars(step.at_most)} at most" if step.at_most else ""
    return f"{how_much}{f' to {step.name}' if step.name else ''}{limits}"


def _base(text: InForce) -> str:
    step = _members(text)
    return " and ".join(part.base.replace("-", " ") for part in step.parts) if step else SILENT


def _money(text: InForce) -> str:
    step = _members(text)
    if step is None:
        return SILENT
    cash = write_share(step.cash) if step.cash is not None else ""
    when = f" in {step.instalments.count} parts" if step.instalments else ""
    return cash + when


def _kept(text: InForce) -> str:
    step = _members(text)
    if step is None or step.retained is None:
        return "nothing" if step else SILENT
    buy_in = ", buy-in first" if step.offset_open_buy_in else ""
    return f"{NOTICES[step.retained]}{buy_in}"


def _back(text: InForce) -> str:
    rule = text.maybe("capital", Capital)
    if rule is None:
        return SILENT
    back = rule.says.redemption
    after = f"after {_span(back.after)}" if back else "by decision"
    return f"{after}, {write_share(rule.says.interest)} interest" if rule.says.interest else after


def _loss(text: InForce) -> str:
    rule = text.maybe("surplus", Surplus)
    if rule is None:
        return SILENT
    losses = rule.says.losses
    return ", then ".join(_bears(step) for step in losses.steps) if losses else "nobody"


def _bears(step: LossStep) -> str:
    part = f"{write_share(step.share)} " if step.share < 1 else ""
    return part + (step.name or step.account)


def _leaving(text: InForce) -> str:
    rule = text.maybe("exit", Exit)
    if rule is None:
        return SILENT
    plan, notice = rule.says.instalments, _span(rule.says.notice)
    return f"{notice}, then " + (
        f"in {plan.count} parts" if plan else "all at once" if rule.says.pays else "nothing"
    )


def _who_sees(text: InForce) -> str:
    return ", ".join(sorted(audience_of("member-money", text) - {"accountant"}))


def _members(text: InForce) -> Step | None:
    """The step that goes to members, where there is a surplus and it has one."""
    rule = text.maybe("surplus", Surplus)
    return next((step for step in rule.says.steps if step.to == "members"), None) if rule else None


def _dollars(amount: Money) -> str:
    whole, _, cents = amount.decimal().partition(".")
    return f"${int(whole):,}" + (f".{cents}" if cents != "00" else "")


def _span(span: Span) -> str:
    if span.days:
        return f"{span.days} days"
    years, months = divmod(span.months, 12)
    if not months:
        return f"{years} year{'s' if years > 1 else ''}"
    return f"{span.months} month{'s' if span.months > 1 else ''}"


Column = tuple[str, Callable[[InForce], str]]
JOINING: tuple[Column, ...] = (
    ("candidacy", _candidacy),
    ("contribution", _buy_in),
    ("an hour is paid", _pay),
    ("taxed", _taxed),
    ("leaving: notice, then payment", _leaving),
    ("members' accounts are seen by", _who_sees),
)
SURPLUS: tuple[Column, ...] = (
    ("first into common", _common),
    ("the rest is shared by", _base),
    ("paid in money", _money),
    ("kept for members", _kept),
    ("paid back", _back),
    ("a loss falls on", _loss),
)


def table(columns: tuple[Column, ...]) -> list[str]:
    """One table of the guide, line by line."""
    texts = {model: charter_of(model).on(DAY) for model in MODELS}
    head = ["model", *(name for name, _ in columns)]
    rows = [
        [f"[{NAMES[model]}](../../charters/models/{model}/)", *(cell(text) for _, cell in columns)]
        for model, text in texts.items()
    ]
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
