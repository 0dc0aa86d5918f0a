"""Dues of members, what follows when they are not paid, and the one vote of an organisation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bylaws.charter.charter import Charter, read_charter
from bylaws.charter.kinds.dues import Dues
from bylaws.facts.joining import NOTHING_TOLD, BandGiven, DuesPaid, Joining
from bylaws.facts.people import Person
from bylaws.kernel.faults import InputFault
from bylaws.kernel.reasons import Explained
from bylaws.membership.dues import DuesStanding, Owed, account_of, due_for, dues, may_choose_band
from bylaws.membership.standing import standing
from bylaws.membership.votes import has_vote
from bylaws.words.tell import CATALOGUES, tell
from tests.bylaws.membership.joining import FRONT, HOURS, TRACK, charter, day, days, rule, someone, usd

TERMS = """
kind = "dues"
amount = "200.00"
per = "year"
payers = ["organisations"]
due_after = "P60D"
into = "collective"
may_use = ["servers", "mail"]
votes = true
unpaid = "no-use"
unpaid_after = "P6M"
[[bands]]
name = "small"
amount = "50.00"
payers = "those with hardly any money"
"""
BAND = '[[bands]]\nname = "small"\namount = "50.00"\npayers = "those with hardly any money"\n'
ARTICLE = "Article 6 — Dues"


def dues_charter(*changed: tuple[str, str]) -> Charter:
    terms = TERMS
    for old, new in changed:
        assert old in terms
        terms = terms.replace(old, new)
    return charter("", rule(6, "Dues", terms))


ORG = someone(("member", "2025-01-01", None), key="org")
IS_ONE = Joining(organisation=True, dues=())


def paid(amount: str, on: str, due_for: str = "2025-01-01", band: str | None = None) -> DuesPaid:
    return DuesPaid(day(due_for), day(on), usd(amount), band)


def org(*payments: DuesPaid) -> Joining:
    return Joining(organisation=True, dues=payments)


def asked(
    on: str, joining: Joining = IS_ONE, *, who: Person = ORG, text: Charter | None = None
) -> Explained[DuesStanding]:
    found = dues(who, joining, charter=text or dues_charter(), on=day(on))
    assert found is not None
    return found


def test_dues_of_a_year_are_due_two_months_after_its_first_day_and_follow_half_a_year_later() -> None:
    # 60 days after 1 January 2025 is 2 March; six months later is 2 September
    whole = Owed(
        days("2025-01-01", "2026-01-01"), usd("200.00"), usd("0.00"), day("2025-03-02"), day("2025-09-02")
    )

    answer = asked("2025-09-02")

    assert answer.value == DuesStanding((whole,), (whole,), "no-use", day("2025-09-02"), ())
    assert answer.reason.articles() == (ARTICLE,)


@pytest.mark.parametrize(
    ("on", "due", "follows", "code"),
    [
        ("2025-03-01", 0, "nothing", "dues.in-order"),
        ("2025-03-02", 1, "nothing", "dues.due"),
        ("2025-09-01", 1, "nothing", "dues.due"),
        ("2025-09-02", 1, "no-use", "dues.no-use"),
    ],
)
def test_what_follows_comes_on_its_day_and_not_before(on: str, due: int, follows: str, code: str) -> None:
    answer = asked(on)

    assert (len(answer.value.due), answer.value.follows, answer.reason.code) == (due, follows, code)
    assert answer.value.may_use == (() if follows == "no-use" else ("servers", "mail"))


@pytest.mark.parametrize(
    ("unpaid", "follows", "code"),
    [
        ('unpaid = "tolerated"', "tolerated", "dues.tolerated"),
        ('unpaid = "no-use"', "no-use", "dues.no-use"),
        ('unpaid = "ends-membership"', "ends-membership", "dues.end-membership"),
    ],
)
def test_without_a_time_to_wait_it_follows_on_the_due_day(unpaid: str, follows: str, code: str) -> None:
    text = dues_charter(('unpaid = "no-use"\nunpaid_after = "P6M"', unpaid))

    before, that_day = asked("2025-03-01", text=text), asked("2025-03-02", text=text)

    assert (before.value.follows, that_day.value.follows, that_day.reason.code) == ("nothing", follows, code)
    assert {tell(that_day.reason, language=language).sentence for language in CATALOGUES}


def test_a_part_paid_leaves_the_rest_and_a_band_asks_for_less() -> None:
    part, band, more = (
        asked("2025-10-01", org(one)).value
        for one in (
            paid("150.00", "2025-02-01"),
            paid("50.00", "2025-02-01", band="small"),
            paid("250.00", "2025-02-01"),
        )
    )

    assert (part.follows, [one.open for one in part.due]) == ("no-use", [usd("50.00")])
    assert (band.follows, [one.open for one in band.owed]) == ("nothing", [usd("0.00")])
    assert (more.follows, [one.open for one in more.owed]) == ("nothing", [usd("0.00")])


def test_a_payment_counts_from_its_day_and_for_its_year_alone() -> None:
    late = org(paid("200.00", "2025-09-20"), paid("200.00", "2026-01-15", due_for="2026-06-01"))

    before, after, next_year = (
        asked(on, late).value.follows for on in ("2025-09-19", "2025-09-20", "2026-09-02")
    )

    assert (before, after, next_year) == ("no-use", "nothing", "nothing")


def test_a_band_of_no_charter_is_pointed_out() -> None:
    with pytest.raises(InputFault) as refused:
        asked("2025-05-01", org(paid("10.00", "2025-02-01", band="tiny")))

    assert (refused.value.code, refused.value.next_step) == ("dues.band", "The bands are: small.")


def test_whoever_joins_within_a_year_owes_it_whole_and_counts_from_their_first_day() -> None:
    late = someone(("candidate", "2025-06-01", "2025-07-01"), ("member", "2025-07-01", None), key="org")

    found = asked("2026-01-01", who=late).value

    assert [(one.period.from_day, one.due_on) for one in found.owed] == [
        (day("2025-01-01"), day("2025-08-30")),
        (day("2026-01-01"), day("2026-03-02")),
    ]


def test_a_sabbatical_within_a_year_asks_for_no_second_dues_and_candidates_pay_none() -> None:
    away = someone(
        ("candidate", "2025-01-01", "2025-02-01"),
        ("member", "2025-02-01", "2025-05-01"),
        ("sabbatical", "2025-05-01", "2025-08-01"),
        ("former", "2025-08-01", None),
        key="org",
    )

    found = asked("2027-01-01", who=away).value

    assert [one.period for one in found.owed] == [days("2025-01-01", "2026-01-01")]


def test_months_and_quarters_are_counted_from_the_start_of_the_fiscal_year() -> None:
    found = [due_for(day("2025-05-31"), per, "02-15") for per in ("month", "quarter", "year")]

    assert found == [
        days("2025-05-15", "2025-06-15"),
        days("2025-05-15", "2025-08-15"),
        days("2025-02-15", "2026-02-15"),
    ]


def test_where_nobody_says_what_was_paid_nothing_is_said_and_the_stage_gives_the_vote() -> None:
    untold = Joining(organisation=True)

    assert dues(ORG, untold, charter=dues_charter(), on=day("2025-10-01")) is None
    assert votes("2025-10-01", untold) == (True, "right.held")


def test_dues_that_members_adopt_within_a_year_begin_with_the_first_quarter_that_begins_under_them() -> None:
    base = FRONT.replace("model = true", "adopted = 2025-03-01") + rule(
        3, "Becoming a member", f'kind = "membership"\n{TRACK}'
    )
    quarterly = TERMS.replace('per = "year"', 'per = "quarter"')
    adds = '---\nadopted = 2025-07-15\nfrom = 2025-07-15\nby = "us"\nadds = [6]\n---\n'
    text = read_charter(base + HOURS, {"2025.md": adds + rule(6, "Dues", quarterly)})
    old_hand = someone(("member", "2020-01-01", None), key="org")

    found = asked("2026-01-01", who=old_hand, text=text).value

    assert [one.period for one in found.owed] == [
        days("2025-10-01", "2026-01-01"),
        days("2026-01-01", "2026-04-01"),
    ]


def test_in_its_first_year_a_co_op_counts_from_the_first_day_of_its_charter() -> None:
    text = read_charter(
        FRONT.replace("model = true", "adopted = 2025-03-01")
        + rule(3, "Becoming a member", f'kind = "membership"\n{TRACK}')
        + HOURS
        + rule(6, "Dues", TERMS)
    )
    old_hand = someone(("member", "2020-01-01", None), key="org")

    found = asked("2025-12-31", who=old_hand, text=text).value

    # sixty days after 1 March
    assert [(one.period.from_day, one.due_on) for one in found.owed] == [
        (day("2025-01-01"), day("2025-04-30"))
    ]


def test_people_pay_none_where_organisations_do_and_nobody_where_no_rule_asks() -> None:
    person, no_rule = (
        dues(ORG, joining, charter=text, on=day("2025-10-01"))
        for joining, text in ((Joining(dues=()), dues_charter()), (IS_ONE, charter()))
    )

    assert (person, no_rule) == (None, None)


def test_where_members_pay_too_a_person_owes_like_an_organisation() -> None:
    text = dues_charter(('["organisations"]', '["organisations", "members"]'))

    assert asked("2025-09-02", Joining(dues=()), text=text).value.follows == "no-use"


def test_where_one_stands_tells_ones_dues() -> None:
    found = standing(ORG, joining=IS_ONE, seconds=0, members=3, charter=dues_charter(), on=day("2025-09-02"))

    assert found.value.dues == asked("2025-09-02").value
    assert [one.code for one in found.reason.walk()] == [
        "standing",
        "stage.no-next",
        "dues.no-use",
        "dues.open",
        "standing.rights",
    ]


def votes(
    on: str, joining: Joining = IS_ONE, text: Charter | None = None, who: Person = ORG
) -> tuple[bool, str]:
    answer = has_vote(who, joining, charter=text or dues_charter(), on=day(on))
    return answer.value, answer.reason.code


def test_an_organisation_that_pays_has_one_vote_and_one_that_does_not_has_none() -> None:
    assert [
        votes("2025-09-01"),
        votes("2025-09-02"),
        votes("2025-09-02", org(paid("200.00", "2025-09-02"))),
    ] == [
        (True, "dues.vote"),
        (False, "dues.no-vote"),
        (True, "dues.vote"),
    ]


def test_what_is_tolerated_costs_no_vote() -> None:
    text = dues_charter(('unpaid = "no-use"\nunpaid_after = "P6M"', 'unpaid = "tolerated"'))

    assert votes("2025-09-02", text=text) == (True, "dues.vote")


def test_a_persons_vote_and_one_that_dues_do_not_give_come_with_the_stage_alone() -> None:
    no_votes = dues_charter(("votes = true\n", ""))
    members_only = dues_charter(('["organisations"]', '["members"]'))

    assert [
        votes("2025-09-02", NOTHING_TOLD),
        votes("2025-09-02", text=no_votes),
        votes("2025-09-02", text=members_only),
        votes("2025-09-02", text=charter()),
        votes("2025-09-02", who=someone(("candidate", "2025-01-01", None))),
    ] == [(True, "right.held")] * 4 + [(False, "right.not-held")]


@pytest.mark.parametrize(
    ("band_from", "paid_as", "open"),
    [
        ("2025-01-01", None, "50.00"),  # in the band on the first day
        ("2025-01-02", None, "200.00"),  # a day too late for this year
        ("2025-01-01", "large", "300.00"),  # what was named with a payment goes before
    ],
)
def test_the_band_of_the_first_day_holds_unless_a_payment_names_another(
    band_from: str,
    paid_as: str | None,
    open: str,  # noqa: A002 - what is open
) -> None:
    text = dues_charter(
        ("[[bands]]", '[[bands]]\nname = "large"\namount = "300.00"\npayers = "many"\n[[bands]]')
    )
    told = replace(
        org(*([paid("0.00", "2025-02-01", band=paid_as)] if paid_as else [])),
        bands=(BandGiven("small", days(band_from, "2026-01-01")),),
    )

    assert [one.open for one in asked("2025-06-01", told, text=text).value.owed] == [usd(open)]


@pytest.mark.parametrize(
    ("dues_from", "since", "owed"),
    [
        ("2025-01-01", "2020-01-01", 1),
        ("2025-01-02", "2020-01-01", 0),  # the year had begun: it is not asked for here
        ("2025-01-02", "2025-03-01", 1),  # whoever came after that owes for their first year
        ("2025-03-02", "2025-03-01", 0),
    ],
)
def test_dues_are_asked_for_from_the_day_they_are_kept_on(dues_from: str, since: str, owed: int) -> None:
    who = someone(("member", since, None), key="org")
    told = Joining(organisation=True, dues=(), dues_from=day(dues_from))

    assert len(asked("2025-12-31", told, who=who).value.owed) == owed


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ((), ("collective", True)),
        ((('into = "collective"', 'into = "fund"\nfund = "machines"'),), ("fund/machines", True)),
        ((("votes = true", 'votes = true\nband_chosen_by = "asked-for"'),), ("collective", False)),
        (((BAND, ""),), ("collective", False)),
    ],
)
def test_dues_go_to_the_account_the_charter_names_and_a_band_is_chosen_or_asked_for(
    changed: tuple[tuple[str, str], ...], said: tuple[str, bool]
) -> None:
    says = dues_charter(*changed).on(day("2025-06-01")).rule("dues", Dues).says

    assert (account_of(says), may_choose_band(says)) == said
