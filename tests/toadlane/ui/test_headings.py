"""Headings on a phone: no word breaks at its hyphen, and nothing is said twice."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from bylaws.kernel.money import Money
from toadlane.ui.charts import Step, StepKind, Waterfall


def shown(source: str, **context: object) -> str:
    return Template("{% load i18n ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("Receive a buy-in payment", 'Receive a <span class="whole">buy-in</span> payment'),
        ("Adresse e-mail", 'Adresse <span class="whole">e-mail</span>'),
        ("day-to-day work", '<span class="whole">day-to-day</span> work'),
        ("2024 - 2025", "2024 - 2025"),
        ("a-very-long-winded-word-of-ours", "a-very-long-winded-word-of-ours"),
        ("Money", "Money"),
        ("<i>a-b</i> & c", '&lt;i&gt;<span class="whole">a-b</span>&lt;/i&gt; &amp; c'),
    ],
)
def test_word_with_a_hyphen_stays_whole(words: str, heading: str) -> None:
    assert shown("{{ words|whole }}", words=words) == heading


def test_translated_heading_can_be_kept_whole() -> None:
    source = '{% filter whole %}{% trans "Your e-mail address" %}{% endfilter %}'

    assert shown(source) == 'Your <span class="whole">e-mail</span> address'


@pytest.mark.parametrize(
    ("asked", "caption"), [("is_headed=True", '<strong class="unseen">'), ("", "<strong>")]
)
def test_chart_under_a_heading_of_its_own_title_says_it_to_screen_readers_alone(
    asked: str, caption: str
) -> None:
    steps = (Step("Surplus", Money(100, "USD"), StepKind.START), Step("Members", Money(-100, "USD")))
    chart = Waterfall("Where the surplus goes", "Step by step.", steps)

    page = shown(f"{{% chart chart {asked} %}}", chart=chart)

    assert f"<figcaption>{caption}Where the surplus goes</strong>" in page
