"""What the pages of decisions cost, what waits on *Today*, and matters that rooms above name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.toadlane.charter import texts
from tests.toadlane.decisions.conftest import MINUTES, Enter, joins
from toadlane.charter import verbs as charter
from toadlane.coops import providers
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions import matters, reads
from toadlane.decisions.models import Authority

ROOM = "/c/harbour/decide/"
ENTRY = f"{ROOM}entry/?form={'0' * 32}"
# Session, person, participant; stage and roles, open classes; how many there are, and this page of them.
QUERIES = 7


def page_of(authority: Authority) -> str:
    return f"{ROOM}{authority.pk}/"


@pytest.mark.parametrize("many", [3, 300])
def test_the_list_asks_the_database_as_much_for_3_as_for_300(
    entered: Authority, browser: Client, django_assert_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    crowd(entered.coop, many)
    copies(entered, many - 1)

    with django_assert_num_queries(QUERIES):
        page = browser.get(f"{ROOM}entered/")

    assert page.context["page"].paginator.count == many


@pytest.mark.parametrize("many", [3, 300])
def test_one_decision_asks_as_much_beside_3_as_beside_300(
    entered: Authority, browser: Client, django_assert_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    crowd(entered.coop, many)
    copies(entered, many)

    with django_assert_num_queries(QUERIES):
        assert browser.get(page_of(entered)).status_code == 200


@pytest.mark.parametrize("many", [3, 300])
def test_the_entry_form_asks_as_much_for_3_articles_as_for_300(
    adopt_long: Callable[[int], None],
    browser: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    many: int,
) -> None:
    adopt_long(many)
    browser.get(ENTRY)

    with django_assert_num_queries(QUERIES + 1):
        page = browser.get(ENTRY)

    assert len(page.context["form"].fields["article"].choices) == many + 1


@pytest.fixture
def adopt_long(harbour: Coop, ada: Participant, noon: Moment) -> Callable[[int], None]:
    def adopt(articles: int) -> None:
        source = texts.long(articles)
        charter.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="long")

    return adopt


def crowd(coop: Coop, many: int) -> None:
    people = [Participant(coop=coop, key=f"p{n}", name=f"Person {n}") for n in range(many)]
    Participant.objects.bulk_create(people)
    for one in people[:3]:
        StagePeriod.objects.create(coop=coop, participant=one, stage="member", valid_from=dt.date(2024, 1, 1))


def copies(authority: Authority, many: int) -> None:
    Authority.objects.bulk_create(
        Authority(
            coop=authority.coop,
            matter="close-year",
            subject=str(n),
            article=authority.article,
            decided_on=authority.decided_on,
            text=MINUTES,
            entered_on=authority.entered_on,
            entered_by=authority.entered_by,
        )
        for n in range(many)
    )


def test_today_asks_a_second_member_to_confirm(entered: Authority, dee: Participant, noon: Moment) -> None:
    items = list(reads.to_confirm(dee, noon))

    assert items == [
        providers.Item(
            title="Confirm the decision to close 2024",
            verb="Look and confirm",
            url=page_of(entered),
            detail="Ada entered it from the minutes; a second member holds it against them.",
        )
    ]
    assert [item for item in providers.waiting(dee, noon) if item.url == page_of(entered)] == items


@pytest.mark.parametrize("who", ["ada", "bo"])
def test_today_asks_neither_who_entered_it_nor_a_candidate(
    entered: Authority, ada: Participant, bo: Participant, noon: Moment, who: str
) -> None:
    assert list(reads.to_confirm({"ada": ada, "bo": bo}[who], noon)) == []


def test_today_asks_nobody_once_it_is_confirmed(confirmed: Authority, noon: Moment) -> None:
    fay = joins(confirmed.coop, "fay", "member", dt.date(2024, 1, 1))

    assert list(reads.to_confirm(fay, noon)) == []


@pytest.mark.parametrize("many", [3, 300])
def test_today_asks_the_database_three_times_however_many_wait(
    entered: Authority,
    dee: Participant,
    noon: Moment,
    django_assert_num_queries: DjangoAssertNumQueries,
    many: int,
) -> None:
    copies(entered, many - 1)

    with django_assert_num_queries(3):
        assert len(list(reads.to_confirm(dee, noon))) == many


def test_a_room_above_names_its_matter_and_where_to_look(
    enter: Enter, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matters, "_known", dict(matters._known))
    matters.register(
        matters.Matter(
            "buy-van",
            label="Buy a van",
            subject_label="Which",
            titled="Buy the van {subject}",
            asked="Confirm the decision to buy {subject}",
            page=lambda coop, subject: f"/c/{coop.slug}/vans/{subject}/",
        )
    )
    authority = enter(matter="buy-van", subject="blue", fingerprint="c3" * 32)

    page = browser.get(page_of(authority)).content.decode()

    assert "<h1>Buy the van blue</h1>" in page
    assert '<a href="/c/harbour/vans/blue/">Look at it</a>' in page
    assert "fingerprint c3c3c3c3c3c3" in page
    assert ("buy-van", "Buy a van") in browser.get(ENTRY).context["form"].fields["matter"].choices


def test_a_page_finds_every_decision_on_its_subject(entered: Authority, enter: Enter) -> None:
    again = enter(key="again")
    enter(key="other", subject="2023")

    assert list(reads.of_subject(entered.coop, matter="close-year", subject="2024")) == [again, entered]
