"""Stock Django pages, the floor of `bench.pages`: the house's middleware, as many table rows, nothing else.

Each asks who is signed in and for the rows of its tables, and shows them the plain way, in Django's own
templates. It knows no rights, no language but that of its words, and draws no picture. Nothing here is any
the slower for being compared with.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import F, Sum
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from toadlane.books.models import Allocation, ClosePreview, Payment, Posting
from toadlane.books.opening.rows import OpeningDue
from toadlane.books.payout_rows import PayoutPart
from toadlane.coops.models import Participant
from toadlane.decisions.models import Authority
from toadlane.record.models import Entry

Template = Any

BASE = """<!doctype html>{% load i18n %}
<html lang="{{ LANGUAGE_CODE }}"><head><meta charset="utf-8"><title>{{ title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/a.css"><script src="/static/a.js" defer></script></head>
<body><header><a href="{% url 'today:front' %}">{% trans "Toad Lane" %}</a>
<nav><ul>{% for name in rooms %}
<li><a href="{% url name coop %}">{% trans "Money" %}</a></li>{% endfor %}</ul></nav>
<form method="post" action="{% url 'account_logout' %}">{% csrf_token %}<span>{{ request.user }}</span>
<button>{% trans "Sign out" %}</button></form></header>
<main>{% if messages %}<ul>{% for one in messages %}<li>{{ one }}</li>{% endfor %}</ul>{% endif %}
<h1>{{ title }}</h1>
TABLES</main>
<footer><p>{% trans "Toad Lane" %}</p></footer></body></html>"""
TABLE = """<table><thead>
<tr>{% for head in heads %}<th scope="col">{% trans head %}</th>{% endfor %}</tr></thead>
<tbody>{% for row in ROWS %}<tr>CELLS</tr>{% endfor %}</tbody></table>
"""
MONEY = (
    '<th scope="row">{{ row.name }}</th><td>{{ row.share|floatformat:"2g" }}</td>'
    '<td>{{ row.cash|floatformat:"2g" }}</td><td>{{ row.to_buy_in|floatformat:"2g" }}</td>'
    '<td>{{ row.notices|floatformat:"2g" }}</td>'
    "<td><a href=\"{% url 'books:why' coop year row.person %}\">{% trans 'Why?' %}</a></td>"
)
YEARS = (
    '<th scope="row">{{ row.close.year }}</th><td>{{ row.share_minor|floatformat:"2g" }}</td>'
    '<td>{{ row.cash_minor|floatformat:"2g" }}</td><td>{{ row.to_buy_in_minor|floatformat:"2g" }}</td>'
    "<td><a href=\"{% url 'books:why' coop row.close.year row.participant.key %}\">"
    "{% trans 'Why?' %}</a></td>"
)
DUES = '<th scope="row">{{ row.0|date }}</th><td>{{ row.1|floatformat:"2g" }}</td><td>{{ row.2|yesno }}</td>'
MOVED = '<th scope="row">{{ row.day|date }}</th><td>{{ row.sum|floatformat:"2g" }}</td>'
DUE_STILL = '<th scope="row">{{ row.due_on|date }}</th><td>{{ row.minor|floatformat:"2g" }}</td>'
PAID = '<th scope="row">{{ row.paid_on|date }}</th><td>{{ row.amount_minor|floatformat:"2g" }}</td>'
LATELY = (
    "<td>{{ row.happened_at|date:'DATETIME_FORMAT' }}</td><td>{{ row.kind }}</td><td>{{ row.subject }}</td>"
    "<td><a href=\"{% url 'record:entries' coop %}\">{{ row.actor }}</a></td>"
)
WAITING = (
    "<td>{{ row.matter }} {{ row.subject }}</td><td>{{ row.entered_by.name }}</td>"
    "<td><a href=\"{% url 'decisions:authority' coop row.pk %}\">{% trans 'Confirm' %}</a></td>"
)
ROOMS = ["today:today", "decisions:decide", "books:money", "charter:charter", "record:entries"]


def made(**tables: str) -> Template:
    """A page with one table for each list in the context."""
    drawn = (TABLE.replace("ROWS", rows).replace("CELLS", cells) for rows, cells in tables.items())
    whole: Template = engines["django"].from_string(BASE.replace("TABLES", "".join(drawn)))
    return whole


PREVIEW = made(people=MONEY)
ACCOUNT = made(years=YEARS, dues=DUES, moved=MOVED, before=DUE_STILL, payouts=DUE_STILL, paid=PAID)
TODAY = made(waiting=WAITING, lately=LATELY)


def page(
    request: HttpRequest, template: Template, title: str, heads: list[str], **rows: object
) -> HttpResponse:
    about = {"title": title, "heads": heads, "rooms": ROOMS, "coop": "harbour", "year": 2025}
    return HttpResponse(template.render({**about, **rows}, request))


@login_required
def preview(request: HttpRequest) -> HttpResponse:
    """A table of everyone's part of a year."""
    kept = ClosePreview.objects.defer("facts").get(coop__slug="harbour", year=2025)
    heads = ["Member", "Share", "In money", "To the buy-in", "In notices", "Reasons"]
    return page(request, PREVIEW, "Fiscal year 2025", heads, people=kept.result["people"])


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """One person's years, what is owed and was paid, and each day the capital moved."""
    who = Participant.objects.get(person=request.user.pk)
    own = Allocation.objects.filter(participant=who).select_related("close", "participant")
    years = own.defer("close__facts").order_by("-close__year")
    dues = [
        (dt.date.fromisoformat(day), minor, gated) for row in years for day, minor, gated in row.instalments
    ]
    postings = Posting.objects.filter(coop=who.coop_id, person=who.key).order_by("entry__happened_on")
    moved = postings.values(day=F("entry__happened_on")).annotate(sum=Sum("minor"))
    tables = {
        "before": OpeningDue.objects.filter(participant=who).order_by("due_on"),
        "payouts": PayoutPart.objects.filter(participant=who).order_by("due_on"),
        "paid": Payment.objects.filter(participant=who).order_by("-paid_on"),
    }
    heads = ["Year", "Share", "In money", "To the buy-in", "Reasons"]
    return page(request, ACCOUNT, "My account", heads, years=years, dues=dues, moved=moved, **tables)


@login_required
def today(request: HttpRequest) -> HttpResponse:
    """What waits for somebody, and what was done lately."""
    who = Participant.objects.get(person=request.user.pk)
    open_still = Authority.objects.filter(coop=who.coop_id, confirmation=None, withdrawal=None)
    lately = Entry.objects.filter(coop=who.coop_id).order_by("-recorded_at")[:8]
    heads = ["When", "What", "About", "Who"]
    waiting = open_still.select_related("entered_by")
    return page(request, TODAY, "Today", heads, waiting=waiting, lately=lately)


urlpatterns = [
    path("stock/preview/", preview),
    path("stock/account/", account),
    path("stock/today/", today),
    path("", include("toadlane.site.urls")),
]
