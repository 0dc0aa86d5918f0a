"""The ways through the money room, for each reader those that are open to them. Asks the database nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.books.models import ACCOUNTS, MEMBER_MONEY
from toadlane.books.verbs import BOOKKEEPER
from toadlane.coops.access import Place

MINE, ACCOUNT = "mine", "account"
HOME, PEOPLE, PAID, BOOKS = "money", "accounts", "owed", "journal"
PART_OF = {
    HOME: HOME,
    **dict.fromkeys((PEOPLE, ACCOUNT, "leaving"), PEOPLE),
    **dict.fromkeys((PAID, "payments", "pay", "several", "run", "reversal", "release", "redemption"), PAID),
    "payout-reversal": PAID,
    **dict.fromkeys(
        ("spending", "spending-new", "spending-alone", "spending-one", "spending-reversal"), PAID
    ),
    **dict.fromkeys(("buy-in", "consents", "consent-end", "calendar"), PAID),
    **dict.fromkeys((BOOKS, "batches", "names"), BOOKS),
}
"""Which part of the room a page is in; the pages of a year and of the opening balances are of the first."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of the room; `here` is “page” on its own page, “true” further in, else empty."""

    label: str
    url: str
    here: str


@dataclass(frozen=True, slots=True)
class Way:
    """One page, and what it is for."""

    label: str
    url: str
    says: str


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that people come to for the same thing."""

    title: str
    ways: tuple[Way, ...]


def tabs(place: Place, page: str, about: str = "") -> list[Tab]:
    """The parts of the room; `page` is the name of the address the reader is at, `about` whose it is."""
    part = PART_OF.get(page, HOME)
    mine = page == ACCOUNT and about == place.member.key
    here = {MINE: "page"} if mine else {part: "page" if part == page else "true"}
    accounts = place.sight.may_see_class(ACCOUNTS)
    slug = place.coop.slug
    shown = [
        (HOME, _("Years"), reverse("books:money", args=[slug]), accounts),
        (MINE, _("My account"), reverse("books:account", args=[slug, place.member.key]), True),
        (PEOPLE, _("Accounts"), reverse("books:accounts", args=[slug]), accounts),
        (PAID, _("Owed and paid"), reverse("books:owed", args=[slug]), True),
        (BOOKS, _("Books"), reverse("books:journal", args=[slug]), accounts),
    ]
    return [Tab(label, url, here.get(key, "")) for key, label, url, open_to in shown if open_to]


def groups(place: Place, *, has_charter: bool) -> list[Group]:
    """Every page of the room by what people come for; for whoever may see the co-op's accounts."""
    slug, keeps = place.coop.slug, BOOKKEEPER in place.sight.audiences
    everyone = place.sight.may_see_class(MEMBER_MONEY)

    def way(label: str, says: str, name: str, *more: str | int) -> Way:
        return Way(label, reverse(f"books:{name}", args=[slug, *more]), says)

    mine = way(_("My account"), _("What is yours, and how it came about."), ACCOUNT, place.member.key)
    all_of_them = way(_("Everyone’s accounts"), _("Each member’s capital, side by side."), PEOPLE)
    paid = [
        way(_("What is owed"), _("To whom, for what, by when."), PAID),
        way(_("Payments"), _("What was paid out and paid in."), "payments"),
    ]
    paid.append(way(_("Paid for things"), _("What was decided and paid to others."), "spending"))
    if keeps:
        paid.append(way(_("Receive a buy-in payment"), _("Money that a member pays in."), "buy-in"))
    if everyone and has_charter:
        year = place.moment.day.year
        paid.append(way(_("By calendar year"), _("Figures for the tax forms."), "calendar", year))
    paid.append(way(_("Consents to notices"), _("Who agreed to written notices."), "consents"))
    books = [way(_("The journal"), _("Every entry, newest first."), BOOKS)]
    if everyone:
        books.append(way(_("Exports"), _("Files for the books you keep elsewhere."), "batches"))
    if keeps:
        books.append(way(_("Names of accounts"), _("What they are called in those books."), "names"))
    past = way(_("Opening balances"), _("What everyone held before these books began."), "opening")
    return [
        Group(_("Accounts"), (mine, all_of_them) if everyone else (mine,)),
        Group(_("Owed and paid"), tuple(paid)),
        Group(_("Books"), tuple(books)),
        Group(_("The past"), (past,)),
    ]
