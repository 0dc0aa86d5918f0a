"""What the law of a tax mode asks of a surplus rule."""

from __future__ import annotations

import pytest

from tests.bylaws.charter.checked import REST, findings, surplus, told
from tests.bylaws.charter.texts import SURPLUS, TAX, whole

SOURCE = (
    "26 USC 1388(c)(1) (20% in money), 1382(d) (15th day of the ninth month), 1388(c)(2) (consent;"
    " 90 days for a cheque) and 6044 (statements from 10.00 a calendar year), text of July 2026"
)


def test_a_surplus_needs_a_tax_mode() -> None:
    assert told(whole(tax="")) == [
        ("tax.silent", "There is a surplus, and no rule says under which law it is taxed.", True)
    ]


@pytest.mark.parametrize(
    ("cash", "expected"),
    [
        ("20%", []),
        ("1/5", []),
        (
            "19.9%",
            [
                (
                    "tax.cash-floor",
                    f"19.9% in money is below the 20% that a qualified notice needs ({SOURCE}).",
                    True,
                )
            ],
        ),
    ],
)
def test_cash_is_never_below_the_floor_of_the_law(cash: str, expected: list[tuple[str, str, bool]]) -> None:
    assert told(whole(surplus=SURPLUS.replace("40%", cash))) == expected


def test_a_notice_that_is_not_qualified_has_no_floor() -> None:
    free = SURPLUS.replace("40%", "0%").replace('"qualified', '"nonqualified')

    assert told(whole(surplus=free)) == []


@pytest.mark.parametrize(("mode", "extra"), [("none", []), ("us-partnership", ["surplus.tax-step"])])
def test_a_qualified_notice_needs_a_law_that_knows_it(mode: str, extra: list[str]) -> None:
    found = findings(whole(tax=TAX.replace("us-subchapter-t", mode)))

    assert [one.fault.code for one in found] == [*extra, "tax.no-qualified-notices"]
    assert found[-1].fault.says == f"The tax mode “{mode}” knows no qualified notices."


def test_a_co_op_that_is_taxed_places_its_tax() -> None:
    assert told(whole(surplus=surplus(REST))) == [
        (
            "surplus.no-tax-step",
            "No step goes to tax, so a year in which the co-op owes any cannot be closed.",
            False,
        )
    ]


def instalments(schedule: str) -> str:
    return SURPLUS.replace("offset_open", f"instalments = {{ {schedule} }}\noffset_open")


@pytest.mark.parametrize(
    ("schedule", "last"),
    [
        ('count = 4, first = "P1M", every = "P2M", after = "close"', None),
        ('count = 1, first = "P8M14D", after = "close"', None),
        ('count = 1, first = "P8M15D", after = "close"', "2026-09-16"),
        ('count = 1, first = "P8M15D", after = "year-end"', None),
        ('count = 2, first = "P15D", every = "P8M", after = "year-end"', None),
        ('count = 2, first = "P16D", every = "P8M", after = "year-end"', "2026-09-16"),
        ('count = 120, first = "P1M", every = "P900Y", after = "close"', "9999-12-31"),
    ],
)
def test_instalments_that_surely_end_after_the_payment_period_are_pointed_out(
    schedule: str, last: str | None
) -> None:
    found = findings(whole(surplus=instalments(schedule)))

    assert [
        (one.fault.code, one.fault.values["last"], one.fault.values["ends"], one.serious) for one in found
    ] == ([("tax.after-payment-period", last, "2026-09-15", False)] if last else [])


def test_the_payment_period_follows_the_co_ops_own_year() -> None:
    late = instalments('count = 1, first = "P9M", after = "year-end"')
    summer = whole(surplus=late).replace('fiscal_year_starts = "01-01"', 'fiscal_year_starts = "07-01"')
    model = whole(surplus=late).replace("adopted = 2024-11-30\nfrom = 2025-01-01", "model = true")

    assert [[one.fault.values["ends"] for one in findings(text)] for text in (summer, model)] == [
        ["2026-03-15"],
        ["2026-09-15"],
    ]


def test_a_law_without_a_payment_period_sets_no_last_day() -> None:
    free = instalments('count = 1, first = "P10Y", after = "close"').replace('"qualified', '"nonqualified')

    assert told(whole(surplus=free, tax=TAX.replace("us-subchapter-t", "none"))) == []
