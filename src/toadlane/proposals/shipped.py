"""Templates that come with the house, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from toadlane.decisions.matters import Words

BLANK: Final = "…"


@dataclass(frozen=True, slots=True)
class Shipped:
    """One of them; `{amount}`, `{name}`, `{coop}` and `{day}` are filled in when it is picked."""

    matter: str
    name: Words
    title: Words
    text: Words


SHIPPED: Final[Mapping[str, Shipped]] = {
    "spend": Shipped(
        "spend",
        _("Spend money"),
        _("Spend {amount} on …"),
        _(
            "What we buy, and from whom:\n\n"
            "What it costs: {amount}; and what it costs us each year after:\n\n"
            "Why now, and what we do without instead:\n\n"
            "Who buys it, and by when:\n\n"
            "How we will know that it was worth it:"
        ),
    ),
    "contract": Shipped(
        "contract",
        _("Sign a contract"),
        _("A contract with …"),
        _(
            "With whom, and about what:\n\n"
            "What we owe, and what they owe us:\n\n"
            "From when, until when, and how we get out of it:\n\n"
            "Who signs for {coop}, and who looks after it:\n\n"
            "What could go wrong:"
        ),
    ),
    "practice": Shipped(
        "policy",
        _("New working practice"),
        _("How we … from now on"),
        _(
            "How it is done today:\n\n"
            "What is hard about it, and for whom:\n\n"
            "How we do it from now on:\n\n"
            "Who sees to it:\n\n"
            "When we look at it again, and what would make us change it:"
        ),
    ),
    "admit": Shipped(
        "admit-member",
        _("Admit a member"),
        _("Admit {name} as a member"),
        _(
            "Since when {name} has worked with us, and on what:\n\n"
            "What we have seen, and what those who worked closest say:\n\n"
            "What is still to be learned, and who helps with it:\n\n"
            "From which day, and with which buy-in:"
        ),
    ),
    "role": Shipped(
        "role",
        _("Fill a role"),
        _("{name} as …"),
        _(
            "Which role, and what it is there for:\n\n"
            "Who was asked, and who is ready:\n\n"
            "Why {name}:\n\n"
            "From when, until when, and how it is handed over:"
        ),
    ),
}
