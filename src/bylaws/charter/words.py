"""A charter in plain words: what each rule says, and what it means where it says nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bylaws.charter.fields import RuleModel
from bylaws.charter.governing import governs
from bylaws.charter.kinds import KINDS
from bylaws.charter.kinds.front import Front
from bylaws.charter.rules import Rule
from bylaws.charter.telling import decisions, keys, members, money, surplus
from bylaws.charter.wording.phrases import Phrases

KEY_BY_KEY = (
    *("body", "role", "meeting", "billing", "shares", "dues"),
    *("duty", "leads", "accountability", "evaluation", "check-in", "budget-round"),
)
TELLERS: dict[str, Callable[[Phrases, Rule[Any]], Iterator[str]]] = {
    **dict.fromkeys(KEY_BY_KEY, keys.by_key),
    "principles": members.principles,
    "decision": decisions.decision,
    "subjects": decisions.subjects,
    "membership": members.membership,
    "hours": members.hours,
    "pay": money.pay,
    "buy-in": money.buy_in,
    "exit": money.leaving,
    "surplus": surplus.surplus,
    "capital": money.capital,
    "tax": money.tax,
    "transparency": members.transparency,
}


def plain(rule: Rule[RuleModel], language: str = "en") -> list[str]:
    """What a rule says, as sentences; every key is told, and what the absence of each key means.

    What the software does not act on by now is told as such. The last sentence says which day's text
    holds. Fault: `words.language`.
    """
    phrases = Phrases(language)
    told = TELLERS[rule.kind](phrases, rule)
    return [*told, *_unexecuted(phrases, rule), governed(rule.kind, language)]


def _unexecuted(p: Phrases, rule: Rule[RuleModel]) -> Iterator[str]:
    if not KINDS[rule.kind].executed:
        yield p.say("executed.not")
    elif kept := rule.says.unexecuted():
        yield p.say("executed.not.keys", keys=p.listed(p.own(key) for key in kept))


def plain_front(front: Front, language: str = "en") -> list[str]:
    """What the front matter says, as sentences. Fault: `words.language`."""
    return list(members.front(Phrases(language), front))


def governed(kind: str, language: str = "en") -> str:
    """Which day's text of a kind of rule holds, as a sentence. Faults: `governing.kind`, `words.language`."""
    return Phrases(language).say(f"governs.{governs(kind).value}")
