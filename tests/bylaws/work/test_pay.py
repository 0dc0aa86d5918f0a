"""What an hour of work is paid, by stage, by kind of work and by month."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from bylaws.charter.charter import Charter
from bylaws.charter.pay_examples import MORE_PLANS
from bylaws.facts.cells import Cell
from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, Refused
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Reason
from bylaws.words.tell import lines, tell
from bylaws.work.pay import exact_pay, pay, rate_for
from tests.bylaws.charter.texts import amendment, article, read, whole
from tests.bylaws.surplus.years import HOURS_ARTICLE, PAY, PAY_ARTICLE, Rule, charter, day, members, toml

HOUR = 3600


def rates(*said: Rule, **says: Any) -> Charter:
    return charter(members(), pay={**PAY, "rates": list(said)}, **says)


def cell(
    work: str, seconds: int, *, person: str = "ada", stage: str = "member", on: str = "2025-02-01"
) -> Cell:
    return Cell(person, work, stage, Period(day(on), day("2026-01-01")), seconds)


def paid(text: Charter, *worked: Cell) -> str:
    return pay("ada", worked, text).value.decimal()


def test_all_approved_work_at_one_rate() -> None:
    assert paid(charter(members()), cell("client-work", 100 * HOUR), cell("leave", 8 * HOUR)) == "3240.00"


def test_twenty_hours_at_one_rate_and_five_at_twice_it() -> None:
    tech = rates({"rate": "20.00", "work": ["leave"]}, {"rate": "40.00", "work": ["client-work"]})

    assert paid(tech, cell("leave", 20 * HOUR), cell("client-work", 5 * HOUR)) == "600.00"


def test_a_trainee_has_a_rate_of_their_own() -> None:
    quilted = rates(
        {"rate": "25.00", "stages": ["member", "candidate"]}, {"rate": "15.00", "stages": ["trainee"]}
    )

    assert paid(quilted, cell("client-work", 8 * HOUR, stage="trainee")) == "120.00"


def test_pay_is_rounded_once_and_not_by_the_cell() -> None:
    third = rates({"rate": "0.01"})

    assert paid(third, *[cell("client-work", 1200, on=f"2025-0{month}-01") for month in (1, 2, 3)]) == "0.01"
    assert exact_pay(cell("client-work", 1200), third) == Fraction(1, 3)


def test_half_a_cent_rounds_up() -> None:
    assert paid(rates({"rate": "0.01"}), cell("client-work", 1800)) == "0.01"
    assert paid(rates({"rate": "0.01"}), cell("client-work", 1799)) == "0.00"


def test_the_work_of_others_is_not_paid_to_one() -> None:
    found = pay("ada", [cell("client-work", HOUR, person="bo")], charter(members()))

    assert (found.value, found.reason.parts) == (Money(0, "USD"), ())


def test_work_that_is_not_paid_says_so() -> None:
    found = pay("ada", [cell("client-work", HOUR), cell("meetings", 2 * HOUR)], charter(members()))

    assert found.reason == Reason(
        "pay.total",
        {"person": "ada", "amount": Money(3000, "USD")},
        parts=(
            Reason(
                "pay.hours-at-rate",
                {"work": "client-work", "stage": "member", "seconds": HOUR, "rate": Money(3000, "USD")},
                PAY_ARTICLE,
            ),
            Reason(
                "pay.unpaid-work", {"work": "meetings", "stage": "member", "seconds": 2 * HOUR}, HOURS_ARTICLE
            ),
        ),
    )
    assert lines(tell(found.reason)) == [
        "- 30.00 USD of pay.",
        "  - 1 h of “client work” (member) at 30.00 USD an hour. [Article 7 — Pay]",
        "  - 2 h of “meetings” (member), which is not paid. [Article 6 — Hours]",
    ]
    assert exact_pay(cell("meetings", HOUR), charter(members())) == 0


DEARER = amendment(
    article(7, "Pay", f'kind = "pay"\n{toml({**PAY, "rates": [{"rate": "90.00"}]})}'),
    adopted="2025-02-20",
    from_="2025-03-10",
    replaces="[7]",
)


@pytest.mark.parametrize(
    ("on", "rate"),
    [("2025-03-09", "30.00"), ("2025-03-10", "30.00"), ("2025-03-31", "30.00"), ("2025-04-01", "90.00")],
)
def test_the_rate_of_the_months_first_day_holds_for_all_of_it(on: str, rate: str) -> None:
    text = charter(members(), amendments={"dearer.md": DEARER})

    found = rate_for("client-work", "member", day(on), text)

    assert found is not None
    assert found[1].rate.decimal() == rate


def test_in_the_month_the_charter_begins_its_first_text_holds() -> None:
    found = rate_for("client-work", "member", day("2025-03-20"), charter(members(), since="2025-03-15"))

    assert found is not None
    assert (found[0].article, found[1].rate.decimal()) == (PAY_ARTICLE, "30.00")


def test_work_that_does_not_count_for_pay_has_no_rate() -> None:
    assert rate_for("meetings", "member", day("2025-03-20"), charter(members())) is None


# silence and contradiction


def test_without_a_rule_for_pay_the_charter_is_silent() -> None:
    with pytest.raises(CharterSilent) as refused:
        rate_for("client-work", "member", day("2025-03-20"), charter(members(), pay=None))

    assert (refused.value.code, refused.value.values["kind"]) == ("charter.silent", "pay")


def test_a_stage_that_no_rate_fits_finds_the_charter_silent() -> None:
    with pytest.raises(CharterSilent) as refused:
        paid(rates({"rate": "25.00", "stages": ["member"]}), cell("client-work", 1, stage="candidate"))

    assert (refused.value.code, refused.value.says, refused.value.article) == (
        "pay.no-rate",
        "No pay rate fits “client-work” done by a candidate on 2025-02-01.",
        PAY_ARTICLE,
    )


def test_two_rates_that_fit_are_ambiguous() -> None:
    with pytest.raises(CharterAmbiguous) as refused:
        paid(rates({"rate": "25.00"}, {"rate": "30.00", "work": ["client-work"]}), cell("client-work", 1))

    assert (refused.value.code, refused.value.says) == (
        "pay.two-rates",
        "2 pay rates fit “client-work” done by a member on 2025-02-01.",
    )


def test_two_plans_that_fit_are_ambiguous() -> None:
    another = {**PAY, "name": "evenings", "rates": [{"rate": "50.00"}]}
    added = amendment(
        article(17, "Evenings", f'kind = "pay"\n{toml(another)}'),
        adopted="2024-01-10",
        from_="2024-02-01",
        adds="[17]",
    )

    with pytest.raises(CharterAmbiguous) as refused:
        paid(charter(members(), amendments={"evenings.md": added}), cell("client-work", 1))

    assert (refused.value.code, refused.value.article) == ("pay.two-rates", "Article 17 — Evenings")


def test_two_plans_that_share_the_work_are_one_answer() -> None:
    another = {**PAY, "name": "evenings", "rates": [{"rate": "50.00", "work": ["leave"]}]}
    added = amendment(
        article(17, "Evenings", f'kind = "pay"\n{toml(another)}'),
        adopted="2024-01-10",
        from_="2024-02-01",
        adds="[17]",
    )
    days = rates({"rate": "30.00", "work": ["client-work"]}, amendments={"evenings.md": added})

    assert paid(days, cell("client-work", HOUR), cell("leave", HOUR)) == "80.00"


@pytest.mark.parametrize("plan", MORE_PLANS)
def test_a_plan_that_is_not_carried_out_yet_is_never_reckoned_as_if_it_were_by_the_hour(plan: str) -> None:
    text = read(whole(pay=plan))

    with pytest.raises(Refused) as refused:
        pay("ada", [cell("client-work", HOUR)], text)

    assert (refused.value.code, refused.value.article) == ("pay.not-executed", "Article 7 — Pay")
    assert refused.value.next_step == "Reckon it by hand as the article says, and enter what was paid."
