"""An amendment run over past years: what each would have had, step by step, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bylaws.facts.year import YearFacts
from bylaws.kernel.faults import NotThere
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Reason
from bylaws.replay.replaying import Replay, replay
from bylaws.replay.why import why_changed, why_difference, why_step_difference
from bylaws.replay.years import YearReplayed
from bylaws.surplus.close import close_year
from bylaws.words.tell import lines, tell
from tests.bylaws.charter.texts import amendment, article
from tests.bylaws.replay.stories import as_it_stands, draft, surplus, with_draft, year
from tests.bylaws.surplus.years import ADA_AND_BO, BUY_IN_ARTICLE, Rule, collective, fund, held, members, toml


def received(one: YearReplayed) -> dict[str, tuple[str, str, str]]:
    return {
        line.person: (
            line.before.received.decimal(),
            line.after.received.decimal(),
            line.difference.received.decimal(),
        )
        for line in one.people
    }


def places(one: YearReplayed) -> dict[str, str]:
    return {place.account: place.difference.decimal() for place in one.places}


def only(found: Replay) -> YearReplayed:
    (one,) = found.years
    return one


def told(reason: Reason) -> list[str]:
    return lines(tell(reason))


def test_what_goes_into_the_common_account_is_taken_from_each_by_their_hours() -> None:
    text = as_it_stands()
    after = with_draft(text, surplus(collective("40%"), members()))

    one = only(replay(text, after, [year(text)]))

    assert received(one) == {"ada": ("562.50", "450.00", "-112.50"), "bo": ("187.50", "150.00", "-37.50")}
    assert places(one) == {"collective": "150.00", "members": "-150.00"}


def test_restating_an_article_makes_no_difference() -> None:
    text = as_it_stands()
    after = with_draft(text, surplus(collective("1/4"), members()))

    found = replay(text, after, [year(text), year(text, 2024)])

    assert (found.changes.rules, [places(one) for one in found.years]) == (
        {},
        [{"collective": "0.00", "members": "0.00"}] * 2,
    )
    assert [one.before == one.after for one in found.years] == [True, True]


def test_years_stand_in_order_and_add_up() -> None:
    text = as_it_stands()
    after = with_draft(text, surplus(collective("40%"), members()))

    found = replay(text, after, [year(text, 2025, "2000.00"), year(text, 2024)])

    assert [one.year for one in found.years] == [2024, 2025]
    assert {p.account: p.difference.decimal() for p in found.places()} == {
        "collective": "450.00",
        "members": "-450.00",
    }
    assert {p.person: p.difference.received.decimal() for p in found.people()} == {
        "ada": "-337.50",
        "bo": "-112.50",
    }


def test_what_an_earlier_amendment_settled_for_a_year_stays_as_it_was() -> None:
    rule: Rule = {"kinds": [{"name": "client-work", "counts_for": ["pay"]}]}
    hours = amendment(
        article(6, "Hours", f'kind = "hours"\n{toml(rule)}'),
        replaces="[6]",
        adopted="2025-12-01",
        from_="2026-01-01",
    )
    text = as_it_stands(amendments={"hours.md": hours})
    after = with_draft(text, surplus(collective("40%"), members()))

    one = only(replay(text, after, [year(text, 2025)]))

    assert received(one)["bo"] == ("187.50", "150.00", "-37.50")


def test_the_amended_text_holds_from_the_first_day_of_the_year_for_hours_too() -> None:
    text = as_it_stands()
    kinds = [{"name": "client-work", "counts_for": ["pay"]}, {"name": "upkeep", "counts_for": ["patronage"]}]
    after = with_draft(text, draft(6, "hours", {"kinds": kinds}))
    worked = [("ada", "client-work", "{year}-02-03", 300), ("bo", "upkeep", "{year}-05-06", 100)]

    one = only(replay(text, after, [year(text, worked=worked)]))

    assert received(one) == {"ada": ("562.50", "0.00", "-562.50"), "bo": ("187.50", "750.00", "562.50")}


def test_a_buy_in_stays_what_it_was_for_who_was_admitted_before_the_year() -> None:
    text = as_it_stands(
        buy_in="100.00", steps=(members(cash="50%", retained="qualified-notice", offset_open_buy_in=True),)
    )
    after = with_draft(text, draft(8, "buy-in", {"amount": "400.00"}))
    who = {**ADA_AND_BO, "bo": [("candidate", "2024-06-01", "2025-01-01"), ("member", "2025-01-01", None)]}

    one = only(replay(text, after, [year(text, who=who)]))

    assert {line.person: line.difference.to_buy_in.decimal() for line in one.people} == {
        "ada": "0.00",
        "bo": "25.00",
    }


def test_a_fund_only_the_amendment_names_begins_at_nothing() -> None:
    text = as_it_stands()
    care = fund("care", share="50%", of="left", until_balance="100.00")
    after = with_draft(text, surplus(collective("25%"), care, members()))

    one = only(replay(text, after, [year(text, collective="10.00")]))

    assert places(one) == {"collective": "0.00", "fund/care": "100.00", "members": "-100.00"}
    assert [(s.account, s.before is None, s.after is None, s.difference.decimal()) for s in one.steps] == [
        ("collective", False, False, "0.00"),
        ("members", False, False, "-100.00"),
        ("fund/care", True, False, "100.00"),
    ]


def test_who_would_have_borne_a_loss_is_told_too() -> None:
    text = as_it_stands(
        losses={"from": [{"account": "members", "share": "100%", "by": "equal", "eligible": ["member"]}]}
    )
    after = with_draft(text, surplus(collective("25%"), members()))

    one = only(replay(text, after, [year(text, amount="-100.00", collective="500.00")]))

    assert received(one) == {"ada": ("-50.00", "0.00", "50.00"), "bo": ("-50.00", "0.00", "50.00")}
    assert places(one) == {"collective": "-100.00", "members": "100.00"}


def test_a_year_the_amended_charter_is_silent_about_says_why_and_the_others_are_answered() -> None:
    text = as_it_stands()
    after = with_draft(text, surplus(collective("40%"), members(eligible=["candidate"])))
    candidates = {
        **ADA_AND_BO,
        "ada": [("candidate", "2015-01-01", "2025-06-01"), ("member", "2025-06-01", None)],
    }

    found = replay(text, after, [year(text, 2024), year(text, 2025, who=candidates)])
    silent, answered = found.years

    assert silent.fault is not None
    assert (silent.fault.code, silent.fault.article) == ("surplus.nobody-shares", "Article 9 — Surplus")
    assert (silent.people, silent.places, silent.steps, silent.differences) == ((), (), (), {})
    assert [one.year for one in found.answered] == [answered.year] == [2025]
    assert len(found.spread().differences) == 2


def test_a_year_that_did_not_close_as_the_charter_stood_is_no_past_year() -> None:
    text = as_it_stands(losses=None)

    with pytest.raises(Exception, match="who bears a loss"):
        replay(text, text, [year(text, amount="-1.00")])


def test_why_names_what_changed_and_both_sides() -> None:
    text = as_it_stands()
    after = with_draft(text, surplus(collective("40%"), members(), from_others_work="collective"))

    found = replay(text, after, [year(text)])
    (changed,) = why_changed(found.changes)

    assert told(changed) == [
        "- The rule “surplus” says something else. [Article 9 — Surplus]",
        "  - steps[1].share was 25% and is 40%.",
        "  - from_others_work is collective; it was not said before.",
    ]
    assert [line for line in told(why_difference(only(found), "bo")) if line.count("  ") < 3] == [
        "- Bo would have received 37.50 USD less for 2025.",
        "  - As the charter stood for 2025. [Article 9 — Surplus]",
        "    - Bo receives 187.50 USD of the surplus of 2025. [Article 9 — Surplus]",
        "  - As the amended charter would have it for 2025. [Article 9 — Surplus]",
        "    - Bo receives 150.00 USD of the surplus of 2025. [Article 9 — Surplus]",
    ]


def test_a_rule_that_comes_or_goes_is_named() -> None:
    text = as_it_stands(buy_in="100.00")
    repealing = "---\nfrom = 2027-01-01\nrepeals = [8]\n---\n"
    without = with_draft(text, repealing)

    gone, come = (why_changed(replay(*both, []).changes) for both in ((text, without), (without, text)))

    assert gone == (Reason("replay.rule-gone", {"rule": "buy-in"}, BUY_IN_ARTICLE),)
    assert come == (Reason("replay.rule-added", {"rule": "buy-in"}, BUY_IN_ARTICLE),)


def test_a_key_that_is_no_longer_said_is_named() -> None:
    text = as_it_stands(steps=(collective("25%", at_most="100.00"), members()))
    after = with_draft(text, surplus(collective("25%"), members()))

    (changed,) = why_changed(replay(text, after, []).changes)

    assert told(changed)[1:] == ["  - steps[1].at_most was 100.00 and is no longer said."]


def test_who_gains_and_who_stays_is_said_so() -> None:
    text = as_it_stands()
    after = with_draft(text, surplus(collective("10%"), members()))
    outside = {**ADA_AND_BO, "chi": [("former", "2015-01-01", None)]}

    one = only(replay(text, after, [year(text, who=outside)]))

    assert told(why_difference(one, "ada"))[0] == "- Ada would have received 112.50 USD more for 2025."
    assert told(why_difference(one, "chi"))[0] == "- Chi would have received the same for 2025."


def test_each_step_says_how_it_came_about_on_both_sides() -> None:
    text = as_it_stands()
    after = with_draft(text, surplus(collective("40%"), fund("care", share="10%", of="left"), members()))

    one = only(replay(text, after, [year(text)]))
    common, _, care = (why_step_difference(one, step) for step in one.steps)

    assert [reason.code for reason in common] == ["replay.as-it-stood", "replay.as-amended"]
    assert [reason.code for reason in care] == ["replay.as-amended"]


def test_a_step_that_falls_away_has_its_old_reason_alone() -> None:
    text = as_it_stands(steps=(fund("care", share="10%", of="left"), members()))
    after = with_draft(text, surplus(members()))

    one = only(replay(text, after, [year(text)]))

    assert [r.code for r in why_step_difference(one, one.steps[0])] == ["replay.as-it-stood"]


def test_there_is_no_reason_for_a_year_without_an_answer() -> None:
    text = as_it_stands()
    after = with_draft(text, surplus(collective("40%")))
    one = only(replay(text, after, [year(text)]))

    with pytest.raises(NotThere) as fault:
        why_difference(one, "ada")

    assert (fault.value.code, one.fault and one.fault.code) == ("replay.unanswered", "surplus.left-over")


def with_tenure() -> str:
    return surplus(collective("25%"), members(by="tenure", tenure_at_most="100%"))


def test_hours_of_earlier_years_come_from_those_years() -> None:
    text = as_it_stands(since="2024-01-01")
    after = with_draft(text, with_tenure())
    first = year(text, 2024, worked=[("bo", "client-work", "2024-05-06", 100)])

    one = replay(text, after, [first, year(text)]).years[1]

    assert received(one) == {"ada": ("562.50", "450.00", "-112.50"), "bo": ("187.50", "300.00", "112.50")}


def test_hours_of_years_nobody_knows_are_not_made_up() -> None:
    text = as_it_stands(since="2023-01-01")
    after = with_draft(text, with_tenure())

    one = replay(text, after, [year(text, 2024), year(text)]).years[1]

    assert one.fault is not None
    assert (one.fault.code, one.fault.values) == ("replay.tenure-not-kept", {"year": 2025, "missing": 2023})


def test_the_first_year_has_no_earlier_hours() -> None:
    text = as_it_stands(since="2025-01-01")
    after = with_draft(text, with_tenure())

    one = only(replay(text, after, [year(text)]))

    assert received(one)["bo"] == ("187.50", "187.50", "0.00")


def test_earlier_hours_that_the_facts_state_are_taken_from_them() -> None:
    text = as_it_stands()
    after = with_draft(text, with_tenure())

    one = only(replay(text, after, [year(text, standing={"bo": held(earlier_hours=100)})]))

    assert received(one)["bo"] == ("187.50", "300.00", "112.50")


def capital(text_interest: list[str], facts: Mapping[str, Any] | None = None) -> YearReplayed:
    rule: Rule = {"interest": "5%", "interest_on": ["paid-in"]}
    steps = ({"to": "interest"}, collective("25%"), members())
    text = as_it_stands(steps=steps, capital=rule)
    after = with_draft(text, draft(10, "capital", {"interest": "10%", "interest_on": text_interest}))
    return only(replay(text, after, [year(text, standing={"ada": held(earning="100.00")}, **(facts or {}))]))


def test_another_rate_on_the_same_capital_is_replayed() -> None:
    one = capital(["paid-in"])

    assert [line.difference.interest.decimal() for line in one.people] == ["5.00", "0.00"]


def test_capital_that_was_not_kept_apart_is_not_guessed() -> None:
    one = capital(["paid-in", "notices"])

    assert one.fault is not None
    assert (one.fault.code, one.fault.article) == ("replay.capital-not-kept", "Article 10 — Capital")


def test_a_first_rule_for_capital_is_replayed_where_all_of_it_earns() -> None:
    text = as_it_stands(steps=({"to": "interest"}, collective("25%"), members()))
    after = with_draft(text, draft(10, "capital", {"interest": "10%"}, verb="adds"))

    one = only(replay(text, after, [year(text, standing={"ada": held(earning="100.00")})]))

    assert [line.difference.interest.decimal() for line in one.people] == ["10.00", "0.00"]


def test_hours_of_a_kind_the_amended_charter_does_not_name_are_not_dropped() -> None:
    text = as_it_stands()
    after = with_draft(text, draft(6, "hours", {"kinds": [{"name": "upkeep", "counts_for": ["patronage"]}]}))

    one = only(replay(text, after, [year(text)]))

    assert one.fault is not None
    assert (one.fault.code, one.fault.values) == (
        "replay.unknown-work",
        {"year": 2025, "work": "client-work"},
    )


def test_a_repealed_surplus_leaves_the_charter_silent() -> None:
    text = as_it_stands()
    after = with_draft(text, "---\nfrom = 2027-01-01\nrepeals = [9]\n---\n")

    one = only(replay(text, after, [year(text)]))

    assert one.fault is not None
    assert one.fault.code == "charter.silent"


def test_before_the_year_the_old_text_holds() -> None:
    text = as_it_stands()
    after = with_draft(text, surplus(collective("40%"), members()))

    one = only(replay(text, after, [year(text)]))

    assert one.after is not None
    assert (
        one.after.charter.on(one.after.period.from_day.replace(year=2024)).rule(
            "surplus", type(one.after.text.of_kind("surplus")[0].says)
        )
        == text.for_year(2024)[1].of_kind("surplus")[0]
    )


def test_each_year_is_what_its_own_close_says() -> None:
    text = as_it_stands()
    facts: YearFacts = year(text)

    one = only(replay(text, text, [facts]))

    assert one.before == close_year(text, facts)
    assert sum(one.differences.values(), start=Money(0, "USD")) == Money(0, "USD")
