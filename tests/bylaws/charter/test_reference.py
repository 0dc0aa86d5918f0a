"""The reference page says what the models say, and its examples can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from bylaws.charter import examples
from bylaws.charter.amendments import AmendmentFront
from bylaws.charter.charter import try_charter
from bylaws.charter.kinds import KINDS
from bylaws.charter.kinds.front import Front
from bylaws.charter.lint import check
from bylaws.charter.reference import charter_reference
from tests.bylaws.charter.texts import article

PAGE = Path(__file__).parents[3] / "docs" / "charter-reference.md"
WRITE_IT_ANEW = """PYTHONPATH=src python -c "
from bylaws.charter.reference import charter_reference
print(charter_reference(), end='')" > docs/charter-reference.md"""
WHOLE = f"---\n{examples.FRONT}---\n" + "".join(
    article(number, kind, rule) for number, (kind, rule) in enumerate(examples.RULES.items(), start=101)
)


def test_the_committed_page_is_the_one_the_models_make() -> None:
    assert PAGE.read_text("utf-8") == charter_reference(), WRITE_IT_ANEW


def test_every_kind_has_an_example_that_can_be_read() -> None:
    charter, faults = try_charter(WHOLE)

    assert (list(examples.RULES), [str(fault) for fault in faults]) == (list(KINDS), [])
    assert charter is not None
    assert [kind for kind in KINDS if not charter.on(charter.base_front.starts()).of_kind(kind)] == []


def test_the_examples_together_make_a_charter_without_serious_findings() -> None:
    named = [rule for kind in KINDS.values() if kind.named for rule in examples.MORE.get(kind.name, ())]

    charter, _ = try_charter(
        (WHOLE + article(200, "More", *named))
        .replace('["support", "administration"]', '["leave"]')
        .replace("development", "client-work")
    )

    assert charter is not None
    assert [str(finding.fault) for finding in check(charter) if finding.serious] == []


def test_the_example_of_an_amendment_can_be_read() -> None:
    source = f"---\n{examples.AMENDMENT}---\n" + article(9, "Surplus") + article(21, "Care")
    early = '---\nadopted = 2025-02-01\nfrom = 2025-09-01\nby = "us"\nreplaces = [9]\n---\n' + article(
        9, "Early"
    )

    more = "".join(article(number, "More") for number in (9, 14))
    _, faults = try_charter(WHOLE + more, {"2025-surplus": early, "new": source})

    assert [str(fault) for fault in faults] == []


def shown(kind: str) -> str:
    return "\n".join([examples.RULES[kind], *examples.MORE.get(kind, ())])


def keys(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield field.alias or name
        for inner in _models(field.annotation):
            yield from keys(inner)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


@pytest.mark.parametrize(
    ("model", "toml"),
    [
        (Front, examples.FRONT),
        (AmendmentFront, examples.AMENDMENT),
        *((kind.model, shown(kind.name)) for kind in KINDS.values()),
    ],
)
def test_the_examples_show_every_key(model: type[BaseModel], toml: str) -> None:
    assert [key for key in keys(model) if f"{key} = " not in toml and f"[{key}]" not in toml] == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_section_with_every_key_its_example_and_its_words(kind: str) -> None:
    section = charter_reference().partition(f"## Kind `{kind}`")[2].partition("\n## ")[0]

    assert [key for key in keys(KINDS[kind].model) if f"| `{key}` |" not in section] == []
    assert [
        part
        for part in ("**Which text:** ", "```toml rule\nkind = ", "In plain words:\n\n- ")
        if part not in section
    ] == []
