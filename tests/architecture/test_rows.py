"""Every model is placed: a book row, a draft row or an account row. A new one fails until it is."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from tests.architecture import rows
from toadlane.coops.models import Coop
from toadlane.coops.rows import BookRow, Row


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("toadlane.")]


def test_every_model_is_a_book_a_draft_or_an_account_row() -> None:
    assert rows.misplaced(ours()) == []


def test_no_place_is_kept_for_a_model_that_is_gone() -> None:
    assert rows.missing(ours()) == []


def test_every_row_of_a_coop_names_its_coop() -> None:
    of_a_coop = [model for model in ours() if issubclass(model, Row)]
    fields = {model._meta.label: model._meta.get_field("coop") for model in of_a_coop}

    assert [label for label, field in fields.items() if field.null or field.related_model is not Coop] == []


def test_a_model_that_nobody_placed_is_named() -> None:
    class Lamp(BookRow):
        class Meta:
            app_label = "coops"
            apps = apps.__class__()

    assert rows.misplaced([Lamp]) == ["coops.Lamp is built as ['book'] and placed as []"]
