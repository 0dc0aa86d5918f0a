"""The money room."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BooksConfig(AppConfig):
    """Opens the room on the navigation and names what waits for whom."""

    name = "toadlane.books"
    label = "books"
    verbose_name = _("Money")

    def ready(self) -> None:
        """Models exist only now."""
        from toadlane.books import (  # noqa: PLC0415
            closing_effect,
            correcting_effect,
            meeting_items,
            payment_matters,
            payout_effects,
            reads,
            telling,
            waiting,
        )
        from toadlane.books.opening import effects as opening_effects  # noqa: PLC0415
        from toadlane.books.opening import matters as opening  # noqa: PLC0415
        from toadlane.books.spending import effect as paying  # noqa: PLC0415
        from toadlane.books.spending import matters as spending  # noqa: PLC0415
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.decisions import effects, matters  # noqa: PLC0415
        from toadlane.record import kinds  # noqa: PLC0415
        from toadlane.ui import rooms  # noqa: PLC0415

        meeting_items.listen()
        telling.listen()
        rooms.register("money", url_name="books:money")
        providers.register("books", waiting.of_years)
        providers.register("books.newly-closed", waiting.newly_closed, waiting.a_newly_closed_one)
        providers.register("books.owed", waiting.owed)
        providers.register("books.paid", waiting.paid, waiting.a_payment)
        for matter in waiting.matters_with_pages(matters.known()):
            matters.register(matter)
        for matter in (*opening.MATTERS, *payment_matters.MATTERS, *spending.MATTERS):
            matters.register(matter)
        effects.register(closing_effect.ClosingAYear())
        effects.register(correcting_effect.CorrectingAClose())
        for effect in (*payout_effects.EFFECTS, *opening_effects.EFFECTS):
            effects.register(effect())
        effects.register(paying.Paying())
        for kind, words in {**KINDS, **opening.KINDS, **payment_matters.KINDS, **spending.KINDS}.items():
            kinds.name(kind, words)
        of_years = ("figures.stated.v1", "close.previewed.v1", "year.closed.v1", "close.corrected.v1")
        kinds.leads(of_years, reads.year_address)


KINDS = {
    "figures.stated.v1": _("Figures of a year stated"),
    "close.previewed.v1": _("A close reckoned for the members to look at"),
    "year.closed.v1": _("A year closed"),
    "close.corrected.v1": _("A close reversed"),
    "buy-in.received.v1": _("A buy-in payment received"),
    "trust-run.begun.v1": _("A year set beside a spreadsheet"),
    "trust-run.explained.v1": _("Said how a spreadsheet is to be understood"),
    "trust-run.deleted.v1": _("A trust run given up"),
}
