"""Where somebody stands on the way into the co-op, in English."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "standing": "{person} has been in the stage “{stage:stage}” since {since}.",
    "standing.paused": "{person} has been in the stage “{stage:stage}” since {since}; until {person} is back in the stage “{returns:stage}”, its time stands still.",
    "standing.rights": "Rights that come with this stage: {rights:rights}.",
    "standing.rights-gained": "Rights that come with the stage “{next:stage}” besides: {rights:rights}.",
    # evaluations
    "evaluation.held": "The evaluation due on {due} was held on {held}.",
    "evaluation.lacks": "Views that were not heard in it: {views:views}.",
    "evaluation.overdue": "The evaluation due on {due} has not been held.",
    "evaluation.due": "An evaluation is due today, on {due}.",
    "evaluation.to-come": "An evaluation is due on {due}.",
    "evaluation.asks": "Views that an evaluation asks for: {views:views}.",
    "evaluation.read-by": "Who reads it besides: {audience:audience}.",
    "evaluation.read-by-nobody": "Nobody else reads it.",
    "evaluation.for-admission": "It may be used for the decision on admission.",
    "evaluation.not-for-admission": "It may not be used for the decision on admission.",
    # the place where new members begin
    "on-site.anywhere": "{person} may work from anywhere.",
    "on-site.begun": "{person} began to work at this place on {began}, as new members do: {place:own}.",
    "on-site.done": "{person} began to work at this place on {began}; the time there was full on {full_on}: {place:own}.",
    "on-site.short": "{person} began to work at this place on {began}; the time there is full on {full_on}: {place:own}.",
    "on-site.missing": "New members begin to work at this place, and nothing says that {person} did: {place:own}.",
    "on-site.let-off": "{person} need not begin at this place ({place:own}) from {since} on, by the rule {rule:own}, because: {why:own}.",
    "on-site.exception-not-provided": "The exception of {since} by the rule {rule:own} does not count: the charter did not provide for it.",
    # what comes with admission
    "buy-in.on-admission": "On becoming a member one contributes {amount}.",
    "buy-in.from-admission": "From becoming a member on one contributes {amount}, in {parts} payments.",
    # dues
    "dues.in-order": "No dues of {person} are late.",
    "dues.due": "Dues of {open} of {person} are due and not paid.",
    "dues.tolerated": "Dues of {open} of {person} are not paid; nothing follows from it.",
    "dues.no-use": "Dues of {open} of {person} are not paid; from {since} on {person} may not use what comes with them.",
    "dues.end-membership": "Dues of {open} of {person} are not paid; by the charter the membership of {person} ends on {since}.",
    "dues.open": "For the time from {from}, {open} is open; it is due on {due}.",
    "dues.vote": "An organisation that pays its dues has one vote, and {person} has it.",
    "dues.no-vote": "An organisation that pays its dues has one vote; {person} has none until they are paid.",
    # the way in
    "way-in": "Whoever joins begins in the stage “{stage:stage}”.",
    "way-in.criterion": "What is looked for: {criterion:own}.",
    "way-in.led-by": "The role that leads people in: {role:own}.",
    "way-in.place": "One begins to work at this place: {place:own}.",
    "way-in.place-for": "One begins to work at this place, for {lasts:span}: {place:own}.",
    "part-time.provided": "One may be a member and work part of the time.",
    "part-time.not-said": "The charter says nothing of working part of the time.",
    "part-time.share": "Who works {share} of the full time needs the same months and the same hours as everybody; the hours take longer.",
    # several at once
    "together.firm": "People of the firm who join on {on}: {people}; the members decide it ({matter:matter}).",
    "together.joins": "{person} agreed, and begins in the stage “{stage:stage}”.",
    "together.not-agreed": "{person} has not agreed to join.",
    "together.merger": "People who come in with the merger on {on}: {people}; the members decide it ({matter:matter}).",
    "together.keeps": "{person} keeps the stage “{stage:stage}”, with its first day, {since}.",
    "together.gone": "{person} had left before.",
}
