"""Rules that are told key by key: one sentence for each key that is stated, one for each that is not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from pydantic.fields import FieldInfo

from bylaws.charter.fields import WORD, RuleModel, is_time
from bylaws.charter.rules import Rule
from bylaws.charter.wording.phrases import Phrases

VOCABULARIES = {
    "stages": frozenset({"open_to", "who", "of", "filed_by", "proposals_by", "voters", "firm_joins_as"}),
    "audience": frozenset({"seen_by"}),
    "matter": frozenset({"mandate", "may_decide", "firm_joins_by", "merger_by"}),
}
"""The published words that keys of such a name hold."""


def by_key(p: Phrases, rule: Rule[Any]) -> Iterator[str]:
    """Any rule whose catalogue has a sentence `kind.key`, and `kind.key.absent`, for each of its keys.

    A key with published choices has a sentence `kind.key.choice` for each, or a piece of one where it
    holds a list. A table in a list is told by its `name`, which stands in each of its sentences.
    """
    yield from _told(p, rule.kind, rule.says, {"it": p.own((rule.name or "").replace("-", " "))})


def told(p: Phrases, path: str, says: RuleModel, keys: Collection[str]) -> Iterator[str]:
    """Some keys of a rule, each by its sentence."""
    if keys:
        yield from _told(p, path, says, {}, keys)


def _told(
    p: Phrases, path: str, says: RuleModel, known: dict[str, str], only: Collection[str] = ()
) -> Iterator[str]:
    for name, field in type(says).model_fields.items():
        if name != "name" and (not only or name in only):
            value = getattr(says, name) if name in says.model_fields_set else None
            yield from _key(p, f"{path}.{field.alias or name}", field, value, known)


def _key(p: Phrases, key: str, field: FieldInfo, value: Any, known: dict[str, str]) -> Iterator[str]:
    if value is None or value is False or value == []:
        stated = "no" if value is False else "none"
        silent = stated if field.is_required() else "absent"
        yield p.say(f"{key}.{silent}", **known)
    elif value is True:
        yield p.say(f"{key}.yes" if field.is_required() else key, **known)
    elif isinstance(value, RuleModel):
        yield from _told(p, key, value, known)
    elif isinstance(value, list) and isinstance(value[0], RuleModel):
        for one in value:
            each = _word(p, f"{key}.name", getattr(one, "name", ""))
            yield from _told(p, key, one, {**known, "each": each})
    elif isinstance(value, list):
        yield p.say(key, what=p.listed(_word(p, key, one) for one in value), **known)
    elif isinstance(value, str):
        choice = f"{key}.{value}"
        yield (
            p.say(choice, **known)
            if choice in p.sentences
            else p.say(key, what=_word(p, key, value), **known)
        )
    else:
        yield p.say(key, what=p.hours(value) if is_time(field) else value, **known)


def _word(p: Phrases, key: str, word: str) -> str:
    """A choice, a stage or an audience by its words; a name or a text of the co-op's own in quotes."""
    if f"{key}.{word}" in p.sentences:
        return p.part(f"{key}.{word}")
    if not re.fullmatch(WORD, word):
        return p.own(word)
    last = key.rpartition(".")[2]
    vocabulary = next((name for name, keys in VOCABULARIES.items() if last in keys), "")
    return p.name(vocabulary, word)
