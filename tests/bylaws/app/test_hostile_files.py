"""Whatever stands in the files, the command answers or refuses; it never falls over."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bylaws.app.main import main
from tests.bylaws.app.desk import EXAMPLES

CODES = {0, 2, 3, 4}
CHARTER = (EXAMPLES / "kite" / "charter.md").read_bytes()
AMENDMENT = (EXAMPLES / "kite" / "amendments" / "2025-teaching.md").read_bytes()
FACTS = json.loads((EXAMPLES / "kite" / "facts.json").read_text("utf-8"))
LANTERN = json.loads((EXAMPLES / "lantern" / "facts.json").read_text("utf-8"))
EXPORT = (EXAMPLES / "lantern" / "toggl-2025.csv").read_bytes()
PIECES = (
    b"```",
    b"[[",
    b"]]",
    b'"',
    b"=",
    b"---",
    b"## Article 3",
    b"\0",
    b"\xff",
    b"1e999",
    b"9" * 30,
    b"{",
    b"\r",
)
VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        -1,
        0,
        10**30,
        1.5,
        float("inf"),
        "",
        "9" * 400,
        "-0.01",
        "1e9",
        "0001-01-01",
        "9999-12-31",
    ),
    *("\ud800", "\x1b[2J", [], {}, [[[]]], {"kind": {}}, "ada", "member", "USD", "../x"),
)


def scarred(whole: bytes) -> st.SearchStrategy[bytes]:
    """A file with a few places cut out, written over or doubled."""
    place = st.integers(0, len(whole))
    wound = st.tuples(place, st.integers(0, 40), st.one_of(st.sampled_from(PIECES), st.binary(max_size=8)))

    def wounded(wounds: list[tuple[int, int, bytes]]) -> bytes:
        out = whole
        for start, length, piece in wounds:
            out = out[:start] + piece + out[start + length :]
        return out

    return st.lists(wound, min_size=1, max_size=4).map(wounded)


def places(one: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place of a JSON value."""
    match one:
        case dict():
            inner = [places(value, (*path, key)) for key, value in one.items()]
        case list():
            inner = [places(value, (*path, nth)) for nth, value in enumerate(one)]
        case _:
            inner = []
    return [path, *(place for found in inner for place in found)]


def odd(whole: object) -> st.SearchStrategy[str]:
    """Facts in which some places hold something else."""
    swap = st.tuples(st.sampled_from([place for place in places(whole) if place]), st.sampled_from(VALUES))

    def swapped(swaps: list[tuple[tuple[str | int, ...], object]]) -> str:
        facts = json.loads(json.dumps(whole))
        for path, value in swaps:
            place = facts
            for step in path[:-1]:
                place = _within(place, step)
            if isinstance(place, dict) or (isinstance(place, list) and isinstance(path[-1], int)):
                _put(place, path[-1], deepcopy(value))
        return json.dumps(facts)

    return st.lists(swap, min_size=1, max_size=3).map(swapped)


def _within(place: Any, step: str | int) -> Any:
    if isinstance(place, dict):
        return place.get(str(step), {})
    return place[step] if isinstance(place, list) and isinstance(step, int) and step < len(place) else {}


def _put(place: Any, step: str | int, value: object) -> None:
    if isinstance(place, dict) or int(step) < len(place):
        place[step] = value


def ask(papers: dict[str, bytes], words: Callable[[Path], list[str]]) -> tuple[int, str]:
    """Ask about papers in a folder of their own; the exit code and all that was said."""
    said = io.StringIO()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, content in papers.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(content)
        with redirect_stdout(said), redirect_stderr(said):
            code = main(words(folder))
    return code, said.getvalue()


def closing(folder: Path, *more: str) -> list[str]:
    return ["close-year", str(folder / "charter.md"), str(folder / "facts.json"), "--year", "2025", *more]


def sound(answer: tuple[int, str]) -> bool:
    code, said = answer
    return code in CODES and "\x1b" not in said and bool(said.strip())


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(scarred(CHARTER), scarred(AMENDMENT))
def test_any_charter_is_checked_or_refused(charter: bytes, amendment: bytes) -> None:
    papers = {"charter.md": charter, "amendments/a.md": amendment}

    assert sound(ask(papers, lambda folder: ["check", str(folder / "charter.md")]))
    assert sound(ask(papers, lambda folder: ["check", str(folder / "charter.md"), "--json"]))
    assert sound(ask(papers, lambda folder: ["show", str(folder / "charter.md"), "--on", "2025-06-01"]))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_any_bytes_are_no_charter(charter: bytes) -> None:
    code, said = ask({"charter.md": charter}, lambda folder: ["check", str(folder / "charter.md")])

    assert (code, sound((code, said))) == (2, True)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(odd(FACTS), scarred(json.dumps(FACTS).encode()).map(lambda b: b.decode("latin-1"))))
def test_any_facts_are_closed_or_refused(facts: str) -> None:
    papers = {
        "charter.md": CHARTER,
        "amendments/a.md": AMENDMENT,
        "facts.json": facts.encode("utf-8", "surrogatepass"),
    }

    assert sound(ask(papers, closing))
    assert sound(ask(papers, lambda folder: closing(folder, "--why", "--json")))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(odd(LANTERN), scarred(EXPORT))
def test_any_export_is_read_or_refused(facts: str, export: bytes) -> None:
    papers = {
        "charter.md": (EXAMPLES / "lantern" / "charter.md").read_bytes(),
        "facts.json": facts.encode(),
        "toggl-2025.csv": export,
    }

    assert sound(ask(papers, closing))
    assert sound(ask(papers | {"facts.json": json.dumps(LANTERN).encode()}, closing))


@pytest.mark.parametrize("deep", [b"[" * 100_000, b'{"facts":' * 50_000, b"9" * 10_000])
def test_deep_and_long_json_is_refused(deep: bytes) -> None:
    assert ask({"charter.md": CHARTER, "facts.json": deep}, closing)[0] == 2
