"""Releasing instalments: only when all of the cash is there."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import InputFault, Refused
from bylaws.kernel.money import Money
from bylaws.surplus.release import release
from bylaws.words.tell import CATALOGUES, tell
from tests.scenarios.stories import charter_of

GATED, UNGATED = charter_of("design-action"), charter_of("palante")
DUE = dt.date(2025, 10, 30)


def usd(text: str) -> Money:
    return Money.parse(text, "USD")


@pytest.mark.parametrize("available", ["1875.00", "5000.00"])
def test_instalment_is_released_when_the_cash_is_there_to_the_cent(available: str) -> None:
    found = release(usd("1875.00"), due_on=DUE, available=usd(available), year=2025, charter=GATED)

    assert (found.value, found.reason.code, found.reason.article) == (
        usd("1875.00"),
        "release",
        "Article 10 — The surplus of a year",
    )
    assert [bool(tell(found.reason, language=language).sentence) for language in CATALOGUES] == [True] * 3


def test_one_cent_short_and_it_waits() -> None:
    with pytest.raises(Refused) as fault:
        release(usd("1875.00"), due_on=DUE, available=usd("1874.99"), year=2025, charter=GATED)

    assert (fault.value.code, fault.value.article, fault.value.values["short"]) == (
        "release.cash-short",
        "Article 10 — The surplus of a year",
        "0.01 USD",
    )


def test_instalment_without_a_gate_needs_no_release() -> None:
    with pytest.raises(InputFault) as fault:
        release(usd("1.00"), due_on=DUE, available=usd("1.00"), year=2025, charter=UNGATED)

    assert fault.value.code == "release.not-gated"


def test_nothing_waits_nothing_is_released() -> None:
    with pytest.raises(InputFault) as fault:
        release(usd("0.00"), due_on=DUE, available=usd("1.00"), year=2025, charter=GATED)

    assert fault.value.code == "release.nothing-waits"
