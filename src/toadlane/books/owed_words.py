"""What it is called that is owed, and why something is owed no more."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WORDS: Mapping[str, str | Promise] = {
    "share": gettext_lazy("Share of %(year)s"),
    "interest": gettext_lazy("Interest of %(year)s"),
    "buy-in": gettext_lazy("Buy-in"),
    "opening/instalment": gettext_lazy("Shares of earlier years"),
    "opening/redemption": gettext_lazy("Notices of earlier years"),
    "redemption": gettext_lazy("Notice of %(year)s paid back"),
    "leaving": gettext_lazy("Leaving: notice of %(year)s"),
    "leaving/paid-in": gettext_lazy("Leaving: what was paid in"),
    "leaving/interest": gettext_lazy("Leaving: interest"),
    "dues": gettext_lazy("Dues from %(year)s"),
}


def words(source: str) -> str:
    """What a source is called; one without words keeps its key."""
    found = WORDS.get(source) or WORDS.get(source.partition("/")[0])
    return str(found) % {"year": source.rpartition("/")[2]} if found else source


def why_less(source: str) -> str:
    """Why less of a source is owed than was paid, or let be paid out, of it: one sentence."""
    kind, _slash, held = source.partition("/")
    year = held.rpartition("/")[2]
    if kind in {"share", "interest"}:
        return _("The close of %(year)s was corrected after it was paid, and what stands now gives less.") % {
            "year": year
        }
    if year.isdecimal():
        return _(
            "The close of %(year)s was corrected after its notice was let be paid out, and what stands now "
            "gives less."
        ) % {"year": year}
    return _(
        "What it was paid out of came to less afterwards: a payment was taken back, or a close corrected."
    )
