"""Bringing the database up makes the class of each new model once."""

from __future__ import annotations

from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from toadlane.keeping.new_models import new_models_made_alone


def of(name: str, *fields: tuple[str, models.Field[object, object]]) -> ModelState:
    return ModelState("lane", name, [("id", models.BigAutoField(primary_key=True)), *fields])


def on(name: str) -> models.ForeignKey[object, object]:
    return models.ForeignKey(f"lane.{name}", models.CASCADE, related_name="+")


def there_to(model: type[models.Model]) -> list[models.ManyToOneRel]:
    found = model._meta.get_fields(include_hidden=True)
    return [field for field in found if isinstance(field, models.ManyToOneRel)]


def tied(state: ProjectState) -> dict[str, set[str]]:
    """Each model, with those that point to it."""
    return {
        model.__name__: {str(there.related_model._meta.object_name) for there in there_to(model)}
        for model in state.apps.get_models()
    }


def test_a_new_model_is_tied_to_the_others_and_they_stay_what_they_were() -> None:
    known, plain = ProjectState(), ProjectState()
    for state in (known, plain):
        state.add_model(of("Coop"))
        state.add_model(of("Meeting", ("coop", on("Coop"))))
    before = set(known.apps.get_models())
    item = of("Item", ("meeting", on("Meeting")), ("coop", on("Coop")))

    with new_models_made_alone():
        known.add_model(item.clone())
    plain.add_model(item)

    assert before < set(known.apps.get_models())
    assert tied(known) == tied(plain) == {"Coop": {"Meeting", "Item"}, "Meeting": {"Item"}, "Item": set()}


def test_a_model_that_was_there_is_made_anew_with_all_it_is_tied_to() -> None:
    state = ProjectState()
    state.add_model(of("Coop"))
    state.add_model(of("Meeting", ("coop", on("Coop"))))
    before = set(state.apps.get_models())

    with new_models_made_alone():
        state.add_model(of("Coop", ("name", models.TextField())))

    assert before.isdisjoint(state.apps.get_models())
    assert state.apps.get_model("lane", "coop")._meta.get_field("name").name == "name"
    assert tied(state) == {"Coop": {"Meeting"}, "Meeting": set()}


def test_a_new_column_makes_its_model_anew_and_those_that_point_to_it_and_no_other() -> None:
    known, plain = of_three(), of_three()
    before = {model.__name__: model for model in known.apps.get_models()}

    with new_models_made_alone():
        known.add_field("lane", "meeting", "name", models.TextField(), preserve_default=True)
    plain.add_field("lane", "meeting", "name", models.TextField(), preserve_default=True)

    after = {model.__name__: model for model in known.apps.get_models()}
    assert [name for name in before if before[name] is after[name]] == ["Coop"]
    assert after["Item"]._meta.get_field("meeting").related_model is after["Meeting"]
    assert after["Meeting"]._meta.get_field("name").name == "name"
    assert tied(known) == tied(plain) == {"Coop": {"Meeting"}, "Meeting": {"Item"}, "Item": set()}


def test_a_new_reference_makes_all_anew_that_are_tied() -> None:
    state = of_three()
    before = set(state.apps.get_models())

    with new_models_made_alone():
        state.add_field("lane", "item", "coop", on("Coop"), preserve_default=True)

    assert before.isdisjoint(state.apps.get_models())
    assert tied(state) == {"Coop": {"Meeting", "Item"}, "Meeting": {"Item"}, "Item": set()}


def of_three() -> ProjectState:
    """An item of a meeting of a co-op, with their classes."""
    state = ProjectState()
    state.add_model(of("Coop"))
    state.add_model(of("Meeting", ("coop", on("Coop"))))
    state.add_model(of("Item", ("meeting", on("Meeting"))))
    assert len(state.apps.get_models()) == 3
    return state
