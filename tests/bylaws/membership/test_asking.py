"""What whoever asks to join is told."""

from __future__ import annotations

import pytest

from bylaws.charter.charter import read_charter
from bylaws.kernel.faults import CharterSilent
from bylaws.kernel.periods import Span
from bylaws.membership.asking import StageAhead, WayIn, way_in
from bylaws.words.tell import CATALOGUES, lines, tell
from tests.bylaws.membership.joining import FRONT, HOURS, charter, day, rule
from tests.bylaws.membership.test_evaluations import QUARTERLY

WHOLE = charter(
    'criteria = ["knows the trade", "is kind"]\nled_by = "welcome"\npart_time = true\nmembers_at_most = 7\n'
    'on_site_first = "the office"\non_site_for = "P6M"',
    rule(7, "Looking back", QUARTERLY),
)


def test_whoever_asks_to_join_is_told_the_whole_way_in() -> None:
    answer = way_in(members=6, charter=WHOLE, on=day("2025-06-01"))

    assert answer.value == WayIn(
        stages=(
            StageAhead("trainee", Span(3), None, 0, "begin-candidacy"),
            StageAhead("candidate", Span(6), 520, 2, "admit-member"),
            StageAhead("member", None, None, 0, None),
        ),
        criteria=("knows the trade", "is kind"),
        led_by="welcome",
        place="the office",
        place_for=Span(6),
        part_time=True,
        room=True,
    )
    assert [one.code for one in answer.reason.walk()] == [
        "way-in",
        "way-in.criterion",
        "way-in.criterion",
        "way-in.led-by",
        "way-in.place-for",
        "part-time.provided",
        "evaluation.asks",
        "evaluation.read-by",
        "evaluation.for-admission",
        "members.room",
    ]


def test_where_the_charter_says_little_little_is_told() -> None:
    track = '[[stages]]\nname = "candidate"\n[[stages]]\nname = "former"'

    answer = way_in(members=6, charter=charter(track=track), on=day("2025-06-01"))

    assert (answer.value.stages[-1].name, answer.value.room, [one.code for one in answer.reason.walk()]) == (
        "former",
        True,
        ["way-in", "part-time.not-said"],
    )


@pytest.mark.parametrize(("members", "room"), [(6, True), (7, False)])
def test_whether_there_is_room_today_is_told(members: int, room: bool) -> None:  # noqa: FBT001
    assert way_in(members=members, charter=WHOLE, on=day("2025-06-01")).value.room is room


def test_it_is_told_in_every_language() -> None:
    short = charter('on_site_first = "the office"')
    told = {
        language: [
            line
            for text in (WHOLE, short)
            for line in lines(
                tell(way_in(members=6, charter=text, on=day("2025-06-01")).reason, language=language)
            )
        ]
        for language in CATALOGUES
    }

    assert told["en"][4].startswith("  - One begins to work at this place, for six months: “the office”.")
    assert "  - One begins to work at this place: “the office”. [Article 3 — Becoming a member]" in told["en"]
    assert len({*map(str, told.values())}) == 3


def test_without_a_membership_rule_the_charter_is_silent() -> None:
    with pytest.raises(CharterSilent):
        way_in(members=6, charter=read_charter(FRONT + HOURS), on=day("2025-06-01"))
