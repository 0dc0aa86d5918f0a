"""The rules of a decision a second time, written from the charter reference alone and in another manner.

It keeps no tally: for each instant at which something happened it looks through everything that was said so
far, and asks the reference again. Stories are plain: minutes since the opening, letters, shares as written.
"""

from __future__ import annotations

from tests.bylaws.decisions.second.calls import NEVER, OUT, day_end, snapshot, when_closed
from tests.bylaws.decisions.second.counting import Came, judge
from tests.bylaws.decisions.second.people import BY_ONE, Story, taking_part
from tests.bylaws.decisions.second.settling import decided_by_one, ending, settled

Attempted = tuple[str, int | None, tuple[int, ...] | None]
"""What came of an attempt, in which minute it closed, and how many stand where, as far as it is told."""
PHASES = {"first": "open", "second": "second-call", "override": "override", "run-off": "run-off"}


def retell(story: Story, until: int) -> Story:
    """Every attempt of a story up to a minute, each with what came of it, and where it stands then."""
    story = {**story, "happened": [x for x in story["happened"] if x[0] <= until]}
    story["said"] = [x for x in story["said"] if x[0] <= until]
    attempts: list[Attempted] = []
    opened, since, rule = 0, 0, story["rule"]
    failed: list[int] = []
    while True:
        found = attempted(
            {"story": story, "rule": rule, "opened": opened, "until": until}, max(opened, since)
        )
        outcome, closed, _ = found["told"]
        attempts += [found["told"]] if outcome not in OUT else []
        since = found["since"]
        rest = {"attempts": attempts, "chosen": found["chosen"], "tied": found["tied"]}
        if closed is None or outcome == "tied":
            return {**rest, "phase": found["phase"]}
        ready = day_end(story, closed, rule.get("notice"))
        if outcome in ("blocked", "not-adopted") and "fallback" in rule:
            failed.append(closed)
            lapses = rule["fallback"].get("lapses_after")
            count = [one for one in failed if not lapses or day_end(story, one, lapses) > closed]
            last = len(count) >= rule["fallback"]["after_attempts"]
            pause = day_end(story, closed, pause_after(rule["fallback"], last=last))
            rule = story["then"] if last else rule
            ready = max(pause, day_end(story, closed, rule.get("notice")))
            outcome = "cooling"
        outcome, opened = opened_next(story, rule, (outcome, closed, ready))
        if opened > until:
            return {**rest, "phase": outcome}


def pause_after(back: Story, *, last: bool) -> str | None:
    """The pause after an attempt that failed: before the fallback only after each attempt."""
    return back.get("cooling_off") if not last or back.get("cooling_off_after") == "each-attempt" else None


def opened_next(story: Story, rule: Story, came: tuple[str, int, int]) -> tuple[str, int]:
    """Where it stands after an attempt, and when the next is opened: by itself, or when asked for."""
    outcome, closed, ready = came
    if outcome == "cooling":
        opens = ready
    elif outcome in ("inquorate", "pulled-back"):
        opens = first(story, "anew", ready)
    else:
        return outcome, NEVER
    since = closed + (outcome in OUT)
    for minute, what, _ in story["happened"]:
        if since <= minute < opens and what in OUT:
            if what != "pulled-back":
                return what, NEVER
            ready = max(ready, day_end(story, minute, rule.get("notice")))
            outcome, opens = what, first(story, "anew", max(ready, minute))
    return outcome, opens


def first(story: Story, kind: str, since: int) -> int:
    return min((m for m, what, _ in story["happened"] if what == kind and m >= since), default=NEVER)


def attempted(scene: Story, since: int) -> Story:
    """What came of an attempt, without what was contested in time."""
    found = one_attempt(scene, since)
    story, closed = scene["story"], found["told"][1]
    latest = NEVER if closed is None else closed + 48 * 60
    said = {
        who: m for m, what, who in story["happened"] if what == "contested" and scene["opened"] <= m < latest
    }
    kept = [x for x in story["said"] if not x[5].get("teller") or x[0] > said.get(x[1], -1)]
    return found if kept == story["said"] else one_attempt({**scene, "story": {**story, "said": kept}}, since)


def one_attempt(scene: Story, since: int) -> Story:
    """What came of an attempt, and the minute before which all that was said belongs to it."""
    story, rule = scene["story"], scene["rule"]
    if rule["method"] in BY_ONE:
        return decided_by_one(scene)
    asked = secret_since(scene, since)
    scene = {**scene, "hidden": asked < NEVER, "between": story["options"], "places": rule.get("winners", 1)}
    spans: list[tuple[int, int]] = []
    starts, own, call = scene["opened"], since, "first"
    ahead: tuple[str, ...] = ()
    while True:
        closed, now, out = when_closed(scene, call, starts, [*spans, (own, NEVER)])
        look = snapshot(scene, [*spans, (own, now)], now)
        if closed is None or out:
            return ending((out or "open", closed, look["many"]), now, asked, phase=out or PHASES[call])
        look["call"] = call
        outcome, chosen, level = judge(rule, look, call)
        follows = following(scene, outcome, call, look)
        if follows is None:
            came: Came = (outcome, (*ahead, *chosen), level)
            came, at = settled(scene, closed, came, look) if outcome == "tied" else (came, closed)
            return ending((came[0], at, look["many"]), max(now, at), asked, came=came)
        call, starts = follows, closed
        if call == "run-off":
            ahead, spans = chosen, []
            scene = {**scene, "between": list(level), "places": scene["places"] - len(chosen)}
        else:
            spans.append((own, now))
        if call == "second":
            starts = day_end(story, closed, rule["second_call"]["after"])
            taken = [x for x in story["happened"] if now <= x[0] < starts and x[1] in OUT]
            if taken:
                look = snapshot(scene, spans, taken[0][0])
                return ending((taken[0][1], taken[0][0], look["many"]), taken[0][0], asked)
        own = max(starts, now)
        if scene["until"] < starts:
            look = snapshot(scene, spans, scene["until"] + 1)
            return ending(("open", None, look["many"]), now, asked, phase=PHASES[call])


def following(scene: Story, outcome: str, call: str, look: Story) -> str | None:
    """The call that comes after one, if any does."""
    rule = scene["rule"]
    if outcome == "inquorate" and "second_call" in rule and call == "first" and look["asked"]:
        return "second"
    if outcome == "blocked" and "override" in rule and call != "override":
        return "override"
    return "run-off" if outcome == "tied" and rule["ties"] == "run-off" and call != "run-off" else None


def secret_since(scene: Story, since: int) -> int:
    """Since when an attempt is secret: by its rule, or as one who takes part asked before anybody spoke."""
    story, rule = scene["story"], scene["rule"]
    if rule.get("secrecy") != "on-request":
        return 0 if rule.get("secrecy") == "secret" else NEVER
    people = taking_part(story, rule, scene["opened"])["people"]
    spoke = min((x[0] for x in story["said"] if x[0] >= since and x[1] in people), default=NEVER)
    asked = [m for m, what, who in story["happened"] if what == "asks-secret" and who in people and m < spoke]
    return min(asked, default=NEVER)
