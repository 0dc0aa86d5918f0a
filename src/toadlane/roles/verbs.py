"""Taking a role or seat oneself, letting a turn pass, holding it for another term, and giving it back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.kernel.periods import Period, Span
from bylaws.kernel.reasons import Explained
from bylaws.membership.posts import Post
from bylaws.membership.terms import may_take, next_period
from bylaws.record.canonical import Json
from bylaws.words.tell import tell
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import ROLES, Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Matter, sight_on
from toadlane.members.verbs.periods import refuse_nobody
from toadlane.record.verbs import append
from toadlane.roles import held, words
from toadlane.roles.held import Held
from toadlane.roles.models import LONGEST, Filling, TurnPassed
from toadlane.ui import figures
from toadlane.ui.languages import rules_language

Way = Filling.Way
BY_ONESELF: Final = ("volunteer", "turns")
AHEAD: Final = Span(days=30)
"""How long before the end of a term what follows may begin, unless the charter gives hand-over longer."""


@dataclass(frozen=True, slots=True)
class Ground:
    """On what it rests that somebody holds something, or does no longer: a decision, an election, words."""

    because: str = ""
    authority: UUID | None = None
    election: UUID | None = None


OF_THEMSELVES: Final = Ground()


@transaction.atomic
def take(*, post: str, by: Participant, at: Moment, key: str) -> RolePeriod:
    """Take an empty role or join a body oneself, from today: by volunteering, or as one's turn."""
    taken = begun(by, at, key=key, verb="take", post=post)
    if not taken.first:
        return period_of(by.coop, taken.result)
    found, of = at_post(by, at, post)
    refuse_unless_by_oneself(of)
    refuse_unless_may(found, of, by, on=at.day)
    if of.filled == "turns":
        _refuse_out_of_turn(found, of, by)
    way = Way.TURN if of.filled == "turns" else Way.VOLUNTEERED
    period = write(found, of, by, on=at.day, way=way, by=by, at=at)
    taken.keep(period.pk)
    return period


@transaction.atomic
def extend(*, post: str, by: Participant, at: Moment, key: str) -> RolePeriod:
    """Hold for one more term what one volunteered for: from the day the present term ends."""
    taken = begun(by, at, key=key, verb="extend", post=post)
    if not taken.first:
        return period_of(by.coop, taken.result)
    found, of = at_post(by, at, post)
    mine = own_period(by, of, at.day)
    if of.filled != "volunteer" or mine.valid_until is None:
        raise Refused(
            gettext_noop("This is not held for one more term by one’s own choice."),
            code="roles.not-extended",
            next_step=gettext_noop("It is filled anew as its article says."),
            article=of.article,
        )
    if not is_near(of, at.day, mine.valid_until):
        raise Refused(
            gettext_noop("It is held until {until}, which is a while yet."),
            code="roles.too-early",
            next_step=gettext_noop("Come back in the last month of it."),
            until=mine.valid_until.isoformat(),
        )
    refuse_unless_may(found, of, by, on=mine.valid_until)
    period = write(found, of, by, on=mine.valid_until, way=Way.VOLUNTEERED, by=by, at=at)
    taken.keep(period.pk)
    return period


@transaction.atomic
def pass_turn(*, post: str, by: Participant, at: Moment, key: str) -> TurnPassed:
    """Let the others go first this once; one's own turn comes first the next time."""
    taken = begun(by, at, key=key, verb="pass", post=post)
    if not taken.first:
        return TurnPassed.objects.get(coop=by.coop, pk=taken.result)
    found, of = at_post(by, at, post)
    if of.filled != "turns":
        raise refused_as_filled(of)
    refuse_unless_may(found, of, by, on=at.day)
    _refuse_out_of_turn(found, of, by)
    row = TurnPassed.objects.create(
        coop=by.coop, participant=by, role=of.name, held_for=of.held_for, happened_on=at.day, by=by.key
    )
    append(kind="role.passed.v1", what={"post": post}, by=by, at=at, subject=by.key)
    taken.keep(row.pk)
    return row


@transaction.atomic
def give_back(*, post: str, on: dt.date, because: str, by: Participant, at: Moment, key: str) -> RolePeriod:
    """Stop holding a role or seat, from today or a day to come before its end; the reason may be empty."""
    taken = begun(by, at, key=key, verb="give-back", post=post, on=on.isoformat(), because=because)
    if not taken.first:
        return period_of(by.coop, taken.result)
    _, of = at_post(by, at, post)
    mine = own_period(by, of, at.day)
    if on < at.day or (mine.valid_until is not None and on >= mine.valid_until):
        raise InputFault(
            gettext_noop("It is given back today or later, and before {until}."),
            code="roles.day",
            next_step=gettext_noop("Choose another day; on its last day a term ends by itself."),
            until=mine.valid_until.isoformat() if mine.valid_until else "–",
        )
    period = end(mine, of, on=on, way=Way.GAVE_BACK, because=because, by=by, at=at)
    taken.keep(period.pk)
    return period


def is_near(of: Post, day: dt.date, end: dt.date) -> bool:
    """Whether a term ends soon enough for what follows to begin."""
    return max(of.overlap.after(day), AHEAD.after(day)) >= end


def begun(by: Participant, at: Moment, *, key: str, verb: str, **content: Json) -> keys.Taken:
    """The key of a click by somebody who may see who does what; the co-op's roles wait for one another."""
    if not sight_on(by, at.day).may_see(Matter(by.coop, ROLES, None)):
        raise absent()
    taken = keys.take(coop=by.coop, key=key, verb=f"roles.{verb}", by=by, content=content)
    if taken.first:
        Coop.objects.select_for_update(no_key=True).get(pk=by.coop_id)
    return taken


