"""A co-op that decides in several ways, for stories about routes and questions."""

from __future__ import annotations

from bylaws.charter.charter import InForce
from tests.bylaws.charter.texts import article, day, front, read

EVERYDAY = """
kind = "decision"
name = "everyday"
method = "majority"
threshold = "2/3"
of = "votes-cast"
quorum = "1/2"
open_for = "P3D"
eligible = ["member"]
"""
PEOPLE = """
kind = "decision"
name = "people"
method = "consensus"
quorum = "2/3"
open_for = "P7D"
eligible = ["member"]
stand_asides_at_most = "1/4"
blocks = "with-reason"
may_block = ["member"]
[fallback]
after_attempts = 2
cooling_off = "P7D"
cooling_off_after = "each-attempt"
to = "three-quarters"
"""
THREE_QUARTERS = """
kind = "decision"
name = "three-quarters"
method = "majority"
threshold = "3/4"
of = "eligible"
quorum = "3/4"
open_for = "P7D"
eligible = ["member"]
"""
SUBJECTS = """
kind = "subjects"
hire = "people"
dismiss = "people"
amend-charter = "people"
spend = [{ up_to = "500.00", by = "individual" }, { by = "everyday" }]
otherwise = "everyday"
"""
STAGES = """
kind = "membership"
[[stages]]
name = "candidate"
next_by = "admit-member"
[[stages]]
name = "member"
rights = ["speak", "propose", "vote", "block"]
"""


def co_op(*subjects: str, everyday: str = EVERYDAY, people: str = PEOPLE, more: str = "") -> str:
    """Its charter; several rules of subjects stand in several articles."""
    own = subjects or (SUBJECTS,)
    return (
        front()
        + article(3, "Members", STAGES, prose="Whoever works here becomes a member.")
        + article(4, "Every day", everyday, prose="Everyday matters pass by two thirds.")
        + article(5, "People", people, THREE_QUARTERS, prose="We hire and part with people by consensus.")
        + "".join(article(6 + n, "Who decides what", one) for n, one in enumerate(own))
        + (article(20, "More", more) if more else "")
    )


def held(text: str, on: str = "2025-06-02") -> InForce:
    return read(text).on(day(on))
