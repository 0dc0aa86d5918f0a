"""Rights, views and what an evaluation can come to, in the words people use."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_RIGHTS: dict[str, str | Promise] = {
    "speak": _("speak"),
    "propose": _("propose"),
    "vote": _("vote"),
    "block": _("block"),
    "share": _("share in the surplus"),
}
VIEWS: dict[str, str | Promise] = {
    "self": _("their own"),
    "peers": _("colleagues’"),
    "role": _("that of whoever holds a role"),
    "body": _("that of a circle or committee"),
    "clients": _("clients’"),
}


def right(word: str) -> str:
    """A right as people say it; the charter's own word where it is one of its own."""
    return str(_RIGHTS.get(word, word.replace("-", " ")))


def view(word: str) -> str:
    """Whose view was heard."""
    return str(VIEWS.get(word, word))
