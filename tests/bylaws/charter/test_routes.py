"""The way a matter goes: who decides, by when, and what happens when nobody answers."""

from __future__ import annotations

import pytest

from bylaws.charter.kinds.subjects import Way
from bylaws.charter.routes import Matter, Route, matters, route
from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, Fault, InputFault
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Span
from bylaws.words.tell import lines, tell
from tests.bylaws.charter.deciding import EVERYDAY, PEOPLE, SUBJECTS, co_op, held
from tests.bylaws.charter.samples_of_decisions import decision
from tests.bylaws.charter.texts import day, front

WHO, EACH_DAY, WITH_PEOPLE = "Article 6 — Who decides what", "Article 4 — Every day", "Article 5 — People"


def dollars(whole: int) -> Money:
    return Money(100 * whole, "USD")


def of(rule: str, *more: str) -> Route:
    """The route of a matter that this rule decides, raised on 2 June 2025."""
    text = co_op('kind = "subjects"\nhire = "ours"', more="\n```\n```toml rule\n".join([rule, *more]))
    return route(held(text), "hire").value


def refusal(text: str, matter: str = "hire", amount: Money | None = None) -> Fault:
    with pytest.raises(Fault) as refused:
        route(held(text), matter, amount)
    return refused.value


def test_an_everyday_matter_is_answered_when_it_has_been_open_for_three_days() -> None:
    found = route(held(co_op()), "policy").value

    assert (found.rule, found.raised, found.earliest, found.latest) == (
        "everyday",
        day("2025-06-02"),
        day("2025-06-05"),
        day("2025-06-05"),
    )
    assert (found.unanswered, found.articles) == ("lapses", (WHO, EACH_DAY))


def test_hiring_goes_through_two_attempts_and_two_pauses_before_three_quarters_may_decide() -> None:
    found = route(held(co_op()), "hire").value

    assert [(leg.rule, leg.attempts, leg.waits, leg.earliest, leg.latest) for leg in found.legs] == [
        ("people", 2, Span(), day("2025-06-09"), day("2025-06-23")),
        ("three-quarters", 1, Span(days=7), day("2025-07-07"), day("2025-07-07")),
    ]
    assert (found.earliest, found.latest) == (day("2025-06-09"), day("2025-07-07"))


def test_with_a_pause_between_attempts_alone_there_is_none_before_the_fallback() -> None:
    between = PEOPLE.replace("each-attempt", "between-attempts")

    legs = route(held(co_op(people=between)), "hire").value.legs

    assert [(leg.waits, leg.latest) for leg in legs] == [
        (Span(), day("2025-06-23")),
        (Span(), day("2025-06-30")),
    ]


def test_attempts_without_a_pause_follow_each_other() -> None:
    at_once = PEOPLE.replace('cooling_off = "P7D"\ncooling_off_after = "each-attempt"\n', "")

    assert route(held(co_op(people=at_once)), "hire").value.latest == day("2025-06-23")


def test_notice_runs_while_a_pause_does() -> None:
    announced = PEOPLE.replace('open_for = "P7D"', 'open_for = "P7D"\nnotice = "P10D"')

    legs = route(held(co_op(people=announced)), "hire").value.legs

    assert [(leg.earliest, leg.latest) for leg in legs] == [
        (day("2025-06-19"), day("2025-07-06")),
        (day("2025-07-20"), day("2025-07-20")),
    ]


@pytest.mark.parametrize(
    ("whole", "rule", "articles"),
    [(499, "individual", (WHO,)), (500, "individual", (WHO,)), (501, "everyday", (WHO, EACH_DAY))],
)
def test_up_to_the_limit_whoever_spends_decides_alone(
    whole: int, rule: str, articles: tuple[str, ...]
) -> None:
    found = route(held(co_op()), "spend", dollars(whole)).value

    assert (found.rule, found.articles) == (rule, articles)


