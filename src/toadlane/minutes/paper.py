"""Minutes to take along or to send by mail: as PDF, DOCX or Markdown, from one and the same text."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from bylaws.charter.printing.prose import blocks
from bylaws.charter.printing.tree import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Preformatted,
    Quote,
    Runs,
    neutral,
)
from toadlane.coops.access import absent
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.coops.paper import paper_size
from toadlane.minutes.models import Correction
from toadlane.minutes.plain import flat, neutral_lines, typed
from toadlane.minutes.reads import Shown
from toadlane.record.models import Sequenced
from toadlane.record.printed import printed_line
from toadlane.sheets.writing import Written
from toadlane.ui import figures
from toadlane.ui.reasons import told

TEMPLATE: Final = Path(__file__).parent / "documents" / "minutes.typ"
DASH: Final = "–"
FORMS: Final = ("pdf", "docx", "md")
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph, or one in a list or a quotation, with what in it is strong or stressed.

    `mark` is the number or the dash before an item; what else stands in it has none.
    """

    depth: int
    runs: tuple[tuple[str, bool, bool], ...]
    mark: str = ""

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(words for words, _strong, _stressed in self.runs)


@dataclass
class Entry:
    """One line of minutes: its title, its text, and who does it by when."""

    title: str
    source: str
    meta: str = ""

    @property
    def stretches(self) -> list[Stretch]:
        """Its text in paragraphs."""
        return list(stretches(self.source))


@dataclass
class Section:
    """One part of minutes."""

    heading: str
    entries: list[Entry]
    empty: str = ""

    @property
    def numbered(self) -> list[tuple[str, Entry]]:
        """Its lines and their numbers: one alone needs none, and what has a title is called by it."""
        alone = len(self.entries) == 1
        return [("" if alone or one.title else str(nth), one) for nth, one in enumerate(self.entries, 1)]


@dataclass
class Paper:
    """Everything a printed set of minutes says, in the language now in use."""

    title: str
    coop: str
    state: str
    facts: list[tuple[str, str]]
    sections: list[Section]
    late: list[Entry] = field(default_factory=list)
    foot: str = ""
    checkpoint: str = ""
    size: str = "a4"

    @property
    def parts(self) -> list[Section]:
        """Every part that says something, and what was found wrong later."""
        late = [Section(_("Found wrong later"), self.late)] if self.late else []
        return [one for one in (*self.sections, *late) if one.entries or one.empty]


def written(form: str, found: Shown) -> Written:
    """The minutes as a file; `form` is one of `FORMS`."""
    if form not in FORMS:
        raise absent()
    said = paper_of(found)
    day = found.content["starts_at"][:10]
    session = f"-{found.row.nth}" if found.row.nth else ""
    name = f"{found.row.coop.slug}-minutes-{day}{session}"
    write: dict[str, tuple[str, Callable[[Paper], bytes]]] = {
        "pdf": ("application/pdf", as_pdf),
        "docx": (WORD, as_docx),
        "md": ("text/markdown; charset=utf-8", as_markdown),
    }
    media, writer = write[form]
    return Written(f"{name}.{form}", media, writer(said))


def paper_of(found: Shown) -> Paper:
    """What is printed: the approved text, or the draft with a mark that says so."""
    text, names, coop = found.content, found.names, found.row.coop
    return Paper(
        title=text["title"],
        coop=coop.name,
        state=_state(found),
        facts=[*_facts(text, names), *_quorums(found)],
        sections=list(_sections(found)),
        late=[_late(one, found.row.coop) for one in found.late],
        foot=_foot(found),
        checkpoint=printed_line(coop, found.life.at),
        size=paper_size(coop),
    )


def when(text: dict[str, Any]) -> str:
    """The day and hours of the meeting, in its own zone."""
    zone = zoneinfo.ZoneInfo(text["zone"])
    first, last = (
        dt.datetime.fromisoformat(text[name]).astimezone(zone) for name in ("starts_at", "ends_at")
    )
    return f"{figures.day(first.date())}, {first:%H:%M}–{last:%H:%M} ({text['zone']})"


