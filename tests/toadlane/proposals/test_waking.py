"""The house's own worker reminds, opens and concludes; one proposal at which it fails holds up no other."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests.toadlane.proposals.conftest import House, Raise, later, take
from toadlane.coops import sight
from toadlane.coops.moment import Moment
from toadlane.jobs import periodic
from toadlane.jobs.worker import Worker
from toadlane.notices import hearing
from toadlane.notices.models import Notice
from toadlane.proposals import verbs, waking
from toadlane.proposals.life import Life
from toadlane.proposals.models import Outcome, Proposal, Waking
from toadlane.proposals.verbs import running

CLOSING = "proposal-closing"


def reminded() -> list[str]:
    rows = Notice.objects.filter(kind=CLOSING).order_by("participant__key", "told_at")
    return list(rows.values_list("participant__key", flat=True))


@pytest.mark.django_db(transaction=True)
def test_the_worker_reminds_whose_position_is_missing_and_concludes(
    house: House, raised: Raise, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(periodic, "_known", {"proposals.wake": periodic._known["proposals.wake"]})
    proposal = raised(matter="premises")
    take(proposal, "agree", house.ada, noon)
    closes = dt.datetime(2025, 3, 7, 5, 0, tzinfo=dt.UTC)
    told = []
    for hours in (25, 23, 1, -5):
        with time_machine.travel(closes - dt.timedelta(hours=hours), tick=False):
            Worker().work_once(timezone.now())
            told.append((reminded(), Outcome.objects.exists()))

    assert told == [([], False), (["dee", "fay"], False), (["dee", "fay"], False), (["dee", "fay"], True)]
    assert Outcome.objects.get(proposal=proposal).ended_at == closes
    assert not Waking.objects.exists()


def test_whoever_looks_before_the_job_takes_nobody_s_reminder_away(
    house: House, raised: Raise, noon: Moment
) -> None:
    proposal, last_day = raised(matter="premises"), later(noon, days=2, hours=13)

    looked = verbs.catch_up(Proposal.objects.select_related("waking").get(), last_day)
    take(proposal, "agree", house.dee, last_day)

    assert (looked, reminded()) == (True, ["ada", "dee", "fay"])


def test_another_text_is_reminded_of_anew(house: House, raised: Raise, noon: Moment) -> None:
    proposal, last_day = raised(matter="premises"), later(noon, days=2, hours=13)
    take(proposal, "agree", house.ada, noon)
    verbs.bring_up_to(proposal=proposal, at=last_day)
    said: dict[str, Any] = {"title": "Quiet", "text": "No meetings.", "because": ""}
    verbs.rewrite(proposal=proposal, by=house.ada, at=last_day, key="anew", **said)

    verbs.bring_up_to(proposal=proposal, at=later(last_day, days=3))

    assert reminded() == ["ada", "dee", "dee", "fay", "fay"]


def test_a_proposal_at_which_the_work_fails_is_tried_again_later_and_the_others_go_on(
    house: House, raised: Raise, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = raised(matter="premises", title="Bad"), raised(matter="premises", title="Good")
    real = running.settle

    def broken(life: Life, at: Moment) -> Life:
        if life.row.pk == bad.pk:
            raise RuntimeError("a mistake of ours")
        return real(life, at)

    Waking.objects.filter(proposal=bad).update(next_at=noon.instant)
    monkeypatch.setattr(running, "settle", broken)
    tried = 0
    with time_machine.travel(noon.instant + dt.timedelta(days=9), tick=False):
        while waking.something_is_due() and tried < 4:
            tried += 1
            try:
                waking.wake_all.call()
            except RuntimeError:
                continue

    assert [one.proposal for one in Outcome.objects.all()] == [good]
    assert [one.proposal for one in Waking.objects.all()] == [bad]


def test_whoever_takes_part_is_told_though_they_do_not_see_decisions_and_asked_until_they_spoke(
    house: House, raised: Raise, noon: Moment
) -> None:
    sight.seed(coop=house.coop, classes={"decisions": ["auditor"]}, by=house.ada, at=noon)
    Notice.objects.all().delete()
    now = Moment.of(timezone.now(), coop=house.coop)
    proposal = raised(at=now)
    hearing.work_off()
    take(proposal, "agree", house.dee, now)
    verbs.step_out(proposal=proposal, because="", by=house.fay, at=now, key="out")
    hearing.work_off()
    asked = Notice.objects.filter(read_at=None).values_list("participant__key", flat=True)
    still = list(asked.order_by("participant__key"))
    verbs.take_back(proposal=proposal, because="", by=house.ada, at=now, key="back")
    hearing.work_off()

    seen = {
        (one.participant.key, one.kind)
        for one in Notice.objects.select_related("participant__coop", "about")
        if sight.may_see(one.participant, one, now.day)
    }
    kinds = ("proposal-concluded", "proposal-opened")
    assert still == ["ada"]
    assert seen == {(who, kind) for who in ("ada", "dee", "fay") for kind in kinds}
    assert not Notice.objects.filter(participant=house.bo).exists()
