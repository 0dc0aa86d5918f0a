"""Random stories over all keys of a decision: who is there, the rule, what happened, what was said."""

from __future__ import annotations

import datetime as dt
import random

from tests.bylaws.decisions.second.people import Story

Said = tuple[int, str, str, int, str | None, Story]
"""When, who, for what, on which text, spoken by whom, and what else."""
ZONES = ("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "America/Havana", "Australia/Lord_Howe")
"""Clocks change in some of them while the matters run."""
METHODS = (
    *("majority", "majority", "consensus", "consent", "lazy-consent", "informal-consensus"),
    *("choice", "approval", "score", "dots", "ranked", "ranked", "advice", "delegated"),
)
OF_OPTIONS = ("choice", "approval", "score", "dots", "ranked")
OF_ALL_WHO_AGREE = ("majority", "consensus", "informal-consensus", "consent")
BY_ONE = ("advice", "delegated")
SHARES = ("more than 1/2", "1/2", "2/3", "3/4", "75%", "more than 2/3", "100%", "1/3")
NAMES = "abcdefghi"
OPTIONS = "pqrs"
MOODS = ("AAAAARDXSB", "AAAAAAAAAB", "AD", "AAABBR", "AAASSX")
"""How people stand in a story, the more often a letter the likelier."""
ENDING = ("withdrawn", "pulled-back", "agreed-to-disagree")
SPANS = ("P1D", "P2D", "P3D", "P5D", "P7D", "P14D")
AGO = ("P30D", "P90D", "P1Y")
A_DAY = 24 * 60
LATE = 60 * A_DAY
YES = True


def random_story(seed: int) -> Story:
    """A story of up to nine people, with the rule, and perhaps another it falls back to."""
    pick = random.Random(seed)  # noqa: S311 - a story, not a secret
    names = NAMES[: pick.randint(1, 9)]
    rule = _rule(pick, pick.choice(METHODS))
    simple = "open_for" in rule and not {"second_call", "override", "ends_early", "ties"} & rule.keys()
    story: Story = {
        "zone": pick.choice(ZONES),
        "people": {key: {"stages": _stages(pick)} for key in names},
        "rule": rule,
        "by": pick.choice(names),
        "about": _some(pick, names, 0.25),
        "on_leave": _some(pick, names, 0.15),
        "untold": _some(pick, names, 0.15),
        "holders": {
            "chair": _some(pick, names, 0.9),
            "board": pick.sample(names, pick.randint(0, len(names))),
        },
        "sabbatical_is_stage": pick.choice((None, None, ("speak",), ("speak", "vote"), ("vote", "block"))),
        "options": list(OPTIONS[: pick.randint(2, 4)]) if rule["method"] in OF_OPTIONS else [],
    }
    if rule["method"] not in BY_ONE and pick.random() < 0.4:
        _fall_back(pick, story)
        simple = False
    secret = "secrecy" in rule or "secrecy" in story.get("then", {})
    simple = simple and not secret
    _tell(pick, story, simple=simple, secret=secret)
    if rule["method"] not in BY_ONE and pick.random() < 0.3:
        _again(pick, story)
    return story


def _tell(pick: random.Random, story: Story, *, simple: bool, secret: bool) -> None:
    """What happened, and what was said; each in a minute of its own."""
    crowded = story["rule"]["method"] == "ranked" and story["rule"].get("winners", 1) > 1
    minutes = _minutes(pick, 2 if secret else 1, crowded=crowded)
    story["mood"] = pick.choice(MOODS)
    happened = [
        _happening(pick, minutes.pop(), story, simple=simple) for _ in range(pick.choice((0, 0, 1, 2, 3, 6)))
    ]
    story["happened"] = _numbered(sorted(happened, key=lambda one: one[0]), secret=secret)
    story["said"] = sorted(
        (
            _said(pick, minutes.pop(), story, simple=simple, secret=secret)
            for _ in range(pick.randint(12 if crowded else 0, 24))
        ),
        key=lambda one: one[0],
    )


def _minutes(pick: random.Random, step: int, *, crowded: bool) -> list[int]:
    """When something is said or happens; where many speak at once, most of the first day."""
    if crowded:
        late = range(A_DAY + 1, pick.choice((9, 25)) * A_DAY, step)
        return [*pick.sample(range(1, A_DAY, step), 34), *pick.sample(late, 6)]
    longest = pick.choice((LATE, 25 * A_DAY, 9 * A_DAY, 3 * A_DAY))
    return pick.sample(range(1, longest, step), 40)


def _again(pick: random.Random, story: Story) -> None:
    """The matter was raised before, and perhaps failed; some second it, of whom not all may."""
    again: Story = {"seconders": pick.choice((1, 1, 2, 3))}
    if pick.random() < 0.7:
        again["within"] = pick.choice(AGO)
    failed = dt.date(2026, 3, 20) - dt.timedelta(days=pick.choice((0, 1, 29, 30, 31, 90, 364, 365, 366)))
    story["rule"]["again"] = again
    story["failed_on"] = failed.isoformat() if pick.random() < 0.9 else None
    story["seconders"] = sorted(pick.sample(NAMES, pick.randint(0, 5)))


def _some(pick: random.Random, names: str, chance: float) -> list[str]:
    return sorted(pick.sample(names, pick.randint(1, min(2, len(names))))) if pick.random() < chance else []


def _stages(pick: random.Random) -> list[tuple[str, str]]:
    """Since when somebody has been of which stage; most have long been members."""
    stages = [("2025-01-01", pick.choices(("member", "associate", "candidate"), (9, 2, 2))[0])]
    later = pick.choices(
        ((), ("sabbatical",), ("former",), ("member",), ("sabbatical", "member"), ("associate",)),
        (10, 1, 1, 1, 1, 1),
    )[0]
    day = dt.date(2026, 3, 1) + dt.timedelta(days=pick.randint(0, 40))
    for stage in later:
        stages.append((day.isoformat(), stage))
        day += dt.timedelta(days=pick.randint(1, 20))
    if pick.random() < 0.1:
        return [((dt.date(2026, 3, 15) + dt.timedelta(days=pick.randint(0, 20))).isoformat(), "member")]
    return stages


def _fall_back(pick: random.Random, story: Story) -> None:
    rule = story["rule"]
    to = OF_OPTIONS if rule["method"] in OF_OPTIONS else ("majority", "majority", "informal-consensus")
    story["then"] = _rule(pick, pick.choice(to))
    rule["fallback"] = {"after_attempts": pick.choice((1, 1, 2)), "to": "then"}
    if pick.random() < 0.6:
        rule["fallback"]["cooling_off"] = f"P{pick.choice((0, 1, 3, 7))}D"
        rule["fallback"]["cooling_off_after"] = pick.choice(("each-attempt", "between-attempts"))
    if rule["fallback"]["after_attempts"] > 1 and pick.random() < 0.5:
        rule["fallback"]["lapses_after"] = f"P{pick.choice((1, 4, 9, 20))}D"


class _Rule:
    """A rule as it is made, key by key."""

    def __init__(self, pick: random.Random, method: str) -> None:
        self.pick, self.says = pick, Story(method=method)

    def perhaps(self, key: str, value: object, chance: float = 0.4) -> None:
        if self.pick.random() < chance:
            self.says[key] = value

    def share(self, *of: str) -> Story:
        return {"threshold": self.pick.choice(SHARES), "of": self.pick.choice(of)}


def _rule(pick: random.Random, method: str) -> Story:
    made = _Rule(pick, method)
    made.perhaps("notice", f"P{pick.choice((1, 3))}D", 0.2)
    made.perhaps("recusal", pick.choice(("heard", "away")))
    if method in BY_ONE:
        if method == "advice":
            made.perhaps("open_for", pick.choice(SPANS), 0.7)
        made.perhaps("delegate", pick.choice(("chair", "board")), 1 if method == "delegated" else 0.5)
        return made.says
    made.perhaps("open_for", pick.choice(SPANS), 0.85 if method != "lazy-consent" else 1)
    made.perhaps("leavers", pick.choice(("stand", "removed")))
    made.perhaps("on_leave", pick.choice(("counted", "away")))
    made.perhaps(
        "eligible", pick.choice((["member"], ["member", "candidate"], ["member", "sabbatical"])), 0.25
    )
    if "eligible" not in made.says:
        made.perhaps("body", "board", 0.15)
    if method != "lazy-consent":
        made.perhaps("quorum", pick.choice(SHARES))
        made.perhaps("proxies_at_most", pick.choice((1, 2)), 0.3)
    second = {"after": f"P{pick.choice((1, 3))}D"} | (
        {"quorum": pick.choice(SHARES)} if pick.random() < 0.5 else {}
    )
    made.perhaps("second_call", second, 0.4 if {"quorum", "open_for"} <= made.says.keys() else 0)
    if method in ("majority", *OF_OPTIONS):
        _of_votes(made, method)
    else:
        _of_agreement(made, method)
    made.perhaps("approval_quorum", pick.choice(SHARES), 0.3 if method in OF_ALL_WHO_AGREE else 0)
    return made.says


def _of_votes(made: _Rule, method: str) -> None:
    pick, says = made.pick, made.says
    if method == "majority" and pick.random() < 0.4:
        says |= {"threshold": "more than 1/2", "of": pick.choice(("votes-cast", "votes-cast", "present"))}
    elif method == "majority" or (method in ("choice", "approval") and pick.random() < 0.3):
        says |= made.share("votes-cast", "present", "eligible")
    if method == "majority":
        made.perhaps("ends_early", YES, 0.6 if "open_for" in says else 0)
    if method in OF_OPTIONS:
        made.perhaps("winners", pick.choice((1, 2, 3)), 0.5)
    if method == "score":
        says["highest"] = pick.choice((1, 3, 5))
    if method == "dots":
        says["points"] = pick.choice((3, 6, 12))
    ties = method != "majority" or says["threshold"] == "more than 1/2"
    made.perhaps("ties", pick.choice(("lot", "casting-vote", "run-off")), 0.8 if ties else 0)
    if says.get("ties") == "casting-vote":
        says["delegate"] = pick.choice(("chair", "board"))
    if "second_call" not in says and "proxies_at_most" not in says and says.get("ties") != "run-off":
        made.perhaps("secrecy", pick.choice(("secret", "on-request")), 0.3)


def _of_agreement(made: _Rule, method: str) -> None:
    pick, says = made.pick, made.says
    quiet = method == "lazy-consent"
    says |= (
        made.share("votes-cast", "present", "eligible")
        if method == "informal-consensus" and pick.random() < 0.5
        else {}
    )
    made.perhaps("silence", "consent", 0 if quiet else 0.3)
    made.perhaps("stand_asides_at_most", pick.choice(("1/4", "1/3", "50%", "0%")), 0 if quiet else 0.4)
    if method == "informal-consensus":
        return
    says["blocks"] = pick.choice(("any", "any", "with-reason"))
    if not quiet:
        made.perhaps("disagreement", pick.choice(("stops", "tolerated")))
        if pick.random() < 0.1:
            says |= {"blocks": "none", "disagreement": "stops"}
            return
    made.perhaps("may_block", pick.choice((["member"], ["candidate", "associate"])), 0.2)
    made.perhaps("blocks_at_most", pick.choice((1, 2)), 0.2)
    over = made.share("votes-cast", "present", "eligible") | (
        {"open_for": "P4D"} if pick.random() < 0.5 else {}
    )
    made.perhaps("override", over, 0.3)


KINDS = (
    *(
        "revised",
        "small",
        "recused",
        "left",
        "left",
        "left",
        "integrated",
        "integrated",
        "ruled-out",
        "tested",
    ),
    *(
        "revised",
        "recused",
        "withdrawn",
        "pulled-back",
        "agreed-to-disagree",
        "asks-secret",
        "drawn",
        "decided",
    ),
    *("anew", "anew", "anew"),
)


def _happening(pick: random.Random, minute: int, story: Story, *, simple: bool) -> tuple[int, str, object]:
    kind = pick.choice(KINDS)
    if simple and kind == "anew":
        kind = "contested"
    if kind in ENDING and pick.random() < 0.5:
        kind = "small"
    if story["rule"]["method"] in ("consent", "lazy-consent") and pick.random() < 0.4:
        kind = pick.choice(("integrated", "ruled-out", "tested"))
    if story["rule"]["method"] in BY_ONE and pick.random() < 0.5:
        kind = "decided"
    if "ties" in story["rule"] and pick.random() < 0.6:
        kind = "decided" if story["rule"]["ties"] == "casting-vote" else "drawn"
    if "proxies_at_most" in story["rule"] and minute % 4 == 0:
        kind = "proxy-ended"
    told: object = pick.choice(sorted(story["people"]))
    options = story["options"]
    if kind == "decided":
        known = [*story["holders"]["chair"], *story["holders"]["board"], story["by"], "a"]
        option = pick.choice([*options, *options, "z", ""]) if options else ""
        told = {"by": pick.choice(known), "yes": pick.random() < 0.7, "option": option}
    elif kind == "drawn":
        told = {"first": pick.choice(("yes", "no")), "order": pick.sample(options, len(options))}
    return minute, kind, told


def _numbered(happened: list[tuple[int, str, object]], *, secret: bool) -> list[tuple[int, str, object]]:
    """A changed text carries its number, from two on; that of a secret vote is not changed."""
    number, found = 1, list[tuple[int, str, object]]()
    for minute, kind, who in happened:
        if kind == "revised" and secret:
            continue
        number += kind == "revised"
        found.append((minute, kind, number if kind == "revised" else who))
    return found


def _said(pick: random.Random, minute: int, story: Story, *, simple: bool, secret: bool) -> Said:
    proxy = pick.choice(NAMES) if pick.random() < 0.2 and not secret else None
    more: Story = {"bare": True} if pick.random() < 0.2 else {}
    if simple and pick.random() < 0.15:
        more["teller"] = True
    letter = pick.choice(story["mood"])
    who = pick.choice(NAMES if pick.random() < 0.1 else sorted(story["people"]))
    options = story["options"]
    if options:
        letter = pick.choice("AAAAAX")
        ranked = pick.sample([*options, "z"], pick.randint(0, len(options)))
        more["ranks"] = "".join(ranked) + (ranked[0] if ranked and pick.random() < 0.1 else "")
        more["scores"] = {option: pick.randint(0, 6) for option in ranked}
    revision = 1 if secret else pick.choice((1, 1, 1, 2, 3))
    return minute, who, letter, revision, proxy, more
