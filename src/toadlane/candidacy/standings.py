"""Where people stand on a day, by the charter and by what is known of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from bylaws.charter.charter import Charter
from bylaws.facts.people import Person
from bylaws.kernel.reasons import Explained
from bylaws.membership.admission import members_on
from bylaws.membership.standing import Standing, standing
from bylaws.membership.time import paused_stage
from toadlane.candidacy.hours import seconds_of
from toadlane.candidacy.leading import track
from toadlane.candidacy.told import ways_in
from toadlane.charter.reads import charter_of
from toadlane.coops.models import Coop, Participant
from toadlane.work.reads import people_of

Found = Explained[Standing]


def standing_of(who: Participant, on: dt.date) -> Found:
    """Where one person stands on a day. Faults as of `bylaws.membership.standing`, and `charter.none`."""
    coop, charter = who.coop, charter_of(who.coop)
    people = people_of(coop)
    return _of(coop, charter, [who], people, on)[who.key]


def on_the_way(coop: Coop, on: dt.date) -> list[tuple[Participant, Found]]:
    """Everybody whom a decision can lead on, by name; a fixed number of questions."""
    rule = track(coop, on)
    if rule is None:
        return []
    charter, people = charter_of(coop), people_of(coop)
    leading_on = {stage.name for stage in rule.says.stages if stage.next_by}
    keys = [key for key, who in people.items() if _stage(who, on) in leading_on]
    whom = list(Participant.objects.filter(coop=coop, key__in=keys).order_by("name", "key"))
    for who in whom:
        who.coop = coop
    found = _of(coop, charter, whom, people, on)
    return [(who, found[who.key]) for who in whom]


def _stage(who: Person, on: dt.date) -> str | None:
    return paused_stage(who, on) or who.stage_on(on)


def _of(
    coop: Coop, charter: Charter, whom: Sequence[Participant], people: Mapping[str, Person], on: dt.date
) -> dict[str, Found]:
    seconds = seconds_of(coop, {who: people[who.key] for who in whom}, charter, on)
    told, members = ways_in(whom), members_on(people, on)
    return {
        who.key: standing(
            people[who.key],
            joining=told[who.key],
            seconds=seconds[who.key],
            members=members,
            charter=charter,
            on=on,
        )
        for who in whom
    }
