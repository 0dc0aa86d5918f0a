"""Minutes as letters carry them: readable in the letter itself, and enclosed as PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from toadlane.coops import clock
from toadlane.mail.enclosed import Enclosure
from toadlane.minutes import paper
from toadlane.minutes.life import life_of
from toadlane.minutes.models import Minutes
from toadlane.minutes.paper import Entry, Paper
from toadlane.minutes.reads import Shown
from toadlane.notices.kinds import NO_MORE, More
from toadlane.notices.letters import language_of
from toadlane.notices.models import Notice

LONGEST: Final = 20_000
"""A letter with more is cut off by mail programs: it keeps what was decided and who does what."""
ROOM: Final = "minutes"


def words_under(notices: Sequence[Notice]) -> Mapping[UUID, More]:
    """The minutes themselves, made once for each language; of a closed session a letter says only that they
    are there.
    """
    wanted = {one.pk: one.values.get("minutes", "") for one in notices if isinstance(one.values, dict)}
    rows = Minutes.objects.filter(pk__in=set(wanted.values()) - {""}, nth=0)
    rows = rows.select_related("coop", "meeting__coop", "begun_by", "frozen__words")
    kept = {str(one.pk): one for one in rows}
    made: dict[tuple[str, str], More] = {}
    found: dict[UUID, More] = {}
    for notice in notices:
        key, language = str(wanted.get(notice.pk, "")), language_of(notice.participant)
        if key in kept and (key, language) not in made:
            made[key, language] = _letter(kept[key], language)
        found[notice.pk] = made.get((key, language), NO_MORE)
    return found


def _letter(row: Minutes, language: str) -> More:
    with translation.override(language):
        whole = paper.paper_of(_shown(row))
        said = whole if len(paper.as_markdown(whole)) <= LONGEST else _shorter(whole)
        html = render_to_string("minutes/letter.html", {"paper": said})
        return More(paper.as_markdown(said).decode(), html=html, encloses=f"{ROOM}:{row.pk}:{language}")


def _shown(row: Minutes) -> Shown:
    return Shown(life_of(row, clock.now(row.coop)), row.begun_by)


def _shorter(whole: Paper) -> Paper:
    """Of what was discussed only the titles."""
    first, *rest = whole.sections
    titles = "\n".join(f"- {one.title}" for one in first.entries if one.title)
    note = _("This is long: all of it is in the enclosed PDF, and on the page.")
    return replace(whole, sections=[replace(first, entries=[Entry("", f"{note}\n\n{titles}")]), *rest])


def enclosure(name: str) -> Enclosure | None:
    """The PDF that a letter encloses: “<minutes>:<language>”, in its words of now."""
    key, _colon, language = name.partition(":")
    rows = Minutes.objects.select_related("coop", "meeting__coop", "begun_by", "frozen__words")
    row = rows.filter(pk=key, nth=0).first()
    if row is None:
        return None
    with translation.override(language):
        written = paper.written("pdf", _shown(row))
    return Enclosure(written.name, written.media, written.data)
