"""What comes of the positions a second time, written from the charter reference alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.bylaws.decisions.second.electing import Counting, WaitsError

Story = dict[str, Any]
Came = tuple[str, tuple[str, ...], tuple[str, ...]]
"""What came of it, what is chosen, and what is level."""
OPTIONS = ("choice", "approval", "score", "dots", "ranked")


def judge(rule: Story, look: Story, call: str) -> Came:
    base, yes, no, idle, aside, blocks, met = look["many"]
    cast = yes + no + idle + aside + blocks + met
    quorum = rule.get("quorum") if call != "second" else rule["second_call"].get("quorum")
    if call == "override" and blocks > rule.get("blocks_at_most", 0):
        over = rule["override"]
        of = {"votes-cast": yes + no + blocks, "present": cast, "eligible": base}[over["of"]]
        approved = enough(rule.get("approval_quorum", "0%"), yes, base)
        return ("passed" if yes and approved and enough(over["threshold"], yes, of) else "blocked"), (), ()
    if base == 0 or (look["concerned"] and base < 2) or (quorum and not enough(quorum, cast, base)):
        return "inquorate", (), ()
    if rule["method"] in OPTIONS:
        return among_options(rule, look)
    found = by_yes_and_no(rule, look)
    if found in ("passed", "tied") and not enough(rule.get("approval_quorum", "0%"), yes, base):
        return "not-adopted", (), ()
    waits = rule["method"] == "lazy-consent" and look["untold"] and found == "passed"
    return ("inquorate" if waits else found), (), ()


def by_yes_and_no(rule: Story, look: Story) -> str:
    base, yes, no, idle, aside, blocks, met = look["many"]
    cast = yes + no + idle + aside + blocks + met
    few_aside = "stand_asides_at_most" not in rule or aside <= part(rule["stand_asides_at_most"])[0] * base
    consents = rule.get("silence") or rule["method"] == "lazy-consent"
    silent = base - cast - look["untold"] if consents else 0
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


def among_options(rule: Story, look: Story) -> Came:
    options, ballots = look["between"], look["ballots"]
    if rule["method"] == "ranked" and look["places"] > 1:
        chosen, level = by_transfer(rule, look)
    elif rule["method"] == "ranked":
        chosen, level = by_ranking(options, [one["ranks"] for one in ballots], look.get("lot", ()))
    else:
        chosen, level = by_totals(rule, look)
    if level:
        return ("tied" if "ties" in rule else "not-adopted"), tuple(chosen), tuple(level)
    return ("passed" if chosen else "not-adopted"), tuple(chosen), ()


def by_totals(rule: Story, look: Story) -> tuple[list[str], list[str]]:
    """Those chosen for sure, and those level for the places that are left; nobody is chosen while any are."""
    base, yes, no, *_ = look["many"]
    total: dict[str, int] = dict.fromkeys(look["between"], 0)
    for ballot in look["ballots"]:
        for option in total:
            total[option] += worth(rule, ballot, option)
    of = {"votes-cast": yes + no, "present": sum(look["many"][1:]), "eligible": base}
    good = [
        option
        for option, found in total.items()
        if found and ("threshold" not in rule or enough(rule["threshold"], found, of[rule["of"]]))
    ]
    places = look["places"]
    in_order = sorted(good, key=lambda option: -total[option])
    if len(in_order) <= places:
        return in_order, []
    last = total[in_order[places - 1]]
    ahead = [option for option in in_order if total[option] > last]
    level = [option for option in in_order if total[option] == last]
    if len(ahead) + len(level) == places:
        return in_order[:places], []
    return ahead, level


def worth(rule: Story, ballot: Story, option: str) -> int:
    """What a ballot gives to an option."""
    named, points = option in ballot["ranks"], ballot["scores"].get(option, 0)
    if rule["method"] == "approval":
        return int(named)
    if rule["method"] == "choice":
        return int(named and len(set(ballot["ranks"])) == 1)
    if rule["method"] == "dots":
        return points if sum(ballot["scores"].values()) <= rule["points"] else 0
    return points if 0 <= points <= rule["highest"] else 0


def by_ranking(options: list[str], ballots: list[str], lot: list[str]) -> tuple[list[str], list[str]]:
    """The one with more than half, the last left out one after another; or those level all along."""
    left = list(options)
    rounds: list[dict[str, int]] = []
    while left:
        firsts: dict[str, int] = dict.fromkeys(left, 0)
        for ballot in ballots:
            first = next((option for option in ballot if option in left), None)
            if first:
                firsts[first] += 1
        most = max(firsts, key=lambda option: firsts[option])
        if 2 * firsts[most] > sum(firsts.values()):
            return [most], []
        if not sum(firsts.values()):
            return [], []
        rounds.append(firsts)
        behind = left
        for earlier in reversed(rounds):
            fewest = min(earlier[option] for option in behind)
            behind = [option for option in behind if earlier[option] == fewest]
        others = [firsts[option] for option in left if option not in behind]
        no_matter = others and sum(firsts[option] for option in behind) < min(others)
        if len(behind) > 1 and not no_matter:
            if not lot:
                return [], left
            behind = [max(behind, key=list(lot).index)]
        left = [option for option in left if option not in behind]
    return [], []


def by_transfer(rule: Story, look: Story) -> tuple[list[str], list[str]]:
    """Those elected by the Scottish rules; or those elected by then, and those a tie is of.

    Where it takes a lot, of all that are not left out; else the elected stay so.
    """
    orders = [one["ranks"] for one in look["ballots"]]
    standing = [option for option in look["between"] if any(option in order for order in orders)]
    counting = Counting(standing, orders, look["places"], look.get("lot", ()))
    try:
        return counting.elect_all(), []
    except WaitsError:
        stays = [] if look["call"] == "run-off" or rule.get("ties") == "lot" else counting.elected
        return stays, [one for one in standing if one not in {*counting.left_out, *stays}]


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
                    found.add(judge(rule, {**look, "many": many}, call)[0])
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
