"""Shares as exact fractions: "2/3", "75%", "12.5%"."""

from __future__ import annotations

import re
from fractions import Fraction

from bylaws.kernel.faults import InputFault

_PERCENT = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,9}))? ?%")
_BARE = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,9}))?")
_RATIO = re.compile(r"([0-9]{1,20}) ?/ ?([0-9]{1,20})")  # as long as any percentage, written as a fraction


def parse_share(text: object) -> Fraction:
    """Read "75%" or "2/3" exactly; faults: `share.bare-number` with the cure, `share.form`."""
    bare = _BARE.fullmatch(str(text)) if isinstance(text, str | int) else None
    if bare and not isinstance(text, bool):
        raise InputFault(
            "{given} is a bare number where a share belongs.",
            code="share.bare-number",
            next_step="Write “{cure}”.",
            given=str(text),
            cure=_cure(bare),
        )
    found = _PERCENT.fullmatch(text) if isinstance(text, str) else None
    if found:
        whole, part = found[1], found[2] or ""
        return Fraction(int(whole + part), 100 * 10 ** len(part))
    found = _RATIO.fullmatch(text) if isinstance(text, str) else None
    if found and int(found[2]):
        return Fraction(int(found[1]), int(found[2]))
    raise InputFault(
        "“{given}” is not a share.",
        code="share.form",
        next_step="Write a percentage such as “75%” or a fraction such as “2/3”.",
        given=str(text)[:60],
    )


def write_share(share: Fraction) -> str:
    """A share as people write it: a percentage where that is exact and short, else "n/d"."""
    percent = share * 100
    if percent.denominator == 1:
        return f"{percent.numerator}%"
    if 100 % percent.denominator == 0:
        whole, part = divmod(percent.numerator * (100 // percent.denominator), 100)
        return f"{whole}.{part:02d}".rstrip("0") + "%"
    return f"{share.numerator}/{share.denominator}"


def _cure(bare: re.Match[str]) -> str:
    """0.75 most likely meant 75%; so did 75."""
    if bare[2] is None:
        return f"{bare[1]}%"
    share = Fraction(int(bare[1] + bare[2]), 10 ** len(bare[2]))
    return write_share(share if share <= 1 else share / 100)
