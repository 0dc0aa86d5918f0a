"""Stating which part of the full time somebody works, from which day."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault
from bylaws.kernel.shares import parse_share
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.dues.models import LONGEST, PartTime
from toadlane.dues.verbs.lasting import go_on
from toadlane.members.standing import only_founders, possible_day
from toadlane.record.verbs import append


@transaction.atomic
def state_share(
    *, participant: Participant, share: str, from_day: dt.date, by: Participant, at: Moment, key: str
) -> PartTime:
    """From a day on somebody works this part of the full time, such as “1/2”, “50%”, or “1” for all of it.

    It takes nothing off the months and hours the charter asks for. Fault `part-time.share`.
    """
    coop = participant.coop
    only_founders(coop, by, at)
    part = _usable(share)
    content: dict[str, Json] = {
        "from": from_day.isoformat(),
        "participant": participant.key,
        "share": part,
    }
    taken = keys.take(coop=coop, key=key, verb="dues.state-share", by=by, content=content)
    if not taken.first:
        return PartTime.written.get(coop=coop, pk=taken.result)
    possible_day(from_day, coop, at)
    row = go_on(PartTime, participant, from_day, share=part)
    append(kind="part-time.stated.v1", what=content, by=by, at=at, subject=participant.key)
    taken.keep(row.pk)
    return row


def _usable(share: str) -> str:
    try:
        part = parse_share("100%" if share.strip() == "1" else share.strip())
    except InputFault:
        part = None
    if part is None or not 0 < part <= 1 or len(str(part)) > LONGEST["share"]:
        raise InputFault(
            gettext_noop("“{share}” is no part of the full time."),
            code="part-time.share",
            next_step=gettext_noop("Write it as in 1/2 or 60%; 100% is the full time."),
            share=share[:40],
        )
    return str(part)
