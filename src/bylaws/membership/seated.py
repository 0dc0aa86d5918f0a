"""Who belongs to a body without a seat: all of an assembly, and those who sit in it for another body."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from bylaws.charter.charter import InForce
from bylaws.charter.kinds.body import Body
from bylaws.membership.posts import link_post

FOR: Final = "~"
"""Between a role and the body or meeting that has its own of it: “circle-leader~product-circle”."""


def held_for(role: str, body: str) -> str:
    """How somebody is told who holds a role for one body alone; the role itself where for the co-op."""
    return f"{role}{FOR}{body}" if body else role


def seated(text: InForce, audience: Collection[str]) -> frozenset[str]:
    """An audience of the openness rule with those who belong to its bodies otherwise than by a seat.

    Of an assembly the people of every stage it is open to; of another body those who sit in it for a body
    that belongs to it, by the roles through which they do (S1-007, S3-001). No faults.
    """
    named = set(audience)
    for rule in text.of_kind("body"):
        if rule.name and isinstance(rule.says, Body) and named & {rule.name, f"{rule.name}s"}:
            named.update(_also(text, rule.name, rule.says))
    return frozenset(named)


def _also(text: InForce, name: str, says: Body) -> Iterator[str]:
    if says.form == "assembly":
        yield from (f"{stage}s" for stage in says.open_to)
    for rule in text.of_kind("body"):
        if rule.name and isinstance(rule.says, Body) and rule.says.part_of == name:
            for link in rule.says.links:
                post = link_post(text, rule.name, link)
                if post is not None:
                    yield held_for(*post.key)
