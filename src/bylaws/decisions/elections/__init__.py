"""Elections, counted so that anybody can count them again: integers and fractions, every round as data.

`papers.py`: `Election`, the candidates and the papers, equal papers as one. `counted.py`: what a count
comes to, `Counted` with its `Round`s, and the `Tie` at which it stopped. `lots.py`: `drawn(seed, names)`,
the order a published seed gives; a count never picks anybody by itself.
`count.py`: `count(election, method, seats=, lot=)` by one of `METHODS`: `scottish.py` (several seats by the
Scottish rules), `irv.py` (one seat), `meek.py`, `schulze.py`, `points.py` (approval and score).
`blt.py`: `read_blt`, `write_blt`, the file other programs count as well.
"""
