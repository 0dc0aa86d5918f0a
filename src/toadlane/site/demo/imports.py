"""A year's hours come in as any bookkeeper brings them: an export, a mapping, a look, and in."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from bylaws.facts.readers import LabelMapping, Selector
from toadlane.coops.moment import Moment
from toadlane.site.demo.hours import mail
from toadlane.work.ready import Accepted
from toadlane.work.verbs.imports import Answers, bring_in, preview_import, start_import

if TYPE_CHECKING:
    from toadlane.site.demo.load import Loading


def bring_in_year(loading: Loading, file: bytes, *, name: str, at: Moment) -> None:
    """Bring one export in; nothing in it is unknown, twice or overlapping."""
    by = loading.bookkeeper
    source = start_import(
        coop=loading.coop, file=io.BytesIO(file), name=name, columns={}, by=by, at=at, key=loading.key()
    )
    source = preview_import(
        source=source, mapping=_mapping(loading), answers=Answers(), by=by, at=at, key=loading.key()
    )
    bring_in(source=source, accepted=Accepted(), by=by, at=at, key=loading.key())


def _mapping(loading: Loading) -> LabelMapping:
    people = {mail(loading.plan, person): person.key for person in loading.plan.people}
    kinds = sorted({kind for person in loading.plan.people for kind, _hours in person.weekly})
    return LabelMapping(people, tuple(Selector(project=kind, kind=kind) for kind in kinds))