def test_nothing_at_all_is_an_amount_too() -> None:
    gifts = held(
        co_op('kind = "subjects"\nclient = [{ up_to = "0.00", by = "individual" }, { by = "everyday" }]')
    )

    assert [route(gifts, "client", dollars(whole)).value.rule for whole in (0, 1)] == [
        "individual",
        "everyday",
    ]
    with pytest.raises(InputFault, match="turns on the amount"):
        route(gifts, "client")


def test_what_one_decides_alone_is_decided_at_once() -> None:
    found = route(held(co_op()), "spend", dollars(5)).value

    assert (found.earliest, found.latest, found.unanswered) == (found.raised, found.raised, "nobody-asked")
    assert found.way == Way(up_to=dollars(500), by="individual")


@pytest.mark.parametrize(
    ("rule", "unanswered", "earliest", "latest"),
    [
        (("lazy-consent", 'blocks = "any"', 'open_for = "P3D"'), "passes", "2025-06-05", "2025-06-05"),
        (
            ("consent", 'blocks = "any"', 'open_for = "P3D"', 'silence = "consent"'),
            "passes",
            "2025-06-05",
            "2025-06-05",
        ),
        (("consensus", 'blocks = "any"', 'open_for = "P3D"'), "lapses", "2025-06-05", "2025-06-05"),
        (("informal-consensus",), "stays-open", "2025-06-02", None),
        (("advice", 'open_for = "P2D"'), "decides", "2025-06-04", "2025-06-04"),
        (("delegated", 'delegate = "chair"', 'notice = "P1D"'), "waits", "2025-06-03", None),
        (
            (
                "majority",
                'threshold = "2/3"',
                'of = "eligible"',
                'quorum = "1/2"',
                'open_for = "P3D"',
                "ends_early = true",
                'second_call = { after = "P7D" }',
            ),
            "second-call",
            "2025-06-02",
            "2025-06-15",
        ),
    ],
)
def test_each_method_has_its_days_and_its_answer_to_silence(
    rule: tuple[str, ...], unanswered: str, earliest: str, latest: str | None
) -> None:
    found = of(decision("ours", *rule))

    assert (found.unanswered, found.earliest) == (unanswered, day(earliest))
    assert found.latest == (day(latest) if latest else None)


def test_what_follows_a_rule_without_a_time_limit_has_none_either() -> None:
    open_end = decision(
        "ours", "consensus", 'blocks = "any"', 'fallback = { after_attempts = 2, to = "everyday" }'
    )

    legs = of(open_end).legs

    assert [(leg.earliest, leg.latest) for leg in legs] == [
        (day("2025-06-02"), None),
        (day("2025-06-05"), None),
    ]


def test_an_attempt_that_can_end_early_can_fail_early() -> None:
    quick = decision(
        "ours",
        "majority",
        'threshold = "2/3"',
        'of = "eligible"',
        'open_for = "P3D"',
        "ends_early = true",
        'fallback = { after_attempts = 1, to = "everyday" }',
    )

    assert [(leg.earliest, leg.latest) for leg in of(quick).legs] == [
        (day("2025-06-02"), day("2025-06-05")),
        (day("2025-06-05"), day("2025-06-08")),
    ]


# Where the charter is silent, or says two things


@pytest.mark.parametrize(
    ("text", "matter", "kind", "code", "article"),
    [
        (front() + "## Article 1\nNothing.\n", "hire", CharterSilent, "route.no-subjects", None),
        (co_op('kind = "subjects"\nhire = "people"'), "party", CharterSilent, "route.no-matter", WHO),
        (co_op('kind = "subjects"\nhire = "nobody"'), "hire", CharterSilent, "route.no-rule", WHO),
        (
            co_op(people=PEOPLE.replace('to = "three-quarters"', 'to = "nobody"')),
            "hire",
            CharterSilent,
            "route.no-rule",
            WITH_PEOPLE,
        ),
        (
            co_op(people=PEOPLE.replace('to = "three-quarters"', 'to = "people"')),
            "hire",
            CharterSilent,
            "route.loops",
            WITH_PEOPLE,
        ),
        (
            co_op(SUBJECTS, 'kind = "subjects"\nhire = "everyday"'),
            "hire",
            CharterAmbiguous,
            "route.twice",
            "Article 7 — Who decides what",
        ),
        (
            co_op(SUBJECTS, 'kind = "subjects"\notherwise = "people"'),
            "party",
            CharterAmbiguous,
            "route.twice",
            "Article 7 — Who decides what",
        ),
        (co_op(more=EVERYDAY), "party", CharterAmbiguous, "charter.ambiguous", "Article 20 — More"),
        (co_op(), "spend", InputFault, "route.amount", WHO),
    ],
)
def test_what_has_no_one_answer_is_refused_with_its_article(
    text: str, matter: str, kind: type[Fault], code: str, article: str | None
) -> None:
    fault = refusal(text, matter)

    assert (type(fault), fault.code, fault.article) == (kind, code, article)
    assert fault.says.endswith(".")
    assert fault.next_step.endswith(".")


