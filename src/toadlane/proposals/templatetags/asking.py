"""`{% load asking %}{% ask "close-year" year fingerprint %}`: the way to a decision, on its own page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse

from toadlane.coops.access import Place
from toadlane.coops.keys import fresh
from toadlane.coops.models import MEMBER
from toadlane.decisions import matters
from toadlane.decisions.effects import effect_of
from toadlane.decisions.models import Authority
from toadlane.proposals import asking
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.ways import may_raise_here

register = template.Library()


@register.inclusion_tag("proposals/part/ask.html", takes_context=True)
def ask(
    context: Context,
    acts: str,
    subject: object,
    fingerprint: str,
    article: str = "",
    *,
    minutes: bool = True,
    terms: Mapping[str, object] | None = None,
    **given: object,
) -> dict[str, Any]:
    """Raise it as a proposal with one click, see the one that is open, or enter it from the minutes.

    `given` is what the page says of it, such as `from_day`, or `terms` all of it; days are written as in
    2025-03-01. Without `minutes` the page itself has the way to enter it.
    """
    place: Place = context["request"].place
    about = str(subject)
    of = matters.matter(acts)
    shown: dict[str, Any] = {
        "coop": place.coop,
        "csrf_token": context.get("csrf_token"),
        "key": fresh(),
        "acts": acts,
        "subject": about,
        "given": {name: str(said) for name, said in {**(terms or {}), **given}.items() if said},
        "entry": entry(place, acts, about, fingerprint, article) if minutes else "",
    }
    if not of.by_proposal or effect_of(acts) is None:
        return shown
    seen = place.sight.may_see_class(DECISIONS)
    open_ones = list(asking.open_on(place.coop, acts, about)) if seen else []
    exact = [one for one in open_ones if one.fingerprint == fingerprint]
    return shown | {
        "open": exact[0] if exact else None,
        "overtaken": open_ones[0] if open_ones and not exact else None,
        "draft": asking.drafts_on(place.member, acts, about, fingerprint).first(),
        "may_raise": may_raise_here(place),
    }


def entry(place: Place, acts: str, subject: str, fingerprint: str, article: str) -> str:
    """Where it is entered from the minutes, for those who may."""
    if MEMBER not in place.sight.audiences or not place.sight.may_see_class(Authority.information_class):
        return ""
    said = {"matter": acts, "subject": subject, "fingerprint": fingerprint, "article": article}
    named = {name: words for name, words in said.items() if words}
    return f"{reverse('decisions:entry', args=[place.coop.slug])}?{urlencode(named)}"
