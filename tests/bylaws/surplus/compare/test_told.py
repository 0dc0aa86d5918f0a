"""What is said of single figures, other columns, totals rows and steps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bylaws.kernel.faults import InputFault
from bylaws.surplus.closing import Closing
from bylaws.surplus.compare import searching
from bylaws.surplus.compare.comparing import compare
from bylaws.surplus.compare.supposing import Supposed, Supposing
from bylaws.surplus.compare.theirs import Theirs
from tests.bylaws.surplus.compare.sheets import (
    WHO,
    Sheet,
    beside,
    codes,
    shares,
    sheet_of,
    the_year,
    theirs_of,
    words,
)
from tests.bylaws.surplus.years import charter, close, members


@pytest.fixture
def year() -> Closing:
    return the_year()


@pytest.fixture
def sheet(year: Closing) -> Sheet:
    return sheet_of(year)


def alone(sheet: Sheet) -> Sheet:
    """The shares without the other columns."""
    return shares({key: row["share"] for key, row in sheet.items()})


def plus(amount: str, cents: int) -> str:
    minor = int(amount.replace(".", "")) + cents
    return f"{minor // 100}.{minor % 100:02d}"


def test_a_member_whose_row_is_missing_while_all_else_fits_has_no_share(year: Closing, sheet: Sheet) -> None:
    rows = alone(sheet)
    del rows["dee"]

    found = beside(year, rows)

    assert words(found.findings) == ["Yours has no share for Dee; 4,577.72 USD is missing."]
    assert [(line.person, len(line.reasons)) for line in found.people if line.reasons] == [("dee", 1)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda s: s[1] + s[0] + s[2:], "Two digits of the share of Ada changed places: "),
        (lambda s: plus(s, 12345), "No mistake we know explains the share of Ada: "),
        (lambda s: f"{s.replace('.', '')}.00", "The decimal point of the share of Ada is in another place: "),
        (lambda s: plus(s, 10**7), "No mistake we know explains the share of Ada: "),
    ],
    ids=["digits", "unknown", "point", "longer"],
)
def test_a_slip_in_one_share_is_told(
    year: Closing, sheet: Sheet, change: Callable[[str], str], says: str
) -> None:
    rows = alone(sheet)
    rows["ada"]["share"] = change(sheet["ada"]["share"])

    found = beside(year, rows)

    assert [sentence.startswith(says) for sentence in words(found.findings)] == [True]


def test_two_shares_in_each_others_rows_are_told_for_both(year: Closing, sheet: Sheet) -> None:
    rows = alone(sheet)
    rows["ada"], rows["fay"] = rows["fay"], rows["ada"]

    assert words(beside(year, rows).findings) == [
        "The shares of Ada and Fay stand in each other's row.",
        "The shares of Fay and Ada stand in each other's row.",
    ]


def test_a_share_for_who_does_not_share_is_told(year: Closing, sheet: Sheet) -> None:
    rows = alone(sheet) | shares({"eli": "50.00"})

    assert words(beside(year, rows).findings) == [
        "Yours gives Eli 50.00 USD; by the charter Eli does not share."
    ]


@pytest.mark.parametrize(
    ("column", "code", "change"),
    [
        ("cash", "all-in-money", lambda row: row["share"]),
        ("cash", "none-in-money", lambda _row: "0.00"),
        ("retained", "retained-all", lambda row: row["share"]),
        ("to_buy_in", "offset-forgotten", lambda _row: "0.00"),
    ],
)
def test_a_mistake_in_another_column_is_told_once_with_everybody_it_touches(
    year: Closing, sheet: Sheet, column: str, code: str, change: Callable[[dict[str, str]], str]
) -> None:
    rows = {key: {**row, column: change(row)} for key, row in sheet.items()}

    found = [
        reason for reason in beside(year, rows).findings if reason.values["what"] == column.replace("_", "-")
    ]

    assert [reason.code for reason in found] == [f"theirs.{code}"]
    expected = "Bo, Fay" if column == "to_buy_in" else "Ada, Bo, Dee, Fay"
    assert found[0].values["people"] == expected


def test_a_column_of_what_is_left_after_the_buy_in_is_another_column_not_a_mistake_of_reckoning(
    year: Closing, sheet: Sheet
) -> None:
    rows = {
        key: {**row, "retained": plus(row["retained"], -int(row["to_buy_in"].replace(".", "")))}
        for key, row in sheet.items()
    }

    assert codes(beside(year, rows)) == ["retained-after-buy-in"]
    without = {key: {c: row[c] for c in ("share", "cash", "retained")} for key, row in rows.items()}
    assert codes(beside(year, without)) == ["retained-after-buy-in"]


def test_a_buy_in_taken_from_the_money_too_or_as_if_nothing_were_paid_is_told(
    year: Closing, sheet: Sheet
) -> None:
    poor = the_year(cash="99%", retained="nonqualified-notice")
    rows = {key: dict(row) for key, row in sheet_of(poor).items()}
    rows["bo"]["to_buy_in"], rows["fay"]["to_buy_in"] = "2000.00", "500.00"
    ada = {**sheet["ada"], "to_buy_in": "3000.00"}

    assert codes(beside(poor, rows)) == ["offset-from-all"]
    assert codes(beside(year, {**sheet, "ada": ada})) == ["paid-in-forgotten"]


@pytest.mark.parametrize(("off", "code"), [(-1, "floor-down"), (0, "")])
def test_a_legal_minimum_rounded_down_is_told(year: Closing, sheet: Sheet, off: int, code: str) -> None:
    rows = {key: {"share": row["share"], "cash": plus(row["cash"], off)} for key, row in sheet.items()}
    low = [key for key, row in sheet.items() if int(row["share"].replace(".", "")) % 5]

    found = beside(year, rows if not off else {key: rows[key] if key in low else sheet[key] for key in sheet})

    assert codes(found)[:1] == ([code] if code else [])


def test_a_minimum_forgotten_is_told() -> None:
    poor = the_year(cash="5%")
    rows = {
        key: {"share": row["share"], "cash": plus(row["share"], 0)} for key, row in sheet_of(poor).items()
    }
    for row in rows.values():
        row["cash"] = plus("0.00", round(int(row["share"].replace(".", "")) * 5 / 100 + 1e-9))

    assert codes(beside(poor, rows)) == ["no-floor"]


def test_a_column_that_was_not_reckoned_again_after_its_share_is_told(year: Closing, sheet: Sheet) -> None:
    rows = {
        key: {**row, "share": plus(row["share"], 100_000 if key == "ada" else 0)}
        for key, row in sheet.items()
    }

    found = beside(year, rows)

    assert sorted(codes(found)) == ["of-our-share", "of-our-share", "unexplained"]
    assert sorted(str(r.values["what"]) for r in found.findings[1:]) == ["cash", "retained"]


def test_a_figure_that_nothing_explains_is_said_to_be_one(year: Closing, sheet: Sheet) -> None:
    rows = {**sheet, "dee": {**sheet["dee"], "cash": "1.23", "retained": sheet["dee"]["retained"]}}

    found = beside(year, rows)

    assert codes(found)[0] == "unexplained-column"
    assert words(found.findings)[0] == "Dee: no mistake we know explains this figure (in money)."


def test_many_people_are_not_all_named(year: Closing) -> None:
    who = {f"p{n}": [("member", "2015-01-01", None)] for n in range(8)}
    worked = [(key, "client-work", "2025-03-03", 100) for key in who]
    eight = close(charter(members(cash="50%", retained="nonqualified-notice")), "800.00", worked, who=who)
    rows = {key: {**row, "cash": "100.00"} for key, row in sheet_of(eight).items()}

    assert beside(eight, rows).findings[0].values["people"] == "P0, P1, P2, P3, P4, P5, …"


def test_of_two_steps_to_members_only_that_a_column_differs_is_said() -> None:
    text = charter(members(share="50%", of="opening"), members(by="equal"))
    two = close(text, "1000.00", [("ada", "client-work", "2025-03-03", 100)])
    rows = sheet_of(two)
    rows["ada"]["cash"] = "1.00"

    assert codes(beside(two, rows)) == ["unexplained-column"]


def test_a_totals_row_that_is_not_the_sum_of_its_rows_is_told(year: Closing, sheet: Sheet) -> None:
    found = beside(year, sheet, totals={"share": "25600.00", "cash": "1.00"})

    assert codes(found) == ["total-row", "total-row"]
    assert words(found.findings)[0] == (
        "Your totals row says 25,600.00 USD; the rows come to 25,600.01 USD (share)."
    )


def test_a_totals_row_of_a_column_without_rows_is_left_alone(year: Closing, sheet: Sheet) -> None:
    assert beside(year, alone(sheet), totals={"cash": "5.00"}).findings == ()


def test_steps_are_compared_and_explained(year: Closing, sheet: Sheet) -> None:
    found = beside(year, alone(sheet), steps={1: "3999.99", 2: "3600.00", 3: "6400.00"})

    told = [(step.line.number, str(step.difference), [r.code for r in step.reasons]) for step in found.steps]
    assert told == [
        (1, "0.00 USD", []),
        (2, "-400.00 USD", ["theirs.step-unexplained"]),
        (3, "0.00 USD", []),
        (4, "0.00 USD", []),
    ]
    assert not found.same


def test_what_members_got_together_is_told_with_the_step_that_was_done_otherwise(year: Closing) -> None:
    rows = shares({"ada": "11455.08", "bo": "7986.07", "dee": "5723.26", "fay": "6841.53"})
    wrong = beside(year, rows)

    (step,) = [step for step in wrong.steps if step.line.to == "members"]
    assert step.reasons == wrong.findings[: len(step.reasons)]


def test_a_sheet_without_shares_is_compared_in_its_other_columns(year: Closing, sheet: Sheet) -> None:
    cash = {key: {"cash": row["cash"]} for key, row in sheet.items()}
    found = [beside(year, cash), beside(year, {**cash, "ada": {"cash": sheet["ada"]["share"]}})]

    assert [codes(one) for one in found] == [[], ["all-in-money"]]
    assert [step.theirs for step in found[0].steps] == [None] * 4


def test_where_surplus_of_others_work_is_set_aside_leaving_that_out_is_a_mistake_too() -> None:
    text = charter(members(), others="collective")
    worked = [("ada", "client-work", "2025-03-03", 300), ("bo", "client-work", "2025-03-03", 100)]
    who = {"ada": WHO["ada"], "bo": [("candidate", "2024-06-01", None)]}
    year = close(text, "4000.00", worked, who=who)

    found = beside(year, shares({"ada": "4000.00"}))

    assert words(found.findings) == ["Yours leaves step 0 out: 1,000.00 USD to the collective account."]


def test_hours_below_the_least_that_shared_all_the_same_are_told() -> None:
    text = charter(members(hours_at_least=200))
    worked = [("ada", "client-work", "2025-03-03", 300), ("bo", "client-work", "2025-03-03", 100)]
    year = close(text, "4000.00", worked)

    assert codes(beside(year, shares({"ada": "3000.00", "bo": "1000.00"}))) == ["no-least-hours"]


def test_shares_by_hours_where_the_charter_shares_by_pay_are_told_and_nobodys_pay_is_guessed() -> None:
    who = dict.fromkeys(("ada", "bo", "dee", "eli"), WHO["ada"])
    kinds = {"ada": "leave", "bo": "client-work", "dee": "client-work", "eli": "client-work"}
    worked = [(key, kinds[key], "2025-03-03", 100) for key in who]
    worked[1] = ("bo", "upkeep", "2025-03-03", 100)
    year = close(charter(members(by="pay")), "3000.00", worked, who=who)
    by_hours = {"bo": "1000.00", "dee": "1000.00", "eli": "1000.00"}
    odd = {"ada": "1500.00", "dee": "900.00", "eli": "600.00"}

    assert codes(beside(year, shares(by_hours))) == ["by-hours"]
    assert "more-hours" not in codes(beside(year, shares(odd)))


def test_under_a_charter_without_rates_of_pay_nobody_is_supposed_to_have_shared_by_pay() -> None:
    worked = [("ada", "client-work", "2025-03-03", 300), ("bo", "client-work", "2025-03-03", 100)]
    year = close(charter(members(), pay=None), "4000.00", worked)

    assert codes(beside(year, shares({"ada": "2000.00", "bo": "2000.00"}))) == ["equal"]


def test_the_last_row_that_takes_what_is_left_over_is_told(year: Closing) -> None:
    who = dict.fromkeys(("ada", "bo", "dee"), WHO["ada"])
    worked = [(key, "client-work", "2025-03-03", 100) for key in who]
    thirds = close(charter(members()), "100.00", worked, who=who)

    found = beside(thirds, shares({"ada": "33.33", "bo": "33.33", "dee": "33.34"}))

    assert codes(found) == ["rest-to-last"]


def test_rounding_alone_that_loses_and_gains_is_told_in_cents() -> None:
    who = dict.fromkeys(("ada", "bo", "dee"), WHO["ada"])
    worked = [(key, "client-work", "2025-03-03", 100) for key in who]
    texts = [close(charter(members()), surplus, worked, who=who) for surplus in ("100.01", "100.00")]
    gains = beside(texts[0], shares(dict.fromkeys(who, "33.34")))
    loses = beside(texts[1], shares(dict.fromkeys(who, "33.33")))

    assert [words(found.findings) for found in (gains, loses)] == [
        [
            (
                "Yours rounds each member alone and gives 0.01 USD that is not there: "
                "the shares come to 100.02 USD of 100.01 USD."
            )
        ],
        ["Yours rounds each member alone and loses 0.01 USD: the shares come to 99.99 USD of 100.00 USD."],
    ]


def test_rounding_alone_that_happens_to_add_up_is_told_so() -> None:
    """A mix of measures is divided in parts, and each part to the last cent."""
    who = dict.fromkeys(("ada", "bo", "dee"), WHO["ada"])
    hours = {"ada": 1, "bo": 3, "dee": 3}
    worked = [(key, "client-work", "2025-03-03", count) for key, count in hours.items()]
    by = [{"base": "hours", "share": "1/2"}, {"base": "equal", "share": "1/2"}]
    year = close(charter(members(by=by)), "0.02", worked, who=who)

    found = beside(year, shares({"ada": "0.00", "bo": "0.01", "dee": "0.01"}))

    assert codes(found) == ["rounded-alone"]


def test_where_shares_are_a_mix_or_of_two_steps_no_hours_are_guessed() -> None:
    worked = [("ada", "client-work", "2025-03-03", 300), ("bo", "client-work", "2025-03-03", 100)]
    by = [{"base": "hours", "share": "1/2"}, {"base": "equal", "share": "1/2"}]
    mixed = close(charter(members(by=by)), "4000.00", worked)
    two = close(charter(members(share="50%", of="opening"), members(by="equal")), "4000.00", worked)

    odd = shares({"ada": "2491.11", "bo": "1500.00"})
    assert [codes(beside(year, odd)) for year in (mixed, two)] == [["unexplained"]] * 2


def test_where_only_somebody_who_does_not_share_has_a_share_nothing_is_guessed(year: Closing) -> None:
    assert codes(beside(year, shares({"eli": "50.00"}))) == ["not-sharing", *["no-share"] * 4]


def test_where_nobody_has_pay_sharing_by_pay_explains_nothing() -> None:
    worked = [(key, "upkeep", "2025-03-03", 100) for key in ("ada", "bo")]
    year = close(charter(members()), "100.00", worked)

    assert codes(beside(year, shares({"ada": "60.00", "bo": "30.01"}))) == ["unexplained", "unexplained"]
    assert Supposing(year).outcome(Supposed(weighing="by-pay")).shares == {}


def test_with_very_many_people_one_mistake_at_a_time_is_looked_for(
    year: Closing, sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MANY", 3)

    assert codes(beside(year, alone(sheet))) == []


def refused(closing: Closing, theirs: Theirs) -> str:
    with pytest.raises(InputFault) as fault:
        compare(closing, theirs)
    return fault.value.code


def test_what_cannot_be_compared_is_refused(year: Closing, sheet: Sheet) -> None:
    loss = close(
        charter(members()), "-100.00", [("ada", "client-work", "2025-03-03", 100)], collective="500.00"
    )
    ada = shares({"ada": "1.00"})

    assert refused(loss, theirs_of(loss, ada)) == "compare.loss"
    assert refused(year, Theirs("EUR", theirs_of(year, ada).people)) == "compare.currency"
    assert refused(year, Theirs("USD", {"ada": {}})) == "compare.nobody"
    assert refused(year, theirs_of(year, shares({"eve": "1.00"}))) == "compare.stranger"
