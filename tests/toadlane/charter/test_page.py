"""The charter as people read it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bylaws.charter.charter import read_charter
from tests.toadlane.charter import texts
from tests.toadlane.charter.conftest import Adopt, Amend
from toadlane.charter import reading, reads
from toadlane.charter.models import CharterText
from toadlane.coops.models import Coop, Participant
from toadlane.people.models import Person

SignedIn = Callable[[Participant | Person], Client]
PAGE = "/c/harbour/charter/"
EVERY_ADDRESS = [
    PAGE,
    f"{PAGE}?on=2025-03-03",
    f"{PAGE}article/9/",
    f"{PAGE}text.md",
    f"{PAGE}adopted/charter.md",
]
# Session, person, participant; stage and roles, open classes; the digests of the texts; exceptions.
QUERIES = 7


def words(page: bytes) -> str:
    """A page as it reads: without tags, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode()))


def test_it_reads_as_a_document_with_its_rules_beside_it(charter: CharterText, browser: Client) -> None:
    page = browser.get(PAGE)

    html = page.content.decode()
    assert "<h1>Harbour Web Cooperative</h1>" in html
    assert html.count('<h2 id="article-') == 7
    assert "A quarter stays in common; the rest belongs to members by the hours they worked." in html
    assert "<li>Step 1: 25% of the whole surplus goes to the collective account.</li>" in html
    assert "share = &quot;25%&quot;" in html
    assert '<a href="#article-9" rel="noopener noreferrer">Article 9</a> says how we share' in html


def test_every_article_is_in_the_contents(charter: CharterText, browser: Client) -> None:
    html = browser.get(PAGE).content.decode()

    contents = html.partition('<nav aria-label="Contents">')[2].partition("</nav>")[0]
    targets = re.findall(r'href="#([\w-]+)"', contents)
    assert targets == [*(f"article-{number}" for number in (1, 3, 6, 7, 9, 11, 12)), "front", "texts"]
    assert [target for target in targets if f'id="{target}"' not in html] == []


@pytest.mark.parametrize(
    ("day", "share", "state"), [("2025-12-31", "25%", "to come"), ("2026-01-01", "50%", "in force")]
)
def test_another_day_shows_the_charter_of_that_day(
    amend: Amend, day: str, share: str, state: str, browser: Client
) -> None:
    amend("2026-half", texts.half("2026-01-01"))

    page = browser.get(PAGE, {"on": day})

    [article] = [one for one in page.context["reading"].articles if one.number == 9]
    assert f'share = "{share}"' in article.rules[0].toml
    assert f"2026-half {state}" in words(page.content)


def test_an_amended_article_says_since_when_and_by_what(amend: Amend, browser: Client) -> None:
    amend("2025-wages", texts.wages("2025-03-01"))

    html = browser.get(PAGE).content.decode()

    assert (
        'In these words since March 1, 2025, by the amendment <a href="#text-2025-wages">2025-wages</a>.'
        in html
    )
    assert "As in force on" in html
    assert "unchanged since March 1, 2025." in html


def test_an_amendment_whose_article_was_settled_anew_is_no_longer_in_force(
    amend: Amend, browser: Client
) -> None:
    amend("2025-wages", texts.wages("2025-02-25"))
    amend("2025-again", texts.wages("2025-03-02", rate=33, adopted="2025-03-01"))

    states = [(text.name, text.state) for text in browser.get(PAGE).context["reading"].texts]

    assert states == [("charter", "base"), ("2025-wages", "replaced"), ("2025-again", "holds")]


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("2024-12-31", "The charter takes effect on January 1, 2025; nothing was in force before."),
        ("yesterday", "Enter a valid date."),
        ("9999-99-99", "Enter a valid date."),
        ("<b>{x}</b>", "Enter a valid date."),
    ],
)
def test_a_day_without_a_charter_is_said_and_today_is_shown(
    charter: CharterText, on: str, says: str, browser: Client
) -> None:
    page = browser.get(PAGE, {"on": on})

    assert (page.status_code, says in words(page.content)) == (422, True)
    assert "A quarter stays in common" in words(page.content)