def at_post(by: Participant, at: Moment, post: str) -> tuple[Held, Post]:
    """The co-op as it stands, and the role or seats that are meant."""
    found = held.require(by.coop, at.day)
    return found, held.post_of(found, post)


def write(
    found: Held,
    of: Post,
    who: Participant,
    *,
    on: dt.date | Period,
    way: Filling.Way,
    by: Participant,
    at: Moment,
    ground: Ground = OF_THEMSELVES,
) -> RolePeriod:
    """Somebody holds it from a day until its term ends, or for some days where they end otherwise."""
    days = on if isinstance(on, Period) else next_period(of, found.tenures, on=on)
    period = RolePeriod(
        coop=who.coop,
        participant=who,
        role=of.name,
        held_for=of.held_for,
        valid_from=days.from_day,
        valid_until=days.until,
    )
    period.save()
    _tell(period, of, days, way=way, by=by, at=at, ground=ground)
    return period


def end(
    period: RolePeriod,
    of: Post,
    *,
    on: dt.date,
    way: Filling.Way,
    because: str,
    by: Participant,
    at: Moment,
    authority: UUID | None = None,
) -> RolePeriod:
    """Somebody holds it no longer from a day on: a row that replaces the one there was."""
    ended = RolePeriod(
        coop=period.coop,
        participant=period.participant,
        role=period.role,
        held_for=period.held_for,
        valid_from=period.valid_from,
        valid_until=max(on, period.valid_from),
        replaces=period,
    )
    ended.save()
    refuse_nobody(period.coop, at)
    days = Period(ended.valid_from, ended.valid_until)
    _tell(ended, of, days, way=way, by=by, at=at, ground=Ground(because, authority))
    return ended


def _tell(
    period: RolePeriod,
    of: Post,
    days: Period,
    *,
    way: Filling.Way,
    by: Participant,
    at: Moment,
    ground: Ground,
) -> None:
    said = ground.because.strip()
    if len(said) > LONGEST["because"]:
        raise InputFault(
            gettext_noop("That is more than {longest} letters."),
            code="roles.because",
            next_step=gettext_noop("A few words do."),
            longest=LONGEST["because"],
        )
    Filling.objects.create(
        coop=period.coop,
        participant=period.participant,
        role=of.name,
        held_for=of.held_for,
        happened_on=at.day,
        by=by.key,
        period=period,
        way=way,
        article=of.article[: LONGEST["article"]],
        authority=ground.authority,
        election=ground.election,
        because=said,
    )
    what: dict[str, Json] = {
        "because": said,
        "participant": period.participant.key,
        "post": held.key_of(of),
        "valid_from": days.from_day.isoformat(),
        "valid_until": days.until.isoformat() if days.until else None,
        "way": str(way.value),
        **({"election": str(ground.election)} if ground.election else {}),
    }
    append(kind=f"role.{way.value}.v1", what=what, by=by, at=at, subject=period.participant.key)


def own_period(who: Participant, of: Post, day: dt.date) -> RolePeriod:
    """What somebody holds of it on a day; refused where they hold nothing."""
    rows = RolePeriod.objects.on(day).filter(participant=who, role=of.name, held_for=of.held_for)
    found: RolePeriod | None = rows.select_related("participant", "coop").first()
    if found is None:
        raise RecordMoved(
            gettext_noop("{name} does not hold this on {day}."),
            code="roles.not-held",
            next_step=gettext_noop("Look at who holds it now."),
            name=who.name,
            day=day.isoformat(),
        )
    return found


def period_of(coop: Coop, key: str) -> RolePeriod:
    """What an earlier click wrote."""
    row: RolePeriod = RolePeriod.written.select_related("participant").get(coop=coop, pk=key)
    return row


def refuse_unless_by_oneself(of: Post) -> None:
    """What others fill nobody takes."""
    if of.filled not in BY_ONESELF:
        raise refused_as_filled(of)


def refused_as_filled(of: Post) -> Refused:
    """It is filled in another way, and that is how."""
    return Refused(
        gettext_noop("“{post}” is filled in another way. {how}"),
        code="roles.filled-otherwise",
        next_step=gettext_noop("Its page says what is to be done."),
        article=of.article,
        post=words.title(of),
        how=str(words.FILLED[of.filled]),
    )


def refuse_unless_may(found: Held, of: Post, who: Participant, *, on: dt.date) -> None:
    """Refuse whoever may not begin to hold it on a day, with every reason against."""
    answer = may(found, of, who, on=on)
    if answer.value:
        return
    against = [
        part
        for part in answer.reason.parts
        if part.code not in {"post.open-to", "post.free", "post.terms-left"}
    ]
    told = [tell(part, language=rules_language(), writing=figures.Local()).sentence for part in against]
    raise Refused(
        gettext_noop("{why}"),
        code=against[0].code.replace("post.", "roles.", 1),
        next_step=gettext_noop("The page of it says who holds it, and until when."),
        article=of.article,
        why=" ".join(told),
    )


def may(found: Held, of: Post, who: Participant, *, on: dt.date) -> Explained[bool]:
    """Whether somebody may begin to hold it on a day, people by their names."""
    answer = may_take(found.people[who.key], of, found.tenures, on=on)
    return Explained(answer.value, found.named(answer.reason))


def _refuse_out_of_turn(found: Held, of: Post, by: Participant) -> None:
    first = found.order(of)[0]
    if first != by.key:
        raise Refused(
            gettext_noop("The turn is with {name}."),
            code="roles.not-your-turn",
            next_step=gettext_noop("It comes to you when they take it or let it pass."),
            article=of.article,
            name=found.name(first),
        )
