"""The edge cases of governance, each as a small story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bylaws.decisions.phases import State
from bylaws.decisions.proposal import (
    Contested,
    Event,
    Handled,
    Left,
    Opened,
    Position,
    Proposal,
    ProxyEnded,
    Recused,
    Revised,
    Taken,
)
from tests.bylaws.decisions.telling import at, charter, counted, matter, members, said, stands, those, took

OPEN = 'open_for = "P3D"'
MAJORITY = f'method = "majority"\nthreshold = "more than 1/2"\nof = "votes-cast"\n{OPEN}'
HALF_THERE = f'{MAJORITY}\nquorum = "1/2"'
CONSENSUS = f'method = "consensus"\n{OPEN}\nblocks = "with-reason"'
CONSENT = f'method = "consent"\n{OPEN}\nblocks = "with-reason"'
LAZY = f'method = "lazy-consent"\n{OPEN}\nblocks = "with-reason"'
UNTIL_ALL = 'method = "consensus"\nblocks = "any"'


def came_to(rule: str, votes: str, *events: Event, day: int = 6, people: int = 7) -> str:
    return told(rule, votes, *events, people=people)(day).phase


def told(rule: str, votes: str, *events: Event, people: int = 7) -> Callable[[int], State]:
    found = matter(charter(rule), said(votes), events, people=people)
    return lambda day: stands(found, day)


def test_informal_consensus_is_settled_by_its_share_or_by_nobody_saying_no() -> None:
    plain = f'method = "informal-consensus"\n{OPEN}'
    shared = f'{plain}\nthreshold = "3/4"\nof = "present"\nstand_asides_at_most = "1/4"'

    found = [
        came_to(plain, "AAAX"),
        came_to(plain, "AAAD"),
        came_to(plain, "XX"),
        came_to(shared, "AAAD"),
        came_to(shared, "AADD"),
        came_to(shared, "AAAAAASS"),
        came_to(shared, "AAAAAASSS", people=9),
    ]

    assert found == ["passed", "not-adopted", "not-adopted", "passed", "not-adopted", "passed", "not-adopted"]


def test_silence_consents_where_the_rule_says_so_and_never_makes_a_quorum() -> None:
    silent = f'{CONSENSUS}\nsilence = "consent"'
    with_quorum = f'{silent}\nquorum = "1/2"'

    assert [came_to(CONSENSUS, "X"), came_to(silent, "X"), came_to(with_quorum, "AAA")] == [
        "not-adopted",
        "passed",
        "inquorate",
    ]


def test_lazy_consent_passes_in_silence_unless_somebody_objects_or_could_not_be_told() -> None:
    text = charter(LAZY)
    untold = Opened(at(2), those(text, members(7)), not_told=frozenset({"gus"}))
    unheard = matter(text, said("A"), [untold], opened=None)
    answered = matter(text, said("------A"), [untold], opened=None)

    consents = charter(f'{CONSENSUS}\nsilence = "consent"')
    alone = Opened(at(2), those(consents, members(1)), not_told=frozenset({"ada"}))
    two = Opened(at(2), those(consents, members(2)), not_told=frozenset({"bo"}))
    assert stands(matter(consents, (), [alone], opened=None), 6).phase == "not-adopted"
    assert stands(matter(consents, said("A"), [two], opened=None), 6).phase == "passed"

    found = [came_to(LAZY, ""), came_to(LAZY, "XXXXXXX"), came_to(LAZY, "B"), came_to(LAZY, "D")]

    assert found == ["passed", "passed", "blocked", "passed"]
    assert [stands(unheard, 6).phase, stands(answered, 6).phase] == ["inquorate", "passed"]


def test_an_objection_that_is_integrated_or_ruled_out_stops_nothing_in_consent() -> None:
    ruled_out = Handled(at(4), "bo", "ruled-out", "fay", "no harm to us")

    found = [
        came_to(CONSENT, "AB"),
        came_to(CONSENT, "AB", Handled(at(4), "bo", "tested", "fay")),
        came_to(CONSENT, "AB", Handled(at(4), "bo", "integrated", "fay")),
        came_to(CONSENT, "AB", ruled_out),
        came_to(CONSENSUS, "AB", ruled_out),
    ]

    assert found == ["blocked", "blocked", "passed", "passed", "blocked"]


def test_whoever_objects_anew_after_an_answer_objects() -> None:
    again = [*said("AB"), took("bo", "block", day=4, hour=13)]
    found = matter(charter(CONSENT), again, [Handled(at(4), "bo", "integrated", "fay")])

    assert stands(found, 5, 1).phase == "open"
    assert stands(found, 7).phase == "blocked"


@pytest.mark.parametrize(("rule", "expected"), [(CONSENSUS, "not-adopted"), (MAJORITY, "not-adopted")])
def test_when_every_member_stands_aside_or_abstains_nothing_is_adopted(rule: str, expected: str) -> None:
    assert came_to(rule, "SSSSSSS") == expected


def test_the_last_position_of_each_counts_and_one_after_the_close_never() -> None:
    found = matter(
        charter(MAJORITY),
        [*said("AAD"), took("ada", "disagree", day=5, hour=23), took("bo", "disagree", day=6, hour=0)],
    )

    assert counted(stands(found, 6)) == (7, 1, 2, 0)
    assert stands(found, 6, 0).closed_at == at(6, 0)


def test_a_block_counts_only_with_its_reason_and_from_whoever_may_block() -> None:
    bare = Position("bo", at(3), "block")
    text = charter(f'{CONSENSUS}\nmay_block = ["candidate"]')

    assert stands(matter(charter(CONSENSUS), [*said("A"), bare]), 6).phase == "passed"
    assert stands(matter(text, said("AB")), 6).phase == "passed"


def test_when_the_last_block_is_lifted_it_stays_open_to_the_end_of_the_next_day() -> None:
    lifted = [*said("AB"), took("bo", "agree", day=5, hour=20)]
    found = matter(charter(CONSENSUS), lifted)

    assert [
        (s.phase, s.next_at) for s in (stands(found, 5, 19), stands(found, 5, 21), stands(found, 7, 0))
    ] == [
        ("open", at(6, 0)),
        ("open", at(7, 0)),
        ("passed", None),
    ]


def test_a_block_lifted_after_the_deadline_changes_nothing() -> None:
    assert stands(matter(charter(CONSENSUS), [*said("AB"), took("bo", "agree", day=6)]), 7).phase == "blocked"


def test_without_a_time_limit_it_ends_when_all_have_answered_and_consensus_not_before() -> None:
    found = matter(charter(UNTIL_ALL), said("AAA"), people=3)
    waiting = matter(charter(UNTIL_ALL), said("AA"), people=3)

    assert (stands(found, 3, 13).phase, stands(found, 3, 13).closed_at) == ("passed", at(3, 12, 2))
    assert (stands(waiting, 90).phase, stands(waiting, 90).silent) == ("open", ("cy",))


def test_without_a_time_limit_a_lifted_block_holds_it_open_for_a_day() -> None:
    lifted = [*said("AB"), took("bo", "agree", day=3, hour=13), took("cy", "agree", day=3, hour=14)]
    found = matter(charter(UNTIL_ALL), lifted, people=3)

    assert [stands(found, 4, 23).phase, stands(found, 4, 23).next_at] == ["open", at(5, 0)]
    assert (stands(found, 5, 0).phase, stands(found, 5, 0).closed_at) == ("passed", at(5, 0))


def test_it_ends_early_only_when_no_position_still_missing_can_change_it() -> None:
    early = f"{HALF_THERE}\nends_early = true"
    text = charter(early)

    found = [
        stands(matter(text, said(votes), people=5), 4).phase for votes in ("AA", "AAA", "DD", "DDD", "AADX")
    ]

    assert found == ["open", "passed", "open", "not-adopted", "open"]


def test_two_thirds_of_seven_is_five_and_never_a_rounded_percentage() -> None:
    rule = f'method = "majority"\nthreshold = "2/3"\nof = "eligible"\n{OPEN}'

    assert [came_to(rule, "AAAA"), came_to(rule, "AAAAA")] == ["not-adopted", "passed"]


def test_too_few_at_the_first_call_are_called_a_second_time_with_its_own_quorum() -> None:
    rule = f'{HALF_THERE}\nsecond_call = {{ after = "P2D", quorum = "1/3" }}'
    now = told(rule, "AA")
    second = matter(charter(rule), [*said("AA"), took("cy", "agree", day=7), took("di", "agree", day=9)])

    waits, runs, ends = now(7), now(8), now(11)

    assert (waits.phase, waits.opens_at, waits.next_at) == ("second-call", at(8, 0), at(8, 0))
    assert (runs.phase, runs.ends_at, runs.missing.positions) == ("second-call", at(11, 0), 1)
    assert ends.phase == "inquorate"
    assert (stands(second, 11).phase, counted(stands(second, 11))) == ("passed", (7, 3, 0, 0))
    assert came_to(f'{HALF_THERE}\nsecond_call = {{ after = "P2D" }}', "AA", day=12) == "passed"


def test_what_too_few_took_part_in_can_be_opened_anew() -> None:
    text = charter(HALF_THERE)
    anew = Opened(at(8), those(text, members(7)))
    found = matter(text, [*said("A"), *said("AAAA", day=9)], [anew])

    assert [stands(found, 7).phase, stands(found, 8).phase, stands(found, 12).phase] == [
        "inquorate",
        "open",
        "passed",
    ]
    assert [one.attempt for one in stands(found, 12).made] == [1, 1]


def test_whoever_leaves_is_removed_with_their_position_unless_positions_stand() -> None:
    left = (Left(at(4), "ada"), Left(at(4), "gus"))
    standing = f'{HALF_THERE}\nleavers = "stand"'

    assert counted(told(HALF_THERE, "AAAD", *left)(6)) == (5, 2, 1, 0)
    assert counted(told(standing, "AAAD", *left)(6)) == (6, 3, 1, 0)
    assert counted(told(HALF_THERE, "AAAD", Left(at(7), "ada"))(8)) == (7, 3, 1, 0)


def test_the_last_who_had_not_answered_leaves_and_so_it_ends() -> None:
    found = matter(charter(UNTIL_ALL), said("AA"), [Left(at(5), "cy")], people=3)

    assert (stands(found, 6).phase, stands(found, 6).closed_at) == ("passed", at(5))


def test_whoever_is_concerned_takes_no_part_and_fewer_than_two_others_cannot_decide() -> None:
    concerned = Recused(at(4), "ada", "my own pay")
    text = charter(f'{UNTIL_ALL}\nrecusal = "heard"')

    assert counted(told(MAJORITY, "AAD", concerned)(6)) == (7 - 1, 1, 1, 0)
    assert came_to(MAJORITY, "AA", concerned, people=2) == "inquorate"
    assert came_to(MAJORITY, "AAA", concerned, people=3) == "passed"
    assert stands(matter(text, said("AA"), [replace(concerned, who="cy")], people=3), 6).phase == "passed"


def test_a_concern_found_in_one_attempt_holds_in_the_next() -> None:
    rule = f'{MAJORITY}\nquorum = "2/3"'
    text = charter(rule)
    anew = Opened(at(8), those(text, members(7)))
    found = matter(text, said("AAAD", day=9), [Recused(at(4), "ada"), anew])

    assert counted(stands(found, 10)) == (6, 2, 1, 0)


def test_after_a_material_change_positions_are_asked_anew_and_the_time_runs_again() -> None:
    changed = [*said("AAAA"), *said("DDD", day=6, revision=2), took("ed", "agree", day=6)]
    found = matter(charter(HALF_THERE), changed, [Revised(at(5), 2)], people=5)
    small = matter(charter(HALF_THERE), said("AAAA"), [Revised(at(5), 2, material=False)])

    now = stands(found, 5, 13)
    assert (now.phase, now.revision, now.cast, now.ends_at) == ("open", 2, 0, at(9, 0))
    assert (stands(found, 9).phase, counted(stands(found, 9))) == ("not-adopted", (5, 0, 3, 0))
    assert (stands(small, 6).phase, stands(small, 6).revision) == ("passed", 1)


def test_whoever_left_is_not_asked_anew_after_a_change() -> None:
    rule = f'{HALF_THERE}\nleavers = "stand"'
    found = matter(charter(rule), said("AAAA"), [Left(at(4), "ada"), Revised(at(5), 2)])

    assert stands(found, 5, 13).counts is not None
    assert counted(stands(found, 5, 13)) == (6, 0, 0, 0)


def test_one_person_speaks_for_no_more_than_allowed_and_never_for_whoever_speaks() -> None:
    rule = f"{MAJORITY}\nproxies_at_most = 1"
    spoken = [replace(took(key, "agree", minute=n), cast_by="ada") for n, key in enumerate(("bo", "cy"))]
    own = took("bo", "disagree", day=4)
    late = replace(took("bo", "agree", day=5), cast_by="ada")
    freed = replace(took("di", "agree", day=5, hour=13), cast_by="ada")
    nobody = replace(took("ed", "agree", day=5), cast_by="chi")
    oneself = replace(took("ada", "agree", day=5), cast_by="ada")

    def standing(*positions: Position, says: str = rule) -> Proposal:
        return matter(charter(says), positions)

    assert counted(stands(standing(*spoken), 6)) == (7, 1, 0, 0)
    assert counted(stands(standing(*spoken, replace(spoken[0], at=at(4))), 6)) == (7, 1, 0, 0)
    assert counted(stands(standing(*spoken, own, late, freed), 6)) == (7, 1, 1, 0)
    assert counted(stands(standing(nobody, oneself), 6)) == (7, 0, 0, 0)
    assert counted(stands(standing(*spoken, says=MAJORITY), 6)) == (7, 0, 0, 0)


def test_what_was_said_by_a_proxy_goes_when_it_is_taken_back_or_its_holder_is_concerned() -> None:
    rule = f"{MAJORITY}\nproxies_at_most = 1\nrecusal = 'heard'"
    own, spoken = took("di", "disagree"), replace(took("bo", "agree", minute=1), cast_by="ada")
    again = replace(took("cy", "agree", day=5), cast_by="ada")

    def standing(*events: Event) -> tuple[int, int, int, int]:
        return counted(stands(matter(charter(rule), [own, spoken, again], events), 6))

    assert standing() == (7, 1, 1, 0)
    assert standing(ProxyEnded(at(4), "bo")) == (7, 1, 1, 0)
    assert standing(ProxyEnded(at(4), "bo"), ProxyEnded(at(5, 13), "cy")) == (7, 0, 1, 0)
    assert standing(ProxyEnded(at(4), "di"), ProxyEnded(at(4), "chi")) == (7, 1, 1, 0)
    assert standing(Recused(at(4), "ada")) == (6, 0, 1, 0)
    assert standing(Recused(at(4), "cy")) == (6, 1, 1, 0)


def test_what_a_teller_entered_can_be_contested_for_two_days() -> None:
    entered = replace(took("bo", "agree"), channel="paper", entered_by="ada")
    found = matter(charter(MAJORITY), [*said("D-A"), entered], [Contested(at(7), "bo")], people=3)
    seeking = matter(charter(CONSENSUS), [*said("A"), entered], [Contested(at(4), "bo")])

    before, after = stands(found, 6), stands(found, 9)

    assert (before.phase, before.final_at, before.next_at) == ("passed", at(8, 0), at(8, 0))
    assert (after.phase, counted(after)) == ("not-adopted", (3, 1, 1, 0))
    assert counted(stands(seeking, 6)) == (7, 1, 0, 0)

    anew = replace(entered, at=at(5))
    late = matter(charter(MAJORITY), [*said("D-A"), entered], [Contested(at(8, 0), "bo")], people=3)
    taken: list[Event] = [Taken(at(6, 13), "withdrawn", "ada"), Contested(at(7), "bo")]
    assert (
        stands(matter(charter(MAJORITY), [*said("D-A"), entered], taken, people=3), 9).phase == "not-adopted"
    )
    twice = matter(
        charter(MAJORITY), [*said("D-A"), entered], [Contested(at(7), "bo"), Contested(at(8), "bo")], people=3
    )
    assert stands(twice, 9).phase == "not-adopted"
    once_more = matter(charter(MAJORITY), [*said("D-A"), entered, anew], [Contested(at(4), "bo")], people=3)
    assert [stands(late, 9).phase, counted(stands(once_more, 9))] == ["passed", (3, 2, 1, 0)]


@pytest.mark.parametrize("how", ["withdrawn", "agreed-to-disagree"])
def test_what_is_taken_out_of_the_vote_is_over(how: str) -> None:
    out = Taken(at(4), how, "ada")  # type: ignore[arg-type]  # both are ways to take it out
    late = matter(charter(MAJORITY), said("A"), [Taken(at(7), "withdrawn", "ada")])

    assert [told(MAJORITY, "A", out)(day).phase for day in (3, 4, 9)] == ["open", how, how]
    assert stands(late, 8).phase == "passed"


def test_what_is_pulled_back_can_be_opened_anew_as_the_same_attempt() -> None:
    text = charter(MAJORITY)
    events: list[Event] = [Taken(at(4), "pulled-back", "ada"), Opened(at(5), those(text, members(7)))]
    found = matter(text, [*said("DDD"), *said("A", day=6)], events)

    assert [(s.phase, s.attempt) for s in (stands(found, 4), stands(found, 5), stands(found, 9))] == [
        ("pulled-back", 1),
        ("open", 1),
        ("passed", 1),
    ]


def test_a_block_is_passed_over_by_the_vote_on_it_in_which_it_is_a_no() -> None:
    rule = f'{CONSENSUS}\noverride = {{ threshold = "3/4", of = "eligible", open_for = "P10D" }}'
    more = matter(charter(rule), [*said("AAAAAB"), took("gus", "agree", day=10)])
    lifted = matter(charter(rule), [*said("AAB"), took("cy", "agree", day=8)])

    runs = stands(more, 6)

    assert (runs.phase, runs.ends_at) == ("override", at(16, 0))
    assert [came_to(rule, "AAAAAB", day=16), stands(more, 16).phase, stands(lifted, 16).phase] == [
        "blocked",
        "passed",
        "passed",
    ]


def test_a_tie_changes_nothing_and_a_single_yes_or_no_is_none() -> None:
    assert [came_to(MAJORITY, votes) for votes in ("AADD", "AAD", "X", "")] == [
        "not-adopted",
        "passed",
        "not-adopted",
        "not-adopted",
    ]


def test_on_leave_one_counts_only_by_taking_a_position() -> None:
    away = tuple(replace(one, part="if-they-speak") for one in those(charter(MAJORITY), members(7))[5:])
    text = charter(f'{MAJORITY}\nquorum = "1/2"')
    opened = Opened(at(2), (*those(text, members(7))[:5], *away))

    silent = matter(text, said("AAD"), [opened], opened=None)
    speaks = matter(text, [*said("AAD"), took("gus", "disagree", day=4)], [opened], opened=None)

    assert (counted(stands(silent, 6)), stands(silent, 6).phase) == ((5, 2, 1, 0), "passed")
    assert (counted(stands(speaks, 6)), stands(speaks, 6).phase) == ((6, 2, 2, 0), "not-adopted")


def test_the_last_who_leaves_ends_an_attempt_and_the_next_opens_in_the_same_instant() -> None:
    rule = f'{UNTIL_ALL}\nfallback = {{ after_attempts = 2, to = "others" }}'
    text = charter(rule, others=MAJORITY)
    next_one = Opened(at(5), those(text, members(2)))
    found = matter(text, said("AB"), [next_one, Left(at(5), "cy")], people=3)

    assert (stands(found, 6).phase, stands(found, 6).attempt) == ("open", 2)
    assert [one.closed_at for one in stands(found, 6).made] == [at(5)]
