"""Shares: exact fractions, read as people write them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.faults import InputFault
from bylaws.kernel.shares import parse_share, write_share


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("75%", Fraction(3, 4)),
        ("12.5%", Fraction(1, 8)),
        ("0%", Fraction(0)),
        ("100 %", Fraction(1)),
        ("150%", Fraction(3, 2)),
        ("2/3", Fraction(2, 3)),
        ("4 / 6", Fraction(2, 3)),
        ("0.000000001%", Fraction(1, 10**11)),
    ],
)
def test_a_share_is_read_exactly(written: str, share: Fraction) -> None:
    assert parse_share(written) == share


@pytest.mark.parametrize(
    ("bare", "cure"),
    [("75", "75%"), (75, "75%"), ("0.75", "75%"), ("0.125", "12.5%"), ("12.5", "12.5%"), ("1.0", "100%")],
)
def test_a_bare_number_is_refused_with_the_cure(bare: object, cure: str) -> None:
    with pytest.raises(InputFault) as refused:
        parse_share(bare)

    assert (refused.value.code, refused.value.says, refused.value.next_step) == (
        "share.bare-number",
        f"{bare} is a bare number where a share belongs.",
        f"Write “{cure}”.",
    )


@pytest.mark.parametrize(
    "text", ["", "%", "-5%", "2/0", "1/2/3", "three quarters", "٧٥%", "5%%", True, None, -5, [1]]
)
def test_what_is_not_a_share_is_refused_with_examples(text: object) -> None:
    with pytest.raises(InputFault) as refused:
        parse_share(text)

    assert (refused.value.code, refused.value.says, refused.value.next_step) == (
        "share.form",
        f"“{text}” is not a share.",
        "Write a percentage such as “75%” or a fraction such as “2/3”.",
    )


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (Fraction(3, 4), "75%"),
        (Fraction(1, 8), "12.5%"),
        (Fraction(1, 400), "0.25%"),
        (Fraction(2, 3), "2/3"),
        (Fraction(1), "100%"),
        (Fraction(1, 100_000), "1/100000"),
    ],
)
def test_a_share_is_written_as_people_write_it(share: Fraction, written: str) -> None:
    assert write_share(share) == written


@given(share=st.fractions(0, 10**6, max_denominator=10**9))
def test_a_share_written_out_and_read_again_is_the_same(share: Fraction) -> None:
    assert parse_share(write_share(share)) == share


@given(whole=st.integers(0, 10**9 - 1), part=st.integers(0, 10**9 - 1))
def test_any_percentage_that_can_be_written_survives_being_rewritten(whole: int, part: int) -> None:
    share = parse_share(f"{whole}.{part:09d}%")

    assert parse_share(write_share(share)) == share
