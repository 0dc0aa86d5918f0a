"""How matters are decided, and by which rule: told in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from bylaws.charter.kinds.decision import Decision, Fallback, Override, SecondCall
from bylaws.charter.kinds.fitting import KEYS
from bylaws.charter.kinds.subjects import INDIVIDUAL, Subjects, Way
from bylaws.charter.rules import Rule
from bylaws.charter.thresholds import Threshold
from bylaws.charter.wording.phrases import Phrases

ELIGIBLE = "eligible"


def level(p: Phrases, threshold: Threshold, of: str) -> str:
    """How many of whom, as in "at least two thirds of the votes cast"."""
    base = p.part(f"decision.base.{of}")
    if threshold.share == 1 and not threshold.above:
        return p.part("decision.level.all", base=base)
    how = "above" if threshold.above else "least"
    return p.part(f"decision.level.{how}", share=portion(p, threshold.share), base=base)


def portion(p: Phrases, share: Fraction) -> str:
    """A part of people or votes: halves, thirds and quarters in words."""
    return p.sentences.get(f"portion.{share.numerator}/{share.denominator}") or p.share(share)


def _named(p: Phrases, name: str) -> str:
    return p.own(name.replace("-", " "))


def decision(p: Phrases, rule: Rule[Decision]) -> Iterator[str]:
    """The kind `decision`."""
    says = rule.says
    yield _how(p, says, _named(p, rule.name or ""))
    keys = KEYS[says.method]
    for needed, told in TOLD:
        if needed in keys:
            yield from told(p, says)


def _how(p: Phrases, says: Decision, name: str) -> str:
    """How it passes, and how many have to take part."""
    key = f"decision.method.{says.method}"
    if says.method == "majority" and says.threshold and says.of:
        how = p.part(key, name=name, level=level(p, says.threshold, says.of))
    elif says.method == "delegated" and says.delegate:
        how = p.part(key, name=name, who=_named(p, says.delegate))
    elif says.method == "advice" and says.delegate:
        how = p.part(f"{key}.delegate", name=name, who=_named(p, says.delegate))
    else:
        how = p.part(f"{key}.raiser" if says.method == "advice" else key, name=name)
    if "quorum" not in KEYS[says.method]:
        return p.say("decision.said", how=how)
    if says.quorum is None:
        return p.say("decision.quorum.absent", how=how)
    return p.say("decision.quorum", how=how, level=level(p, says.quorum, ELIGIBLE))


def _counted(p: Phrases, says: Decision) -> Iterator[str]:
    """What is counted, beyond the first sentence."""
    if says.method != "majority":
        if says.threshold is None or says.of is None:
            yield p.say("decision.threshold.absent")
            return
        yield p.say("decision.threshold", level=level(p, says.threshold, says.of))
    yield p.say(f"decision.of.{says.of}")
    if says.method == "majority":
        yield p.say("decision.blocks.absent")


def _winners(p: Phrases, says: Decision) -> Iterator[str]:
    if says.highest is not None:
        yield p.say("decision.highest", n=says.highest)
    if says.points is not None:
        yield p.say("decision.points", n=says.points)
    yield p.say("decision.winners", n=says.winners) if says.winners > 1 else p.say("decision.winners.absent")


def _compared(p: Phrases, says: Decision) -> Iterator[str]:
    if says.also_counted is None:
        yield p.say("decision.also_counted.absent")
    else:
        named = p.listed(p.say(f"decision.also_counted.{one}") for one in says.also_counted)
        yield p.say("decision.also_counted", methods=named)


def _advice(p: Phrases, says: Decision) -> Iterator[str]:
    if says.advice_of is None:
        yield p.say("decision.advice_of.absent")
    else:
        yield p.say("decision.advice_of", who=p.listed(p.name("stages", one) for one in says.advice_of))


def _second_call(p: Phrases, says: Decision) -> Iterator[str]:
    if says.quorum is not None:
        yield from _called_again(p, says.second_call)


def _approval(p: Phrases, says: Decision) -> Iterator[str]:
    if says.approval_quorum is None:
        yield p.say("decision.approval_quorum.absent")
    else:
        yield p.say("decision.approval_quorum", level=level(p, says.approval_quorum, ELIGIBLE))


def _called_again(p: Phrases, call: SecondCall | None) -> Iterator[str]:
    if call is None:
        yield p.say("decision.second_call.absent")
        return
    yield p.say("decision.second_call", span=call.after)
    if call.quorum is None:
        yield p.say("decision.second_call.quorum.absent")
    else:
        yield p.say("decision.second_call.quorum", level=level(p, call.quorum, ELIGIBLE))


def _times(p: Phrases, says: Decision) -> Iterator[str]:
    yield p.say("decision.notice", span=says.notice) if says.notice else p.say("decision.notice.absent")
    if "open_for" not in KEYS[says.method]:
        return
    yield (
        p.say("decision.open_for", span=says.open_for) if says.open_for else p.say("decision.open_for.absent")
    )
    if "ends_early" in KEYS[says.method] and says.open_for:
        yield p.say("decision.ends_early" if says.ends_early else "decision.ends_early.absent")


def _blocks(p: Phrases, says: Decision) -> Iterator[str]:
    yield p.say(f"decision.blocks.{says.blocks}")
    if says.blocks == "none":
        return
    if says.may_block is None:
        yield p.say("decision.may_block.absent")
    else:
        yield p.say("decision.may_block", stages=p.listed(p.name("stages", one) for one in says.may_block))
    if says.blocks_at_most:
        yield _number(p, "decision.blocks_at_most", says.blocks_at_most)
    else:
        yield p.say("decision.blocks_at_most.absent")
    yield from _override(p, says.override)


def _number(p: Phrases, key: str, n: int) -> str:
    return p.say(f"{key}.one") if n == 1 else p.say(key, n=n)


def _override(p: Phrases, override: Override | None) -> Iterator[str]:
    if override is None:
        yield p.say("decision.override.absent")
        return
    yield p.say("decision.override", level=level(p, override.threshold, override.of))
    if override.open_for is None:
        yield p.say("decision.override.open_for.absent")
    else:
        yield p.say("decision.override.open_for", span=override.open_for)


def _stand_asides(p: Phrases, says: Decision) -> Iterator[str]:
    if says.stand_asides_at_most is None:
        yield p.say("decision.stand_asides_at_most.absent")
        return
    base = p.part(f"decision.base.{ELIGIBLE}")
    yield p.say("decision.stand_asides_at_most", share=portion(p, says.stand_asides_at_most), base=base)


def _who(p: Phrases, says: Decision) -> Iterator[str]:
    if says.body is not None:
        yield p.say("decision.body", body=_named(p, says.body))
    elif says.eligible is not None:
        yield p.say("decision.eligible", stages=p.listed(p.name("stages", one) for one in says.eligible))
    else:
        yield p.say("decision.eligible.absent")


def _choice(key: str) -> Callable[[Phrases, Decision], Iterator[str]]:
    """A key that holds one of a few words, each told in a sentence of its own."""

    def told(p: Phrases, says: Decision) -> Iterator[str]:
        yield p.say(f"decision.{key}.{getattr(says, key) or 'absent'}")

    return told


def _proxies(p: Phrases, says: Decision) -> Iterator[str]:
    if says.proxies_at_most is None:
        yield p.say("decision.proxies_at_most.absent")
    else:
        yield _number(p, "decision.proxies_at_most", says.proxies_at_most)


def _ties(p: Phrases, says: Decision) -> Iterator[str]:
    yield p.say(f"decision.ties.{says.ties or 'absent'}", who=_named(p, says.delegate or ""))


def _review(p: Phrases, says: Decision) -> Iterator[str]:
    yield p.say("decision.review", span=says.review) if says.review else p.say("decision.review.absent")


def _fallback(p: Phrases, says: Decision) -> Iterator[str]:
    if says.fallback is None:
        yield p.say("decision.fallback.absent")
    else:
        yield from _falls_back(p, says.fallback)


def _again(p: Phrases, says: Decision) -> Iterator[str]:
    if says.again is None:
        yield p.say("decision.again.absent")
        return
    yield _number(p, "decision.again", says.again.seconders)
    if says.again.within is None:
        yield p.say("decision.again.within.absent")
    else:
        yield p.say("decision.again.within", span=says.again.within)


def _falls_back(p: Phrases, fallback: Fallback) -> Iterator[str]:
    to = _named(p, fallback.to)
    if fallback.after_attempts == 1:
        yield p.say("decision.fallback.one", to=to)
    else:
        yield p.say("decision.fallback", n=fallback.after_attempts, to=to)
    if fallback.cooling_off is None:
        yield p.say("decision.fallback.cooling_off.absent")
    else:
        key = f"decision.fallback.cooling_off.{fallback.cooling_off_after}"
        yield p.say(key, span=fallback.cooling_off)
    if fallback.lapses_after is not None:
        yield p.say("decision.fallback.lapses_after", span=fallback.lapses_after)
    elif fallback.after_attempts > 1:
        yield p.say("decision.fallback.lapses_after.absent")


TOLD: tuple[tuple[str, Callable[[Phrases, Decision], Iterator[str]]], ...] = (
    ("threshold", _counted),
    ("approval_quorum", _approval),
    ("winners", _winners),
    ("also_counted", _compared),
    ("advice_of", _advice),
    ("second_call", _second_call),
    ("notice", _times),
    ("silence", _choice("silence")),
    ("disagreement", _choice("disagreement")),
    ("blocks", _blocks),
    ("stand_asides_at_most", _stand_asides),
    ("eligible", _who),
    ("on_leave", _choice("on_leave")),
    ("leavers", _choice("leavers")),
    ("recusal", _choice("recusal")),
    ("proxies_at_most", _proxies),
    ("secrecy", _choice("secrecy")),
    ("ties", _ties),
    ("review", _review),
    ("fallback", _fallback),
    ("again", _again),
)
"""What is told of the keys that go with a method, in this order."""


def subjects(p: Phrases, rule: Rule[Subjects]) -> Iterator[str]:
    """The kind `subjects`."""
    says = rule.says
    for matter, ways in says.matters.items():
        for nth, way in enumerate(ways):
            yield _way(p, way, p.name("matter", matter), alone=nth == 0)
    if says.otherwise is None:
        yield p.say("subjects.otherwise.absent")
    else:
        yield _decides(p, says.otherwise, p.part("subjects.otherwise"))


def _way(p: Phrases, way: Way, matter: str, *, alone: bool) -> str:
    if way.up_to is not None:
        matter = p.part("subjects.up_to", matter=matter, amount=way.up_to)
    elif not alone:
        matter = p.part("subjects.up_to.absent", matter=matter)
    return _decides(p, way.by, matter)


def _decides(p: Phrases, by: str, matter: str) -> str:
    if by == INDIVIDUAL:
        return p.say("subjects.way.individual", matter=matter)
    return p.say("subjects.way", matter=matter, rule=_named(p, by))
