"""Charter texts written out again: front matter as TOML, and the whole text in force on a day."""

from __future__ import annotations

import datetime as dt
import json
import re

from bylaws.charter.charter import Charter
from bylaws.charter.fields import stands_for
from bylaws.charter.kinds.front import Front
from bylaws.charter.text import RULE_FENCE, Article

FrontValue = str | bool | dt.date | list[str]
_TICKS = re.compile(r"`+")


def write_front(front: Front) -> str:
    """The front matter of a text with its two lines “---”; what a key means when it is absent is left out."""
    lines = ["---"]
    for name, field in Front.model_fields.items():
        value = getattr(front, name)
        if field.is_required() or value != stands_for(field):
            lines.append(f"{field.alias or name} = {_toml(value)}")
    return "\n".join([*lines, "---", ""])


def write_in_force(charter: Charter, day: dt.date) -> str:
    """One text that says what the charter and its amendments together say on a day.

    Read again, it has the same front matter, articles and rules on that day; each rule stands after its
    article's prose. Fault: `charter.not-yet` before the charter takes effect.
    """
    held = charter.on(day)
    pieces = [write_front(held.front).rstrip("\n"), charter.base.preamble]
    pieces += [_written(standing.article) for standing in held.standing]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _written(article: Article) -> str:
    fences = [_fence(fence.toml) for fence in article.fences]
    return "\n\n".join(part for part in (f"## {article.citation}", article.prose, *fences) if part)


def _fence(toml: str) -> str:
    longest = max((len(run) for run in _TICKS.findall(toml)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}{RULE_FENCE}\n{toml}\n{ticks}"


def _toml(value: FrontValue) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case dt.date():
            return value.isoformat()
        case list():
            return f"[{', '.join(_toml(item) for item in value)}]"
        case _:
            # JSON escapes a subset of what TOML does; TOML alone wants the delete sign escaped too.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
