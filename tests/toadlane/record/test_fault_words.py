"""Every fault of the pure record is told in the reader's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from django.utils import translation

import bylaws.record
from bylaws.record.notes import bad_key
from toadlane.record.fault_words import TOLD
from toadlane.ui.faults import told

FAULTS = {"InputFault", "RecordBroken", "refusal", "broken"}


def said() -> Iterator[str]:
    """What the modules of `bylaws.record` say when they refuse something, and what now."""
    for file in sorted(Path(bylaws.record.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in FAULTS:
                words = [*node.args[:1], *(one.value for one in node.keywords if one.arg == "next_step")]
                yield from (one.value for one in words if isinstance(one, ast.Constant))  # type: ignore[misc]


def test_what_the_record_refuses_is_told_in_the_readers_language() -> None:
    assert set(said()) == set(TOLD)
    for language in ("es", "fr"):
        with translation.override(language):
            assert [one for one in TOLD if translation.gettext(one) == one] == []
    with translation.override("fr"):
        assert told(bad_key("x")).says.startswith("« x » n’est pas une clé")
