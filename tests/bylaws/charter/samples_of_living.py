"""Bodies, roles, meetings and the other rules of living together, with every key and with none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from bylaws.charter import examples, pay_examples
from bylaws.charter.kinds import KINDS
from bylaws.charter.kinds.pay import NEEDS
from bylaws.charter.wording import CATALOGUES
from bylaws.charter.words import KEY_BY_KEY

KEYS_OF_OTHERS = (
    *("pay.", "principles.form.", "exit.solvency.", "exit.access_ends."),
    *("capital.outside_capital.", "capital.on_dissolution.", "capital.conversion."),
)
"""Keys of kinds that are told otherwise whose choices have sentences of their own too."""
STATED = [rule for kind in KEY_BY_KEY for rule in (examples.RULES[kind], *examples.MORE.get(kind, ()))]

BODY = """
kind = "body"
name = "assembly"
form = "assembly"
open_to = ["member"]
filled = "open"
mandate = []
"""
ROLE = """
kind = "role"
name = "records"
does = ["keeps what is written in order"]
open_to = ["member"]
filled = "volunteer"
"""
MEETING = """
kind = "meeting"
name = "talk"
purpose = "dialogue"
who = ["member"]
every = "P14D"
place = "online"
time = "unpaid"
decides = false
"""
BILLING = """
kind = "billing"
per = "day"
set_by = "members"
[[scale]]
name = "one"
rate = "400.00"
clients = "everyone"
"""
SHARES = """
kind = "shares"
votes = "never"
approved_by = "everyday"
lasts = "P7Y"
fades = "cliff"
pool_by = "everyday"
pool_at_most = "20%"
after_labour = "80%"
transfer = "never"
on_leaving = "ends"
changes = "with-consent"
[[lots]]
name = "in-kind"
counts = "50%"
"""
DUES = """
kind = "dues"
amount = "5.00"
per = "month"
payers = ["members"]
due_after = "P1M"
into = "collective"
unpaid = "tolerated"
"""
DUTY = """
kind = "duty"
covers = "always"
shift = "PT24H"
at_least = 1
open_to = ["member"]
urgency_set_by = "on-duty"
chosen = "free"
swaps = "never"
untaken = "escalates"
[[urgencies]]
name = "all"
channel = "chat"
"""
LEADS = """
kind = "leads"
intake = "records"
answers_within = "P1D"
fairness = "turns"
nobody_takes = "decline"
competing = "free"
consent = false
[[hops]]
name = "members"
within = "P1D"
"""
ACCOUNTABILITY = """
kind = "accountability"
about = ["conduct"]
filed_by = ["member"]
of = ["member"]
seen_by = []
reply_within = "P7D"
review_after = "P1M"
group_hears = "nothing"
"""
EVALUATIONS = [
    """
kind = "evaluation"
people_every = "P1Y"
of = ["member"]
by = ["self"]
written = false
seen_by = []
bears_on = ["nothing"]
""",
    """
kind = "evaluation"
co_op_every = "P1Y"
by = ["peers"]
written = true
seen_by = ["members"]
bears_on = ["nothing"]
""",
]
CHECK_IN = """
kind = "check-in"
every = "P7D"
who = ["member"]
pairs = "fixed"
noted = "nothing"
missed = "nothing"
"""
BUDGET_ROUNDS = [
    f"""
kind = "budget-round"
fund = "care"
{given}
every = "P1Y"
proposals_by = ["member"]
voters = ["member"]
gather_for = "P7D"
vote_for = "P7D"
ballot = "approval"
counted = "greedy"
ties = "lot"
left_over = "stays"
"""
    for given in ('amount = "10.00"', 'share = "10%"')
]
PLANS = [
    *pay_examples.MORE_PLANS,
    """
kind = "pay"
name = "bare-formula"
plan = "formula"
period = "month"
base_amount = "1.00"
factors = [{ name = "level", each = "116%" }]
bonus = { amount_by = "everyday", points = 1 }
""",
]
"""Pay plans of every sort, and one with as little as can be said."""
LEFT_OUT = [
    *(BODY, ROLE, MEETING, BILLING, SHARES, DUES, DUTY, LEADS, ACCOUNTABILITY, CHECK_IN),
    *EVALUATIONS,
    *BUDGET_ROUNDS,
]
SAID_BY = {
    "billing.scale.name": "billing.scale",
    "shares.lots.name": "shares.lots",
    "dues.bands.name": "dues.bands",
    "duty.urgencies.name": "duty.urgencies",
    "duty.weights.name": "duty.weights",
    "leads.hops.name": "leads.hops",
    "pay.factors.name": "pay.factors",
    "pay.stipends.name": "pay.stipends",
    "pay.leave.name": "pay.leave",
    "pay.bonus.priorities.name": "pay.bonus.priorities",
}
ABSENT = {
    "pay.rates": "pay.plan.own-fees",
    **{
        f"pay.{key}": "pay.plan.hourly"
        for key in {key for keys in NEEDS.values() for key in keys} - {"rates"}
    },
}
"""What a plan does not state is told by the plan itself."""


def choices() -> dict[str, bool]:
    """The sentence of each published choice that is told key by key, and whether each has one."""
    every = dict(pair for kind in KINDS.values() for pair in _choices(kind.name, kind.model))
    by_key = (*(f"{kind}." for kind in KEY_BY_KEY), *KEYS_OF_OTHERS)
    return {key: told for key, told in every.items() if key.startswith(by_key)}


def _choices(path: str, model: type[BaseModel]) -> Iterator[tuple[str, bool]]:
    for name, field in model.model_fields.items():
        key = f"{path}.{field.alias or name}"
        for part in _parts(field.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from _choices(key, part)
            elif get_origin(part) is Literal:
                for one in get_args(part):
                    yield f"{key}.{one}", f"{key}.{one}" in CATALOGUES["en"]


def _parts(annotation: object) -> Iterator[object]:
    yield annotation
    if get_origin(annotation) is not Literal:
        for part in get_args(annotation):
            yield from _parts(part)
