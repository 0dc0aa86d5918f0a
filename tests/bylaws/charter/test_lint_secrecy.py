"""A vote that cannot be secret: a body with too few seats, or too few who take part."""

from __future__ import annotations

import pytest

from bylaws.charter.checks.secrecy import secret_of_few
from tests.bylaws.charter.checked import findings, place
from tests.bylaws.charter.deciding import EVERYDAY, co_op
from tests.bylaws.charter.texts import article, day, read

SECRET = EVERYDAY.replace('"everyday"', '"ballot"') + 'secrecy = "{secrecy}"\n'
BOARD = """
kind = "body"
name = "board"
form = "board"
open_to = ["member"]
filled = "open"
mandate = []
"""
OF_FEW = (
    "4 can take part: of fewer than 5 votes only what came of it is told,"
    " and who voted how is easily guessed."
)
OF_BODY = (
    "The body “board” has {seats} seats: of fewer than 5 votes only what came of it is told,"
    " and who voted how is easily guessed."
)


def charter(secrecy: str = "secret", *, seats: str = "", more: str = "", of: str = "") -> str:
    rule = SECRET.format(secrecy=secrecy) + of
    if of:
        rule = rule.replace('eligible = ["member"]\n', "")
    board = BOARD.replace('"open"', '"lot"') if seats else BOARD
    return co_op() + article(20, "By ballot", rule) + article(21, "Board", board + seats + more)


def secret(text: str) -> list[tuple[str, str, bool]]:
    """What is found of secrecy: the sentence, the line it points at, and whether it is serious."""
    found = [one for one in findings(text) if one.fault.code == "decision.secret-few"]
    return [(one.fault.says, place(text, one), one.serious) for one in found]


@pytest.mark.parametrize("secrecy", ["secret", "on-request"])
def test_a_body_of_few_seats_cannot_vote_in_secret(secrecy: str) -> None:
    line = f'secrecy = "{secrecy}"'

    assert {
        "four seats": secret(charter(secrecy, seats="seats = 4\n", of='body = "board"\n')),
        "five": secret(charter(secrecy, seats="seats = 5\n", of='body = "board"\n')),
        "as many as sit in it": secret(charter(secrecy, of='body = "board"\n')),
        "it decides so": secret(charter(secrecy, seats="seats = 3\n", more='decides_by = "ballot"\n')),
        "another decides": secret(charter(secrecy, seats="seats = 3\n")),
    } == {
        "four seats": [(OF_BODY.format(seats=4), line, False)],
        "five": [],
        "as many as sit in it": [],
        "it decides so": [(OF_BODY.format(seats=3), line, False)],
        "another decides": [],
    }


def test_so_few_members_cannot_vote_in_secret() -> None:
    all_vote, board, open_ = (
        read(text) for text in (charter(), charter(seats="seats = 7\n", of='body = "board"\n'), co_op())
    )

    told = {
        members: [one.fault.says for one in secret_of_few(all_vote, day("2025-06-01"), members)]
        for members in (4, 5)
    }

    assert told == {4: [OF_FEW], 5: []}
    assert secret_of_few(board, day("2025-06-01"), 4) == ()
    assert secret_of_few(open_, day("2025-06-01"), 4) == ()
