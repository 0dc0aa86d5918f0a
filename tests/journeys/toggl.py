"""The file the bookkeeper brings: a year as Toggl exports it, with what such files have wrong with them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from bylaws.kernel.periods import fiscal_year
from tests.journeys.people import email
from toadlane.site.demo.hours import export
from toadlane.site.demo.plan import DemoCoop

PROJECT = "Library website"
"""What the tracker calls most of the work; the charter calls it client work."""


@dataclass(frozen=True, slots=True)
class Stint:
    """One more line of the file."""

    user: str
    address: str
    day: str
    start: str
    end: str
    duration: str

    def cells(self) -> list[str]:
        """As Toggl orders them."""
        what = [self.user, self.address, "", PROJECT, "", "", "No"]
        return [*what, self.day, self.start, self.day, self.end, self.duration, ""]


def clean_year(plan: DemoCoop) -> bytes:
    """Everyone's 2025, with nothing wrong."""
    return export(plan, fiscal_year(2025, "01-01")).replace(b"client-work", PROJECT.encode())


def year_as_it_comes(plan: DemoCoop) -> bytes:
    """The same with a timer that ran on, two entries at once, one line twice, and a guest."""
    ada, bo = ("Ada Example", email(plan.slug, "ada")), ("Bo Sample", email(plan.slug, "bo"))
    sunday = "2025-06-15"
    more = [
        Stint(*ada, sunday, "09:00:00", "09:00:00", "31:00:00"),
        Stint(*bo, sunday, "09:00:00", "11:00:00", "02:00:00"),
        Stint(*bo, sunday, "10:00:00", "12:00:00", "02:00:00"),
        Stint(*ada, sunday, "14:00:00", "15:00:00", "01:00:00"),
        Stint(*ada, sunday, "14:00:00", "15:00:00", "01:00:00"),
        Stint("Gil Guest", "gil@elsewhere.example", sunday, "09:00:00", "10:00:00", "01:00:00"),
    ]
    out = io.StringIO()
    csv.writer(out).writerows(stint.cells() for stint in more)
    return clean_year(plan) + out.getvalue().encode()
