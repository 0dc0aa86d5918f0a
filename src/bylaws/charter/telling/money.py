"""Pay, buy-in, leaving, capital and tax: told in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from bylaws.charter.fields import Instalments
from bylaws.charter.kinds.buy_in import BuyIn
from bylaws.charter.kinds.capital import Capital
from bylaws.charter.kinds.exit import Exit
from bylaws.charter.kinds.pay import NEEDS, Pay, Rate
from bylaws.charter.kinds.tax import Tax
from bylaws.charter.rules import Rule
from bylaws.charter.telling.keys import told
from bylaws.charter.wording.phrases import Phrases


def in_parts(p: Phrases, key: str, parts: Instalments, **values: str) -> str:
    """A number of payments; one alone is told without the others."""
    if parts.count == 1:
        return p.say(f"{key}.one", first=parts.first, **values)
    return p.say(key, n=parts.count, first=parts.first, every=parts.every, **values)


def pay(p: Phrases, rule: Rule[Pay]) -> Iterator[str]:
    """The kind `pay`."""
    says = rule.says
    yield p.say(f"pay.plan.{says.plan}", name=p.own((rule.name or "").replace("-", " ")))
    yield p.say(f"pay.period.{says.period}")
    for rate in says.rates:
        yield p.say("pay.rates.rate", rate=rate.rate, work=_work(p, rate), people=_people(p, rate))
    of_the_plan = [key for key in NEEDS[says.plan] if key != "rates"]
    yield from told(p, "pay", says, of_the_plan)
    beside = ("fee", "fee_share", "rate_at_least", "stipends", "leave", "bonus")
    yield from told(p, "pay", says, beside)


def _work(p: Phrases, rate: Rate) -> str:
    if rate.work is None:
        return p.part("pay.rates.work.absent")
    return p.listed(p.name("work", name) for name in rate.work)


def _people(p: Phrases, rate: Rate) -> str:
    if rate.stages is None:
        return p.part("pay.rates.stages.absent")
    return p.listed(p.name("stages", name) for name in rate.stages)


def buy_in(p: Phrases, rule: Rule[BuyIn]) -> Iterator[str]:
    """The kind `buy-in`."""
    says = rule.says
    yield p.say("buy-in.amount", amount=says.amount)
    yield in_parts(p, "buy-in.plan", says.plan) if says.plan else p.say("buy-in.plan.absent")
    yield p.say(f"buy-in.arrears.{says.arrears or 'absent'}")


def leaving(p: Phrases, rule: Rule[Exit]) -> Iterator[str]:
    """The kind `exit`."""
    says = rule.says
    if says.notice.months or says.notice.days:
        yield p.say("exit.notice", span=says.notice)
    else:
        yield p.say("exit.notice.none")
    if says.pays:
        yield p.say("exit.pays", what=p.listed(p.name("account", name) for name in says.pays))
    else:
        yield p.say("exit.pays.none")
    yield (
        in_parts(p, "exit.instalments", says.instalments)
        if says.instalments
        else p.say("exit.instalments.absent")
    )
    if says.interest is None:
        yield p.say("exit.interest.absent")
    else:
        yield p.say("exit.interest", share=says.interest)
    yield p.say("exit.set_off" if says.set_off else "exit.set_off.absent")
    if says.collective_at_least is None:
        yield p.say("exit.collective_at_least.absent")
    else:
        yield p.say("exit.collective_at_least", amount=says.collective_at_least)
    yield from told(p, "exit", says, ("solvency", "reason_asked", "hand_over", "access_ends"))


def capital(p: Phrases, rule: Rule[Capital]) -> Iterator[str]:
    """The kind `capital`."""
    says = rule.says
    if says.interest is None:
        yield p.say("capital.interest.absent")
    else:
        yield p.say("capital.interest", share=says.interest)
    if "interest_on" not in says.model_fields_set:
        yield p.say("capital.interest_on.absent")
    elif says.interest_on:
        yield p.say(
            "capital.interest_on", what=p.listed(p.name("account", name) for name in says.interest_on)
        )
    else:
        yield p.say("capital.interest_on.none")
    if says.redemption is None:
        yield p.say("capital.redemption.absent")
    else:
        yield p.say("capital.redemption", span=says.redemption.after)
        yield p.say(f"capital.redemption.when_short.{says.redemption.when_short}")
    yield from told(p, "capital", says, ("outside_capital", "on_dissolution", "conversion"))


def tax(p: Phrases, rule: Rule[Tax]) -> Iterator[str]:
    """The kind `tax`."""
    yield p.say(f"tax.mode.{rule.says.mode}")
