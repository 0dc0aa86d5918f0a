"""What holds for any surplus, any loss, any hours, any steps."""

from __future__ import annotations

import dataclasses
import json
import random
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bylaws.charter.kinds.surplus import Base
from bylaws.facts.kept import year_as_json, year_from_json
from bylaws.facts.people import Spell, person
from bylaws.facts.year import YearFacts
from bylaws.kernel.money import Money, total
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Reason
from bylaws.surplus.close import close_year, open_buy_ins
from bylaws.surplus.closing import Closing
from bylaws.surplus.measures import Measures
from bylaws.surplus.result import closing_as_json
from bylaws.surplus.shares import weighed
from bylaws.surplus.why import why_person, why_share, why_step
from bylaws.words.tell import CATALOGUES, lines, tell
from tests.bylaws.surplus.random_years import LOSS_BASES, MANY, SINCE, RandomYear, random_years
from tests.bylaws.surplus.years import HOUR, charter, close, fund

FIFTH = Fraction(1, 5)
NOT_OF_THE_CHARTER = {"split.rounded-up", "split.rounded-down"}


def closed(one: RandomYear) -> Closing:
    return close_year(one.charter, one.facts)


def whole(closing: Closing) -> bytes:
    return json.dumps(closing_as_json(closing, why=True), ensure_ascii=False).encode()


def reasons(closing: Closing) -> list[Reason]:
    steps = [why_step(closing, line.number) for line in closing.parts.steps]
    return steps + [why_person(closing, key).reason for key in closing.facts.people]


@given(one=random_years(loss=False))
@MANY
def test_the_steps_place_the_whole_surplus_one_after_the_other(one: RandomYear) -> None:
    closing = closed(one)

    left = one.facts.surplus
    for line in closing.parts.steps:
        left = left - line.amount
        assert (line.left, line.amount.minor >= 0) == (left, True)
    assert left.minor == 0


@given(one=random_years(loss=True))
@MANY
def test_the_steps_place_the_whole_loss_one_after_the_other(one: RandomYear) -> None:
    closing = closed(one)

    left = one.facts.surplus
    for line in closing.parts.steps:
        left = left - line.amount
        assert line.left == left
        assert (line.amount.minor <= 0) is (line.to != "tax" or not line.amount)
    assert left.minor == 0


@given(one=random_years(loss=True))
@MANY
def test_no_step_of_a_loss_takes_an_account_below_its_limit(one: RandomYear) -> None:
    closing = closed(one)

    rule = one.charter.for_year(one.facts.year)[1].of_kind("surplus")[0]
    held = {f"fund/{name}": amount.minor for name, amount in one.facts.funds.items()}
    held["collective"] = one.facts.collective.minor if one.facts.collective else 0
    losses: Any = rule.says
    for line in closing.parts.steps:
        if line.account in held:
            held[line.account] += line.amount.minor
            least = losses.losses.steps[line.number - 1].down_to
            assert not line.amount or least is None or held[line.account] >= least.minor


@given(one=random_years(loss=False))
@MANY
def test_no_step_exceeds_what_its_charter_allows_it(one: RandomYear) -> None:
    closing = closed(one)

    steps: Any = one.charter.for_year(one.facts.year)[1].of_kind("surplus")[0].says
    for line in closing.parts.steps:
        step = steps.steps[line.number - 1]
        if line.number and step.at_most is not None:
            assert line.amount <= step.at_most
        if line.number and step.amount is not None:
            assert line.amount <= step.amount


@given(one=random_years())
@MANY
def test_the_shares_of_a_step_add_up_to_what_it_took(one: RandomYear) -> None:
    closing = closed(one)

    found: dict[int, int] = {}
    for share in closing.parts.shares:
        found[share.step] = found.get(share.step, 0) + share.share.minor
    wanted = {line.number: abs(line.amount.minor) for line in closing.parts.steps if line.to == "members"}
    lost = sum(amount.minor for _, amount in closing.parts.losses)
    earned = sum(amount.minor for _, amount in closing.parts.interest)
    if one.facts.surplus < one.facts.tax:
        assert (lost, closing.parts.shares) == (sum(wanted.values()), ())
    else:
        assert (found, lost) == ({number: found.get(number, 0) for number in wanted}, 0)
        assert {number: found.get(number, 0) for number in wanted} == wanted
        assert earned == sum(line.amount.minor for line in closing.parts.steps if line.to == "interest")


@given(one=random_years(loss=False))
@MANY
def test_a_share_is_money_buy_in_and_notice_and_the_money_is_its_instalments(one: RandomYear) -> None:
    closing = closed(one)

    for share in closing.parts.shares:
        instalments = total([paid.amount for paid in share.instalments], closing.currency)
        assert share.cash + share.to_buy_in + share.notice == share.share
        assert instalments == share.cash
        assert min(share.cash.minor, share.to_buy_in.minor, share.notice.minor) >= 0
        assert all(paid.amount.minor > 0 for paid in share.instalments)


