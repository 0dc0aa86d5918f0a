"""Names of five hundred people are drawn as Django would draw them, at once."""

from __future__ import annotations

import pytest
from django import forms
from django.test.html import parse_html

from toadlane.ui.names import OneOf, SomeOf

PEOPLE = [("", "nobody yet"), ("ada", "Ada <b>"), ("bo", 'Bo "x"')]


@pytest.mark.parametrize(
    ("ours", "theirs", "value"),
    [
        (OneOf, forms.Select, "bo"),
        (OneOf, forms.Select, None),
        (SomeOf, forms.CheckboxSelectMultiple, ["ada", "bo"]),
        (SomeOf, forms.CheckboxSelectMultiple, None),
    ],
)
@pytest.mark.parametrize("attrs", [None, {"id": "who", "aria-describedby": "why"}])
def test_they_are_drawn_as_django_draws_them(
    ours: type[forms.Widget], theirs: type[forms.Widget], value: object, attrs: dict[str, str] | None
) -> None:
    made = [one(choices=PEOPLE).render("who", value, attrs) for one in (ours, theirs)]  # type: ignore[call-arg]

    assert parse_html(made[0]) == parse_html(made[1])
    assert "<b>" not in made[0]
