"""Roles, seats and bodies in the words people use; the co-op's own words as the charter has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bylaws.membership.posts import DEPUTY, Post
from toadlane.members.words import said

FILLED: Final[Mapping[str, str | Promise]] = {
    "election": _("People are elected to it."),
    "appointment": _("People are appointed to it."),
    "lot": _("A lot decides who holds it."),
    "turns": _("It is held in turns, by everyone in time."),
    "volunteer": _("Whoever volunteers holds it."),
}


def title(of: Post) -> str:
    """“webmaster”, “circle leader of product circle”, “deputy of the chair”."""
    if of.deputy_of is not None:
        words = gettext("deputy (%(role)s)") % {"role": said(of.name.removesuffix(DEPUTY))}
    else:
        words = said(of.name)
    return _of(words, of.held_for)


def named(name: str, held_for: str) -> str:
    """The same of what is known by its name alone."""
    return _of(said(name), held_for)


def _of(words: str, held_for: str) -> str:
    if not held_for:
        return words
    return gettext("%(role)s of %(body)s") % {"role": words, "body": said(held_for)}
