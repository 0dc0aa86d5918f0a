"""Proof packs of small years: Ada founded the co-op, Bo joined, and Bo was a candidate first."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from bylaws.charter.charter import Charter
from bylaws.facts.kept import fingerprint, year_as_json
from bylaws.facts.year import YearFacts
from bylaws.record.canonical import canonical
from bylaws.record.commitment import commit
from bylaws.surplus.proof import pack
from bylaws.surplus.proof.pack import Entry, Proof, digest_of_texts, proof_pack
from tests.bylaws.surplus.years import SUBCHAPTER_T, TAX, People, charter, collective, held, members, year

SALT = bytes(range(32))
Files = dict[str, bytes]


def texts_of(text: Charter) -> dict[str, str]:
    """The sources of a charter, each under its own name."""
    return {pack.BASE: text.base.source} | {one.name: one.text.source for one in text.amendments}


def kept(facts: YearFacts) -> dict[str, Any]:
    """Facts as they are kept beside a close: people by their keys alone."""
    plain: dict[str, Any] = json.loads(json.dumps(year_as_json(facts)))
    return {**plain, "people": [[key, key, spells] for key, _, spells in plain["people"]]}


def entry_of(facts: Mapping[str, Any], texts: Mapping[str, str], **says: object) -> Entry:
    """The record's entry of a close, as a co-op writes it."""
    digest = digest_of_texts(texts)
    what = {"fingerprint": fingerprint(facts, digest), "texts": digest, "year": facts["year"]}
    told: Any = {
        "kind": "year.closed.v1",
        "happened_at": f"{facts['closed_on']}T12:00:00.000000Z",
        "what": what,
        **says,
    }
    content = canonical(told)
    return Entry(commit(content, salt=SALT), content, SALT)


def proof_of(text: Charter, facts: YearFacts, /, **says: Any) -> Proof:
    texts, plain = texts_of(text), kept(facts)
    about: dict[str, Any] = {
        "texts": texts,
        "facts": plain,
        "entry": entry_of(plain, texts),
        "made_by": "Toad Lane 0.1.0",
        "readme": "Read me.\n",
    }
    return Proof(**(about | says))


def harbour() -> tuple[Charter, YearFacts]:
    """A surplus of 1,000.00 after tax: a quarter in common, the rest by hours, part of it in notices."""
    text = charter(
        TAX,
        collective("25%"),
        members(cash="20%", retained="qualified-notice", offset_open_buy_in=True),
        buy_in="400.00",
        tax=SUBCHAPTER_T,
    )
    worked = [
        ("ada", "client-work", "2025-03-03", 300),
        ("bo", "client-work", "2025-03-03", 100),
        ("bo", "upkeep", "2025-09-01", 100),
    ]
    who: People = {
        "ada": [("member", "2015-01-01", None)],
        "bo": [("candidate", "2024-12-01", "2025-07-01"), ("member", "2025-07-01", None)],
    }
    facts = year(
        text, "1200.00", worked, who=who, tax="200.00", standing={"bo": held("300.00")}, collective="5.00"
    )
    return text, facts


@cache
def harbour_pack() -> Files:
    """The pack of that close; made once, so take a copy to change it."""
    return proof_pack(proof_of(*harbour()))


def listed(files: Mapping[str, bytes]) -> Files:
    """The same files with a manifest that lists them as they are now, as a forger would write it."""
    out = dict(files)
    manifest = json.loads(out[pack.MANIFEST])
    manifest["files"] = [
        {"bytes": len(content), "name": name, "sha256": pack.digest(content)}
        for name, content in sorted(out.items())
        if name != pack.MANIFEST
    ]
    out[pack.MANIFEST] = json.dumps(manifest).encode()
    return out


def changed(files: Files, name: str, change: Callable[[Any], object]) -> Files:
    """The same pack with one JSON file changed, and a manifest that agrees with it."""
    value = json.loads(files[name])
    change(value)
    spelled = canonical(value) + b"\n"
    return listed({**files, name: spelled})
