"""`{% load ui %}`: every part of the design system that a template needs."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from bylaws.kernel.reasons import Reason
from toadlane.ui import filters, icons, reasons, rooms, theme
from toadlane.ui.charts import Chart, Lines, Stacks, drawing
from toadlane.ui.charts.tables import as_table
from toadlane.ui.example import Example, example
from toadlane.ui.faults import Told as Refusal
from toadlane.ui.forms import what_is_wrong
from toadlane.ui.reasons import Told

register = template.Library()
register.filters.update(filters.register.filters)

_PANEL_ICONS = {
    "preview": "eye",
    "receipt": "receipt",
    "caution": "caution",
    "trouble": "caution",
    "note": "note",
}
_ARTICLES = "_article_links"  # kept for the page, so each article is looked up once


# The page


@register.simple_tag(takes_context=True)
def house_attributes(context: Context) -> SafeString:
    """The attributes of <html>: direction, light or dark, accent, single-key commands."""
    choice = theme.chosen(context.get("request"))
    accent = theme.accent(context.get("coop"))
    return format_html(
        'dir="{}" data-theme="{}" data-accent="{}" data-keys="{}"',
        "rtl" if get_language_bidi() else "ltr",
        choice.light,
        accent,
        "on" if choice.keys else "off",
    )


@register.simple_tag
def house_files() -> SafeString:
    """The links to style sheets, font and scripts in the head of every page."""
    return _files(settings.STATIC_URL, str(settings.STATIC_ROOT))


@lru_cache(maxsize=4)  # the same for every page, until files are collected anew and the process starts
def _files(_url: str, _root: str) -> SafeString:
    return render_to_string("ui/part/files.html")


@register.simple_tag
def page_url(name: str, *args: object) -> str:
    """The address of a page, or nothing where that room is not built in."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def rooms_navigation(context: Context) -> SafeString:
    """The rooms of the co-op in `coop`; `room` in the context says where the reader is."""
    links = rooms.doors(context["coop"], here=context.get("room") or _room_of(context["request"]))
    return _navigation(links, get_language() or "en")


@lru_cache(maxsize=1024)  # on every page, and different only by co-op, room and language
def _navigation(links: tuple[rooms.Door, ...], _language: str) -> SafeString:
    low, rest = rooms.on_the_bar(links)
    shown = {"doors": links, "low": low, "rest": rest, "here_in_rest": any(door.here for door in rest)}
    return render_to_string("ui/part/rooms.html", shown)


def _room_of(request: HttpRequest) -> str:
    namespace = request.resolver_match.namespace if request.resolver_match else ""
    return rooms.of_pages(namespace)


@register.simple_tag(takes_context=True)
def coop_home(context: Context) -> str:
    """The address of the co-op's first room."""
    links = rooms.doors(context["coop"], here="")
    return links[0].url if links else f"/c/{context['coop'].slug}/"


@register.simple_tag
def crumbs(*trail: object) -> SafeString:
    """The way here: `{% crumbs _("Money") money_url _("2025") %}`, label and address in turn."""
    pairs = [(trail[at], trail[at + 1] if at + 1 < len(trail) else None) for at in range(0, len(trail), 2)]
    items = format_html_join("", "{}", ((_crumb(label, url),) for label, url in pairs))
    return format_html('<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>', _("Where you are"), items)


def _crumb(label: object, url: object) -> SafeString:
    if url is None:
        return format_html('<li><span aria-current="page">{}</span></li>', label)
    return format_html('<li><a href="{}">{}</a></li>', url, label)


@register.inclusion_tag("ui/part/tabs.html")
def tabs(links: Iterable[object], label: str) -> dict[str, object]:
    """Pages beside each other as links; each has `.label`, `.url` and `.here`."""
    return {"links": links, "label": label}


