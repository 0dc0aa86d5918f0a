"""Who is in the demo, on which model, with which hours and surpluses. No answer stands here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody made up; `weekly` hours by kind of work, `joined` as candidate and as member."""

    key: str
    name: str
    weekly: tuple[tuple[str, int], ...]
    member_from: dt.date
    candidate_from: dt.date | None = None
    left_on: dt.date | None = None
    gave_notice_on: dt.date | None = None
    bookkeeper: bool = False


@dataclass(frozen=True, slots=True)
class DemoYear:
    """What the books of a year say; a year without a closing day is left for the visitor to close."""

    year: int
    surplus: str
    tax: str
    closed_on: dt.date | None


@dataclass(frozen=True, slots=True)
class DemoCoop:
    """One made-up co-op on a model."""

    slug: str
    name: str
    model: str
    model_name: str
    people: tuple[DemoPerson, ...]
    years: tuple[DemoYear, ...]
    buy_ins: tuple[tuple[str, str, dt.date], ...] = ()
    first_day: dt.date = dt.date(2023, 1, 1)
    pays_by: str = "bank"
    otherwise: tuple[tuple[str, str], ...] = ()
    """What its charter says in other words than the model."""


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


STARTING = "with the fund for new shops, to co-ops that are starting.\n"
SHARED_OUT = """
## Article 21 — What we try out first

Until a new shop opens, we share out half of its fund among what we want to try
in ours, by everybody's ballot.

```toml rule
kind = "budget-round"
fund = "new-shops"
share = "50%"
every = "P5M"
proposals_by = ["candidate", "member"]
voters = ["candidate", "member"]
gather_for = "P14D"
vote_for = "P7D"
ballot = "approval"
counted = "equal-shares"
utility = "cost"
completion = "add1-overspend"
project_at_least = "20.00"
ties = "cheaper-first"
left_over = "stays"
```
"""
"""An article of its own, after the last of the model."""

LANTERN = DemoCoop(
    slug="lantern",
    name="Lantern Tech Cooperative",
    model="palante",
    model_name="Palante",
    first_day=_day("2022-01-01"),
    people=(
        DemoPerson(
            "ada",
            "Ada Example",
            (("client-work", 24), ("administration", 6)),
            _day("2022-01-01"),
            bookkeeper=True,
        ),
        DemoPerson("bo", "Bo Sample", (("client-work", 26), ("sales", 4)), _day("2022-01-01")),
        DemoPerson(
            "chi",
            "Chi Placeholder",
            (("client-work", 20), ("learning", 4)),
            _day("2022-10-01"),
            _day("2022-01-01"),
        ),
        DemoPerson(
            "dee",
            "Dee Madeup",
            (("client-work", 18), ("community", 4)),
            _day("2023-12-01"),
            _day("2023-03-01"),
        ),
        DemoPerson(
            "eli",
            "Eli Fictive",
            (("client-work", 22),),
            _day("2024-01-01"),
            _day("2023-04-01"),
            left_on=_day("2025-08-01"),
            gave_notice_on=_day("2025-06-01"),
        ),
        DemoPerson(
            "fay",
            "Fay Pretend",
            (("client-work", 16), ("learning", 6)),
            _day("2026-01-15"),
            _day("2025-04-15"),
        ),
    ),
    years=(
        DemoYear(2022, "11240.55", "0.00", _day("2023-02-20")),
        DemoYear(2023, "18903.10", "1200.00", _day("2024-02-19")),
        DemoYear(2024, "26417.37", "2150.40", _day("2025-02-17")),
        DemoYear(2025, "31055.01", "2875.00", None),
    ),
    buy_ins=(("ada", "500.00", _day("2022-03-01")), ("bo", "250.00", _day("2022-03-01"))),
)

POSTER = DemoCoop(
    slug="poster",
    name="Poster Street Design",
    model="design-action",
    model_name="Design Action",
    first_day=_day("2022-07-01"),
    people=(
        DemoPerson(
            "gil",
            "Gil Example",
            (("design", 26), ("political-meeting", 2)),
            _day("2022-07-01"),
            bookkeeper=True,
        ),
        DemoPerson("hana", "Hana Sample", (("design", 20), ("project-management", 8)), _day("2022-07-01")),
        DemoPerson(
            "ivo",
            "Ivo Placeholder",
            (("design", 14), ("political-meeting", 2)),
            _day("2023-06-15"),
            _day("2022-09-15"),
        ),
        DemoPerson(
            "jun", "Jun Madeup", (("administration", 10), ("production-meeting", 2)), _day("2022-07-01")
        ),
    ),
    years=(
        DemoYear(2023, "40000.00", "3000.00", _day("2023-09-05")),
        DemoYear(2024, "27777.77", "1999.99", _day("2024-09-03")),
        DemoYear(2025, "35210.43", "2600.00", _day("2025-09-02")),
    ),
)

