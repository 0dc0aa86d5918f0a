"""Whatever text arrives, reading it ends soon and ends in faults alone."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bylaws.charter.charter import Charter, read_charter, try_charter
from bylaws.charter.compare import compare
from bylaws.charter.lint import check
from bylaws.charter.text import Text, read_text
from bylaws.charter.wording import LANGUAGES
from bylaws.charter.words import plain
from bylaws.kernel.faults import Fault
from tests.bylaws.charter.samples import BARE, FULL
from tests.bylaws.charter.texts import BUY_IN, PAY, TAX, amendment, article, day, front, read, whole

if TYPE_CHECKING:
    from _typeshed import TraceFunction

ANY = st.text(st.characters(), max_size=400)
LINES = st.sampled_from(
    [
        "---",
        "## Article 1 — Us",
        "## Article 1",
        "##",
        "```toml rule",
        "```",
        "~~~",
        "````",
        'kind = "tax"',
        'kind = "surplus"',
        'mode = "none"',
        "[[steps]]",
        'to = "members"',
        "a.b.c = 1",
        "x = 1e400",
        "{",
        '"""',
        "\ufeff",
        "\r",
        "\x00",
        'name = "\ud800"',
        'time_zone = "\ud800"',
        "adopted = 2025-01-01",
        "model = true",
        "replaces = [1]",
        *front().splitlines(),
    ]
)
TEXTS = st.one_of(ANY, st.lists(st.one_of(LINES, ANY), max_size=40).map("\n".join))
VALUES = st.recursive(
    st.one_of(
        st.integers(),
        st.booleans(),
        st.text(max_size=20).map(repr),
        st.sampled_from(
            ['"75%"', '"3000.00"', '"P9M"', "2025-01-01", "1.5", "nan", "12:00:00", '"member"', '"{x}"']
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(map(str, items))}]"),
        st.dictionaries(st.sampled_from(["to", "share", "name", "count", "x"]), inner, max_size=3).map(
            lambda keys: "{" + ", ".join(f"{key} = {value}" for key, value in keys.items()) + "}"
        ),
    ),
    max_leaves=5,
)
KEYS = st.sampled_from(
    [
        "name",
        "steps",
        "losses",
        "amount",
        "plan",
        "rates",
        "stages",
        "kinds",
        "classes",
        "otherwise",
        "mode",
        "pays",
    ]
)
KINDS = st.sampled_from(
    [
        "principles",
        "membership",
        "hours",
        "pay",
        "buy-in",
        "exit",
        "surplus",
        "capital",
        "tax",
        "transparency",
        "x/9",
    ]
)


def attempt(base: str, amendments: dict[str, str] | None = None) -> tuple[Charter | None, list[Fault]]:
    """Read what was given and say every fault aloud, which must not fail either."""
    charter, faults = try_charter(base, amendments)
    spoken = [(str(fault), fault.next_step, fault.where or "") for fault in faults]
    assert [where for _, _, where in spoken if ":" not in where] == []
    assert (charter is None) <= bool(faults)
    if charter is not None:
        assert say_everything(charter) == []
    return charter, faults


def say_everything(charter: Charter) -> list[str]:
    """Check a charter, tell it in every language and compare it with itself; returns what went wrong."""
    held = charter.on(max(charter.base_front.starts(), day("2025-06-01")))
    findings = [str(finding.fault) + finding.fault.next_step for finding in check(charter)]
    told = [plain(rule, language) for one in held.standing for rule in one.rules for language in LANGUAGES]
    empty = [sentence for sentences in told for sentence in sentences if not sentence.strip()]
    return (
        empty
        + [finding for finding in findings if not finding]
        + ["differs"] * (not compare(held, held).same)
    )


@given(text=TEXTS)
@example(text="")
@example(text="---\n---")
@example(text="---\n\n---\n```toml rule\n```")
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_or_refused_with_faults_alone(text: str) -> None:
    charter, faults = attempt(text)

    assert charter is not None or faults != []


@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_any_amendment_is_read_or_refused_with_faults_alone(text: str) -> None:
    charter, _ = attempt(whole(), {"a": text, "b": amendment(article(7, "Pay"), replaces="[7]")})

    assert charter is not None


@given(text=ANY)
@settings(max_examples=200, deadline=None)
def test_any_body_under_good_front_matter_is_taken_apart_without_losing_a_line(text: str) -> None:
    faults: list[Fault] = []
    read: Text = read_text(front() + "## Article 1 — Us\n" + text, where="x.md", faults=faults)
    kept = {line.strip() for line in read.source.replace("\r\n", "\n").split("\n")}

    assert [
        a for a in read.articles if not {line.strip() for line in a.prose.split("\n")} <= kept | {""}
    ] == []


@given(kind=KINDS, written=st.lists(st.tuples(KEYS, VALUES), max_size=6, unique_by=lambda pair: pair[0]))
@settings(max_examples=400, deadline=None)
def test_any_value_under_any_key_is_read_or_refused_with_faults_alone(
    kind: str, written: list[tuple[str, object]]
) -> None:
    rule = "\n".join([f'kind = "{kind}"', *(f"{key} = {value}" for key, value in written)])

    charter, _ = attempt(front() + article(4, "Rule", rule))

    assert charter is not None


