"""Releases, notices paid back and leaving: on a decision, by the article, as far as the money reaches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bylaws.kernel.faults import Fault, InputFault, NotThere, RecordMoved, Refused
from tests.toadlane.books.conftest import Year, YearUnder, key, usd
from tests.toadlane.books.stories import APRIL, later, refused, standing
from tests.toadlane.books.texts import AT_ONCE
from toadlane.books import journal, payouts, reads, verbs
from toadlane.books.models import Payout, Release
from toadlane.books.verbs.releasing import fingerprint_of_release, releasable, standing_close
from toadlane.coops.models import Participant, StagePeriod
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.people.models import Person

REDEEMING = AT_ONCE.replace("offset_open_buy_in = true\n", "").replace(
    "## Article 10 — Leaving",
    """## Article 12 — Capital

```toml rule
kind = "capital"
redemption = { order = "oldest-first", after = "P1Y", when_short = "pro-rata" }
```

## Article 10 — Leaving""",
)
EARNING = AT_ONCE.replace("set_off = true", 'set_off = true\ninterest = "10%"')
KEEPING = AT_ONCE.replace("set_off = true", 'set_off = true\ncollective_at_least = "250.00"')
DUE = dt.date(2026, 3, 3)
LEFT = dt.date(2025, 5, 1)


def decided(year: Year, matter: str, subject: str, fingerprint: str, article: str = "Article 9") -> Authority:
    authority = enter_authority(
        matter=matter,
        subject=subject,
        article=article,
        decided_on=year.noon.day,
        text="As it was shown to us.",
        by=year.ada,
        at=year.noon,
        key=key(),
        fingerprint=fingerprint,
    )
    confirm_authority(authority=authority, by=year.dee, at=year.noon, key=key())
    return authority


# Releases


@pytest.fixture
def gated(year: Year) -> Year:
    """2024, closed; 150.00 wait for the members' release on 3 April and again on 3 June."""
    year.state()
    year.close()
    return year


def release(
    year: Year, available: str = "150.00", *, authority: Authority | None = None, click: str = ""
) -> Release:
    money = usd(available)
    if authority is None:
        close = standing_close(year.coop, 2024)
        asked = fingerprint_of_release(close, APRIL, usd("150.00"), money)
        authority = decided(year, verbs.RELEASE, "2024/2025-04-03", asked)
    return verbs.release_instalments(
        coop=year.coop,
        year=2024,
        due_on=APRIL,
        available=money,
        authority=authority,
        by=year.ada,
        at=year.noon,
        key=click or key(),
    )


def test_released_instalment_can_be_paid_and_the_next_still_waits(gated: Year) -> None:
    released = release(gated)

    gated.pay(gated.dee, "60.00")

    assert (released.amount_minor, released.article) == (15000, "Article 9 — Surplus")
    with pytest.raises(Refused):
        gated.pay(gated.dee, "0.01")


def test_release_is_refused_when_the_cash_is_short_and_the_decision_stays_unused(gated: Year) -> None:
    with pytest.raises(Refused) as fault:
        release(gated, "149.99")

    assert (fault.value.code, fault.value.article) == ("release.cash-short", "Article 9 — Surplus")
    assert (Release.objects.count(), hasattr(Authority.objects.latest("pk"), "use")) == (0, False)


def test_release_needs_a_decision_on_that_cash(gated: Year) -> None:
    close = standing_close(gated.coop, 2024)
    asked = fingerprint_of_release(close, APRIL, usd("150.00"), usd("200.00"))
    other = decided(gated, verbs.RELEASE, "2024/2025-04-03", asked)

    with pytest.raises(RecordMoved) as fault:
        release(gated, "150.00", authority=other)

    assert refused(fault) == (RecordMoved, "authority.changed")


def test_what_is_released_is_not_released_again(gated: Year) -> None:
    first = release(gated, click="once")

    assert release(gated, click="once", authority=first.authority) == first
    with pytest.raises(InputFault) as fault:
        releasable(gated.coop, 2024, APRIL, usd("999.00"), gated.noon.day)
    assert refused(fault) == (InputFault, "release.nothing-waits")


def test_year_that_is_not_closed_has_nothing_to_release(year: Year) -> None:
    with pytest.raises(NotThere):
        standing_close(year.coop, 2024)


# Notices paid back


@pytest.fixture
def redeeming(year_under: YearUnder) -> Year:
    """A year after the close: Ada's notice of 270.00 and Dee's of 180.00 are due to be paid back."""
    year = year_under(REDEEMING)
    year.state()
    year.close()
    return later(year, DUE)


def redeem(
    year: Year, available: str, *, on: dt.date = DUE, authority: Authority | None = None, click: str = ""
) -> Payout:
    if authority is None:
        asked = payouts.redemption(year.coop, on=on, available=usd(available)).fingerprint
        authority = decided(year, verbs.REDEEM, on.isoformat(), asked)
    return verbs.redeem_notices(
        coop=year.coop,
        on=on,
        available=usd(available),
        authority=authority,
        by=year.ada,
        at=year.noon,
        key=click or key(),
    )


