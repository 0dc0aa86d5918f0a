"""Which keys of a decision go with which method, and which with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from bylaws.charter.fields import FieldFault
from bylaws.kernel.faults import InputFault

if TYPE_CHECKING:
    from bylaws.charter.kinds.decision import Decision, Fallback

OF_ALL = frozenset({"method", "notice", "review"})
OF_MANY = OF_ALL | {
    "quorum",
    "second_call",
    "open_for",
    "eligible",
    "body",
    "on_leave",
    "leavers",
    "recusal",
    "proxies_at_most",
    "fallback",
    "again",
}
OF_BLOCKS = frozenset({"blocks", "may_block", "blocks_at_most", "override"})
OF_AGREEMENT = OF_MANY | OF_BLOCKS | {"approval_quorum", "silence", "disagreement", "stand_asides_at_most"}
OF_OPTIONS = OF_MANY | {"secrecy", "ties", "delegate", "winners"}
IN_SILENCE = (
    OF_ALL
    | OF_BLOCKS
    | {"open_for", "eligible", "body", "on_leave", "leavers", "recusal", "fallback", "again"}
)
KEYS: Mapping[str, frozenset[str]] = {
    "majority": OF_MANY | {"approval_quorum", "threshold", "of", "ends_early", "secrecy", "ties", "delegate"},
    "consensus": OF_AGREEMENT,
    "informal-consensus": OF_MANY | {"approval_quorum", "threshold", "of", "silence", "stand_asides_at_most"},
    "consent": OF_AGREEMENT,
    "lazy-consent": IN_SILENCE,
    "advice": OF_ALL | {"open_for", "delegate", "advice_of", "recusal"},
    "delegated": OF_ALL | {"delegate", "recusal"},
    "ranked": OF_OPTIONS | {"also_counted"},
    "choice": OF_OPTIONS | {"threshold", "of"},
    "approval": OF_OPTIONS | {"threshold", "of"},
    "score": OF_OPTIONS | {"highest"},
    "dots": OF_OPTIONS | {"points"},
}
NEEDED: Mapping[str, tuple[str, ...]] = {
    "majority": ("threshold", "of"),
    "consensus": ("blocks",),
    "consent": ("blocks",),
    "lazy-consent": ("blocks", "open_for"),
    "delegated": ("delegate",),
    "score": ("highest",),
    "dots": ("points",),
}
"""Keys without which a method says nothing."""
HALF = Fraction(1, 2)


def misfit(says: Decision) -> Iterator[FieldFault]:
    """What does not fit together in a decision rule, each with its cure; none where all does."""
    for told, code, cure in (*_of_its_method(says), *_pairs(says), *_blocks(says), *_pauses(says.fallback)):
        yield FieldFault(InputFault(told, code=code, next_step=cure, method=says.method))


Told = Iterator[tuple[str, str, str]]


def _of_its_method(says: Decision) -> Told:
    stated = says.model_fields_set
    for key in sorted(stated - KEYS[says.method], key=list(type(says).model_fields).index):
        methods = ", ".join(f"“{method}”" for method, keys in KEYS.items() if key in keys)
        yield (
            f"`{key}` means nothing with the method “{{method}}”.",
            "decision.key",
            f"Leave it out; it goes with {methods}.",
        )
    for key in NEEDED.get(says.method, ()):
        if key not in stated:
            yield f"The method “{{method}}” also states `{key}`.", "decision.needs", f"State `{key}`."


def _pairs(says: Decision) -> Told:
    if (says.threshold is None) != (says.of is None):
        yield (
            "`threshold` and `of` go together.",
            "decision.of",
            "State both: a share, and what it is a share of.",
        )
    if says.second_call and says.quorum is None:
        yield (
            "A second call is for when too few took a position, and there is no `quorum`.",
            "decision.second-call",
            "State `quorum`, or leave `second_call` out.",
        )
    if says.eligible is not None and says.body is not None:
        yield "`eligible` and `body` both say who decides.", "decision.who", "State one of them."
    if says.ends_early and says.open_for is None:
        yield (
            "`ends_early` needs an end that it can come before.",
            "decision.early",
            "State `open_for`, or leave `ends_early` out.",
        )
    if says.also_counted and len(set(says.also_counted)) < len(says.also_counted):
        yield "`also_counted` names a method twice.", "decision.counted-twice", "Name each method once."
    yield from _ties(says)


def _ties(says: Decision) -> Told:
    if says.method in ("advice", "delegated"):
        return
    if (says.ties == "casting-vote") != (says.delegate is not None):
        yield (
            "A casting vote is somebody's: ties = “casting-vote” and `delegate` go together here.",
            "decision.casting-vote",
            "State both, or neither.",
        )
    tied = says.threshold and says.threshold.share == HALF and says.threshold.above
    if says.method == "majority" and says.ties and not tied:
        yield (
            "There is no tie to settle unless it takes more than half.",
            "decision.no-tie",
            "Leave `ties` out, or write threshold = “more than 1/2”.",
        )


def _blocks(says: Decision) -> Told:
    if says.blocks == "none" and {"may_block", "blocks_at_most", "override"} & says.model_fields_set:
        yield (
            "Nobody may block, so there is nothing to say about blocks.",
            "decision.no-blocks",
            "Leave the other keys about blocks out, or write blocks = “with-reason”.",
        )
    if says.blocks == "none" and says.disagreement != "stops":
        yield (
            "With blocks = “none” nothing could stop a matter.",
            "decision.nothing-stops",
            "Write disagreement = “stops”, or blocks = “with-reason”."
            if says.method != "lazy-consent"
            else "Write blocks = “any” or “with-reason”.",
        )


def _pauses(fallback: Fallback | None) -> Told:
    if fallback and (fallback.cooling_off is None) != (fallback.cooling_off_after is None):
        yield (
            "`cooling_off` says how long, `cooling_off_after` after which attempts: they go together.",
            "decision.cooling-off",
            "State both, or neither.",
        )
    if fallback and fallback.lapses_after is not None and fallback.after_attempts == 1:
        yield (
            "After one attempt that failed the fallback decides, so no attempt can lapse.",
            "decision.lapses",
            "Leave `lapses_after` out, or state more attempts.",
        )