@given(
    text=st.sampled_from([*FULL, *BARE]),
    cuts=st.lists(st.tuples(st.floats(0, 1), ANY, st.integers(0, 40)), max_size=4),
)
@settings(max_examples=300, deadline=None)
def test_a_good_charter_with_something_torn_out_or_written_in_is_read_or_refused(
    text: str, cuts: list[tuple[float, str, int]]
) -> None:
    for place, written, torn in cuts:
        at = int(place * len(text))
        text = text[:at] + written + text[at + torn :]

    charter, faults = attempt(text)

    assert charter is not None or faults != []


@given(text=TEXTS)
@settings(max_examples=100, deadline=None)
def test_reading_to_the_first_fault_raises_that_fault(text: str) -> None:
    _, faults = attempt(text)

    if faults:
        with pytest.raises(type(faults[0])) as raised:
            read_charter(text)
        assert str(raised.value) == str(faults[0])
    else:
        assert read_charter(text).base.source == text


# Bounded: ten times as much text takes about ten times the work


def work(read: Callable[[], object]) -> int:
    """How many lines of our own code run: the same on every machine."""
    count = 0

    def trace(_: FrameType, event: str, __: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read()
    finally:
        sys.settrace(before)
    return count


def steps(rule: str, times: int) -> str:
    return front() + article(9, "Rule", rule * times)


HUGE: list[tuple[str, Callable[[int], str]]] = [
    ("articles", lambda n: front() + "\n".join(article(k, "Us", TAX) for k in range(1, n + 1))),
    ("the same article", lambda n: front() + article(1, "Us") * n),
    ("fences never closed", lambda n: front() + "## Article 1\n```toml rule\n" * n),
    ("fences of prose", lambda n: front() + "## Article 1\n" + "```\nx\n```\n" * n),
    ("unknown keys", lambda n: front() + article(9, "Rule", TAX + "".join(f"k{k} = 1\n" for k in range(n)))),
    (
        "wrong steps",
        lambda n: front() + article(9, "Rule", 'kind = "surplus"\n' + '[[steps]]\nto = "x"\n' * n),
    ),
    ("long words", lambda n: front() + article(9, "Rule", "a" * 50 * n)),
    ("dots", lambda n: front() + article(9, "Rule", "a." * 20 * n + "a = 1")),
    ("ticks and spaces", lambda n: front() + "```" + " " * 50 * n + "`\n"),
    ("quotes", lambda n: front() + article(9, "Rule", 'a = "' + '\\"' * 5 * n)),
    ("headings without numbers", lambda n: front() + "## Us\n" * n),
    ("rules", lambda n: front() + article(9, "Rule", *[BUY_IN] * n)),
]


@pytest.mark.parametrize("make", [make for _, make in HUGE], ids=[name for name, _ in HUGE])
def test_ten_times_the_text_takes_at_most_thirteen_times_the_steps(make: Callable[[int], str]) -> None:
    small, large = make(20), make(200)

    counts = work(lambda: try_charter(small)), work(lambda: try_charter(large))

    assert counts[1] <= 13 * counts[0]


def test_ten_times_the_amendments_take_at_most_thirteen_times_the_steps() -> None:
    def amended(n: int) -> dict[str, str]:
        return {
            f"a{k:04}": amendment(article(100 + k, "New"), adds=f"[{100 + k}]", order=str(k))
            for k in range(n)
        }

    few, many = amended(10), amended(100)
    counts = work(lambda: try_charter(whole(), few)), work(lambda: try_charter(whole(), many))

    assert counts[1] <= 13 * counts[0]


MANY: list[tuple[str, Callable[[int], str]]] = [
    (
        "pay plans",
        lambda n: whole(pay="") + article(20, "Pay", *[PAY.replace("wages", f"w{k}") for k in range(n)]),
    ),
    ("rates", lambda n: whole(pay=PAY + '[[rates]]\nrate = "1"\nwork = ["nap"]\nstages = ["cat"]\n' * n)),
    (
        "steps",
        lambda n: whole(
            surplus='kind = "surplus"\n' + '[[steps]]\nto = "collective"\nshare = "1%"\nof = "left"\n' * n
        ),
    ),
    ("articles", lambda n: whole() + "\n".join(article(k, "Tax", TAX) for k in range(20, n + 20))),
]


@pytest.mark.parametrize("make", [make for _, make in MANY], ids=[name for name, _ in MANY])
def test_checking_ten_times_as_much_takes_at_most_thirteen_times_the_steps(
    make: Callable[[int], str],
) -> None:
    small, large = read(make(20)), read(make(200))

    counts = work(lambda: check(small)), work(lambda: check(large))

    assert counts[1] <= 13 * counts[0]


NOISE = 0.02
"""Seconds below which a busy machine tells more about itself than about the reader; still far from n²."""


@pytest.mark.parametrize("make", [make for _, make in HUGE], ids=[name for name, _ in HUGE])
def test_ten_thousand_of_anything_are_read_in_time_that_grows_with_them(make: Callable[[int], str]) -> None:
    def seconds(n: int) -> float:
        text = make(n)
        best = float("inf")
        for _ in range(2):
            began = time.process_time()
            try_charter(text)
            best = min(best, time.process_time() - began)
        return best

    seconds(10)

    assert seconds(10_000) <= 40 * max(seconds(1_000), NOISE)
