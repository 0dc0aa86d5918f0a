"""Reading what a proof pack holds, trusting none of it: all files listed, whole and in shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bylaws.charter.charter import Charter
from bylaws.facts.kept import year_from_json
from bylaws.facts.people import person
from bylaws.facts.year import YearFacts
from bylaws.kernel.faults import InputFault, NotThere, RecordBroken
from bylaws.surplus.proof import pack
from bylaws.surplus.proof.pack import Entry

SHA256 = r"[0-9a-f]{64}"
HEX = r"([0-9a-f]{2})*"
NEEDED = (
    pack.CHARTER,
    pack.FACTS,
    pack.FIGURES,
    pack.MANIFEST,
    pack.README,
    pack.RECORD,
    pack.RESULT,
)
LARGEST = 2**53 - 1

Text = Annotated[str, Field(max_length=200)]
Minor = Annotated[int, Field(ge=-LARGEST, le=LARGEST)]
Seconds = Annotated[int, Field(ge=0, le=LARGEST)]


class Shape(BaseModel):
    """What a file of a pack must look like: nothing more, nothing less, nothing converted."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Listed(Shape):
    """One file as the manifest lists it."""

    name: Text
    bytes: Seconds
    sha256: Annotated[str, Field(pattern=f"^{SHA256}$")]


class Manifest(Shape):
    """What a pack is about, and every file it holds."""

    format: Text
    year: Annotated[int, Field(ge=1, le=9999)]
    closed_on: Text
    made_by: Text
    files: list[Listed]


class Record(Shape):
    """The record's entry of the close."""

    commitment: Annotated[str, Field(pattern=f"^{SHA256}$")]
    content: str
    salt: Annotated[str, Field(pattern=f"^{HEX}$")]


class Names(Shape):
    """What people are called, by their keys."""

    names: dict[Text, Text]


class KeptYear(Shape):
    """The facts of a year as they are kept (`toad-lane-year/1`)."""

    format: Text
    year: Annotated[int, Field(ge=1, le=9998)]
    currency: Text
    surplus: Minor
    tax: Minor
    closed_on: Text
    people: list[tuple[Text, Text, list[tuple[Text, Text, Text | None]]]]
    cells: list[tuple[Text, Text, Text, Text, Text | None, Seconds]]
    standing: list[tuple[Text, Minor, Minor, Seconds]]
    collective: Minor | None
    funds: dict[Text, Minor]


class _Format(BaseModel):
    """The one thing a manifest of any version says."""

    model_config = ConfigDict(strict=True, extra="ignore")
    format: Text


@dataclass(frozen=True)
class Opened:
    """A pack whose files are all there, whole and in shape."""

    manifest: Manifest
    charter: Charter
    texts: Mapping[str, str]
    kept: dict[str, Any]
    facts: YearFacts
    entry: Entry
    result: bytes
    figures: bytes
    names: Mapping[str, str]


def opened(files: Mapping[str, bytes]) -> Opened:
    """Read a pack's files.

    Faults: `proof.missing`, `proof.format`, `proof.shape`, `proof.changed` for a file that is not as the
    manifest lists it, `proof.unlisted`, `proof.listed-twice`, `proof.foreign`, `proof.not-text`, those
    of reading a charter, `facts.kept-format` and `facts.kept-broken`.
    """
    for name in NEEDED:
        if name not in files:
            raise missing(name)
    manifest = _manifest(files[pack.MANIFEST])
    _check_files(files, manifest)
    texts = {_named(place): _text(place, files[place]) for place in files if place.startswith("charter/")}
    kept = _shaped(KeptYear, pack.FACTS, files[pack.FACTS]).model_dump(mode="json")
    record = _shaped(Record, pack.RECORD, files[pack.RECORD])
    return Opened(
        manifest=manifest,
        charter=pack.charter_of(texts),
        texts=texts,
        kept=kept,
        facts=_facts(kept),
        entry=Entry(bytes.fromhex(record.commitment), _bytes(record.content), bytes.fromhex(record.salt)),
        result=files[pack.RESULT],
        figures=files[pack.FIGURES],
        names=_names(files),
    )


def missing(name: str) -> NotThere:
    """The fault for a file that every pack has and this one has not."""
    return NotThere(
        "“{name}” is missing from the pack.",
        code="proof.missing",
        next_step="Ask for the pack again; every file it lists belongs to it.",
        name=name,
    )


