"""Charter texts for the stories: Ada founded the co-op, Bo joined, Chi is outside."""

from __future__ import annotations

import datetime as dt

from bylaws.charter.charter import Charter, read_charter, try_charter

FRONT = {
    "name": '"Harbour Web Cooperative"',
    "jurisdiction": '"US-MA"',
    "currency": '"USD"',
    "time_zone": '"America/New_York"',
    "fiscal_year_starts": '"01-01"',
    "languages": '["en"]',
    "adopted": "2024-11-30",
    "from": "2025-01-01",
}
MODEL = {**FRONT, "adopted": "", "from": "", "model": "true"}

PRINCIPLES = """
kind = "principles"
attests = ["democratic-control"]
worker_owned = true
statutory_cooperative = true
collectively_managed = true
"""
MEMBERSHIP = """
kind = "membership"
[[stages]]
name = "candidate"
lasts = "P9M"
next_by = "admit-member"
[[stages]]
name = "member"
[[stages]]
name = "former"
"""
HOURS = """
kind = "hours"
[[kinds]]
name = "client-work"
counts_for = ["pay", "patronage", "candidacy"]
[[kinds]]
name = "meetings"
counts_for = []
"""
PAY = """
kind = "pay"
name = "wages"
plan = "hourly"
period = "month"
[[rates]]
rate = "30.00"
"""
BUY_IN = """
kind = "buy-in"
amount = "3000.00"
"""
EXIT = """
kind = "exit"
notice = "P1M"
pays = ["paid-in", "notices"]
"""
SURPLUS = """
kind = "surplus"
[[steps]]
to = "tax"
[[steps]]
to = "collective"
share = "25%"
of = "left"
[[steps]]
to = "members"
share = "100%"
of = "left"
by = "hours"
eligible = ["member"]
cash = "40%"
retained = "qualified-notice"
offset_open_buy_in = true
[losses]
from = [{ account = "collective", share = "100%" }]
"""
CAPITAL = """
kind = "capital"
"""
TAX = """
kind = "tax"
mode = "us-subchapter-t"
"""
TRANSPARENCY = """
kind = "transparency"
otherwise = "members"
[[classes]]
name = "charter"
audience = ["world"]
"""
ARTICLES = {
    1: ("Principles", PRINCIPLES),
    3: ("Membership", MEMBERSHIP),
    6: ("Hours", HOURS),
    7: ("Pay", PAY),
    8: ("Buy-in", BUY_IN),
    9: ("Surplus", SURPLUS),
    10: ("Capital", CAPITAL),
    11: ("Taxes", TAX),
    12: ("Openness", TRANSPARENCY),
    13: ("Leaving", EXIT),
}


def front(**changes: str) -> str:
    """Front matter with its two lines “---”; an empty change leaves the key out."""
    keys = {**FRONT, **changes}
    return "\n".join(["---", *(f"{key} = {value}" for key, value in keys.items() if value), "---", ""])


def model_front(**changes: str) -> str:
    return front(**{**MODEL, **changes})


def article(number: int, title: str, *rules: str, prose: str = "We agree on this.") -> str:
    fences = [f"```toml rule\n{rule.strip()}\n```" for rule in rules]
    return "\n".join([f"## Article {number} — {title}", prose, *fences, ""])


def whole(**changes: str) -> str:
    """A charter with one rule of each kind; `surplus=""` leaves it out, another text takes its place."""
    names = {title.lower().replace("-", "_"): number for number, (title, _) in ARTICLES.items()}
    rules = {number: changes.get(name, ARTICLES[number][1]) for name, number in names.items()}
    kept = [article(number, ARTICLES[number][0], rule) for number, rule in rules.items() if rule]
    return front() + "\n".join(kept)


def amendment(
    *articles: str,
    adopted: str = "2025-05-01",
    from_: str = "2025-06-01",
    by: str = "meeting of the day",
    more: str = "",
    **numbers: str,
) -> str:
    """An amendment; numbers are `replaces="[9]"`, `adds`, `repeals`, `supersedes`, `order`."""
    keys = {"adopted": adopted, "from": from_, "by": f'"{by}"', **numbers}
    lines = [f"{key} = {value}" for key, value in keys.items()]
    return "\n".join(["---", *lines, *([more] if more else []), "---", *articles])


def read(base: str, **amendments: str) -> Charter:
    return read_charter(base, amendments)


def faults(base: str, **amendments: str) -> list[tuple[str, str]]:
    """What is wrong, as code and sentence with its place."""
    _, found = try_charter(base, amendments)
    return [(fault.code, str(fault)) for fault in found]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
