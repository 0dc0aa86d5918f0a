"""What stories ask of leaving and coming back, in the plain words they are told in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from bylaws.charter.charter import Charter
from bylaws.facts.file import Facts
from bylaws.kernel.money import total, zero
from bylaws.kernel.reasons import Reason
from bylaws.membership.departing import departing as leave
from bylaws.membership.returning import returning as come_back
from bylaws.surplus.buy_in import buy_in
from bylaws.surplus.leaving import Holdings, leaving
from tests.scenarios.stories import Given

Told = tuple[dict[str, Any], Iterable[Reason | str]]


def departing(charter: Charter, facts: Facts, given: Given, wants: dict[str, Any]) -> Told:
    """What somebody's leaving comes to."""
    who = facts.people[wants["person"]]
    found = leave(
        who,
        wants["way"],
        told_on=wants["told_on"],
        leaves_on=wants.get("leaves_on"),
        roles=given.people[who.key].roles,
        charter=charter,
    )
    said = found.value
    whole = {
        "leaves_on": said.leaves_on,
        "becomes": said.becomes,
        "decided_as": said.decided_as,
        "access_ends_on": said.access_ends_on,
        "reason_asked": said.reason_asked or None,
        "roles_end": list(said.roles_end) or None,
        "hand_over": [f"{one.role}: {one.thing}" if one.thing else one.role for one in said.hand_over]
        or None,
    }
    return {key: value for key, value in whole.items() if value is not None}, [found.reason]


def returning(charter: Charter, facts: Facts, _given: Given, wants: dict[str, Any]) -> Told:
    """What coming back takes."""
    found = come_back(
        facts.people[wants["person"]], wants["stage"], from_day=wants["from_day"], charter=charter
    )
    said = found.value
    whole = {"stage": said.stage, "from_day": said.from_day, "before": [one.stage for one in said.before]}
    return whole | ({"decided_as": said.decided_as} if said.decided_as else {}), [found.reason]


def settling(charter: Charter, facts: Facts, _given: Given, wants: dict[str, Any]) -> Told:
    """What a leaver is paid of a buy-in that is paid in part: what is overdue on the last day is owed."""
    who, notice_on = facts.people[wants["person"]], wants["notice_on"]
    currency = charter.base_front.currency
    going = leave(who, "resignation", told_on=notice_on, charter=charter)
    paid = _paid(facts, who.key, going.value.leaves_on, currency)
    status = buy_in(who, paid, charter=charter, on=going.value.leaves_on - dt.timedelta(days=1))
    nothing = zero(currency)
    found = leaving(
        Holdings(paid, nothing, nothing, nothing, status.value.overdue), notice_on=notice_on, charter=charter
    )
    said = found.value
    whole = {
        "leaves_on": said.leaves_on,
        "paid_in": paid.decimal(),
        "in_arrears": status.value.overdue.decimal(),
        "set_off": said.set_off.decimal(),
        "still_owed": said.still_owed.decimal(),
        "payments": [f"{one.due_on} {one.amount.decimal()}" for one in said.payments],
    }
    return whole, [going.reason, status.reason, found.reason]


def _paid(facts: Facts, person: str, until: dt.date, currency: str) -> Any:
    paid = [one.amount for one in facts.file.payments if one.person == person and one.on < until.isoformat()]
    return total(paid, currency)
