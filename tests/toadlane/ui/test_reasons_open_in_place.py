"""“Why?” opens a tree of reasons, each with its article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import override_settings
from django.urls import include, path
from django.utils import translation

from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Reason
from toadlane.ui.example import Because, example


def article(request: object, slug: str, number: int) -> HttpResponse:
    return HttpResponse(slug)


charter = ([path("c/<slug:slug>/charter/<int:number>/", article, name="article")], "charter")
urlpatterns = [path("", include(charter))]


@dataclass(frozen=True)
class Harbour:
    slug: str = "harbour"
    currency: str = "USD"


FACT = Because("Ada worked 1,650 hours.", "Article 6 — Hours")
SHARE = Because("Ada’s share is $29,700.00.", "Article 9 — Surplus", (FACT,))


@pytest.fixture(autouse=True)
def _a_house_with_a_charter() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


def shown(template: str, **context: object) -> str:
    return Template("{% load ui %}" + template).render(Context(context))


def test_a_reason_opens_down_to_its_facts_and_cites_its_articles() -> None:
    page = shown("{% why reason %}", reason=SHARE, coop=Harbour())

    assert page == (
        '<details class="why"><summary>Why?</summary><ul class="reasons"><li>'
        "<details open><summary>Ada’s share is $29,700.00.</summary></details>"
        '<a class="article" href="/c/harbour/charter/9/">Article 9 — Surplus</a>'
        '<ul class="reasons"><li><span class="leaf">Ada worked 1,650 hours.</span>'
        '<a class="article" href="/c/harbour/charter/6/">Article 6 — Hours</a></li></ul>'
        "</li></ul></details>"
    )


def test_outside_a_coop_an_article_is_cited_without_a_link() -> None:
    page = shown("{% article words %}", words="Article 9 — Surplus")

    assert page == '<span class="article">Article 9 — Surplus</span>'


def test_an_article_without_a_number_is_cited_without_a_link() -> None:
    page = shown("{% article words %}", words="Preamble", coop=Harbour())

    assert page == '<span class="article">Preamble</span>'


def test_no_article_is_cited_where_there_is_none() -> None:
    assert shown("{% article words %}", words=None, coop=Harbour()) == ""


def test_several_reasons_start_closed_and_a_page_may_open_them() -> None:
    page = shown("{% why reasons _('How so?') is_open=True %}", reasons=[SHARE, FACT], coop=Harbour())

    assert page.startswith('<details class="why" open><summary>How so?</summary>')
    assert page.count("<details open>") == 0
    assert page.count("<li>") == 3


def test_what_people_typed_cannot_break_out_of_a_reason() -> None:
    page = shown("{% why reason %}", reason=Because("<script>", "Article <b>"))

    assert ("&lt;script&gt;" in page, "Article &lt;b&gt;" in page, "<script>" in page) == (True, True, False)


def test_a_reason_of_the_rules_is_told_in_the_readers_words() -> None:
    tax = Reason("step.tax-as-stated", {"amount": Money(1_250_000, "USD")}, article="Article 9 — Surplus")

    page = shown("{% why reason %}", reason=tax, coop=Harbour())
    with translation.override("fr"):
        in_french = shown("{% why reason %}", reason=tax, coop=Harbour())

    assert '<span class="leaf">The tax as stated in the books: $12,500.00.</span><a class="article"' in page
    assert "12\u202f500,00\xa0$US" in in_french


def test_in_a_language_without_a_catalogue_reasons_are_told_in_english() -> None:
    tax = Reason("step.tax-as-stated", {"amount": Money(0, "USD")})

    with translation.override("de"):
        assert "The tax as stated in the books" in shown("{% why reason %}", reason=tax)


def test_a_reason_can_be_fetched_when_it_is_asked_for_and_is_a_link_without_scripts() -> None:
    assert shown("{% why_at url %}", url="/why/?a=1&b=2") == (
        '<a class="why" href="/why/?a=1&amp;b=2" hx-get="/why/?a=1&amp;b=2" hx-swap="outerHTML">Why?</a>'
    )


def test_the_example_on_the_front_page_adds_up() -> None:
    found = example()

    assert found.share.decimal() == "27015.87"
    assert [part.sentence for part in found.why.parts] == [
        "A quarter of $91,300.00, $22,825.00, stays in common.",
        "Ada worked 1,487:30 of 3,770:15 hours that count.",
    ]
