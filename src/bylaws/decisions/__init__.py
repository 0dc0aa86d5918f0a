"""How a matter is decided: a pure function of the charter, of who takes part, and of what people did.

`proposal.py`: what is told of a matter, `raised(...)` → `Proposal` with its `Position`s (or the
    `Box` of a secret vote) and what happens to it: `Opened`, `Revised`, `Taken`, `Recused`, `Left`,
    `Handled`, `Decided`, `Drawn`, `SecrecyAsked`, `Contested`, `ProxyEnded`.
`electorate.py`: `electorate(charter, register, rule=, raised_on=, on=, ...)`, everybody who is
    there, each with their part on that day and why; the same for any past day.
`state.py`: `state(proposal, at) -> Explained[State]`, where it stands at an instant (`phases.py`),
    what it lacks (`missing.py`), when it next changes by itself (`next_at`), and since when an
    attempt is to be opened (`due_at`).
`allowed.py`: `may_take`, `choices`, `may_open`, what somebody may do now, with the reason where
    they may not.
`elections/`: counting an election, by six methods; several chosen by ranking (`several.py`).
`days.py`: ends of days in the co-op's time zone.
"""
