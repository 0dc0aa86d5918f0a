"""Kinds of rule whose meaning had to change: an old text is always read by the rules of its time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bylaws.charter.charter import try_charter
from bylaws.charter.fields import RuleModel, YesNo, must
from bylaws.charter.kinds import KINDS
from bylaws.charter.kinds.tax import Tax
from bylaws.charter.reference import charter_reference
from bylaws.charter.schema import charter_schema
from tests.bylaws.charter.texts import article, day, front, read


class Tithe(RuleModel):
    """What the kind `tax` could come to mean."""

    tenth: YesNo = must("whether a tenth is given")


def refused(rule: str) -> list[tuple[str, str, str]]:
    _, found = try_charter(front() + article(9, "Tax", rule))
    return [(fault.code, fault.says, fault.next_step) for fault in found]


def says(rule: str) -> tuple[str, RuleModel]:
    (standing,) = read(front() + article(9, "Tax", rule)).on(day("2025-06-01")).standing
    return standing.rules[0].version, standing.rules[0].says


@pytest.mark.parametrize("version", ["2", "", "01", "1/1", "one"])
def test_a_version_that_does_not_exist_is_refused_with_those_that_do(version: str) -> None:
    assert refused(f'kind = "tax/{version}"\nmode = "none"') == [
        (
            "rule.version",
            f"There is no version “{version}” of the kind “tax”.",
            "The versions are “tax/1”.",
        )
    ]


def test_an_old_text_is_read_by_the_rules_of_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "tax", replace(KINDS["tax"], later=(Tithe,)))

    assert [says(f'kind = "{kind}"\nmode = "none"') for kind in ("tax", "tax/1")] == [
        ("1", Tax(mode="none"))
    ] * 2
    assert says('kind = "tax/2"\ntenth = true') == ("2", Tithe(tenth=True))
    assert [code for code, _, _ in refused('kind = "tax"\ntenth = true')] == [
        "rule.missing-key",
        "rule.unknown-key",
    ]


def test_the_schema_and_the_reference_know_each_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "tax", replace(KINDS["tax"], later=(Tithe,)))

    schema = charter_schema()

    assert [schema["$defs"][name]["properties"]["kind"]["enum"] for name in ("Tax", "Tithe")] == [
        ["tax", "tax/1"],
        ["tax/2"],
    ]
    assert "**Versions:** `tax/1`, also written `tax`, `tax/2`." in charter_reference()


def test_a_kind_that_is_not_carried_out_yet_is_told_as_such_everywhere() -> None:
    reference, schema = charter_reference(), charter_schema()
    for kind in KINDS.values():
        section = reference.partition(f"## Kind `{kind.name}`")[2].partition("\n## ")[0]
        told = "**not executed yet.**" in section
        marked = schema["$defs"][kind.model.__name__].get("executed") is False
        assert (kind.name, told, marked) == (kind.name, not kind.executed, not kind.executed)
