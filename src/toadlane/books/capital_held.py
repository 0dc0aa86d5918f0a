"""What members hold as capital, by how it is held; and what was paid out of it beyond what it holds.

A close that is corrected down takes back what may have been paid out by then. Whoever was paid out on
leaving was paid from all they held, so all they hold now covers it; of anyone else, each notice stands alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import CharField, DateField, Q, QuerySet, Sum, UUIDField

from toadlane.books.models import Payout, PayoutPart, Posting
from toadlane.coops.models import Coop, Participant
from toadlane.coops.prepared import Question

PAID_IN = "paid-in"
NOTICES = ("qualified-notice", "nonqualified-notice")


def by_how_held(sums: Mapping[str, int], key: str) -> dict[str, int]:
    """What a member holds by how it is held, such as “paid-in”; in minor units, below zero if overdrawn."""
    own = f"member/{key}/"
    held = {name.removeprefix(own): -minor for name, minor in sums.items() if name.startswith(own) and minor}
    return {how: minor for how, minor in sorted(held.items()) if how == PAID_IN or how.startswith(NOTICES)}


def both_ways(held: Mapping[str, int]) -> bool:
    """Whether one part holds something and another less than nothing."""
    return min(held.values(), default=0) < 0 < max(held.values(), default=0)


def covered(held: Mapping[str, int]) -> dict[str, int]:
    """The same after what is held has covered what is overdrawn, as far as it reaches; the sum stays."""
    there = sum(minor for minor in held.values() if minor > 0)
    missing = -sum(minor for minor in held.values() if minor < 0)
    moved = {1: min(there, missing), -1: min(there, missing)}
    found = {}
    for how, minor in held.items():
        sign = 1 if minor > 0 else -1
        part = min(abs(minor), moved[sign])
        moved[sign] -= part
        found[how] = minor - sign * part
    return found


def paid_out_on_leaving(coop: Coop, on: dt.date, keys: Iterable[str]) -> set[str]:
    """Those of some people who had been paid out on leaving on a day."""
    standing = Q(payout__entry__reversed_by=None) | Q(payout__entry__reversed_by__happened_on__gt=on)
    parts = PayoutPart.objects.filter(standing, coop=coop, participant__key__in=keys)
    parts = parts.filter(payout__kind=Payout.Kind.LEAVING, payout__happened_on__lte=on)
    return set(parts.values_list("participant__key", flat=True))


def after_covering(
    coop: Coop, on: dt.date, held: Mapping[str, Mapping[str, int]]
) -> dict[str, Mapping[str, int]]:
    """Everyone's by how it is held, covered for whoever left; asks only where it makes a difference."""
    unsure = [key for key, of in held.items() if both_ways(of)]
    left = paid_out_on_leaving(coop, on, unsure) if unsure else set()
    return {key: covered(of) if key in left else of for key, of in held.items()}


def _drawn(coop: Any, on: Any) -> QuerySet[Any, tuple[Any, ...]]:
    held = Q(account__endswith=f"/{PAID_IN}") | Q(account__contains="-notice/")
    rows = Posting.objects.filter(held, coop=coop, entry__happened_on__lte=on).exclude(person="")
    return rows.order_by().values_list("person", "account").annotate(sum=Sum("minor")).filter(sum__gt=0)


_EVERYONES = Question(_drawn, coop=UUIDField(), on=DateField())
_ONES = Question(
    lambda coop, on, who: _drawn(coop, on).filter(person=who),
    coop=UUIDField(),
    on=DateField(),
    who=CharField(),
)


def overdrawn(coop: Coop, on: dt.date, only: Participant | None = None) -> dict[tuple[str, str], int]:
    """By whose and how it is held, what was paid out on a day beyond what is there, in minor units.

    One query where there is nothing of it, as nearly always.
    """
    rows = _EVERYONES(coop=coop.pk, on=on) if only is None else _ONES(coop=coop.pk, on=on, who=only.key)
    people = {who for who, _account, _minor in rows}
    if not people:
        return {}
    postings = Posting.objects.filter(coop=coop, person__in=people, entry__happened_on__lte=on).order_by()
    sums: dict[str, dict[str, int]] = {who: {} for who in people}
    for who, account, minor in postings.values_list("person", "account").annotate(sum=Sum("minor")):
        sums[who][account] = int(minor)
    held = after_covering(coop, on, {who: by_how_held(of, who) for who, of in sums.items()})
    return {(who, how): -minor for who, of in held.items() for how, minor in of.items() if minor < 0}
