"""How an election was counted, in English."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "elected.came-to": "Elected: {names}.",
    "elected.nobody": "Nobody is elected.",
    "elected.no-papers": "No paper names anybody who stands.",
    "elected.countback": "{papers} papers elected {name}, with {votes} votes; they fill the seat.",
    "elected.tie.surplus": "It stops: a lot has to say whose surplus is passed on first: {names}.",
    "elected.tie.exclusion": "It stops: a lot has to say who is left out: {names}.",
    "elected.tie.election": "It stops: a lot has to say who is elected: {names}.",
    "elected.quota-is": "{valid} papers name somebody, and {seats} seats are to be filled: {quota} votes elect.",
    "elected.stage": "Stage {stage}.",
    "elected.quota": "{name} has as many votes as it takes, and is elected.",
    "elected.last": "{name} is elected: as many are left as there are seats.",
    "elected.surplus": "{name} has {surplus} more than it takes; each whole paper goes on with {value}.",
    "elected.excluded": "{name} has the fewest votes, {votes}, and is left out; the papers go on to who comes next on each.",
    "elected.left-out": "{name} has the fewest votes, and is left out.",
    "elected.level.earlier": "Others were level with them; the votes at stage {stage} tell them apart.",
    "elected.level.lot": "Others were level with them at every stage; the lot that was drawn tells them apart.",
    "elected.majority": "{name} has {votes} of the {of} votes that still go to somebody: more than half.",
    "elected.unbeaten": "{name} is beaten by nobody.",
    "elected.beaten": "{name} is beaten by {by}.",
    "elected.has": "{name} has {votes}.",
}
