"""One member, one vote: a person's by their stage, an organisation's by its stage and its dues."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.dues import Dues
from bylaws.facts.joining import Joining
from bylaws.facts.people import Person
from bylaws.kernel.reasons import Explained, Reason
from bylaws.membership.dues import dues
from bylaws.membership.rights import has_right

VOTE = "vote"
WITHOUT_VOTE = frozenset({"no-use", "ends-membership"})


def has_vote(who: Person, joining: Joining, *, charter: Charter, on: dt.date) -> Explained[bool]:
    """Whether a member has a vote on a day: one and never more, however many speak for an organisation.

    It comes with the stage. Where the charter says that an organisation that pays its dues has one
    (`votes`), an organisation whose dues are so late that something follows has none. What is tolerated
    costs no vote (S2-108).
    """
    held = has_right(who, VOTE, charter=charter, on=on)
    paid = dues_vote(who, joining, charter=charter, on=on)
    if not held.value or paid is None:
        return held
    return Explained(paid.value, replace(paid.reason, parts=(held.reason, *paid.reason.parts)))


def dues_vote(who: Person, joining: Joining, *, charter: Charter, on: dt.date) -> Explained[bool] | None:
    """Whether an organisation keeps its vote by its dues; None where no vote hangs on dues."""
    rule = charter.on(on).maybe("dues", Dues)
    if rule is None or not rule.says.votes or not joining.organisation:
        return None
    owed = dues(who, joining, charter=charter, on=on)
    if owed is None:
        return None
    has = owed.value.follows not in WITHOUT_VOTE
    code = "dues.vote" if has else "dues.no-vote"
    return Explained(has, Reason(code, {"person": who.name}, rule.article, (owed.reason,)))