PATCHWORK = DemoCoop(
    slug="patchwork",
    name="Patchwork Web Studio",
    model="quilted",
    model_name="Quilted",
    people=(
        DemoPerson(
            "kai",
            "Kai Example",
            (("client-work", 25), ("internal-work", 5)),
            _day("2023-01-01"),
            bookkeeper=True,
        ),
        DemoPerson("lou", "Lou Sample", (("client-work", 28), ("outreach", 2)), _day("2023-01-01")),
        DemoPerson(
            "mai",
            "Mai Placeholder",
            (("client-work", 22), ("learning", 3)),
            _day("2023-09-01"),
            _day("2023-02-15"),
        ),
    ),
    years=(
        DemoYear(2023, "10000.00", "0.00", _day("2024-03-04")),
        DemoYear(2024, "15431.09", "840.00", _day("2025-03-03")),
        DemoYear(2025, "-2310.25", "0.00", _day("2026-03-02")),
    ),
    buy_ins=(("kai", "5000.00", _day("2023-01-09")), ("lou", "2500.00", _day("2023-01-09"))),
)

KINDLING = DemoCoop(
    slug="kindling",
    name="Kindling Hosting",
    model="electric-embers",
    model_name="Electric Embers",
    people=(
        DemoPerson(
            "nia", "Nia Example", (("support", 16), ("systems", 14)), _day("2023-01-01"), bookkeeper=True
        ),
        DemoPerson("oto", "Oto Sample", (("support", 14), ("development", 16)), _day("2023-01-01")),
        DemoPerson("pia", "Pia Placeholder", (("support", 18), ("administration", 10)), _day("2023-01-01")),
    ),
    years=(
        DemoYear(2023, "6000.00", "0.00", _day("2024-02-12")),
        DemoYear(2024, "9120.45", "500.00", _day("2025-02-10")),
        DemoYear(2025, "7777.77", "410.00", _day("2026-02-09")),
    ),
)

MILLBROOK = DemoCoop(
    slug="millbrook",
    name="Millbrook Software",
    model="brattleboro",
    model_name="Brattleboro",
    pays_by="cheque",
    people=(
        DemoPerson(
            "quin",
            "Quin Example",
            (("development", 24), ("monthly-meeting", 2)),
            _day("2023-01-01"),
            bookkeeper=True,
        ),
        DemoPerson("rea", "Rea Sample", (("development", 26), ("support", 4)), _day("2023-01-01")),
        DemoPerson("sol", "Sol Placeholder", (("support", 20), ("administration", 6)), _day("2023-01-01")),
    ),
    years=(
        DemoYear(2023, "10000.00", "0.00", _day("2024-01-29")),
        DemoYear(2024, "10000.01", "0.00", _day("2025-01-27")),
        DemoYear(2025, "12345.67", "890.12", _day("2026-01-26")),
    ),
)

RIVERSIDE = DemoCoop(
    slug="riverside",
    name="Riverside Repair and Code",
    model="techcollective",
    model_name="TechCollective",
    people=(
        DemoPerson(
            "tam",
            "Tam Example",
            (("technician-work", 22), ("administration", 6)),
            _day("2023-01-01"),
            bookkeeper=True,
        ),
        DemoPerson("uma", "Uma Sample", (("development", 24),), _day("2023-01-01")),
        DemoPerson("vic", "Vic Placeholder", (("technician-work", 20), ("training", 4)), _day("2023-01-01")),
        DemoPerson("wen", "Wen Madeup", (("shop", 24),), _day("2024-05-01"), _day("2023-11-01")),
    ),
    years=(
        DemoYear(2023, "8250.00", "300.00", _day("2024-03-11")),
        DemoYear(2024, "14090.90", "700.00", _day("2025-03-10")),
        DemoYear(2025, "9999.99", "450.00", _day("2026-03-09")),
    ),
    otherwise=((STARTING, f"{STARTING}\n{SHARED_OUT}"),),
)

