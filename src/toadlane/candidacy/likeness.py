"""Names that look alike: an “А” is not always an “A”."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

_LOOKS: Final[Mapping[str, str]] = {
    # Cyrillic
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "i", "ј": "j", "к": "k", "ӏ": "l",
    "м": "m", "п": "n", "о": "o", "р": "p", "ԛ": "q", "г": "r", "ѕ": "s", "т": "t", "ц": "u", "ѵ": "v",
    "ԝ": "w", "х": "x", "у": "y", "н": "h",
    # Greek
    "α": "a", "β": "b", "ϲ": "c", "ε": "e", "η": "n", "ι": "i", "κ": "k", "μ": "u", "ν": "v", "ο": "o",
    "ρ": "p", "σ": "o", "τ": "t", "υ": "u", "χ": "x", "γ": "y", "ω": "w",
    # Armenian and others
    "օ": "o", "ո": "n", "ս": "u", "հ": "h", "ց": "g", "ı": "i", "ɡ": "g", "ɑ": "a",
    # figures
    "0": "o", "1": "l", "3": "e", "5": "s", "|": "l",
}  # fmt: skip
_WIDE: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_ONE_STROKE: Final = str.maketrans("i", "l")


def skeleton(name: str) -> str:
    """What is left of a name for the eye: two names with the same one can be taken for each other."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    marks = (sign for sign in plain if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")
    drawn = "".join(_LOOKS.get(sign, sign) for sign in marks)
    for two, one in _WIDE:
        drawn = drawn.replace(two, one)
    return "".join(drawn.translate(_ONE_STROKE).split())
