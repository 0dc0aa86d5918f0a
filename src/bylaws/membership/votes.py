"""One member, one vote: a person's by their stage, an organisation's by its stage and its dues."""

from __future__ import annotations

import datetime as dt

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
    rule = charter.on(on).maybe("dues", Dues)
    if not held.value or rule is None or not rule.says.votes or not joining.organisation:
        return held
    owed = dues(who, joining, charter=charter, on=on)
    if owed is None:
        return held
    has = owed.value.follows not in WITHOUT_VOTE
    code = "dues.vote" if has else "dues.no-vote"
    return Explained(has, Reason(code, {"person": who.name}, rule.article, (held.reason, owed.reason)))
