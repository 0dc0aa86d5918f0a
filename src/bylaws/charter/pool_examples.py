"""Examples of what clients pay, of profit shares, dues and shared budgets; together they show every key."""

from __future__ import annotations

BILLING = """\
kind = "billing"
per = "hour"
set_by = "coordinator"
below = "40.00"
below_by = "everyday"
subsidy_fund = "education"
made_up_to = "80.00"
reason_given = true
seen_by = ["members", "candidates"]
invoices_of_nothing = true
reviewed_every = "P1Y"

[[scale]]
name = "full"
rate = "150.00"
clients = "businesses"

[[scale]]
name = "solidarity"
rate = "0.00"
clients = "groups that cannot pay"
"""
SHARES = """\
kind = "shares"
votes = "never"
approved_by = "people"
lasts = "P10Y"
fades = "halving"
half_life = "P4Y"
pool_by = "people"
pool_at_most = "30%"
after_labour = "50%"
transfer = "on-death"
on_leaving = "runs-on"
changes = "new-lots-only"
counsel_reviewed = true

[[lots]]
name = "labour"
counts = "100%"
earns_at_most = "200%"

[[lots]]
name = "money"
counts = "100%"
earns_at_most = "150%"
"""
DUES = """\
kind = "dues"
amount = "150.00"
per = "year"
payers = ["organisations"]
due_after = "P30D"
into = "fund"
fund = "education"
band_chosen_by = "asked-for"
may_use = ["servers", "lists"]
metered = true
votes = true
unpaid = "no-use"
unpaid_after = "P3M"

[[bands]]
name = "small"
amount = "75.00"
payers = "organisations of one or two"
"""
BUDGET_ROUND = """\
kind = "budget-round"
fund = "education"
amount = "2000.00"
every = "P1Y"
proposals_by = ["candidate", "member"]
voters = ["member"]
gather_for = "P21D"
vote_for = "P7D"
ballot = "approval"
counted = "equal-shares"
utility = "cost"
completion = "add1-overspend"
project_at_least = "50.00"
project_at_most = "1000.00"
ties = "cheaper-first"
secret = true
left_over = "next-round"
confirmed_by = "everyday"
"""
MORE_BUDGET_ROUNDS = (
    """\
kind = "budget-round"
fund = "education"
share = "50%"
every = "P6M"
proposals_by = ["member"]
voters = ["member"]
gather_for = "P14D"
vote_for = "P7D"
ballot = "points"
counted = "greedy"
ties = "lot"
left_over = "stays"
""",
)