def _manifest(content: bytes) -> Manifest:
    said = _shaped(_Format, pack.MANIFEST, content).format
    if said != pack.FORMAT:
        raise InputFault(
            "The pack is of the format “{said}”; this program reads “{ours}”.",
            code="proof.format",
            next_step="Use the version of the program that its README names.",
            said=said[:60],
            ours=pack.FORMAT,
        )
    manifest: Manifest = _shaped(Manifest, pack.MANIFEST, content)
    return manifest


def _check_files(files: Mapping[str, bytes], manifest: Manifest) -> None:
    """Every file that is listed is there and as listed; none is there that is not listed, or no pack has."""
    listed = {one.name: one for one in manifest.files}
    if len(listed) < len(manifest.files):
        raise _listed_twice(manifest)
    for name, one in listed.items():
        if name not in files:
            raise missing(name)
        if (len(files[name]), pack.digest(files[name])) != (one.bytes, one.sha256):
            raise RecordBroken(
                "“{name}” has changed since the pack was made: its SHA-256 is not that of the manifest.",
                code="proof.changed",
                next_step="Ask for the pack again, and compare the SHA-256 of both copies.",
                name=name,
            )
    for name in files:
        if name not in listed and name != pack.MANIFEST:
            raise RecordBroken(
                "“{name}” lies in the pack, and its manifest does not list it.",
                code="proof.unlisted",
                next_step="Take it out, if you put it there; if not, ask for the pack again.",
                name=name[:80],
            )
        if not _belongs(name):
            raise _foreign(name)


def _belongs(name: str) -> bool:
    """Whether packs have a file of that name: the checks speak of every one they call good."""
    return name in {*NEEDED, pack.NAMES} or (
        name.startswith(pack.AMENDMENTS) and _named(name) != pack.BASE and pack.place_of(_named(name)) == name
    )


def _foreign(name: str) -> RecordBroken:
    return RecordBroken(
        "“{name}” is no file that a pack has, so nothing speaks for what is in it.",
        code="proof.foreign",
        next_step="Do not rely on it; ask for the pack again.",
        name=name[:80],
    )


def _listed_twice(manifest: Manifest) -> RecordBroken:
    names = [one.name for one in manifest.files]
    return RecordBroken(
        "The manifest lists “{name}” twice.",
        code="proof.listed-twice",
        next_step="No proof pack is made so; ask for it again.",
        name=next(name for name in names if names.count(name) > 1)[:80],
    )


def _named(place: str) -> str:
    """The name of a text by its place in the pack."""
    return pack.BASE if place == pack.CHARTER else place.removeprefix(pack.AMENDMENTS).removesuffix(".md")


def _text(place: str, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise InputFault(
            "{place} is not written in UTF-8.",
            code="proof.not-text",
            next_step="Ask for the pack again.",
            place=place,
        ) from None


def _bytes(content: str) -> bytes:
    return content.encode("utf-8", "surrogatepass")


def _facts(kept: dict[str, Any]) -> YearFacts:
    """The facts, if the people they speak of are there and are one person each at a time."""
    facts = year_from_json(kept)
    if len(facts.people) < len(kept["people"]):
        raise _odd("a person stands in them twice")
    for one in facts.people.values():
        person(one.key, one.name, one.spells)
    for cell in facts.cells:
        who = facts.people.get(cell.person)
        if who is None or who.stage_on(cell.period.from_day) != cell.stage:
            raise _odd(f"hours of “{cell.person[:60]}” are of a stage that person was not in")
    stranger = next((key for key in facts.standing if key not in facts.people), None)
    if stranger is not None:
        raise _odd(f"“{stranger[:60]}” has an account and is nobody")
    return facts


def _odd(problem: str) -> RecordBroken:
    return RecordBroken(
        "The facts of the pack do not hold together: {problem}.",
        code="proof.facts",
        next_step="Ask for the pack again; no close was ever made of such facts.",
        problem=problem,
    )


def _names(files: Mapping[str, bytes]) -> Mapping[str, str]:
    if pack.NAMES not in files:
        return {}
    named: Names = _shaped(Names, pack.NAMES, files[pack.NAMES])
    return named.names


def _shaped(shape: type[Any], name: str, content: bytes) -> Any:
    """A file read as JSON of one shape; fault `proof.shape`."""
    try:
        return shape.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        problem = f"{place}: {first['msg']}" if place else first["msg"]
    raise InputFault(
        "“{name}” does not hold what it should: {problem}.",
        code="proof.shape",
        next_step="Ask for the pack again.",
        name=name,
        problem=problem[:200],
    )
