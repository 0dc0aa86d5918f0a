"""Every string a person reads goes through the catalogues: bare words in templates and in forms are named."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser

from tests.architecture.tree import Page

SAID = ("alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "content")
BUTTONS = {"submit", "button", "reset"}
SILENT = {"script", "style", "svg", "code", "kbd", "samp"}
THE_SAME_EVERYWHERE = {"Toad Lane", "CSV", "PDF", "JSON", "API", "Beancount", "hledger"}
FORM_WORDS = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label"}
MARKED = re.compile(
    r"\{#.*?#\}"
    r"|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}"
    r"|\{%\s*block\s+\w*class\b.*?%\}.*?\{%\s*endblock\b.*?%\}"
    r"|\{%\s*blocktrans(late)?\b.*?%\}.*?\{%\s*endblocktrans(late)?\s*%\}"
    r"|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
TAG = re.compile(r"\{%\s*(\w+)(.*?)%\}", re.DOTALL)
PLAIN = re.compile(r"""(?:\s|(?<!class)=)(["'])((?:(?!\1).)*)\1""")
SENTENCE = re.compile(r"^[A-Z][a-z]|[a-z]{2,} [a-z]{2,}")
TRANSLATING = {"trans", "translate", "blocktrans", "blocktranslate", "comment", "now"}
WORD = re.compile(r"[^\W\d_]{2,}")


class Reader(HTMLParser):
    """Collects what a person would read, with its line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent.append(tag)
        given = dict(attrs)
        read = [given.get(name) for name in SAID if name != "content" or given.get("name") == "description"]
        if tag == "button" or given.get("type") in BUTTONS:
            read.append(given.get("value") if tag == "input" else None)
        for text in read:
            self._keep(text or "")

    def handle_endtag(self, tag: str) -> None:
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()

    def handle_data(self, text: str) -> None:
        if not self.silent:
            self._keep(text)

    def _keep(self, text: str) -> None:
        bare = text.strip()
        if WORD.search(bare) and bare not in THE_SAME_EVERYWHERE:
            skipped = text[: len(text) - len(text.lstrip())].count("\n")
            self.found.append((self.getpos()[0] + skipped, bare.splitlines()[0][:60]))


def bare_in_template(page: Page) -> list[str]:
    """Words between tags and in attributes that stand outside `trans` and `blocktrans`."""
    reader = Reader()
    reader.feed(MARKED.sub(lambda mark: "\n" * mark.group().count("\n"), page.text))
    reader.close()
    found = [*reader.found, *_bare_in_tags(page.text)]
    return [page.at(line, f"“{text}” cannot be translated") for line, text in found]


def _bare_in_tags(text: str) -> list[tuple[int, str]]:
    """Sentences handed to a tag as they are: `{% card "Your hours" %}` for `{% card _("Your hours") %}`."""
    found: list[tuple[int, str]] = []
    for tag in TAG.finditer(text):
        if tag[1] not in TRANSLATING:
            line = text.count("\n", 0, tag.start()) + 1
            found += [(line, plain[2]) for plain in PLAIN.finditer(tag[2]) if SENTENCE.search(plain[2])]
    return found


def bare_in_form(page: Page) -> list[str]:
    """Labels and help of forms and models that are plain strings."""
    found: list[str] = []
    for node in page.nodes(*FORM_WORDS, "messages", "ValidationError"):
        if isinstance(node, ast.Call):
            words = [part.value for part in node.keywords if part.arg in FORM_WORDS] + _told(node)
            found += [page.at(node.lineno, f"“{text}” cannot be translated") for text in _bare(words)]
    return found


def _told(call: ast.Call) -> list[ast.expr]:
    """What a view or a form says of itself: `messages.success(request, …)`, `ValidationError(…)`."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="messages")):
            return call.args[1:2]
        case ast.Name(id="ValidationError"):
            return call.args[:1]
    return []


def _bare(words: list[ast.expr]) -> list[str]:
    plain = [word.value for word in words if isinstance(word, ast.Constant)]
    return [text for text in plain if isinstance(text, str) and WORD.search(text)]
