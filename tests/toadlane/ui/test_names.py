"""Names of five hundred people are drawn as Django would draw them, at once."""

from __future__ import annotations

import pytest
from django import forms
from django.test.html import parse_html

from toadlane.ui.names import Everybody, OneOf, SomeOf, let_choose

PEOPLE = [("", "nobody yet"), ("ada", "Ada <b>"), ("bo", 'Bo "x"')]


@pytest.mark.parametrize(
    ("ours", "theirs", "value"),
    [
        (OneOf, forms.Select, ""),
        (OneOf, forms.Select, "<b>"),
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


def test_a_field_looks_only_among_those_it_lets_choose() -> None:
    people = Everybody(PEOPLE[1:])
    field = forms.ChoiceField(widget=OneOf, required=False)
    let_choose(field, people.after("nobody yet"))

    assert [field.clean(key) for key in ("bo", "")] == ["bo", ""]
    with pytest.raises(forms.ValidationError):
        field.clean("eve")
    assert people.after("nobody yet") is people.after("nobody yet")
    assert Everybody.of(people) is people
    assert parse_html(field.widget.render("who", "bo")) == parse_html(
        forms.Select(choices=PEOPLE).render("who", "bo")
    )