GREENHOUSE = DemoCoop(
    slug="greenhouse",
    name="Greenhouse Hosting Collective",
    model="gaia-host",
    model_name="GAIA Host",
    people=(
        DemoPerson(
            "xia", "Xia Example", (("support", 14), ("duty", 10)), _day("2023-01-01"), bookkeeper=True
        ),
        DemoPerson("yan", "Yan Sample", (("systems", 20), ("duty", 8)), _day("2023-01-01")),
        DemoPerson(
            "zoe",
            "Zoe Placeholder",
            (("development", 18), ("business", 6)),
            _day("2023-07-01"),
            _day("2023-01-01"),
        ),
    ),
    years=(
        DemoYear(2023, "20000.00", "0.00", _day("2024-02-05")),
        DemoYear(2024, "23456.78", "0.00", _day("2025-02-03")),
        DemoYear(2025, "19876.54", "0.00", _day("2026-02-02")),
    ),
)

SPARROW = DemoCoop(
    slug="sparrow",
    name="Sparrow Campaign Tools",
    model="campaign-developers",
    model_name="campaign developers’",
    first_day=_day("2024-03-01"),
    people=(
        DemoPerson("ana", "Ana Example", (), _day("2024-03-01"), bookkeeper=True),
        DemoPerson("ben", "Ben Sample", (), _day("2024-03-01")),
        DemoPerson("cleo", "Cleo Placeholder", (), _day("2025-01-13"), _day("2024-03-01")),
        DemoPerson("dov", "Dov Madeup", (), _day("2024-03-01")),
        DemoPerson("ewa", "Ewa Fictive", (), _day("2024-03-01")),
    ),
    years=(),
)
LAMPLIGHT = DemoCoop(
    slug="lamplight",
    name="Lamplight Technicians",
    model="tech-underground",
    model_name="Tech Underground",
    first_day=_day("2024-03-01"),
    people=(
        DemoPerson("fin", "Fin Example", (), _day("2024-03-01"), bookkeeper=True),
        DemoPerson("gro", "Gro Sample", (), _day("2024-03-01")),
        DemoPerson("ike", "Ike Placeholder", (), _day("2024-03-01")),
        DemoPerson("jo", "Jo Madeup", (), _day("2025-01-13"), _day("2024-03-01")),
    ),
    years=(),
)

FERRY = DemoCoop(
    slug="ferry",
    name="Ferry Servers",
    model="may-first",
    model_name="May First",
    first_day=_day("2024-01-01"),
    people=(
        DemoPerson("ada", "Ada Example", (), _day("2024-01-01"), bookkeeper=True),
        DemoPerson("bo", "Bo Sample", (), _day("2024-01-01")),
        DemoPerson("cyd", "Cyd Madeup", (), _day("2024-01-01")),
        DemoPerson("dov", "Dov Placeholder", (), _day("2024-01-01")),
        DemoPerson("eva", "Eva Fictive", (), _day("2024-01-01")),
        DemoPerson("flo", "Flo Invented", (), _day("2024-01-01")),
        DemoPerson("gil", "Gil Pretend", (), _day("2024-01-01")),
        DemoPerson("hal", "Hal Imagined", (), _day("2024-01-01")),
        DemoPerson("ivy", "Ivy Supposed", (), _day("2024-01-01")),
    ),
    years=(),
    otherwise=(
        ("Nine members are the coordination.", "Three members are the coordination."),
        (
            "we approve of as\nmany as we like, the nine with the most are chosen,",
            "we put\nin order whom we want, each has one vote that passes on; two other ways are shown,",
        ),
        (
            "if one in ten\ntook part.",
            "if one in ten\ntook part. What failed takes two others to raise it again.",
        ),
        ('quorum = "1/10"', 'quorum = "1/10"\nagain = { seconders = 2, within = "P6M" }'),
        ('method = "approval"', 'method = "ranked"\nalso_counted = ["schulze", "meek"]'),
        ("winners = 9", "winners = 3"),
        ("seats = 9", "seats = 3"),
        ('elected_by = "election"\n', 'elected_by = "election"\nvacancies = "countback"\n'),
        (
            "Members may call any of them back.",
            (
                "Members may call any of them back. Who\ncomes next for a seat that is left early is said "
                "by the ballots that elected whoever held it."
            ),
        ),
    ),
)

COOPS = (
    LANTERN,
    POSTER,
    PATCHWORK,
    KINDLING,
    MILLBROOK,
    RIVERSIDE,
    GREENHOUSE,
    SPARROW,
    LAMPLIGHT,
    FERRY,
)
PASSWORD = "a lane of toads"  # noqa: S105 - printed on the front page of the demo
