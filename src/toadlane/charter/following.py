"""What the rest of the house keeps as the charter says: the co-op's own row, and who may see what."""

from __future__ import annotations

import datetime as dt

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.kinds.transparency import Transparency
from bylaws.membership.seated import seated
from bylaws.membership.sight import classes_of
from toadlane.charter.models import Followed
from toadlane.coops import sight
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment

KEPT_EQUAL = ("currency", "time_zone", "fiscal_year_starts")


def follow(charter: Charter, *, coop: Coop, by: Participant | None, at: Moment) -> bool:
    """Make the co-op's row and its openness what the charter says today; whether anything changed.

    A charter that takes effect later is followed from its adoption: until then there is nothing else
    to follow. Called inside a verb's transaction, with the co-op's row held.
    """
    held = charter.on_or_first(at.day)
    changed = [_row(held, coop), _openness(held, coop, by=by, at=at)]
    Followed.objects.update_or_create(coop=coop, defaults={"through": at.day})
    return any(changed)


def _row(held: InForce, coop: Coop) -> bool:
    said = {name: getattr(held.front, name) for name in KEPT_EQUAL}
    if all(getattr(coop, name) == value for name, value in said.items()):
        return False
    for name, value in said.items():
        setattr(coop, name, value)
    coop.save(update_fields=list(said))
    return True


def _openness(held: InForce, coop: Coop, *, by: Participant | None, at: Moment) -> bool:
    rule = held.maybe("transparency", Transparency)
    classes = classes_of(held, rule.says) if rule else {}
    otherwise = seated(held, [rule.says.otherwise]) if rule else sight.UNLESS_SAID
    before = sight.opened_in(coop)
    article = rule.article if rule else ""
    sight.seed(coop=coop, classes=classes, otherwise=otherwise, article=article, by=by, at=at)
    return sight.opened_in(coop) != before


def latest_day(now: dt.datetime) -> dt.date:
    """The day it is where it is latest on earth."""
    return (now.astimezone(dt.UTC) + dt.timedelta(hours=14)).date()
