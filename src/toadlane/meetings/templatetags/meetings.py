"""Words of the room of meetings for its templates."""

from __future__ import annotations

from django import template
from django.template import Context

from toadlane.coops.sight_words import seen_by
from toadlane.decisions import matters
from toadlane.decisions.models import Authority
from toadlane.meetings.models import Document

register = template.Library()


@register.simple_tag(takes_context=True)
def document_seen_by(context: Context, document: Document) -> str:
    """Who may see a document, as the co-op's charter says today."""
    return seen_by(context["place"].sight.open_to(document.information_class))


@register.simple_tag
def matter_title(authority: Authority) -> str:
    """A decision in a few words."""
    return matters.matter(authority.matter).title(authority.subject)
