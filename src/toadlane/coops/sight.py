"""Who may see what: classes of information, open to audiences, as the charter's transparency rule says.

Open to members unless the charter says otherwise, of a class or of every class it does not name. What
it says of a class is the whole of it: open to “members” alone is closed to candidates; what is open to
candidates is open to members too. But everyone sees what is about themselves, also after they have
left. Hidden and absent are the same to whoever asks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import models, transaction

from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod, Visibility
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question

WORLD: Final = "world"
SELF: Final = "self"
OTHERWISE: Final = "otherwise"
UNLESS_SAID: Final = frozenset({"members"})
# Open to members is a good rule for what a co-op does, never for what a person is.
CLOSED_UNLESS_SAID: Final[Mapping[str, frozenset[str]]] = {
    "personal-details": frozenset({SELF}),
    "evaluations": frozenset({SELF}),
    "wellbeing": frozenset({SELF}),
}

Kept = TypeVar("Kept", bound=models.Model)


def _named(who: Any, day: Any) -> models.QuerySet[Any, Any]:
    """Someone's stage and roles on a day."""
    stages = StagePeriod.objects.on(day).filter(participant=who).values_list("stage")
    roles = RolePeriod.objects.on(day).filter(participant=who).values_list("role")
    return stages.union(roles)


OPENED = Question(
    lambda coop: Visibility.objects.filter(coop=coop).values_list("information_class", "audience"),
    coop=models.UUIDField(),
)
NAMED = Question(_named, who=models.UUIDField(), day=models.DateField())


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to be seen that is no row of its own: a page, a report, a count."""

    coop: Coop
    information_class: str
    about: Participant | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """What one participant, or a stranger, sees in one co-op on one day."""

    coop: Coop
    participant: Participant | None
    audiences: frozenset[str]
    opened: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, participant: Participant | None, *, coop: Coop, on: dt.date) -> Sight:
        """Three questions to the database, however much is then looked at."""
        here = participant if participant is not None and participant.coop_id == coop.pk else None
        return cls(coop, here, audiences_of(here, on=on), opened_in(coop))

    def open_to(self, information_class: str) -> frozenset[str]:
        """The audiences of a class."""
        if information_class in self.opened:
            return self.opened[information_class]
        if information_class in CLOSED_UNLESS_SAID:
            return CLOSED_UNLESS_SAID[information_class]
        return self.opened.get(OTHERWISE, UNLESS_SAID)

    def may_see_class(self, information_class: str) -> bool:
        """Whether they see a class whoever it is about."""
        return bool(self.open_to(information_class) & self.audiences)

    def may_see(self, thing: Any) -> bool:
        """Whether they see one thing: `information_class`, `coop`, and `about` when it is about someone."""
        if coop_key(thing) != self.coop.pk:
            return False
        if self.may_see_class(thing.information_class):
            return True
        about = getattr(thing, "about", None)
        return self.participant is not None and about is not None and about.pk == self.participant.pk

    def visible(self, rows: models.QuerySet[Kept]) -> models.QuerySet[Kept]:
        """Those of the rows they may see; the same answer as `may_see` on each."""
        here = rows.filter(coop=self.coop)
        if not class_is_a_column(rows.model):
            return self.of_one_class(here, class_of(rows.model))
        classes = here.order_by().values_list("information_class", flat=True).distinct()
        seen = [name for name in classes if self.may_see_class(name)]
        return here.filter(models.Q(information_class__in=seen) | self.own(rows.model))

    def of_one_class(self, rows: models.QuerySet[Kept], information_class: str) -> models.QuerySet[Kept]:
        """All of them, or only their own."""
        return rows if self.may_see_class(information_class) else rows.filter(self.own(rows.model))

    def own(self, model: type[models.Model]) -> models.Q:
        """The rows about themselves; no row for a stranger, nor of a kind that is about nobody."""
        field = about_field(model)
        if not field or self.participant is None:
            return models.Q(pk__in=[])
        return models.Q(**{field: self.participant})


def sight_on(participant: Participant, on: dt.date) -> Sight:
    """What somebody sees on a day in their own co-op."""
    return Sight.of(participant, coop=participant.coop, on=on)


def may_see(participant: Participant | None, thing: Any, on: dt.date) -> bool:
    """Whether a participant, or a stranger (None), may see one thing on a day."""
    return Sight.of(participant, coop=thing.coop, on=on).may_see(thing)


def visible(rows: models.QuerySet[Kept], *, to: Participant | None, on: dt.date) -> models.QuerySet[Kept]:
    """Those of the rows a participant may see on a day, in their own co-op.

    A stranger (None) is shown what co-ops have opened to the world.
    """
    if to is not None:
        return Sight.of(to, coop=to.coop, on=on).visible(rows)
    by_column = class_is_a_column(rows.model)
    said_of: Any = models.OuterRef("information_class") if by_column else class_of(rows.model)
    table = Visibility.objects.filter(coop=models.OuterRef("coop"))
    opened = models.Exists(table.filter(information_class=said_of, audience=WORLD))
    if not by_column and said_of in CLOSED_UNLESS_SAID:
        return rows.filter(opened)
    unnamed = models.Q(~models.Exists(table.filter(information_class=said_of)))
    if by_column:
        unnamed &= ~models.Q(information_class__in=list(CLOSED_UNLESS_SAID))
    others = models.Q(models.Exists(table.filter(information_class=OTHERWISE, audience=WORLD)))
    return rows.filter(models.Q(opened) | (unnamed & others))


@transaction.atomic
def seed(
    *,
    coop: Coop,
    classes: Mapping[str, Iterable[str]],
    otherwise: Iterable[str] = UNLESS_SAID,
    by: Participant | None,  # noqa: ARG001 — a verb names who and when; the caller records them
    at: Moment,  # noqa: ARG001
) -> None:
    """Make the table say what the charter says, no more and no less.

    Called when a charter or an amendment of its transparency rule comes into force; the caller's verb
    holds the authority and writes the record's entry, naming `by` and `at`.
    """
    table = {**classes, OTHERWISE: otherwise}
    said = {(name, audience) for name, audiences in table.items() for audience in audiences}
    kept = {(row.information_class, row.audience): row for row in Visibility.objects.filter(coop=coop)}
    Visibility.objects.filter(pk__in=[row.pk for pair, row in kept.items() if pair not in said]).delete()
    Visibility.objects.bulk_create(
        Visibility(coop=coop, information_class=name, audience=audience)
        for name, audience in sorted(said - kept.keys())
    )


def opened_in(coop: Coop) -> Mapping[str, frozenset[str]]:
    """The whole table of one co-op."""
    table: dict[str, set[str]] = {}
    for name, audience in OPENED(coop=coop.pk):
        table.setdefault(name, set()).add(audience)
    return {name: frozenset(audiences) for name, audiences in table.items()}


def audiences_of(participant: Participant | None, *, on: dt.date) -> frozenset[str]:
    """The audiences someone belongs to on a day: the world, their stage's (“members”), their roles'."""
    if participant is None:
        return frozenset({WORLD})
    # Everyone is themselves to themselves alone: a role called “self” opens nobody else's matters.
    named = {name for (name,) in NAMED(who=participant.pk, day=on)} - {SELF}
    also = {"candidates"} if "member" in named else set()
    return frozenset({WORLD} | named | {f"{name}s" for name in named} | also)


def coop_key(thing: Any) -> UUID:
    """The co-op of a row, or of a matter, without asking the database."""
    key: UUID = thing.coop_id if hasattr(thing, "coop_id") else thing.coop.pk
    return key


def class_is_a_column(model: type[models.Model]) -> bool:
    """Some rows each carry their own class; of most, all are of one class."""
    return any(field.name == "information_class" for field in model._meta.concrete_fields)


def class_of(model: Any) -> str:
    """The one class of all rows of a model."""
    name: str = model.information_class
    return name


def about_field(model: type[models.Model]) -> str:
    """The field that points at whom a row is about; empty for rows about nobody in particular."""
    name: str = getattr(model, "about_field", "")
    return name
