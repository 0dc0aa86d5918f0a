"""What *Today* says of dues: one's own; those that are late; a membership the charter has ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toadlane.books.verbs.standing import BOOKKEEPER
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.dues.models import DuesKept
from toadlane.dues.reads import Line, line_of, lines
from toadlane.dues.telling import BEFORE
from toadlane.members.standing import enters

KEPT = Question(lambda coop: DuesKept.objects.filter(coop=coop).values_list("from_day"), coop=UUIDField())


def sign(who: Asking) -> tuple[Question, dict[str, Any]]:
    """Dues are kept here."""
    return KEPT, {"coop": who.coop.pk}


def for_today(participant: Participant, at: Moment) -> Iterable[Item]:
    """For each their own; for the bookkeeper those that are late; for whoever keeps the list, what ended."""
    keeps = enters(participant, at)
    books = BOOKKEEPER in participant.roles_on(at.day)
    found = lines(participant.coop, at.day) if keeps or books else [line_of(participant, at.day)]
    slug = participant.coop.slug
    for line in found:
        if line.who.pk == participant.pk:
            yield from _own(line, slug, at)
        elif keeps and line.ends_since is not None:
            yield Item(
                title=_("By the charter a membership has ended: %(name)s") % {"name": line.who.name},
                verb=_("Ask another member to enter it") if books else _("Look, and enter it"),
                url=reverse("dues:terms", args=[slug, line.who.key]),
                due_on=line.ends_since,
                detail=_("Dues were not paid."),
            )
    late = sum(line.late is not None for line in found if line.who.pk != participant.pk)
    if books and late:
        words = ngettext("Dues of %(n)s member are late", "Dues of %(n)s members are late", late)
        yield Item(title=words % {"n": late}, verb=_("See whose"), url=reverse("dues:dues", args=[slug]))


def _own(line: Line, slug: str, at: Moment) -> Iterator[Item]:
    owed = line.next_due
    if owed is not None and owed.due_on <= at.day + BEFORE:
        yield Item(
            title=_("Your dues are to be paid"),
            verb=_("See what is open"),
            url=reverse("dues:terms", args=[slug, line.who.key]),
            due_on=owed.due_on,
        )
