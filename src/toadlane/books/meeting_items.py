"""Where the money stands, for the agenda of a meeting."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from bylaws.kernel.money import Money
from toadlane.books import journal, reads
from toadlane.coops.access import Place
from toadlane.meetings import standing
from toadlane.meetings.planned_rows import Meeting
from toadlane.meetings.standing import Filled
from toadlane.ui import figures


def snapshot(place: Place, _meeting: Meeting) -> Iterator[Filled]:
    """What is held in common, the members' capital, each fund, and the last closed year."""
    if not place.sight.may_see_class("accounts"):
        return
    coop, money = place.coop, reverse("books:money", args=[place.coop.slug])
    sums = journal.balances(coop, person="")
    everyone = reads.accounts(coop, place.moment.day)
    capital = Money(sum((held.capital.minor for held in everyone.values()), 0), coop.currency)
    said = {"collective": Money(-sums.get("collective", 0), coop.currency), "capital": capital}
    told = {name: figures.money(amount) for name, amount in said.items()}
    yield Filled(_("Held in common: %(collective)s; capital of members: %(capital)s") % told, money)
    for name, minor in sorted(sums.items()):
        if name.startswith("fund/"):
            amount = figures.money(Money(-minor, coop.currency))
            yield Filled(f"{name.removeprefix('fund/')}: {amount}", money)
    last = reads.standing_closes(coop).order_by("-year").first()
    if last is not None:
        page = reverse("books:year", args=[coop.slug, last.year])
        yield Filled(_("The year %(year)s is closed") % {"year": last.year}, page)


def listen() -> None:
    """Called once when the application starts."""
    standing.register("finances", "books", snapshot)
