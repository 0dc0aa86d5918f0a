"""What the keys of charters say, in the reader's language; the English stands with each key itself.

A catalogue goes by the English, so that what is put differently there is missing here, and a test says so.
It is read when a form is shown, and not with a charter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from bylaws.charter.wording.phrases import Phrases

_SOURCES = re.compile(r" \((?:S[0-9]|finance\.md)[^()]*\)")
"""Where a rule comes from: for those who write this library, not for those who fill in a form."""


def described(says: str, language: str = "en") -> str:
    """What a key, a kind or the absence of a key means, from its English. Fault: `words.language`."""
    english = _SOURCES.sub("", says.replace("\n", " "))
    return catalogue(language).get(english, english)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The words of one language by their English; none for English. Fault: `words.language`."""
    match language:
        case "es":
            from bylaws.charter.describing import es  # noqa: PLC0415 - read with the first form alone

            return es.SAID
        case "fr":
            from bylaws.charter.describing import fr  # noqa: PLC0415 - the same

            return fr.SAID
    Phrases(language)
    return {}