def _state(found: Shown) -> str:
    frozen = getattr(found.row, "frozen", None)
    said = _("Draft of minutes. Not approved.")
    if frozen is not None:
        said = _("Minutes, approved on %(day)s.") % {"day": figures.day(frozen.frozen_on)}
    return f"{_('Closed session.')} {said}" if found.row.nth else said


def _facts(text: dict[str, Any], names: dict[str, str]) -> list[tuple[str, str]]:
    def named(keys: list[str]) -> str:
        return ", ".join(sorted((names.get(key, key) for key in keys), key=str.casefold))

    parts = {"facilitator": _("Facilitator"), "scribe": _("Scribe"), "timekeeper": _("Timekeeper")}
    found = [(_("When"), when(text)), (_("Where"), text["place"])]
    found += [(label, names.get(text["parts"].get(role), "")) for role, label in parts.items()]
    found += [(_("There"), named(text["present"])), (_("Apologies"), named(text["apologies"]))]
    found.append((_("Guests"), text["guests"]))
    return [(label, said) for label, said in found if said]


def _quorums(found: Shown) -> Iterator[tuple[str, str]]:
    for one in found.quorum:
        yield _("Quorum"), f"{told(one, found.row.coop.currency).sentence} ({one.article})"


def _sections(found: Shown) -> Iterator[Section]:
    text, names = found.content, found.names
    nothing = {str(one): _("Nothing is written yet.") for one in found.life.missing}
    nothing |= {one: _("There was nothing.") for one in text["none"]}
    issues = [Entry(one["title"], one["text"]) for one in text["issues"]]
    yield Section(_("What was discussed"), issues, nothing.get("issues", ""))
    decisions = [
        Entry("", one["text"], _proposal(found.titles.get(one["proposal"] or "", "")))
        for one in text["decisions"]
    ]
    yield Section(_("What was decided"), decisions, nothing.get("decisions", ""))
    actions = [Entry("", one["text"], _who(one, names)) for one in text["actions"]]
    yield Section(_("Who does what"), actions, nothing.get("actions", ""))


def _proposal(title: str) -> str:
    return _("by the proposal “%(title)s”") % {"title": title} if title else ""


def _who(one: dict[str, Any], names: dict[str, str]) -> str:
    who = names.get(one["who"], one["who"]) if one["who"] else _("nobody yet")
    if not one["due_on"]:
        return who
    return _("%(who)s, by %(day)s") % {"who": who, "day": figures.day(dt.date.fromisoformat(one["due_on"]))}


def _late(one: Correction, coop: Coop) -> Entry:
    words = getattr(one, "words", None)
    meta = _("%(name)s, %(day)s; accepted by %(other)s") % {
        "name": one.by.name,
        "day": figures.day(Moment.of(one.happened_at, coop=coop).day),
        "other": one.answer.by.name,
    }
    return Entry(str(one.line or one.get_part_display())[:160], late_words(one, words), meta)


def late_words(one: Correction, words: Any) -> str:
    """What was found wrong, in words; said also where they were erased."""
    if one.whose is not None:
        there = _("%(name)s was there.") if one.there else _("%(name)s was not there.")
        said = there % {"name": one.whose.name}
    else:
        said = ""
    typed = [words.text, words.because] if words else [_("The words of this correction were erased.")]
    return "\n\n".join(part for part in (said, *typed) if part)


def _foot(found: Shown) -> str:
    frozen = getattr(found.row, "frozen", None)
    if frozen is None:
        return ""
    place = Sequenced.objects.filter(entry=frozen.entry).values_list("place", flat=True).first()
    entry = _("Entry %(place)s of the record") % {"place": place} if place is not None else _("In the record")
    return f"{entry}, {frozen.entry} · {frozen.digest[:16]}"


