"""Charters that state every key of every kind, and charters that state none they need not."""

from __future__ import annotations

from bylaws.charter import examples, pay_examples
from tests.bylaws.charter import samples_of_decisions, samples_of_living
from tests.bylaws.charter.texts import PRINCIPLES, article, front, model_front

FULL_PRINCIPLES = """
kind = "principles"
attests = ["open-membership", "education"]
worker_owned = true
statutory_cooperative = true
collectively_managed = true
"""
FULL_MEMBERSHIP = """
kind = "membership"
members_at_most = 5
on_site_first = "the workshop"
[[stages]]
name = "trainee"
lasts = "P6M"
hours = 520
evaluations = ["P3M", "P6M"]
next_by = "admit-member"
rights = ["speak"]
[[stages]]
name = "candidate"
hours = 20
[[stages]]
name = "intern"
lasts = "P1M"
[[stages]]
name = "member"
"""
FULL_HOURS = """
kind = "hours"
day_at_most = "PT7H30M"
week_at_most = "PT45H"
[[kinds]]
name = "client-work"
counts_for = ["pay", "patronage", "candidacy", "balance"]
[[kinds]]
name = "tea"
counts_for = []
"""
FULL_PAY = """
kind = "pay"
name = "wages"
plan = "hourly"
period = "month"
[[rates]]
rate = "30.00"
stages = ["member"]
work = ["client-work"]
"""
FULL_BUY_IN = """
kind = "buy-in"
amount = "3000.00"
plan = { count = 4, first = "P1M", every = "P2M" }
arrears = "tolerated"
"""
FULL_EXIT = """
kind = "exit"
notice = "P1M"
pays = ["paid-in", "notices"]
instalments = { count = 20, first = "P3M", every = "P3M" }
interest = "2.5%"
set_off = true
collective_at_least = "5000.00"
"""
FULL_CAPITAL = """
kind = "capital"
interest = "4%"
interest_on = ["paid-in"]
redemption = { order = "oldest-first", after = "P5Y", when_short = "pro-rata" }
"""
FULL_TRANSPARENCY = """
kind = "transparency"
otherwise = "members"
[[classes]]
name = "member-money"
audience = ["self", "bookkeeper"]
"""
MEMBERS = """
[[steps]]
to = "members"
share = "100%"
of = "left"
eligible = ["member"]
"""
NOTICE = 'cash = "40%"\nretained = "{}"\noffset_open_buy_in = true\n'
FULL_SURPLUS = (
    """
kind = "surplus"
from_others_work = "collective"
[[steps]]
to = "tax"
[[steps]]
to = "interest"
at_most = "100.00"
[[steps]]
to = "collective"
amount = "500.00"
at_most = "400.00"
until_balance = "9000.00"
divisible = true
[[steps]]
to = "fund"
name = "care"
share = "5%"
of = "opening"
"""
    + MEMBERS.replace('"100%"', '"50%"')
    + 'by = "tenure"\ntenure_at_most = "200%"\nhours_at_least = 16\n'
    + NOTICE.format("qualified-notice")
    + 'instalments = { count = 4, first = "P1M", every = "P2M", after = "close", gate = "release" }\n'
    + MEMBERS
    + 'by = [{ base = "hours", share = "2/3" }, { base = "pay", share = "1/3" }]\n'
    + NOTICE.format("nonqualified-notice")
    + 'instalments = { count = 1, first = "P1M", after = "year-end" }\n'
    + """
[losses]
from = [
  { account = "fund", name = "care", share = "100%", down_to = "0.00" },
  { account = "collective", share = "50%" },
  { account = "collective", share = "50%", of = "left" },
  { account = "members", share = "100%", of = "left", by = "member-months", eligible = ["member"] },
]
"""
)


def tax(mode: str) -> str:
    return f'kind = "tax"\nmode = "{mode}"'


