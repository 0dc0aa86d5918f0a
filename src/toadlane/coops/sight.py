"""Who may see what: classes of information, open to audiences, as the charter's transparency rule says.

Open to members unless the charter says otherwise, of a class or of every class it does not name; what is
about people stays closed until it says otherwise. What it says of a class is the whole of it: open to
“members” alone is closed to candidates; what is open to candidates is open to members too. But everyone
sees what is about themselves, also after they have left, and what they are named on. Hidden and absent
are the same to whoever asks. How the table is read says `bylaws.membership.sight`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import models, transaction

from bylaws.charter.kinds.transparency import (
    CLOSED_UNLESS_SAID,
    GONE_AFTER_DAYS,
    NOT_FOR_WHOM_IT_IS_ABOUT,
    OPEN_TO_NOBODY_ELSE,
    SELF,
    WORLD,
)
from bylaws.membership import sight as reading
from toadlane.coops import closures
from toadlane.coops.models import Coop, Participant, Visibility
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.standing import Standing, standing_of, standings

__all__ = ["CLOSED_UNLESS_SAID", "SELF", "WORLD", "Matter", "Sight", "may_see", "visible"]

OTHERWISE: Final = "otherwise"
UNLESS_SAID: Final = frozenset({"members"})
LONGEST: Final = 300

Kept = TypeVar("Kept", bound=models.Model)

OPENED = Question(
    lambda coop: Visibility.objects.filter(coop=coop).values_list("information_class", "audience", "article"),
    coop=models.UUIDField(),
)


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to be seen that is no row of its own: a page, a report, a count.

    `named` are the keys of those it names, `said_on` the day from which some classes are counted.
    """

    coop: Coop
    information_class: str
    about: Participant | None = None
    named: Collection[UUID] = ()
    said_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The table of one co-op, and the article it was seeded from; "" where no charter did."""

    table: reading.Table
    article: str = ""


@dataclass(frozen=True, slots=True)
class Sight:
    """What one participant, or a stranger, sees in one co-op on one day."""

    coop: Coop
    participant: Participant | None
    standing: Standing
    opened: Opened
    on: dt.date

    @classmethod
    def of(cls, participant: Participant | None, *, coop: Coop, on: dt.date) -> Sight:
        """Two questions to the database, however much is then looked at."""
        here = participant if participant is not None and participant.coop_id == coop.pk else None
        return cls(coop, here, standing_of(here, on=on), table_in(coop), on)

    @property
    def audiences(self) -> frozenset[str]:
        """The audiences they belong to."""
        return self.standing.audiences

    def open_to(self, information_class: str) -> frozenset[str]:
        """The audiences of a class."""
        return self.opened.table.audience(information_class)

    def may_see_class(self, information_class: str) -> bool:
        """Whether they see a class whoever it is about."""
        return self.opened.table.open_to(information_class, self.audiences)

    def may_see(self, thing: Any) -> bool:
        """Whether they see one thing: `information_class`, `coop`, and `about` when it is about someone.

        A thing may also say whom it names (`named`, their primary keys), and when it was said (`said_on`).
        """
        of_class: str = thing.information_class
        said_on = getattr(thing, getattr(thing, "said_on_field", "said_on"), None)
        if coop_key(thing) != self.coop.pk or reading.is_gone(of_class, said_on, self.on):
            return False
        about_whom = key_about(thing)
        if self._is_closed(thing, about_whom):
            return False
        return (
            self.may_see_class(of_class)
            or self._is_own(of_class, about_whom)
            or self._is_named(thing)
            or (of_class, about_whom) in self.standing.exposed
        )

    def visible(self, rows: models.QuerySet[Kept]) -> models.QuerySet[Kept]:
        """Those of the rows they may see; the same answer as `may_see` on each."""
        here = rows.filter(coop=self.coop)
        if not class_is_a_column(rows.model):
            return self.of_one_class(here, class_of(rows.model))
        classes = here.order_by().values_list("information_class", flat=True).distinct()
        seen = [name for name in classes if self.may_see_class(name)]
        withheld = models.Q(information_class__in=list(NOT_FOR_WHOM_IT_IS_ABOUT))
        nobodys = models.Q(information_class__in=list(OPEN_TO_NOBODY_ELSE))
        theirs = (self.own(rows.model) & ~withheld) | (self.naming(rows.model) & ~nobodys)
        found = here.filter(models.Q(information_class__in=seen) | theirs | self.exposed(rows.model))
        for name in GONE_AFTER_DAYS:
            found = self._not_gone(found, name, models.Q(information_class=name))
        return self._not_closed(found)

    def of_one_class(self, rows: models.QuerySet[Kept], information_class: str) -> models.QuerySet[Kept]:
        """All of them, or those that are theirs."""
        kept = self._not_closed(self._not_gone(rows, information_class, models.Q()))
        if self.may_see_class(information_class):
            return kept
        theirs = self.exposed(rows.model, information_class)
        if reading.is_own(information_class):
            theirs |= self.own(rows.model)
        if reading.is_for_named(information_class):
            theirs |= self.naming(rows.model)
        return kept.filter(theirs)

    def own(self, model: type[models.Model]) -> models.Q:
        """The rows about themselves; no row for a stranger, nor of a kind that is about nobody."""
        field = about_field(model)
        if not field or self.participant is None:
            return NONE
        return models.Q(**{field: self.participant})

    def naming(self, model: type[models.Model]) -> models.Q:
        """The rows that name them, while they are here; no row of a kind that names nobody."""
        field: str = getattr(model, "named_field", "")
        if not field or self.participant is None or not reading.takes_part(self.audiences):
            return NONE
        rows: Any = model
        named = rows.objects.filter(**{field: self.participant})
        return models.Q(pk__in=named.values("pk"))

    def exposed(self, model: type[models.Model], information_class: str = "") -> models.Q:
        """The rows of a class about somebody that two members have opened to them for some days."""
        field, found = about_field(model), NONE
        for of_class, about in self.standing.exposed if field else ():
            if information_class in {"", of_class}:
                said = {} if information_class else {"information_class": of_class}
                found |= models.Q(**{field: about}, **said)
        return found

    def _not_closed(self, rows: models.QuerySet[Kept]) -> models.QuerySet[Kept]:
        """Without what is closed until a day to all but those named; one's own stays."""
        thing: str = getattr(rows.model, "closable_by", "")
        if not thing:
            return rows
        closed = closures.closed_to(self.participant, self.coop, self.on).values("thing")
        return rows.exclude(models.Q(**{f"{thing}__in": closed}) & ~self.own(rows.model))

    def _is_closed(self, thing: Any, about: UUID | None) -> bool:
        key = getattr(thing, getattr(thing, "closable_by", "") or "pk", None)
        if not getattr(thing, "closable_by", "") or key is None:
            return False
        own = self.participant is not None and about == self.participant.pk
        return not own and closures.is_closed_to(key, self.participant, coop=self.coop, on=self.on)

    def _is_own(self, information_class: str, about: UUID | None) -> bool:
        here = self.participant is not None and about == self.participant.pk
        return here and reading.is_own(information_class)

    def _is_named(self, thing: Any) -> bool:
        if self.participant is None or not reading.is_for_named(thing.information_class):
            return False
        if not reading.takes_part(self.audiences):
            return False
        rows: Any = type(thing)
        if getattr(rows, "named_field", ""):
            return bool(rows.objects.filter(self.naming(rows), pk=thing.pk).exists())
        return self.participant.pk in getattr(thing, "named", ())

    def _not_gone(
        self, rows: models.QuerySet[Kept], information_class: str, which: models.Q
    ) -> models.QuerySet[Kept]:
        field: str = getattr(rows.model, "said_on_field", "")
        if not field or information_class not in GONE_AFTER_DAYS:
            return rows
        last = self.on - dt.timedelta(days=GONE_AFTER_DAYS[information_class])
        return rows.exclude(which & models.Q(**{f"{field}__lte": last}))


