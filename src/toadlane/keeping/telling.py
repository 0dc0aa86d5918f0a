"""The README of an export: every file and every column, in the words the application itself uses."""

# ruff: noqa: E501 — the text stands here as it will stand in the file

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import override

from toadlane.coops.models import Coop
from toadlane.coops.rows import AccountRow, BookRow
from toadlane.keeping.tenants import OF_THE_COOP, Model

HEAD = """# {name}: everything, readable without Toad Lane

This is the full export of the co-op “{name}” (`{slug}`), made by Toad Lane. It holds every row and every file of the
co-op, and nothing of any other. All text is UTF-8.

- `export.json` says when and by which version this was made, and the SHA-256 digest of every other file. It is the only
  file that differs between two exports of the same state.
- `coop.json` is the co-op itself.
- `people.jsonl` are the people who sign in, by e-mail address. Passwords are not exported: whoever moves is invited anew.
- `charter/` holds the charter and its amendments as adopted, to the letter, in Markdown.
- `files/` holds what was uploaded; `files.jsonl` says what each was called.
- `verify_record.py` checks the record without Toad Lane: `python3 -I verify_record.py <this export>.zip`.
- `rows/` holds everything else: one file for each kind of row, one row a line, as JSON (“JSON Lines”).

`toadlane import` brings all of it into another installation, and an export made there has the same content.

## How values are written
- Amounts are whole numbers of the smallest unit of the currency ({currency}): in a column whose name ends in `_minor`, or that
  is called `minor`, 1250 is 12.50 where the currency has cents. Nothing is rounded.
- Days are `2025-03-31`. Instants are UTC, to the microsecond: `2025-03-31T17:00:00.000000Z`.
- `null` means: nothing there. Bytes are base64.
- `id` is a row's own key. A column that ends in “→ `rows/…`” holds the `id` of a row in that file, one that ends in “→ people”
  an e-mail address. People are named by their *key* (such as `ada`) elsewhere; `rows/coops.Participant.jsonl` says who that is.
- Rows of the *book* were written once and never changed; *drafts* and *accounts* are as they stood.

## The files in `rows/`
"""


def readme(coop: Coop, counts: Mapping[Model, int]) -> str:
    """The whole text, in English."""
    with override("en"):
        start = HEAD.format(name=coop.name, slug=coop.slug, currency=coop.currency)
        parts = [section(model, count) for model, count in counts.items()]
        of_the_coop = "\n".join(line(field) for field in Coop._meta.concrete_fields)
        return start + "\n".join(parts) + f"\n## The columns of `coop.json`\n{of_the_coop}\n"


def section(model: Model, count: int) -> str:
    """One file and its columns."""
    fields = (field for field in model._meta.concrete_fields if field.name != OF_THE_COOP)
    title = f"### `rows/{model._meta.label}.jsonl`: {model._meta.verbose_name_plural}"
    what = " ".join(str(model.__doc__ or "").split())
    said = f"{what} Kind of rows: {kind(model)}. How many: {count}."
    return "\n".join([title, said, "", *(line(field) for field in fields), ""])


def line(field: Any) -> str:
    """One column."""
    words = f"- `{field.name}`: {field.verbose_name}"
    if field.is_relation:
        to = field.related_model._meta.label
        return words + (" → people" if to == "people.Person" else f" → `rows/{to}.jsonl`")
    return words + (f" ({of(field.flatchoices)})" if field.choices else "")


def of(choices: Iterable[tuple[Any, str | Promise]]) -> str:
    """What may stand there."""
    return "; ".join(f"`{value}`: {words}" for value, words in choices)


def kind(model: type[models.Model]) -> str:
    """Book, account or draft."""
    if issubclass(model, BookRow):
        return "book"
    return "account" if issubclass(model, AccountRow) else "draft"