def test_a_charter_for_next_year_shows_what_will_hold(adopt: Adopt, browser: Client) -> None:
    adopt(texts.HARBOUR.replace("from = 2025-01-01", "from = 2199-01-01"))

    page = words(browser.get(PAGE).content)

    assert "This charter is adopted and takes effect on January 1, 2199." in page
    assert "A quarter stays in common" in page


def test_without_a_charter_the_page_says_what_cannot_be_done_yet(browser: Client) -> None:
    page = browser.get(PAGE)

    assert page.status_code == 200
    assert "no year can be closed" in words(page.content)


HOSTILE = """
<script>alert("x")</script> <img src=x onerror=alert(1)> {braces} {{ user }} {% now "Y" %}

[press](javascript:alert(1)) [tracked](data:text/html,x) ![far](https://far.example/a.png)

# Not a title

<a href="https://far.example" onclick="alert(1)">there</a> <h2 id="article-9">Article 9 — Forged</h2>
"""


def test_hostile_prose_is_shown_as_what_it_is(adopt: Adopt, browser: Client) -> None:
    source = texts.HARBOUR.replace("A quarter stays", HOSTILE + "\nA quarter stays")
    source = source.replace("— Surplus", "— <b>Surplus</b> {braces} & {{ x }}")
    adopt(source)

    html = browser.get(PAGE).content.decode()
    document = html.partition('<div class="document">')[2].partition("</main>")[0]

    tags = set(re.findall(r"<([a-z0-9]+)", document))
    assert tags & {"script", "img", "b", "h1", "iframe", "style"} == set()
    assert re.findall(r"<[^>]*\son\w+=", document) == []
    assert re.findall(r'href="(?:javascript|data):', document) == []
    assert re.findall(r'<[a-z0-9]+[^>]*id="article-9"', document) == ['<h2 id="article-9"']
    assert "{braces} {{ user }} {% now &quot;Y&quot; %}" in document.replace('"Y"', "&quot;Y&quot;")
    assert "&lt;b&gt;Surplus&lt;/b&gt; {braces} &amp; {{ x }}" in document


def test_an_article_of_another_law_is_not_linked_to_ours(adopt: Adopt, browser: Client) -> None:
    adopt(texts.HARBOUR.replace("Article 9 says", "Article 9 of the Civil Code says"))

    assert "websites. Article 9 of the Civil Code says" in browser.get(PAGE).content.decode()


@pytest.mark.parametrize("address", EVERY_ADDRESS)
def test_a_charter_open_to_the_world_is_read_by_anyone(
    charter: CharterText, chi: Person, bo: Participant, signed_in: SignedIn, address: str
) -> None:
    asked = [Client(), signed_in(chi), signed_in(bo)]

    assert [browser.get(address, follow=True).status_code for browser in asked] == [200, 200, 200]


@pytest.mark.parametrize("address", EVERY_ADDRESS)
def test_a_charter_open_to_members_is_absent_for_strangers_and_outsiders(
    amend: Amend, chi: Person, signed_in: SignedIn, address: str
) -> None:
    amend("2025-closed", texts.closed("2025-03-03"))
    strangers = [Client(), signed_in(chi)]

    hidden = [browser.get(address) for browser in strangers]
    absent = [browser.get(address.replace("harbour", "nowhere")) for browser in strangers]

    assert [page.status_code for page in hidden] == [404, 404]
    assert [words(page.content).replace("harbour", "nowhere") for page in hidden] == [
        words(page.content) for page in absent
    ]


@pytest.mark.parametrize("address", EVERY_ADDRESS)
def test_a_charter_open_to_members_is_read_by_members_and_by_no_candidate(
    amend: Amend, bo: Participant, browser: Client, signed_in: SignedIn, address: str
) -> None:
    amend("2025-closed", texts.closed("2025-03-03"))

    assert browser.get(address, follow=True).status_code == 200
    assert signed_in(bo).get(address).status_code == 404


