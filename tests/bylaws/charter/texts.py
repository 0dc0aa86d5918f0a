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
    """A charter with one rule of each kind; `tax=""` leaves that rule out, another text takes its place."""
    kinds = {rule.split('"')[1].replace("-", "_"): number for number, (_, rule) in ARTICLES.items()}
    chosen = {kinds[kind]: rule for kind, rule in changes.items()}
    rules = {number: chosen.get(number, rule) for number, (_, rule) in ARTICLES.items()}
    return front() + "\n".join(article(n, ARTICLES[n][0], rule) for n, rule in rules.items() if rule)


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


def new(number: int, title: str, **changes: str) -> str:
    """An amendment that replaces one article."""
    return amendment(article(number, title), **{"replaces": f"[{number}]", **changes})


def read(base: str, **amendments: str) -> Charter:
    return read_charter(base, amendments)


def faults(base: str, **amendments: str) -> list[tuple[str, str]]:
    """What is wrong, as code and sentence with its place."""
    _, found = try_charter(base, amendments)
    return [(fault.code, str(fault)) for fault in found]


def held(charter: Charter, on: str, known_by: str | None = None) -> list[str]:
    """The headings in force on a day."""
    found = charter.on(day(on), known_by=None if known_by is None else day(known_by))
    return [standing.article.citation.partition(" — ")[2] for standing in found.standing]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


THREE_ARTICLES = front() + article(3, "Meetings") + article(7, "Pay") + article(9, "Surplus")