# Signs and small parts


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon; give `label` only when no word stands beside it."""
    return icons.icon(name, label)


@register.simple_tag
def badge(words: str, kind: str = "") -> SafeString:
    """A state in one or two words; kind is good, caution, trouble, accent or empty."""
    return format_html('<span class="badge {}">{}</span>', kind, words)


@register.simple_tag(takes_context=True)
def seen_by(context: Context, words: str, article: str = "", more: str = "") -> SafeString:
    """The quiet line that says who can see this, by which article; `more` leads to what others see of me."""
    cited = format_html(" · {}", _article_links(context)(article)) if article else ""
    if (request := context.get("request")) is not None:
        request.told_who_sees = True  # one such line on a page is enough
    link = format_html(' · <a href="{}">{}</a>', more, _("Privacy")) if more else ""
    return format_html('<p class="seen-by">{}<span>{}{}{}</span></p>', icons.icon("eye"), words, cited, link)


@register.simple_tag(takes_context=True)
def seen_by_unless_told(context: Context, words: str, article: str = "", more: str = "") -> SafeString:
    """The same at the foot of a page, where nothing above has said it."""
    told = getattr(context.get("request"), "told_who_sees", False)
    return SafeString("") if told else seen_by(context, words, article, more)


@register.inclusion_tag("ui/part/steps.html")
def steps(items: Iterable[object]) -> dict[str, object]:
    """A checklist: `.title`, `.state` (done, now, stuck, later), and perhaps `.note`, `.url`, `.verb`."""
    return {"items": items}


@register.inclusion_tag("ui/part/empty.html")
def empty(title: str, words: str = "", url: str = "", verb: str = "", sign: str = "note") -> dict[str, str]:
    """What a page says when there is nothing yet, and the one thing to do about it."""
    return {"title": title, "words": words, "url": url, "verb": verb, "sign": sign}


@register.inclusion_tag("ui/part/progress.html")
def progress(done: int, of: int, label: str) -> dict[str, object]:
    """How far long work has come."""
    return {"done": done, "of": of, "label": label}


# Blocks


@register.simple_block_tag
def panel(content: str, kind: str, title: str = "") -> SafeString:
    """A panel around what stands inside: preview, receipt, caution, trouble or note."""
    if not title:
        return format_html('<div class="panel {}">{}</div>', kind, content)
    name = f"panel-{slugify(title) or secrets.token_hex(4)}"
    return format_html(
        '<section class="panel {}" aria-labelledby="{}"><h2 id="{}">{}{}</h2>{}</section>',
        kind,
        name,
        name,
        icons.icon(_PANEL_ICONS[kind]),
        title,
        content,
    )


@register.simple_block_tag
def card(content: str, title: str = "") -> SafeString:
    """A card around what stands inside."""
    heading = format_html("<h2>{}</h2>", title) if title else ""
    return format_html('<section class="card">{}{}</section>', heading, content)


@register.simple_block_tag
def more(content: str, summary: str) -> SafeString:
    """Something that opens in place."""
    return format_html('<details class="more"><summary>{}</summary><div>{}</div></details>', summary, content)


# Why?


@register.simple_tag(takes_context=True)
def why(
    context: Context,
    reason: Told | Reason | Sequence[Told | Reason],
    label: str = "",
    *,
    is_open: bool = False,
) -> SafeString:
    """The reasons behind a figure, opened in place, each citing its article."""
    several = isinstance(reason, Sequence) and len(reason) > 1
    given: Iterable[Told | Reason] = reason if isinstance(reason, Sequence) else [reason]
    currency = getattr(context.get("coop"), "currency", "USD")
    told = [reasons.told(one, currency) for one in given]
    drawn = reasons.tree(told, _article_links(context), is_open=not several)
    return format_html(
        '<details class="why"{}><summary>{}</summary>{}</details>',
        SafeString(" open" if is_open else ""),
        label or _("Why?"),
        drawn,
    )


@register.simple_tag
def why_at(url: str, label: str = "") -> SafeString:
    """A “Why?” that fetches its reasons when asked; without scripts it is a link to a page of them."""
    return format_html(
        '<a class="why" href="{}" hx-get="{}" hx-swap="outerHTML">{}</a>', url, url, label or _("Why?")
    )


@register.simple_tag(takes_context=True)
def article(context: Context, words: str | None) -> SafeString:
    """An article as cited, a link to it where the reader is in a co-op whose charter is here."""
    return _article_links(context)(words)


def _article_links(context: Context) -> reasons.ArticleLinks:
    links = context.get(_ARTICLES)
    if not isinstance(links, reasons.ArticleLinks):
        links = reasons.ArticleLinks(getattr(context.get("coop"), "slug", None))
        context.dicts[0][_ARTICLES] = links
    return links


# Forms


@register.inclusion_tag("ui/form/summary.html", takes_context=True)
def error_summary(context: Context, form: BaseForm) -> dict[str, object]:
    """What is wrong with a form, each fault a link to its field; nothing while it is not sent.

    What was refused though nothing was mistyped is headed by what refused it, and cites its article.
    """
    shown: dict[str, object] = {"wrong": what_is_wrong(form) if form.is_bound else []}
    fault: Refusal | None = getattr(form, "fault", None)
    if fault is not None and fault.status != HTTPStatus.UNPROCESSABLE_ENTITY:
        shown["title"] = fault.title
        shown["article"] = article(context, fault.article) if fault.article else ""
    return shown


# Charts


@register.inclusion_tag("ui/part/chart.html")
def chart(
    value: Chart, name: str = "", *, is_open: bool = False, is_headed: bool = False
) -> dict[str, object]:
    """A chart with its description, its legend, and its table (`is_open=True` shows it at once).

    `is_headed=True` where a heading right above says its title already.
    """
    name = f"chart-{name or slugify(value.title) or 'one'}"
    parts: tuple[str, ...] = ()
    if isinstance(value, Stacks):
        parts = value.parts
    elif isinstance(value, Lines) and len(value.lines) > 1:
        parts = tuple(line.label for line in value.lines)
    return {
        "chart": value,
        "drawing": drawing.draw(value, name=name, mirrored=get_language_bidi()),
        "legend": [
            (drawing.swatch(at, name, of_lines=isinstance(value, Lines)), part)
            for at, part in enumerate(parts)
        ],
        "table": as_table(value),
        "open": is_open,
        "headed": is_headed,
    }


@register.simple_tag
def front_example() -> Example:
    """The figure the front page explains."""
    return example()


@register.simple_tag
def shared_password(coops: Iterable[dict[str, Any]]) -> str:
    """The one password of all demo sign-ins, or nothing where they differ."""
    found = {one["password"] for coop in coops for one in coop["sign_ins"]}
    return str(found.pop()) if len(found) == 1 else ""


# Tables


@register.simple_tag(takes_context=True)
def sort_by(context: Context, key: str, label: str, kind: str = "") -> SafeString:
    """A sortable column head: `{% sort_by "hours" _("Hours") "num" %}`; reads and writes `?sort=`."""
    request: HttpRequest = context["request"]
    now = request.GET.get("sort", "")
    descending = now == f"-{key}"
    there = _query(request, sort=key if descending or now != key else f"-{key}")
    sort = {key: "ascending", f"-{key}": "descending"}.get(now)
    state = format_html(' aria-sort="{}"', sort) if sort else ""
    sign = icons.icon("down" if descending else "up") if sort else ""
    return format_html(
        '<th scope="col" class="{}"{}><a href="{}">{}{}</a></th>', kind, state, there, label, sign
    )


@register.inclusion_tag("ui/part/pages.html", takes_context=True)
def pagination(context: Context, page: Page[Any], name: str = "page") -> dict[str, object]:
    """Links to the other pages of a list; nothing when all of it is here."""
    request: HttpRequest = context["request"]
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [(n, _query(request, **{name: n}) if isinstance(n, int) else "") for n in numbers]
    before = _query(request, **{name: page.previous_page_number()}) if page.has_previous() else ""
    after = _query(request, **{name: page.next_page_number()}) if page.has_next() else ""
    return {"page": page, "links": links, "before": before, "after": after}


def _query(request: HttpRequest, **changed: object) -> str:
    query: QueryDict = request.GET.copy()
    for name, value in changed.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag
def joined(words: Iterable[object]) -> SafeString:
    """Names in a row: “Ada, Bo and Chi”."""
    names = [conditional_escape(str(word)) for word in words]
    if len(names) < 2:  # noqa: PLR2004 - one name, or none
        return mark_safe("".join(names))  # noqa: S308 - escaped above
    return format_html(_("{names} and {last}"), names=mark_safe(", ".join(names[:-1])), last=names[-1])  # noqa: S308
