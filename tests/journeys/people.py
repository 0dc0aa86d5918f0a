"""Who walks through the journeys: made-up co-ops on the Palante model, 2025 worked and not closed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from toadlane.site.demo.plan import POSTER, DemoCoop, DemoPerson

NEW_YEAR = dt.date(2025, 1, 1)

ROPEWALK = DemoCoop(
    slug="ropewalk",
    name="Ropewalk Technology Cooperative",
    model="palante",
    model_name="Palante",
    first_day=NEW_YEAR,
    people=(
        DemoPerson(
            "ada", "Ada Example", (("client-work", 24), ("administration", 6)), NEW_YEAR, bookkeeper=True
        ),
        DemoPerson("bo", "Bo Sample", (("client-work", 26), ("sales", 4)), NEW_YEAR),
        DemoPerson(
            "dee", "Dee Madeup", (("client-work", 18), ("learning", 4)), dt.date(2025, 10, 1), NEW_YEAR
        ),
    ),
    years=(),
)

# Each test that changes something has a co-op of its own, so that all can share one server.
TWICE = replace(ROPEWALK, slug="twice", name="Twice Told Technology")
PLAIN = replace(ROPEWALK, slug="plain", name="Plain Pages Technology")
KEYED = replace(ROPEWALK, slug="keyed", name="Keyed Technology")
BACK = replace(ROPEWALK, slug="back", name="Back and Forth Technology")
STILL = replace(ROPEWALK, slug="still", name="Still Waters Technology")
PLACARD = replace(POSTER, slug="placard", name="Placard Street Design")
"""On the Design Action model, with three closed years."""
HANDBILL = replace(POSTER, slug="handbill", name="Handbill Street Design", years=())
"""On the same model, where somebody asks to join."""
BROADSIDE = replace(POSTER, slug="broadside", name="Broadside Street Design", years=())
"""The same, for a month of work and decisions."""
JOURNEYS = (ROPEWALK, TWICE, PLAIN, KEYED, BACK, STILL, PLACARD, HANDBILL, BROADSIDE)

NEWCOMER = "gus@street.example"
"""Can sign in, belongs to no co-op, and has yet to confirm a new address."""
OPERATOR = "olive@street.example"
"""Runs the installation, and belongs to no co-op."""
CAREFUL = "sol@street.example"
"""Belongs to no co-op, and takes every care with how they sign in."""
FORGETFUL = "hal@street.example"
"""Has asked for a new password."""


def email(coop: str, key: str) -> str:
    """The address somebody signs in with."""
    return f"{key}@{coop}.example"
