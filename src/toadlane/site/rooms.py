"""The rooms that are open, from the street inwards; a new room adds one line."""

from __future__ import annotations

from typing import Final

ROOMS: Final = (
    "api",
    "keeping",
    "today",
    "privacy",
    "replay",
    "founding",
    "leaving",
    "candidacy",
    "dues",
    "budgets",
    "books",
    "work",
    "minutes",
    "live",
    "meetings",
    "amending",
    "elections",
    "roles",
    "proposals",
    "decisions",
    "talk",
    "onboarding",
    "members",
    "charter",
    "notices",
    "record",
    "mail",
    "jobs",
    "coops",
    "people",
    "ui",
)
