"""A record that a witness refused, or that contradicts what this house signed: who is told, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toadlane.coops.models import Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.notices.hearing import Said, hear
from toadlane.notices.kinds import Kind, register
from toadlane.notices.operators import Alarm
from toadlane.notices.telling import Telling
from toadlane.record import witnessing
from toadlane.record.models import Entry, WitnessAsking
from toadlane.record.rights import KEEPS_RECORDS

REFUSED: Final = Question(
    lambda coop: (
        WitnessAsking.objects.filter(coop=coop, witness__ended=None)
        .exclude(refused=None)
        .order_by("pk")
        .values_list("witness__name")
    ),
    coop=models.UUIDField(),
)
CONTRADICTED: Final = Question(lambda: witnessing.standing().order_by("pk").values_list("origin__name"))
KIND: Final = Kind(
    "record-refused",
    label=gettext_lazy("The record of your co-op"),
    words={
        "refused": gettext_lazy("{witness} refused the record: it is not what they signed before."),
        "signs-again": gettext_lazy("{witness} signs the record again."),
    },
    verb=gettext_lazy("See what happened"),
)

TITLE: Final = gettext_lazy("A record is not what it was")
OURS: Final = gettext_lazy(
    "A witness did not find a record of this installation as it had been. Was a backup put back?"
)
THEIRS: Final = gettext_lazy("A record that is witnessed here is not what was signed before. It was refused.")


def keepers(participant: Participant, at: Moment) -> bool:
    """Whether somebody hears of it: who keeps the records, or runs the installation."""
    operates = participant.person is not None and participant.person.operates
    return operates or bool(KEEPS_RECORDS & participant.roles_on(at.day))


def a_refusal(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """A witness who refuses, for those who hear of it."""
    person = who.participant.person
    concerned = (person is not None and person.operates) or KEEPS_RECORDS & who.audiences
    return (REFUSED, {"coop": who.coop.pk}) if concerned else None


def for_keepers(participant: Participant, at: Moment) -> Iterator[Item]:
    """Each witness who refuses this record."""
    if not keepers(participant, at):
        return
    where = reverse("record:witnesses", args=[participant.coop.slug])
    for (name,) in REFUSED(coop=participant.coop_id):
        title = _("%(name)s refused the record: it is not what they signed before") % {"name": name}
        yield Item(title, _("See what happened"), where)


def a_contradiction(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """A record elsewhere that is not what was signed here, for whoever runs the installation."""
    person = who.participant.person
    return (CONTRADICTED, {}) if person is not None and person.operates else None


def for_operators(participant: Participant, at: Moment) -> Iterator[Item]:  # noqa: ARG001 — a provider's shape
    """The records that this installation refused."""
    if participant.person is None or not participant.person.operates:
        return
    for (name,) in CONTRADICTED():
        title = _("The record of %(name)s is not what was signed here before") % {"name": name}
        yield Item(title, _("See what happened"), reverse("record:house"))


def told(entry: Entry, said: Said) -> Iterator[Telling]:
    """Whoever keeps the records hears that a witness refused, or signs again."""
    day = Moment.of(entry.happened_at, coop=entry.coop).day
    holds = RolePeriod.objects.on(day).filter(coop=entry.coop, role__in=KEEPS_RECORDS).values("participant")
    yield Telling(
        KIND.key,
        to=Participant.objects.filter(coop=entry.coop, pk__in=holds),
        words="refused" if entry.kind == "record.witness-refused.v1" else "signs-again",
        information_class=Entry.information_class,
        values={"witness": said["witness"]},
        url=reverse("record:witnesses", args=[entry.coop.slug]),
    )


def listen() -> None:
    """Called when the application starts."""
    register(KIND)
    hear("record.witness-refused.v1", "keeping", told)
    hear("record.witness-signs-again.v1", "keeping", told)


def anything_amiss() -> bool:
    """Looked at often, so it asks two small questions."""
    refused = WitnessAsking.objects.filter(witness__ended=None).exclude(refused=None)
    return refused.exists() or witnessing.standing().exists()


def alarms() -> Iterator[tuple[str, Alarm]]:
    """What whoever runs the installation is written: of records here, and of those elsewhere."""
    where = reverse("record:house")
    refused = WitnessAsking.objects.filter(witness__ended=None).exclude(refused=None)
    for key in refused.order_by("pk").values_list("refused", flat=True):
        yield f"record-refused:{key}", Alarm(TITLE, OURS, KIND.verb, where)
    for nth in witnessing.standing().order_by("pk").values_list("pk", flat=True):
        yield f"record-contradicts:{nth}", Alarm(TITLE, THEIRS, KIND.verb, where)
