"""Bringing a database up makes the classes of what is new or changed; Django makes all there are for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.state import ModelState, ProjectState
from django.db.models import Model

Named = tuple[str, str]
"""A model's room, and its own name in small letters."""
theirs = ProjectState.add_model
all_that_is_tied = ProjectState._find_reload_model  # type: ignore[attr-defined]  # noqa: SLF001 — no other way in


@contextmanager
def new_models_made_alone() -> Iterator[None]:
    """For each new model Django makes anew the classes of all it is tied to: in this house, of all there are.

    It does so because a model that changed is built into the others' classes. Nothing is built on a model
    that was not there before, and what it points to learns of it when its own class is made. A column or an
    index that is no reference is built into the classes of those models alone that point to its own.
    """
    ProjectState.add_model = add_model  # type: ignore[method-assign, assignment]
    ProjectState._find_reload_model = built_on  # type: ignore[attr-defined]  # noqa: SLF001 — the same
    try:
        yield
    finally:
        ProjectState.add_model = theirs  # type: ignore[method-assign]
        ProjectState._find_reload_model = all_that_is_tied  # type: ignore[attr-defined]  # noqa: SLF001


def add_model(state: ProjectState, model: ModelState) -> None:
    """Note the model, and make its class where the others have been made."""
    known = (model.app_label, model.name_lower) in state.models
    made = None if known else state.__dict__.pop("apps", None)
    theirs(state, model)
    if made is not None:
        state.__dict__["apps"] = made  # a cached property
        made.render_multiple([model])


def built_on(
    state: ProjectState,
    app_label: str,
    model_name: str,
    delay: bool = False,  # noqa: FBT001, FBT002 — Django's own
) -> set[Named]:
    """Whose classes have to be made anew once a model changed: its own, and of those that point to it.

    Where Django may not put the others off (`delay`), as for a reference, all are made anew as ever, and
    before a step in Python as well.
    """
    found: set[Named] = {(app_label, model_name)}
    if not delay or found.isdisjoint(state.models):
        return set(all_that_is_tied(state, app_label, model_name, delay))
    state.is_delayed = True
    was = state.apps.get_model(app_label, model_name)
    there = [field for field in was._meta.get_fields(include_hidden=True) if not field.concrete]
    tied = [field.related_model for field in there if field.is_relation] + was.__subclasses__()
    known = [one for one in tied if isinstance(one, type) and issubclass(one, Model)]
    return found | {(one._meta.app_label, str(one._meta.model_name)) for one in known}
