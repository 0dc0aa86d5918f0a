"""A verb behind a form is asked inside `with form.acting():`, so that no fault of it loses what was typed."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.tree import Page


def outside_acting(page: Page) -> list[str]:
    """Every `verbs.something(…)` of a page of views that stands in no `with ….acting():`.

    A function that is only called from inside such a block may say so by its name: see `CARRIED`.
    """
    found = [
        (line, name, place) for line, name, place in _asked(ast.parse(page.text)) if place not in CARRIED
    ]
    return [page.at(line, f"verbs.{name} stands in no “with form.acting():”") for line, name, _ in found]


CARRIED = {"started", "look_first"}
"""Of imports: the verbs of an upload, called inside the block of its form."""


def _asked(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        inside = {
            id(node)
            for block in ast.walk(function)
            if isinstance(block, ast.With) and any(_is_acting(item.context_expr) for item in block.items)
            for node in ast.walk(block)
        }
        for node in ast.walk(function):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="verbs"), attr=name), keywords=said):
                    if any(one.arg == "by" for one in said) and id(node) not in inside:
                        yield node.lineno, name, function.name


def _is_acting(asked: ast.expr) -> bool:
    match asked:
        case ast.Call(func=ast.Attribute(attr="acting")):
            return True
    return False
