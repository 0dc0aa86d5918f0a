"""Who is told of dues and of who speaks: whoever it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bylaws.membership.dues import Owed
from toadlane.books.models import MEMBER_MONEY
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.dues.models import DIRECTORY
from toadlane.dues.reads import Line, lines, rule_on
from toadlane.members.telling import settled
from toadlane.notices.hearing import Said, Settled, hear
from toadlane.notices.kinds import Kind, register
from toadlane.notices.telling import Telling, tell
from toadlane.record.models import Entry

BEFORE: Final = dt.timedelta(days=14)
"""So long before it is due, or before something follows, it is told."""
DUE: Final = Kind(
    "dues-due",
    label=_("Your dues"),
    words={
        "soon": _("Dues for the time from {begins} are to be paid by {due}."),
        "due": _("Dues for the time from {begins} were to be paid by {due}, and are still open."),
    },
    verb=_("See what is open"),
)
FOLLOWS: Final = Kind(
    "dues-follow",
    label=_("Your dues are late"),
    words={
        "no-use-soon": _(
            "Dues for the time from {begins} are open. From {follows} you may not use what comes with them."
        ),
        "no-use": _(
            "Dues for the time from {begins} are open. Since {follows} you may not use what comes with them."
        ),
        "ends-membership-soon": _(
            "Dues for the time from {begins} are open. By the charter your membership ends on {follows}."
        ),
        "ends-membership": _(
            "Dues for the time from {begins} are open. By the charter your membership ended on {follows}."
        ),
    },
    verb=_("See what is open"),
    binding=True,
)
SPOKEN_FOR: Final = Kind(
    "who-speaks",
    label=_("Who speaks for your organisation"),
    words={
        "entered": _("You are entered here as an organisation, with one vote."),
        "named": _("Somebody was named who speaks for your organisation."),
    },
    verb=_("See who"),
    binding=True,
)


def remind(coop: Coop, at: Moment) -> None:
    """Tell each of what is due; each thing once, however often this runs."""
    rule = rule_on(coop, at.day)
    if rule is None:
        return
    for line in lines(coop, at.day):
        for owed in line.found.value.owed if line.found else ():
            code = code_of(owed, rule.says.unpaid, at.day) if owed.open else None
            if code is not None:
                _tell(line, owed, code, at)


def code_of(owed: Owed, unpaid: str, day: dt.date) -> str | None:
    """What is told of dues on a day; None while it is too early."""
    if unpaid != "tolerated" and day >= owed.follows_on:
        return unpaid
    if unpaid != "tolerated" and day >= max(owed.due_on, owed.follows_on - BEFORE):
        return f"{unpaid}-soon"
    if day >= owed.due_on:
        return "due"
    return "soon" if day >= owed.due_on - BEFORE else None


def _tell(line: Line, owed: Owed, code: str, at: Moment) -> None:
    who, begins = line.who, owed.period.from_day.isoformat()
    kind = DUE if code in DUE.words else FOLLOWS
    days = {"begins": begins, "due": owed.due_on.isoformat(), "follows": owed.follows_on.isoformat()}
    telling = Telling(
        kind.key,
        to=[who],
        words=code,
        information_class=MEMBER_MONEY,
        values=days,
        url=reverse("dues:terms", args=[who.coop.slug, who.key]),
        of_each=True,
        subject=subject_of(who.key, begins),
    )
    tell(telling, coop=who.coop, at=at.instant, key=f"{subject_of(who.key, begins)}:{code}")


def subject_of(key: str, begins: str) -> str:
    """What notices of dues for one time are about."""
    return f"dues:{key}:{begins}"


def received(_entry: Entry, what: Said) -> Iterator[Settled]:
    """What is paid whole needs nobody to be told any more."""
    if what["whole"]:
        for kind in (DUE, FOLLOWS):
            yield Settled(kind.key, subject_of(what["participant"], what["due_for"]))


def spoken_for(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """The organisation hears that it is one, or that somebody was named, unless it named them itself."""
    yield from settled(what)
    yield Telling(
        SPOKEN_FOR.key,
        to=Participant.objects.filter(coop=entry.coop, key=what["participant"]),
        words="named" if "signs_in_anew" in what else "entered",
        information_class=DIRECTORY,
        url=reverse("dues:terms", args=[entry.coop.slug, what["participant"]]),
        of_each=True,
        except_for=entry.actor,
    )


def listen() -> None:
    """Called once when the application starts."""
    for kind in (DUE, FOLLOWS, SPOKEN_FOR):
        register(kind)
    hear("dues.received.v1", "dues", received)
    hear("organisation.entered.v1", "dues", spoken_for)
    hear("organisation.spoken-for.v1", "dues", spoken_for)
