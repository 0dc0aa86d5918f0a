"""An amendment that nobody has adopted yet, read as if it were."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from bylaws.charter.charter import Charter, try_charter
from bylaws.kernel.faults import Fault

MARK = "---"
ONE_DAY = dt.timedelta(days=1)
SAYS = re.compile(r"\s*(adopted|from|by|supersedes)\s*=\s*(.*?)\s*")


def amended(
    base: str, amendments: Mapping[str, str], draft: str, *, name: str, where: str = "charter.md"
) -> Charter:
    """The charter with a draft beside its adopted amendments; raises the first fault found.

    A draft need not say `adopted` and `by`: it then counts as adopted after all of them.
    """
    text, added = as_if_adopted(draft, after=amendments.values())
    charter, faults = try_charter(base, {**amendments, name: text}, where=where)
    if charter is None or faults:
        raise _back(faults[0], name, added)
    return charter


def as_if_adopted(draft: str, *, after: Iterable[str] = ()) -> tuple[str, int]:
    """A draft with what only adoption adds to its front matter, and how many lines that came to.

    `after` are the texts of the amendments that were adopted before it: of two on one article the later
    adopted wins. One still to take effect is taken as in effect by then, unless the draft supersedes it.
    """
    lines = draft.split("\n")
    said = _said(lines)
    takes_effect = _day(said, "from")
    added = []
    if "adopted" not in said and takes_effect is not None:
        earlier = [_said(text.split("\n")) for text in after]
        days = [day + ONE_DAY for one in earlier if (day := _day(one, "adopted"))]
        if not days or "supersedes" not in said:
            days += [takes_effect, *(day for one in earlier if (day := _day(one, "from")))]
        added.append(f"adopted = {max(days).isoformat()}")
    if said and "by" not in said:
        added.append('by = "nobody yet"')
    return "\n".join([*lines[:1], *added, *lines[1:]]), len(added)


def _said(lines: list[str]) -> dict[str, str]:
    """The keys of the front matter that say how it was adopted, as they are written."""
    found: dict[str, str] = {}
    if not lines or lines[0].strip() != MARK:
        return found
    for line in lines[1:]:
        if line.strip() == MARK or line.lstrip().startswith("["):
            break
        key = SAYS.fullmatch(line)
        if key:
            found[key[1]] = key[2]
    return found


def _day(said: Mapping[str, str], key: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(said.get(key, ""))
    except ValueError:
        return None


def _back(fault: Fault, name: str, added: int) -> Fault:
    """A fault with its line as the draft counts them."""
    place, _, line = (fault.where or "").rpartition(":")
    if added and place == name and line.isdigit():
        fault.where = f"{place}:{max(int(line) - added, 1)}"
    return fault
