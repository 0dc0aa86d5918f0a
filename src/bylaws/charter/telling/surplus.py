"""The surplus and its losses, told step by step."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bylaws.charter.kinds.surplus import LossStep, Schedule, Step, Surplus
from bylaws.charter.rules import Rule
from bylaws.charter.telling.money import in_parts
from bylaws.charter.wording.phrases import Phrases

ALL = Fraction(1)


def surplus(p: Phrases, rule: Rule[Surplus]) -> Iterator[str]:
    """The kind `surplus`."""
    says = rule.says
    absent = "" if says.from_others_work else ".absent"
    yield p.say(f"surplus.from_others_work{absent}")
    for n, step in enumerate(says.steps, start=1):
        yield p.say("surplus.steps", n=str(n), what=_takes(p, step))
        yield from _limits(p, step)
        if step.to == "members":
            yield from _measured(p, step)
            yield from _paid(p, step)
    if says.losses is None:
        yield p.say("surplus.losses.absent")
        return
    for n, loss in enumerate(says.losses.steps, start=1):
        yield p.say("surplus.losses", n=str(n), what=_bears(p, loss))
        yield from _borne(p, loss)


def _takes(p: Phrases, step: Step) -> str:
    if step.to in ("tax", "interest"):
        return p.part(f"surplus.steps.{step.to}")
    to = p.part(f"surplus.to.{step.to}", name=p.own(step.name.replace("-", " ") if step.name else ""))
    if step.amount is not None:
        return p.part("surplus.steps.amount", amount=step.amount, to=to)
    share = step.share if step.share is not None else ALL
    return p.part(f"surplus.steps.share.{_how(share, step.of)}", share=share, to=to)


def _how(share: Fraction, of: str | None) -> str:
    """A whole is told as one."""
    whole = {"left": "rest", "opening": "all"}
    return whole[of or "left"] if share == ALL else of or "left"


def _limits(p: Phrases, step: Step) -> Iterator[str]:
    if step.at_most is not None:
        yield p.say("surplus.steps.at_most", amount=step.at_most)
    elif step.to != "tax":
        yield p.say("surplus.steps.at_most.absent")
    if step.to not in ("collective", "fund"):
        return
    if step.until_balance is None:
        yield p.say("surplus.steps.until_balance.absent")
    else:
        yield p.say("surplus.steps.until_balance", amount=step.until_balance)
    yield p.say("surplus.steps.divisible" if step.divisible else "surplus.steps.divisible.absent")


def _measured(p: Phrases, step: Step) -> Iterator[str]:
    if isinstance(step.by, list):
        parts = [
            p.part("surplus.steps.by.part", share=one.share, base=p.name("surplus.by", one.base))
            for one in step.by
        ]
        yield p.say("surplus.steps.by.mix", parts=p.listed(parts))
    else:
        yield p.say("surplus.steps.by", base=p.name("surplus.by", step.by or ""))
    if step.tenure_at_most is not None:
        yield p.say("surplus.steps.tenure_at_most", share=step.tenure_at_most)
    stages = p.listed(p.name("stages", name) for name in step.eligible or ())
    yield p.say("surplus.steps.eligible", stages=stages)
    if step.hours_at_least is None:
        yield p.say("surplus.steps.hours_at_least.absent")
    else:
        yield p.say("surplus.steps.hours_at_least", hours=p.hours(3600 * step.hours_at_least))


def _paid(p: Phrases, step: Step) -> Iterator[str]:
    if step.retained is None:
        yield p.say("surplus.steps.retained.absent")
    else:
        yield p.say("surplus.steps.cash", share=step.cash if step.cash is not None else ALL)
        yield p.say(f"surplus.steps.retained.{step.retained}")
    absent = "" if step.offset_open_buy_in else ".absent"
    yield p.say(f"surplus.steps.offset_open_buy_in{absent}")
    yield from (
        _schedule(p, step.instalments) if step.instalments else [p.say("surplus.steps.instalments.absent")]
    )


def _schedule(p: Phrases, schedule: Schedule) -> Iterator[str]:
    anchor = p.part(f"surplus.steps.instalments.after.{schedule.after}")
    yield in_parts(p, "surplus.steps.instalments", schedule, anchor=anchor)
    yield p.say(f"surplus.steps.instalments.gate.{schedule.gate or 'absent'}")


def _bears(p: Phrases, loss: LossStep) -> str:
    if loss.account == "members":
        to = p.part(
            "surplus.losses.to.members", stages=p.listed(p.name("stages", s) for s in loss.eligible or ())
        )
    else:
        to = p.part(
            f"surplus.to.{loss.account}", name=p.own(loss.name.replace("-", " ") if loss.name else "")
        )
    return p.part(f"surplus.losses.share.{_how(loss.share, loss.of)}", share=loss.share, to=to)


def _borne(p: Phrases, loss: LossStep) -> Iterator[str]:
    if loss.by is not None:
        yield p.say("surplus.losses.by", base=p.name("surplus.by", loss.by))
    elif loss.down_to is None:
        yield p.say("surplus.losses.down_to.absent")
    else:
        yield p.say("surplus.losses.down_to", amount=loss.down_to)
