"""Keys and addresses made from names: small letters, digits and hyphens."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import count
from typing import Final

from django.utils.text import slugify

LONGEST: Final = 60
A_KEY: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
"""What can be a key, or the name of a draft or of a matter."""
NAMELESS: Final = "person"


def address_of(name: str) -> str:
    """An address out of a co-op's name; empty where none of its letters has a Latin form."""
    return slugify(name)[:LONGEST].strip("-_").replace("_", "-")


def key_of(name: str, taken: Collection[str]) -> str:
    """A key nobody has yet: the first name, else the whole name, else with the next free number."""
    whole = address_of(name) or NAMELESS
    first = whole.split("-", 1)[0]
    for wanted in (first, whole):
        if wanted not in taken:
            return wanted
    numbered = (f"{first[: LONGEST - 8]}-{number}" for number in count(2))
    return next(wanted for wanted in numbered if wanted not in taken)
