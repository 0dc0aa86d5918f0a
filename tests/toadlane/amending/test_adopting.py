"""Adopting an amendment: as decided, to the letter, once, by the rule for amendments; it holds on its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bylaws.charter.kinds.surplus import Surplus
from bylaws.kernel.faults import Fault, RecordMoved
from tests.toadlane.amending.conftest import Begin, Decide, article, codes, fresh, write
from tests.toadlane.crowds import all_at_once
from toadlane.amending import adopting, taking, verbs
from toadlane.amending.composing import composed
from toadlane.amending.models import AmendmentDraft
from toadlane.charter.models import CharterText
from toadlane.charter.reading import reading
from toadlane.charter.reads import charter_of, digests_of
from toadlane.charter.verbs import TextRefused
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.record.models import Entry

Adopt = Callable[..., CharterText]
Again = Callable[[AmendmentDraft, int], None]
Wages = Callable[[str, int], AmendmentDraft]
ON_ITS_DAY = dt.date(2026, 1, 1)


@pytest.fixture
def adopt(ada: Participant, noon: Moment) -> Adopt:
    def adopting_it(draft: AmendmentDraft, authority: Authority, **other: object) -> CharterText:
        said: dict[str, object] = {"by": ada, "at": noon, "key": f"adopt {draft.name}", **other}
        return adopting.adopt_draft(draft=draft, authority=authority, **said)  # type: ignore[arg-type]  # a story names what it changes

    return adopting_it


@pytest.fixture
def wages(begin: Begin, ada: Participant, noon: Moment) -> Wages:
    """A draft of another wage, from today on."""

    def drafting(name: str, rate: int) -> AmendmentDraft:
        made = begin(name, 7)
        write(made, 7, lambda text: text.replace("30", str(rate)), ada, noon)
        return verbs.state_facts(draft=made, from_day=noon.day, why="", supersedes=[], by=ada, at=noon)

    return drafting


@pytest.fixture
def third(begin: Begin, ada: Participant, noon: Moment) -> AmendmentDraft:
    """Another draft of Article 9: three tenths stay in common."""
    made = begin("third")
    write(made, 9, lambda text: text.replace("A quarter stays", "30% stays").replace("25%", "30%"), ada, noon)
    return made


@pytest.fixture
def once_more(ada: Participant, noon: Moment) -> Again:
    """Ada says that a draft is to take the place of what the charter says by now."""

    def looking(draft: AmendmentDraft, number: int) -> None:
        verbs.begin_anew_from(article=article(draft, number), by=ada, at=noon)

    return looking


def refused(adopt: Adopt, draft: AmendmentDraft, authority: Authority, **other: object) -> str:
    """With what code adopting it is refused."""
    with pytest.raises(Fault) as fault:
        adopt(draft, authority, **other)
    if isinstance(fault.value, TextRefused):
        return fault.value.faults[0].code
    return fault.value.code


def test_what_was_decided_is_adopted_and_holds_from_its_day(
    draft: AmendmentDraft, decide: Decide, adopt: Adopt, governed: Coop
) -> None:
    adopted = adopt(draft, decide(draft))

    charter = charter_of(governed)
    shares = [
        charter.on(day).rule("surplus", Surplus).says.steps[0].share
        for day in (ON_ITS_DAY - dt.timedelta(days=1), ON_ITS_DAY)
    ]
    assert [str(share) for share in shares] == ["1/4", "1/2"]
    assert adopted.source.startswith(
        '---\nadopted = 2025-03-03\nfrom = 2026-01-01\nby = "decision of 2025-03-03"\nreplaces = [9]\n---\n'
    )
    assert fresh(draft).adopted_id == adopted.pk
    assert Authority.objects.get().use.used_for == "Adopted the amendment 2026-surplus"
    assert Entry.objects.filter(kind__in=["charter.amended.v1", "authority.used.v1"]).count() == 2


def test_an_article_taken_from_a_model_is_adopted_with_where_it_came_from(
    begin: Begin, decide: Decide, adopt: Adopt, ada: Participant, noon: Moment
) -> None:
    draft = begin("ends", None)
    made = taking.put_article(draft=draft, number=31, does="adds", taken=("quilted", 1), by=ada, at=noon)
    write(fresh(draft), 31, lambda text: text.rstrip() + "\n\nOur own words.\n", ada, noon)

    adopted = adopt(fresh(draft), decide(fresh(draft)))

    [origin] = adopted.origins
    assert (origin["number"], origin["model"], origin["citation"][:9]) == (31, "quilted", "Article 1")
    assert made.source.startswith("## Article 31 — ")
    shown = reading(adopted.coop, digests_of(adopted.coop), adopted.takes_effect_on).articles
    lineage = next(one.lineage for one in shown if one.number == 31)
    assert lineage is not None
    assert (lineage.model, lineage.became) == ("quilted", "changed")


def test_an_article_of_a_model_is_neither_repealed_nor_the_front(
    begin: Begin, ada: Participant, noon: Moment
) -> None:
    refused = []
    for does, number, taken in (("repeals", 9, ("quilted", 1)), ("adds", 31, ("quilted", 999))):
        with pytest.raises(Fault) as met:
            taking.put_article(
                draft=begin(f"d{number}", None), number=number, does=does, taken=taken, by=ada, at=noon
            )
        refused.append(met.value.code)

    assert refused == ["amending.not-taken", "lineage.no-article"]


def test_the_same_click_adopts_once(draft: AmendmentDraft, decide: Decide, adopt: Adopt) -> None:
    decided = decide(draft)

    assert adopt(draft, decided) == adopt(draft, decided)
    assert CharterText.objects.filter(is_base=False).count() == 1


def test_another_click_is_told_that_it_is_adopted(
    draft: AmendmentDraft, decide: Decide, adopt: Adopt
) -> None:
    decided = decide(draft)
    adopt(draft, decided)

    assert refused(adopt, draft, decided, key="another") == "amending.adopted"


def test_a_text_that_was_changed_since_is_not_what_was_decided(
    draft: AmendmentDraft, decide: Decide, adopt: Adopt, ada: Participant, noon: Moment
) -> None:
    decided = decide(draft)
    write(draft, 9, lambda text: text.replace("50%", "60%"), ada, noon)

    assert refused(adopt, draft, decided) == "authority.changed"
    assert Authority.objects.get().state == "confirmed"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"fingerprint": ""}, "authority.open-ended"),
        ({"article": "Article 9 — Surplus"}, "amending.other-article"),
        ({"subject": "2026-wages"}, "authority.other-matter"),
        ({"matter": "close-year"}, "authority.other-matter"),
    ],
)
def test_a_decision_on_something_else_does_not_do(
    draft: AmendmentDraft, decide: Decide, adopt: Adopt, said: dict[str, str], code: str
) -> None:
    assert refused(adopt, draft, decide(draft, **said)) == code


def test_the_article_that_sends_amendments_somewhere_may_be_cited_too(
    draft: AmendmentDraft, decide: Decide, adopt: Adopt
) -> None:
    adopted = adopt(draft, decide(draft, article="Article 5 — Who decides what"))

    assert adopted.name == "2026-surplus"


def test_members_who_keep_no_texts_do_not_adopt(
    draft: AmendmentDraft, decide: Decide, adopt: Adopt, dee: Participant, governed: Coop
) -> None:
    decided = decide(draft)

    assert refused(adopt, draft, decided, by=dee) == "amending.not-keeper"
    RolePeriod.objects.create(
        coop=governed, participant=dee, role="secretary", valid_from=dt.date(2025, 1, 1)
    )
    assert adopt(draft, decided, by=dee).entered_by == "dee"


def test_a_draft_with_faults_is_not_adopted_and_the_decision_is_not_spent(
    draft: AmendmentDraft, decide: Decide, adopt: Adopt, ada: Participant, noon: Moment
) -> None:
    write(draft, 9, lambda text: text.replace('by = "hours"', 'by = "hourz"'), ada, noon)
    decided = decide(draft)

    assert refused(adopt, draft, decided) == "rule.value"
    assert Authority.objects.get(pk=decided.pk).state == "confirmed"


def test_a_withdrawn_draft_is_not_adopted(
    draft: AmendmentDraft, decide: Decide, adopt: Adopt, ada: Participant, noon: Moment
) -> None:
    decided = decide(draft)
    verbs.withdraw_draft(draft=draft, by=ada, at=noon)

    assert refused(adopt, draft, decided) == "amending.withdrawn"


def test_an_adopted_draft_is_not_edited_nor_withdrawn(
    draft: AmendmentDraft, decide: Decide, adopt: Adopt, ada: Participant, noon: Moment
) -> None:
    adopt(draft, decide(draft))

    for act in (
        lambda: write(draft, 9, lambda text: text + "!", ada, noon),
        lambda: verbs.withdraw_draft(draft=draft, by=ada, at=noon),
    ):
        with pytest.raises(RecordMoved) as fault:
            act()
        assert fault.value.code == "amending.adopted"


def test_a_settled_rule_is_not_changed_for_a_year_that_has_begun(
    draft: AmendmentDraft, decide: Decide, adopt: Adopt, ada: Participant, noon: Moment
) -> None:
    facts = {"from_day": dt.date(2025, 7, 1), "why": "", "supersedes": []}
    verbs.state_facts(draft=draft, by=ada, at=noon, **facts)  # type: ignore[arg-type]  # facts of several types

    assert refused(adopt, draft, decide(draft)) == "amendment.settled"


def test_a_pending_amendment_of_the_same_article_has_to_be_named(
    draft: AmendmentDraft, third: AmendmentDraft, decide: Decide, adopt: Adopt, once_more: Again
) -> None:
    adopt(draft, decide(draft, decided_on=dt.date(2025, 3, 1)))
    once_more(third, 9)
    assert refused(adopt, third, decide(third)) == "amendment.pending"

    AmendmentDraft.objects.filter(pk=third.pk).update(supersedes=["2026-surplus"])
    adopt(fresh(third), decide(fresh(third), key="entered once more"), key="adopted once more")

    rule = charter_of(third.coop).on(ON_ITS_DAY).rule("surplus", Surplus)
    assert str(rule.says.steps[0].share) == "3/10"


def test_an_article_amended_since_the_draft_began_has_to_be_looked_at(
    wages: Wages, decide: Decide, adopt: Adopt, once_more: Again, noon: Moment
) -> None:
    first, second = wages("first", 31), wages("second", 32)
    adopt(first, decide(first, decided_on=dt.date(2025, 3, 2)))
    assert codes(second, noon) == ["amending.moved"]

    once_more(second, 7)

    assert codes(second, noon) == []


def test_of_two_decided_on_one_day_on_one_article_somebody_says_which_came_later(
    wages: Wages, decide: Decide, adopt: Adopt, once_more: Again
) -> None:
    first, second = wages("first", 31), wages("second", 32)
    adopt(first, decide(first))
    once_more(second, 7)
    decided = decide(second)

    assert refused(adopt, second, decided) == "amending.same-day"
    adopt(second, decided, came_after=False, key="said")

    held = charter_of(first.coop).on(first.from_day)
    assert "An hour is paid at 31 dollars." in [one.article.prose for one in held.standing]


def test_what_lowers_a_right_goes_by_the_matter_of_members_rights_where_there_is_one(
    begin: Begin, decide: Decide, adopt: Adopt, ada: Participant, noon: Moment
) -> None:
    naming = begin("naming", 5)
    facts = {"from_day": noon.day, "why": "", "supersedes": []}
    write(
        naming,
        5,
        lambda text: text.replace("all of us;", "all of us, members-rights by a simple majority;").replace(
            "otherwise =", 'members-rights = "everyday"\notherwise ='
        ),
        ada,
        noon,
    )
    verbs.state_facts(draft=naming, by=ada, at=noon, **facts)  # type: ignore[arg-type]  # facts of several types
    adopt(naming, decide(naming))
    lowering = begin("no-more-talk", 3)
    write(lowering, 3, lambda text: text.replace('"speak", "propose"', '"propose"'), ada, noon)

    decided = decide(lowering, article="Article 9 — Surplus")
    assert refused(adopt, lowering, decided) == "amending.other-article"
    found = composed(fresh(lowering), [article(lowering, 3)], on=noon.day)
    way = adopting.way_of(found, lowering.from_day, on=noon.day)
    assert way is not None
    assert (way.matter, way.articles) == (
        "members-rights",
        ("Article 5 — Who decides what", "Article 4 — How we decide"),
    )


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_adopt_it_once(
    draft: AmendmentDraft, decide: Decide, ada: Participant, noon: Moment
) -> None:
    decided = decide(draft)

    def press(key: str) -> str:
        try:
            adopting.adopt_draft(draft=fresh(draft), authority=decided, by=ada, at=noon, key=key)
        except RecordMoved as fault:
            return fault.code
        return "adopted"

    told = all_at_once([lambda: press("one"), lambda: press("two")])

    assert sorted(told) == ["adopted", "amending.adopted"]
    assert CharterText.objects.filter(is_base=False).count() == 1


def test_an_empty_draft_is_not_adopted(begin: Begin, decide: Decide, adopt: Adopt) -> None:
    empty = begin("empty", None)

    assert refused(adopt, empty, decide(empty)) == "amending.empty"


def test_nothing_past_is_adopted_but_what_was_decided_in_time(
    begin: Begin, decide: Decide, adopt: Adopt, ada: Participant, noon: Moment
) -> None:
    late = begin("wages", 7)
    write(late, 7, lambda text: text.replace("30", "31"), ada, noon)
    verbs.state_facts(draft=late, from_day=dt.date(2025, 3, 2), why="", supersedes=[], by=ada, at=noon)

    assert refused(adopt, late, decide(late)) == "amending.past"
    in_time = decide(late, decided_on=dt.date(2025, 3, 1), key="entered in time")
    assert adopt(late, in_time, key="adopted in time").takes_effect_on == dt.date(2025, 3, 2)
