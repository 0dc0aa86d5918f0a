"""Somebody is asked to write a draft along: told once, and on *Today* until they answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toadlane.coops import providers
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.notices.kinds import Kind, register
from toadlane.notices.telling import Telling, take_back, tell
from toadlane.proposals.models import DraftWriter
from toadlane.proposals.raised_rows import OWN

ASKED: Final = Kind(
    "proposal-writer",
    label=gettext_lazy("You are asked to write a proposal along"),
    words={"asked": gettext_lazy("{name} asks you to write “{title}” along.")},
    verb=gettext_lazy("Read it, and say whether you do"),
)
MOST: Final = 5


def ask(row: DraftWriter, at: Moment) -> None:
    """Tell whoever is asked."""
    telling = Telling(
        ASKED.key,
        to=[row.participant],
        words="asked",
        information_class=OWN,
        values={"name": row.draft.author.name, "title": row.draft.title},
        url=reverse("proposals:draft", args=[row.coop.slug, row.draft_id]),
        of_each=True,
        subject=str(row.draft_id),
    )
    tell(telling, coop=row.coop, at=at.instant, key=f"writer:{row.pk}")


def answered(row: DraftWriter, at: Moment) -> None:
    """They said whether they do."""
    take_back(ASKED.key, coop=row.coop, subject=str(row.draft_id), at=at.instant, of=row.participant.key)


def _asked(who: Any) -> QuerySet[Any, Any]:
    rows = DraftWriter.objects.filter(participant=who, agreed_at=None).order_by("invited_at")
    return rows.values_list("draft", "draft__title", "draft__author__name")[:MOST]


ASKED_OF_ME: Final = Question(_asked, who=UUIDField())


def one_waits(who: Asking) -> tuple[Question, dict[str, Any]]:
    """Somebody asked them to write along."""
    return ASKED_OF_ME, {"who": who.participant.pk}


def for_today(participant: Participant, _at: Moment) -> Iterable[Item]:
    """One for each draft they were asked to write along."""
    for key, title, name in ASKED_OF_ME(who=participant.pk):
        yield Item(
            title=_("{name} asks you to write “{title}” along").format(name=name, title=title),
            verb=_("Read it, and say whether you do"),
            url=reverse("proposals:draft", args=[participant.coop.slug, key]),
        )


def listen() -> None:
    """Called once when the application starts."""
    register(ASKED)
    providers.register("proposals.writers", for_today, one_waits)
