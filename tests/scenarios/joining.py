"""What a story may ask of the way in: where somebody stands, the place, dues, votes, and several at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.dues import Dues
from bylaws.facts.cells import Cell
from bylaws.facts.file import Facts
from bylaws.kernel.money import total
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Explained, Reason
from bylaws.membership.admission import candidacy_seconds, members_on
from bylaws.membership.asking import way_in
from bylaws.membership.dues import account_of, dues, may_choose_band
from bylaws.membership.evaluations import DueEvaluation
from bylaws.membership.on_site import may_work_elsewhere
from bylaws.membership.standing import Standing, standing
from bylaws.membership.together import OfFirm, Together, join_with_firm, merge
from bylaws.membership.votes import has_vote
from tests.scenarios.stories import Given, Someone, facts_of

Found = tuple[dict[str, Any], Iterable[Reason | str]]


class SaidNoError(Exception):
    """The library answered no; it gave its reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


def yes(explained: Explained[bool]) -> Reason:
    """The reason of a yes; a no is a refusal."""
    if not explained.value:
        raise SaidNoError(explained.reason)
    return explained.reason


def _standing(charter: Charter, facts: Facts, wants: dict[str, Any]) -> Found:
    who, on = facts.people[wants["person"]], wants["on"]
    first = min(spell.period.from_day for spell in who.spells)
    worked: tuple[Cell, ...] = facts.worked(charter, Period(first, on)) if first < on else ()
    found = standing(
        who,
        joining=facts.joining[who.key],
        seconds=candidacy_seconds(who, worked, charter=charter, on=on),
        members=members_on(facts.people, on),
        charter=charter,
        on=on,
    )
    stands = found.value
    return dict([*_where(stands), *_asked(stands), *_told(stands)]), [found.reason]


def _where(found: Standing) -> Iterator[tuple[str, Any]]:
    """The stage and the next; what the charter does not ask for is left out, here and below."""
    yield "stage", found.stage
    yield "since", found.since
    if found.returns_to:
        yield "returns_to", found.returns_to
    if found.next_stage:
        yield from (("next", found.next_stage), ("decided_as", found.decided_as), ("ready", found.ready))
        yield "earliest", found.earliest
        yield "gains", [right for right in found.rights_after if right not in found.rights]


def _asked(found: Standing) -> Iterator[tuple[str, Any]]:
    if found.time:
        yield "days", f"{found.time.days} done, {found.time.away} away, {found.time.left} to go"
    if found.hours:
        yield "hours", f"{found.hours.seconds // 60} of {found.hours.needed // 60} minutes"
    if found.room is not None:
        yield "room", found.room
    if found.buy_in is not None:
        yield "buy_in", found.buy_in.decimal()


def _told(found: Standing) -> Iterator[tuple[str, Any]]:
    if found.evaluations:
        yield "evaluations", [_talk(one) for one in found.evaluations]
    if found.evaluated:
        yield "views", list(found.evaluated.by)
        yield "read_by", list(found.evaluated.seen_by)
        yield "for_admission", found.evaluated.bears_on_admission
    if found.on_site:
        place = found.on_site
        yield (
            "place",
            f"{place.place}: {place.state}" + (f", full on {place.full_on}" if place.full_on else ""),
        )
    if found.dues:
        yield "dues", found.dues.follows
    if found.led_by:
        yield "led_by", found.led_by


def _talk(one: DueEvaluation) -> str:
    held = f" on {one.held_on}" if one.held_on else ""
    return f"{one.due_on} {one.state}{held}" + (f", without {', '.join(one.lacks)}" if one.lacks else "")


def _elsewhere(charter: Charter, facts: Facts, wants: dict[str, Any]) -> Found:
    key = wants["person"]
    found = may_work_elsewhere(facts.people[key], facts.joining[key], charter=charter, on=wants["on"])
    reason = yes(found)
    return {"because": reason.code}, [reason]


def _way_in(charter: Charter, facts: Facts, wants: dict[str, Any]) -> Found:
    found = way_in(members=members_on(facts.people, wants["on"]), charter=charter, on=wants["on"])
    said = found.value
    whole: dict[str, Any] = {
        "way": [one.name + (f" by {one.decided_as}" if one.decided_as else "") for one in said.stages],
        "room": said.room,
        "part_time": said.part_time,
    }
    maybe = {"criteria": list(said.criteria), "led_by": said.led_by, "place": said.place}
    lasts = {"place_for": str(said.place_for)} if said.place_for else {}
    return whole | {key: value for key, value in maybe.items() if value} | lasts, [found.reason]


def _dues(charter: Charter, facts: Facts, wants: dict[str, Any]) -> Found:
    key = wants["person"]
    found = dues(facts.people[key], facts.joining[key], charter=charter, on=wants["on"])
    if found is None:
        rules = charter.on(wants["on"]).of_kind("dues")
        return {"owes": False}, [Reason("dues.in-order", {"person": key}, rule.article) for rule in rules]
    said = found.value
    owed = [
        f"{one.period.from_day}: {one.open.decimal()} of {one.amount.decimal()} by {one.due_on}"
        for one in said.owed
        if one.open
    ]
    whole: dict[str, Any] = {"open": owed, "follows": said.follows, "may_use": list(said.may_use)}
    due = total([one.open for one in said.due], charter.base_front.currency)
    more = {"due": due.decimal()} if due else {}
    return whole | more | ({"since": said.since} if said.since else {}), [found.reason]


def _paying(charter: Charter, facts: Facts, wants: dict[str, Any]) -> Found:
    rule = charter.on(wants["on"]).rule("dues", Dues)
    chosen = {"band_chosen_by_payer": may_choose_band(rule.says)} if rule.says.bands else {}
    return {"account": account_of(rule.says), **chosen}, [
        Reason("dues.in-order", {"person": "whoever pays"}, rule.article)
    ]


def _has_vote(charter: Charter, facts: Facts, wants: dict[str, Any]) -> Found:
    key = wants["person"]
    reason = yes(has_vote(facts.people[key], facts.joining[key], charter=charter, on=wants["on"]))
    return {"votes": 1}, [reason]


def _firm(charter: Charter, facts: Facts, wants: dict[str, Any]) -> Found:
    firm = [OfFirm(key, key.title(), agreed or None) for key, agreed in wants["firm"].items()]
    return _together(join_with_firm(firm, facts.people, charter=charter, on=wants["on"]), wants["on"])


def _merger(charter: Charter, facts: Facts, wants: dict[str, Any]) -> Found:
    theirs = {key: Someone.model_validate({"stages": stages}) for key, stages in wants["theirs"].items()}
    people = facts_of(Given(people=theirs), charter.base_front.currency).people.values()
    return _together(merge(people, facts.people, charter=charter, on=wants["on"]), wants["on"])


def _together(found: Explained[Together], on: dt.date) -> Found:
    if not found.value.fits:
        raise SaidNoError(found.reason)
    said = found.value
    joins = [f"{who.key}: {who.stage_on(on)} since {who.spells[0].period.from_day}" for who in said.people]
    whole = {"come_in": joins, "stay_out": list(said.stay_out), "decided_as": said.decided_as}
    return whole, [found.reason]


ASKS: dict[str, Callable[[Charter, Facts, dict[str, Any]], Found]] = {
    "dues": _dues,
    "has-vote": _has_vote,
    "paying-dues": _paying,
    "join-with-firm": _firm,
    "may-work-elsewhere": _elsewhere,
    "merge": _merger,
    "standing": _standing,
    "way-in": _way_in,
}