@given(one=random_years(loss=False))
@MANY
def test_the_laws_part_in_money_is_never_missed_by_a_cent(one: RandomYear) -> None:
    closing = closed(one)

    tax: Any = one.charter.for_year(one.facts.year)[1].of_kind("tax")[0].says
    for share in closing.parts.shares:
        if tax.mode == "us-subchapter-t" and share.notice_kind == "qualified-notice":
            assert share.cash.minor >= FIFTH * share.share.minor


@given(one=random_years(loss=False))
@MANY
def test_nobody_pays_more_of_a_buy_in_than_is_open(one: RandomYear) -> None:
    closing = closed(one)

    still_open = open_buy_ins(one.charter, one.facts)
    for key, shares in closing.by_person.items():
        paid = sum(share.to_buy_in.minor for share in shares)
        assert paid <= (still_open[key].minor if key in still_open else 0)


@given(one=random_years(loss=False))
@MANY
def test_a_weight_of_nothing_gets_nothing_and_a_larger_one_never_less(one: RandomYear) -> None:
    closing = closed(one)

    for share in closing.parts.shares:
        assert any(weight for _, weight in share.weights) or not share.share
        for other in closing.parts.shares:
            if other.step == share.step and len(share.weights) == 1 and other.weights[0] > share.weights[0]:
                assert other.share >= share.share


@given(one=random_years())
@MANY
def test_the_entry_balances_and_says_the_same_as_the_parts(one: RandomYear) -> None:
    closing = closed(one)

    entry = {posting.account: posting.amount.minor for posting in closing.postings}
    assert (sum(entry.values()), 0 in entry.values()) == (0, False)
    for key in one.facts.people:
        shares = closing.by_person.get(key, ())
        earned = sum(amount.minor for who, amount in closing.parts.interest if who == key)
        lost = sum(amount.minor for who, amount in closing.parts.losses if who == key)
        assert entry.get(f"member/{key}/payable", 0) == -earned - sum(s.cash.minor for s in shares)
        assert entry.get(f"member/{key}/paid-in", 0) == -sum(s.to_buy_in.minor for s in shares)
        assert entry.get(f"member/{key}/losses", 0) == lost
        kept = sum(
            minor for account, minor in entry.items() if f"member/{key}/" in account and "notice" in account
        )
        assert kept == -sum(s.notice.minor for s in shares)
    common = [line for line in closing.parts.steps if line.to in ("collective", "fund", "tax")]
    for account in {line.account for line in common}:
        assert entry.get(account, 0) == -sum(line.amount.minor for line in common if line.account == account)
    assert entry.get(f"surplus/{one.facts.year}", 0) == one.facts.surplus.minor


@given(one=random_years(), seed=st.integers())
@MANY
def test_the_order_of_facts_never_matters(one: RandomYear, seed: int) -> None:
    shuffled = _shuffled(one.facts, random.Random(seed))  # noqa: S311 - an order to try

    assert whole(close_year(one.charter, shuffled)) == whole(closed(one))
    assert year_as_json(shuffled) == year_as_json(one.facts)


def _shuffled(facts: YearFacts, dice: random.Random) -> YearFacts:
    def mixed(table: Any) -> dict[str, Any]:
        return dict(dice.sample(list(table.items()), len(table)))

    return dataclasses.replace(
        facts,
        people=mixed(facts.people),
        cells=tuple(dice.sample(facts.cells, len(facts.cells))),
        standing=mixed(facts.standing),
        funds=mixed(facts.funds),
    )


@given(one=random_years(), data=st.data())
@MANY
def test_an_entry_split_in_two_changes_nothing(one: RandomYear, data: st.DataObject) -> None:
    nth = data.draw(st.integers(0, len(one.entries) - 1))
    key, work, on, seconds = one.entries[nth]
    part = data.draw(st.integers(0, seconds))
    halves = ((key, work, on, part), (key, work, on, seconds - part))

    again = one.again((*one.entries[:nth], *halves, *one.entries[nth + 1 :]))

    assert whole(close_year(one.charter, again)) == whole(closed(one))


@given(one=random_years(), stage=st.sampled_from(("former", "guest")))
@MANY
def test_a_person_of_a_stage_that_does_not_share_and_hours_of_other_years_change_nothing(
    one: RandomYear, stage: str
) -> None:
    outside = person("aaa", "Aaa", [Spell(stage, Period(SINCE, None))])
    period, _ = one.charter.for_year(one.facts.year)
    assert period.until is not None
    elsewhere = [(key, "client-work", period.until, HOUR) for key in one.facts.people]
    known = dataclasses.replace(one.facts, people={**one.facts.people, "aaa": outside})

    again = RandomYear(one.charter, known, ()).again((*one.entries, *elsewhere))

    assert closing_as_json(close_year(one.charter, again)) == closing_as_json(closed(one))


