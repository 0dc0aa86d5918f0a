"""`{% load people %}`: the lines of a year member by member, drawn at once, for there may be thousands."""

from __future__ import annotations

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from toadlane.books.people import People
from toadlane.ui import figures

register = template.Library()


@register.simple_tag
def person_lines(people: People) -> SafeString:
    """The body of the table: a name, the amounts, and a “Why?” that fetches the reasons."""
    write = figures.writer(people.currency)
    cells = [(column, f'<td class="num" data-label="{escape(head)}">') for column, head in _columns(people)]
    where, word = escape(people.why_url), escape(_("Why?"))
    lines = []
    for row in people.rows:
        amounts = "".join(f"{cell}{write(row.minor[column])}</td>" for column, cell in cells)
        url = f"{where}{row.key}/"
        lines.append(
            f'<tr><th scope="row">{escape(row.name)}</th>{amounts}<td><a class="why" href="{url}"'
            f' hx-get="{url}" hx-swap="outerHTML">{word}</a></td></tr>\n'
        )
    return mark_safe("".join(lines))  # noqa: S308 - names and words are escaped, keys are letters and digits


@register.simple_tag
def sum_cells(people: People) -> SafeString:
    """What every column comes to, also the lines the reader does not see."""
    cells = (
        f'<td class="num" data-label="{escape(head)}">{figures.money(people.sums[column])}</td>'
        for column, head in _columns(people)
    )
    return mark_safe("".join(cells))  # noqa: S308 - the words are escaped


def _columns(people: People) -> list[tuple[str, str]]:
    return list(zip(people.columns, people.heads, strict=True))
