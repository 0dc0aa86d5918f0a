"""“1 lines”: a counted number before a plural, in a sentence that has only one form."""

from __future__ import annotations

import ast
import re

from tests.architecture.tree import Page

COUNTS = "n|count|total|entries|lines|rows|members|people|months|days|tries|times|sources"
"""What a placeholder is called that stands for a whole number of things; hours and shares are no such."""
AFTER = r"(?:further |other |new |more )?[a-z]{2,}[a-rt-z]s"
COUNTED = re.compile(rf"%\((?:{COUNTS})\)[sd]|\{{(?:{COUNTS})\}}|\{{\{{ (?:{COUNTS}) \}}\}}")
ONE_FORM = re.compile(rf"(?:{COUNTED.pattern}) {AFTER}\b(?! or\b)")
BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?\b(.*?)%\}(.*?)\{%\s*endblocktrans", re.DOTALL)
MARKERS = {"_", "gettext", "gettext_lazy", "gettext_noop", "InputFault", "Refused", "RecordMoved"}
"""Their first argument is one sentence; a fault's is marked where it is raised or where it is told."""


def in_template(page: Page) -> list[str]:
    """Blocks that count without `count` and `plural`."""
    found: list[str] = []
    for block in BLOCK.finditer(page.text):
        said = ONE_FORM.search(block[2])
        if said and " count " not in block[1]:
            line = page.text.count("\n", 0, block.start()) + 1
            found.append(page.at(line, f"“{said[0]}” has no form for one"))
    return found


def in_python(page: Page) -> list[str]:
    """Sentences in one form that ought to be `ngettext`, or to put the number last."""
    found: list[str] = []
    for node in page.nodes(*COUNTED.findall(page.text)):
        if isinstance(node, ast.Call) and _name(node.func) in MARKERS and node.args:
            match node.args[0]:
                case ast.Constant(value=str(sentence)) if said := ONE_FORM.search(sentence):
                    found.append(page.at(node.lineno, f"“{said[0]}” has no form for one"))
    return found


def _name(called: ast.expr) -> str:
    match called:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
