"""Examples of pay plans; together they show every key."""

from __future__ import annotations

PAY = """\
kind = "pay"
name = "wages"
plan = "hourly"
period = "month"
fee = "25.00"
fee_share = "10%"
rate_at_least = "20.00"

[[rates]]
rate = "40.00"
work = ["development"]
stages = ["candidate", "member"]

[[rates]]
rate = "20.00"
work = ["support", "administration"]

[[stipends]]
name = "health"
amount = "100.00"
per = "month"

[[stipends]]
name = "wellness"
amount = "300.00"
per = "year"

[[stipends]]
name = "equipment"
amount = "600.00"
per = "year"

[[leave]]
name = "vacation"
time = "P42D"
paid = "100%"
unused = "carries-over"

[bonus]
amount_by = "everyday"
points = 10
own = true
priorities = [{ name = "documentation", weight = 2 }]
"""
MORE_PLANS = (
    """\
kind = "pay"
name = "base-and-hours"
plan = "base"
period = "month"
weekly_hours = "PT20H"
rates = [{ rate = "30.00" }]
""",
    """\
kind = "pay"
name = "year-of-hours"
plan = "annual"
period = "month"
annual_hours = "PT1560H"
shortfall = "owed-in-money"
overtime = "carried-as-hours"
rates = [{ rate = "35.00" }]
""",
    """\
kind = "pay"
name = "projects"
plan = "shared-bid"
period = "month"
bid_shared_by = "hours"
""",
    """\
kind = "pay"
name = "draws"
plan = "draw"
period = "month"
draw = "2000.00"
settled_by = "surplus-share"
""",
    """\
kind = "pay"
name = "by-formula"
plan = "formula"
period = "month"
base_amount = "3000.00"

[[factors]]
name = "responsibility"
each = "112%"
steps_at_most = 3
""",
    """\
kind = "pay"
name = "each-their-own"
plan = "own-fees"
period = "month"
""",
)
