"""`{% load trust %}`: a reason without parts, as a sentence in a text."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bylaws.kernel.reasons import Reason
from toadlane.ui.reasons import told
from toadlane.ui.templatetags.ui import article

register = template.Library()


@register.simple_tag(takes_context=True)
def reason_words(context: Context, reason: Reason) -> SafeString:
    """The sentence, and the article it stands on."""
    words = told(reason, context["coop"].currency)
    return format_html("{} {}", words.sentence, article(context, words.article))