@given(one=random_years())
@MANY
def test_a_year_kept_and_reckoned_again_is_the_same_to_the_byte(one: RandomYear) -> None:
    kept = json.dumps(year_as_json(one.facts))

    replayed = year_from_json(json.loads(kept))

    assert whole(close_year(one.charter, replayed)) == whole(closed(one))


@given(one=random_years(loss=False))
@MANY
def test_every_leaf_of_a_share_adds_up_to_its_weight(one: RandomYear) -> None:
    closing = closed(one)

    for share in closing.parts.shares:
        explained = [
            part for part in why_share(closing, share).reason.parts if part.code.startswith("share.by-")
        ]
        assert [part.values["own"] for part in explained] == [weight for _, weight in share.weights]
        for part in explained:
            if not any(leaf.code == "hours.too-few" for leaf in part.parts):
                assert _sum_of_leaves(part, closing, share.person) == part.values["own"]


def _sum_of_leaves(part: Reason, closing: Closing, key: str) -> Any:
    def of(code: str, value: str) -> list[Any]:
        return [leaf.values[value] for leaf in part.parts if leaf.code == code]

    hours = sum(of("hours.counted", "seconds")) + sum(of("hours.of-earlier-years", "seconds"))
    paid = sum(
        (
            Fraction(rate.minor * seconds, HOUR)
            for rate, seconds in zip(
                of("pay.hours-at-rate", "rate"), of("pay.hours-at-rate", "seconds"), strict=True
            )
        ),
        Fraction(0),
    )
    match part.code:
        case "share.by-hours" | "share.by-tenure":
            return hours
        case "share.by-pay":
            return paid
        case "share.by-equal":
            return len([leaf for leaf in part.parts if leaf.code == "head.counted"])
        case "share.by-member-months":
            return sum(of("months.of-stage", "months"))
        case _:
            return sum(
                level * months - paid
                for level, months in zip(
                    of("pay.common-level", "level"), of("months.of-stage", "months"), strict=False
                )
            )


@given(one=random_years())
@MANY
def test_every_reason_of_the_rules_cites_its_article(one: RandomYear) -> None:
    closing = closed(one)

    uncited = {part.code for reason in reasons(closing) for part in reason.walk() if not part.article}

    assert uncited <= NOT_OF_THE_CHARTER


@given(one=random_years())
@MANY
def test_every_reason_can_be_told_in_every_language(one: RandomYear) -> None:
    closing = closed(one)

    for language in CATALOGUES:
        for reason in reasons(closing):
            for line in lines(tell(reason, language=language, currency=closing.currency)):
                sentence = line.lstrip(" ")
                assert "  " not in sentence
                assert "None" not in sentence
                assert "{" not in sentence


@given(one=random_years(), surplus=st.integers(1, 10**9), base=st.sampled_from(LOSS_BASES))
@MANY
def test_a_loss_is_divided_as_the_mirror_of_a_surplus(one: RandomYear, surplus: int, base: Base) -> None:
    period, _ = one.charter.for_year(one.facts.year)
    measures = Measures(one.charter, one.facts, period, frozenset({"member", "candidate"}))
    weights, pot = measures.weights(base), Money(surplus, one.facts.surplus.currency)

    gained = weighed(base, pot, weights, stages=measures.eligible, article="").amounts
    lost = weighed(base, -pot, weights, stages=measures.eligible, article="").amounts

    assert {key: -amount for key, amount in lost.items()} == gained
    assert total(list(gained.values()), pot.currency) == pot


@given(parts=st.lists(st.integers(0, 30), min_size=1, max_size=8).filter(any), minor=st.integers(-9999, 9999))
def test_shares_of_the_whole_that_add_up_to_one_place_all_of_it(parts: list[int], minor: int) -> None:
    shares = [{"share": f"{part}/{sum(parts)}", "of": "opening"} for part in parts]
    losses = [{"account": "fund", "name": f"f{nth}", **share} for nth, share in enumerate(shares)]
    text = charter(*(fund(f"f{nth}", **share) for nth, share in enumerate(shares)), losses={"from": losses})

    closing = close(text, Money(minor, "USD").decimal())

    taken = [line.amount.minor for line in closing.parts.steps]
    assert sum(taken) == minor
    assert all(
        abs(amount * sum(parts) - minor * part) < sum(parts)
        for amount, part in zip(taken, parts, strict=True)
    )