def stretches(source: str, depth: int = 0) -> Iterator[Stretch]:
    """Markdown as paragraphs; kept nowhere, since words can be erased."""
    for block in blocks.__wrapped__(neutral_lines(source)):
        yield from _stretches(block, depth)


def _stretches(block: Block, depth: int, mark: str = "") -> Iterator[Stretch]:
    match block:
        case Paragraph(runs=runs) | Heading(runs=runs):
            yield Stretch(depth, _runs(runs), mark)
        case Listing(items=items, start=start):
            for nth, item in enumerate(items):
                its = DASH if start is None else f"{start + nth}."
                for inner in item:
                    yield from _stretches(inner, depth + 1, its)
                    its = ""
        case Quote(blocks=inside):
            for inner in inside:
                yield from _stretches(inner, depth + 1)
        case Preformatted(text=text):
            yield Stretch(depth, ((text, False, False),), mark)
        case _:
            for row in getattr(block, "rows", ()):
                yield Stretch(
                    depth, ((" | ".join("".join(run.text for run in cell) for cell in row), False, False),)
                )


def _runs(runs: Runs) -> tuple[tuple[str, bool, bool], ...]:
    return tuple((run.text, "strong" in run.marks, "em" in run.marks) for run in runs)


def as_markdown(said: Paper) -> bytes:
    """The words as they were typed, below headings."""
    return ("\n".join(_markdown(said)) + "\n").encode()


def _markdown(said: Paper) -> Iterator[str]:
    yield f"# {flat(said.title)}\n"
    yield f"{flat(said.coop)}. {said.state}\n"
    yield from (f"- {label}: {flat(words)}" for label, words in said.facts)
    for section in said.parts:
        yield f"\n## {section.heading}\n"
        if section.empty and not section.entries:
            yield section.empty
        for number, one in section.numbered:
            if one.title:
                yield f"### {flat(one.title)}\n"
            yield as_item(number, typed(one.source)) + "\n"
            if one.meta:
                yield " " * _indent(number) + f"({flat(one.meta)})\n"
    yield from (f"\n---\n{line}" for line in (said.foot, said.checkpoint) if line)


def as_item(number: str, words: str) -> str:
    """Markdown in a list from their first line to their last, so that none of them ends it."""
    if not number:
        return words
    first, *rest = words.splitlines() or [""]
    more = (f"{' ' * _indent(number)}{line}" if line.strip() else "" for line in rest)
    return "\n".join((f"{number}. {first}", *more))


def _indent(number: str) -> int:
    return len(f"{number}. ") if number else 0


def as_pdf(said: Paper) -> bytes:
    """Set on paper; the words are data, never markup."""
    from bylaws.app.printing.setting import set_as_pdf  # noqa: PLC0415 — slow to load, and few print

    return set_as_pdf(TEMPLATE, _as_data(said), "minutes")


def _as_data(said: Paper) -> dict[str, Any]:
    return {
        "title": neutral(said.title),
        "coop": neutral(said.coop),
        "state": said.state,
        "language": (translation.get_language() or "en").split("-", 1)[0],
        "paper": said.size,
        "day": said.facts[0][1] if said.facts else "",
        "facts": [[label, neutral(words)] for label, words in said.facts],
        "sections": [
            {
                "heading": section.heading,
                "empty": section.empty if not section.entries else "",
                "entries": [
                    {
                        "title": neutral(one.title),
                        "number": number,
                        "meta": neutral(one.meta),
                        "text": [
                            {"depth": each.depth, "mark": each.mark, "runs": each.runs}
                            for each in one.stretches
                        ],
                    }
                    for number, one in section.numbered
                ],
            }
            for section in said.parts
        ],
        "foot": said.foot,
        "checkpoint": said.checkpoint,
    }


def as_docx(said: Paper) -> bytes:
    """For a word processor: headings, lists and words, and nothing that is carried out."""
    from toadlane.minutes.word import word  # noqa: PLC0415 — as above

    return word(said)
