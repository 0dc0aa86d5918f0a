"""Habits of code that hold everywhere: sizes, faults caught by name, docstrings, tests that can fail."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator

from tests.architecture.tree import HOUSE, Page, functions

LIMITS: dict[str, int] = tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]["toadlane"]["limits"]
WRITTEN_BY_HAND = {".py", ".html", ".css", ".js", ".sh", ".toml", ".yml", ".txt", ""}
NEVER_LIMITED = ("LICENSE", "requirements/", "charters/", "tests/fixtures/", "pyproject.toml")
LEFT_OUT = {"skip", "skipif", "xfail", "importorskip", "skipTest", "skipIf", "skipUnless", "expectedFailure"}
PROVING = {"raises", "warns", "expect", "fail", "django_assert_num_queries", "django_assert_max_num_queries"}


def too_long(page: Page) -> list[str]:
    """A file or a function that no longer fits in one reading."""
    found: list[str] = []
    if page.suffix in WRITTEN_BY_HAND and not page.path.startswith(NEVER_LIMITED):
        count = len(page.lines)
        if count > LIMITS["file_lines"]:
            found.append(page.at(count, f"is {count} lines; the limit is {LIMITS['file_lines']}"))
    if (
        page.suffix == ".py"
        and "/migrations/" not in page.path
        and len(page.lines) > LIMITS["function_lines"]
    ):
        found += _long_functions(page)
    return found


def _long_functions(page: Page) -> Iterator[str]:
    for function in functions(ast.parse(page.text)):
        count = (function.end_lineno or function.lineno) - function.lineno + 1
        if count > LIMITS["function_lines"]:
            limit = LIMITS["function_lines"]
            yield page.at(function.lineno, f"{function.name} is {count} lines; the limit is {limit}")


def caught_blindly(page: Page) -> list[str]:
    """`except Exception` hides the fault nobody thought of."""
    blind = {"Exception", "BaseException"}
    found: list[str] = []
    for node in page.nodes("except"):
        if isinstance(node, ast.ExceptHandler):
            caught = (
                {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)}
                if node.type
                else blind
            )
            if caught & blind:
                found.append(page.at(node.lineno, "catches every fault, also those nobody thought of"))
    return found


def unfinished(page: Page) -> list[str]:
    unwritten = "NotImplementedError"
    return [
        page.at(node.lineno, "is not written yet")
        for node in page.nodes(unwritten)
        if isinstance(node, ast.Name) and node.id == unwritten
    ]


def undocumented(page: Page) -> list[str]:
    """Public classes, functions and methods whose docstring is missing."""
    return [page.at(node.lineno, f"{node.name} has no docstring") for node in _public(ast.parse(page.text))]


def _public(
    owner: ast.Module | ast.ClassDef,
) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in owner.body:
        if isinstance(
            node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        ) and not node.name.startswith("_"):
            if ast.get_docstring(node) is None and not _inherits_its_docstring(node):
                yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


def _inherits_its_docstring(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(
        isinstance(mark, ast.Name) and mark.id in {"override", "overload"} for mark in node.decorator_list
    )


def left_out(page: Page) -> list[str]:
    """Tests that somebody chose not to run."""
    found: list[str] = []
    for node in page.nodes(*LEFT_OUT):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if name in LEFT_OUT:
            found.append(page.at(getattr(node, "lineno", 0), f"leaves a test out by {name}"))
    return found


def cannot_fail(page: Page) -> list[str]:
    """Test functions that assert nothing, neither themselves nor by a function of the same file that does."""
    written = [
        node for node in page.nodes("def test_") if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    proving = {function.name for function in written if _proves(function, PROVING)} | PROVING
    idle = [test for test in written if test.name.startswith("test_") and not _proves(test, proving)]
    return [page.at(test.lineno, f"{test.name} asserts nothing") for test in idle]


def _proves(function: ast.AST, proving: set[str]) -> bool:
    return any(isinstance(node, ast.Assert) or _called(node) in proving for node in ast.walk(function))


def _called(node: ast.AST) -> str:
    match node:
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
            return name
    return ""
