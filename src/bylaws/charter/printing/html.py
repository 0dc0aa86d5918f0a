"""A printed charter as one HTML file: it needs nothing from elsewhere, and nothing in it is ever run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from bylaws.charter.printing.style import POLICY, STYLE
from bylaws.charter.printing.tree import (
    NEW_LINE,
    Adopted,
    ArticlePrinted,
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Preformatted,
    Quote,
    Run,
    Runs,
    Table,
    by_link,
)

HIGHEST = 6
_TAGS = {"strong": "strong", "em": "em", "struck": "s", "code": "code"}


def html(document: Document) -> str:
    """The whole file, as text."""
    return "\n".join([*_head(document), "<body>", *_body(document), "</body>", "</html>", ""])


def _head(of: Document) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(of.language)}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        f"content=\"default-src 'none'; style-src {POLICY}; base-uri 'none'; form-action 'none'\">"
    )
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(of.name)} — {escape(of.words['title'])}</title>"
    yield f"<style>{STYLE}</style>"
    yield "</head>"


def _body(of: Document) -> Iterator[str]:
    yield "<header>"
    yield f'<p>{escape(of.words["title"])}</p><h1 dir="auto">{escape(of.name)}</h1>'
    yield from _paragraphs((*of.dates, *of.notes))
    yield f"<p>{escape(of.words['fingerprint'])}: <code>{of.fingerprint}</code></p>"
    yield "</header>"
    yield f'<nav id="contents" aria-label="{escape(of.words["contents"])}">'
    yield f"<h2>{escape(of.words['contents'])}</h2><ol>"
    for anchor, words in _contents(of):
        yield f'<li><a href="#{anchor}" dir="auto">{escape(words)}</a></li>'
    yield "</ol></nav>"
    yield "<main>"
    if of.preamble:
        yield f'<div lang="{escape(of.prose_language)}" dir="auto">{"".join(_blocks(of.preamble))}</div>'
    for article in of.articles:
        yield from _article(article, of)
    yield from _after(of)
    yield "</main>"
    yield f"<footer><p>{escape(of.foot)}</p></footer>"


def _contents(of: Document) -> Iterator[tuple[str, str]]:
    yield from ((article.anchor, article.citation) for article in of.articles)
    yield from of.parts


def _article(article: ArticlePrinted, of: Document) -> Iterator[str]:
    prose = escape(of.prose_language)
    yield f'<section aria-labelledby="{article.anchor}">'
    yield f'<h2 id="{article.anchor}" lang="{prose}" dir="auto">{escape(article.citation)}</h2>'
    yield f'<div lang="{prose}" dir="auto">'
    yield from _blocks(article.blocks)
    yield "</div>"
    for rule in article.rules:
        yield f'<div class="rule"><p class="label">{escape(of.words["rule"])}</p>'
        yield _listed(rule.sentences)
        yield f'<p class="governed">{escape(rule.governed)}</p></div>'
    yield from _paragraphs(article.history, "history")
    yield "</section>"


def _after(of: Document) -> Iterator[str]:
    """What follows the articles: terms, the front matter, articles that went, and the adopted texts."""
    parts = {
        "terms": _terms(of),
        "front": iter([_listed(of.front)]),
        "gone": _gone(of),
        "texts": _texts(of),
    }
    for anchor, heading in of.parts:
        yield f'<section aria-labelledby="{anchor}"><h2 id="{anchor}">{escape(heading)}</h2>'
        yield from parts[anchor]
        yield "</section>"


def _terms(of: Document) -> Iterator[str]:
    yield "<dl>"
    for term in of.terms:
        cited = f'<a href="#article-{term.number}">{escape(term.article)}</a>'
        yield f'<dt id="{term.anchor}" dir="auto">{escape(term.term)}</dt>'
        yield f'<dd dir="auto">{escape(term.sentence)} ({cited})</dd>'
    yield "</dl>"


def _gone(of: Document) -> Iterator[str]:
    for article in of.gone:
        yield f'<h3 dir="auto">{escape(article.citation)}</h3>'
        yield from _paragraphs(article.history, "history")


def _texts(of: Document) -> Iterator[str]:
    for text in of.adopted:
        yield from _text(text)
    yield f'<p class="soft">{escape(of.words["fingerprint.what"])}</p>'


def _text(text: Adopted) -> Iterator[str]:
    yield f'<h3 dir="auto">{escape(text.name)}</h3>'
    yield from _paragraphs(text.lines)
    yield f'<p class="soft">SHA-256 <code>{text.sha256}</code></p>'


def _paragraphs(lines: Iterable[str], manner: str = "") -> Iterator[str]:
    named = f' class="{manner}"' if manner else ""
    yield from (f'<p{named} dir="auto">{escape(line)}</p>' for line in lines)


def _listed(sentences: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(sentence)}</li>' for sentence in sentences)}</ul>"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    return (_block(block) for block in blocks)


def _block(block: Block) -> str:
    drawn: str
    match block:
        case Paragraph(number=str(number)):
            drawn = (
                f'<p class="numbered" id="{block.anchor}"><span class="number">{number}</span> '
                f"{_inline(block.runs)}</p>"
            )
        case Paragraph():
            drawn = f"<p{_at(block.anchor)}>{_inline(block.runs)}</p>"
        case Heading():
            tag = f"h{min(HIGHEST, block.level)}"
            drawn = f"<{tag}{_at(block.anchor)}>{_inline(block.runs)}</{tag}>"
        case Listing():
            items = "".join(f"<li>{''.join(_blocks(item))}</li>" for item in block.items)
            drawn = f"<ul>{items}</ul>" if block.start is None else f'<ol start="{block.start}">{items}</ol>'
        case Quote():
            drawn = f"<blockquote>{''.join(_blocks(block.blocks))}</blockquote>"
        case Preformatted():
            drawn = f"<pre><code>{escape(block.text)}</code></pre>"
        case Table():
            drawn = _table(block)
        case _:
            drawn = "<hr>"
    return drawn


def _table(table: Table) -> str:
    head, *body = table.rows
    rows = "".join(_row(row, "td") for row in body)
    return (
        f'<div class="wide" tabindex="0"><table><thead>{_row(head, "th")}</thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(cells: tuple[Runs, ...], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{_inline(cell)}</{tag}>' for cell in cells)}</tr>"


def _at(anchor: str | None) -> str:
    return f' id="{anchor}"' if anchor else ""


def _inline(runs: Runs) -> str:
    return "".join(_link(to, gathered) for to, gathered in by_link(runs))


def _link(to: str | None, runs: Runs) -> str:
    words = "".join(map(_words, runs))
    if to is None:
        return words
    manner = ' class="term"' if to.startswith("#term-") else ""
    away = "" if to.startswith("#") else ' rel="noopener noreferrer"'
    return f'<a{manner} href="{escape(to)}"{away}>{words}</a>'


def _words(run: Run) -> str:
    words = escape(run.text).replace(NEW_LINE, "<br>")
    for mark in sorted(run.marks):
        words = f"<{_TAGS[mark]}>{words}</{_TAGS[mark]}>"
    return words
