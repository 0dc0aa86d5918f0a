"""What is decided is done by itself, but for the matters in which nothing could be, or a room does it."""

from __future__ import annotations

from toadlane.decisions import effects, matters


def test_five_matters_alone_are_carried_out_by_nobody() -> None:
    """A file one person fetches; a person's own request; a reason for few; an election, done by itself."""
    idle = {one.key for one in matters.known() if effects.effect_of(one.key) is None}

    assert idle == {"confirm-round", "elect", "erase-person", "on-site-exception", "take-everything"}
    assert {one.key for one in effects.known()} <= {one.key for one in matters.known()}
