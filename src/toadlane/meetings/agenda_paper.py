"""The agenda of a meeting to take along, as PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from bylaws.charter.printing.tree import neutral
from toadlane.coops.paper import paper_size
from toadlane.meetings import plan_reads, plan_words
from toadlane.meetings.inviting import day_of
from toadlane.meetings.plan_reads import Row, Shown
from toadlane.record.printed import printed_line
from toadlane.sheets.writing import Written
from toadlane.ui import figures

TEMPLATE: Final = Path(__file__).parent / "documents" / "agenda.typ"


def written(shown: Shown) -> Written:
    """What whoever asks sees of it, set on paper."""
    from bylaws.app.printing.setting import set_as_pdf  # noqa: PLC0415 — slow to load, and few print

    name = f"{shown.meeting.coop.slug}-agenda-{day_of(shown.meeting).isoformat()}.pdf"
    return Written(name, "application/pdf", set_as_pdf(TEMPLATE, _as_data(shown), "agenda"))


def as_file(shown: Shown) -> HttpResponse:
    """The same to take along."""
    made = written(shown)
    response = HttpResponse(made.data, content_type=made.media)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def _as_data(shown: Shown) -> dict[str, Any]:
    row = shown.meeting
    return {
        "title": neutral(row.title),
        "coop": neutral(row.coop.name),
        "state": _("Agenda"),
        "language": (translation.get_language() or "en").split("-", 1)[0],
        "paper": paper_size(row.coop),
        "facts": [[label, neutral(words)] for label, words in _facts(shown) if words],
        "about": _paragraphs(row.about),
        "heads": [_("At"), _("Item"), _("Time")],
        "items": [_item(one) for one in shown.rows],
        "empty": _("Nothing is on the agenda yet."),
        "sum": _("Planned: %(planned)s · free: %(free)s")
        % {
            "planned": plan_words.minutes(shown.plan.planned),
            "free": plan_words.minutes(shown.plan.free),
        },
        "checkpoint": printed_line(row.coop, shown.place.moment),
    }


def _facts(shown: Shown) -> Iterator[tuple[str, str]]:
    row = shown.meeting
    yield _("When"), f"{plan_reads.when(row)} ({row.zone})"
    yield _("Where"), " · ".join(one for one in (row.get_presence_display(), row.place, row.link) if one)
    for one in shown.parts:
        yield plan_words.part(one.turn.part).capitalize(), one.name
    yield _("Rounds"), ", ".join(str(plan_words.ROUNDS.get(one, one)) for one in row.rounds)


def _item(row: Row) -> dict[str, Any]:
    item = row.item
    said = [item.get_aim_display(), item.owner.name if item.owner else ""]
    said += [_("came over") if item.carried_from_id else "", "" if row.is_open else item.get_fate_display()]
    lines = [
        f"{line.text} ({figures.day(line.due_on, 'medium')})" if line.due_on else line.text
        for line in row.filled
    ]
    return {
        "at": row.at,
        "title": neutral(plan_words.item_title(item)),
        "note": neutral(" · ".join(one for one in said if one)),
        "about": _paragraphs(item.about),
        "lines": [neutral(line) for line in lines],
        "minutes": plan_words.minutes(item.minutes),
    }


def _paragraphs(text: str) -> list[str]:
    return [neutral(line) for line in text.splitlines() if line.strip()]
