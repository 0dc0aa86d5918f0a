"""Who sees something, in words, for the quiet line on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import get_language, gettext

from bylaws.charter.kinds.transparency import AUDIENCES, NAMED, SELF, WORLD
from bylaws.charter.wording import CATALOGUES
from bylaws.charter.wording.phrases import Phrases
from bylaws.membership.seated import FOR
from toadlane.coops.sight import Sight


def phrases() -> Phrases:
    """The words of the reader's language for classes and audiences; English where it has none."""
    language = (get_language() or "en").partition("-")[0]
    return Phrases(language if language in CATALOGUES else "en")


def class_word(information_class: str) -> str:
    """“the accounts” for `accounts`; a co-op's own word in quotes."""
    return phrases().name("class", information_class)


def audience_words(audiences: Iterable[str]) -> str:
    """“members and the bookkeeper”; empty where it is open to nobody but those it concerns."""
    said = phrases()
    named = {one for one in audiences if FOR not in one} - {SELF}  # who sits for a body is of the body named
    ordered = [one for one in AUDIENCES if one in named] + sorted(named - set(AUDIENCES))
    return said.listed(said.name("audience", one) for one in ordered)


def seen_by(audiences: Iterable[str]) -> str:
    """“Open to members and the bookkeeper; you always see what is about you.”"""
    open_to = frozenset(audiences)
    if WORLD in open_to:
        return gettext("Open to everyone.")
    who = audience_words(open_to)
    if not who:
        return gettext("Only you see what is about you here.")
    return gettext("Open to %(who)s; you always see what is about you.") % {"who": who}


def seen_here(sight: Sight, classes: Sequence[str]) -> str:
    """The quiet line of a page that shows these classes."""
    audiences = {frozenset(sight.open_to(name)) for name in classes}
    if not audiences:
        return gettext("Put together for you: each part is here for those who may see it.")
    if len(audiences) == 1:
        return seen_by(next(iter(audiences)))
    told = (_of_class(sight, name) for name in classes)
    return " ".join(told)


def _of_class(sight: Sight, information_class: str) -> str:
    """“The accounts: members and candidates.”"""
    open_to = sight.open_to(information_class)
    nobody = phrases().name("audience", SELF if SELF in open_to or NAMED in open_to else "nobody")
    who = gettext("everyone") if WORLD in open_to else audience_words(open_to) or nobody
    what = class_word(information_class)
    said = gettext("%(what)s: open to %(who)s.") % {"what": what, "who": who}
    return said[:1].upper() + said[1:]
