"""A model charter becomes a co-op's own: the same articles under its own name and days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bylaws.charter.kinds.front import Front
from bylaws.charter.rules import read_front
from bylaws.charter.text import Text, read_text
from bylaws.charter.writing import write_front
from bylaws.kernel.faults import Fault, InputFault


def own_text(
    model: str,
    *,
    name: str,
    modelled_on: str,
    adopted: dt.date,
    from_day: dt.date | None = None,
    jurisdiction: str | None = None,
    time_zone: str | None = None,
    fiscal_year_starts: str | None = None,
    languages: Sequence[str] | None = None,
) -> str:
    """The text a co-op adopts when it takes a model as its charter: prose and rules stay as they are.

    `from_day` None means the day of adoption; `jurisdiction`, `time_zone`, `fiscal_year_starts` and
    `languages` None mean the model's own. The currency stays the text's: its amounts are written for it.
    What else a co-op answers for itself is filled in before, by `bylaws.charter.blanks`.
    Faults: `adoption.no-model` when the text is some co-op's own already, and those of a front matter.
    """
    faults: list[Fault] = []
    text = read_text(model, where="charter.md", faults=faults)
    front = _read(text, None, faults)
    if not front.model:
        raise InputFault(
            "This text is the charter of “{name}”, not a model.",
            code="adoption.no-model",
            next_step="Begin with a model, whose front matter says model = true.",
            where="charter.md:1",
            name=front.name,
        )
    own = {
        "name": name,
        "jurisdiction": jurisdiction or front.jurisdiction,
        "time_zone": time_zone or front.time_zone,
        "fiscal_year_starts": fiscal_year_starts or front.fiscal_year_starts,
        "languages": list(languages or front.languages),
        "adopted": adopted,
        "from": from_day or adopted,
        "modelled_on": modelled_on,
    }
    kept = {key: value for key, value in text.front.items() if key != "model"}
    return write_front(_read(text, {**kept, **own}, faults)) + _body(text)


def _read(text: Text, written: dict[str, object] | None, faults: list[Fault]) -> Front:
    front = read_front(text, faults, written) if not faults else None
    if front is None:
        raise faults[0]
    return front


def _body(text: Text) -> str:
    """Everything after the front matter, to the letter."""
    lines = text.source.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    closing = next(n for n, line in enumerate(lines[1:], start=1) if line.strip() == "---")
    return "\n".join(lines[closing + 1 :])
