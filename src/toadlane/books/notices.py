"""A member's written notice of allocation, as a PDF that prints well and can be read back."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from bylaws.app.printing.setting import set_as_pdf
from bylaws.charter.kinds.tax import Tax
from bylaws.kernel.money import Money, total
from bylaws.kernel.reasons import Reason
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
DECISION_LONGEST = 400
UP_TO_NUMBER = re.compile(r".*?(\d+)")
NOT_PRINTED = {
    # A name in Arabic or with an emoji needs joiners; nothing needs to turn the rest of a line around.
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " "),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), ""),
}


def pdf(close: YearClose, about: Participant, *, checkpoint: str = "") -> bytes:
    """The notice one person receives for one close; reckoned again, it is the same to the byte.

    `checkpoint` is what the record vouches for on the day it is printed.
    """
    return render({**content(close, about), "checkpoint": checkpoint})


def render(said: dict[str, Any]) -> bytes:
    """Set one notice, its words without the signs that cannot be printed."""
    return set_as_pdf(TEMPLATE, printed(said), "notice")


def printed(said: Any) -> Any:
    """The same words without the signs that cannot be printed or would turn a line around."""
    match said:
        case str():
            return said.translate(NOT_PRINTED)
        case list():
            return [printed(part) for part in said]
        case dict():
            return {name: printed(part) for name, part in said.items()}
    return said


def content(close: YearClose, about: Participant) -> dict[str, Any]:
    """Every word and figure of a notice, in the reader's language."""
    closing = reads.reckoned(close)
    shares = closing.by_person.get(about.key, ())
    share = _sum(shares, "share", closing.currency)
    why = _without_instalments(why_person(closing, about.key).reason)
    front = closing.text.front
    return {
        "title": _("Written notice of allocation, fiscal year %(year)s") % {"year": close.year},
        "coop": front.name,
        "language": (translation.get_language() or "en").split("-", 1)[0],
        "paper": "us-letter" if front.jurisdiction.split("-", 1)[0] in LETTER_COUNTRIES else "a4",
        "addressed": _("To %(name)s") % {"name": about.name},
        "dated": figures.day(close.closed_on),
        "opening": _("Your share of the surplus of %(year)s is %(share)s.")
        % {"year": close.year, "share": figures.money(share)},
        "amounts": _amounts(shares, closing),
        "instalments": _instalments(shares),
        "reasons": _lines(told(why, currency=closing.currency)),
        "cited": " · ".join(sorted(why.articles(), key=_number)),
        "law": _law(closing, share, {s.notice_kind for s in shares if s.notice}),
        "authority": _authority(close),
        "footer": f"{front.name} · {close.year} · {about.key} · {close.fingerprint[:16]}",
        "words": {
            "instalments": _("When the money is paid"),
            "how": _("How it was counted"),
            "law": _("What this notice is"),
        },
    }


def _sum(shares: tuple[MemberShare, ...], part: str, currency: str) -> Money:
    return total([getattr(share, part) for share in shares], currency)


def _amounts(shares: tuple[MemberShare, ...], closing: Closing) -> list[list[str]]:
    rows = [
        (_("Your share"), "share"),
        (_("Paid in money"), "cash"),
        (_("Paid towards your buy-in"), "to_buy_in"),
        (_("Kept in your account, by this notice"), "notice"),
    ]
    told_rows = [[label, figures.money(_sum(shares, part, closing.currency))] for label, part in rows]
    return [[_("What"), _("Amount")], *told_rows]


def _instalments(shares: tuple[MemberShare, ...]) -> list[list[str]]:
    rows = [[_("Due"), _("Amount")]]
    for part in (part for share in shares for part in share.instalments):
        due = figures.day(part.due_on)
        when = _("%(day)s, once released") % {"day": due} if part.gated else due
        rows.append([when, figures.money(part.amount)])
    return rows


def _without_instalments(reason: Reason) -> Reason:
    """The reasons without the payments, which have a table of their own."""
    kept = (part for part in reason.parts if not part.code.startswith("instalment"))
    return replace(reason, parts=tuple(map(_without_instalments, kept)))


def _lines(reason: Told, depth: int = 0) -> list[list[Any]]:
    """Each reason a line: how deep it lies, its sentence, and the number of its article."""
    own = [[depth, reason.sentence, _short(reason.article or "")]] if depth else []
    if depth >= DEPTH_SHOWN:
        return own
    return [*own, *(line for part in reason.parts for line in _lines(part, depth + 1))]


def _short(citation: str) -> str:
    """“Article 9” of “Article 9 — Surplus”; the whole of it stands below."""
    found = UP_TO_NUMBER.match(citation)
    return found[0] if found else citation


def _number(citation: str) -> tuple[int, str]:
    found = UP_TO_NUMBER.match(citation)
    return int(found[1]) if found else 0, citation


def _authority(close: YearClose) -> str:
    """The decision that let the year be closed; one that fills pages is read in the record."""
    text = " ".join(close.authority.text.split())
    short = text if len(text) <= DECISION_LONGEST else f"{text[:DECISION_LONGEST].rstrip()}…"
    return _("By decision of %(day)s: %(text)s") % {
        "day": figures.day(close.authority.decided_on),
        "text": short,
    }


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
