"""Several people act on the same money in the same moment: it goes once, and comes back once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bylaws.kernel.faults import Fault
from tests.toadlane.books.conftest import Year, key, usd
from tests.toadlane.books.stories import JUNE, later, pay_all, standing
from tests.toadlane.crowds import all_at_once
from toadlane.books import reads, verbs
from toadlane.books.models import Payment


def told(act: Callable[[], object]) -> Callable[[], str]:
    """An act as what came of it: “done”, or the code of the fault."""

    def one() -> str:
        try:
            act()
        except Fault as fault:
            return fault.code
        return "done"

    return one


@pytest.mark.django_db(transaction=True)
def test_two_who_pay_one_person_and_two_who_pay_everyone_pay_once(payable: Year) -> None:
    year = later(payable, JUNE)
    whole = standing(year).sum(one for one in standing(year).open if one.person == "dee")
    acts = [lambda: year.pay(year.dee, whole.decimal(), reference=key()) for _ in range(2)]
    runs = [lambda: pay_all(year, reference=key()) for _ in range(2)]

    found = all_at_once([told(act) for act in [*acts, *runs]])

    assert "done" in found
    assert set(found) <= {"done", "payment.more-than-owed", "payment.changed", "payment.nothing-due"}
    assert sum(one.amount_minor for one in Payment.objects.filter(participant=year.dee)) == whole.minor
    assert (reads.account(year.dee, JUNE).payable, standing(year).over) == (usd("0.00"), ())


@pytest.mark.django_db(transaction=True)
def test_payment_is_reversed_once_by_several_at_once(payable: Year) -> None:
    year = later(payable, JUNE)
    payment = year.pay(year.dee, "60.00")

    def back() -> object:
        said = {"because": "Cheque returned", "on": JUNE, "by": year.ada, "at": year.noon, "key": key()}
        return verbs.reverse_payment(payment=Payment.objects.get(pk=payment.pk), **said)  # type: ignore[arg-type]

    found = all_at_once([told(back) for _ in range(4)])

    assert sorted(found) == ["done", *["payment.reversed"] * 3]
    assert reads.account(year.dee, JUNE).payable == usd("120.00")
