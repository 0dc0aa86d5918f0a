"""The text in force on a day, written out as one."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.charter.charter import InForce, read_charter
from bylaws.charter.text import Article
from bylaws.charter.writing import write_front, write_in_force
from bylaws.kernel.faults import NotThere

BASE = """---
name = "Harbour Web"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
adopted = 2024-11-30
from = 2025-01-01
---

We are few.

## Article 1 — Who we are

People who work together.

```python
## not an article
```

## Article 2 — Pay

```toml rule
kind = "pay"
name = "wages"
plan = "hourly"
period = "month"
rates = [{ rate = "30.00" }]
```
"""
AMENDMENT = """---
adopted = 2025-03-01
from = 2025-06-01
by = "members' meeting"
replaces = [2, "front"]
adds = [3]
[front]
name = "Harbour Web and Sail"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
adopted = 2024-11-30
from = 2025-01-01
---
## Article 2 — Pay

More than before.

~~~~toml rule
kind = "pay"
name = "wages"   # once ``` and ````
plan = "hourly"
period = "month"
rates = [{ rate = "31.00" }]
~~~~

## Article 3 — Sails

We mend them.
"""
CHARTER = read_charter(BASE, {"2025-sails": AMENDMENT})


def said(held: InForce) -> list[tuple[str, str, list[object]]]:
    return [(s.article.citation, s.article.prose, [rule.says for rule in s.rules]) for s in held.standing]


@pytest.mark.parametrize("day", [dt.date(2025, 1, 1), dt.date(2025, 5, 31), dt.date(2025, 6, 1)])
def test_read_again_it_says_the_same(day: dt.date) -> None:
    again = read_charter(write_in_force(CHARTER, day))

    assert said(again.on(day)) == said(CHARTER.on(day))
    assert again.base_front == CHARTER.on(day).front
    assert again.base.preamble == CHARTER.base.preamble


def test_written_twice_it_is_the_same_text() -> None:
    day = dt.date(2025, 6, 1)
    once = write_in_force(CHARTER, day)

    assert write_in_force(read_charter(once), day) == once


def test_a_rule_that_holds_back_ticks_gets_a_longer_fence() -> None:
    text = write_in_force(CHARTER, dt.date(2025, 6, 1))

    assert "`````toml rule\n" in text


def test_nothing_is_written_for_a_day_before_the_first() -> None:
    with pytest.raises(NotThere) as met:
        write_in_force(CHARTER, dt.date(2024, 12, 31))

    assert met.value.code == "charter.not-yet"


def test_a_model_says_so() -> None:
    model = CHARTER.base_front.model_copy(update={"model": True, "adopted": None, "from_day": None})

    assert write_front(model).splitlines()[-2:] == ["model = true", "---"]


def test_a_text_without_a_preamble_begins_with_its_first_article() -> None:
    bare = read_charter(BASE.replace("We are few.\n\n", ""))

    text = write_in_force(bare, dt.date(2025, 1, 1))

    assert text.partition("---\n\n")[2].startswith("## Article 1 — Who we are\n\nPeople")
    assert isinstance(bare.base.articles[0], Article)
