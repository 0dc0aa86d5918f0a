"""Plain TOML read in one go says what `tomllib` says, or leaves the text to it."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

from bylaws.charter.plain import read_plain
from bylaws.charter.text import read_text, read_toml

MODELS = Path("charters/models")
PLAIN = """# how it is shared
kind = "surplus" # a word
since = 2025-01-31
count=4
open = true
closed = false
none = []
days = [ 1, 2 , 3,
  4, ]
stages = ["candidate", "member"]
rates = [{ stages = ["member"], rate = "20.00" }, {rate="1"}]

[losses]
from = { account = "collective", when = { after = 2024-02-29 } } \t

[[steps]]
share = "25%"
[[steps]]
share = "3/4"
"""
PIECES = (
    *(
        "kind",
        "a",
        "a-b",
        "1",
        "07",
        "true",
        "inf",
        '"a"',
        "'a'",
        '"a\\n"',
        '"""a"""',
        "2025-01-31",
        "2025-13-01",
    ),
    *(
        "2025-01-31T10:00:00",
        "1.5",
        "1_000",
        "-3",
        "123456789012345678",
        "false",
        "a.b",
        '"\x07"',
        "é",
        "#",
        "# a",
    ),
    *(
        "=",
        "=",
        "=",
        " = ",
        " = ",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ",",
        ", ",
        ".",
        " ",
        "\t",
        "\n",
        "\n",
        "\n",
        "\r",
    ),
    *(
        "\na = 1\n",
        "\n[a]\n",
        "\n[[a]]\n",
        "\n[[a-b]]\n",
        '\nb = ["a", "b"]\n',
        "\nc = { a = 1 }\n",
        "\nd = [{}]\n",
    ),
)


def told(text: str) -> dict[str, Any] | None:
    """What `tomllib` reads; None where it refuses."""
    try:
        return tomllib.loads(text)
    except ValueError:
        return None


def agrees(text: str) -> bool:
    """Whether the two read the same, types and order and all; a text that is not plain is not compared."""
    plain = read_plain(text)
    return plain is None or repr(plain) == repr(told(text))


def test_everything_that_counts_as_plain_is_read_as_it_is_meant() -> None:
    assert repr(read_plain(PLAIN)) == repr(told(PLAIN))


REFUSED = (
    *("a = 1\na = 2", "[a]\n[a]", "a = [1]\n[[a]]", "[[a]]\n[a]", "[a]\n[[a]]", "a = { b = 1, b = 2 }"),
    *(
        "a = 1 b = 2",
        "a = 1 2",
        "a =",
        "a",
        "= 1",
        "a = [1 2]",
        "a = [,]",
        "a = [1,,2]",
        "a = [1",
        "a = {b = 1,}",
    ),
    *(
        "a = {b = 1\n}",
        "a = {b = 1 c = 2}",
        "a = {1}",
        "a = 2025-02-30",
        "a = 01",
        "a = tru",
        "a = trues",
    ),
    *("[a", "[[a]", "[a] b = 1", "a = 'b", 'a = "b', 'a = "\x00"', "a = 1 # \x00", "a = 1\rb = 2"),
)


def test_what_is_no_toml_is_left_to_be_refused() -> None:
    assert [text for text in REFUSED if (read_plain(text), told(text)) != (None, None)] == []


BEYOND = (
    *(
        "a.b = 1",
        '"a" = 1',
        "[a.b]",
        "a = 'b'",
        'a = "\\n"',
        'a = """b"""',
        "a = 1.5",
        "a = -1",
        "a = 1_000",
    ),
    *(
        "a = 2025-01-31T10:00:00",
        "a = 10:00:00",
        "a = {}",
        "a = [ # why\n1]",
        "a = " + "[" * 12 + "]" * 12,
    ),
    "a = 1234567890123456",
)


def test_toml_that_is_not_plain_is_left_to_be_read() -> None:
    assert [text for text in BEYOND if read_plain(text) is not None or told(text) is None] == []


def test_texts_put_together_at_random_are_never_read_otherwise() -> None:
    chance = random.Random(7)  # noqa: S311 - texts, no secrets
    made = ["".join(chance.choices(PIECES, k=chance.randint(1, 12))) for _ in range(10_000)]

    wrong = [text for text in made if not agrees(text)]

    assert wrong == []
    assert sum(read_plain(text) is not None for text in made) > 300


def test_a_plain_text_with_a_few_characters_changed_is_never_read_otherwise() -> None:
    chance = random.Random(11)  # noqa: S311 - texts, no secrets
    made = []
    for _ in range(1_000):
        at, until = sorted(chance.choices(range(len(PLAIN)), k=2))
        until = min(until, at + 6)
        made.append(PLAIN[:at] + chance.choice(PIECES) + PLAIN[until:])

    wrong = [text for text in made if not agrees(text)]

    assert wrong == []
    assert sum(read_plain(text) is not None for text in made) > 100


def test_every_model_charter_is_written_in_plain_toml() -> None:
    texts = [read_text(one.read_text(), where=one.name, faults=[]) for one in sorted(MODELS.rglob("*.md"))]
    written = [text.front_toml for text in texts if text.front]
    written += [fence.toml for text in texts for article in text.articles for fence in article.fences]

    assert [toml for toml in written if read_plain(toml) is None or not agrees(toml)] == []
    assert len(written) > 200


def test_a_text_that_is_not_plain_is_read_all_the_same() -> None:
    assert read_toml("a = 'b'\n", where="charter.md", line=1, article=None) == {"a": "b"}


def test_a_long_run_of_anything_is_read_once_and_not_over_and_over() -> None:
    long = 50_000
    runs = (
        " " * long + "\0",
        "a" * long,
        "a =" + " " * long + "\0",
        "[" + "a" * long,
        "a = [" + '"b",' * long,
    )

    assert [read_plain(text) for text in runs] == [None] * len(runs)
