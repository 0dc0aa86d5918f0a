"""What is decided is done by itself, but for the three matters in which nothing could be."""

from __future__ import annotations

from toadlane.decisions import effects, matters


def test_three_matters_alone_do_nothing_by_themselves() -> None:
    """A file that one person fetches when they need it; a person's own request; a reason for few eyes."""
    idle = {one.key for one in matters.known() if effects.effect_of(one.key) is None}

    assert idle == {"erase-person", "on-site-exception", "take-everything"}
    assert {one.key for one in effects.known()} <= {one.key for one in matters.known()}
