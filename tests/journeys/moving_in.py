"""What Harbour Web brings along on a Monday: its people, its balances, its minutes, its hours of 2025."""

from __future__ import annotations

import csv
import io

from toadlane.site.demo.hours import HEADER

PEOPLE = """Gil Example; gil@harbour.example; candidate 2023-01-01; member 2023-10-01; bookkeeper 2024-01-01
Hal Example; hal@harbour.example; member 2019-04-01
Ida Example; ida@harbour.example; candidate 2025-06-01"""

OWNED = "$8,735.75"
BALANCES = {
    ("Paid in", "olive", ""): "2400.00",
    ("Qualified notice", "olive", "2023"): "310.50",
    ("Paid in", "hal", ""): "2400.00",
    ("Qualified notice", "hal", "2024"): "125.25",
    ("Paid in", "gil", ""): "1000.00",
    ("Collective account", "", ""): "2500.00",
    ("Bank and cash", "", ""): "8735.75",
}
"""By the evening of 2024-12-31: 2,400 + 310.50 + 2,400 + 125.25 + 1,000 in members' accounts and 2,500 held
in common are the 8,735.75 in the bank."""

MINUTES_FILE = "2026-03-12 general meeting minutes.txt"
MINUTES_DAY = "2026-03-12"
OPENED = "We begin the new books with the balances of 31 December 2024 as the old ones have them."
CLOSED = "We close 2025 as previewed. Everyone present agreed."
MINUTES = f"General meeting of 12 March 2026.\nPresent: Olive, Gil, Hal, Ida.\n1. {OPENED}\n2. {CLOSED}\n"

COUNTS_AS = {"Library website": "client work", "leave": "leave"}
DAYS_WORKED = {
    # of eight hours each; Ida is a candidate, and leave is paid but not shared by
    ("Olive Example", "olive@harbour.example", "Library website"): 6,
    ("Olive Example", "olive@harbour.example", "leave"): 1,
    ("Hal Example", "hal@harbour.example", "Library website"): 4,
    ("Gil Example", "gil@harbour.example", "Library website"): 3,
    ("Ida Example", "ida@harbour.example", "Library website"): 2,
}


def filled(template: str) -> str:
    """The template with the amounts in the lines they belong to; a balance without a line is a mistake."""
    heads, *lines = csv.reader(io.StringIO(template.removeprefix("\ufeff")))
    what, who, year, amount = (heads.index(head) for head in ("What", "Who", "Year", "Amount"))
    left = dict(BALANCES)
    for line in lines:
        line[amount] = left.pop((line[what], line[who], line[year]), "")
    assert left == {}
    return _table([heads, *lines])


def hours_of_the_year() -> str:
    """A detailed report of 2025 as Toggl writes it."""
    lines = [HEADER.split(",")]
    for (name, address, project), days in DAYS_WORKED.items():
        first = 20 if project == "leave" else 1
        for day in range(first, first + days):
            on = f"2025-07-{day:02}"
            stint = [on, "09:00:00", on, "17:00:00", "08:00:00", ""]
            lines.append([name, address, "", project, "", "", "No", *stint])
    return _table(lines)


def _table(lines: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue()
