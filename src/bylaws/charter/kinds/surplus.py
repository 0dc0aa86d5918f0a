"""The kind `surplus`: where a year's surplus goes, step by step, and who bears a loss."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import model_validator

from bylaws.charter.fields import (
    AmountText,
    FieldFault,
    Instalments,
    RuleModel,
    ShareText,
    Whole,
    Word,
    YesNo,
    may,
    must,
)
from bylaws.kernel.faults import InputFault

Base = Literal["hours", "pay", "equal", "member-months", "tenure", "equalise-pay"]


class Part(RuleModel):
    """One part of a weighted mix of bases."""

    base: Base = must("what this part is measured by")
    share: ShareText = must("how much of the step it decides")


class Schedule(Instalments):
    """How the cash is paid (S2-192)."""

    after: Literal["close", "year-end"] = must(
        "the anchor: the day of the close, or the last day of the fiscal year"
    )
    gate: Literal["release"] | None = may(
        None,
        says="release: each payment waits for the members' word that the cash is there",
        absent="each is owed on its day",
    )


class Step(RuleModel):
    """One step of the waterfall. It says its amount in exactly one way."""

    to: Literal["collective", "fund", "members", "interest", "tax"] = must("where it goes")
    name: Word | None = may(None, says="the fund's name", absent="not a fund")
    amount: AmountText | None = may(
        None, says="a fixed amount, or what is left if that is less", absent="not a fixed amount"
    )
    share: ShareText | None = may(None, says="a share", absent="not a share")
    of: Literal["opening", "left"] | None = may(
        None, says="of the whole surplus (opening) or of what earlier steps left", absent="not a share"
    )
    at_most: AmountText | None = may(
        None, says="the most this step takes in a year", absent="no yearly limit"
    )
    until_balance: AmountText | None = may(
        None, says="the step stops when the account holds this", absent="the account may grow without limit"
    )
    divisible: YesNo = may(
        default=False,
        says="whether this money may later be divided among members",
        absent="not divisible among members while the co-op lives",
    )
    by: Base | list[Part] | None = may(
        None, says="what members' shares are measured by", absent="not for members"
    )
    eligible: list[Word] | None = may(
        None, says="the stages that share, on the day of the work", absent="not for members", min_length=1
    )
    hours_at_least: Whole | None = may(
        None, says="whole hours a year below which one does not share", absent="every hour shares", ge=1
    )
    tenure_at_most: ShareText | None = may(
        None,
        says="with tenure: earlier years count up to this multiple of this year's hours",
        absent="not by tenure",
    )
    cash: ShareText | None = may(
        None, says="the share paid in money; the law's floor rounds up", absent="not for members"
    )
    retained: Literal["qualified-notice", "nonqualified-notice"] | None = may(
        None, says="what the member holds for the part not paid in money", absent="all of it is paid in money"
    )
    offset_open_buy_in: YesNo = may(
        default=False,
        says="whether the retained part first pays what is still open of the buy-in",
        absent="the buy-in is paid apart",
    )
    instalments: Schedule | None = may(
        None, says="how the cash is paid", absent="the cash is payable on the day of the close"
    )

    @model_validator(mode="after")
    def _one_way(self) -> Step:
        for problem in _problems(self):
            raise FieldFault(problem)
        return self

    @property
    def parts(self) -> tuple[Part, ...]:
        """The bases this step is measured by, each with its share of it."""
        if isinstance(self.by, list):
            return tuple(self.by)
        return (Part(base=self.by, share=Fraction(1)),) if self.by else ()


class LossStep(RuleModel):
    """One step of a loss, in order."""

    account: Literal["collective", "fund", "members"] = must("who bears it")
    name: Word | None = may(None, says="the fund's name", absent="not a fund")
    share: ShareText = must("how much")
    of: Literal["opening", "left"] = may(
        "opening", says="of the whole loss or of what is left", absent="of the whole loss"
    )
    down_to: AmountText | None = may(
        None, says="the account bears no more once it is down to this", absent="it may go below zero"
    )
    by: Literal["hours", "pay", "equal", "member-months"] | None = may(
        None, says="what members' shares of it are measured by", absent="not for members"
    )
    eligible: list[Word] | None = may(
        None, says="the stages that bear it", absent="not for members", min_length=1
    )

    @model_validator(mode="after")
    def _whole(self) -> LossStep:
        for problem in _loss_problems(self):
            raise FieldFault(problem)
        return self


class Losses(RuleModel):
    """Where a loss goes; written [losses]."""

    steps: list[LossStep] = must("the steps in order, as from = [ … ]", min_length=1, alias="from")


class Surplus(RuleModel):
    """A year's surplus (S1-021/022, S2-191…193); the rule on the first day of the fiscal year holds."""

    steps: list[Step] = must("the steps in order, as [[steps]]", min_length=1)
    losses: Losses | None = may(
        None, says="who bears a loss", absent="a year with a loss cannot be closed: the charter is silent"
    )
    from_others_work: Literal["collective"] | None = may(
        None,
        says="collective: surplus from the work of people who do not share goes there first",
        absent="the whole surplus goes through the steps, whoever worked for it",
    )


