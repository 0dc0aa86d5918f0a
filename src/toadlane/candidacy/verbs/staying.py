"""Where somebody works at first, and that members let somebody off it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.rules import Rule
from bylaws.kernel.faults import InputFault, Refused
from bylaws.record.canonical import Json
from toadlane.candidacy import said
from toadlane.candidacy.course_rows import BECAUSE_AT_MOST
from toadlane.candidacy.hiring import refuse_other_article
from toadlane.candidacy.leading import only_leaders
from toadlane.candidacy.models import LettingOff, Stay
from toadlane.charter.reads import charter_of
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.exactly import fingerprint_of
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import use_exactly
from toadlane.members.leading import track
from toadlane.members.standing import possible_day
from toadlane.members.verbs.periods import hold
from toadlane.record.verbs import append

LET_OFF = "on-site-exception"


@transaction.atomic
def state_stay(
    *,
    participant: Participant,
    from_day: dt.date,
    until: dt.date | None,
    by: Participant,
    at: Moment,
    key: str,
) -> Stay:
    """Write down on which days somebody worked at the place the charter names; it may have no end yet."""
    coop = participant.coop
    only_leaders(coop, by, at)
    place = the_place(coop, from_day)
    content: dict[str, Json] = {
        "from_day": from_day.isoformat(),
        "participant": participant.key,
        "until": until.isoformat() if until else None,
    }
    taken = keys.take(coop=coop, key=key, verb="candidacy.state-stay", by=by, content=content)
    if not taken.first:
        return Stay.written.get(coop=coop, pk=taken.result)
    possible_day(from_day, coop, at)
    if until is not None and until <= from_day:
        raise InputFault(
            gettext_noop("A stay ends after it begins."),
            code="stay.backwards",
            next_step=gettext_noop("Give a later day, or none while it lasts."),
        )
    hold(participant)
    open_one = Stay.objects.filter(participant=participant, valid_from=from_day, valid_until=None).first()
    row = Stay(
        coop=coop,
        participant=participant,
        place=place,
        valid_from=from_day,
        valid_until=until,
        replaces=open_one,
    )
    row.save()
    append(kind="stay.stated.v1", what=content, by=by, at=at, subject=participant.key)
    taken.keep(row.pk)
    return row


@transaction.atomic
def let_off(
    *,
    participant: Participant,
    from_day: dt.date,
    because: str,
    authority: Authority,
    by: Participant,
    at: Moment,
    key: str,
) -> LettingOff:
    """Write down that members let somebody off the co-op's place, by the rule the charter names."""
    coop = participant.coop
    only_leaders(coop, by, at)
    content: dict[str, Json] = {
        "authority": str(authority.pk),
        "because": because,
        "from_day": from_day.isoformat(),
        "participant": participant.key,
    }
    taken = keys.take(coop=coop, key=key, verb="candidacy.let-off", by=by, content=content)
    if not taken.first:
        return LettingOff.objects.get(coop=coop, pk=taken.result)
    words = said.text(because, most=BECAUSE_AT_MOST)
    possible_day(from_day, coop, at)
    rule = rule_for_exceptions(coop, from_day)
    refuse_other_article(authority, (rule.article,))
    use_exactly(
        authority=authority,
        matter=LET_OFF,
        subject=participant.key,
        fingerprint=fingerprint(participant, from_day),
        by=by,
        at=at,
        used_for=gettext("Let {name} off the place of work").format(name=participant.name),
    )
    row = LettingOff.objects.create(
        coop=coop,
        participant=participant,
        from_day=from_day,
        rule=rule.name or "",
        because=words,
        authority=authority,
        by=by,
        happened_on=at.day,
    )
    append(kind="stay.let-off.v1", what=content, by=by, at=at, subject=participant.key)
    taken.keep(row.pk)
    return row


def the_place(coop: Coop, on: dt.date) -> str:
    """Where the charter lets new members begin; refused where it asks nothing."""
    rule = _asking(coop, on)
    return rule.says.on_site_first or ""


def rule_for_exceptions(coop: Coop, on: dt.date) -> Rule[Decision]:
    """The decision rule by which somebody is let off; refused where the charter provides for none."""
    rule = _asking(coop, on)
    name = rule.says.on_site_exceptions_by
    found = charter_of(coop).on_or_first(on).maybe("decision", Decision, name) if name else None
    if found is None:
        raise Refused(
            gettext_noop("The charter provides for no exception from the place of work."),
            code="stay.no-exceptions",
            next_step=gettext_noop("Amend it, so that a rule for exceptions is named."),
            article=rule.article,
        )
    return found


def fingerprint(participant: Participant, from_day: dt.date) -> str:
    """What exactly is decided: who, and from when."""
    told = {"from_day": from_day.isoformat(), "let_off": "on-site", "participant": participant.key}
    return fingerprint_of(told)


def _asking(coop: Coop, on: dt.date) -> Rule[Membership]:
    rule = track(coop, on)
    if rule is not None and rule.says.on_site_first is not None:
        return rule
    raise Refused(
        gettext_noop("The charter lets members work from anywhere."),
        code="stay.anywhere",
        next_step=gettext_noop("There is nothing to write down."),
        article=rule.article if rule else None,
    )
