"""How co-ops decide: rules that state every key of a decision, and rules that state none they need not."""

from __future__ import annotations

from bylaws.charter.decision_examples import DECISION, MORE_DECISIONS, SUBJECTS


def decision(name: str, method: str, *lines: str) -> str:
    return "\n".join(['kind = "decision"', f'name = "{name}"', f'method = "{method}"', *lines])


PAUSED = 'fallback = { after_attempts = 1, to = "lot", cooling_off = "P7D", cooling_off_after = "%s" }'


def blocking(what: str, *lines: str) -> str:
    return decision(f"agreed-{what}", "consent", f'blocks = "{what}"', *lines)


STATED = [
    DECISION,
    *MORE_DECISIONS,
    decision("admission", "consensus", 'blocks = "none"', 'disagreement = "stops"', 'on_leave = "away"'),
    blocking(
        "any",
        "blocks_at_most = 2",
        'override = { threshold = "more than 2/3", of = "present" }',
        'leavers = "removed"',
        PAUSED % "between-attempts",
    ),
    decision("lot", "ranked", 'ties = "lot"', 'secrecy = "secret"', "proxies_at_most = 2"),
    decision(
        "run-off", "approval", 'ties = "run-off"', 'threshold = "1/1"', 'of = "present"', 'recusal = "away"'
    ),
    decision("boss", "delegated", 'delegate = "managing-partner"'),
    decision("quiet", "lazy-consent", 'blocks = "any"', 'open_for = "P3D"'),
    SUBJECTS,
]
LEFT_OUT = [
    decision("loose", "informal-consensus", "again = { seconders = 1 }"),
    decision("calm", "consensus", 'quorum = "1/2"', 'blocks = "any"'),
    blocking("with-reason", 'override = { threshold = "3/4", of = "votes-cast" }'),
    decision(
        "counted",
        "majority",
        'threshold = "1/2"',
        'of = "eligible"',
        'quorum = "1/2"',
        'second_call = { after = "P7D" }',
        'open_for = "P3D"',
        'fallback = { after_attempts = 2, to = "loose" }',
    ),
    decision("chosen", "ranked"),
    decision("one-of-them", "choice"),
    decision("advised", "advice"),
    'kind = "subjects"\nspend = [{ up_to = "5.00", by = "loose" }, { by = "calm" }]',
]
SAID_BY = {
    "decision.of": "decision.of",
    "decision.quorum": "decision.quorum",
    "decision.delegate": "decision.method.delegated",
    "decision.second_call.after": "decision.second_call",
    "decision.override.threshold": "decision.override",
    "decision.override.of": "decision.override",
    "decision.fallback.after_attempts": "decision.fallback",
    "decision.fallback.cooling_off_after": "decision.fallback.cooling_off",
    "decision.fallback.to": "decision.fallback",
    "decision.again.seconders": "decision.again",
}
ABSENT = {
    "decision.of": "decision.threshold.absent",
    "decision.body": "decision.eligible.absent",
    "decision.delegate": "decision.method.advice.raiser",
    "decision.highest": "decision.winners.absent",
    "decision.points": "decision.winners.absent",
    "decision.blocks": "decision.threshold.absent",
    "decision.fallback.cooling_off_after": "decision.fallback.cooling_off.absent",
}
