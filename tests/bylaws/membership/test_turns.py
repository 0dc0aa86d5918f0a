"""Turns are fair, whoever comes and goes; a lot is drawn the same by everybody."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bylaws.charter.charter import read_charter
from bylaws.facts.people import Spell, person
from bylaws.kernel.periods import Period, Span
from bylaws.kernel.reasons import Reason
from bylaws.membership.posts import post
from bylaws.membership.terms import Tenure, next_period
from bylaws.membership.turns import draw, turn
from tests.bylaws.membership.holding import ARTICLE, TEXT, day, held, of, someone

PEOPLE = {key: someone(key) for key in ("ada", "bo", "dee")}
CONVENER = of("convener", "weekly")


def convened(who: str, since: str, until: str) -> Tenure:
    return held(who, "convener", since, until, held_for="weekly")


def test_who_has_waited_longest_comes_first_and_who_never_held_it_waits_since_they_could() -> None:
    tenures = [convened("ada", "2025-01-01", "2025-02-01"), convened("bo", "2025-02-01", "2025-03-01")]
    on = day("2025-03-01")

    found = turn(CONVENER, PEOPLE, tenures, on=on)

    assert found.value == ("dee", "ada", "bo")
    assert found.reason == Reason(
        "turn.first",
        {"post": "convener", "person": "dee", "on": on},
        ARTICLE,
        (
            Reason("turn.waits", {"person": "dee", "since": day("2020-01-01"), "times": 0}, ARTICLE),
            Reason("turn.waits", {"person": "ada", "since": day("2025-01-01"), "times": 1}, ARTICLE),
            Reason("turn.waits", {"person": "bo", "since": day("2025-02-01"), "times": 1}, ARTICLE),
        ),
    )


def test_a_newcomer_joins_at_the_end() -> None:
    tenures = [convened("ada", "2025-01-01", "2025-02-01"), convened("bo", "2024-12-01", "2025-01-01")]
    people = {"ada": PEOPLE["ada"], "bo": PEOPLE["bo"], "eli": someone("eli", "candidate", "2025-01-15")}

    assert turn(CONVENER, people, tenures, on=day("2025-02-01")).value == ("bo", "ada", "eli")


def test_who_was_away_keeps_their_turn() -> None:
    spells = [
        Spell("member", Period(day("2020-01-01"), day("2025-01-10"))),
        Spell("sabbatical", Period(day("2025-01-10"), day("2025-04-01"))),
        Spell("member", Period(day("2025-04-01"), None)),
    ]
    people = {**PEOPLE, "dee": person("dee", "Dee", spells)}
    tenures = [convened("ada", "2025-01-01", "2025-02-01"), convened("bo", "2025-02-01", "2025-03-01")]
    later = [*tenures, convened("ada", "2025-03-01", "2025-04-01")]

    assert turn(CONVENER, people, tenures, on=day("2025-03-01")).value == ("ada", "bo")
    assert turn(CONVENER, people, later, on=day("2025-04-01")).value == ("dee", "bo", "ada")


def test_who_passes_is_asked_last_this_time_and_first_the_next() -> None:
    passed = turn(CONVENER, PEOPLE, [], on=day("2025-03-01"), passed=["ada"])
    after = turn(CONVENER, PEOPLE, [convened("bo", "2025-03-01", "2025-04-01")], on=day("2025-04-01"))

    assert (passed.value, passed.reason.parts[-1].code) == (("bo", "dee", "ada"), "turn.passed")
    assert after.value == ("ada", "dee", "bo")


def test_whoever_has_held_all_the_terms_there_are_is_not_asked_before_somebody_else_was() -> None:
    rule = TEXT.replace('filled = "turns"', 'filled = "turns"\nterms_at_most = 1')
    once = post(read_charter(rule).on(day("2025-01-01")), "convener", "weekly")
    held_by_ada = [convened("ada", "2025-01-01", "2025-02-01")]
    then_by_bo = [*held_by_ada, convened("bo", "2025-02-01", "2025-03-01")]

    assert turn(once, PEOPLE, held_by_ada, on=day("2025-02-01")).value == ("bo", "dee")
    assert turn(once, PEOPLE, then_by_bo, on=day("2025-03-01")).value == ("dee", "ada")


def test_whoever_holds_it_is_not_asked_and_where_nobody_can_nobody_is() -> None:
    now = [convened("ada", "2025-01-01", "2025-02-01")]

    assert turn(CONVENER, {"ada": PEOPLE["ada"]}, now, on=day("2025-01-15")).value == ()
    assert turn(CONVENER, {}, [], on=day("2025-01-15")).reason.code == "turn.nobody"


@given(people=st.integers(1, 6), seats=st.integers(1, 6), terms=st.integers(1, 20))
def test_over_any_number_of_terms_each_holds_it_as_often_as_any_other_or_once_more(
    people: int, seats: int, terms: int
) -> None:
    seats = min(seats, people)
    rule = TEXT.replace('filled = "turns"', f'filled = "turns"\nholders = {seats}')
    convener = post(read_charter(rule).on(day("2025-01-01")), "convener", "weekly")
    members = {key: someone(key) for key in "abcdef"[:people]}
    tenures: list[Tenure] = []
    on = day("2025-01-01")

    for _ in range(terms):
        days = next_period(convener, tenures, on=on)
        order = turn(convener, members, tenures, on=on).value
        tenures += [Tenure(key, "convener", "weekly", days) for key in order[:seats]]
        on = Span(months=1).after(on)

    times = {key: sum(one.person == key for one in tenures) for key in members}
    least = terms * seats // people
    assert set(times.values()) <= {least, least + 1}


def test_a_lot_is_drawn_the_same_by_everybody_who_knows_the_seed() -> None:
    found = draw(["ada", "bo", "dee"], seats=2, seed="12 March: 7 31 40", article=ARTICLE)

    again = draw(["dee", "ada", "bo"], seats=2, seed="12 March: 7 31 40", article=ARTICLE)
    assert found == again
    assert (len(found.value), found.reason.values["candidates"], len(found.reason.parts)) == (2, 3, 2)


def test_every_candidate_is_drawn_first_by_some_seed() -> None:
    first = {draw(["ada", "bo", "dee"], seats=1, seed=str(n), article=ARTICLE).value for n in range(40)}

    assert first == {("ada",), ("bo",), ("dee",)}
