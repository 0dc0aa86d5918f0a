"""Reading the sentences of reasons and faults out of the source, without running it."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from itertools import product

from tests.architecture.tree import Page, functions

OWN = {"says", "where", "code", "article", "next_step"}
"""What a fault keeps beside its values; a value of such a name would take its place."""
FORWARDING = {"wrong", "silent", "ambiguous", "odd"}
"""What a check of a charter calls: it states article and place itself, all else are values."""
LINE_CODE = re.compile(r"(step|loss|theirs)\.[a-z-]+")
FAULT_CODE = re.compile(r"[a-z-]+\.[a-z-]+")
_PLACEHOLDER = re.compile(r"\{(\w+)(?::[^{}]*)?\}")


def fault_calls(page: Page) -> Iterator[ast.Call]:
    """Every call that says what is wrong and what now."""
    for node in ast.walk(ast.parse(page.text)):
        if isinstance(node, ast.Call) and {"code", "next_step"} <= {kw.arg for kw in node.keywords}:
            yield node


def amiss(page: Page) -> list[str]:
    """Faults whose sentences cannot be filled in."""
    return [page.at(call.lineno, what) for call in fault_calls(page) for what in _wrong(call)]


def _wrong(call: ast.Call) -> Iterator[str]:
    given = {kw.arg for kw in call.keywords}
    forwards = isinstance(call.func, ast.Attribute) and call.func.attr in FORWARDING
    if call.args and "says" in given:
        yield "passes a value named says, which is the sentence itself"
    if forwards and given & {"article", "where"}:
        yield "passes a value named article or where, which the spot states itself"
    values = (
        {name for name in given if name is not None} - (set() if forwards else OWN) - {"code", "next_step"}
    )
    if None in given:
        return
    for template in templates(call):
        yield from _unfilled(template, values)


def _unfilled(template: str, values: set[str]) -> Iterator[str]:
    if not values:
        named = _PLACEHOLDER.findall(template)
    else:
        try:
            named = [name for _, name, _, _ in string.Formatter().parse(template) if name is not None]
        except ValueError:
            yield f"has a sentence with braces that do not pair up: {template}"
            return
    for name in named:
        if name not in values:
            yield f"names {{{name}}} and does not pass it: {template}"


def templates(call: ast.Call) -> list[str]:
    """The sentences of a fault, as far as they stand where it is raised."""
    written = [*call.args[:1], *(kw.value for kw in call.keywords if kw.arg in ("says", "next_step"))]
    return [text for node in written for text in texts(node)]


def texts(node: ast.expr) -> list[str]:
    """Every text an expression can be; none where that cannot be told from here."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=orelse):
            return texts(body) + texts(orelse)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [first + second for first, second in product(texts(left), texts(right))]
    return []


def reason_codes(page: Page) -> tuple[set[str], set[str]]:
    """The codes of the reasons a file makes: whole ones, and beginnings of those put together."""
    whole: set[str] = set()
    begun: set[str] = set()
    for function in functions(ast.parse(page.text)):
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Reason":
                code = call.args[0]
                names = [node.id for node in ast.walk(code) if isinstance(node, ast.Name)]
                whole |= set(texts(code)).union(*(assigned(function, name) for name in names))
                if isinstance(code, ast.JoinedStr) and isinstance(code.values[0], ast.Constant):
                    begun.add(str(code.values[0].value))
    return whole, begun


def assigned(function: ast.AST, name: str) -> set[str]:
    """The texts a name is given within a function."""
    found: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == name for t in node.targets
        ):
            found |= set(texts(node.value))
    return found


def line_codes(page: Page) -> set[str]:
    """The codes that steps and notes of a close carry until somebody asks why."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(page.text)):
        if isinstance(node, ast.Constant) and LINE_CODE.fullmatch(str(node.value)):
            found.add(str(node.value))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Note":
            found |= set(texts(node.args[0]))
    return found


def fault_codes(page: Page) -> set[str]:
    """The codes of the faults a file raises, also those handed to a function that makes the fault."""
    found: set[str] = set()
    for call in fault_calls(page):
        found |= {code for kw in call.keywords if kw.arg == "code" for code in texts(kw.value)}
    for node in ast.walk(ast.parse(page.text)):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            found |= {code for given in node.exc.args for code in texts(given) if FAULT_CODE.fullmatch(code)}
    return found
