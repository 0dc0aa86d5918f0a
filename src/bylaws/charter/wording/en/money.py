"""Pay, buy-in, leaving, capital and tax, in plain English."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # pay
    "pay.plan.hourly": "Under the plan {name} pay is by the hour: hours that count for pay, times the rate.",
    "pay.period.month": "Pay is reckoned by the month; a new rate holds from the first month that begins under it.",
    "pay.rates.rate": "{rate} an hour for {work}, for {people}.",
    "pay.rates.stages.absent": "people of every stage",
    "pay.rates.work.absent": "every kind of work that counts for pay",
    # buy-in
    "buy-in.amount": "Each member contributes {amount} to the capital.",
    "buy-in.plan": "It is paid in {n} parts, counted from admission: the first after {first}, the others {every} apart.",
    "buy-in.plan.one": "It is paid in one part, {first} after admission.",
    "buy-in.plan.absent": "The whole is due on admission.",
    "buy-in.arrears.tolerated": "A late payment has no consequence.",
    "buy-in.arrears.absent": "What is due and unpaid is owed.",
    # exit
    "exit.notice": "Who leaves gives notice {span} before.",
    "exit.notice.none": "Who leaves may do so on the day of the notice.",
    "exit.pays": "Of the member's account is paid back: {what}.",
    "exit.pays.none": "Nothing of the member's account is paid back.",
    "exit.instalments": "It is paid in {n} parts, counted from the day of leaving: the first after {first}, the others {every} apart.",
    "exit.instalments.one": "It is paid in one part, {first} after the day of leaving.",
    "exit.instalments.absent": "All of it is payable on the day of leaving.",
    "exit.interest": "What is still unpaid earns {share} of simple interest a year.",
    "exit.interest.absent": "What is still unpaid earns no interest.",
    "exit.set_off": "What the member owes is taken off first.",
    "exit.set_off.absent": "What the member owes is asked for apart.",
    "exit.collective_at_least": "Payments wait while the collective account would fall below {amount}.",
    "exit.collective_at_least.absent": "There is no test of our own beyond the law's.",
    # capital
    "capital.interest": "Member capital held at the start of the year earns {share} of interest a year.",
    "capital.interest.absent": "Member capital earns no interest.",
    "capital.interest_on": "What earns interest: {what}.",
    "capital.interest_on.absent": "Paid-in capital and written notices are treated alike.",
    "capital.interest_on.none": "Neither paid-in capital nor written notices earn it.",
    "capital.redemption": "Written notices are paid back {span} after the close that made them, the oldest first.",
    "capital.redemption.absent": "Written notices are paid back when the members decide, or on leaving.",
    "capital.redemption.when_short.pro-rata": "When there is not enough for all that are due, everyone is paid the same part of theirs.",
    "capital.redemption.when_short.wait": "When there is not enough for all that are due, the rest waits.",
    # tax
    "tax.mode.us-subchapter-t": "The surplus is taxed under subchapter T of the United States tax code, made for co-operatives; its floors and deadlines apply.",
    "tax.mode.us-partnership": "The co-op is taxed as a partnership of the United States: the members pay tax on their shares.",
    "tax.mode.none": "No tax mode applies: no law's floors and deadlines are checked.",
}
