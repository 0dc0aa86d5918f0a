"""What the record says of somebody, as they take it along: nothing by it that is closed to them of others."""

from __future__ import annotations

import json

from bylaws.record.canonical import Json
from tests.toadlane.conftest import join
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import seed, sight_on
from toadlane.keeping.own.mentions import mentions
from toadlane.record.verbs import append


def paid(*keys: str) -> dict[str, Json]:
    return {"paid": [{"amount": "310.00", "entry": "one", "participant": key} for key in keys], "run": "r"}


def told_to(who: Participant, at: Moment) -> list[list[str] | None]:
    """Of each entry that names them whom it tells of; None where its content is not handed over."""
    found = [one.content for one in mentions(who, sight_on(who, at.day))]
    said = [json.loads(content)["what"]["paid"] if content else None for content in found]
    return [one if one is None else [part["participant"] for part in one] for one in said]


def test_what_others_were_paid_in_the_same_run_goes_along_only_where_it_is_open(
    harbour: Coop, ada: Participant, noon: Moment
) -> None:
    dee = join(harbour, "dee", "member", noon.day)
    for people in (("dee", "eli"), ("dee",)):
        append(kind="payments.made.v1", what=paid(*people), by=ada, at=noon, subject="run")
    opened = told_to(dee, noon)

    seed(coop=harbour, classes={"member-money": ["self", "bookkeeper"]}, by=None, at=noon)

    assert opened == [["dee", "eli"], ["dee"]]
    assert told_to(dee, noon) == [None, ["dee"]]
    assert told_to(ada, noon) == [["dee", "eli"], ["dee"]]
