"""What stands between a fiscal year and its close, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.books import reads
from toadlane.books.models import ClosePreview, YearFigures
from toadlane.coops.models import Coop
from toadlane.decisions.models import Authority

ENTERED, CONFIRMED = Authority.State.ENTERED, Authority.State.CONFIRMED


@dataclass(frozen=True, slots=True)
class Checked:
    """One step on the way to a close: done, now, stuck or later."""

    title: str
    state: str
    note: str = ""
    url: str = ""
    verb: str = ""


def checklist(
    coop: Coop,
    year: int,
    *,
    stated: YearFigures | None,
    preview: ClosePreview | None,
    authorities: list[Authority],
    hours: reads.HoursIn,
    bookkeeper: bool = True,
    lacking: Sequence[str] = (),
) -> list[Checked]:
    """The five steps, in the order they are done; only the bookkeeper is shown the way to the first two.

    `lacking` are the names of those whose notice would not be qualified; it stops nothing.
    """
    worked = "stuck" if hours.waiting else ("done" if hours.some else "now")
    shown = "done" if preview else ("now" if stated and hours.some else "later")
    decision = _decision(coop, year, preview, authorities)
    return [
        Checked(
            _("Hours of the year"),
            worked,
            _hours_note(hours),
            reverse("work:imports", args=[coop.slug]) if bookkeeper else "",
            _("Import hours"),
        ),
        Checked(
            _("Surplus and tax from the books"),
            "done" if stated else ("now" if worked == "done" else "later"),
            "",
            reverse("books:figures", args=[coop.slug, year]) if bookkeeper else "",
            _("State them again") if stated else _("State the figures"),
        ),
        Checked(_("Preview for the members"), shown),
        *_consents(coop, lacking),
        decision,
        Checked(_("Close the year"), "now" if decision.state == "done" else "later"),
    ]


def _consents(coop: Coop, lacking: Sequence[str]) -> list[Checked]:
    """A warning by name, where notices meant as qualified would not be."""
    if not lacking:
        return []
    note = _("No consent covers this year's notice of %(names)s: it will not be qualified.")
    told = note % {"names": ", ".join(lacking)}
    where = reverse("books:consents", args=[coop.slug])
    return [Checked(_("Consents to the notices"), "now", told, where, _("See the consents"))]


def allows(authority: Authority, preview: ClosePreview | None) -> bool:
    """Whether a decision was taken on what the preview shows."""
    return preview is not None and authority.fingerprint == preview.fingerprint


def entry_url(coop: Coop, year: int, preview: ClosePreview | None) -> str:
    """Where the decision to close a year is entered, on exactly this preview."""
    named = {"matter": "close-year", "subject": str(year)}
    if preview is not None:
        named["fingerprint"] = preview.fingerprint
    return f"{reverse('decisions:entry', args=[coop.slug])}?{urlencode(named)}"


def _decision(coop: Coop, year: int, preview: ClosePreview | None, authorities: list[Authority]) -> Checked:
    """How far the decision is: confirmed, waiting for a second member, overtaken, or not entered."""
    title = _("The members' decision, confirmed by a second member")
    enter = entry_url(coop, year, preview), _("Enter the decision")
    if preview is None:
        return Checked(title, "later")
    fitting = {one.state: one for one in authorities if allows(one, preview)}
    if CONFIRMED in fitting:
        return Checked(title, "done", _("Confirmed."), *_see(coop, fitting[CONFIRMED]))
    if ENTERED in fitting:
        entered = fitting[ENTERED]
        note = _("Entered by %(name)s; it waits for a second member.") % {"name": entered.entered_by.name}
        return Checked(title, "now", note, *_see(coop, entered))
    if any(one.state in (ENTERED, CONFIRMED) for one in authorities):
        return Checked(
            title, "now", _("What was decided on has changed since. Decide on this preview."), *enter
        )
    return Checked(title, "now", "", *enter)


def _see(coop: Coop, authority: Authority) -> tuple[str, str]:
    return reverse("decisions:authority", args=[coop.slug, authority.pk]), _("See the decision")


def _hours_note(hours: reads.HoursIn) -> str:
    if hours.waiting:
        return _("An import is not settled: bring it in, or discard it.")
    return _("Hours are in.") if hours.some else _("No hours are in yet.")
