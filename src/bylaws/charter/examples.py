"""An example of each kind of rule and of front matter; together they show every key."""

from __future__ import annotations

from bylaws.charter import body_examples, pay_examples, pool_examples
from bylaws.charter.decision_examples import DECISION, MORE_DECISIONS, SUBJECTS

FRONT = """\
name = "Harbour Web Cooperative"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en", "es"]
adopted = 2024-11-30
from = 2025-01-01
modelled_on = "palante"
model = false
"""

AMENDMENT = """\
adopted = 2025-05-07
from = 2026-01-01
by = "members' meeting of 7 May 2025, item 3: consensus"
replaces = [9, "front"]
adds = [21]
repeals = [14]
supersedes = ["2025-surplus"]
order = 1

[front]
name = "Harbour Works Cooperative"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en", "es"]
"""

RULES: dict[str, str] = {
    "principles": """\
kind = "principles"
attests = ["open-membership", "democratic-control", "education"]
worker_owned = true
statutory_cooperative = true
collectively_managed = true
form = "worker"
serves = ["nonprofits", "movements"]
reviewed_every = "P1Y"
""",
    "decision": DECISION,
    "subjects": SUBJECTS,
    "body": body_examples.BODY,
    "role": body_examples.ROLE,
    "meeting": body_examples.MEETING,
    "membership": """\
kind = "membership"
members_at_most = 12
members_at_most_until = 2027-01-01
on_site_first = "the workshop on the quay"
on_site_for = "P6M"
on_site_exceptions_by = "everyday"
criteria = ["skills we need", "shares our values"]
led_by = "coordinator"
part_time = true
firm_joins_as = "member"
firm_joins_by = "take-over-firm"
merger_by = "merge"

[[stages]]
name = "candidate"
lasts = "P9M"
hours = 520
evaluations = ["P3M", "P6M", "P9M"]
next_by = "admit-member"
rights = ["speak", "propose"]

[[stages]]
name = "member"
rights = ["speak", "propose", "vote", "share"]

[[stages]]
name = "former"
""",
    "hours": """\
kind = "hours"
day_at_most = "PT10H"
week_at_most = "PT45H"
billable = ["client-work"]
approved_by = "coordinator"
balance_over = "P3M"
balance_apart = "20%"

[[kinds]]
name = "client-work"
counts_for = ["pay", "patronage", "candidacy"]

[[kinds]]
name = "leave"
counts_for = ["pay"]
""",
    "pay": pay_examples.PAY,
    "billing": pool_examples.BILLING,
    "buy-in": """\
kind = "buy-in"
amount = "3000.00"
plan = { count = 24, first = "P1M", every = "P1M" }
arrears = "tolerated"
""",
    "exit": """\
kind = "exit"
notice = "P2M"
pays = ["paid-in", "notices"]
instalments = { count = 4, first = "P6M", every = "P6M" }
interest = "2%"
set_off = true
collective_at_least = "5000.00"
solvency = "can-pay-debts"
reason_asked = true
hand_over = true
access_ends = "on-leaving"
""",
    "surplus": """\
kind = "surplus"
from_others_work = "collective"

[[steps]]
to = "tax"

[[steps]]
to = "interest"

[[steps]]
to = "collective"
share = "25%"
of = "left"
at_most = "20000.00"
until_balance = "100000.00"
divisible = false

[[steps]]
to = "fund"
name = "education"
amount = "500.00"

[[steps]]
to = "members"
share = "100%"
of = "left"
by = [{ base = "hours", share = "75%" }, { base = "tenure", share = "25%" }]
tenure_at_most = "200%"
eligible = ["member"]
hours_at_least = 16
cash = "40%"
retained = "qualified-notice"
offset_open_buy_in = true
instalments = { count = 4, first = "P1M", every = "P2M", after = "close", gate = "release" }

[losses]
from = [
  { account = "fund", name = "education", share = "100%", of = "left", down_to = "0.00" },
  { account = "collective", share = "75%", of = "left" },
  { account = "members", share = "100%", of = "left", by = "hours", eligible = ["member"] },
]
""",
    "capital": """\
kind = "capital"
interest = "2%"
interest_on = ["paid-in", "notices"]
redemption = { order = "oldest-first", after = "P5Y", when_short = "pro-rata" }
outside_capital = "without-votes"
on_dissolution = "other-cooperatives"
conversion = "never"
""",
    "shares": pool_examples.SHARES,
    "dues": pool_examples.DUES,
    "tax": """\
kind = "tax"
mode = "us-subchapter-t"
""",
    "duty": body_examples.DUTY,
    "leads": body_examples.LEADS,
    "accountability": body_examples.ACCOUNTABILITY,
    "evaluation": body_examples.EVALUATION,
    "check-in": body_examples.CHECK_IN,
    "transparency": """\
kind = "transparency"
otherwise = "members"

[[classes]]
name = "accounts"
audience = ["members", "candidates", "accountant"]

[[classes]]
name = "own-documents"
audience = ["self"]
""",
    "budget-round": pool_examples.BUDGET_ROUND,
}

MORE: dict[str, tuple[str, ...]] = {
    "decision": MORE_DECISIONS,
    "body": body_examples.MORE_BODIES,
    "role": body_examples.MORE_ROLES,
    "pay": pay_examples.MORE_PLANS,
    "budget-round": pool_examples.MORE_BUDGET_ROUNDS,
}
"""More examples of kinds whose keys do not all go together in one rule."""
