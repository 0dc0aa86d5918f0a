"""What our accounts are called in the co-op's own books: by themselves, or by patterns with stars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toadlane.books.models import AccountName, Posting
from toadlane.coops.models import Coop

ANY = "*"
OF_A_MEMBER, OF_A_YEAR = 1, 3
ALWAYS = ("bank", "collective", "tax", "member/*/paid-in", "member/*/payable", "surplus/*")


@dataclass(frozen=True, slots=True)
class Named:
    """What an account is called in the co-op's own books; the number may be empty."""

    number: str
    name: str


@dataclass(frozen=True)
class Naming:
    """The names of a co-op's accounts, by pattern."""

    by_pattern: Mapping[str, Named]

    def of(self, account: str) -> Named | None:
        """What an account is called: the pattern that says most about it holds; None where none fits."""
        fitting = [pattern for pattern in self.by_pattern if fits(pattern, account)]
        if not fitting:
            return None
        best = max(fitting, key=_says)
        named = self.by_pattern[best]
        return Named(named.number, filled(named.name, matched(best, account)))

    def unmapped(self, accounts: Iterable[str]) -> list[str]:
        """The accounts that have no name, while others do; none where nothing is named at all."""
        if not self.by_pattern:
            return []
        return sorted(account for account in accounts if self.of(account) is None)

    def shared(self) -> list[tuple[str, list[str]]]:
        """Names that several patterns go to, with the patterns."""
        found: dict[str, list[str]] = {}
        for pattern, named in sorted(self.by_pattern.items()):
            found.setdefault(named.name, []).append(pattern)
        return [(name, patterns) for name, patterns in sorted(found.items()) if len(patterns) > 1]


def fits(pattern: str, account: str) -> bool:
    """Whether an account is meant by a pattern; a star stands for one part."""
    parts, wanted = account.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(w in (ANY, p) for w, p in zip(wanted, parts, strict=True))


def matched(pattern: str, account: str) -> list[str]:
    """What stands in the place of each star."""
    return [p for w, p in zip(pattern.split("/"), account.split("/"), strict=True) if w == ANY]


def filled(name: str, parts: list[str]) -> str:
    """A name with each star replaced, in order."""
    whole, left = "", list(parts)
    for sign in name:
        whole += left.pop(0) if sign == ANY and left else sign
    return whole


def _says(pattern: str) -> tuple[int, ...]:
    """How much a pattern says: more parts named, and those that come first."""
    named = [int(part != ANY) for part in pattern.split("/")]
    return (sum(named), *named)


def pattern_of(account: str) -> str:
    """The pattern that an account is named by: the same for all members and years."""
    parts = account.split("/")
    if parts[0] == "member":
        parts[OF_A_MEMBER] = ANY
        if len(parts) > OF_A_YEAR:
            parts[OF_A_YEAR] = ANY
    if parts[0] == "surplus":
        parts[1:] = [ANY]
    return "/".join(parts)


def naming(coop: Coop) -> Naming:
    """The names as they are set."""
    rows = AccountName.objects.filter(coop=coop).order_by("pattern")
    return Naming({row.pattern: Named(row.number, row.name) for row in rows})


def patterns(coop: Coop, names: Naming) -> list[str]:
    """Every pattern there is something to name by: those in use, those that always are, those named."""
    used = Posting.objects.filter(coop=coop).order_by().values_list("account", flat=True).distinct()
    return sorted({*ALWAYS, *(pattern_of(account) for account in used), *names.by_pattern})
