"""How a budget round was counted, in English."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "funded.came-to": "Funded: {names}. {left} is left.",
    "funded.nothing": "Nothing is funded. {left} is left.",
    "funded.tie": "It stops: a lot has to say which goes first: {names}.",
    "funded.left-over": "Of the {budget} shared out, {carried} was left over from the round before.",
    "funded.each": "Each of {voters} who voted has {each} to give.",
    "funded.raised": "That is one unit more for each, added {times} times, before more would be given than there is or no other project fits.",
    "funded.bought.approval": "{name} is funded: the {voters} who marked it share its {cost}, and each pays at most {most}.",
    "funded.bought.points": "{name} is funded: the {voters} who gave it points share its {cost}, and each pays at most {most} for a point.",
    "funded.short": "{short} of them had no more than that, and gave their last.",
    "funded.greedy.approval": "{name} is funded: {points} marked it, and its {cost} fit into what was there; {left} is left.",
    "funded.greedy.points": "{name} is funded: it has {points} points, and its {cost} fit into what was there; {left} is left.",
    "funded.equals.earlier": "Others were equal to it; it was proposed first.",
    "funded.equals.cheaper": "Others were equal to it; it costs least.",
    "funded.equals.lot": "Others were equal to it; the lot that was drawn tells them apart.",
    "funded.not": "{name}, which costs {cost}, is not funded.",
    "funded.unmarked": "Nobody marked it.",
    "funded.had": "Whoever marked it ({voters}) had {left} left in all.",
    "funded.outbid": "When its turn came, {left} was left.",
    "funded.enough.cost": "At {cost} it would have been funded.",
    "funded.enough.voters": "It would have been funded had {voters} more of those with most left marked it.",
    "funded.with-more.approval": "It would have been funded had {more} more marked it.",
    "funded.with-more.points": "It would have been funded with {more} more points.",
}
