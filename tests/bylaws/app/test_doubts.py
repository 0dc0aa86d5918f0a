"""An answer reckoned from a charter with faults says so, beside the answer and never in it."""

from __future__ import annotations

from tests.bylaws.app.desk import Desk
from tests.bylaws.app.test_check import ODD, move_the_third_into_the_year

LEAD = "The charter has faults, so this answer is in doubt until they are put right:\n"


def test_answer_of_a_sound_charter_stands_alone(lantern: Desk) -> None:
    answer = lantern.close()

    assert (answer.code, answer.err) == (0, "")


def test_answer_of_a_charter_with_faults_is_given_and_doubted(kite: Desk) -> None:
    sound = kite.close()
    move_the_third_into_the_year(kite)

    answer = kite.close()

    assert (answer.code, answer.out) == (0, sound.out)
    assert answer.err.startswith(f"{LEAD}amendments/2025-a-third.md:3: {ODD}")
    assert "\n    → " in answer.err


def test_doubts_are_no_part_of_the_json(kite: Desk) -> None:
    sound = kite.close("--json").json
    move_the_third_into_the_year(kite)

    answer = kite.close("--json")

    assert (answer.code, answer.json) == (0, sound)
    assert answer.err.startswith(LEAD)


def test_what_is_odd_and_not_wrong_raises_no_doubt(kite: Desk) -> None:
    kite.amend_text('languages = ["en", "es"]', 'languages = ["en", "de"]')

    assert kite.close().err == ""


def test_fault_that_the_asked_day_does_not_know_raises_no_doubt(kite: Desk) -> None:
    move_the_third_into_the_year(kite)

    assert kite.close("--known-by", "2025-03-13").err == ""
