"""Which hours a share speaks of: what somebody else must have counted for people whose share does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

UNITS = (3600, 1800, 900, 360, 60, 1)
"""Seconds people count in: hours, halves, quarters, tenths, minutes, seconds."""
NEAR = 2
"""How many whole units to either side are tried."""


def implied(shares: Mapping[str, int], weights: Mapping[str, Fraction]) -> Iterator[dict[str, Fraction]]:
    """Other weights of a few people under which shares may fit, coarse units first.

    `shares` are minor units, each rounded by less than one; `weights` our weights. Most people's shares
    must stand in one proportion to their weights; the weights of the others follow from it. Yields nothing
    when there is no such majority, or nobody is off.
    """
    rate = common_rate(shares, weights)
    if rate is None:
        return
    low, high = rate
    everyone = sorted({*weights, *shares})
    off = [k for k in everyone if not _fits(shares.get(k, 0), weights.get(k, Fraction(0)), low, high)]
    if not off or 2 * len(off) >= sum(1 for weight in weights.values() if weight):
        return
    for unit in UNITS:
        for nearest in range(2 * NEAR + 1):
            away = (nearest + 1) // 2 * (1 if nearest % 2 else -1)
            yield {key: _whole(shares.get(key, 0), low, high, unit, away) for key in off}


def common_rate(
    shares: Mapping[str, int], weights: Mapping[str, Fraction]
) -> tuple[Fraction, Fraction] | None:
    """The range of minor units a unit of weight in which most people's shares agree; None for nobody's."""
    edges: list[tuple[Fraction, int]] = []
    for key, weight in weights.items():
        if weight and shares.get(key):
            edges += [((shares[key] - 1) / weight, -1), ((shares[key] + 1) / weight, 1)]
    edges.sort()
    best, here = 0, 0
    found: tuple[Fraction, Fraction] | None = None
    for nth, (edge, closes) in enumerate(edges):
        here -= closes
        if here > best:
            best, found = here, (edge, edges[nth + 1][0])
    return found if found is not None and found[0] > 0 else None


def _fits(share: int, weight: Fraction, low: Fraction, high: Fraction) -> bool:
    return share - 1 <= weight * high and weight * low <= share + 1


def _whole(share: int, low: Fraction, high: Fraction, unit: int, away: int) -> Fraction:
    """The whole units nearest to what a share speaks of, or some further away; never below zero."""
    if not share:
        return Fraction(0)
    units = round(Fraction(2 * share) / (low + high) / unit) + away
    return Fraction(max(units, 0) * unit)
