"""Words for what the rules name: phases, and the charter's matters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from bylaws.charter.wording.phrases import Phrases
from toadlane.decisions.matters import Words
from toadlane.ui.languages import rules_language

PHASES: Final[Mapping[str, tuple[Words, str]]] = {
    "talk": (_("announced"), ""),
    "open": (_("open"), "accent"),
    "second-call": (_("open, second call"), "accent"),
    "override": (_("open, to pass over a block"), "accent"),
    "run-off": (_("open, run-off"), "accent"),
    "tied": (_("tied"), "caution"),
    "cooling": (_("pause before the next attempt"), "caution"),
    "passed": (_("adopted"), "good"),
    "not-adopted": (_("not adopted"), "trouble"),
    "blocked": (_("blocked"), "trouble"),
    "inquorate": (_("too few took part"), "caution"),
    "withdrawn": (_("taken back"), ""),
    "pulled-back": (_("pulled back to be worked on"), ""),
    "agreed-to-disagree": (_("left as it is: we agreed to disagree"), ""),
}
"""What each phase is called, and the kind of its badge."""


def phase(key: str) -> str:
    """In words."""
    return str(PHASES[key][0]) if key in PHASES else key


def matter(key: str) -> str:
    """One of the charter's matters, as it is called in the reader's language."""
    return Phrases(rules_language()).name("matter", key)
