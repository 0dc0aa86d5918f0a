"""Evaluations, mentors and the place of work on the way in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault, InputFault, RecordMoved, Refused
from tests.toadlane.candidacy.conftest import ALL, DAY
from tests.toadlane.conftest import join
from toadlane.candidacy import verbs
from toadlane.candidacy.dates import evaluations
from toadlane.candidacy.models import Evaluation, EvaluationPlan, EvaluationWords, Mentorship
from toadlane.candidacy.standings import standing_of
from toadlane.candidacy.verbs.staying import LET_OFF, fingerprint
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import may_see, visible
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.record.models import Entry
from toadlane.record.reads import content

FIRST, SECOND = dt.date(2024, 10, 1), dt.date(2025, 1, 1)
Hold = Callable[..., Evaluation]
Enter = Callable[[Participant], Client]


def refused(fault: type[Fault], act: Callable[[], object]) -> str:
    with pytest.raises(fault) as met:
        act()
    return met.value.code


@pytest.fixture
def hold(ada: Participant, bo: Participant, dee: Participant, noon: Moment) -> Hold:
    def holding(**other: object) -> Evaluation:
        told: dict[str, object] = {
            "participant": bo,
            "held_on": dt.date(2024, 10, 2),
            "by_whom": [dee],
            "views": ["self", "peers"],
            "outcome": "with-care",
            "line": "Could ask for help sooner.",
            "content": "We talked for an hour about the winter.",
            "by": ada,
            "at": noon,
            "key": "talk",
        }
        return verbs.hold_evaluation(**{**told, **other})  # type: ignore[arg-type]  # a story names what it changes

    return holding


@pytest.fixture
def arranged(ada: Participant, bo: Participant, dee: Participant, noon: Moment) -> EvaluationPlan:
    """Dee evaluates Bo in a week."""
    return verbs.arrange(participant=bo, due_on=FIRST, on=DAY, by_whom=[dee], by=ada, at=noon, key="arranged")


def states(who: Participant, at: Moment) -> list[tuple[dt.date, str]]:
    return [(one.due_on, one.state) for one in standing_of(who, at.day).value.evaluations]


def test_an_evaluation_that_was_held_stands_for_the_first_due_one(
    bo: Participant, hold: Hold, noon: Moment
) -> None:
    before = states(bo, noon)

    hold()

    assert before == [(FIRST, "overdue"), (SECOND, "overdue")]
    assert states(bo, noon) == [(FIRST, "held"), (SECOND, "overdue")]


def test_what_was_said_is_read_by_whom_it_is_about_and_who_evaluated(
    ada: Participant, bo: Participant, dee: Participant, hold: Hold, noon: Moment
) -> None:
    words = EvaluationWords.objects.get(evaluation=hold())
    eli = join(bo.coop, "eli", "member", dt.date(2024, 1, 1))

    everybody = (ada, bo, dee, eli, None)

    assert [may_see(who, words, noon.day) for who in everybody] == [False, True, True, False, False]
    rows = [visible(EvaluationWords.objects.all(), to=who, on=noon.day).count() for who in everybody[:4]]
    assert rows == [0, 1, 1, 0]


def test_the_record_keeps_keys_and_no_words(hold: Hold) -> None:
    held = hold()

    said = content(Entry.objects.get(kind="evaluation.held.v1"))
    assert said is not None
    assert said["what"] == {
        "by_whom": ["dee"],
        "held_on": "2024-10-02",
        "outcome": "with-care",
        "participant": "bo",
        "views": ["peers", "self"],
    }
    assert held.line.says == "Could ask for help sooner."


def test_the_words_can_be_erased_and_the_evaluation_stays(bo: Participant, hold: Hold, noon: Moment) -> None:
    EvaluationWords.objects.filter(evaluation=hold()).delete()

    assert states(bo, noon)[0] == (FIRST, "held")


def test_sent_twice_it_is_one_and_another_on_the_day_is_refused(hold: Hold) -> None:
    assert hold().pk == hold().pk
    assert refused(RecordMoved, lambda: hold(key="other")) == "evaluation.twice"


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"held_on": dt.date(2025, 3, 4)}, "evaluation.day"),
        ({"held_on": dt.date(2024, 6, 30)}, "evaluation.day"),
        ({"by_whom": []}, "evaluation.evaluators"),
        ({"outcome": "splendid"}, "evaluation.outcome"),
        ({"views": ["neighbours"]}, "evaluation.outcome"),
        ({"line": "x" * 301}, "candidacy.text"),
        ({"content": "x" * 20_001}, "candidacy.text"),
    ],
)
def test_what_cannot_be_is_refused(hold: Hold, other: dict[str, object], code: str) -> None:
    assert refused(InputFault, lambda: hold(**other)) == code


def test_nobody_evaluates_themselves_or_twice_over(bo: Participant, dee: Participant, hold: Hold) -> None:
    assert refused(InputFault, lambda: hold(by_whom=[bo])) == "evaluation.evaluators"
    assert refused(InputFault, lambda: hold(by_whom=[dee, dee])) == "evaluation.evaluators"


def test_whoever_was_asked_writes_it_down_and_nobody_else(
    bo: Participant, dee: Participant, hold: Hold, arranged: EvaluationPlan
) -> None:
    eli = join(bo.coop, "eli", "member", dt.date(2024, 1, 1))

    assert refused(Refused, lambda: hold(by=eli)) == "evaluation.not-evaluator"
    assert refused(Refused, lambda: hold(by=bo)) == "evaluation.not-evaluator"
    hold(by=dee, held_on=dt.date(2025, 3, 3))
    assert not EvaluationPlan.objects.filter(pk=arranged.pk).exists()


def test_only_what_is_due_is_arranged_and_anew_as_often_as_needed(
    ada: Participant, bo: Participant, dee: Participant, noon: Moment, arranged: EvaluationPlan
) -> None:
    told = {"participant": bo, "by_whom": [dee], "by": ada, "at": noon}
    other = dt.date(2025, 3, 20)

    again = verbs.arrange(due_on=FIRST, on=other, key="anew", **told)  # type: ignore[arg-type]  # one story

    assert (again.pk, again.on) == (arranged.pk, other)
    odd = lambda: verbs.arrange(due_on=DAY, on=other, key="odd", **told)  # type: ignore[arg-type]  # noqa: E731
    assert refused(InputFault, odd) == "evaluation.not-due"


def test_one_mentor_follows_another(
    ada: Participant, bo: Participant, dee: Participant, noon: Moment
) -> None:
    first = verbs.name_mentor(participant=bo, mentor=dee, from_day=SECOND, by=ada, at=noon, key="dee")
    verbs.name_mentor(participant=bo, mentor=ada, from_day=noon.day, by=ada, at=noon, key="ada")
    verbs.end_mentoring(participant=bo, on=DAY, by=ada, at=noon, key="end")

    stand = Mentorship.objects.filter(participant=bo).order_by("valid_from")
    spans = list(stand.values_list("mentor__key", "valid_from", "valid_until"))
    assert (first.mentor, spans) == (dee, [("dee", SECOND, noon.day), ("ada", noon.day, DAY)])
    same = lambda: verbs.end_mentoring(participant=bo, on=DAY, by=ada, at=noon, key="again")  # noqa: E731
    assert refused(RecordMoved, same) == "mentor.none"


def test_nobody_is_their_own_mentor(
    ada: Participant, bo: Participant, dee: Participant, noon: Moment
) -> None:
    told = {"participant": bo, "from_day": noon.day, "at": noon, "key": "own"}

    own = lambda: verbs.name_mentor(mentor=bo, by=ada, **told)  # type: ignore[arg-type]  # noqa: E731
    other = lambda: verbs.name_mentor(mentor=ada, by=dee, **told)  # type: ignore[arg-type]  # noqa: E731

    assert refused(InputFault, own) == "mentor.other"
    assert refused(Refused, other) == "candidacy.not-leading"


def test_days_at_the_workshop_count(
    ada: Participant, bo: Participant, dee: Participant, noon: Moment
) -> None:
    def place() -> str:
        found = standing_of(bo, noon.day).value.on_site
        return found.state if found else ""

    begun = verbs.state_stay(
        participant=bo, from_day=dt.date(2025, 2, 1), until=None, by=ada, at=noon, key="there"
    )

    assert (begun.place, place()) == ("the workshop", "done")
    verbs.state_stay(
        participant=bo, from_day=dt.date(2025, 2, 1), until=dt.date(2025, 2, 9), by=ada, at=noon, key="till"
    )
    assert place() == "short"


def test_members_let_somebody_off_the_workshop(
    governed: Coop, ada: Participant, bo: Participant, dee: Participant, noon: Moment
) -> None:
    entered = enter_authority(
        matter=LET_OFF,
        subject="bo",
        fingerprint=fingerprint(bo, noon.day),
        article=ALL,
        decided_on=noon.day,
        text="Bo may work from home.",
        by=ada,
        at=noon,
        key="off",
    )
    confirm_authority(authority=entered, by=dee, at=noon, key="yes")
    authority = Authority.objects.get(pk=entered.pk)

    row = verbs.let_off(
        participant=bo,
        from_day=noon.day,
        because="A small child.",
        authority=authority,
        by=ada,
        at=noon,
        key="let",
    )

    found = standing_of(bo, noon.day).value.on_site
    assert (row.rule, found.state if found else "") == ("all", "let-off")


@pytest.fixture
def _it_is_noon(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon.instant)


@pytest.mark.usefixtures("_it_is_noon")
def test_the_pages_arrange_hold_and_show_it(
    bo: Participant,
    dee: Participant,
    signed_in: Callable[[Participant], Client],
    browser: Client,
    noon: Moment,
) -> None:
    there = "/c/harbour/joining/people/bo/"
    asked = {"due_on": str(FIRST), "on": str(noon.day), "by_whom": "dee", "key": "arr"}
    typed = {"held_on": str(noon.day), "by_whom": "dee", "views": "self", "outcome": "goes-well"}

    arranged = browser.post(f"{there}evaluations/arranged/", asked)
    todo = signed_in(dee).get("/c/harbour/").content.decode()
    written = signed_in(dee).post(f"{there}evaluations/", {**typed, "content": "Secret.", "key": "held"})
    page = f"{there}evaluations/{Evaluation.objects.get().pk}/"
    named = browser.post(f"{there}mentor/", {"mentor": "dee", "from_day": str(noon.day), "key": "m"})

    assert [one.status_code for one in (arranged, written, named)] == [302, 302, 302]
    assert "You evaluate Bo" in todo
    assert [signed_in(who).get(page).status_code for who in (bo, dee)] == [200, 200]
    assert browser.get(page).status_code == 404
    shown = browser.get(there).content.decode()
    assert ("goes well" in shown, "Read what was said" in shown, "Dee, since" in shown) == (True, False, True)


def test_the_calendars_of_the_two_have_the_day_it_is_arranged_for_and_nobody_elses(
    ada: Participant, bo: Participant, dee: Participant, arranged: EvaluationPlan, noon: Moment
) -> None:
    told = {who.key: [(one.title, one.on) for one in evaluations(who, noon)] for who in (ada, bo, dee)}

    assert told == {
        "ada": [],
        "bo": [("Your evaluation is arranged", arranged.on)],
        "dee": [("You evaluate Bo", arranged.on)],
    }
