"""The JSON Schema of a charter: what it lets through is what can be read, key by key."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from bylaws.charter.charter import read_charter
from bylaws.charter.kinds import KINDS
from bylaws.charter.schema import charter_schema
from bylaws.charter.text import Text
from tests.bylaws.charter.samples import BARE, FULL
from tests.bylaws.charter.texts import TAX, amendment, article, front, read

MODELS = Path(__file__).parents[3] / "charters" / "models"
SCHEMA = charter_schema()


def as_json(value: Any) -> Any:
    """TOML as JSON: days become text."""
    return json.loads(json.dumps(value, default=str))


def written(text: Text) -> dict[str, Any]:
    rules = [tomllib.loads(fence.toml) for one in text.articles for fence in one.fences]
    return {"front": as_json(text.front), "rules": as_json(rules)}


def fits(value: Any, name: str | None = None) -> bool:
    schema = SCHEMA if name is None else {"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]}
    return bool(jsonschema_rs.is_valid(schema, value))


def test_the_schema_is_a_schema() -> None:
    assert jsonschema_rs.meta.is_valid(SCHEMA)


@pytest.mark.parametrize("folder", sorted(path.name for path in MODELS.iterdir()))
def test_every_model_charter_fits_the_schema(folder: str) -> None:
    model = read_charter((MODELS / folder / "charter.md").read_text("utf-8"))

    assert fits(written(model.base))


@pytest.mark.parametrize("text", [*FULL, *BARE])
def test_every_key_of_every_kind_fits_the_schema(text: str) -> None:
    assert fits(written(read(text).base))


def test_an_amendments_front_matter_fits_its_own_part_of_the_schema() -> None:
    more = 'supersedes = ["x"]\norder = 1\n[front]\n' + front().strip("-\n")
    own = amendment(article(9, "Tax", TAX), replaces='["front", 9]', adds="[10]", repeals="[3]", more=more)
    read_front = tomllib.loads(own.split("---")[1])

    assert fits(as_json(read_front), "AmendmentFront")
    assert not fits(as_json({**read_front, "replaces": ["font"]}), "AmendmentFront")


@pytest.mark.parametrize(
    ("rule", "fitting"),
    [
        ({"kind": "tax", "mode": "none"}, True),
        ({"kind": "tax/1", "mode": "none"}, True),
        ({"kind": "tax/2", "mode": "none"}, False),
        ({"kind": "tax"}, False),
        ({"mode": "none"}, False),
        ({"kind": "tax", "mode": "none", "name": "ours"}, False),
        ({"kind": "tax", "mode": None}, False),
        ({"kind": "buy-in", "amount": "3000.00"}, True),
        ({"kind": "buy-in", "amount": 3000}, False),
        ({"kind": "buy-in", "amount": "-3000.00"}, False),
        ({"kind": "buy-in", "amount": "3000.00", "plan": None}, False),
        ({"kind": "buy-in", "amount": "1", "plan": {"count": 0, "first": "P1M"}}, False),
        ({"kind": "capital", "interest": "4%"}, True),
        ({"kind": "capital", "interest": "1 / 25"}, True),
        ({"kind": "capital", "interest": "4"}, False),
        ({"kind": "pay", "plan": "hourly", "period": "month", "rates": [{"rate": "1"}]}, False),
        (
            {"kind": "pay", "name": "wages", "plan": "hourly", "period": "month", "rates": [{"rate": "1"}]},
            True,
        ),
        ({"kind": "pay", "name": "W", "plan": "hourly", "period": "month", "rates": [{"rate": "1"}]}, False),
        ({"kind": "pay", "name": "wages", "plan": "hourly", "period": "month", "rates": []}, False),
    ],
)
def test_what_cannot_be_read_does_not_fit(rule: dict[str, Any], fitting: bool) -> None:  # noqa: FBT001
    assert fits(rule, "Rule") is fitting


def keys(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = SCHEMA["$defs"][name]["properties"]
    return found


def test_each_key_that_may_be_left_out_says_what_that_means() -> None:
    silent = [
        f"{name}.{key}"
        for name, part in SCHEMA["$defs"].items()
        for key, one in part.get("properties", {}).items()
        if (key in part.get("required", [])) == ("absent" in one)
    ]

    assert silent == []


def test_nothing_in_the_schema_is_a_default_or_null() -> None:
    text = json.dumps(SCHEMA)

    assert [word for word in ('"default"', '"null"') if word in text] == []


def test_every_part_of_the_schema_is_used_by_another() -> None:
    text = json.dumps(SCHEMA)
    roots = {"Front", "AmendmentFront"}

    assert {name for name in SCHEMA["$defs"] if f'#/$defs/{name}"' not in text} <= roots
    assert [
        kind.name for kind in KINDS.values() if keys(kind.model.__name__)["kind"]["enum"][0] != kind.name
    ] == []
