"""What prose cites of its own charter: “Article 9”, “section 4 of Article 9”, “los artículos 9 y 10”."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bylaws.charter.amendments import Standing
from bylaws.charter.charter import Charter

KEPT = 4096
ARTICLE_WORDS = frozenset({"article", "artículo", "articulo", "art."})
_N = r"[1-9][0-9]{0,4}(?![\w%]|[.,]?[0-9])"
_SECTION_WORD = (
    r"(?:§{1,2}|(?:sections?|sect\.|paragraphs?|sección|seccion|apartado|párrafo|paragraphe|alinéa)\b)"
)
_OF = r"(?:of|del|de\s+l['’]|de\s+la|de|du)"
_BEFORE = rf"(?:(?P<before>{_SECTION_WORD}\s*(?P<section_before>[1-9][0-9]{{0,2}})\s+{_OF}\s*)(?:the\s+)?)?"
_AFTER = (
    r"(?:\.(?P<dotted>[1-9][0-9]{0,2})(?![\w%]|[.,]?[0-9])|\((?P<in_brackets>[1-9][0-9]{0,2})\)"
    rf"|,?\s*{_SECTION_WORD}\s*(?P<section_after>[1-9][0-9]{{0,2}})\b)?"
)
_AND = r"(?:\s*,\s*(?:(?:and|or|y|e|o|et|ou)\s+)?|\s*[-–&]\s*|\s+(?:and|or|to|through|y|e|o|a|al|et|ou|à)\s+)"
_FURTHER = re.compile(rf"{_AND}(?P<number>{_N})")
_LONE = re.compile(
    r"§\s*(?P<number>[1-9][0-9]{0,4})\.(?P<dotted>[1-9][0-9]{0,2})(?![\w%]|[.,]?[0-9])"
    rf"|{_SECTION_WORD}\s*(?P<section>[1-9][0-9]{{0,2}})(?![\w%]|[.,]?[0-9])",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\s+(?:of|de|du|del|des|der|d['’])(?:\s|l['’])", re.IGNORECASE)
_OURS = re.compile(
    r"\s+(?:of\s+(?:these|this|the|our)\s+(?:present\s+)?(?:bylaws|by-laws|charter|statutes|constitution)"
    r"|(?:de\s+(?:estos|los|nuestros|este|esta|la|el)|del)\s+(?:presentes?\s+)?(?:estatutos|carta|reglamento)"
    r"|(?:des|de\s+ces|de\s+nos|de\s+la|de\s+cette|de\s+notre|du|de\s+ce)\s+(?:présente?s?\s+)?"
    r"(?:statuts|charte|règlement))\b",
    re.IGNORECASE,
)
_OTHER_LAW = re.compile(r"(?:^|[\s(])[A-Z][A-Z.]{1,7}\s$")
_OWN_SECTION = re.compile(
    rf"(?:\A|\n[ \t]*\n) {{0,3}}[*_]{{0,2}}{_SECTION_WORD}\s*(?P<word>[1-9][0-9]{{0,2}})\s*[.:)—–*_]"
    rf"|^ {{0,3}}#{{3,6}}\s+(?:{_SECTION_WORD}\s*|[1-9][0-9]{{0,4}}\.)?"
    r"(?P<bare>[1-9][0-9]{0,2})(?=[.):\s]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBERED = re.compile(r"^\s*[^\W\d_]+\s+(?P<number>[1-9][0-9]{0,4})\b[\s.:—–-]*(?P<title>.*)$", re.DOTALL)
_CODE = re.compile(
    r"^(?P<fence>`{3,40}(?!`)|~{3,40}(?!~)).*?^(?P=fence)|(?<!`)(?P<ticks>`{1,40})(?!`).*?(?P=ticks)"
    r"|\]\([^)\s]{0,2000}\)|<?https?://\S+",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation in a piece of text: where it stands, and the article and section it means.

    `number` is None for a section of the very article it stands in.
    """

    start: int
    end: int
    number: int | None
    section: int | None


@dataclass(frozen=True, slots=True)
class Whereto:
    """Where a citation leads: an article in force, and whether it had another number when it was cited."""

    number: int
    renumbered: bool


def citing_words(standing: Iterable[Standing]) -> frozenset[str]:
    """The words that articles are cited by: those of the three languages, and of the charter's headings."""
    return ARTICLE_WORDS | {one.article.citation.split()[0].lower() for one in standing}


