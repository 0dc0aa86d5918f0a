"""What the first bytes of a file tell, and what they leave for somebody to say."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

import pytest

from bylaws.facts.readers import Layout, decoded, settle, sniff
from bylaws.facts.readers.proofs import date_order
from bylaws.kernel.faults import InputFault
from tests.bylaws.facts.readers.exports import (
    FIXTURES,
    HARVEST,
    KIMAI,
    TOGGL,
    only,
    rows_of,
    toggl,
    toggl_file,
)

ONE = TOGGL + "\r\n" + toggl(client="Café")


def refused(head: bytes, **more: object) -> InputFault:
    with pytest.raises(InputFault) as caught:
        sniff(head, **more)  # type: ignore[arg-type]
    return caught.value


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (ONE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + ONE.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + ONE.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + ONE.encode("utf-16-be"), "utf-16"),
        (ONE.encode("utf-16-le"), "utf-16-le"),
        (ONE.encode("utf-16-be"), "utf-16-be"),
        (ONE.encode("cp1252"), "cp1252"),
    ],
)
def test_each_encoding_is_told_by_its_bytes(head: bytes, encoding: str) -> None:
    layout = sniff(head)

    assert (layout.encoding, layout.header[0]) == (encoding, "User")
    assert only(rows_of(head)).work.client == "Café"


def test_a_head_cut_inside_a_character_is_still_read() -> None:
    whole = ONE.encode()

    assert sniff(whole[: whole.index("é".encode()) + 1]).encoding == "utf-8"


@pytest.mark.parametrize("head", [b"", b"\xef\xbb\xbf", b"\r\n \r\n", b"\xff\xfe"])
def test_an_empty_file_is_refused(head: bytes) -> None:
    assert refused(head).code == "hours-file.empty"


def test_bytes_that_are_no_text_are_refused() -> None:
    fault = refused(b"\xef\xbb\xbfUser\n\xff\xff")

    assert (fault.code, fault.says) == (
        "hours-file.encoding",
        "Line 1 holds characters that are no text in utf-8-sig.",
    )


def test_zero_bytes_are_refused_with_their_line() -> None:
    fault = refused(toggl_file(toggl(), toggl(note="a\0b")))

    assert (fault.code, fault.where) == ("hours-file.nul", "line 3")


@pytest.mark.parametrize(
    ("name", "columns"),
    [("toggl-summary.csv", "Project, Client, Title, Duration"), ("clockify-summary.csv", "User, Time (h)")],
)
def test_a_summary_is_told_apart_from_the_detailed_report(name: str, columns: str) -> None:
    fault = refused((FIXTURES / name).read_bytes())

    assert fault.code == "hours-file.summary"
    assert columns in fault.says
    assert fault.next_step == "Export the detailed report."


def test_a_header_of_nothing_known_is_refused_with_what_it_says() -> None:
    fault = refused(b"Colour;Weight\nred;3\n")

    assert (fault.code, fault.says) == (
        "hours-file.header",
        "No line at the top names columns we know; it says: Colour, Weight.",
    )


def test_a_header_that_cannot_be_read_is_refused_with_what_it_says() -> None:
    fault = refused(b'"User,Email\n')

    assert (fault.code, fault.values["columns"]) == ("hours-file.header", '"user,email')


def test_a_misspelt_column_is_named_with_the_one_that_is_meant() -> None:
    fault = refused(TOGGL.replace("Start date", "Start dat").encode() + b"\n")

    assert (fault.code, fault.says) == (
        "hours-file.column-missing",
        (
            "These columns come closest to an export from toggl, but “Start date” is not among them: "
            "is it “Start dat”?"
        ),
    )


def test_a_missing_column_is_named_beside_those_that_are_there() -> None:
    fault = refused(b"Date,From,To,Customer,Project\n")

    assert fault.says == (
        "These columns come closest to an export from kimai, but “Activity” is not among them: "
        "they are Date, From, To, Customer, Project."
    )


def test_titles_and_a_separator_line_before_the_header_are_passed_over() -> None:
    titled = sniff(b"Detailed report\n\n" + ONE.encode())
    announced = sniff(b"sep=;\r\n" + ONE.replace(",", ";").encode())

    assert (titled.header_at, titled.tracker) == (2, "toggl")
    assert (announced.header_at, announced.delimiter) == (1, ";")


def test_of_two_columns_for_one_thing_the_first_counts() -> None:
    layout = sniff(b"Date,Hours,Hours,First Name,Last Name\n")

    assert layout.roles == {"date": 0, "duration": 1, "first_name": 3, "last_name": 4}


def test_a_broken_line_in_the_head_does_not_hide_the_layout() -> None:
    layout = sniff(toggl_file(toggl(), '"never closed'))

    assert (layout.tracker, layout.date_order) == ("toggl", "ymd")


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["2025-02-03"], "ymd"),
        (["2025/02/03", "2025.2.3"], "ymd"),
        (["13/02/2025", "03/02/2025"], "dmy"),
        (["02/13/2025"], "mdy"),
        (["7/27/22"], "mdy"),
        (["2022-07-27", "7/27/22"], "mdy"),
        (["3.2.2025"], "dmy"),
        (["05/05/2025"], "ymd"),
        (["03/02/2025", "05/05/2025"], None),
        (["13/13/2025"], "ymd"),
        (["soon", ""], "ymd"),
        ([], "ymd"),
    ],
)
def test_only_a_proof_settles_the_order_of_day_and_month(dates: list[str], order: str | None) -> None:
    assert date_order(dates) == order


def test_dates_that_prove_both_orders_are_refused() -> None:
    with pytest.raises(InputFault) as caught:
        date_order(["13/02/2025", "02/14/2025"])

    assert (caught.value.code, caught.value.says) == (
        "hours-file.mixed-dates",
        "Some dates have the day first and some the month, such as 13/02/2025 and 02/14/2025.",
    )


def test_an_order_nobody_has_settled_is_asked_for_at_the_first_date_that_needs_it() -> None:
    content = toggl_file(toggl(date="13.02.2025"), toggl(date="03/02/2025", end_date="03/02/2025"))
    open_order = sniff(content)._replace(date_order=None)

    with pytest.raises(InputFault) as caught:
        rows_of(content, date_order=open_order.date_order)  # type: ignore[arg-type]

    assert (caught.value.code, caught.value.where, caught.value.values) == (
        "hours-file.date-order",
        "line 3",
        {"found": "03/02/2025"},
    )


def lines_of(content: bytes, layout: Layout) -> Iterator[str]:
    return decoded([content], layout, bytes_at_most=10_000_000)


def test_a_date_late_in_the_file_settles_what_its_head_leaves_open() -> None:
    early = toggl(date="03/02/2025", end_date="03/02/2025")
    late = toggl(date="13/02/2025", end_date="13/02/2025")
    content = toggl_file(*[early] * 3_000, late)
    head = sniff(content)

    settled = settle(lines_of(content, head), head)

    assert head.date_order is None
    assert settled == head._replace(date_order="dmy")


def test_a_file_that_never_proves_its_order_stays_open() -> None:
    content = toggl_file(toggl(date="03/02/2025"), "cut short\r\n")
    layout = sniff(content)

    assert settle(lines_of(content, layout), layout) == layout


def test_what_is_settled_is_not_looked_for_again() -> None:
    layout, kimai = sniff(toggl_file(toggl())), sniff(b"[]")

    assert settle(iter(()), layout) is layout
    assert settle(iter(()), kimai) is kimai


def test_a_late_fraction_settles_what_numbers_count() -> None:
    content = (KIMAI + "\n2025-02-03,9:00,10:00,3,Ada,,,,,\n2025-02-03,9:00,10:00,3.5,Ada,,,,,\n").encode()
    layout = sniff(content[: content.index(b"3.5")])

    assert layout.numbers is None
    assert settle(lines_of(content, layout), layout).numbers == "hours"


def test_the_same_file_read_in_either_order_gives_either_day() -> None:
    content = toggl_file(toggl(date="03/02/2025", end_date="03/02/2025"))

    days = [[only(rows_of(content, date_order=o)).day.isoformat()] for o in ("dmy", "mdy")]

    assert sniff(content).date_order is None
    assert days == [["2025-02-03"], ["2025-03-02"]]


@pytest.mark.parametrize(
    ("lengths", "numbers"),
    [
        (["2.5"], "hours"),
        (["2,5"], "hours"),
        (["7260"], "seconds"),
        (["1:00", "", "2"], "hours"),
        (["1:30"], None),
        (["3"], None),
    ],
)
def test_a_bare_number_counts_what_the_file_proves(lengths: list[str], numbers: str | None) -> None:
    lines = "".join(f'2025-02-03,09:00,11:00,"{length}",Ada,,,,,\n' for length in lengths)

    assert sniff((KIMAI + "\n" + lines).encode()).numbers == numbers


def test_a_few_seconds_between_two_times_prove_that_numbers_are_seconds() -> None:
    line = "2025-02-03,09:00:00,09:00:12,12,Ada,,,,,\n"

    assert sniff((KIMAI + "\n" + line).encode()).numbers == "seconds"


def test_numbers_beside_unreadable_times_prove_nothing() -> None:
    line = "2025-02-03,soon,later,2,Ada,,,,,\n"

    assert sniff((KIMAI + "\n" + line).encode()).numbers is None


def test_a_number_nobody_has_settled_is_asked_for_and_a_zero_is_not() -> None:
    content = (KIMAI + "\n2025-02-03,09:00,09:00,0,Ada,,,,,\n2025-02-03,09:00,12:30,3,Ada,,,,,\n").encode()
    unsettled = sniff(content)

    with pytest.raises(InputFault) as caught:
        rows_of(content)

    assert unsettled.numbers is None
    assert (caught.value.code, caught.value.where) == ("hours-file.number-unit", "line 3")
    assert [getattr(row, "code", "") for row in rows_of(content, numbers="hours")] == ["hours-row.zero", ""]


@pytest.mark.parametrize(
    "columns",
    [
        {"date": "Day", "lenght": "Hours"},
        {"date": "Day"},
        {"duration": "Hours"},
        {"date": "Day", "duration": 3},
    ],
)
def test_columns_named_wrongly_are_refused_with_the_names_known(columns: dict[str, str]) -> None:
    fault = refused(b"Day,Hours\n", columns=columns)

    assert fault.code == "hours-file.columns"
    assert fault.next_step.endswith("duration, duration_decimal, pause.")


def test_a_named_column_the_file_lacks_is_told_with_the_closest() -> None:
    fault = refused(b"Day;Stunden\n", columns={"date": "Day", "duration": "Stunde"})

    assert (fault.code, fault.values["missing"], fault.values["close"]) == (
        "hours-file.column-missing",
        "Stunde",
        "Stunden",
    )


def test_a_json_file_is_kimais_unless_its_columns_are_named() -> None:
    assert sniff(b' [{"begin": "x"}]').form == "json"
    assert sniff(b"[Day],Hours\n", columns={"date": "[Day]", "duration": "Hours"}).form == "csv"


def test_a_layout_can_be_kept_and_taken_up_again() -> None:
    layout = sniff((HARVEST + "\n").encode())

    assert Layout(*layout) == layout