def test_an_article_is_found_at_its_place_on_the_day_asked_for(charter: CharterText, browser: Client) -> None:

    there = [browser.get(f"{PAGE}article/9/", query)["Location"] for query in ({}, {"on": "2025-02-01"})]

    assert there == [f"{PAGE}#article-9", f"{PAGE}?on=2025-02-01#article-9"]


def test_an_adopted_text_is_downloaded_to_the_letter(charter: CharterText, browser: Client) -> None:
    file = browser.get(f"{PAGE}adopted/charter.md")

    assert file.content.decode() == texts.HARBOUR
    assert reads.digest_of(file.content.decode()) == charter.digest
    assert (file["Content-Type"], file["Content-Disposition"]) == (
        "text/markdown; charset=utf-8",
        'attachment; filename="harbour-charter.md"',
    )


def test_the_text_in_force_is_downloaded_whole_and_can_be_read_again(amend: Amend, browser: Client) -> None:
    amend("2026-half", texts.half("2026-01-01"))

    file = browser.get(f"{PAGE}text.md", {"on": "2026-01-01"})

    again = read_charter(file.content.decode())
    held = again.on(again.base_front.starts())
    assert [standing.article.number for standing in held.standing] == [1, 3, 6, 7, 9, 11, 12]
    assert "Half stays in common;" in file.content.decode()
    assert file["Content-Disposition"] == 'attachment; filename="harbour-charter-2026-01-01.md"'


@pytest.mark.parametrize("on", ["2024-12-31", "nonsense {x}"])
def test_there_is_no_text_of_a_day_before_the_first(charter: CharterText, on: str, browser: Client) -> None:
    page = browser.get(f"{PAGE}text.md", {"on": on})

    assert (page.status_code, f"There is no charter of “{on}” to download." in words(page.content)) == (
        422,
        True,
    )


def test_no_text_is_downloaded_while_there_is_none(browser: Client) -> None:

    pages = [browser.get(f"{PAGE}{file}") for file in ("text.md", "adopted/charter.md", "adopted/other.md")]

    assert [page.status_code for page in pages] == [409, 404, 404]


@pytest.mark.parametrize("articles", [3, 300])
def test_the_page_asks_the_database_as_much_for_3_articles_as_for_300(
    adopt: Adopt, django_assert_num_queries: DjangoAssertNumQueries, articles: int, browser: Client
) -> None:
    adopt(texts.long(articles))
    browser.get(PAGE)

    with django_assert_num_queries(QUERIES):
        page = browser.get(PAGE)

    assert len(page.context["reading"].articles) == articles


def test_participants_cost_the_page_nothing(
    harbour: Coop, charter: CharterText, django_assert_num_queries: DjangoAssertNumQueries, browser: Client
) -> None:
    Participant.objects.bulk_create(
        Participant(coop=harbour, key=f"p{n}", name=f"Person {n}") for n in range(300)
    )
    browser.get(PAGE)

    with django_assert_num_queries(QUERIES):
        assert browser.get(PAGE).status_code == 200


def test_a_charter_of_ten_thousand_articles_is_still_read(adopt: Adopt, browser: Client) -> None:
    adopt(texts.long(10_000))

    html = browser.get(PAGE).content.decode()

    assert html.count('<h2 id="article-') == 10_000
    assert 'id="article-10096"' in html


def test_readers_of_many_days_do_not_fill_the_memory(charter: CharterText, browser: Client) -> None:
    for day in range(1, reading.KEPT + 6):
        browser.get(PAGE, {"on": (dt.date(2025, 1, 1) + dt.timedelta(days=day)).isoformat()})

    assert reading._reading.cache_info().currsize == reading.KEPT


def test_rules_are_told_in_the_readers_language(
    charter: CharterText, ada: Participant, browser: Client
) -> None:
    Person.objects.filter(participants=ada).update(language="fr")

    assert "Le texte du premier jour de l’exercice vaut pour toute l’année." in words(
        browser.get(PAGE).content
    )


def test_rules_can_all_be_opened_at_once(charter: CharterText, browser: Client) -> None:
    shut, opened = (browser.get(PAGE, query).content.decode() for query in ({}, {"rules": "open"}))

    assert [page.count("<details open>") for page in (shut, opened)] == [0, 6]
