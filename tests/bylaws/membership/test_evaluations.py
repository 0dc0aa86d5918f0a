"""When evaluations are due, which were held, whose views they lack, and what they may be used for."""

from __future__ import annotations

from bylaws.charter.charter import Charter
from bylaws.facts.joining import Evaluated, Joining
from bylaws.kernel.reasons import Explained
from bylaws.membership.admission import evaluation_days
from bylaws.membership.evaluations import DueEvaluation, EvaluationTerms
from bylaws.membership.standing import Standing, standing
from bylaws.words.tell import CATALOGUES, lines, tell
from tests.bylaws.membership.joining import charter, day, rule, someone

QUARTERLY = """
kind = "evaluation"
people_every = "P3M"
of = ["candidate", "member"]
by = ["self", "peers"]
asks_about = ["what went well"]
written = true
seen_by = ["members"]
bears_on = ["admission"]
"""
LOOKING_BACK = "Article 7 — Looking back"
BO = someone(("candidate", "2025-01-31", None))


def with_evaluations(*changed: tuple[str, str]) -> Charter:
    terms = QUARTERLY
    for old, new in changed:
        assert old in terms
        terms = terms.replace(old, new)
    return charter("", rule(7, "Looking back", terms))


def asked(on: str, *held: Evaluated, text: Charter | None = None) -> Explained[Standing]:
    return standing(
        BO, joining=Joining(evaluated=held), seconds=0, members=3, charter=text or charter(), on=day(on)
    )


def talks(on: str, *held: Evaluated, text: Charter | None = None) -> tuple[DueEvaluation, ...]:
    return asked(on, *held, text=text).value.evaluations


def held(on: str, *views: str) -> Evaluated:
    return Evaluated(day(on), frozenset(views) if views else None)


FIRST, SECOND = day("2025-04-30"), day("2025-07-31")


def test_an_evaluation_is_to_come_due_on_its_day_and_overdue_from_the_next() -> None:
    found = [talks(on)[0].state for on in ("2025-04-29", "2025-04-30", "2025-05-01")]

    assert found == ["to-come", "due", "overdue"]


def test_one_that_was_held_late_stands_for_the_one_that_was_due() -> None:
    assert talks("2025-06-01", held("2025-05-20")) == (
        DueEvaluation(FIRST, "held", day("2025-05-20")),
        DueEvaluation(SECOND, "to-come"),
    )


def test_two_talks_in_one_week_do_not_make_up_for_the_next_quarter() -> None:
    early = (held("2025-04-02"), held("2025-04-04"))

    assert [one.state for one in talks("2025-08-01", *early)] == ["held", "overdue"]
    assert [one.state for one in talks("2025-08-01", *early, held("2025-04-30"))] == ["held", "held"]


def test_one_held_before_the_stage_began_and_one_still_to_come_count_for_nothing() -> None:
    assert [one.state for one in talks("2025-05-01", held("2025-01-30"), held("2025-05-02"))] == [
        "overdue",
        "to-come",
    ]


def test_where_the_rule_evaluates_people_of_a_stage_they_are_due_again_and_again_without_doubles() -> None:
    found = [one.due_on for one in talks("2025-10-31", text=with_evaluations())]

    # every three months from 31 January; those after three and six months are named by the stage too
    assert found == [FIRST, SECOND, day("2025-10-31"), day("2026-01-31")]
    assert evaluation_days(BO, charter=with_evaluations(), on=day("2025-04-29")) == (FIRST, SECOND)


def test_a_member_is_evaluated_as_the_rule_says_though_the_stage_names_none() -> None:
    ada = someone(("member", "2024-02-29", None), key="ada")

    days = evaluation_days(ada, charter=with_evaluations(), on=day("2024-08-29"))

    assert days == (day("2024-05-29"), day("2024-08-29"), day("2024-11-29"))


