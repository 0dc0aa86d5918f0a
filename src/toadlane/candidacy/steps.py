"""One step on the track, before it is taken: what is missing, and by which articles it is decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.routes import route
from bylaws.facts.people import Person
from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, InputFault, Refused
from bylaws.kernel.reasons import Reason
from bylaws.membership.admission import MEMBER, SEATED, members_on, room
from bylaws.membership.standing import Standing
from bylaws.record.canonical import Json
from toadlane.amending.models import RuleException
from toadlane.candidacy.standings import Found, standing_of
from toadlane.charter.reads import charter_of
from toadlane.coops.models import Participant, StagePeriod
from toadlane.decisions.exactly import fingerprint_of
from toadlane.work.reads import people_of

SHORT: Final = frozenset({"stage.months-short", "stage.hours-short", "members.full"})
FULL: Final = "members.full"


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody, the stage that comes next for them, and from which day."""

    participant: Participant
    found: Found
    to: str
    from_day: dt.date
    matter: str
    article: str
    missing: tuple[Reason, ...]

    @property
    def standing(self) -> Standing:
        """Where they stand on that day."""
        return self.found.value

    @property
    def lacking(self) -> tuple[str, ...]:
        """What is missing, by the codes of its reasons."""
        return tuple(reason.code for reason in self.missing)

    @property
    def is_full(self) -> bool:
        """Whether there is no room; no exception makes any."""
        return FULL in self.lacking

    @property
    def fingerprint(self) -> str:
        """What exactly is decided: who goes on to what, from when, and what they are let off."""
        said: dict[str, Json] = {
            "from": self.standing.stage,
            "from_day": self.from_day.isoformat(),
            "missing": list(self.lacking),
            "participant": self.participant.key,
            "to": self.to,
        }
        return fingerprint_of(said)


def step(participant: Participant, from_day: dt.date) -> Step:
    """The next step of somebody from a day on. Refused where there is none, or where days collide."""
    charter = charter_of(participant.coop)
    refuse_days(participant, from_day, charter)
    found = standing_of(participant, from_day)
    says, article = found.value, found.reason.article or ""
    if says.returns_to is not None:
        raise Refused(
            gettext_noop("{name} is away on {day}, and goes on from the stage they come back to."),
            code="candidacy.away",
            next_step=gettext_noop("Enter the day on which they came back first."),
            article=article,
            name=participant.name,
            day=from_day.isoformat(),
        )
    if says.next_stage is None or says.decided_as is None:
        raise Refused(
            gettext_noop("No decision leads {name} on from “{stage}”."),
            code="candidacy.no-next",
            next_step=gettext_noop("Look at the stages in the charter."),
            article=article,
            name=participant.name,
            stage=says.stage,
        )
    missing = [reason for reason in found.reason.walk() if reason.code in SHORT]
    if says.next_stage == MEMBER and FULL not in {reason.code for reason in missing}:
        later = crowded(people_of(participant.coop), charter, from_day)
        missing += [later] if later else []
    return Step(participant, found, says.next_stage, from_day, says.decided_as, article, tuple(missing))


def crowded(
    people: Mapping[str, Person], charter: Charter, from_day: dt.date, *, coming: int = 1
) -> Reason | None:
    """Why there is no room from a day on, also on the days on which others come; None if there is."""
    begun = {
        spell.period.from_day for who in people.values() for spell in who.spells if spell.stage in SEATED
    }
    for day in sorted({from_day, *(day for day in begun if day > from_day)}):
        rule = charter.on_or_first(day).maybe("membership", Membership)
        free = room(rule, members_on(people, day), day, coming=coming) if rule else None
        if free is not None and not free.value:
            return free.reason
    return None


def articles_for(charter: Charter, matter: str, on: dt.date) -> tuple[str, ...]:
    """The articles a matter is decided under on a day, in their order; none where the charter is silent."""
    try:
        way = route(charter.on_or_first(on), matter).value
    except (CharterSilent, CharterAmbiguous, InputFault):
        return ()
    return tuple(dict.fromkeys([*(leg.article for leg in way.legs), *way.articles]))


def refuse_days(participant: Participant, from_day: dt.date, charter: Charter) -> None:
    """Nobody goes on before they came, on the day of another change, or past one that is entered already."""
    if from_day < charter.base_front.starts():
        raise InputFault(
            gettext_noop("On {day} the charter did not hold yet."),
            code="candidacy.before-charter",
            next_step=gettext_noop("Give a day from {first} on."),
            day=from_day.isoformat(),
            first=charter.base_front.starts().isoformat(),
        )
    rows = StagePeriod.objects.filter(participant=participant).order_by("valid_from")
    stages = [one for one in rows if one.valid_until != one.valid_from]
    now = [one for one in stages if one.valid_from < from_day and _holds(one, from_day)]
    after = [one for one in stages if one.valid_from >= from_day]
    if after:
        raise Refused(
            gettext_noop("{name} is “{stage}” from {day} already."),
            code="candidacy.later-stage",
            next_step=gettext_noop("Give a day after it, or put that stage right first."),
            name=participant.name,
            stage=after[0].stage,
            day=after[0].valid_from.isoformat(),
        )
    if not now:
        raise Refused(
            gettext_noop("{name} is not with the co-op on {day}."),
            code="candidacy.not-here",
            next_step=gettext_noop("Check the day, and the stages of {name}."),
            name=participant.name,
            day=from_day.isoformat(),
        )


def _holds(stage: StagePeriod, day: dt.date) -> bool:
    return stage.valid_until is None or stage.valid_until > day


def exception_on(next_one: Step) -> RuleException | None:
    """An exception to the article of the stages that stands on the day."""
    rows = RuleException.objects.select_related("ended").filter(
        coop=next_one.participant.coop, article=next_one.article, from_day__lte=next_one.from_day
    )
    return next((row for row in rows if next_one.from_day < row.ends_on), None)
