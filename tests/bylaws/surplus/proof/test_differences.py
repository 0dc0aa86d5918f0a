"""What differs is told as money where it is money, and as it stands where it is not."""

from __future__ import annotations

from typing import Any

import pytest

from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Value
from bylaws.surplus.proof import differences


@pytest.mark.parametrize(
    ("value", "currency", "told"),
    [
        ("12.50", "USD", Money(1250, "USD")),
        ("twelve and a half", "USD", "twelve and a half"),
        ("12.505", "USD", "12.505"),
        ("12.50", None, "12.50"),
        (differences.ABSENT, "USD", "—"),
    ],
)
def test_value_is_told_as_what_it_is(value: Any, currency: str | None, told: Value) -> None:
    assert differences._value(value, currency) == told