def test_a_member_of_many_years_is_told_of_the_last_evaluation_and_the_next() -> None:
    ada = someone(("member", "2005-01-31", None), key="ada")

    def told(*held: str) -> list[tuple[str, str]]:
        talked = Joining(evaluated=tuple(Evaluated(day(one)) for one in held))
        found = standing(
            ada, joining=talked, seconds=0, members=3, charter=with_evaluations(), on=day("2025-05-15")
        )
        return [(str(one.due_on), one.state) for one in found.value.evaluations]

    assert told() == [("2025-04-30", "overdue"), ("2025-07-31", "to-come")]
    assert told("2015-02-02", "2025-01-30") == [("2025-04-30", "overdue"), ("2025-07-31", "to-come")]
    assert told("2025-01-31") == [("2025-04-30", "held"), ("2025-07-31", "to-come")]
    assert told("2025-02-28", "2025-05-15") == [("2025-04-30", "held"), ("2025-07-31", "held")]


def test_a_member_of_two_months_is_told_of_the_first() -> None:
    ada = someone(("member", "2025-01-31", None), key="ada")

    found = standing(ada, seconds=0, members=3, charter=with_evaluations(), on=day("2025-03-31"))

    assert [(one.due_on, one.state) for one in found.value.evaluations] == [(FIRST, "to-come")]


def test_a_review_of_the_co_op_or_of_other_stages_evaluates_no_candidate() -> None:
    of_members = with_evaluations(('["candidate", "member"]', '["member"]'))
    of_the_co_op = with_evaluations(
        ('people_every = "P3M"\nof = ["candidate", "member"]', 'co_op_every = "P3M"')
    )

    for text in (of_members, of_the_co_op):
        assert evaluation_days(BO, charter=text, on=day("2025-10-31")) == (FIRST, SECOND)
        assert asked("2025-10-31", text=text).value.evaluated is None


def test_what_comes_back_after_no_time_at_all_is_never_due() -> None:
    endless = with_evaluations(('people_every = "P3M"', 'people_every = "P0D"'))

    assert evaluation_days(BO, charter=endless, on=day("2025-10-31")) == (FIRST, SECOND)


def test_views_that_were_not_heard_are_named_unless_nobody_says_whose_were() -> None:
    half, whole, untold = (
        talks("2025-05-01", one, text=with_evaluations())[0].lacks
        for one in (held("2025-04-30", "self"), held("2025-04-30", "self", "peers"), held("2025-04-30"))
    )

    assert (half, whole, untold) == (("peers",), (), ())
    assert talks("2025-05-01", held("2025-04-30", "self"))[0].lacks == ()


def test_a_candidate_is_told_before_whose_views_count_who_reads_it_and_what_it_may_be_used_for() -> None:
    answer = asked("2025-04-30", text=with_evaluations())

    assert answer.value.evaluated == EvaluationTerms(
        by=("self", "peers"),
        led_by=None,
        seen_by=("members",),
        asks_about=("what went well",),
        bears_on_admission=True,
    )
    assert [one.code for one in answer.reason.walk() if one.article == LOOKING_BACK] == [
        "evaluation.due",
        "evaluation.to-come",
        "evaluation.asks",
        "evaluation.read-by",
        "evaluation.for-admission",
    ]


def test_what_bears_on_nothing_and_is_read_by_nobody_is_told_so_in_every_language() -> None:
    private = with_evaluations(
        ('seen_by = ["members"]', "seen_by = []"), ('bears_on = ["admission"]', 'bears_on = ["nothing"]')
    )
    answer = asked("2025-05-01", held("2025-04-30", "self"), text=private)

    told = {language: "\n".join(lines(tell(answer.reason, language=language))) for language in CATALOGUES}

    assert (
        "  - The evaluation due on 2025-04-30 was held on 2025-04-30. [Article 7 — Looking back]"
        in told["en"]
    )
    assert (
        "  - Views that an evaluation asks for: one's own and that of those one works with. "
        "[Article 7 — Looking back]\n"
        "    - Nobody else reads it. [Article 7 — Looking back]\n"
        "    - It may not be used for the decision on admission. [Article 7 — Looking back]"
    ) in told["en"]
    assert "    - Views that were not heard in it: that of those one works with." in told["en"]
    assert len({*told.values()}) == 3
