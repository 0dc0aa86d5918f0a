"""The rules of a decision a second time, written from the charter reference alone and in another manner.

It keeps no tally: for each instant at which something happened it looks through everything that was said so
far, and asks the reference again. Stories are plain: minutes since the opening, letters, shares as written.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from fractions import Fraction
from typing import Any

Story = dict[str, Any]
Told = tuple[str, int | None, tuple[int, ...]]
Attempted = tuple[Told, int]
"""What came of an attempt, in which minute it closed, and how many stand where."""
BEGAN = dt.datetime(2026, 3, 20, 15, 0, tzinfo=dt.UTC)
STOPPING = ("consensus", "consent", "lazy-consent")
LETTERS = "ADXSBM"


def retell(story: Story, until: int) -> list[Told]:
    """Every attempt of a story up to a minute, each with what came of it; the last may be open."""
    attempts: list[Told] = []
    opened, since, failed, rule = 0, 0, 0, story["rule"]
    while opened <= until:
        found, since = one_attempt(story, rule, (opened, max(opened, since)), until)
        attempts.append(found)
        outcome, closed, _ = found
        back = rule.get("fallback")
        if closed is None or back is None or outcome not in ("blocked", "not-adopted"):
            return attempts
        failed += 1
        pause = back.get("cooling_off")
        if failed >= back["after_attempts"]:
            pause = pause if back.get("cooling_off_after") == "each-attempt" else None
            rule = story["then"]
        opened = max(day_end(story, closed, pause), day_end(story, closed, rule.get("notice")))
    return attempts


def one_attempt(story: Story, rule: Story, begins: tuple[int, int], until: int) -> Attempted:
    """What came of an attempt, and the minute before which all that was said belongs to it."""
    opened, since = begins
    spans: list[tuple[int, int]] = []
    starts, own, call = opened, since, "first"
    while True:
        closed, now = when_closed(story, rule, (opened, starts, [*spans, (own, 10**9)]), until, call)
        look = snapshot(story, rule, opened, [*spans, (own, now)], now)
        if closed is None:
            return ("open", None, look["many"]), now
        outcome = judge(rule, look, call)
        again = rule.get("second_call")
        if outcome == "inquorate" and again and call == "first" and look["asked"]:
            starts, call = day_end(story, closed, again["after"]), "second"
        elif outcome == "blocked" and "override" in rule and call != "override":
            starts, call = closed, "override"
        else:
            return (outcome, closed, look["many"]), now
        spans.append((own, now))
        own = max(starts, now)
        if until < starts:
            look = snapshot(story, rule, opened, spans, until + 1)
            return ("open", None, look["many"]), now


def when_closed(
    story: Story, rule: Story, spans: tuple[int, int, list[tuple[int, int]]], until: int, call: str
) -> tuple[int | None, int]:
    """The minute in which a call closes, None while it is open, and the minute before which all counts."""
    opened, starts, windows = spans
    length = rule.get("open_for")
    if call == "override":
        length = rule["override"].get("open_for", length)
    ends = day_end(story, starts, length) if length else None
    own, held = windows[-1][0], None
    before = snapshot(story, rule, opened, windows[:-1], own)
    waits = starts if ends is None and before["asked"] and before["asked"] <= before["spoke"] else None
    for minute in sorted({m for m, *_ in story["said"] + story["happened"] if own <= m <= until}):
        if ends is not None and ends <= minute:
            return ends, ends
        if waits is not None and waits <= minute and ends is None:
            return waits, max(waits, own)
        after = snapshot(story, rule, opened, [*windows[:-1], (own, minute + 1)], minute + 1)
        changed = [x for x in story["happened"] if x[0] == minute and x[1] == "revised"]
        if changed and ends is not None:
            ends = max(ends, day_end(story, minute, length))
        if before["blocks"] and not after["blocks"]:
            held = day_end(story, minute, "P1D")
            ends = max(ends, held) if ends is not None else None
        everybody = bool(after["asked"]) and after["asked"] <= after["spoke"]
        if ends is None:
            waits = max(minute, held or 0) if everybody else None
            if waits == minute:
                return minute, minute + 1
        elif rule.get("ends_early") and call != "override" and nothing_can_change(rule, after, call):
            return minute, minute + 1
        before = after
    last = ends if ends is not None else waits
    return (last, max(last, own)) if last is not None and last <= until else (None, until + 1)


def snapshot(story: Story, rule: Story, opened: int, windows: list[tuple[int, int]], now: int) -> Story:
    """Who stands where before a minute, from all that was said and done since the opening."""
    all_people = story["people"]
    so_far: Story = {
        "text": 1,
        "people": {k: v for k, v in all_people.items() if v["part"] in ("decides", "if-they-speak")},
        "concerned": sum(1 for v in all_people.values() if v.get("concerned")),
        "stands": {},
        "spoke": set(),
        "left": set(),
        "answered": {},
    }
    items = [(m, 0, x) for m, *x in story["happened"]] + [(m, 1, x) for m, *x in story["said"]]
    for minute, what, told in sorted(items, key=lambda item: item[:2]):
        if minute >= now:
            break
        if minute < opened and told[0] == "revised":
            so_far["text"] = told[1]
        elif what == 0 and (minute >= opened or told[0] == "recused"):
            happens(rule, so_far, minute, *told)
        elif what == 1 and any(a <= minute < b for a, b in windows):
            says(rule, so_far, minute, *told)
    return summed(rule, so_far["people"], so_far["stands"], so_far["answered"], so_far["concerned"])


def happens(rule: Story, so_far: Story, minute: int, kind: str, who: Any) -> None:
    people, stands = so_far["people"], so_far["stands"]
    if kind == "revised":
        gone = so_far["left"]
        so_far |= {"text": who, "stands": {}, "answered": {}, "spoke": set()}
        so_far["people"] = {k: v for k, v in people.items() if k not in gone}
    elif kind == "answered":
        if rule["method"] in ("consent", "lazy-consent"):
            so_far["answered"][who] = minute
    elif kind == "left" and rule.get("leavers") == "stand" and who in stands:
        so_far["left"].add(who)
    else:
        so_far["concerned"] += kind == "recused" and who in people
        people.pop(who, None)
        stands.pop(who, None)


def says(rule: Story, so_far: Story, minute: int, who: str, *told: Any) -> None:
    people, stands, (letter, revision, proxy) = so_far["people"], so_far["stands"], told
    if who not in people or revision < so_far["text"]:
        return
    if letter == "B" and rule["method"] in STOPPING and not people[who]["may_block"]:
        return
    if proxy is not None:
        others = [k for k, (_, _, by) in stands.items() if by == proxy and k != who]
        full = len(others) >= rule.get("proxies_at_most", 0)
        if full or who in so_far["spoke"] or proxy not in people or proxy == who:
            return
    else:
        so_far["spoke"].add(who)
    stands[who] = (letter, minute, proxy)


def summed(rule: Story, people: Story, stands: Story, answered: Story, concerned: int) -> Story:
    many = dict.fromkeys(LETTERS, 0)
    for who, (letter, minute, _) in stands.items():
        put = letter
        if letter == "R":
            put = "A"
        if letter == "B" and rule["method"] not in STOPPING:
            put = "D"
        elif letter == "B" and answered.get(who, -1) >= minute:
            put = "M"
        many[put] += 1
    asked = {k for k, v in people.items() if v["part"] == "decides"}
    away = [k for k, v in people.items() if v["part"] != "decides" and k not in stands]
    base = len(people) - len(away)
    return {
        "asked": asked,
        "spoke": set(stands),
        "blocks": many["B"],
        "away": len(away),
        "concerned": concerned,
        "many": (base, *many.values()),
    }


def judge(rule: Story, look: Story, call: str) -> str:
    base, yes, no, idle, aside, blocks, met = look["many"]
    cast = yes + no + idle + aside + blocks + met
    quorum = rule.get("quorum") if call != "second" else rule["second_call"].get("quorum")
    if call == "override" and blocks > rule.get("blocks_at_most", 0):
        over = rule["override"]
        of = {"votes-cast": yes + no + blocks, "present": cast, "eligible": base}[over["of"]]
        return "passed" if yes and enough(over["threshold"], yes, of) else "blocked"
    if base == 0 or (look["concerned"] and base < 2) or (quorum and not enough(quorum, cast, base)):
        return "inquorate"
    few_aside = "stand_asides_at_most" not in rule or aside <= part(rule["stand_asides_at_most"])[0] * base
    silent = base - cast if rule.get("silence") or rule["method"] == "lazy-consent" else 0
    if rule["method"] == "majority":
        return by_majority(rule, look["many"])
    if rule["method"] == "informal-consensus":
        of = {"votes-cast": yes + silent + no, "present": cast + silent, "eligible": base}
        good = enough(rule["threshold"], yes + silent, of[rule["of"]]) if "threshold" in rule else not no
        return "passed" if good and yes + silent and few_aside else "not-adopted"
    if blocks > rule.get("blocks_at_most", 0):
        return "blocked"
    stopped = not few_aside or (rule.get("disagreement") == "stops" and no)
    wanted = yes + silent or rule["method"] == "lazy-consent"
    return "passed" if wanted and not stopped else "not-adopted"


def by_majority(rule: Story, many: tuple[int, ...]) -> str:
    base, yes, no = many[:3]
    of = {"votes-cast": yes + no, "present": sum(many[1:]), "eligible": base}[rule["of"]]
    if yes and enough(rule["threshold"], yes, of):
        return "passed"
    level = yes and yes == no and enough(rule["threshold"], yes + 1, of)
    return "tied" if rule.get("ties") and level else "not-adopted"


def nothing_can_change(rule: Story, look: Story, call: str) -> bool:
    """Tries every way in which those without a position could still speak, or not."""
    base, yes, no, idle, aside, blocks, met = look["many"]
    silent = base - (yes + no + idle + aside + blocks + met)
    found = set()
    for asked in range(silent + 1):
        for others in range(look["away"] + 1):
            speaking = asked + others
            for more_yes in range(speaking + 1):
                for more_no in range(speaking - more_yes + 1):
                    more_idle = speaking - more_yes - more_no
                    many = (base + others, yes + more_yes, no + more_no, idle + more_idle, aside, blocks, met)
                    found.add(judge(rule, {**look, "many": many}, call))
    return len(found) == 1 and not found & {"inquorate", "tied"}


def part(text: str) -> tuple[Fraction, bool]:
    strict = text.startswith("more than ")
    text = text.removeprefix("more than ")
    share = Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    return share, strict


def enough(text: str, some: int, of: int) -> bool:
    share, strict = part(text)
    left, right = some * share.denominator, share.numerator * of
    return left > right if strict else left >= right


def day_end(story: Story, minute: int, span: str | None) -> int:
    """The minute in which the day ends that comes so many days after the day of a minute, or ending in it."""
    if span in (None, "P0D"):
        return minute
    zone = zoneinfo.ZoneInfo(story["zone"])
    before = (BEGAN + dt.timedelta(minutes=minute) - dt.timedelta(seconds=1)).astimezone(zone)
    day = before.date() + dt.timedelta(days=int(span[1:-1]) + 1)
    ended = dt.datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(dt.UTC)
    return int((ended - BEGAN) / dt.timedelta(minutes=1))
