"""Examples of how a co-op decides; together they show every key."""

from __future__ import annotations

DECISION = """\
kind = "decision"
name = "people"
method = "consensus"
quorum = "2/3"
approval_quorum = "1/3"
second_call = { after = "P7D", quorum = "1/2" }
notice = "P3D"
open_for = "P7D"
eligible = ["member"]
on_leave = "counted"
leavers = "stand"
recusal = "heard"
proxies_at_most = 1
silence = "consent"
disagreement = "tolerated"
blocks = "with-reason"
may_block = ["member"]
blocks_at_most = 1
override = { threshold = "3/4", of = "eligible", open_for = "P10D" }
stand_asides_at_most = "1/4"
review = "P1Y"
again = { seconders = 2, within = "P1Y" }
[fallback]
after_attempts = 2
cooling_off = "P7D"
cooling_off_after = "each-attempt"
lapses_after = "P6M"
to = "three-quarters"
"""
MORE_DECISIONS = (
    """\
kind = "decision"
name = "three-quarters"
method = "majority"
threshold = "3/4"
of = "eligible"
quorum = "3/4"
open_for = "P7D"
""",
    """\
kind = "decision"
name = "everyday"
method = "majority"
threshold = "more than 1/2"
of = "votes-cast"
quorum = "1/2"
open_for = "P3D"
ends_early = true
secrecy = "on-request"
ties = "casting-vote"
delegate = "chair"
""",
    """\
kind = "decision"
name = "elections"
method = "score"
highest = 5
winners = 3
open_for = "P7D"
body = "board"
""",
    """\
kind = "decision"
name = "in-order"
method = "ranked"
winners = 5
also_counted = ["schulze", "meek"]
open_for = "P14D"
ties = "lot"
""",
    """\
kind = "decision"
name = "wishes"
method = "dots"
points = 10
open_for = "P7D"
""",
    """\
kind = "decision"
name = "machines"
method = "advice"
delegate = "keeper-of-machines"
advice_of = ["member", "candidate"]
open_for = "P2D"
""",
)
SUBJECTS = """\
kind = "subjects"
hire = "people"
dismiss = "people"
spend = [{ up_to = "500.00", by = "individual" }, { by = "everyday" }]
infrastructure = "machines"
role = "elections"
otherwise = "everyday"
"""