NONE: Final = models.Q(pk__in=[])


def sight_on(participant: Participant, on: dt.date) -> Sight:
    """What somebody sees on a day in their own co-op."""
    return Sight.of(participant, coop=participant.coop, on=on)


def sights_on(participants: Collection[Participant], *, coop: Coop, on: dt.date) -> dict[UUID, Sight]:
    """What each of many participants of one co-op sees on a day, in as many questions as for one."""
    opened, held = table_in(coop), standings(participants, coop=coop, on=on)
    return {who.pk: Sight(coop, who, held[who.pk], opened, on) for who in participants}


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
    table = table.exclude(information_class__in=list(OPEN_TO_NOBODY_ELSE))
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
    article: str = "",
    by: Participant | None,  # noqa: ARG001 — a verb names who and when; the caller records them
    at: Moment,  # noqa: ARG001
) -> None:
    """Make the table say what the charter says, no more and no less; `article` is where it says so.

    Called when a charter or an amendment of its transparency rule comes into force; the caller's verb
    holds the authority and writes the record's entry, naming `by` and `at`.
    """
    article = article[:LONGEST]
    table = {**classes, OTHERWISE: otherwise}
    said = {(name, audience) for name, audiences in table.items() for audience in audiences}
    rows = Visibility.objects.filter(coop=coop)
    kept = {(row.information_class, row.audience): row for row in rows}
    rows.filter(pk__in=[row.pk for pair, row in kept.items() if pair not in said]).delete()
    rows.exclude(article=article).update(article=article)
    Visibility.objects.bulk_create(
        Visibility(coop=coop, information_class=name, audience=audience, article=article)
        for name, audience in sorted(said - kept.keys())
    )


