"""A printed charter as HTML: whole, readable, and nothing in it obeyed but its own style."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from bylaws.charter.printing.document import document
from bylaws.charter.printing.html import html
from bylaws.charter.printing.style import STYLE
from tests.bylaws.charter.printing.papers import EVERYTHING, HOSTILE, ON, amended, printed
from tests.bylaws.charter.texts import article, front, read

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "footer", "div"),
    *("h1", "h2", "h3", "p", "span", "ol", "ul", "li", "a", "strong", "em", "s", "code", "pre", "br", "hr"),
    *("blockquote", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"),
}


class _Page(HTMLParser):
    """The tags of a page, its anchors, its links and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.ids, self.links = set[str](), list[str](), list[str]()
        self.attributes, self.words = set[str](), ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            self.ids += [value or ""] if name == "id" else []
            self.links += [value or ""] if name == "href" else []

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    ("prose", "drawn"),
    [
        ("a **b *c*** ~~d~~ `e`", "a <strong>b </strong><strong><em>c</em></strong> <s>d</s> <code>e</code>"),
        ("one\\\ntwo\nthree", "one<br>two three"),
        (
            "[a](https://x.example/?b&c)",
            '<a href="https://x.example/?b&amp;c" rel="noopener noreferrer">a</a>',
        ),
        ("[nowhere](other.md), [[]](#x)", "nowhere, []"),
        ("![p](https://x.example/)", '!<a href="https://x.example/" rel="noopener noreferrer">p</a>'),
    ],
)
def test_words_are_drawn_in_their_manner(prose: str, drawn: str) -> None:
    number = '<p class="numbered" id="article-9-1"><span class="number">9.1</span>'

    assert f"\n{number} {drawn}</p>\n" in html(printed(prose))


@pytest.mark.parametrize(
    ("prose", "drawn"),
    [
        ("### Words", "<h3>Words</h3>"),
        ("- a\n- b\n\n  c", "<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>"),
        ("3. a\n   - b", '<ol start="3"><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>'),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ("```\na <b>\n  c\n```", "<pre><code>a &lt;b&gt;\n  c</code></pre>"),
        ("***", "<hr>"),
        ("| a |\n| --- |\n| b |", "<thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody>"),
    ],
)
def test_every_kind_of_block_is_drawn(prose: str, drawn: str) -> None:
    assert drawn in html(printed(prose))


def test_what_means_harm_stands_there_as_words() -> None:
    page = _Page(html(printed(HOSTILE, name='"<script>x</script> \u202ename"')))

    assert page.tags <= TAGS
    assert page.attributes <= {
        *(
            "lang",
            "charset",
            "http-equiv",
            "content",
            "name",
            "id",
            "class",
            "href",
            "rel",
            "dir",
            "aria-label",
        ),
        *("aria-labelledby", "tabindex", "start"),
    }
    assert not any(link.startswith("javascript") for link in page.links)
    for words in (
        '<script>alert("x")</script>',
        "#set page(fill: red)",
        "<i>",
        "<b>bold</b>",
        "x</script> name",
    ):
        assert words in page.words
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page.words)


def test_only_its_own_style_sheet_is_obeyed() -> None:
    page = html(printed("We agree."))

    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}';" in page
    assert page.count("<style>") == 1
    assert f"<style>{STYLE}</style>" in page


def test_every_link_within_leads_somewhere_and_no_place_stands_twice() -> None:
    page = _Page(html(document(amended(), ON, "fr")))

    assert len(page.ids) == len(set(page.ids))
    assert {link for link in page.links if link.startswith("#")} <= {f"#{anchor}" for anchor in page.ids}
    assert {"#article-3", "#article-9", "#article-14", "#front", "#gone", "#texts"} <= set(page.links)


def test_a_defined_term_is_listed_with_its_article() -> None:
    page = html(printed(EVERYTHING))

    assert (
        '<dt id="term-1" dir="auto">Member</dt>\n<dd dir="auto">“Member” means an owner who works here. '
        '(<a href="#article-9">Article 9</a>)</dd>'
    ) in page


def test_what_precedes_the_articles_is_printed_before_them() -> None:
    charter = read(front() + "\nWe wrote this. See Article 3.\n\n" + article(3, "Us"))

    page = html(document(charter, ON))

    before = page.partition("<main>")[2].partition("<section")[0]
    assert before.strip() == (
        '<div lang="en" dir="auto"><p>We wrote this. See <a href="#article-3">Article 3</a>.</p></div>'
    )
