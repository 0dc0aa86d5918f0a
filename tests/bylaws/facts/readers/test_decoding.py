"""From bytes to lines, however the bytes are cut, and no further than the limits."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.facts.readers import decoded, sniff
from bylaws.facts.readers.decoding import LINE_CHARS_MAX
from bylaws.kernel.faults import InputFault
from tests.bylaws.facts.readers.exports import toggl, toggl_file

LAYOUT = sniff(toggl_file(toggl()))


@given(
    st.lists(
        st.sampled_from(["a", "é", "😀", "\n", "\r", "\r\n", '"', "\u2028", "\x0b", "\x85"]), max_size=40
    ),
    st.lists(st.integers(1, 5), max_size=40),
    st.sampled_from(["utf-8", "utf-16"]),
)
def test_lines_are_the_same_however_the_bytes_are_cut(
    parts: list[str], cuts: list[int], encoding: str
) -> None:
    text = "".join(parts)
    layout = LAYOUT._replace(encoding=encoding)

    lines = list(decoded(cut(text.encode(encoding), cuts), layout, bytes_at_most=1_000))

    assert "".join(lines) == text
    assert [line.rstrip("\r\n") for line in lines] == [
        line.rstrip("\r\n") for line in io.StringIO(text, newline="")
    ]


def cut(content: bytes, sizes: list[int]) -> Iterator[bytes]:
    at = 0
    for size in sizes:
        yield content[at : at + size]
        at += size
    yield content[at:]


def test_a_file_over_the_limit_is_refused_where_the_limit_is_passed() -> None:
    taken: list[int] = []

    def chunks() -> Iterator[bytes]:
        for number in range(100):
            taken.append(number)
            yield b"x,y\n" * 25

    with pytest.raises(InputFault) as caught:
        list(decoded(chunks(), LAYOUT, bytes_at_most=1_000))

    assert (caught.value.code, caught.value.says) == (
        "hours-file.too-large",
        "The file is larger than 1000 bytes.",
    )
    assert taken == list(range(11))


def test_a_file_as_large_as_the_limit_is_read() -> None:
    assert list(decoded([b"x,y\n"], LAYOUT, bytes_at_most=4)) == ["x,y\n"]


def test_an_encoding_that_fails_late_is_told_with_its_line() -> None:
    for layout, content in (
        (LAYOUT, b"one\ntwo\nthr\xe9e\n"),
        (LAYOUT._replace(encoding="cp1252"), b"one\ntwo\n\x81"),
        (LAYOUT._replace(encoding="utf-16-le"), "one\ntwo\nx".encode("utf-16-le") + b"\x00"),
    ):
        with pytest.raises(InputFault) as caught:
            list(decoded([content[:6], content[6:]], layout, bytes_at_most=1_000))

        assert (caught.value.code, caught.value.where) == ("hours-file.encoding", "line 3")
        assert "Windows-1252" in caught.value.next_step


def test_zero_bytes_are_told_with_their_line() -> None:
    with pytest.raises(InputFault) as caught:
        list(decoded([b"one\n", b"two\n\0"], LAYOUT, bytes_at_most=1_000))

    assert (caught.value.code, caught.value.where) == ("hours-file.nul", "line 3")


def test_a_line_without_an_end_is_given_up_before_it_fills_the_memory() -> None:
    taken: list[int] = []

    def chunks() -> Iterator[bytes]:
        for number in range(1_000):
            taken.append(number)
            yield b"x" * 100_000

    with pytest.raises(InputFault) as caught:
        list(decoded(chunks(), LAYOUT, bytes_at_most=10**9))

    assert caught.value.code == "hours-file.field-too-long"
    assert len(taken) == LINE_CHARS_MAX // 100_000 + 1


def test_json_comes_in_the_pieces_it_was_read_in() -> None:
    layout = sniff(b"[]")

    assert list(decoded([b"[\n", b"]"], layout, bytes_at_most=10)) == ["[\n", "]", ""]
