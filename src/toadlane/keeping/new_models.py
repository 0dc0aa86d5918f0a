"""Bringing a database up makes the classes of new models alone; Django makes all there are for each one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.state import ModelState, ProjectState

theirs = ProjectState.add_model


@contextmanager
def new_models_made_alone() -> Iterator[None]:
    """For each new model Django makes anew the classes of all it is tied to: in this house, of all there are.

    It does so because a model that changed is built into the others' classes. Nothing is built on a model
    that was not there before, and what it points to learns of it when its own class is made.
    """
    ProjectState.add_model = add_model  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        ProjectState.add_model = theirs  # type: ignore[method-assign]


def add_model(state: ProjectState, model: ModelState) -> None:
    """Note the model, and make its class where the others have been made."""
    known = (model.app_label, model.name_lower) in state.models
    made = None if known else state.__dict__.pop("apps", None)
    theirs(state, model)
    if made is not None:
        state.__dict__["apps"] = made  # a cached property
        made.render_multiple([model])
