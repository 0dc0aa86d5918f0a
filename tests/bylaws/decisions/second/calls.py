"""When a call closes and who stands where, a second time, written from the charter reference alone."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Any

from tests.bylaws.decisions.second.counting import OPTIONS, nothing_can_change
from tests.bylaws.decisions.second.people import BEGAN, Story, taking_part

STOPPING = ("consensus", "consent", "lazy-consent")
OUT = ("withdrawn", "pulled-back", "agreed-to-disagree")
LETTERS = "ADXSBM"
NEVER = 10**9


def when_closed(
    scene: Story, call: str, starts: int, windows: list[tuple[int, int]]
) -> tuple[int | None, int, str]:
    """The minute in which a call closes, None while open; before which all counts; how it was taken out."""
    story, rule, until = scene["story"], scene["rule"], scene["until"]
    length = (
        rule["override"].get("open_for", rule.get("open_for")) if call == "override" else rule.get("open_for")
    )
    ends = day_end(story, starts, length) if length else None
    own, held = windows[-1][0], None
    before = snapshot(scene, windows[:-1], own)
    waits = starts if ends is None and everybody(before) else None
    happened = {m: what for m, what, _ in story["happened"] if what != "anew"}
    for minute in sorted(m for m in {*happened, *(x[0] for x in story["said"])} if own <= m <= until):
        closes = waits if ends is None else ends
        if closes is not None and closes <= minute:
            return closes, max(closes, own), ""
        what = happened.get(minute, "")
        if what in OUT:
            return minute, minute, what
        after = snapshot(scene, [*windows[:-1], (own, minute + 1)], minute + 1)
        if what == "revised" and ends is not None:
            ends = max(ends, day_end(story, minute, length))
        if before["blocks"] and not after["blocks"]:
            held = day_end(story, minute, "P1D")
            ends = max(ends, held) if ends is not None else None
        waits = max(minute, held or 0) if everybody(after) else None
        if waits == minute if ends is None else settled_early(scene, after, call):
            return minute, minute + 1, ""
        before = after
    last = ends if ends is not None else waits
    return (last, max(last, own), "") if last is not None and last <= until else (None, until + 1, "")


def everybody(look: Story) -> bool:
    return bool(look["asked"]) and look["asked"] <= look["spoke"]


def settled_early(scene: Story, look: Story, call: str) -> bool:
    rule = scene["rule"]
    return bool(rule.get("ends_early")) and not scene["hidden"] and nothing_can_change(rule, look, call)


def snapshot(scene: Story, windows: list[tuple[int, int]], now: int) -> Story:
    """Who stands where before a minute, from all that was said and done since the opening."""
    story, rule, opened = scene["story"], scene["rule"], scene["opened"]
    there = taking_part(story, rule, opened)
    so_far: Story = {
        "text": 1,
        **there,
        "stands": {},
        "spoke": set(),
        "left": set(),
        "answered": {},
        "hidden": scene["hidden"],
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
    untold = set(story["untold"]) if opened == 0 else set()
    return {**summed(rule, so_far, untold), "between": scene["between"], "places": scene["places"]}


def happens(rule: Story, so_far: Story, minute: int, kind: str, who: Any) -> None:
    people, stands = so_far["people"], so_far["stands"]
    if kind == "revised":
        gone = so_far["left"]
        so_far |= {"text": who, "stands": {}, "answered": {}, "spoke": set()}
        so_far["people"] = {k: v for k, v in people.items() if k not in gone}
    elif kind in ("integrated", "ruled-out"):
        if rule["method"] in ("consent", "lazy-consent"):
            so_far["answered"][who] = minute
    elif kind == "left" and (rule.get("leavers") == "stand" or so_far["hidden"]) and who in stands:
        so_far["left"].add(who)
    elif kind == "recused" and so_far["hidden"] and who in stands:
        so_far["concerned"] += 1
    elif kind in ("left", "recused"):
        so_far["concerned"] += kind == "recused" and who in people
        spoken = [k for k, one in stands.items() if one[2] == who and kind == "recused" and who in people]
        people.pop(who, None)
        for key in (who, *spoken):
            stands.pop(key, None)
    elif kind == "proxy-ended" and who in stands and stands[who][2] is not None:
        stands.pop(who)


def says(rule: Story, so_far: Story, minute: int, who: str, *told: Any) -> None:
    people, stands, (letter, revision, proxy, more) = so_far["people"], so_far["stands"], told
    if who not in people or revision < so_far["text"]:
        return
    if so_far["hidden"] and (who in stands or who in so_far["left"]):
        return
    no_reason = rule.get("blocks") == "with-reason" and more.get("bare")
    if letter == "B" and rule["method"] in STOPPING and (no_reason or not people[who]["may_block"]):
        return
    if proxy is not None:
        others = [k for k, one in stands.items() if one[2] == proxy and k != who]
        full = len(others) >= rule.get("proxies_at_most", 0)
        if full or who in so_far["spoke"] or proxy not in people or proxy == who:
            return
    else:
        so_far["spoke"].add(who)
    stands[who] = (letter, minute, proxy, more)


def summed(rule: Story, so_far: Story, untold: set[str]) -> Story:
    people, stands, answered = so_far["people"], so_far["stands"], so_far["answered"]
    many = dict.fromkeys(LETTERS, 0)
    for who, (letter, minute, _, _) in stands.items():
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
        "concerned": so_far["concerned"],
        "untold": len([k for k in untold if k in asked and k not in stands]),
        "many": (base, *many.values()),
        "ballots": [one[3] for one in stands.values() if one[0] == "A"] if rule["method"] in OPTIONS else [],
    }


def day_end(story: Story, minute: int, span: str | None) -> int:
    """The minute in which the day ends that comes so many days after the day of a minute, or ending in it."""
    if span in (None, "P0D"):
        return minute
    zone = zoneinfo.ZoneInfo(story["zone"])
    before = (BEGAN + dt.timedelta(minutes=minute) - dt.timedelta(seconds=1)).astimezone(zone)
    day = before.date() + dt.timedelta(days=int(span[1:-1]) + 1)
    ended = dt.datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(dt.UTC)
    return int((ended - BEGAN) / dt.timedelta(minutes=1))
