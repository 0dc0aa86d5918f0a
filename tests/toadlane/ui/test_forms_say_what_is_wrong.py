"""Every form has real labels, hints and errors tied to their fields, and a summary that leads to each."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template

from toadlane.ui.forms import FileDrop, MoneyInput, Wrong, what_is_wrong


class Surplus(forms.Form):
    amount = forms.CharField(label="Surplus", help_text="From the books.", widget=MoneyInput("USD"))
    notice = forms.ChoiceField(label="Notice", choices=[("q", "Qualified")], widget=forms.RadioSelect)
    hours = forms.FileField(label="Hours", widget=FileDrop, required=False)
    sure = forms.BooleanField(label="I compared it")
    key = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        raise forms.ValidationError("The year is closed already.")


class Elements(HTMLParser):
    """Every element with its attributes, and where each label points."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.all if name == tag]

    def ids(self) -> list[str]:
        return [given for _, attributes in self.all if (given := attributes.get("id"))]


def shown(form: forms.Form) -> Elements:
    return Elements(Template("{{ form }}").render(Context({"form": form})))


SENT = {"amount": "", "notice": "x", "key": ""}


def test_every_control_has_a_label_of_its_own() -> None:
    page = shown(Surplus())

    controls = [c["id"] for c in page.of("input") if c["type"] != "hidden"]
    assert [label["for"] for label in page.of("label")] == ["id_amount", "id_notice_0", "id_hours", "id_sure"]
    assert sorted(map(str, controls)) == ["id_amount", "id_hours", "id_notice_0", "id_sure"]


def test_a_form_that_was_not_sent_accuses_nobody() -> None:
    page = shown(Surplus())

    assert [a for _, a in page.all if "aria-invalid" in a or a.get("role") == "alert"] == []


def test_hints_and_errors_are_read_out_with_their_field() -> None:
    page = shown(Surplus(SENT))

    amount = next(c for c in page.of("input") if c["id"] == "id_amount")
    described = str(amount["aria-describedby"]).split()
    assert described == ["id_amount_helptext", "id_amount_error"]
    assert set(described) <= set(page.ids())
    assert amount["aria-invalid"] == "true"


def test_no_id_stands_twice() -> None:
    ids = shown(Surplus(SENT)).ids()

    assert sorted(ids) == sorted(set(ids))


def test_the_summary_leads_to_every_field_that_is_wrong() -> None:
    wrong = what_is_wrong(Surplus(SENT))
    page = shown(Surplus(SENT))

    assert wrong == [
        Wrong("", "", "The year is closed already."),
        Wrong("id_amount", "Surplus", "This field is required."),
        Wrong("id_notice_0", "Notice", "Select a valid choice. x is not one of the available choices."),
        Wrong("id_sure", "I compared it", "This field is required."),
        Wrong("", "", "This field is required."),
    ]
    assert [a["href"] for a in page.of("a")] == ["#id_amount", "#id_notice_0", "#id_sure"]


def test_what_was_typed_stays() -> None:
    page = shown(Surplus({**SENT, "amount": "90,000"}))

    assert next(c for c in page.of("input") if c["id"] == "id_amount")["value"] == "90,000"


def test_the_focus_goes_to_the_summary() -> None:
    summary = next(a for tag, a in shown(Surplus(SENT)).all if a.get("role") == "alert")

    assert (summary["tabindex"], "autofocus" in summary) == ("-1", True)


@pytest.mark.parametrize(
    ("count", "says"), [(1, "There is one thing to put right"), (2, "There are 2 things to put right")]
)
def test_the_summary_counts(count: int, says: str) -> None:
    class Plain(forms.Form):
        ada = forms.CharField()
        bo = forms.CharField()

    form = Plain(dict.fromkeys(("ada", "bo")[count:], "here"))

    assert f"<h2>{says}</h2>" in Template("{{ form }}").render(Context({"form": form}))


def test_forms_in_a_row_each_bring_their_fields() -> None:
    class Hours(forms.Form):
        worked = forms.CharField(label="Worked")

    rows = forms.formset_factory(Hours, extra=2)()

    page = Elements(Template("{{ rows }}").render(Context({"rows": rows})))

    assert [label["for"] for label in page.of("label")] == ["id_form-0-worked", "id_form-1-worked"]
    assert "id_form-TOTAL_FORMS" in page.ids()
