"""What no committed file may say. The patterns are spelt so that this page does not match itself."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tests.architecture.tree import HOUSE, Page

HOSTS = re.compile(
    r"[p]ypi\.org|[p]ythonhosted\.org|[n]pmjs\.(org|com)|[y]arnpkg\.com|[c]rates\.io|[r]ubygems\.org|[a]naconda\.org"
    r"|[d]eb\.debian\.org|[a]rchive\.ubuntu\.com|[p]roxy\.golang\.org|[m]aven\.org|[g]hcr\.io|[q]uay\.io|[d]ocker\.io"
    r"|[i]ndex[-_]url|[f]ind[-_]links\s*=",
    re.IGNORECASE,
)
PLACES = re.compile(
    r"(?<![\w.>}-])/([r]oot|[h]ome/[a-z_]|[U]sers/[A-Za-z]|[o]pt/[a-z]|[m]nt/[a-z])|\.\./[s]hared/"
)
UNFINISHED = re.compile(r"\b([T]ODO|[F]IXME|[X]XX:|[H]ACK)\b")
OFF_SUBJECT = re.compile(
    r"\b([c]laude|[a]nthropic|[o]penai|[c]hatgpt|[g]pt-\d|[c]opilot|[g]emini|[L]LMs?|[l]anguage models?"
    r"|AI[- ]([g]enerated|[a]ssist\w*|[a]gents?|[t]ools?|[w]ritten)|[s]ub-?agents?|[a]gentic"
    r"|[c]oding [a]gents?|[h]elper [s]ession|[t]his [w]orkplace|[i]ssues [s]how)\b",
    re.IGNORECASE,
)
RULES = (
    (HOSTS, "names a package registry"),
    (PLACES, "names a folder of one machine"),
    (UNFINISHED, "is a note to finish later"),
    (OFF_SUBJECT, "does not speak of the project"),
)


def amiss(page: Page) -> list[str]:
    """Every line that names a registry, a machine's folder, unfinished work, or something off the subject."""
    return [
        page.at(number, what)
        for rule, what in (*RULES, (_here(), "names a folder of this machine"))
        if rule.search("\n".join(page.lines))
        for number, line in enumerate(page.lines, start=1)
        if rule.search(line)
    ]


@cache
def _here() -> re.Pattern[str]:
    """The checkout, its neighbours and the home folder of whoever runs the tests."""
    neighbours = [HOUSE, *HOUSE.parent.iterdir()] if HOUSE.parent != Path("/") else [HOUSE]
    places = [str(place) for place in (*neighbours, Path.home()) if len(place.parts) > 2]
    return re.compile("|".join(map(re.escape, places)) or r"(?!)")
