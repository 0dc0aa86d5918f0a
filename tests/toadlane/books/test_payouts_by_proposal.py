"""Instalments, notices and what whoever left gets: owed in money because a proposal was adopted, once."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import Fault, Refused
from tests.toadlane.books.conftest import Year, YearUnder
from tests.toadlane.books.test_paying_out import REDEEMING, Leave, leaver
from tests.toadlane.books.texts import AT_ONCE, HARBOUR
from tests.toadlane.proposals.passing import DECIDING, agreed, later, raised
from toadlane.books import payout_effects
from toadlane.books.models import Payout, Release
from toadlane.coops.moment import Moment
from toadlane.decisions import deeds
from toadlane.decisions.models import Deed
from toadlane.proposals.asking import ask

__all__ = ["leaver"]
APRIL = "2024/2025-04-03"
MAY = dt.datetime(2025, 5, 1, 17, 0, tzinfo=dt.UTC)
"""Eli has left."""


@pytest.fixture
def gated(year_under: YearUnder) -> Year:
    """2024, closed; 150.00 wait for the members' release on 3 April."""
    year = year_under(HARBOUR + DECIDING)
    year.state()
    year.close()
    return year


def test_an_instalment_is_released_as_decided_once(gated: Year) -> None:
    at = later(gated.noon, days=4)
    proposal = raised("release-instalments", APRIL, gated.dee, gated.noon, available="500.00")
    lines = payout_effects.Releasing().lines(Deed.objects.get(matter="release-instalments"))
    adopted = agreed(proposal, [gated.ada, gated.dee], gated.noon, ends=at)
    for _ in range(2):
        deeds.carry_out(authority=adopted, by=gated.ada, at=at, key="release")

    [row] = Release.objects.all()
    assert (row.authority, row.amount_minor, row.due_on) == (adopted, 15000, dt.date(2025, 4, 3))
    assert lines == (
        ("Fiscal year", "2024"),
        ("Due", "April 3, 2025"),
        ("Amount", "$150.00"),
        ("Money there is for it", "$500.00"),
    )


def test_too_little_money_is_not_put_to_anybody(gated: Year) -> None:
    said = {"acts": "release-instalments", "subject": APRIL, "given": {"available": "1.00"}}
    with pytest.raises(Refused):
        ask(**said, by=gated.dee, at=gated.noon, key="k")  # type: ignore[arg-type]  # named above


@pytest.mark.parametrize("subject", ["", "2024", "2024/soon", "x/2025-04-03", "2024/2025-13-01"])
def test_what_is_no_instalment_is_not_put_to_anybody(gated: Year, subject: str) -> None:
    with pytest.raises(Fault):
        ask(
            acts="release-instalments",
            subject=subject,
            given={"available": "500.00"},
            by=gated.dee,
            at=gated.noon,
            key="k",
        )


def test_notices_are_paid_back_as_decided_once(year_under: YearUnder) -> None:
    year = year_under(REDEEMING + DECIDING)
    year.state()
    year.close()
    due = later(year.noon, days=366)
    proposal = raised("redeem-notices", due.day.isoformat(), year.dee, due, available="900.00")
    at = later(due, days=4)
    adopted = agreed(proposal, [year.ada, year.dee], due, ends=at)
    for _ in range(2):
        deeds.carry_out(authority=adopted, by=year.ada, at=at, key="redeem")

    [payout] = Payout.objects.all()
    assert (payout.authority, payout.kind) == (adopted, "redemption")
    [effect] = [one for one in payout_effects.EFFECTS if one.key == "redeem-notices"]
    assert [label for label, _words in effect().lines(Deed.objects.get(matter="redeem-notices"))] == [
        "As of",
        "Amount",
        "Money there is for it",
    ]


@pytest.mark.parametrize("solvent", ["", "yes"])
def test_whoever_left_is_paid_out_as_decided_once(leaver: Leave, solvent: str) -> None:
    year, eli = leaver(AT_ONCE + DECIDING)
    gone = Moment.of(MAY, coop=year.coop)
    given = {"notice_on": "2025-04-01", **({"solvent": solvent} if solvent else {})}
    proposal = raised("pay-out-leaver", "eli", year.dee, gone, **given)
    deed = Deed.objects.get(matter="pay-out-leaver")
    at = later(gone, days=4)
    adopted = agreed(proposal, [year.ada, year.dee], gone, ends=at)
    with pytest.raises(Fault) as by_another:
        deeds.carry_out(authority=adopted, by=year.dee, at=at, key="dee")
    for _ in range(2):
        deeds.carry_out(authority=adopted, by=year.ada, at=at, key="pay out")
    with pytest.raises(Fault) as again:
        deeds.carry_out(authority=adopted, by=year.ada, at=at, key="pay out again")

    [payout] = Payout.objects.all()
    assert (payout.authority, payout.kind, proposal.about) == (adopted, "leaving", eli)
    assert sum(one.minor for one in payout.parts.all()) == 122_500
    assert [words for _label, words in payout_effects.PayingOut().lines(deed)] == ["Eli", "April 1, 2025"]
    assert "225" not in proposal.revisions.get().text
    assert (by_another.value.code, again.value.code) == ("deed.not-yours", "leaving.nothing")


def test_what_whoever_left_holds_has_changed_since_and_is_not_paid_out_unseen(leaver: Leave) -> None:
    year, eli = leaver(AT_ONCE + DECIDING)
    gone = Moment.of(MAY, coop=year.coop)
    proposal = raised("pay-out-leaver", "eli", year.dee, gone, notice_on="2025-04-01")
    at = later(gone, days=4)
    adopted = agreed(proposal, [year.ada, year.dee], gone, ends=at)
    year.receive(eli, "10.00", gone.day)

    with pytest.raises(Fault) as moved:
        deeds.carry_out(authority=adopted, by=year.ada, at=at, key="pay out")

    assert (moved.value.code, Payout.objects.count()) == ("authority.changed", 0)
