"""The rows that end what somebody was, and those that let it go on when they stay after all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import RecordMoved, Refused
from bylaws.record.canonical import Json
from toadlane.coops.models import ExposurePeriod, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.leaving.reckoning import roles_from
from toadlane.members.entering import Spell
from toadlane.members.verbs.periods import start

Wrote = dict[str, Json]


def end(who: Participant, becomes: str, leaves_on: dt.date, roles: Iterable[str], at: Moment) -> Wrote:
    """End the stage and these roles for a day, and begin what they are then; the keys of what was written."""
    _refuse_later_stage(who, leaves_on)
    begun = start(StagePeriod, participant=who, spell=Spell(becomes, leaves_on), at=at)
    ended = StagePeriod.objects.filter(participant=who, valid_until=leaves_on).exclude(valid_from=leaves_on)
    ending = set(roles)
    written = [_end(row, leaves_on) for row in roles_from(who, leaves_on) if row.role in ending]
    # What two members opened in an emergency is not opened again to whoever stays after all.
    for exposure in ExposurePeriod.objects.filter(participant=who).exclude(valid_until__lte=leaves_on):
        _end(exposure, leaves_on)
    return {
        "begun": str(begun.pk),
        "ended": [str(row.pk) for row in ended],
        "roles": [str(row.pk) for row in written],
    }


def go_on(wrote: Wrote) -> None:
    """Void what began and let go on what was ended; what was changed since is left as it is."""
    begun = StagePeriod.objects.filter(pk=wrote["begun"]).first()
    if begun is None:
        raise RecordMoved(
            gettext_noop("What they are was changed since, so this cannot be taken back."),
            code="departing.changed",
            next_step=gettext_noop("Put their stages and roles right on their own page."),
        )
    _write(begun, begun.valid_from)
    for kind, keys in ((StagePeriod, wrote["ended"]), (RolePeriod, wrote["roles"])):
        for row in kind.objects.select_related("replaces").filter(pk__in=keys):
            if row.replaces is not None:
                _write(row, row.replaces.valid_until)


def _end(row: Any, day: dt.date) -> Any:
    """What has not begun by then never begins."""
    return _write(row, max(row.valid_from, day))


def _write(row: Any, until: dt.date | None) -> Any:
    """The same row with another end, in the place of it."""
    own = {"id", "recorded_at", "valid_until", "replaces"}
    fields = [field for field in row._meta.concrete_fields if field.name not in own]
    said = {field.name: getattr(row, field.name) for field in fields}
    written = type(row)(**said, valid_until=until, replaces=row)
    written.save()
    return written


def _refuse_later_stage(who: Participant, day: dt.date) -> None:
    rows = StagePeriod.objects.filter(participant=who, valid_from__gte=day).order_by("valid_from")
    later = next((row for row in rows if row.valid_until != row.valid_from), None)
    if later is not None:
        raise Refused(
            gettext_noop("{name} is entered as “{stage}” from {day} on, which is not before they leave."),
            code="departing.later-stage",
            next_step=gettext_noop("Put that stage right first, or give a later day."),
            name=who.name,
            stage=later.stage,
            day=later.valid_from.isoformat(),
        )
