"""A facts file as it may be written."""

from __future__ import annotations

import copy
from typing import Any

WRITTEN: dict[str, Any] = {
    "facts": "toad-lane-facts/1",
    "currency": "USD",
    "people": [
        {"key": "bo", "name": "Bo Tide", "stages": [{"stage": "candidate", "from": "2025-01-06"}]},
        {
            "key": "ada",
            "name": "Ada Reef",
            "stages": [
                {"stage": "member", "from": "2022-01-01"},
                {"stage": "candidate", "from": "2021-04-01", "until": "2022-01-01"},
            ],
            "opening": {"on": "2025-01-01", "paid_in": "1000.00", "notices": "50.00"},
            "earlier_hours": 4000,
        },
    ],
    "hours": [
        {"person": "ada", "work": "client-work", "day": "2025-03-03", "seconds": 3600},
        {"person": "ada", "work": "client-work", "day": "2025-03-04", "seconds": 60},
        {"person": "bo", "work": "upkeep", "day": "2025-03-03", "seconds": 1},
    ],
    "payments": [
        {"person": "ada", "what": "buy-in", "amount": "10.00", "on": "2025-01-01"},
        {"person": "ada", "what": "buy-in-from-patronage", "amount": "1.00", "on": "2026-03-16"},
        {"person": "ada", "what": "buy-in", "amount": "500.00", "on": "2026-03-17"},
        {"person": "bo", "what": "notice", "amount": "7.00", "on": "2024-12-31"},
        {"person": "bo", "what": "redemption", "amount": "2.00", "on": "2024-06-30"},
    ],
    "years": [
        {
            "year": 2025,
            "surplus": "100.00",
            "tax": "0.00",
            "closed_on": "2026-03-16",
            "collective": "5.00",
            "funds": {"care": "1.00"},
        }
    ],
}


def written(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(WRITTEN), **changes}
