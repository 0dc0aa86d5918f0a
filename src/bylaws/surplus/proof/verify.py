"""Verifying a proof pack: reckon its close again from its own texts and facts, and compare byte for byte."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bylaws.facts.kept import fingerprint
from bylaws.kernel.faults import Fault, RecordBroken
from bylaws.kernel.reasons import Reason, Value
from bylaws.record.commitment import SALT_BYTES, opens
from bylaws.surplus.close import close_year
from bylaws.surplus.closing import Closing
from bylaws.surplus.proof import pack
from bylaws.surplus.proof.differences import differences
from bylaws.surplus.proof.reading import Opened, opened
from bylaws.surplus.result import closing_as_json, people_of

CLOSED = "year.closed.v1"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was compared. `agrees` is None where there is nothing left to compare with."""

    reason: Reason
    agrees: bool | None


@dataclass(frozen=True)
class Verified:
    """What came of verifying a pack; it agrees when no check says otherwise."""

    pack: Opened
    checks: tuple[Check, ...]

    @property
    def agrees(self) -> bool:
        """Whether nothing in the pack speaks against anything else in it."""
        return not any(check.agrees is False for check in self.checks)


def verify(files: Mapping[str, bytes]) -> Verified:
    """Verify the files of a pack (`archive.unpacked`, or those of a folder).

    What cannot be read at all is a fault of `reading.opened`; what can be read and does not agree is a
    check that says so, with what differs as the parts of its reason.
    """
    read = opened(files)
    about: dict[str, Value] = {"count": len(read.manifest.files)}
    checks = [Check(Reason("proof.files", about), agrees=True), *_record(read), *_result(read)]
    return Verified(read, tuple(checks))


def _record(read: Opened) -> list[Check]:
    """Whether the record's entry is the one committed to, and names these texts, these facts, this year."""
    commitment = read.entry.commitment.hex()
    if not read.entry.content:
        return [Check(Reason("proof.entry-erased", {"commitment": commitment}), agrees=None)]
    said = _said(read)
    if said is None:
        return [Check(Reason("proof.entry-other", {"commitment": commitment}), agrees=False)]
    what = _table(said, "what")
    texts = pack.digest_of_texts(read.texts)
    facts = fingerprint(read.kept, texts)
    day, told = read.facts.closed_on, str(said.get("happened_at"))[:10]
    entry = said.get("kind") == CLOSED and what.get("year") == read.facts.year and _near(day, told)
    count: dict[str, Value] = {"count": len(read.texts), "digest": texts}
    year: dict[str, Value] = {"year": read.facts.year, "day": day, "commitment": commitment}
    return [
        Check(Reason("proof.entry" if entry else "proof.entry-of-another", year), agrees=entry),
        _same(what.get("texts") == texts, Reason("proof.texts", count), Reason("proof.texts-other", count)),
        _same(
            what.get("fingerprint") == facts,
            Reason("proof.facts", {"digest": facts}),
            Reason("proof.facts-other", {"digest": facts}),
        ),
    ]


def _said(read: Opened) -> dict[str, Any] | None:
    """What the record's entry said, if it is what the commitment was made of."""
    entry = read.entry
    if len(entry.salt) != SALT_BYTES or not opens(entry.commitment, content=entry.content, salt=entry.salt):
        return None
    try:
        said = json.loads(entry.content)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _table(said: dict[str, Any], name: str) -> dict[str, Any]:
    found = said.get(name)
    return found if isinstance(found, dict) else {}


def _near(day: dt.date, told: str) -> bool:
    """Whether a day is that of an instant in UTC, or the next one anywhere on earth."""
    try:
        return abs(dt.date.fromisoformat(told) - day) <= dt.timedelta(days=1)
    except ValueError:
        return False


def _result(read: Opened) -> list[Check]:
    """Whether the close, reckoned again, is the result of the pack, and its table too."""
    try:
        closing = _reckoned(read)
    except Fault as fault:
        return [
            Check(
                Reason("proof.not-reckoned", {"problem": str(fault).removesuffix(".")}, fault.article),
                agrees=False,
            )
        ]
    counted: dict[str, Value] = {
        "steps": len(closing.parts.steps),
        "people": len(people_of(closing)),
    }
    if pack.result_bytes(closing) == read.result:
        result = Check(Reason("proof.result", counted), agrees=True)
    else:
        found = differences(closing_as_json(closing, why=True), read.result, read.names)
        made_by: dict[str, Value] = {"made_by": read.manifest.made_by}
        result = Check(Reason("proof.result-other", made_by, None, found), agrees=False)
    table = _same(
        pack.figures(closing) == read.figures, Reason("proof.figures"), Reason("proof.figures-other")
    )
    said = (read.manifest.year, read.manifest.closed_on)
    same = said == (closing.facts.year, closing.facts.closed_on.isoformat())
    return [result, table, *([] if same else [Check(Reason("proof.manifest-other"), agrees=False)])]


def _reckoned(read: Opened) -> Closing:
    """The close of the pack's texts and facts; facts that no close was ever made of are a fault too."""
    try:
        return close_year(read.charter, read.facts)
    except (LookupError, TypeError, ValueError, ArithmeticError) as error:
        raise RecordBroken(
            "The facts of the pack cannot be reckoned with: {problem}.",
            code="proof.facts",
            next_step="Ask for the pack again; no close was ever made of such facts.",
            problem=f"{type(error).__name__} {error}"[:200],
        ) from None


def _same(agrees: bool, yes: Reason, no: Reason) -> Check:  # noqa: FBT001 - which of the two to say
    return Check(yes if agrees else no, agrees)
