"""The JSON Schema of a charter's rules and front matter, for editors and for other programs."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core.core_schema import NullableSchema, WithDefaultSchema

from bylaws.charter.amendments import AmendmentFront
from bylaws.charter.fields import WORD, RuleModel
from bylaws.charter.kinds import KINDS, Kind
from bylaws.charter.kinds.front import Front

READ_FROM_TEXT = ("Money", "Span", "Threshold")
"""Values that stand in a text as strings; nothing refers to what they are read as."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _AsWritten(GenerateJsonSchema):
    """TOML has no null and no defaults: what a missing key means stands in its `absent`, in words."""

    def default_schema(self, schema: WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - the key is its own title
        return False


def charter_schema() -> dict[str, Any]:
    """A schema of JSON Schema 2020-12 for everything in a charter that is not prose.

    The front matter of a base text is `#/$defs/Front`, that of an amendment `#/$defs/AmendmentFront`, a
    rule `#/$defs/Rule`, one of a certain kind `#/$defs/Surplus` and so on. The whole holds `front` and
    `rules`. Each key that may be left out has `absent`: what its absence means.
    """
    rules = [(kind, version, model) for kind in KINDS.values() for version, model in kind.versions.items()]
    models: list[type[RuleModel]] = [Front, AmendmentFront, *(model for _, _, model in rules)]
    _, schema = models_json_schema([(model, "validation") for model in models], schema_generator=_AsWritten)
    defs: dict[str, Any] = schema["$defs"]
    for kind, version, model in rules:
        _with_its_kind(defs[model.__name__], kind, version)
    defs["Rule"] = {"oneOf": [{"$ref": f"#/$defs/{model.__name__}"} for _, _, model in rules]}
    return {
        "$schema": DIALECT,
        "title": "Charter",
        "description": "A co-op's charter: its front matter and the rules in its articles.",
        "type": "object",
        "properties": {
            "front": {"$ref": "#/$defs/Front"},
            "rules": {"type": "array", "items": {"$ref": "#/$defs/Rule"}},
        },
        "required": ["front", "rules"],
        "additionalProperties": False,
        "$defs": {name: found for name, found in sorted(defs.items()) if name not in READ_FROM_TEXT},
    }


def _with_its_kind(found: dict[str, Any], kind: Kind, version: str) -> None:
    """A rule also states its kind, and its name where its kind has names; neither is a key of the model."""
    written = [*([kind.name] if version == "1" else []), f"{kind.name}/{version}"]
    own: dict[str, Any] = {"kind": {"enum": written, "description": "the kind of rule"}}
    if not kind.executed:
        found["executed"] = False
    if kind.named:
        own["name"] = {"type": "string", "pattern": WORD, "description": "the rule's name"}
    found["properties"] = {**own, **found["properties"]}
    found["required"] = [*own, *found.get("required", [])]
