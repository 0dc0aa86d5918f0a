"""The forms at the end of a proposal's page, as they stand before anything is typed."""

from __future__ import annotations

from typing import Any

from toadlane.proposals.draft_views import people_of
from toadlane.proposals.ending_forms import (
    ActionForm,
    AsItIsForm,
    MetForm,
    PullForm,
    RuleOutForm,
    SameForm,
    StatementForm,
)
from toadlane.proposals.ending_reads import Ends


def ending_forms_of(ends: Ends) -> dict[str, Any]:
    """By the names under which the page has them; None where whoever looks has no use for one."""
    people = people_of(ends.shown.place) if ends.may_state else []
    return {
        "pulling": PullForm(auto_id="pull_%s") if ends.may_pull_back else None,
        "same": SameForm(failed=ends.to_name, auto_id="same_%s") if ends.to_name else None,
        "leave": AsItIsForm(initial={"yes": "no" if ends.would_leave else "yes"}, auto_id="leave_%s"),
        "met": MetForm(auto_id="met_%s") if ends.mine_to_meet else None,
        "ruling": RuleOutForm(people=ends.to_rule_out, auto_id="rule_%s") if ends.to_rule_out else None,
        "stating": statement_form(ends, people) if ends.may_state else None,
        "acting": ActionForm(people=people, auto_id="action_%s") if ends.may_state else None,
    }


def statement_form(ends: Ends, people: Any) -> StatementForm:
    """What was said last, to be said otherwise."""
    found = ends.agreement
    last = found.stated if found else None
    said = {"text": last.text, "review_on": last.review_on} if last else {}
    owner = last.owner.key if last and last.owner else ""
    holds = found is not None and found.outcome.passed and found.state != "ended"
    return StatementForm(initial={**said, "owner": owner}, people=people, reviewed=holds, auto_id="stated_%s")
