"""What templates about signing in ask."""

from __future__ import annotations

from django import template
from django.template.context import Context

from toadlane.people.devices import in_words
from toadlane.people.factors import passkeys_work_here

register = template.Library()
register.filter("device", in_words)


@register.simple_tag(takes_context=True)
def passkeys_work(context: Context) -> bool:
    """Whether a browser keeps passkeys for the address it has come to."""
    return passkeys_work_here(context["request"])
