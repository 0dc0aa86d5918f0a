"""Taking a role oneself, taking turns, holding it for one more term, giving it back."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from bylaws.kernel.faults import Fault
from tests.toadlane.crowds import all_at_once
from tests.toadlane.decisions.conftest import joins
from tests.toadlane.roles.conftest import later
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.record.models import Entry
from toadlane.roles import held, verbs
from toadlane.roles.models import Filling

DAY = dt.date(2025, 3, 3)


def refused(act: object, **said: object) -> str:
    with pytest.raises(Fault) as fault:
        act(**said)  # type: ignore[operator]  # a verb
    return fault.value.code


def test_a_member_volunteers_for_a_year_and_it_is_theirs_and_in_the_record(
    roles: Coop, ada: Participant, noon: Moment
) -> None:
    first, second = (verbs.take(post="webmaster", by=ada, at=noon, key="k") for _ in range(2))

    filling = Filling.objects.get()
    assert (first, RolePeriod.objects.filter(role="webmaster").count()) == (second, 1)
    assert (first.valid_from, first.valid_until) == (DAY, dt.date(2026, 3, 3))
    assert (filling.way, filling.article, filling.period) == (
        "volunteered",
        "Article 5 — Who does what",
        first,
    )
    assert "webmaster" in ada.roles_on(DAY)
    assert Entry.objects.filter(kind="role.volunteered.v1", subject="ada").count() == 1


def test_whoever_may_not_take_it_is_told_why(
    roles: Coop, ada: Participant, bo: Participant, dee: Participant, noon: Moment
) -> None:
    verbs.take(post="webmaster", by=ada, at=noon, key="k")
    take = partial(verbs.take, at=noon, key="other")

    codes = {
        "a candidate": refused(take, post="webmaster", by=bo),
        "a second one": refused(take, post="webmaster", by=dee),
        "the same": refused(take, post="webmaster", by=ada),
        "elected": refused(take, post="chair", by=dee),
        "drawn": refused(take, post="watch", by=dee),
        "unknown": refused(take, post="emperor", by=dee),
        "of no circle": refused(take, post="circle-leader", by=dee),
        "hostile": refused(take, post="webmaster~'; drop", by=dee),
    }

    assert codes == {
        "a candidate": "roles.not-open-to",
        "a second one": "roles.full",
        "the same": "roles.held-already",
        "elected": "roles.filled-otherwise",
        "drawn": "roles.filled-otherwise",
        "unknown": "posts.unknown",
        "of no circle": "posts.unknown",
        "hostile": "posts.unknown",
    }
    assert RolePeriod.objects.exclude(role="bookkeeper").count() == 1


def test_a_refusal_names_people_and_says_all_that_stands_in_the_way(
    roles: Coop, ada: Participant, bo: Participant, noon: Moment
) -> None:
    verbs.take(post="webmaster", by=ada, at=noon, key="k")

    with pytest.raises(Fault) as fault:
        verbs.take(post="webmaster", by=bo, at=noon, key="b")

    assert fault.value.says.startswith("Those may hold it who are members; Bo is none of them")
    assert "Nothing is free on" in fault.value.says
    assert fault.value.article == "Article 5 — Who does what"


def test_each_circle_has_its_own_leader_and_a_person_may_lead_two(
    roles: Coop, ada: Participant, noon: Moment
) -> None:
    for body in ("board", "product"):
        verbs.take(post=f"circle-leader~{body}", by=ada, at=noon, key=body)

    rows = RolePeriod.objects.filter(role="circle-leader").values_list("held_for", flat=True)
    assert sorted(rows) == ["board", "product"]
    assert (
        refused(verbs.take, post="circle-leader~product", by=ada, at=noon, key="again")
        == "roles.held-already"
    )


def test_anybody_of_the_stages_joins_an_open_circle(roles: Coop, bo: Participant, noon: Moment) -> None:
    joined = verbs.take(post="product", by=bo, at=noon, key="k")

    assert (joined.role, joined.valid_until) == ("product", None)
    assert refused(verbs.take, post="everyone", by=bo, at=noon, key="e") == "posts.unknown"


def test_turns_go_round_and_who_passes_is_asked_first_the_next_time(
    roles: Coop, ada: Participant, bo: Participant, dee: Participant, noon: Moment
) -> None:
    order = held.require(roles, noon.day).order(held.post_of(held.require(roles, noon.day), "convener"))
    assert order == ("ada", "dee", "bo")
    assert refused(verbs.take, post="convener", by=dee, at=noon, key="d") == "roles.not-your-turn"
    assert refused(verbs.pass_turn, post="convener", by=dee, at=noon, key="p") == "roles.not-your-turn"

    verbs.pass_turn(post="convener", by=ada, at=noon, key="pass")
    verbs.pass_turn(post="convener", by=ada, at=noon, key="pass")
    period = verbs.take(post="convener", by=dee, at=noon, key="take")

    april = later(noon, "2025-04-03")
    then = held.require(roles, april.day)
    assert period.valid_until == april.day
    assert Filling.objects.get().way == "turn"
    assert then.order(held.post_of(then, "convener")) == ("ada", "bo", "dee")


def test_only_turns_are_passed(roles: Coop, ada: Participant, noon: Moment) -> None:
    assert refused(verbs.pass_turn, post="webmaster", by=ada, at=noon, key="p") == "roles.filled-otherwise"


def test_a_term_goes_on_for_one_more_from_its_own_end(roles: Coop, ada: Participant, noon: Moment) -> None:
    verbs.take(post="webmaster", by=ada, at=noon, key="k")
    soon = later(noon, "2026-02-20")

    first, second = (verbs.extend(post="webmaster", by=ada, at=soon, key="more") for _ in range(2))

    assert (first, first.valid_from, first.valid_until) == (second, dt.date(2026, 3, 3), dt.date(2027, 3, 3))
    assert refused(verbs.extend, post="webmaster", by=ada, at=soon, key="again") == "roles.held-already"


def test_what_has_no_end_or_is_not_held_is_not_extended(roles: Coop, ada: Participant, noon: Moment) -> None:
    verbs.take(post="circle-leader~board", by=ada, at=noon, key="k")

    assert refused(verbs.extend, post="circle-leader~board", by=ada, at=noon, key="m") == "roles.not-extended"
    assert refused(verbs.extend, post="webmaster", by=ada, at=noon, key="n") == "roles.not-held"
    verbs.take(post="webmaster", by=ada, at=noon, key="w")
    assert refused(verbs.extend, post="webmaster", by=ada, at=noon, key="o") == "roles.too-early"


def test_it_is_given_back_today_or_on_a_day_to_come_and_stays_in_the_history(
    roles: Coop, ada: Participant, dee: Participant, noon: Moment
) -> None:
    verbs.take(post="webmaster", by=ada, at=noon, key="k")
    back = partial(verbs.give_back, post="webmaster", because="I move.", at=noon)
    may = dt.date(2025, 5, 1)

    wrong = [
        refused(back, on=dt.date(2025, 3, 2), by=ada, key="1"),
        refused(back, on=dt.date(2026, 3, 3), by=ada, key="2"),
        refused(back, on=may, by=dee, key="3"),
        refused(back, on=may, by=ada, key="4", because="x" * 301),
    ]
    first, second = (back(on=may, by=ada, key="back") for _ in range(2))

    assert wrong == ["roles.day", "roles.day", "roles.not-held", "roles.because"]
    assert (first, first.valid_until, RolePeriod.objects.filter(role="webmaster").count()) == (second, may, 1)
    assert [one.way for one in Filling.objects.order_by("recorded_at")] == ["volunteered", "gave-back"]
    assert "webmaster" in ada.roles_on(dt.date(2025, 4, 30))
    assert "webmaster" not in ada.roles_on(may)


def test_the_last_bookkeeper_gives_nothing_back_before_there_is_another(
    roles: Coop, ada: Participant, noon: Moment
) -> None:
    text = 'adds = [20]\n---\n## Article 20 — Books\n```toml rule\nkind = "role"\nname = "bookkeeper"\n'
    text += 'does = ["keeps the books"]\nopen_to = ["member"]\nfilled = "volunteer"\n```\n'
    head = '---\nadopted = 2025-02-20\nfrom = 2025-03-01\nby = "minutes"\n'
    charter.adopt_amendment(coop=roles, name="books", source=head + text, by=ada, at=noon, key="a")

    code = refused(verbs.give_back, post="bookkeeper", on=DAY, because="", by=ada, at=noon, key="b")

    assert code == "members.last"
    assert "bookkeeper" in ada.roles_on(DAY)


def test_to_somebody_from_elsewhere_or_who_has_left_there_are_no_roles(
    roles: Coop, ada: Participant, noon: Moment
) -> None:
    other = Coop.objects.create(slug="other", name="Other", currency="USD", time_zone="UTC")
    eve = joins(other, "eve", "member", dt.date(2024, 1, 1))
    gone = joins(roles, "gil", "member", dt.date(2024, 1, 1), DAY)

    assert refused(verbs.take, post="webmaster", by=eve, at=noon, key="e") == "not-there"
    assert refused(verbs.take, post="webmaster", by=gone, at=noon, key="g") == "not-there"


def test_nobody_loses_a_role_by_a_charter_that_does_not_name_it(roles: Coop, ada: Participant) -> None:
    assert "bookkeeper" in ada.roles_on(DAY)
    assert StagePeriod.objects.filter(participant=ada).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_do_not_both_hold_it(
    roles: Coop, ada: Participant, dee: Participant, noon: Moment
) -> None:
    def press(who: Participant) -> str:
        try:
            return verbs.take(post="webmaster", by=who, at=noon, key=who.key).role
        except Fault as fault:
            return fault.code

    assert sorted(all_at_once([partial(press, ada), partial(press, dee)])) == ["roles.full", "webmaster"]
