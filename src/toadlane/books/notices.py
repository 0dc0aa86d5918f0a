"""A member's written notice of allocation, as a PDF that prints well and can be read back."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.utils import translation
from django.utils.translation import gettext as _

from bylaws.charter.kinds.tax import Tax
from bylaws.kernel.money import Money, total
from bylaws.surplus.closing import Closing, MemberShare
from bylaws.surplus.why import why_person
from toadlane.books import reads
from toadlane.books.models import YearClose
from toadlane.coops.models import Participant
from toadlane.ui import figures
from toadlane.ui.reasons import Told, told

TEMPLATE = Path(__file__).parent / "documents" / "notice.typ"
LETTER_COUNTRIES = ("US", "CA", "MX")
DEPTH_SHOWN = 3


def pdf(close: YearClose, about: Participant) -> bytes:
    """The notice one person receives for one close; reckoned again, it is the same bytes of content."""
    said = content(close, about)
    return render(json.dumps(said, ensure_ascii=False, sort_keys=True))


def render(said: str) -> bytes:
    """Set one notice; the words are data and never markup."""
    done: Any = typst.compile(_template(), sys_inputs={"notice": said}, pdf_standards="ua-1")
    return bytes(done)


@lru_cache(maxsize=1)
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def content(close: YearClose, about: Participant) -> dict[str, Any]:
    """Every word and figure of a notice, in the reader's language."""
    closing = reads.reckoned(close)
    shares = closing.by_person.get(about.key, ())
    reason = told(why_person(closing, about.key).reason, currency=closing.currency)
    share = total([s.share for s in shares], closing.currency)
    country = closing.text.front.jurisdiction.split("-", 1)[0]
    return {
        "title": _("Written notice of allocation, fiscal year %(year)s") % {"year": close.year},
        "coop": closing.text.front.name,
        "language": (translation.get_language() or "en").split("-", 1)[0],
        "paper": "us-letter" if country in LETTER_COUNTRIES else "a4",
        "addressed": _("To %(name)s") % {"name": about.name},
        "dated": figures.day(close.closed_on),
        "opening": _("Your share of the surplus of %(year)s is %(share)s.")
        % {"year": close.year, "share": figures.money(share)},
        "amounts": _amounts(shares, closing),
        "instalments": _instalments(shares),
        "reasons": _lines(reason),
        "law": _law(closing, share, {s.notice_kind for s in shares}),
        "authority": _("By decision of %(day)s: %(text)s")
        % {"day": figures.day(close.authority.decided_on), "text": close.authority.text},
        "footer": f"{closing.text.front.name} · {close.year} · {close.fingerprint[:16]}",
        "words": {
            "instalments": _("When the money is paid"),
            "how": _("How it was counted"),
            "law": _("What this notice is"),
        },
    }


def _amounts(shares: tuple[MemberShare, ...], closing: Closing) -> list[list[str]]:
    def sum_of(name: str) -> Money:
        return total([getattr(share, name) for share in shares], closing.currency)

    rows = [
        (_("Your share"), sum_of("share")),
        (_("Paid in money"), sum_of("cash")),
        (_("Paid towards your buy-in"), sum_of("to_buy_in")),
        (_("Kept in your account, by this notice"), sum_of("notice")),
    ]
    return [[_("What"), _("Amount")], *([label, figures.money(amount)] for label, amount in rows)]


def _instalments(shares: tuple[MemberShare, ...]) -> list[list[str]]:
    rows = [[_("Due"), _("Amount")]]
    for share in shares:
        for part in share.instalments:
            due = figures.day(part.due_on)
            rows.append(
                [
                    _("%(day)s, once released") % {"day": due} if part.gated else due,
                    figures.money(part.amount),
                ]
            )
    return rows


def _lines(reason: Told, depth: int = 0) -> list[list[Any]]:
    own = [[depth, reason.sentence, reason.article or ""]] if depth else []
    if depth >= DEPTH_SHOWN:
        return own
    return [*own, *(line for part in reason.parts for line in _lines(part, depth + 1))]


def _law(closing: Closing, share: Money, kinds: set[str | None]) -> list[str]:
    """What the tax mode makes of this notice; sentences, never advice."""
    if closing.text.rule("tax", Tax).says.mode != "us-subchapter-t":
        return []
    lines = [
        _("The stated dollar amount of this patronage dividend is %(share)s.")
        % {"share": figures.money(share)}
    ]
    if "qualified-notice" in kinds:
        lines.append(
            _("What is not paid in money is a qualified written notice of allocation, if you consented.")
        )
    if "nonqualified-notice" in kinds:
        lines.append(_("What is not paid in money is a nonqualified written notice of allocation."))
    return lines
