"""Who takes part in an attempt a second time, written from the charter reference alone."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Any

Story = dict[str, Any]
BEGAN = dt.datetime(2026, 3, 20, 15, 0, tzinfo=dt.UTC)
STAGES = {
    "candidate": ("speak", "propose"),
    "associate": ("speak", "vote"),
    "member": ("speak", "propose", "vote", "block"),
    "former": (),
}
"""The rights of each stage in every story; in some the charter has the stage `sabbatical` with its own."""
BY_ONE = ("advice", "delegated")


def taking_part(story: Story, rule: Story, minute: int) -> Story:
    """Everybody who takes part in an attempt opened in a minute, and how many are out of it as concerned."""
    people: Story = {}
    concerned = 0
    for key, stage in there(story, minute).items():
        as_stage, on_leave = counts_as(story, rule, key, stage, minute)
        if not may_vote(story, rule, key, as_stage):
            continue
        if key in story["about"] and "recusal" in rule:
            concerned += 1
            continue
        part = "decides"
        if on_leave and rule.get("on_leave") != "counted":
            part = "away" if rule.get("on_leave") == "away" else "if-they-speak"
        if part != "away":
            people[key] = {"part": part, "may_block": may_block(story, rule, stage, as_stage)}
    return {"people": people, "concerned": concerned}


def there(story: Story, minute: int) -> dict[str, str]:
    """Everybody who is in the co-op in a minute, with their stage."""
    day = day_of(story, minute)
    gone = {who for m, what, who in story["happened"] if m <= minute and what == "left"}
    found = {key: been(one, day)[-1:] for key, one in story["people"].items() if key not in gone}
    return {key: stages[0] for key, stages in found.items() if stages and stages[0] != "former"}


def day_of(story: Story, minute: int) -> dt.date:
    return (BEGAN + dt.timedelta(minutes=minute)).astimezone(zoneinfo.ZoneInfo(story["zone"])).date()


def been(one: Story, day: dt.date) -> list[str]:
    return [stage for since, stage in one["stages"] if dt.date.fromisoformat(since) <= day]


def counts_as(story: Story, rule: Story, key: str, stage: str, minute: int) -> tuple[str, bool]:
    """The stage somebody takes part as, and whether they are on leave."""
    if stage != "sabbatical":
        return stage, key in story["on_leave"]
    before = [one for one in been(story["people"][key], day_of(story, minute)) if one != "sabbatical"]
    keeps_vote = not story["sabbatical_is_stage"] or "vote" in story["sabbatical_is_stage"]
    if "sabbatical" in rule.get("eligible", ()) or not keeps_vote or not before:
        return "sabbatical", True
    return before[-1], True


def may_vote(story: Story, rule: Story, key: str, stage: str) -> bool:
    if "body" in rule:
        return key in story["holders"].get(rule["body"], ())
    if "eligible" in rule:
        return stage in rule["eligible"]
    return "vote" in rights(story, stage)


def may_block(story: Story, rule: Story, stage: str, as_stage: str) -> bool:
    if rule.get("blocks") in (None, "none"):
        return False
    if "may_block" in rule:
        return as_stage in rule["may_block"]
    own = story["sabbatical_is_stage"] if stage == "sabbatical" else ()
    return "block" in rights(story, as_stage) and (not own or "block" in own)


def rights(story: Story, stage: str) -> tuple[str, ...]:
    return (story["sabbatical_is_stage"] or ()) if stage == "sabbatical" else STAGES[stage]


def seconded(story: Story) -> tuple[int, list[str]]:
    """How many have to second it, none where nothing failed lately; and who does, of those who take part."""
    rule = story["rule"]
    if "again" not in rule or story["failed_on"] is None:
        return 0, []
    failed, needed = dt.date.fromisoformat(story["failed_on"]), rule["again"]["seconders"]
    if "within" in rule["again"] and day_of(story, 0) >= later(failed, rule["again"]["within"]):
        return 0, []
    people = taking_part(story, rule, 0)["people"]
    return needed, [key for key in story["seconders"] if key in people and key != story["by"]]


def later(day: dt.date, span: str) -> dt.date:
    """The day a span after one: in days, or the same day in a later year."""
    many = int(span[1:-1])
    return day.replace(year=day.year + many) if span[-1] == "Y" else day + dt.timedelta(days=many)


def deciders(story: Story, rule: Story, minute: int) -> set[str]:
    """Those whose casting vote it is, or who decide alone, when an attempt is opened in a minute."""
    named = set(story["holders"].get(rule["delegate"], ())) if "delegate" in rule else {story["by"]}
    about = set(story["about"]) if "recusal" in rule else set()
    present = there(story, minute)
    if rule.get("on_leave") == "away":
        votes = {k: counts_as(story, rule, k, stage, minute) for k, stage in present.items()}
        about |= {k for k, (stage, away) in votes.items() if away and may_vote(story, rule, k, stage)}
    return (named & present.keys()) - about
