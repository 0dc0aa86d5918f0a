"""Front matter that does not fit, and how a fault finds its line."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError, model_validator

from bylaws.charter.charter import try_charter
from bylaws.charter.fields import FieldFault
from bylaws.charter.misfits import Page, keys_of, misfits
from bylaws.charter.places import Places, spoken
from bylaws.kernel.faults import InputFault
from tests.bylaws.charter.texts import PAY, article, faults, front

NO_YEAR = "is not in a year this library reckons with."
NOT_SO = "does not hold what it should"


@pytest.mark.parametrize(
    ("changes", "code", "says"),
    [
        ({"name": ""}, "rule.missing-key", "charter.md:1: The key “name” is missing."),
        (
            {"name": '""'},
            "rule.value",
            "charter.md:2: The key “name” does not hold what it should: it cannot be empty.",
        ),
        (
            {"name": "1.5"},
            "rule.value",
            "charter.md:2: The key “name” does not hold what it should: it holds text, in quotes.",
        ),
        (
            {"jurisdiction": '"Maine"'},
            "rule.value",
            f"charter.md:3: The key “jurisdiction” {NOT_SO}: it does not have the form it should.",
        ),
        (
            {"currency": '"XXX"'},
            "money.unknown-currency",
            "charter.md:4: currency: “XXX” is not a currency this library knows.",
        ),
        (
            {"time_zone": '"Mars/Base"'},
            "front.time-zone",
            "charter.md:5: time_zone: “Mars/Base” is not a time zone.",
        ),
        (
            {"time_zone": '"../etc"'},
            "front.time-zone",
            "charter.md:5: time_zone: “../etc” is not a time zone.",
        ),
        (
            {"time_zone": '"America"'},
            "front.time-zone",
            "charter.md:5: time_zone: “America” is not a time zone.",
        ),
        (
            {"fiscal_year_starts": '"02-29"'},
            "fiscal-year.starts",
            "charter.md:6: fiscal_year_starts: “02-29” is not a day on which a fiscal year can start.",
        ),
        (
            {"languages": "[]"},
            "rule.value",
            "charter.md:7: The key “languages” does not hold what it should: it cannot be empty.",
        ),
        ({"adopted": '"2024-11-30"'}, "date.form", "charter.md:8: adopted: “2024-11-30” is not a date."),
        (
            {"from": "2025-01-01T00:00:00"},
            "date.form",
            "charter.md:9: from: “2025-01-01 00:00:00” is not a date.",
        ),
        (
            {"model": '"true"'},
            "rule.value",
            f"charter.md:10: The key “model” {NOT_SO}: it holds true or false, without quotes.",
        ),
        ({"from": "1899-12-31"}, "date.year", f"charter.md:9: from: 1899-12-31 {NO_YEAR}"),
        ({"from": "2999-01-01"}, "date.year", f"charter.md:9: from: 2999-01-01 {NO_YEAR}"),
        ({"time-zone": '"UTC"'}, "rule.unknown-key", "charter.md:10: The key “time-zone” is unknown here."),
        (
            {"adopted": "", "from": ""},
            "front.adopted",
            "charter.md:1: The charter does not say when it was adopted.",
        ),
    ],
)
def test_front_matter_that_does_not_fit_is_pointed_out_at_its_line(
    changes: dict[str, str], code: str, says: str
) -> None:
    named_elsewhere = article(4, "Pay", PAY)

    assert faults(front(**changes) + named_elsewhere) == [(code, says)]


def test_empty_front_matter_is_asked_for_every_key() -> None:
    assert [says for _, says in faults("---\n---\n")] == [
        f"charter.md:1: The key “{key}” is missing."
        for key in ("name", "jurisdiction", "currency", "time_zone", "fiscal_year_starts", "languages")
    ]


@pytest.mark.parametrize(
    ("key", "next_step"),
    [
        ("rat", "Did you mean “rate”?"),
        ("rate", "It belongs in another table; see the charter reference."),
        ("zzz", "The keys are plan, period, rates, weekly"),
    ],
)
def test_an_unknown_key_is_told_which_one_was_meant_or_that_it_stands_in_the_wrong_table(
    key: str, next_step: str
) -> None:
    wrong = PAY.replace("[[rates]]", f'{key} = "30.00"\n[[rates]]', 1)

    _, (fault,) = try_charter(front() + article(4, "Pay", wrong))

    assert (fault.code, fault.next_step[: len(next_step)]) == ("rule.unknown-key", next_step)


# Places


def test_a_path_is_spoken_as_people_count() -> None:
    assert (spoken(("steps", 1, "by", 0, "base")), spoken(())) == ("steps[2].by[1].base", "")


def test_a_key_is_found_in_its_own_table_and_not_in_another() -> None:
    places = Places(
        'name = "a"\n[[steps]]\nto = "x"\n[[steps]]\nname = "b"\n[losses]\nfrom = [{ "share" = 1 }]'
    )

    assert [
        places.line_of(path)
        for path in [
            ("name",),
            ("to",),
            ("steps", 1, "name"),
            ("steps", 0, "name"),
            ("losses", "from", 0, "share"),
        ]
    ] == [1, 0, 5, 2, 7]
    assert (places.line_of(("steps", 7, "to")), places.line_of(("losses", "share"), missing=True)) == (0, 6)


def test_a_model_that_refuses_as_a_whole_is_told_without_a_key() -> None:
    class Pair(BaseModel):
        one: int = 0

        @model_validator(mode="after")
        def _never(self) -> Pair:
            raise FieldFault(InputFault("Never {this}.", code="never", next_step="Not {so}."))

    with pytest.raises(ValidationError) as refusal:
        Pair()
    told = misfits(refusal.value, model=Pair, page=Page("one = 1", "x.md", 4, None))

    assert [(str(f), f.next_step) for f in told] == [("x.md:4: Never {this}.", "Not {so}.")]


def test_the_keys_of_a_model_are_those_people_write() -> None:
    class Inner(BaseModel):
        deep: int

    class Outer(BaseModel):
        first: list[Inner] | None
        second: int

    assert keys_of(Outer) == ("first", "second", "deep")
