"""What is still to do before a new co-op can close a year, for *Today* of those who set it up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.books.models import JournalEntry
from toadlane.charter.models import CharterDraft, CharterText
from toadlane.coops.models import SETS_UP, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import sight_on

BOOKKEEPER = "bookkeeper"


def _held(day: Any) -> Q:
    """Roles held on a day or later; one of no days never was."""
    return Q(valid_until__isnull=True) | Q(valid_until__gt=day, valid_from__lt=F("valid_until"))


def _standing(who: Any, day: Any) -> Any:
    roles = RolePeriod.objects.filter(coop=OuterRef("coop"))
    sets_up = RolePeriod.objects.on(day).filter(participant=OuterRef("pk"), role__in=SETS_UP)
    return (
        Participant.objects.filter(Exists(sets_up), pk=who)
        .annotate(
            charter=Exists(CharterText.objects.filter(coop=OuterRef("coop"))),
            draft=Exists(CharterDraft.objects.filter(coop=OuterRef("coop"))),
            others=Exists(Participant.objects.filter(coop=OuterRef("coop")).exclude(pk=who)),
            bookkeeper=Exists(roles.filter(_held(day), role=BOOKKEEPER)),
            keeps_books=Exists(sets_up.filter(role=BOOKKEEPER)),
            begun=Exists(JournalEntry.objects.filter(coop=OuterRef("coop"))),
        )
        .exclude(charter=True, others=True, bookkeeper=True, begun=True)
        .values_list("charter", "draft", "others", "bookkeeper", "keeps_books", "begun")
    )


STANDING = Question(_standing, who=UUIDField(), day=DateField())


def something_missing(who: Asking) -> tuple[Question, dict[str, Any]] | None:
    """A charter, the others, a bookkeeper or the first entry, for those who set the co-op up."""
    said = {"who": who.participant.pk, "day": who.at.day}
    return (STANDING, said) if SETS_UP & who.audiences else None


def next_steps(participant: Participant, at: Moment) -> Iterable[Item]:
    """For founders and bookkeepers, in one question to the database; no more once all is there."""
    coop = participant.coop
    if not SETS_UP & sight_on(participant, at.day).audiences:
        return
    for charter, draft, others, bookkeeper, keeps_books, begun in STANDING(who=participant.pk, day=at.day):
        if not charter:
            yield Item(
                title=_("Adopt a charter"),
                detail=_("Without one you can look around, and nothing that needs a rule can be done."),
                verb=_("Go on with the text") if draft else _("Choose a charter"),
                url=reverse("charter:draft" if draft else "charter:adoption", args=[coop.slug]),
            )
        if not others:
            yield Item(
                title=_("Bring the others in"),
                detail=_("Who takes part, as what, since when; they are invited by e-mail to sign in."),
                verb=_("Bring people in"),
                url=reverse("members:many", args=[coop.slug]),
            )
        if not bookkeeper:
            yield Item(
                title=_("Name a bookkeeper"),
                detail=_("Somebody has to state the figures of a year and close it."),
                verb=_("Choose somebody"),
                url=reverse("members:people", args=[coop.slug]),
            )
        if charter and keeps_books and not begun:
            yield Item(
                title=_("Bring the past"),
                detail=_("What members held before, so that the first close begins where you are."),
                verb=_("Enter opening balances"),
                url=reverse("books:opening", args=[coop.slug]),
            )
