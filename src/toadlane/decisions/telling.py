"""Who is told that a decision waits for a second member; and that it waits no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import MEMBER
from toadlane.coops.moment import Moment
from toadlane.decisions import matters
from toadlane.decisions.models import Authority
from toadlane.notices.hearing import Said, Settled, hear
from toadlane.notices.kinds import Kind, Values, register
from toadlane.notices.telling import Telling, here_on
from toadlane.record.models import Entry


def titled(values: Values) -> Values:
    """What was decided, in words."""
    return {"title": matters.matter(str(values["matter"])).title(str(values["subject"]))}


CONFIRM: Final = Kind(
    "decision-to-confirm",
    label=_("A decision waits for a second member"),
    words={"entered": _("Hold it against the minutes and confirm it: {title}.")},
    verb=_("Look and confirm"),
    told=titled,
)


def entered(entry: Entry, what: Said) -> Iterator[Telling]:
    """Every other member can confirm it."""
    coop = entry.coop
    yield Telling(
        CONFIRM.key,
        to=here_on(coop, Moment.of(entry.happened_at, coop=coop).day, stage=MEMBER),
        words="entered",
        information_class=Authority.information_class,
        values={"matter": what["matter"], "subject": what["subject"]},
        url=reverse("decisions:authority", args=[coop.slug, what["authority"]]),
        subject=entry.subject,
        except_for=entry.actor,
    )


def settled(entry: Entry, _what: Said) -> Iterator[Settled]:
    """Confirmed or taken back, it waits for nobody."""
    yield Settled(CONFIRM.key, entry.subject)


def listen() -> None:
    """Called once when the application starts."""
    register(CONFIRM)
    hear("authority.entered.v1", "decisions", entered)
    for kind in ("authority.confirmed.v1", "authority.withdrawn.v1"):
        hear(kind, "decisions", settled)
