"""What the journal's accounts and entries are called on pages; exports and the API keep their keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bylaws.kernel.money import Money
from toadlane.books import journal
from toadlane.books.account_pages import EntryLines
from toadlane.books.models import BUY_IN, OF_EVERYONE
from toadlane.coops.models import Coop, Participant

Words = str | Promise

COMMON: Mapping[str, Words] = {
    "bank": gettext_lazy("Bank"),
    "collective": gettext_lazy("Collective account"),
    "interest-paid": gettext_lazy("Interest to those who left"),
    "tax": gettext_lazy("Income tax"),
    "other-assets": gettext_lazy("Everything else the co-op owns"),
    "other-debts": gettext_lazy("Everything else the co-op owes"),
}
NAMED: Mapping[str, Words] = {
    "fund": gettext_lazy("Fund “%(name)s”"),
    "surplus": gettext_lazy("Surplus of %(name)s"),
}
OF_A_MEMBER: Mapping[str, Words] = {
    "paid-in": gettext_lazy("%(who)s · paid in"),
    "payable": gettext_lazy("To be paid to %(who)s"),
    "losses": gettext_lazy("%(who)s · losses borne"),
    "notice": gettext_lazy("%(who)s · notices"),
    "qualified-notice": gettext_lazy("%(who)s · qualified notices"),
    "nonqualified-notice": gettext_lazy("%(who)s · non-qualified notices"),
}
OF_A_YEAR: Mapping[str, Words] = {
    "notice": gettext_lazy("%(who)s · notices of %(year)s"),
    "qualified-notice": gettext_lazy("%(who)s · qualified notices of %(year)s"),
    "nonqualified-notice": gettext_lazy("%(who)s · non-qualified notices of %(year)s"),
}
SAYING_LITTLE: Mapping[str, Words] = {BUY_IN: gettext_lazy("Buy-in received")}
"""Kinds whose entries say no more than these words; older ones have a member's key in theirs."""


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One entry as the journal's page shows it."""

    told: EntryLines
    title: str
    lines: list[tuple[str, Money]]


def shown(coop: Coop, entries: Iterable[EntryLines]) -> list[ShownEntry]:
    """Some entries in words, with the names people have now: one query for all of them."""
    found = list(entries)
    keys = {journal.owner(account) for told in found for account, _amount in told.lines} - {""}
    names = dict(Participant.objects.filter(coop=coop, key__in=keys).values_list("key", "name"))
    return [
        ShownEntry(told, title(told, names), [(account(name, names), amount) for name, amount in told.lines])
        for told in found
    ]


def title(told: EntryLines, names: Mapping[str, str]) -> str:
    """What an entry says, and whose it is when it is one member's."""
    entry = told.entry
    says = str(SAYING_LITTLE.get(entry.kind, entry.text))
    owners = sorted({journal.owner(account) for account, _amount in told.lines} - {""})
    if entry.kind in OF_EVERYONE or len(owners) != 1:
        return says
    return _("%(says)s · %(who)s") % {"says": says, "who": names.get(owners[0], owners[0])}


def account(key: str, names: Mapping[str, str]) -> str:
    """What an account is called; one that has no words keeps its key, so that nothing is ever hidden."""
    first, _slash, rest = key.partition("/")
    if first == journal.MEMBER:
        return _of_member(key, rest, names)
    if rest and first in NAMED:
        return str(NAMED[first]) % {"name": rest}
    return key if rest else str(COMMON.get(first, key))


def _of_member(key: str, rest: str, names: Mapping[str, str]) -> str:
    person, _slash, part = rest.partition("/")
    kind, _slash, year = part.partition("/")
    words = (OF_A_YEAR if year else OF_A_MEMBER).get(kind)
    return str(words) % {"who": names.get(person, person), "year": year} if words else key
