"""A model becomes a co-op's own charter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from bylaws.charter.adoption import own_text
from bylaws.charter.charter import read_charter, try_charter
from bylaws.charter.kinds.front import Front
from bylaws.kernel.faults import Fault

MODEL = """---
name = "A cooperative on the Harbour model"  # nobody's name
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "07-01"
languages = ["en", "es"]
model = true
---

We wrote this to be read aloud.

## Article 1 — Who we are

People who work together.

```toml rule
kind = "principles"
attests = ["autonomy"]
worker_owned = true
statutory_cooperative = true
collectively_managed = true
```
"""
ADOPTED = dt.date(2024, 11, 30)


def front_of(text: str) -> Front:
    return read_charter(text).base_front


def test_a_coop_takes_a_model_as_its_own() -> None:
    text = own_text(
        MODEL, name="Harbour Web", modelled_on="harbour", adopted=ADOPTED, from_day=dt.date(2025, 1, 1)
    )

    assert text.partition("\n\n")[0] == (
        "---\n"
        'name = "Harbour Web"\n'
        'jurisdiction = "US-MA"\n'
        'currency = "USD"\n'
        'time_zone = "America/New_York"\n'
        'fiscal_year_starts = "07-01"\n'
        'languages = ["en", "es"]\n'
        "adopted = 2024-11-30\n"
        "from = 2025-01-01\n"
        'modelled_on = "harbour"\n'
        "---"
    )


def test_prose_and_rules_stay_to_the_letter() -> None:
    text = own_text(MODEL, name="Harbour Web", modelled_on="harbour", adopted=ADOPTED)

    assert text.partition("\n---\n")[2] == MODEL.partition("\n---\n")[2]


def test_a_coop_lives_elsewhere_than_its_model() -> None:
    text = own_text(
        MODEL,
        name="Puerto Web",
        modelled_on="harbour",
        adopted=ADOPTED,
        jurisdiction="ES",
        time_zone="Europe/Madrid",
        languages=["es"],
    )

    assert front_of(text) == Front.model_validate(
        {
            "name": "Puerto Web",
            "jurisdiction": "ES",
            "currency": "USD",
            "time_zone": "Europe/Madrid",
            "fiscal_year_starts": "07-01",
            "languages": ["es"],
            "adopted": ADOPTED,
            "from": ADOPTED,
            "modelled_on": "harbour",
        }
    )


def test_the_copy_is_in_force_from_its_first_day_and_not_before() -> None:
    charter = read_charter(own_text(MODEL, name="Harbour Web", modelled_on="harbour", adopted=ADOPTED))

    assert [standing.article.number for standing in charter.on(ADOPTED).standing] == [1]
    with pytest.raises(Fault, match="takes effect on"):
        charter.on(ADOPTED - dt.timedelta(days=1))


@pytest.mark.parametrize("name", ['“Ada” & "Bo" \\ {curly} \x7f', "Кооператив", "a\tb"])
def test_any_name_comes_back_as_it_was_given(name: str) -> None:
    text = own_text(MODEL, name=name, modelled_on="harbour", adopted=ADOPTED)

    assert front_of(text).name == name


def test_a_text_saved_on_windows_with_a_mark_is_read_alike() -> None:
    written = "\ufeff" + MODEL.replace("\n", "\r\n")

    plain, other = (
        own_text(model, name="Harbour Web", modelled_on="harbour", adopted=ADOPTED)
        for model in (MODEL, written)
    )

    assert plain == other


OWN = MODEL.replace("model = true", "adopted = 2020-01-01")


@pytest.mark.parametrize(
    ("model", "more", "code"),
    [
        (OWN, {}, "adoption.no-model"),
        (MODEL, {"name": ""}, "rule.value"),
        (MODEL, {"time_zone": "Nowhere/Land"}, "front.time-zone"),
        ("no front matter", {}, "charter.no-front-matter"),
        (MODEL.replace("model = true", "model = true\nlanguage = 1"), {}, "rule.unknown-key"),
    ],
)
def test_what_cannot_be_adopted_is_refused(model: str, more: dict[str, Any], code: str) -> None:
    given: dict[str, Any] = {"name": "Harbour Web", "modelled_on": "harbour", "adopted": ADOPTED, **more}
    adopt: Callable[[], str] = lambda: own_text(model, **given)  # noqa: E731 — one call, tried once

    with pytest.raises(Fault) as met:
        adopt()

    assert met.value.code == code


def test_no_fault_is_left_in_the_copy() -> None:
    text = own_text(MODEL, name="Harbour Web", modelled_on="harbour", adopted=ADOPTED)

    assert try_charter(text)[1] == []
