"""Budget rounds, counted so that anybody can count them again: integers and fractions, each step as data.

`sharing.py`: `Sharing`, the money, the projects with their costs, and the ballots, equal ones as one.
`count.py`: `count(sharing, way, ties=, lot=)` by `Way`: the method by name, and for equal shares the utility
and how it is completed. `greedy.py`: the best liked first. `equal_shares.py`: each voter has the same part of
the money, kept in `purses.py`; `course.py` tells which runs of it are alike. `funded.py`: what it came to,
`Funded` with its `Step`s and the `Tie` at which it stopped; `verdicts.py`: for each project why, and what
it would have taken.
`ruling.py`: `count_by(rule, sharing)`, as the charter’s `budget-round` says.
`pb.py`: `read_pb`, `write_pb`, the file other programs count as well.
"""
