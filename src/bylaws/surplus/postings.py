"""The balanced entry a close posts. Debits are positive, credits negative; the sum is zero."""

from __future__ import annotations

from bylaws.facts.year import YearFacts
from bylaws.kernel.faults import RecordBroken
from bylaws.kernel.money import Money
from bylaws.surplus.closing import Parts, Posting


def postings(facts: YearFacts, parts: Parts) -> tuple[Posting, ...]:
    """Every line of the entry, by account: the year's surplus is emptied into where it goes."""
    sums: dict[str, int] = {}

    def post(account: str, minor: int) -> None:
        sums[account] = sums.get(account, 0) + minor

    post(f"surplus/{facts.year}", facts.surplus.minor)
    for line in parts.steps:
        if line.to not in ("members", "interest"):
            post(line.account, -line.amount.minor)
    for share in parts.shares:
        post(f"member/{share.person}/payable", -share.cash.minor)
        post(f"member/{share.person}/paid-in", -share.to_buy_in.minor)
        post(f"member/{share.person}/{share.notice_kind or 'notice'}/{facts.year}", -share.notice.minor)
    for person, amount in parts.interest:
        post(f"member/{person}/payable", -amount.minor)
    for person, amount in parts.losses:
        post(f"member/{person}/losses", amount.minor)
    if sum(sums.values()):
        raise RecordBroken(
            "The entry for {year} does not balance.",
            code="close.unbalanced",
            next_step="Report it; nothing was posted.",
            year=facts.year,
        )
    return tuple(
        Posting(account, Money(minor, facts.surplus.currency))
        for account, minor in sorted(sums.items())
        if minor
    )
