"""`bylaws` answers from its arguments alone: no clock, chance, disk, network, framework or float.

Time zones are let in (`zoneinfo`): which day it is somewhere is a published table, like the currencies.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.tree import Page

OUTSIDE = {
    **dict.fromkeys(("django", "ninja", "toadlane"), "the application"),
    **dict.fromkeys(("time", "locale", "logging", "sys", "threading", "asyncio"), "the machine"),
    **dict.fromkeys(("random", "secrets"), "chance"),
    **dict.fromkeys(("os", "pathlib", "shutil", "tempfile", "glob", "sqlite3", "importlib"), "the disk"),
    **dict.fromkeys(("socket", "ssl", "urllib", "http", "requests", "httpx", "subprocess"), "the network"),
}
EXACT = {"ceil", "comb", "factorial", "floor", "gcd", "isqrt", "lcm", "perm", "prod"}
CLOCK = {"now", "today", "utcnow", "uuid1", "uuid4", "uuid7"}
REACHING = {"open", "input", "print", "eval", "exec", "__import__", "hash", "id"}
TYPE_TESTS = {"isinstance", "issubclass"}


def impure(page: Page) -> list[str]:
    """What in this page reaches outside its arguments, or is not exact."""
    tree = ast.parse(page.text)
    refused = _floats_being_refused(tree)
    found: list[str] = []
    for node in ast.walk(tree):
        if node not in refused:
            found += [page.at(getattr(node, "lineno", 0), what) for what in _faults(node)]
    return found


def _faults(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from _outside(alias.name for alias in names)
        case ast.ImportFrom(module=str(module), names=names, level=0):
            yield from _outside([module])
            yield from _inexact(module, (alias.name for alias in names))
        case ast.Attribute(value=ast.Name(id="math"), attr=name):
            yield from _inexact("math", [name])
        case ast.Constant(value=float() | complex()):
            yield "a float literal"
        case ast.Name(id="float" | "complex"):
            yield "float"
        case ast.Call(func=ast.Name(id=name)) if name in REACHING:
            yield f"a call of {name}()"
        case ast.Attribute(attr=name) if name in CLOCK:
            yield f"the clock or chance, by .{name}"
        case ast.BinOp(op=ast.Div(), left=left, right=right) if _whole(left) and _whole(right):
            yield "a division of whole numbers, which makes a float"


def _outside(modules: Iterator[str] | list[str]) -> Iterator[str]:
    for module in modules:
        top = module.partition(".")[0]
        if top in OUTSIDE:
            yield f"imports {module}: {OUTSIDE[top]}"


def _inexact(module: str, names: Iterator[str] | list[str]) -> Iterator[str]:
    if module == "math":
        yield from (f"math.{name} is not exact" for name in names if name not in EXACT)


def _whole(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=int()):
            return True
        case ast.Call(func=ast.Name(id="len" | "int" | "sum")):
            return True
    return False


def _floats_being_refused(tree: ast.AST) -> set[ast.AST]:
    """To refuse a float one has to name it: `isinstance(x, float)` and `case float():` are no use of it."""
    named: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[_, kind]) if name in TYPE_TESTS:
                named.update(ast.walk(kind))
            case ast.MatchClass(cls=kind):
                named.add(kind)
    return named
