"""A close as JSON: every amount an exact decimal string."""

from __future__ import annotations

import json

from bylaws.surplus.closing import Closing
from bylaws.surplus.result import closing_as_json, person_as_json
from tests.bylaws.surplus.years import (
    ADA_AND_BO,
    ARTICLE,
    INTEREST,
    charter,
    close,
    collective,
    fund,
    held,
    members,
)

WORKED = [("ada", "client-work", "2025-02-03", 2), ("bo", "client-work", "2025-02-03", 1)]


def step(number: int, to: str, name: str | None, amount: str, left: str) -> dict[str, object]:
    return {
        "number": number,
        "to": to,
        "name": name,
        "amount": amount,
        "left": left,
        "article": ARTICLE,
        "divisible": False,
    }


WHOLE: dict[str, object] = {
    "format": "toad-lane-close/1",
    "year": 2025,
    "from": "2025-01-01",
    "until": "2026-01-01",
    "closed_on": "2026-03-16",
    "currency": "USD",
    "surplus": "3.00",
    "tax": "0.00",
    "steps": [
        step(1, "interest", None, "1.00", "2.00"),
        step(2, "fund", "care", "1.00", "1.00"),
        {**step(3, "collective", None, "0.50", "0.50"), "divisible": True},
        step(4, "members", None, "0.50", "0.00"),
    ],
    "people": [
        {
            "person": "ada",
            "name": "Ada",
            "share": "0.36",
            "cash": "0.18",
            "retained": "0.18",
            "to_buy_in": "0.18",
            "notices": "0.00",
            "interest": "1.00",
            "loss": "0.00",
            "shares": [
                {
                    "step": 4,
                    "basis": [{"by": "tenure", "weight": "9600"}],
                    "share": "0.36",
                    "cash": "0.18",
                    "retained": "0.18",
                    "to_buy_in": "0.18",
                    "notice": "0.00",
                    "notice_kind": "nonqualified-notice",
                    "instalments": [
                        {"due_on": "2026-04-16", "amount": "0.09", "gated": True},
                        {"due_on": "2026-05-16", "amount": "0.09", "gated": True},
                    ],
                }
            ],
        },
        {
            "person": "bo",
            "name": "Bo",
            "share": "0.14",
            "cash": "0.07",
            "retained": "0.07",
            "to_buy_in": "0.07",
            "notices": "0.00",
            "interest": "0.00",
            "loss": "0.00",
            "shares": [
                {
                    "step": 4,
                    "basis": [{"by": "tenure", "weight": "3600"}],
                    "share": "0.14",
                    "cash": "0.07",
                    "retained": "0.07",
                    "to_buy_in": "0.07",
                    "notice": "0.00",
                    "notice_kind": "nonqualified-notice",
                    "instalments": [
                        {"due_on": "2026-04-16", "amount": "0.04", "gated": True},
                        {"due_on": "2026-05-16", "amount": "0.03", "gated": True},
                    ],
                }
            ],
        },
    ],
    "entry": [
        {"account": "collective", "amount": "-0.50"},
        {"account": "fund/care", "amount": "-1.00"},
        {"account": "member/ada/paid-in", "amount": "-0.18"},
        {"account": "member/ada/payable", "amount": "-1.18"},
        {"account": "member/bo/paid-in", "amount": "-0.07"},
        {"account": "member/bo/payable", "amount": "-0.07"},
        {"account": "surplus/2025", "amount": "3.00"},
    ],
    "notes": [],
}


def test_the_whole_of_a_close() -> None:
    twice = {"count": 2, "first": "P1M", "after": "close", "gate": "release"}
    half = {"cash": "50%", "retained": "nonqualified-notice", "offset_open_buy_in": True}
    text = charter(
        INTEREST,
        fund("care", amount="1.00"),
        collective("50%", divisible=True),
        members(by="tenure", tenure_at_most="1/3", instalments=twice, **half),
        buy_in="0.20",
        capital={"interest": "10%"},
    )

    plain = closing_as_json(
        close(text, "3.00", WORKED, standing={"ada": held(earning="10.00", earlier_hours=1)})
    )

    assert plain == WHOLE


def test_a_loss_has_the_people_who_bear_it() -> None:
    bear = {"account": "members", "share": "100%", "by": "equal", "eligible": ["member"]}

    plain = closing_as_json(close(charter(members(), losses={"from": [bear]}), "-0.03"))

    assert json.loads(json.dumps(plain["people"])) == [
        {**nobody("ada"), "loss": "0.02"},
        {**nobody("bo"), "loss": "0.01"},
    ]


def nobody(key: str) -> dict[str, object]:
    sums = dict.fromkeys(("share", "cash", "retained", "to_buy_in", "notices", "interest", "loss"), "0.00")
    return {"person": key, "name": key.title(), **sums, "shares": []}


def test_who_takes_no_part_can_be_asked_about() -> None:
    closing = close(
        charter(members()), "1.00", WORKED, who={**ADA_AND_BO, "chi": [("former", "2015-01-01", None)]}
    )

    assert person_as_json(closing, "chi") == nobody("chi")


def test_reasons_come_when_they_are_asked_for() -> None:
    closing = close(
        charter(
            members(instalments={"count": 1, "first": "P9Y", "after": "close"}),
            tax={"mode": "us-subchapter-t"},
        ),
        "1.00",
        WORKED,
    )

    plain = json.loads(json.dumps(closing_as_json(closing, why=True)))

    assert plain["notes"] == [{"code": "tax.after-payment-period", "day": "2035-03-16"}]
    assert plain["steps"][0]["why"] == {
        "code": "step.rest",
        "values": {
            "account": "members",
            "amount": "1.00",
            "asked": "1.00",
            "before": "1.00",
            "left": "0.00",
            "opening": "1.00",
            "share": "1/1",
            "to": "members",
        },
        "article": ARTICLE,
    }
    assert [part["code"] for part in plain["people"][0]["why"]["parts"][0]["parts"]] == [
        "step.rest",
        "share.by-hours",
        "split.rounded-up",
        "cash",
        "instalment",
    ]


def test_an_amount_in_yen_has_no_decimals_and_one_in_dinars_three() -> None:
    yen = charter(members(), pay=None, currency="JPY")
    dinars = charter(members(), pay=None, currency="KWD")

    assert [person["share"] for person in people(close(yen, "100", WORKED, currency="JPY"))] == ["67", "33"]
    assert [person["share"] for person in people(close(dinars, "0.100", WORKED, currency="KWD"))] == [
        "0.067",
        "0.033",
    ]


def people(closing: Closing) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(json.dumps(closing_as_json(closing)))["people"]
    return found
