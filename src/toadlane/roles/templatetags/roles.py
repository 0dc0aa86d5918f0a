"""`{% load roles %}`: roles and bodies in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bylaws.charter.wording.phrases import Phrases
from bylaws.kernel.reasons import Reason
from bylaws.membership.posts import Post
from bylaws.words.tell import tell
from toadlane.members.words import said as in_words
from toadlane.roles.words import FILLED
from toadlane.ui import figures
from toadlane.ui.languages import rules_language

register = template.Library()
FORMS: Final[Mapping[str, str | Promise]] = {
    "board": _("board"),
    "circle": _("circle"),
    "committee": _("committee"),
    "assembly": _("assembly"),
}


@register.filter
def filled(of: Post) -> str:
    """How it is filled."""
    return str(FILLED[of.filled])


@register.filter
def form_of_body(form: str) -> str:
    """A board, a circle …"""
    return str(FORMS[form])


@register.filter
def said(name: str) -> str:
    """A name of the charter as people write it."""
    return in_words(name)


@register.filter
def matters(names: Iterable[str]) -> list[str]:
    """What a body decides, in the words of the charter's own pages."""
    phrases = Phrases(rules_language())
    return [phrases.name("matter", name) for name in names]


@register.filter
def sentence(reason: Reason) -> str:
    """One reason in the reader's language."""
    return tell(reason, language=rules_language(), writing=figures.Local()).sentence