def opened_in(coop: Coop) -> Mapping[str, frozenset[str]]:
    """The whole table of one co-op as it is kept, `otherwise` among the classes."""
    return by_class(OPENED(coop=coop.pk))


def table_in(coop: Coop) -> Opened:
    """The table of one co-op as it is read, in one question."""
    rows = OPENED(coop=coop.pk)
    kept = by_class(rows)
    otherwise = kept.pop(OTHERWISE, UNLESS_SAID)
    return Opened(reading.Table(kept, otherwise), rows[0][2] if rows else "")


def by_class(rows: Iterable[tuple[str, str, str]]) -> dict[str, frozenset[str]]:
    """The audiences of each class that the rows name."""
    table: dict[str, set[str]] = {}
    for name, audience, _ in rows:
        table.setdefault(name, set()).add(audience)
    return {name: frozenset(audiences) for name, audiences in table.items()}


def audiences_of(participant: Participant | None, *, on: dt.date) -> frozenset[str]:
    """The audiences someone belongs to on a day: the world, their stage's (“members”), their roles'."""
    return standing_of(participant, on=on).audiences


def coop_key(thing: Any) -> UUID:
    """The co-op of a row, or of a matter, without asking the database."""
    key: UUID = thing.coop_id if hasattr(thing, "coop_id") else thing.coop.pk
    return key


def key_about(thing: Any) -> UUID | None:
    """The key of whom a row or a matter is about; a row is about whom its model says, and else nobody."""
    field = about_field(type(thing))
    if not field and isinstance(thing, models.Model):
        return None
    *path, last = (field or "about").split("__")
    for step in path:
        thing = getattr(thing, step)
    if hasattr(thing, f"{last}_id"):
        key: UUID | None = getattr(thing, f"{last}_id")
        return key
    about = getattr(thing, last, None)
    return about.pk if about is not None else None


def whom_about(thing: Any) -> Participant | None:
    """Whom a row or a matter is about."""
    field = about_field(type(thing))
    if not field and isinstance(thing, models.Model):
        return None
    for step in (field or "about").split("__"):
        thing = getattr(thing, step, None)
    found: Participant | None = thing
    return found


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
