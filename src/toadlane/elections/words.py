"""Elections in the words people use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toadlane.roles.words import named

METHODS: Final[Mapping[str, str | Promise]] = {
    "scottish": _("Single transferable vote, as Scottish councils count it"),
    "irv": _("The last is left out, round by round, until one has more than half"),
    "approval": _("Everybody named on a ballot has a vote"),
    "score": _("Points added up"),
    "meek": _("Meek’s method: whoever has more than enough keeps a smaller share of each ballot"),
    "schulze": _("Schulze’s method: each is compared with each"),
}
PHASES: Final[Mapping[str, tuple[str | Promise, str]]] = {
    "nominations": (_("nominations are open"), "plain"),
    "naming": (_("everybody names somebody"), "plain"),
    "changing": (_("namings can be changed"), "plain"),
    "proposing": (_("somebody is to be proposed"), "plain"),
    "announced": (_("the list is closed, the vote is announced"), "plain"),
    "voting": (_("the vote is open"), "plain"),
    "tied": (_("there is a tie"), "caution"),
    "counted": (_("counted; it takes effect as soon as it may"), "caution"),
    "over": (_("over"), "good"),
    "nobody-elected": (_("nobody was elected"), "caution"),
    "nobody-stands": (_("nobody stands"), "caution"),
    "called-off": (_("called off"), "caution"),
}


def title(post: str) -> str:
    """“Election: coordination”, “Election: circle leader of product circle”."""
    name, _sign, held_for = post.partition("~")
    return gettext("Election: {post}").format(post=named(name, held_for))


def proposed(post: str, names: str) -> str:
    """“Coordination: Ada and Bo”."""
    return gettext("{post}: {names}").format(post=post_title(post), names=names)[:200]


def vacant(post: str) -> str:
    """“Vacant seat: coordination”."""
    return gettext("Vacant seat: {post}").format(post=post_title(post))


def post_title(post: str) -> str:
    """What is filled."""
    name, _sign, held_for = post.partition("~")
    return named(name, held_for)
