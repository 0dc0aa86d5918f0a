"""Three kinds of rows: book rows are written once, draft rows edited, account rows kept current."""

# ruff: noqa: ARG002, FBT001, FBT002, PLR0917 — these methods have the shape Django gave them

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NoReturn, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from uuid_utils.compat import uuid7

from bylaws.kernel.faults import RecordBroken

Kept = TypeVar("Kept", bound=models.Model)


def refuse(model: type[models.Model], what: str) -> NoReturn:
    """Stop whoever tries to change what is settled."""
    raise RecordBroken(
        gettext_noop("A row of the book is written once; this {row} was about to be {what}."),
        code=f"book.{what}",
        next_step=gettext_noop("Put it right by a new row that points at this one. Nothing was changed."),
        row=model._meta.verbose_name,
        what=what,
    )


class Row(models.Model):
    """Anything that belongs to one co-op."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    coop = models.ForeignKey(
        "coops.Coop", on_delete=models.PROTECT, related_name="+", verbose_name=_("co-op")
    )

    class Meta:
        abstract = True


class BookQuerySet(models.QuerySet[Kept]):
    """Reads and adds; whatever would change or remove a row is refused."""

    def update(self, **kwargs: Any) -> NoReturn:
        refuse(self.model, "changed")

    def delete(self) -> NoReturn:
        refuse(self.model, "removed")

    def bulk_update(
        self, objs: Iterable[Kept], fields: Iterable[str], batch_size: int | None = None
    ) -> NoReturn:
        refuse(self.model, "changed")

    def update_or_create(
        self,
        defaults: Any = None,
        create_defaults: Any = None,
        **kwargs: Any,
    ) -> NoReturn:
        refuse(self.model, "changed")

    def bulk_create(
        self,
        objs: Iterable[Kept],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[Kept]:
        if update_conflicts:
            refuse(self.model, "changed")
        return super().bulk_create(objs, batch_size=batch_size, ignore_conflicts=ignore_conflicts)


class BookManager(models.Manager[Kept]):
    """Reads and adds."""

    def get_queryset(self) -> BookQuerySet[Kept]:
        return BookQuerySet(self.model, using=self._db)


class BookRow(Row):
    """Written once. `recorded_at` is the clock's and serves the audit trail alone."""

    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)

    objects = BookManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            refuse(type(self), "changed")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        refuse(type(self), "removed")


class DraftRow(Row):
    """Edited freely until it becomes final."""

    class Meta:
        abstract = True


class AccountRow(Row):
    """Kept current: who someone is, what they may do, what has been done with a key."""

    class Meta:
        abstract = True