def redeemed(year: Year) -> list[tuple[str, str, str]]:
    found = [one for one in standing(year).open if one.source.startswith("redemption")]
    return [(one.person, one.source, one.open.decimal()) for one in found]


def test_notices_that_are_due_become_owed_in_money(redeeming: Year) -> None:
    payout = redeem(redeeming, "450.00")

    assert redeemed(redeeming) == [
        ("ada", "redemption/qualified-notice/2024", "270.00"),
        ("dee", "redemption/qualified-notice/2024", "180.00"),
    ]
    assert reads.account(redeeming.dee, DUE).notices == usd("0.00")
    assert payout.article == "Article 12 — Capital"
    assert sum(row.minor for row in payout.entry.postings.all()) == 0


def test_when_the_money_is_short_each_gets_the_same_part_and_the_rest_stays_a_notice(redeeming: Year) -> None:
    redeem(redeeming, "100.00")

    assert [amount for _who, _source, amount in redeemed(redeeming)] == ["60.00", "40.00"]
    assert reads.account(redeeming.dee, DUE).notices == usd("140.00")


def test_redeemed_notice_is_paid_like_any_debt(redeeming: Year) -> None:
    redeem(redeeming, "450.00")

    redeeming.pay(redeeming.dee, "180.00", source="redemption/qualified-notice/2024")

    assert [who for who, _source, _amount in redeemed(redeeming)] == ["ada"]
    held = reads.account(redeeming.dee, DUE)
    assert held.payable == standing(redeeming).sum(
        one for one in standing(redeeming).open if one.person == "dee"
    )


def test_same_click_redeems_once(redeeming: Year) -> None:
    first = redeem(redeeming, "450.00", click="once")

    assert redeem(redeeming, "450.00", authority=first.authority, click="once") == first
    assert [(part.about, str(part)) for part in first.parts.order_by("participant__key")] == [
        (redeeming.ada, "qualified-notice/2024"),
        (redeeming.dee, "qualified-notice/2024"),
    ]


def test_nothing_is_redeemed_before_its_day(redeeming: Year) -> None:
    with pytest.raises(Refused) as fault:
        payouts.redemption(redeeming.coop, on=DUE - dt.timedelta(1), available=usd("450.00"))

    assert (fault.value.code, fault.value.article) == ("redemption.nothing-due", "Article 12 — Capital")


def test_no_money_redeems_nothing(redeeming: Year) -> None:
    with pytest.raises(Refused) as fault:
        payouts.redemption(redeeming.coop, on=DUE, available=usd("0.00"))

    assert refused(fault) == (Refused, "redemption.short")


def test_redemption_as_of_a_day_to_come_is_refused(redeeming: Year) -> None:
    with pytest.raises(InputFault) as fault:
        redeem(redeeming, "450.00", on=DUE + dt.timedelta(1))

    assert refused(fault) == (InputFault, "redemption.ahead")


# Leaving


@pytest.fixture
def leaver(year_under: YearUnder) -> Callable[[str], tuple[Year, Participant]]:
    """Eli paid in 1,000.00, worked in 2024, gave notice on 1 April 2025 and left on 1 May."""

    def leave(source: str = AT_ONCE) -> tuple[Year, Participant]:
        year = year_under(source)
        person = Person.objects.create(email="eli@harbour.example", name="Eli")
        eli = Participant.objects.create(coop=year.coop, key="eli", name="Eli", person=person)
        since = {"coop": year.coop, "participant": eli, "stage": "member"}
        StagePeriod.objects.create(**since, valid_from=dt.date(2024, 1, 1), valid_until=LEFT)
        year.hours(eli, 500)
        year.receive(eli, "1000.00", dt.date(2024, 1, 2))
        year.state()
        year.close()
        return later(year, LEFT), eli

    return leave


def pay_out(
    year: Year,
    who: Participant,
    notice_on: dt.date = dt.date(2025, 4, 1),
    *,
    authority: Authority | None = None,
    click: str = "",
) -> Payout:
    if authority is None:
        asked = payouts.departure(who, notice_on=notice_on, at=year.noon).fingerprint
        authority = decided(year, verbs.PAY_OUT, who.key, asked, "Article 10")
    return verbs.pay_out_leaver(
        participant=who,
        notice_on=notice_on,
        authority=authority,
        by=year.ada,
        at=year.noon,
        key=click or key(),
    )


Leave = Callable[..., tuple[Year, Participant]]


def test_leaver_is_owed_the_account_in_the_parts_the_charter_gives(leaver: Leave) -> None:
    year, eli = leaver()

    pay_out(year, eli)

    owed_to_eli = [line for line in standing(year).open if line.person == "eli"]
    assert [(one.source, one.due_on.isoformat(), one.open.decimal()) for one in owed_to_eli] == [
        ("share/2024", "2025-03-03", "150.00"),
        ("leaving/paid-in", "2025-11-01", "612.50"),
        ("leaving/paid-in", "2026-05-01", "387.50"),
        ("leaving/qualified-notice/2024", "2026-05-01", "225.00"),
    ]
    held = reads.account(eli, year.noon.day)
    assert (held.capital, held.payable) == (usd("0.00"), usd("1375.00"))


