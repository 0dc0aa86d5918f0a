"""Words for what the rules name: phases, and the charter's matters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bylaws.charter.wording.phrases import Phrases
from toadlane.decisions.matters import Words
from toadlane.proposals.polling import KINDS
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


PROXY_STAGES: Final[Mapping[str, tuple[Words, str]]] = {
    "asked": (_("waits for an answer"), ""),
    "holds": (_("speaks for them"), "accent"),
    "declined": (_("declined"), ""),
    "taken-back": (_("proxy taken back"), ""),
    "given-back": (_("proxy given back"), ""),
    "spoke": (_("over: they spoke themselves"), ""),
    "concerned": (_("over: one of them is concerned"), ""),
}
"""What became of a proxy, and the kind of its badge."""
WHERE_CHOSEN: Final[Mapping[str, Words]] = {"passed": _("chosen"), "not-adopted": _("nothing chosen")}
"""Where there are options."""


def phase(key: str, *, chooses: bool = False) -> str:
    """In words."""
    if chooses and key in WHERE_CHOSEN:
        return str(WHERE_CHOSEN[key])
    return str(PHASES[key][0]) if key in PHASES else key


def about(row: Any) -> str:
    """What a proposal or a draft is about, or how a poll asks."""
    if getattr(row, "seats", None) is not None:
        return gettext("an election")
    return kind_of(row.poll, row.matter)


def kind_of(poll: str, about: str) -> str:
    """The same, of what is not yet written."""
    return gettext("a poll: {how}").format(how=KINDS[poll]) if poll else matter(about)


def matter(key: str) -> str:
    """One of the charter's matters, as it is called in the reader's language."""
    return Phrases(rules_language()).name("matter", key)
