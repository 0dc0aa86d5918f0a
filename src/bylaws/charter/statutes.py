"""Co-operative laws by place: what they ask of a charter, each with its source. Not legal advice."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

CHECKED_ON = dt.date(2026, 11, 22)
NOT_ADVICE = "This is not legal advice."


@dataclass(frozen=True, slots=True)
class Statute:
    """A law a worker co-op may be registered under; only what a charter can be held against is in it."""

    place: str
    """ISO 3166-2, as `jurisdiction` in the front matter."""
    name: str
    citation: str
    in_force_from: str = "a day that was not checked"
    """A date, or a year where no more was found."""
    members_at_least: int | None = None
    directors_at_least: int | None = None
    directors_from_members: int = 0
    """From how many members on it asks for that many directors."""
    workers_who_are_members: str | None = None
    """The part of the people who work there who have to be members, in words of the source."""
    checked_on: dt.date = CHECKED_ON

    @property
    def source(self) -> str:
        """The citation with what was known of its dates."""
        return (
            f"{self.name}, {self.citation}, in force from {self.in_force_from},"
            f" checked on {self.checked_on.isoformat()}"
        )


STATUTES: dict[str, Statute] = {
    one.place: one
    for one in (
        Statute("US-AL", "Employee Cooperative Corporations Act", "Ala. Code 10A-11"),
        Statute("US-AK", "Cooperative Corporation Act", "AS 10.15"),
        Statute(
            "US-CA",
            "Cooperative Corporation Law",
            "Corp. Code 12200–12656 (AB 816)",
            workers_who_are_members="at least 51%, candidates counted",
        ),
        Statute("US-CO", "Uniform Limited Cooperative Association Act", "C.R.S. 7-58", "2012-04-02"),
        Statute(
            "US-CT",
            "Worker Cooperative Corporations",
            "C.G.S. chapter 599a",
            workers_who_are_members="at least 50%",
        ),
        Statute("US-DE", "Workers Cooperative Act", "6 Del. C. chapter 14"),
        Statute(
            "US-IL",
            "Limited Worker Cooperative Association Act",
            "805 ILCS 317",
            "2020",
            members_at_least=3,
        ),
        Statute(
            "US-MA",
            "Employee Cooperative Corporations",
            "G.L. c. 157A",
            directors_at_least=3,
            directors_from_members=3,
        ),
        Statute(
            "US-MD",
            "Limited Worker Cooperative Associations",
            "Md. Corps. & Ass'ns § 4A-12A",
            "2026-10-01",
            members_at_least=3,
        ),
        Statute("US-ME", "Employee Cooperative Corporations", "13 M.R.S.A. 1971–1984"),
        Statute("US-NV", "Worker Cooperative Corporations", "NRS 81.913–81.959"),
        Statute("US-NJ", "Co-operative Societies of Workingmen", "R.S. 34:17", "1881"),
        Statute("US-NY", "Worker Cooperative Corporations", "CCL article 5-A"),
        Statute("US-PA", "Workers' Cooperative Corporations", "15 Pa.C.S. chapter 77", members_at_least=5),
        Statute("US-RI", "Workers' Cooperatives", "G.L. chapter 7-6.2", "2017"),
        Statute(
            "US-VT",
            "Worker Cooperative Corporations",
            "11 V.S.A. chapter 8",
            workers_who_are_members="at least 50.1%",
        ),
    )
}
"""Drawn from published tables of the states' laws, not from each law itself."""
