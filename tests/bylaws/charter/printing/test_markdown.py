"""A printed charter as Markdown: read again, it says the same and holds no HTML."""

from __future__ import annotations

import re

import pytest

from bylaws.charter.printing.document import document
from bylaws.charter.printing.markdown import markdown, plain, slug
from bylaws.charter.printing.prose import blocks
from bylaws.charter.printing.tree import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    plain_words,
)
from tests.bylaws.charter.printing.papers import EVERYTHING, HOSTILE, ON, amended, printed
from tests.bylaws.charter.texts import article, front, read


def prose_of(page: str) -> str:
    """The words of article 9, up to its rule."""
    return page.partition("## Article 9 — Surplus\n\n")[2].partition("\n\n> The rule, in plain words")[0]


def unlinked(read: tuple[Block, ...]) -> list[object]:
    """Blocks without numbers of ours, and without links of ours, to be compared."""
    return [_plain(block) for block in read]


def _plain(block: Block) -> object:
    match block:
        case Paragraph() | Heading():
            return type(block).__name__, _merged(block.runs)
        case Listing():
            return "Listing", block.start, [unlinked(item) for item in block.items]
        case Quote():
            return "Quote", unlinked(block.blocks)
        case Table():
            return "Table", [[_merged(cell) for cell in row] for row in block.rows]
    return block


def _merged(runs: Runs) -> list[tuple[str, frozenset[str]]]:
    merged: list[tuple[str, frozenset[str]]] = []
    for run in runs:
        if merged and merged[-1][1] == run.marks:
            merged[-1] = merged[-1][0] + run.text, run.marks
        else:
            merged.append((run.text, run.marks))
    return merged


@pytest.mark.parametrize("prose", [EVERYTHING, HOSTILE], ids=["everything", "hostile"])
def test_prose_read_again_is_the_same(prose: str) -> None:
    written = re.sub(r"^9\.\d+ ", "", prose_of(markdown(printed(prose))), flags=re.MULTILINE)

    assert unlinked(blocks(written)) == unlinked(blocks(prose))


def test_nothing_is_html_and_nothing_leads_to_a_script() -> None:
    read = blocks(markdown(printed(HOSTILE)).replace("\\<", "‹"))

    words = " ".join(plain_words(block.runs) for block in read if isinstance(block, Paragraph))
    assert '‹script>alert("x")‹/script>' in words
    assert "](javascript" not in markdown(printed(HOSTILE)).replace("\\]", "")


def test_a_mark_of_exclamation_makes_no_picture_of_the_link_behind_it() -> None:
    """A picture would be fetched from a stranger's machine as soon as somebody opens the file."""
    written = prose_of(
        markdown(printed("Look !![here](https://x.example/a.png) ![now](https://x.example/b.png)!"))
    )

    assert written == ("9.1 Look !\\![here](<https://x.example/a.png>) \\![now](<https://x.example/b.png>)!")


def test_links_within_go_by_the_headings() -> None:
    page = markdown(document(amended(), ON, "es"))

    headings = {slug(line.removeprefix("## ")) for line in page.splitlines() if line.startswith("## ")}
    targets = set(re.findall(r"\]\(#([^)]*)\)", page))
    assert targets <= headings
    assert "As [Article 7](#article-14--pay) \\[now Article 14\\] says." not in page
    assert "[Article 7](#article-14--pay) \\[ahora Article 14\\] says." in page


def test_history_and_adopted_texts_are_told() -> None:
    page = markdown(document(amended(), ON))

    assert "*Amended on 1 May 2025, in force from 1 June 2025 — decision 31*" in page
    assert "### Article 20 — Trial" in page
    assert page.count("SHA-256: `") == 6


def test_a_term_leads_to_the_list_of_terms() -> None:
    base = front() + article(1, "Words", prose="“Member” means an owner.")
    page = markdown(document(read(base + article(2, "Votes", prose="Every Member votes.")), ON))

    assert "2.1 Every [Member](#defined-terms) votes." in page
    assert "**Member** — “Member” means an owner. ([Article 1](#article-1--words))" in page


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("1. no list", "1\\. no list"),
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("a_b * <c> [d] & `e` \\", "a\\_b \\* \\<c\\> \\[d\\] \\& \\`e\\` \\\\"),
        ("2025 was good", "2025 was good"),
    ],
)
def test_words_that_look_like_signs_stay_words(words: str, written: str) -> None:
    assert plain(words) == written
    assert blocks(written) == (Paragraph((Run(words),)),)
