"""What can be decided: rooms above name their matters here, with the words people read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from toadlane.coops.models import Coop

Words = str | Promise


def _nowhere(_coop: Coop, _subject: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter, such as “close-year”, in words.

    `titled` and `asked` hold “{subject}”: “Close the year {subject}”, “Confirm the decision to close
    {subject}”. `page` says where people see what exactly is decided on; it gives "" where nowhere.
    `rule` is the kind of rule whose article it is usually decided under; "" where there is none.
    """

    key: str
    label: Words
    subject_label: Words
    titled: Words
    asked: Words
    page: Callable[[Coop, str], str] = _nowhere
    rule: str = ""
    decided_as: str = ""
    """The charter's matter that it goes by, such as “close-year”; "" where it goes by its own key."""
    by_proposal: bool = True
    """Whether a proposal here can decide it; a request in writing is none."""
    by_hand: bool = True
    """Whether it can be entered from the minutes; an election is held here, and takes effect by itself."""

    def title(self, subject: str) -> str:
        """The decision in a few words."""
        return str(self.titled).format(subject=subject)

    def asks(self, subject: str) -> str:
        """What *Today* asks of whoever may confirm it."""
        return str(self.asked).format(subject=subject)


OURS = (
    Matter(
        "close-year",
        label=gettext_lazy("Close a fiscal year"),
        subject_label=gettext_lazy("Fiscal year"),
        titled=gettext_lazy("Close the fiscal year {subject}"),
        asked=gettext_lazy("Confirm the decision to close {subject}"),
        rule="surplus",
    ),
    Matter(
        "correct-close",
        label=gettext_lazy("Put a close right"),
        subject_label=gettext_lazy("Fiscal year"),
        titled=gettext_lazy("Put the close of {subject} right"),
        asked=gettext_lazy("Confirm the decision to put the close of {subject} right"),
        rule="surplus",
        decided_as="close-year",
    ),
)

FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}\Z|\Z")
"""Of what exactly is decided on: 64 hex digits, or nothing."""
_known: dict[str, Matter] = {matter.key: matter for matter in OURS}


def register(matter: Matter) -> None:
    """Called by a room when the application starts; a second call with the same key takes the place."""
    _known[matter.key] = matter


def known() -> tuple[Matter, ...]:
    """Every matter that can be entered, in the order of their names."""
    return tuple(_known[key] for key in sorted(_known))


def matter(key: str) -> Matter:
    """A matter by its key; one that no room names stands under its key."""
    return _known.get(key) or Matter(
        key,
        label=key,
        subject_label=_("About"),
        titled=f"{key.replace('{', '{{').replace('}', '}}')}: {{subject}}",
        asked=gettext_noop("Confirm the decision about {subject}"),
    )
