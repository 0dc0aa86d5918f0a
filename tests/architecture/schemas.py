"""The shapes of the API each bear a name of their own, for the published schema knows them by that alone."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from tests.architecture.tree import Page

ROOT = "Schema"
Class = tuple[str, int, set[str]]
"""Where it stands, on which line, and what it is built on."""


def namesakes(pages: Iterable[Page]) -> list[str]:
    """Shapes that share a name, each with both its files."""
    classes = classes_of(pages)
    known = shapes(classes)
    found = []
    for name in sorted(known - {ROOT}):
        places = [f"{path}:{line}" for path, line, bases in classes[name] if bases & known]
        if len(places) > 1:
            others = " and of ".join(places)
            found.append(
                f"{name} is a shape of {others}; the published schema would tell of one of them alone"
            )
    return found


def choices_as_types(pages: Iterable[Page]) -> list[str]:
    """Fields of shapes whose type is some model's own choices: they are published under their bare name."""
    written = list(pages)
    known = shapes(classes_of(written))
    return [
        f"{page.path}:{field.lineno} {ast.unparse(field.annotation)} would be published as "
        f"“{part.attr}”, whatever else is; say str = one_of(…)"
        for page in written
        if any(name in known for name, _, _ in classes_in(page))
        for node in ast.parse(page.text).body
        if isinstance(node, ast.ClassDef) and node.name in known
        for field in node.body
        if isinstance(field, ast.AnnAssign)
        for part in ast.walk(field.annotation)
        if isinstance(part, ast.Attribute)
        and isinstance(part.value, ast.Name)
        and part.value.id[:1].isupper()
    ]


def classes_of(pages: Iterable[Page]) -> dict[str, list[Class]]:
    """Every class by its name."""
    classes: dict[str, list[Class]] = defaultdict(list)
    for page in pages:
        for name, line, bases in classes_in(page):
            classes[name].append((page.path, line, bases))
    return classes


@cache
def classes_in(page: Page) -> list[tuple[str, int, set[str]]]:
    """The classes of a page, each with its line and what it is built on."""
    written = ast.parse(page.text).body if "class " in page.text else []
    return [(node.name, node.lineno, built_on(node)) for node in written if isinstance(node, ast.ClassDef)]


def built_on(node: ast.ClassDef) -> set[str]:
    """The names of the classes it is built on."""
    named = (base.value if isinstance(base, ast.Subscript) else base for base in node.bases)
    return {name for base in named for name in (getattr(base, "id", ""), getattr(base, "attr", "")) if name}


def shapes(classes: dict[str, list[Class]]) -> set[str]:
    """Every class that is a shape, however many lie between."""
    known = {ROOT}
    while True:
        more = {name for name, kept in classes.items() if any(bases & known for _, _, bases in kept)}
        if more <= known:
            return known
        known |= more
