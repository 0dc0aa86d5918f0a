"""`{% load mail %}`: whether a letter that a page promises can leave."""

from __future__ import annotations

from django import template

from toadlane.coops.demo import is_demo
from toadlane.mail import kept

register = template.Library()


@register.simple_tag
def letters_leave() -> bool:
    """Whether there is a server to hand them to; in the demo they become files."""
    return is_demo() or kept.standing().ready
