"""What *Today* says of talks: a round waits to hear somebody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import QuerySet, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.prepared import Question
from toadlane.coops.providers import Asking, Item
from toadlane.coops.sight import sight_on
from toadlane.talk.models import RoundSeat
from toadlane.talk.subjects import may_speak, subject_in

MOST: Final = 5


def _turns(who: Any) -> QuerySet[Any, Any]:
    seats = RoundSeat.objects.filter(participant=who, heard_at=None, passed_at=None, round__ended_at=None)
    return seats.order_by("round__begun_at").values_list("round__kind", "round__subject")[:MOST]


TURNS = Question(_turns, who=UUIDField())


def a_turn(who: Asking) -> tuple[Question, dict[str, Any]]:
    """A round in which they were not heard yet."""
    return TURNS, {"who": who.participant.pk}


def my_turns(participant: Participant, at: Moment) -> Iterable[Item]:
    """One for each round."""
    sight = sight_on(participant, at.day)
    for kind, key in TURNS(who=participant.pk):
        subject = subject_in(participant.coop, kind, key, at)
        if subject is None or not may_speak(sight, subject, at):
            continue
        yield Item(
            title=_("A round about “%(title)s” waits for you") % {"title": subject.title},
            verb=_("Speak or pass"),
            url=reverse("talk:talk", args=[participant.coop.slug, kind, key]),
        )