def cited(text: str, words: frozenset[str] = ARTICLE_WORDS) -> list[Cited]:
    """Every citation of the charter's own articles in a text, in order; laws of others are left out."""
    found: list[Cited] = []
    for match in _pattern(words).finditer(text):
        found += _of_articles(match, text)
    taken = [(one.start, one.end) for one in found]
    for match in _LONE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if not _another_law(text, match.start(), match.end()):
            number = int(match["number"]) if match["number"] else None
            found.append(Cited(*match.span(), number, int(match["dotted"] or match["section"])))
    return sorted(found, key=lambda one: one.start)


@lru_cache(maxsize=KEPT)
def citations(prose: str, words: frozenset[str]) -> tuple[Cited, ...]:
    """What a whole piece of prose cites; nothing within code and addresses."""
    return tuple(cited(without_code(prose), words))


def without_code(prose: str) -> str:
    """Prose of the same length in which code, and addresses of links, are blank: nothing is cited there."""
    return _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), prose)


@lru_cache(maxsize=KEPT)
def own_sections(prose: str) -> frozenset[int]:
    """The numbers of the sections an article has by its own words: “### 4. Notice”, “Section 4. …”."""
    return frozenset(_numbers(without_code(prose)))


def section_of(words: str, *, heading: bool) -> int | None:
    """The number of the section that a paragraph or heading begins by its own words."""
    return next(_numbers(f"### {words}" if heading else words.partition("\n")[0]), None)


def _numbers(prose: str) -> Iterator[int]:
    return (int(one["word"] or one["bare"]) for one in _OWN_SECTION.finditer(prose))


def leads_to(charter: Charter, day: dt.date) -> dict[int, Whereto]:
    """By every article number that was ever in force by a day, where it leads then.

    An article whose number an amendment repeals, adding one of the same title under another number, has
    moved there; a number that stands leads to itself.
    """
    standing = {one.article.number for one in charter.on(day).standing}
    moved = _moved(charter, day)
    found = {number: Whereto(number, renumbered=False) for number in standing}
    for number in moved:
        seen, at = {number}, moved[number]
        while at not in standing and at in moved and at not in seen:
            seen.add(at)
            at = moved[at]
        if number not in standing and at in standing:
            found[number] = Whereto(at, renumbered=True)
    return found


def short(citation: str) -> str:
    """The citation without its title: “Article 9” of “Article 9 — Surplus”."""
    found = _NUMBERED.match(citation)
    return citation[: found.end("number")].strip() if found else citation


def _moved(charter: Charter, day: dt.date) -> dict[int, int]:
    titles = {number: _title(one.article.citation) for number, one in charter.base_standing.items()}
    moved: dict[int, int] = {}
    for amendment in charter.amendments:
        if amendment.says.from_day > day:
            continue
        added = {
            _title(amendment.standing[number].article.citation): number for number in amendment.says.adds
        }
        for number in amendment.says.repeals:
            title = titles.get(number, "")
            if title and title in added:
                moved[number] = added[title]
        titles |= {number: _title(one.article.citation) for number, one in amendment.standing.items()}
    return moved


@lru_cache(maxsize=KEPT)
def _title(citation: str) -> str:
    found = _NUMBERED.match(citation)
    return " ".join(found["title"].casefold().split()) if found else ""


@lru_cache(maxsize=64)
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    plural = [f"{word[:-1]}s." if word.endswith(".") else f"{word}s" for word in words]
    one, several = ("|".join(map(re.escape, sorted(some))) for some in (words, plural))
    return re.compile(
        rf"(?<!\w){_BEFORE}(?:(?P<several>{several})|(?:{one}))\s*(?<=[\s.])(?P<number>[1-9][0-9]{{0,4}})"
        rf"(?!\w|%|,[0-9]|\.[0-9]+[.,]?[0-9]){_AFTER}",
        re.IGNORECASE,
    )


def _of_articles(match: re.Match[str], text: str) -> Iterator[Cited]:
    section = next(
        (match[name] for name in ("section_before", "dotted", "in_brackets", "section_after") if match[name]),
        None,
    )
    found = [Cited(*match.span(), int(match["number"]), int(section) if section else None)]
    end = match.end()
    while match["several"] and (further := _FURTHER.match(text, end)):
        found.append(Cited(*further.span("number"), int(further["number"]), None))
        end = further.end()
    if not _another_law(text, match.start(), end):
        yield from found


def _another_law(text: str, start: int, end: int) -> bool:
    """Whether what is cited belongs to a law: “Article 9 of the Civil Code”, “IRC § 1388”."""
    if _OTHER_LAW.search(text, max(0, start - 10), start):
        return True
    return _ELSEWHERE.match(text, end) is not None and _OURS.match(text, end) is None