def test_interest_is_owed_beside_the_account_and_is_an_expense_when_paid(leaver: Leave) -> None:
    year, eli = leaver(EARNING)
    pay_out(year, eli)
    [interest, _second] = [one for one in standing(year).open if one.source == "leaving/interest"]

    year.pay(eli, interest.open.decimal(), source="leaving/interest")

    sums = journal.balances(year.coop)
    assert (sums["interest-paid"], reads.account(eli, year.noon.day).payable) == (
        interest.open.minor,
        usd("1375.00"),
    )


def test_leaver_waits_while_the_collective_account_would_fall_too_low(leaver: Leave) -> None:
    year, eli = leaver(KEEPING)
    pay_out(year, eli)

    with pytest.raises(Refused) as fault:
        year.pay(eli, "0.01", source="leaving/paid-in")

    assert (fault.value.code, fault.value.article) == ("exit.part-waits", "Article 10 — Leaving")
    year.pay(eli, "150.00")


def test_nobody_is_paid_out_before_they_left(leaver: Leave) -> None:
    year, eli = leaver()

    with pytest.raises(Refused) as early:
        payouts.departure(eli, notice_on=dt.date(2025, 4, 2), at=year.noon)
    with pytest.raises(Refused) as still_here:
        payouts.departure(year.dee, notice_on=dt.date(2025, 4, 1), at=year.noon)

    assert (refused(early), refused(still_here)) == (
        (Refused, "leaving.not-yet"),
        (Refused, "leaving.not-yet"),
    )


def test_leaver_is_paid_out_once(leaver: Leave) -> None:
    year, eli = leaver()
    first = pay_out(year, eli, click="once")
    assert pay_out(year, eli, authority=first.authority, click="once") == first

    with pytest.raises(InputFault) as fault:
        payouts.departure(eli, notice_on=dt.date(2025, 4, 1), at=year.noon)

    assert refused(fault) == (InputFault, "leaving.nothing")


@pytest.mark.parametrize("source", [AT_ONCE, REDEEMING], ids=["put to the buy-in", "kept in the notice"])
def test_leaver_is_paid_what_a_corrected_close_adds(leaver: Leave, source: str) -> None:
    year, eli = leaver(source)
    pay_out(year, eli)
    year.correct(standing_close(year.coop, 2024))
    year.state("1500.00")
    year.close()

    again = pay_out(year, eli)

    assert sum(part.minor for part in again.parts.all()) == usd("67.50").minor
    held = reads.account(eli, year.noon.day)
    owed_to_eli = standing(year).sum(one for one in standing(year).open if one.person == "eli")
    assert (held.capital, held.notices, held.payable) == (usd("0.00"), usd("0.00"), owed_to_eli)


def test_whoever_joins_again_owes_the_buy_in_again(leaver: Leave) -> None:
    year, eli = leaver(REDEEMING)
    pay_out(year, eli)
    back, gone = dt.date(2026, 1, 1), dt.date(2026, 3, 1)
    stage = {"coop": year.coop, "participant": eli, "stage": "member"}
    StagePeriod.objects.create(**stage, valid_from=back, valid_until=gone)
    later(year, gone)
    year.receive(eli, "600.00")

    found = payouts.departure(eli, notice_on=dt.date(2026, 1, 10), at=year.noon)

    assert (found.statement.account, found.statement.set_off) == (usd("600.00"), usd("400.00"))


def test_whoever_holds_nothing_is_paid_nothing(leaver: Leave) -> None:
    year, _eli = leaver()

    with pytest.raises(InputFault) as fault:
        payouts.departure(year.bo, notice_on=dt.date(2025, 4, 1), at=year.noon)

    assert refused(fault) == (InputFault, "leaving.nothing")


def test_only_the_bookkeeper_acts(gated: Year) -> None:
    authority = decided(gated, verbs.REDEEM, "2025-03-03", "0" * 64)
    said = {"coop": gated.coop, "authority": authority, "by": gated.dee, "at": gated.noon, "key": key()}
    leaver = {name: value for name, value in said.items() if name != "coop"}

    acts: list[Callable[[], object]] = [
        lambda: verbs.redeem_notices(on=gated.noon.day, available=usd("1.00"), **said),  # type: ignore[arg-type]
        lambda: verbs.release_instalments(year=2024, due_on=APRIL, available=usd("1.00"), **said),  # type: ignore[arg-type]
        lambda: verbs.pay_out_leaver(participant=gated.bo, notice_on=APRIL, **leaver),  # type: ignore[arg-type]
    ]

    codes = []
    for act in acts:
        with pytest.raises(Fault) as fault:
            act()
        codes.append(fault.value.code)
    assert codes == ["books.not-bookkeeper"] * 3
