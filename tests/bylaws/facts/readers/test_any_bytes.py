"""Whatever bytes come, there are rows or faults, in bounded time; what a tracker writes reads back."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bylaws.facts.readers import HoursRow, RowFault, WorkLabels, reading
from bylaws.facts.readers.rows import WORDING
from bylaws.kernel.faults import InputFault
from tests.bylaws.facts.readers.exports import HARVEST, KIMAI, TOGGL, entries, line, rows_of, toggl, told

Hours = tuple[str, WorkLabels, dt.date, int | None, int, str]
HEADERS = [f"{header}\r\n".encode() for header in (TOGGL, HARVEST, KIMAI)]
PIECES = [
    *[b",", b";", b"\t", b'"', b"\r", b"\n", b"\r\n", b":", b"/", b"-", b"=", b"\0", b"\xff", b"\xc3", b" "],
    *[
        b"2025-02-03",
        b"3/2/2025",
        b"13.2.2025",
        b"09:00:00",
        b"24:00",
        b"1:00 PM",
        b"7,5",
        b"7.5",
        b"-1",
        b"0",
    ],
    *[
        b"Yes",
        b"Total",
        b"ada@harbour.example",
        b"[",
        b"]",
        b"{",
        b"}",
        b'"begin":',
        b'"date":',
        b"null",
        b"1e9",
    ],
    *HEADERS,
    toggl().encode(),
]
LABELS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(
    lambda text: " ".join(text.split())
)


def outcome(content: bytes) -> list[HoursRow | RowFault] | str:
    try:
        return rows_of(content, whose="ada")
    except InputFault as fault:
        return f"{fault.says} {fault.next_step}"


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_a_fault(content: bytes) -> None:
    for start in (b"", *HEADERS, b"\xff\xfe", b"[", b'[{"date":"'):
        assert outcome(start + content) is not None


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
@example(b'[{"begin": 1e999, "end": []}]')
def test_any_pieces_of_exports_give_rows_or_a_fault(content: bytes) -> None:
    for start in (b"", *HEADERS):
        result = outcome(start + content)

        if not isinstance(result, str):
            for row in result:
                if isinstance(row, RowFault):
                    assert row.code in WORDING
                    assert "{" not in row.says.replace(row.found, "").replace(row.column, "")
                else:
                    assert 0 < row.seconds <= 86_400
                    assert row.start is None or 0 <= row.start < 86_400


@pytest.mark.parametrize(
    "content",
    [
        b'"' * 200_000,
        b"," * 200_000,
        b"\n" * 200_000,
        HEADERS[0] + b"," * 200_000,
        HEADERS[0] + b'"\n' * 100_000,
        HEADERS[0] + b"\r" * 200_000,
        HEADERS[1] + b"9" * 200_000,
        b"[" * 200_000,
        b"[" + b" " * 200_000,
        b"[" + b"1," * 100_000,
        b"[" + b'{"begin":' * 100_000,
        b"[" + b'"\\u' * 300_000,
    ],
)
def test_what_is_made_to_take_long_ends_soon(content: bytes) -> None:
    began = time.process_time()

    assert outcome(content) is not None

    assert time.process_time() - began < 10


@st.composite
def made(draw: st.DrawFn, *, timed: bool) -> Hours:
    """Hours as a tracker could hold them."""
    seconds = draw(st.integers(1, 86_400))
    billable = draw(st.booleans()) if timed else None
    work = WorkLabels(draw(LABELS), draw(LABELS), draw(LABELS), (), billable)
    return (
        draw(st.sampled_from(["ada@harbour.example", "bo@harbour.example"])),
        work,
        draw(st.dates(dt.date(1970, 1, 1), dt.date(2199, 12, 30))),
        draw(st.integers(0, 86_399)) if timed else None,
        seconds,
        draw(LABELS),
    )


def hms(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def twelve(seconds: int) -> str:
    hour = seconds // 3600
    return f"{hour % 12 or 12}:{seconds // 60 % 60:02}:{seconds % 60:02} {'AM' if hour < 12 else 'PM'}"


@settings(deadline=None)
@given(
    st.lists(made(timed=True), min_size=1, max_size=8),
    st.sampled_from(["%Y-%m-%d", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y"]),
    st.sampled_from([hms, twelve]),
    st.sampled_from([("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t")]),
)
def test_what_toggl_writes_in_any_setting_reads_back(
    hours: list[Hours], form: str, clock: Callable[[int], str], written: tuple[str, str]
) -> None:
    encoding, delimiter = written
    lines = [line(TOGGL.split(","), delimiter)]
    for who, work, day, start, seconds, note in hours:
        end = (start or 0) + seconds
        last = day + dt.timedelta(days=end // 86_400)
        dates = [at.strftime(form) if at.year > 999 else "" for at in (day, last)]
        lines.append(
            line(
                [
                    *("Somebody", who, work.client, work.project, work.task, note),
                    *("Yes" if work.billable else "No", dates[0], clock(start or 0), dates[1]),
                    *(clock(end % 86_400), hms(seconds), "", ""),
                ],
                delimiter,
            )
        )

    rows = rows_of("".join(lines).encode(encoding), date_order="mdy" if form == "%m/%d/%Y" else "dmy")

    assert [told(row) for row in entries(rows)] == hours


@settings(deadline=None)
@given(st.lists(made(timed=False), min_size=1, max_size=8))
def test_what_harvest_writes_reads_back_but_for_the_rounding_of_its_hours(hours: list[Hours]) -> None:
    lines = [HARVEST + "\n"]
    for who, work, day, _, seconds, note in hours:
        micro = (seconds * 1_000_000 + 1_800) // 3_600
        decimal = f"{micro // 1_000_000}.{micro % 1_000_000:06}"
        lines.append(line([day.isoformat(), work.client, work.project, work.task, note, decimal, who, ""]))

    rows = rows_of("".join(lines).encode())

    assert [told(row) for row in entries(rows)] == hours


ODD = st.fixed_dictionaries(
    {},
    optional={
        "email": st.sampled_from(["", "bo@harbour.example", "=1", "@x", "BO@harbour.example "]),
        "user": st.sampled_from(["", "Bo"]),
        "project": st.sampled_from(["", "=1", "Meetings", "a\x1fb"]),
        "billable": st.sampled_from(["", "No", "maybe"]),
        "note": st.sampled_from(["", "- x", "=1", "two\r\nlines", " x "]),
        "date": st.sampled_from(["2025-2-3", "03.02.2025", "soon", "2025-02-04"]),
        "start": st.sampled_from(["9:00", "09:00", "9:00:00 AM", "08:59:00", "24:00:00", ""]),
        "end_date": st.sampled_from(["", "2025-02-04"]),
        "end": st.sampled_from(["10:00", "08:00:00", "10:00:30", ""]),
        "duration": st.sampled_from(["1:00", "0:00:00", "1", "25:00:00", "00:30:00", ""]),
        "tags": st.sampled_from(["b, a", "=1"]),
    },
)


@settings(deadline=None, max_examples=200)
@given(st.lists(ODD, min_size=1, max_size=6))
def test_the_quick_way_and_the_careful_way_say_the_same(cells: list[dict[str, str]]) -> None:
    content = (TOGGL + "\r\n" + "".join(toggl(**one) for one in cells)).encode()

    with pytest.MonkeyPatch.context() as patch:
        quick = rows_of(content, date_order="dmy")
        patch.setattr(reading, "_can_be_plain", lambda *_: False)
        careful = rows_of(content, date_order="dmy")

    assert quick == careful
