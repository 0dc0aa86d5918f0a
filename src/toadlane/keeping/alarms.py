"""Who is told of copies: operators, that there are none; whoever asked for everything, that it is ready."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from toadlane.coops.models import Coop
from toadlane.keeping import reads, witnessed
from toadlane.keeping.models import Keeping, TakenFile, Taking
from toadlane.notices.kinds import Kind
from toadlane.notices.operators import Alarm, tell_operators
from toadlane.notices.telling import Telling, tell
from toadlane.people.models import Person

LOOK_EVERY: Final = dt.timedelta(hours=1)
SAID_AGAIN: Final = dt.timedelta(days=7)
READY: Final = Kind(
    "everything-ready",
    label=_("Everything you asked for"),
    words={
        "ready": _("The file of everything is ready. It is kept until {until}."),
        "failed": _("The file of everything could not be made. It can be begun anew."),
    },
    verb=_("Go there"),
)


@task()
def look() -> None:
    """Tell operators what is amiss with backups and records, once, and again while there is no backup."""
    now = timezone.now()
    for key, alarm in (*alarms(now), *witnessed.alarms()):
        tell_operators(alarm, at=now, key=key)


def worth_a_look() -> bool:
    """Where somebody lives whose copies could be missed, for longer than the first backup takes."""
    since = timezone.now() - reads.TOO_OLD[Keeping.Kind.BACKUP]
    begun = Person.objects.filter(operates=True, joined_at__lt=since)
    return (begun.exists() and Coop.objects.exists()) or witnessed.anything_amiss()


def alarms(now: dt.datetime) -> Iterator[tuple[str, Alarm]]:
    """Each with the key of its occasion: a failure is said once, that there is no backup every week."""
    standing = reads.standing(now)
    where = reverse("keeping:keeping")
    if standing.failed is not None:
        says = _("A backup or its drill failed.")
        yield (
            f"copy-failed:{standing.failed.pk}",
            Alarm(_("A copy failed"), says, _("See what happened"), where),
        )
    if standing.backup_is_late:
        says = _("No good backup was made for two days. What is written now would be lost with this machine.")
        alarm = Alarm(_("There is no recent backup"), says, _("See to it"), where)
        yield occasion("backup", standing.backup, now), alarm


def occasion(what: str, last: Keeping | None, now: dt.datetime) -> str:
    """The same until the next good one, but for every week that it lasts."""
    since = now - last.asked_at if last else now - dt.datetime.min.replace(tzinfo=dt.UTC)
    return f"{what}-late:{last.pk if last else 'never'}:{since // SAID_AGAIN}"


def tell_taker(taking: Taking, row: TakenFile, *, at: dt.datetime) -> None:
    """Whoever asked for everything hears what came of it."""
    ready = row.state == TakenFile.State.READY
    told = Telling(
        READY.key,
        to=[taking.by],
        words="ready" if ready else "failed",
        information_class=Taking.information_class,
        values={"until": row.kept_until.date().isoformat()} if ready and row.kept_until else {},
        url=reverse("keeping:everything", args=[taking.coop.slug]),
        about=taking.by,
    )
    tell(told, coop=taking.coop, at=at, key=f"taken:{row.pk}:{row.asked_at.timestamp()}")