MORE = [
    *(examples.RULES[kind] for kind in ("principles", "membership", "hours", "exit")),
    examples.RULES["capital"].replace('["paid-in", "notices"]', '["notices"]'),
]
FULL = [
    front() + article(1, "Every key", *MORE),
    front(modelled_on='"palante"')
    + "\n".join(
        article(number, "Rule", rule)
        for number, rule in enumerate(
            [
                FULL_PRINCIPLES,
                FULL_MEMBERSHIP,
                FULL_HOURS,
                FULL_PAY,
                FULL_BUY_IN,
                FULL_EXIT,
                FULL_CAPITAL,
                FULL_TRANSPARENCY,
                FULL_SURPLUS,
                tax("us-subchapter-t"),
            ],
            start=1,
        )
    ),
    model_front(languages='["en", "es"]')
    + article(1, "Buy-in", 'kind = "buy-in"\namount = "1.00"\nplan = { count = 1, first = "P1M" }')
    + article(
        2, "Leaving", 'kind = "exit"\nnotice = "P0D"\npays = []\ninstalments = { count = 1, first = "P1M" }'
    )
    + article(3, "Capital", FULL_CAPITAL.replace('["paid-in"]', "[]").replace("pro-rata", "wait"))
    + article(4, "Tax", tax("us-partnership"))
    + article(5, "Surplus", 'kind = "surplus"\n[[steps]]\nto = "collective"\nshare = "100%"\nof = "opening"')
    + article(
        6,
        "Principles",
        FULL_PRINCIPLES.replace("true", "false").replace('["open-membership", "education"]', "[]"),
    ),
    front()
    + article(1, "Tax", tax("none"))
    + article(2, "Surplus", f'kind = "surplus"{MEMBERS}by = "equalise-pay"\ncash = "100%"\n'),
    front() + article(1, "Deciding", *samples_of_decisions.STATED),
    front()
    + article(1, "Living together", *samples_of_living.STATED, pay_examples.PAY, *samples_of_living.PLANS),
]
BARE_MEMBERS = (
    MEMBERS + 'by = "hours"\ncash = "20%"\nretained = "qualified-notice"\n'
    'instalments = { count = 2, first = "P1M", after = "close" }\n'
)
BARE = [
    front() + article(1, "Principles", PRINCIPLES),
    front(**{"from": ""})
    + "\n".join(
        article(number, "Rule", rule)
        for number, rule in enumerate(
            [
                (
                    'kind = "membership"\n[[stages]]\nname = "candidate"\nnext_by = "admit"\n'
                    '[[stages]]\nname = "intern"\nlasts = "P1M"'
                ),
                'kind = "hours"\n[[kinds]]\nname = "work"\ncounts_for = []',
                FULL_PAY.partition("stages")[0],
                'kind = "buy-in"\namount = "1.00"',
                'kind = "exit"\nnotice = "P1M"\npays = []',
                'kind = "capital"',
                'kind = "surplus"\n[[steps]]\nto = "collective"\nshare = "25%"\nof = "left"\n' + BARE_MEMBERS,
            ],
            start=1,
        )
    ),
    front()
    + article(
        1,
        "S",
        f'kind = "surplus"{MEMBERS}by = "hours"\ncash = "100%"\n[losses]\n'
        'from = [{ account = "collective", share = "1%" }]',
    ),
    model_front(),
    front() + article(1, "Deciding", *samples_of_decisions.LEFT_OUT),
    front() + article(1, "Living together", *samples_of_living.LEFT_OUT, *samples_of_living.PLANS),
]

SAID_BY = {
    **samples_of_decisions.SAID_BY,
    **samples_of_living.SAID_BY,
    "membership.stages.name": "membership.stages",
    "hours.kinds.name": "hours.kinds",
    "hours.kinds.counts_for": "hours.kinds",
    "pay.rates": "pay.rates.rate",
    "pay.rates.stages": "pay.rates.rate",
    "pay.rates.work": "pay.rates.rate",
    "buy-in.plan.count": "buy-in.plan",
    "buy-in.plan.first": "buy-in.plan",
    "buy-in.plan.every": "buy-in.plan",
    "exit.instalments.count": "exit.instalments",
    "exit.instalments.first": "exit.instalments",
    "exit.instalments.every": "exit.instalments",
    "capital.redemption.order": "capital.redemption",
    "capital.redemption.after": "capital.redemption",
    "transparency.classes.name": "transparency.classes",
    "transparency.classes.audience": "transparency.classes",
    "surplus.steps.to": "surplus.to",
    "surplus.steps.name": "surplus.to.fund",
    "surplus.steps.of": "surplus.steps.share",
    "surplus.steps.by.base": "surplus.steps.by",
    "surplus.steps.by.share": "surplus.steps.by.part",
    "surplus.steps.instalments.count": "surplus.steps.instalments",
    "surplus.steps.instalments.first": "surplus.steps.instalments",
    "surplus.steps.instalments.every": "surplus.steps.instalments",
    "surplus.losses.from": "surplus.losses",
    "surplus.losses.from.account": "surplus.to",
    "surplus.losses.from.name": "surplus.to.fund",
    "surplus.losses.from.share": "surplus.losses.share",
    "surplus.losses.from.of": "surplus.losses.share",
    "surplus.losses.from.down_to": "surplus.losses.down_to",
    "surplus.losses.from.by": "surplus.losses.by",
    "surplus.losses.from.eligible": "surplus.losses.to.members",
}
"""Keys that are told in the sentence of another."""

ABSENT = {
    **samples_of_decisions.ABSENT,
    **samples_of_living.ABSENT,
    "buy-in.plan.every": "buy-in.plan.absent",
    "exit.instalments.every": "exit.instalments.absent",
    "surplus.steps.instalments.every": "surplus.steps.instalments",
    "surplus.steps.name": "surplus.to.collective",
    "surplus.steps.amount": "surplus.steps.share.left",
    "surplus.steps.share": "surplus.steps.share.left",
    "surplus.steps.of": "surplus.steps.share.left",
    "surplus.steps.by": "surplus.to.collective",
    "surplus.steps.eligible": "surplus.to.collective",
    "surplus.steps.tenure_at_most": "surplus.steps.by",
    "surplus.steps.cash": "surplus.to.collective",
    "surplus.losses.from.name": "surplus.to.collective",
    "surplus.losses.from.of": "surplus.losses.share.opening",
    "surplus.losses.from.down_to": "surplus.losses.down_to.absent",
    "surplus.losses.from.by": "surplus.to.collective",
    "surplus.losses.from.eligible": "surplus.to.collective",
}
"""Absences that are told by what stands instead, such as a step that goes to the collective account."""
