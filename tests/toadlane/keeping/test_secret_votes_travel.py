"""Secret votes go along whole, tell of nobody on the way, and nobody takes a box along as their own."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from bylaws.decisions.boxes import box_root
from bylaws.kernel.faults import Fault
from tests.toadlane.broom import sweep
from tests.toadlane.keeping.own import asked, made, parts, rows
from tests.toadlane.keeping.test_proposals_travel import AT, carried, house, members
from tests.toadlane.proposals.conftest import House as Members
from tests.toadlane.proposals.conftest import Raise, ends, later, raised
from tests.toadlane.proposals.test_secret_votes import five, vote
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.keeping import exporting, importing
from toadlane.keeping.own import erasing, making
from toadlane.proposals import verbs
from toadlane.proposals.boxes import as_ballot
from toadlane.proposals.models import CallOver, OpenBox, Outcome, Proposal, SealedBox, Voted

__all__ = ["five", "house", "members", "raised"]
pytestmark = pytest.mark.django_db(transaction=True)


def in_file(file: Path, label: str) -> list[dict[str, Any]]:
    """The rows of one kind, as an export tells them."""
    with zipfile.ZipFile(file) as told:
        return [json.loads(one) for one in told.read(f"rows/{label}.jsonl").decode().splitlines()]


def test_closed_boxes_who_voted_and_what_calls_came_to_arrive_equal(
    house: Members, five: list[Participant], raised: Raise, noon: Moment, tmp_path: Path
) -> None:
    many, few = raised(matter="dismiss"), raised(matter="dismiss", at=later(noon, seconds=1))
    for who in five[:2]:
        vote(many, "agree", who, noon)
    codes = {vote(many, "disagree", who, later(noon, days=7)).code for who in five[2:]}
    for who in five[:3]:
        vote(few, "agree", who, later(noon, seconds=2))
    for one in (many, few):
        verbs.bring_up_to(proposal=one, at=later(noon, days=20))
    roots = sorted(SealedBox.objects.values_list("root", flat=True))

    left, came = carried(tmp_path)

    assert left == came
    assert sorted(SealedBox.objects.values_list("root", flat=True)) == roots
    box = SealedBox.objects.get(attempt__proposal=many.pk)
    assert box_root([as_ballot(one) for one in box.ballots]).hex() == box.root
    assert codes <= {one[0] for one in box.ballots}
    assert SealedBox.objects.get(attempt__proposal=few.pk).ballots == []
    assert (Voted.objects.count(), CallOver.objects.count(), OpenBox.objects.count()) == (8, 2, 0)
    told = {one.proposal_id: one.phase for one in Outcome.objects.all()}
    again = {
        row.pk: verbs.bring_up_to(proposal=row, at=later(noon, days=21)).state(later(noon, days=21).instant)
        for row in Proposal.objects.all()
    }
    assert {key: one.value.phase for key, one in again.items()} == told


def test_an_open_box_is_refused_to_members_and_goes_along_with_a_house_without_order_or_time(
    house: Members, five: list[Participant], raised: Raise, noon: Moment, tmp_path: Path
) -> None:
    proposal = raised(matter="sail")
    stances = ("agree", "disagree", "agree")
    codes = [
        vote(proposal, said, who, later(noon, minutes=n)).code
        for n, (who, said) in enumerate(zip(five, stances, strict=False))
    ]
    with pytest.raises(Fault) as refused:
        exporting.export("harbour", tmp_path, at=AT)

    left = exporting.export("harbour", tmp_path, at=AT, unfinished_too=True)
    (box,) = in_file(left.file, "proposals.OpenBox")
    voted = in_file(left.file, "proposals.Voted")
    sweep(connection)
    importing.bring_in(left.file)
    came = exporting.export("harbour", tmp_path, at=AT + dt.timedelta(days=1), unfinished_too=True).digest
    arrived = Proposal.objects.get()
    people = {one.key: one for one in Participant.objects.select_related("coop")}
    twice = [people[who.key] for who in five[:1]]
    with pytest.raises(Fault) as voted_before:
        vote(arrived, "agree", twice[0], later(noon, hours=1))
    codes += [vote(arrived, "agree", people[who.key], later(noon, hours=2)).code for who in five[3:]]
    verbs.bring_up_to(proposal=arrived, at=later(noon, days=9))

    assert (refused.value.code, voted_before.value.code) == ("export.secret-vote", "proposals.voted")
    assert [one[0] for one in box["ballots"]] == sorted(codes[:3])
    assert {one["recorded_at"] for one in voted} == {voted[0]["recorded_at"]}
    assert [one["id"] for one in voted] == sorted(one["id"] for one in voted)
    assert {name for one in voted for name in one} == {
        "id",
        "recorded_at",
        "attempt",
        "run_off",
        "participant",
    }
    assert left.digest == came
    assert {one[0] for one in SealedBox.objects.get().ballots} == set(codes)
    assert Outcome.objects.get().phase == "passed"


def test_one_takes_along_that_one_voted_and_nobody_a_box_not_even_whoever_it_is_about(
    house: Members, five: list[Participant], raised: Raise, noon: Moment, tmp_path: Path
) -> None:
    going, over = (raised(matter="dismiss", about="hal", at=later(noon, seconds=n)) for n in range(2))
    for who in five:
        vote(over, "agree", who, later(noon, minutes=1))
    verbs.bring_up_to(proposal=over, at=later(noon, days=20))
    vote(going, "disagree", five[1], later(noon, minutes=2))
    hal, dee = (Participant.objects.get(key=key) for key in ("hal", "dee"))

    told = {who.key: parts(making.place_of(made(asked(who)))) for who in (hal, dee)}

    assert {one["participant"] for one in rows(told["dee"], "harbour/proposals-voted")} == {"dee"}
    kept = [model.objects.values_list("ballots", flat=True) for model in (OpenBox, SealedBox)]
    codes = {one[0] for boxes in kept for ballots in boxes for one in ballots}
    assert codes
    for mine in told.values():
        assert not [name for name in mine if "box" in name]
        whole = "".join(mine.values())
        assert not any(code in whole for code in codes)


def test_whoever_is_erased_leaves_the_box_as_it_is_and_that_they_voted_under_their_key(
    house: Members, five: list[Participant], raised: Raise, noon: Moment, tmp_path: Path
) -> None:
    proposal = raised(matter="dismiss")
    for n, who in enumerate(five):
        vote(proposal, "agree" if n else "disagree", who, later(noon, minutes=n))
    verbs.bring_up_to(proposal=proposal, at=later(noon, days=9))
    before = SealedBox.objects.values_list("root", "ballots", "cast").get()
    ends(house, house.dee, dt.date(2025, 4, 1))
    dee = Participant.objects.select_related("coop", "person").get(pk=house.dee.pk)

    erasing.erase(participant=dee, by=dee, at=later(noon, days=40), key="erase", typed="dee")

    assert SealedBox.objects.values_list("root", "ballots", "cast").get() == before
    assert Voted.objects.filter(participant__key="dee").count() == 1
    left, came = carried(tmp_path)
    assert left == came
