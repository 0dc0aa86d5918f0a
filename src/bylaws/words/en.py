"""English."""

from __future__ import annotations

REASONS: dict[str, str] = {
    # steps of the waterfall
    "step.share-of-opening": "{share:share} of the whole surplus of {opening}: {amount} goes to {to}.",
    "step.share-of-left": "{share:share} of the {before} that earlier steps left: {amount} goes to {to}.",
    "step.fixed": "A fixed amount of {amount} goes to {to}.",
    "step.tax-as-stated": "The tax as stated in the books: {amount}.",
    "step.interest": "Interest on members' capital: {amount}.",
    "step.others-work": "{amount} came from the work of people who do not share; it goes to {to} first.",
    "step.only-what-was-left": "{to} was to receive {asked}; only {amount} was left.",
    "step.up-to-limit": "{to} was to receive {asked}; its limit leaves {amount}.",
    "loss.step": "{to} bears {amount} of the loss.",
    # a member's share
    "person": "{person} in {year}.",
    "person.takes-no-part": "{person} takes no part in the surplus of {year}.",
    "share": "{person} receives {share} of the surplus of {year}.",
    "share.by-hours": "{own:hours} of {everyone:hours} hours that count, of a pot of {pot}: {exact:units}.",
    "share.by-pay": "{own:units} of {everyone:units} of pay, of a pot of {pot}: {exact:units}.",
    "share.by-equal": "{own} of {everyone} equal parts of {pot}: {exact:units}.",
    "share.by-member-months": "{own} of {everyone} months, of a pot of {pot}: {exact:units}.",
    "share.by-tenure": (
        "{own:hours} of {everyone:hours} hours, earlier years counted in, of a pot of {pot}: {exact:units}."
    ),
    "share.by-equalise-pay": (
        "{own:units} is missing to the common monthly level, of {everyone:units} missing to all: {exact:units}."
    ),
    "hours.counted": "{seconds:hours} hours of {work} as {stage}, from {from} until {until}.",
    "hours.kind-does-not-count": "{seconds:hours} hours of {work} as {stage}: this work does not count.",
    "hours.stage-does-not-share": "{seconds:hours} hours of {work} as {stage}: this stage does not share.",
    "hours.of-others": "{seconds:hours} of {everyone:hours} hours that count were worked by people who do not share.",
    "hours.count-for": "{work} counts for {purposes}.",
    "hours.day-too-long": "{seconds:hours} hours on {day}, more than the {limit:hours} of the charter.",
    "hours.week-too-long": "{seconds:hours} hours in the week of {day}, more than the {limit:hours} of the charter.",
    "pay.hours-at-rate": "{seconds:hours} hours of {work} as {stage} at {rate} an hour.",
    "pay.unpaid-work": "{seconds:hours} hours of {work} as {stage}, which is not paid.",
    "pay.total": "{amount} of pay.",
    "months.of-stage": "{months} months as {stages} within the year.",
    "split.rounded-up": (
        "The exact part is {exact:units}; it was rounded up, because what was left over went to the largest remainders."
    ),
    "split.rounded-down": (
        "The exact part is {exact:units}; it was rounded down, because others' remainders were larger."
    ),
    "cash": "{part:share} of it is paid in money: {cash}.",
    "cash.floor": "The law asks for at least {floor} in money, rounded up: {cash}. Source: {source}.",
    "instalment": "{amount} is due on {due}.",
    "instalment.gated": "{amount} is due on {due}, once the members release it.",
    "buy-in.offset": "{amount} pays what is open of the buy-in of {buy_in}.",
    "buy-in.status": "{paid} of the buy-in of {amount} is paid; {due} was due by now, since admission on {admitted}.",
    "buy-in.arrears-tolerated": "{paid} of the buy-in of {amount} is paid; what is late is tolerated.",
    "notice.qualified-notice": "{amount} stays in the account, by a qualified written notice.",
    "notice.nonqualified-notice": "{amount} stays in the account, by a nonqualified written notice.",
    "interest": "{amount} of interest on {held} held when the year began.",
    "loss.borne": "{amount} of the loss of {loss} is borne by the account.",
    # leaving
    "exit": "With notice on {notice_on} one leaves on {leaves_on}, with an account of {account}.",
    "exit.paid-in": "{amount} is paid in.",
    "exit.notices": "{amount} is held in written notices.",
    "exit.losses": "{amount} of losses lowers it.",
    "exit.set-off": "{amount} that is owed is taken off.",
    "exit.waits": "Payment waits while the collective account would fall below {least}.",
    "exit.payment": "{amount} and {interest} of interest on {due}.",
    # membership
    "stage.ready": "{person} has done what the stage “{stage}” asks; the members decide ({matter}).",
    "stage.not-ready": "{person} has not yet done what the stage “{stage}” asks.",
    "stage.no-next": "From the stage “{stage}” no decision leads further.",
    "stage.months-done": "The time in this stage was full on {full_on}.",
    "stage.months-short": "The time in this stage is full on {full_on}.",
    "stage.hours-done": "{seconds:hours} of {needed:hours} hours are worked.",
    "stage.hours-short": "Only {seconds:hours} of {needed:hours} hours are worked.",
    "members.room": "There are {members} members, and room for {at_most}.",
    "members.full": "There are {members} members, and room for no more than {at_most}.",
    "right.held": "People of the stage “{stage}” have this right: {right}.",
    "right.not-held": "People of the stage “{stage}” do not have this right: {right}.",
    # openness
    "sight.open": "“{class}” is open to {audience}.",
    "sight.own": "Everyone sees what is about themselves.",
    "sight.closed": "“{class}” is open to {audience} alone.",
    # paying notices back
    "redemption": "On {on} notices of {owed} are due; {available} is there, and {paid} is paid back.",
    "redemption.paid": "The notice of {person} from the close of {closed_on} is paid back: {paid}, due since {due}.",
    "redemption.part": "{paid} of {amount} is paid back to {person}, from the close of {closed_on}; it was due on {due}.",
    "redemption.waits": "{amount} of {person} from the close of {closed_on} waits; it was due on {due}.",
}
