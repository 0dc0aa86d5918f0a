"""Stages, roles and sign-in in the words people use."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toadlane.notices.kinds import Values

_WORDS: dict[str, str | Promise] = {
    "intern": _("intern"),
    "trainee": _("trainee"),
    "candidate": _("candidate"),
    "member": _("member"),
    "sabbatical": _("on sabbatical"),
    "retired": _("retired"),
    "former": _("former member"),
    "bookkeeper": _("bookkeeper"),
    "accountant": _("accountant"),
    "founder": _("founder"),
}


def said(word: str) -> str:
    """“former member” for `former`; a co-op’s own word as it is written, without its hyphens."""
    return str(_WORDS.get(word, word.replace("-", " ")))


def in_values(name: str) -> Callable[[Values], Values]:
    """For a kind of notices: the value of that name as people call it, where there is one."""

    def told(values: Values) -> Values:
        return {**values, name: said(str(values[name]))} if name in values else values

    return told


def choices(known: list[str]) -> list[tuple[str, str]]:
    """For a form."""
    return [(word, said(word)) for word in known]
