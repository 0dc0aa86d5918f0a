"""What the content policy of every page forbids, found before a browser refuses it in silence."""

from __future__ import annotations

import re

from tests.architecture.tree import Page

INLINE = (
    (re.compile(r"<style\b"), "a style inside the page"),
    (re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=[\"']application/json)"), "a script inside the page"),
    (re.compile(r"<\w[^>]*\sstyle\s*="), "a style on an element"),
    (re.compile(r"<\w[^>]*\son[a-z]+\s*="), "a script on an element"),
    (re.compile(r"(href|action)\s*=\s*[\"']?javascript:"), "a script in a link"),
    (
        re.compile(r"(src|href)\s*=\s*[\"'](https?:)?//(?=[^\"']*\.(js|css|woff2?|png|svg))"),
        "another host's file",
    ),
)


def inline(page: Page) -> list[str]:
    """Styles, scripts and foreign files that `default-src 'self'` stops."""
    return [
        page.at(page.text.count("\n", 0, match.start()) + 1, what)
        for rule, what in INLINE
        for match in rule.finditer(page.text)
    ]


BLOCK = re.compile(r"\{% block (\w+) %\}(.*?)\{% endblock(?: \w+)? %\}", re.DOTALL)
NAMED = re.compile(r"\{% (?:url|page_url) [^%]*? as (\w+) %\}")


def lost(page: Page) -> list[str]:
    """Addresses named in one block and used in another, which has never heard of them: links to nowhere."""
    blocks = BLOCK.findall(page.text)
    return [
        page.at(1, f"{name} is named in the block {block} and used in {other}")
        for block, body in blocks
        for name in NAMED.findall(body)
        for other, uses in blocks
        if other != block and re.search(rf"\{{\{{ ?{name}\b", uses) and name not in NAMED.findall(uses)
    ]
