"""What people of a stage may do."""

from __future__ import annotations

import datetime as dt

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.membership import Membership
from bylaws.facts.people import Person
from bylaws.kernel.reasons import Explained, Reason


def has_right(who: Person, right: str, *, charter: Charter, on: dt.date) -> Explained[bool]:
    """Whether a person may do something, such as “vote”, on a day: whether their stage has that right.

    Someone who is of no stage on the day, or of one the charter does not name, has no right (S1-005).
    """
    rule = charter.on(on).rule("membership", Membership)
    stage = who.stage_on(on)
    rights = next((found.rights for found in rule.says.stages if found.name == stage), [])
    held = right in rights
    values = {"person": who.name, "stage": stage, "right": right, "on": on}
    return Explained(held, Reason("right.held" if held else "right.not-held", values, rule.article))
