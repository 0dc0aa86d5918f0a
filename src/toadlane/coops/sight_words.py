"""Who sees something, in words, for the quiet line on every page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toadlane.coops.sight import SELF, WORLD

_WORDS: dict[str, str | Promise] = {
    WORLD: _("everyone"),
    "members": _("members"),
    "candidates": _("candidates"),
    "bookkeeper": _("the bookkeeper"),
    "accountant": _("the accountant"),
}


def seen_by(audiences: Iterable[str]) -> str:
    """“Open to members and the bookkeeper; everyone sees what is about themselves.”"""
    named = [str(_WORDS.get(one, one)) for one in sorted(audiences) if one != SELF]
    if not named:
        return gettext("Only you see what is about you here.")
    *most, last = named
    who = gettext("%(names)s and %(last)s") % {"names": ", ".join(most), "last": last} if most else last
    return gettext("Open to %(who)s; you always see what is about you.") % {"who": who}