def test_above_the_last_amount_the_charter_is_silent() -> None:
    fault = refusal(
        co_op('kind = "subjects"\nspend = [{ up_to = "5.00", by = "people" }]'), "spend", dollars(6)
    )

    assert (fault.code, fault.article) == ("route.above-all", WHO)
    assert fault.says == "The charter does not say who decides “spend” above 5.00 USD."


def test_a_subjects_rule_may_be_split_over_articles() -> None:
    split = held(co_op('kind = "subjects"\nhire = "people"', 'kind = "subjects"\notherwise = "everyday"'))

    assert [route(split, matter).value.articles[0] for matter in ("hire", "party")] == [
        WHO,
        "Article 7 — Who decides what",
    ]


# Every matter


def test_every_matter_is_listed_with_where_it_goes() -> None:
    spending = (Way(up_to=dollars(500), by="individual"), Way(by="everyday"))

    assert matters(held(co_op())) == (
        Matter("hire", (Way(by="people"),), WHO, named=True),
        Matter("dismiss", (Way(by="people"),), WHO, named=True),
        Matter("amend-charter", (Way(by="people"),), WHO, named=True),
        Matter("spend", spending, WHO, named=True),
        Matter("admit-member", (Way(by="everyday"),), WHO, named=False),
    )


def test_a_firm_taken_over_and_a_merger_are_matters_too() -> None:
    both = 'firm_joins_as = "member"\nfirm_joins_by = "take-over-firm"\nmerger_by = "merge"\n'
    text = co_op().replace('kind = "membership"\n', f'kind = "membership"\n{both}')

    assert [one.name for one in matters(held(text))[-3:]] == ["admit-member", "take-over-firm", "merge"]


def test_a_matter_that_a_stage_names_and_nobody_decides_has_no_ways() -> None:
    found = matters(held(co_op('kind = "subjects"\nhire = "people"')))

    assert found[-1] == Matter("admit-member", (), None, named=False)


# In words


def test_a_route_is_told_with_its_articles_and_days() -> None:
    found = route(held(co_op()), "hire")

    people = (
        "The rule “people”, in 2 attempts at most: an answer from 2025-06-09 on, by 2025-06-23 at the latest."
    )
    fallback = "The rule “three quarters”: an answer from 2025-07-07 on, by 2025-07-07 at the latest."
    assert lines(tell(found.reason)) == [
        f"- For hiring somebody the rule “people” decides, by the text of 2025-06-02. [{WHO}]",
        f"  - {people} [{WITH_PEOPLE}]",
        f"  - {fallback} [{WITH_PEOPLE}]",
        "  - If nobody answers, nothing is decided, and it may be raised anew.",
    ]


@pytest.mark.parametrize("attempts", [1, 2])
def test_a_route_without_a_time_limit_says_so(attempts: int) -> None:
    text = co_op(
        'kind = "subjects"\nhire = "ours"',
        more=decision(
            "ours",
            "consensus",
            'blocks = "any"',
            f'fallback = {{ after_attempts = {attempts}, to = "everyday" }}',
        ),
    )

    told = lines(tell(route(held(text), "hire").reason))

    assert "without a time limit" in told[1]
    assert ("attempts" in told[1]) == (attempts > 1)
