"""The pages of amendments, from “Propose a change” to the charter that says something else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.toadlane.amending.conftest import Begin, Decide, article, digest, fresh, write
from toadlane.amending.models import AmendmentDraft, ArticleEdit
from toadlane.charter.models import CharterText
from toadlane.coops.models import Coop, Participant, Visibility
from toadlane.coops.moment import Moment
from toadlane.people.models import Person

ROOM = "/c/harbour/charter/amendments/"
ONE = f"{ROOM}2026-surplus/"
NINE = f"{ONE}article/9/"
SignedIn = Callable[[Participant | Person], Client]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, noon: Moment) -> None:
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: noon)


def keep(browser: Client, source: str, edition: int, where: str = NINE) -> int:
    """Send the text of an article; the status of the answer."""
    return browser.post(where, {"key": "k", "source": source, "edition": edition}).status_code


def test_a_change_is_proposed_from_an_article(governed: Coop, browser: Client) -> None:
    page = browser.get("/c/harbour/charter/new-amendment/?article=9")
    assert page.context["form"]["number"].value() == "9"

    sent = browser.post(
        "/c/harbour/charter/new-amendment/", {"key": "k", "name": "2026-surplus", "number": "9"}
    )

    assert (sent.status_code, sent["Location"]) == (302, NINE)


def test_a_name_that_is_taken_comes_back_with_what_was_typed(draft: AmendmentDraft, browser: Client) -> None:
    page = browser.post("/c/harbour/charter/new-amendment/", {"key": "k", "name": draft.name, "number": "7"})

    assert (page.status_code, page.context["form"]["number"].value()) == (409, "7")
    assert "already" in page.context["form"].errors["name"][0]


def test_a_mistake_is_kept_and_told_beside_the_text(draft: AmendmentDraft, browser: Client) -> None:
    text = article(draft).source.replace('by = "hours"', 'by = "hourz"')

    assert keep(browser, text, article(draft).edition) == 302

    page = browser.get(NINE).content.decode()
    assert ("Did you mean “hours”?" in page, article(draft).source) == (True, text)


def test_whoever_comes_second_sees_both_texts_and_goes_on(
    draft: AmendmentDraft, browser: Client, dee: Participant, noon: Moment
) -> None:
    opened = article(draft).edition
    write(draft, 9, lambda text: text.replace("Half", "Two fifths"), dee, noon)

    mine = article(draft).begun_from.replace("A quarter", "A third")
    page = browser.post(NINE, {"key": "k", "source": mine, "edition": opened})

    assert page.status_code == 409
    told = page.content.decode()
    assert ("Two fifths" in told, "A third" in told) == (True, True)
    assert ArticleEdit.objects.get(is_aside=True).source == mine
    assert page.context["form"]["edition"].value() == str(article(draft).edition)
    assert keep(browser, mine, article(draft).edition) == 302


def test_what_is_typed_is_kept_and_judged_as_it_is_typed(draft: AmendmentDraft, browser: Client) -> None:
    held = article(draft)
    text = held.source.replace("Half", "One half")

    told = browser.post(f"{NINE}live/", {"key": "k", "source": text, "edition": held.edition})

    assert article(draft).source == text
    assert f'value="{held.edition + 1}"' in told.content.decode()
    late = browser.post(f"{NINE}live/", {"key": "k", "source": "late", "edition": held.edition})
    assert "yours is not lost" in late.content.decode()


def test_pasted_text_is_cleaned_only_when_somebody_says_so(draft: AmendmentDraft, browser: Client) -> None:
    held = article(draft)
    pasted = held.source.replace("Half stays", "•\tHalf\u00a0stays").replace('"hours"', "“hours”")
    keep(browser, pasted, held.edition)

    page = browser.get(NINE)
    assert (article(draft).source, "cleaned" in page.context) == (pasted, True)
    browser.post(NINE, {"key": "k", "source": pasted, "edition": held.edition + 1, "clean": "yes"})

    assert article(draft).source == held.source.replace("Half stays", "- Half stays")


def test_the_difference_is_told_in_words_and_in_effect(draft: AmendmentDraft, browser: Client) -> None:
    effect = browser.get(f"{ONE}difference/").context["effect"]

    [said] = effect.articles
    kinds = [(one.kind, one.text) for one in said.words if one.kind != "same"]
    assert kinds[:2] == [("removed", "A quarter"), ("added", "Half")]
    [rule] = said.rules
    assert ("25" in " ".join(rule.before), "50" in " ".join(rule.after)) == (True, True)


def test_what_cannot_be_read_is_not_compared(
    draft: AmendmentDraft, browser: Client, ada: Participant, noon: Moment
) -> None:
    write(draft, 9, lambda _: "nothing", ada, noon)

    assert browser.get(f"{ONE}difference/").context["effect"] is None


def test_the_text_to_decide_on_has_the_digest_that_is_told(
    draft: AmendmentDraft, browser: Client, noon: Moment
) -> None:
    text = browser.get(f"{ONE}text.md")

    assert text["Content-Type"] == "text/markdown; charset=utf-8"
    assert hashlib.sha256(text.content).hexdigest() == digest(draft, noon)
    assert browser.get(ONE).context["found"].digest == digest(draft, noon)


def test_it_is_decided_and_adopted_from_its_page(
    draft: AmendmentDraft, browser: Client, decide: Decide
) -> None:
    assert browser.get(ONE).context["adopt_form"] is None
    decided = decide(draft)

    assert browser.get(ONE).context["adopt_form"] is not None
    sent = browser.post(f"{ONE}adoption/", {"key": "k", "authority": str(decided.pk)})

    assert (sent.status_code, CharterText.objects.filter(name="2026-surplus").exists()) == (302, True)
    assert "It is adopted" in browser.get(ONE).content.decode()
    charter = browser.get("/c/harbour/charter/?on=2026-01-01").content.decode()
    assert "Half stays" in charter


def test_a_refused_adoption_says_why_on_the_page(
    draft: AmendmentDraft, browser: Client, decide: Decide
) -> None:
    decided = decide(draft, article="Article 9 — Surplus")

    page = browser.post(f"{ONE}adoption/", {"key": "k", "authority": str(decided.pk)})

    assert page.status_code == 409
    assert "a change like this is decided by Article 4" in page.content.decode()


def test_it_is_withdrawn_and_taken_up_again(draft: AmendmentDraft, browser: Client) -> None:
    browser.post(f"{ONE}withdrawal/", {"key": "k"})
    assert fresh(draft).is_open is False
    assert keep(browser, "late", article(draft).edition) == 409

    browser.post(f"{ONE}restoration/", {"key": "k"})
    assert fresh(draft).is_open is True


def test_articles_are_put_on_and_taken_off(draft: AmendmentDraft, browser: Client) -> None:
    said = {"key": "k", "number": "13", "does": "adds", "title": "Tea"}
    assert browser.post(f"{ONE}articles/", said)["Location"] == f"{ONE}article/13/"
    browser.post(f"{ONE}article/13/removal/", {"key": "k"})
    assert article(draft, 13).is_off is True
    browser.post(f"{ONE}article/13/return/", {"key": "k"})
    assert article(draft, 13).is_off is False
    assert browser.post(f"{ONE}articles/", {"key": "k", "number": "1", "does": "repeals"})["Location"] == ONE
    assert browser.post(f"{ONE}articles/", {"key": "k", "number": "8", "does": "repeals"}).status_code == 422


def test_the_day_and_the_reasons_are_kept(draft: AmendmentDraft, browser: Client) -> None:
    browser.post(f"{ONE}day/", {"key": "k", "from_day": "2027-01-01", "why": "For a rainy day."})
    assert (str(fresh(draft).from_day), fresh(draft).why) == ("2027-01-01", "For a rainy day.")

    assert browser.post(f"{ONE}day/", {"key": "k", "from_day": "soon"}).status_code == 422


def test_a_candidate_reads_and_does_not_edit(
    draft: AmendmentDraft, bo: Participant, signed_in: SignedIn
) -> None:
    theirs = signed_in(bo)

    assert [theirs.get(page).status_code for page in (ROOM, ONE, NINE, f"{NINE}edits/")] == [200] * 4
    assert keep(theirs, "mine", article(draft).edition) == 409
    assert "<textarea" not in theirs.get(NINE).content.decode()


def test_whoever_may_not_see_decisions_is_not_shown_that_there_is_one(
    draft: AmendmentDraft, bo: Participant, decide: Decide, browser: Client, signed_in: SignedIn
) -> None:
    decide(draft)
    Visibility.objects.filter(coop=draft.coop, information_class="accounts").delete()
    Visibility.objects.create(coop=draft.coop, information_class="accounts", audience="members")

    seen = [len(theirs.get(ONE).context["desk"].decisions) for theirs in (browser, signed_in(bo))]

    assert seen == [1, 0]


@pytest.mark.parametrize("page", [ROOM, ONE, NINE, f"{NINE}edits/", f"{ONE}difference/", f"{ONE}text.md"])
def test_strangers_find_nothing(draft: AmendmentDraft, chi: Person, signed_in: SignedIn, page: str) -> None:
    assert (signed_in(chi).get(page).status_code, Client().get(page).status_code) == (404, 404)


def test_what_is_not_there_is_not_found(draft: AmendmentDraft, browser: Client) -> None:
    assert browser.get(f"{ROOM}other/").status_code == 404
    assert browser.get(f"{ONE}article/7/").status_code == 404


@pytest.mark.parametrize("many", [1, 12])
def test_a_page_asks_as_much_beside_one_draft_as_beside_a_dozen(
    draft: AmendmentDraft,
    begin: Begin,
    browser: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    many: int,
) -> None:
    for n in range(many - 1):
        begin(f"more-{n}")

    for page, asked in ((ROOM, 9), (ONE, 18), (NINE, 10)):
        browser.get(page)
        with django_assert_num_queries(asked):
            browser.get(page)