def _problems(step: Step) -> list[InputFault]:
    """What does not fit together within one step."""
    ways = [step.amount is not None, step.share is not None]
    out: list[InputFault] = []
    if step.to in ("tax", "interest"):
        if any(ways):
            says = f"A step to {step.to} has no amount of its own: it is reckoned or stated."
            out.append(_fault("step.amount", says))
    elif sum(ways) != 1:
        out.append(_fault("step.amount", "A step states exactly one of `amount` and `share`."))
    if (step.share is None) != (step.of is None):
        out.append(_fault("step.of", "`share` and `of` go together: of the “opening” or of what is “left”."))
    if step.share is not None and step.share > 1:
        out.append(_fault("step.share", "A step cannot take more than 100%."))
    if (step.to == "fund") != (step.name is not None):
        out.append(_fault("step.fund", "A step to a fund, and only that, has a `name`."))
    if step.to == "tax" and step.at_most is not None:
        out.append(_fault("step.at-most", "Tax is owed in full: a step to tax has no `at_most`."))
    return out + (_member_problems(step) if step.to == "members" else _other_problems(step))


def _member_problems(step: Step) -> list[InputFault]:
    out: list[InputFault] = []
    missing = [key for key in ("by", "eligible", "cash") if getattr(step, key) is None]
    if missing:
        out.append(_fault("step.members", f"A step to members also states {', '.join(missing)}."))
    elif (step.cash == 1) == (step.retained is not None):
        says = "`retained` says what members hold for the part not paid in money."
        out.append(_fault("step.retained", says))
    if step.cash is not None and step.cash > 1:
        out.append(_fault("step.cash", "Cash cannot be more than 100%."))
    if isinstance(step.by, list) and sum(part.share for part in step.by) != 1:
        out.append(_fault("step.mix", "The shares of a mix add up to 100%."))
    if ("tenure" in [part.base for part in step.parts]) != (step.tenure_at_most is not None):
        out.append(_fault("step.tenure", "`tenure_at_most` goes with the base “tenure”."))
    return out + _not_common(step)


def _other_problems(step: Step) -> list[InputFault]:
    only = ("by", "eligible", "hours_at_least", "tenure_at_most", "cash", "retained", "instalments")
    wrong = [key for key in only if getattr(step, key) is not None]
    wrong += ["offset_open_buy_in"] if step.offset_open_buy_in else []
    out = [_fault("step.not-members", f"Only a step to members has {', '.join(wrong)}.")] if wrong else []
    return out if step.to in ("collective", "fund") else out + _not_common(step)


def _not_common(step: Step) -> list[InputFault]:
    """What only money held in common can have."""
    out: list[InputFault] = []
    if step.until_balance is not None:
        out.append(_fault("step.until-balance", "`until_balance` is for the collective account and funds."))
    if step.divisible:
        out.append(_fault("step.divisible", "`divisible` is for the collective account and funds."))
    return out


def _loss_problems(step: LossStep) -> list[InputFault]:
    """What does not fit together within one step of a loss."""
    out: list[InputFault] = []
    members = (step.by is not None, step.eligible is not None)
    if (step.account == "fund") != (step.name is not None):
        out.append(_fault("loss.fund", "A loss borne by a fund, and only that, has a `name`."))
    if step.share > 1:
        out.append(_fault("loss.share", "A step cannot bear more than 100%."))
    if step.account == "members" and not all(members):
        out.append(_fault("loss.members", "A loss borne by members also states `by` and `eligible`."))
    if step.account != "members" and any(members):
        out.append(_fault("loss.not-members", "Only a loss borne by members has `by` and `eligible`."))
    if step.account == "members" and step.down_to is not None:
        out.append(_fault("loss.down-to", "`down_to` is for the collective account and funds."))
    return out


def _fault(code: str, says: str) -> InputFault:
    return InputFault(says, code=code, next_step="See the kind “surplus” in the charter reference.")
