"""Who is told of what is said: whoever takes part in a talk, as soon as they chose to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sights_on
from toadlane.notices.hearing import Said, Settled, hear
from toadlane.notices.kinds import Kind, register
from toadlane.notices.telling import Telling
from toadlane.record.models import Entry
from toadlane.talk import addresses
from toadlane.talk.models import Comment, ConcernMet, RoundSeat
from toadlane.talk.reads import those_told
from toadlane.talk.subjects import Subject, by_class, sees, subject_in

SAID: Final = Kind(
    "talk",
    label=_("Something was said where you take part"),
    words={
        "comment": _("{name} wrote about “{title}”."),
        "question": _("{name} asked about “{title}”."),
        "concern": _("{name} has a concern about “{title}”."),
        "finding": _("A small group tells what it found about “{title}”."),
    },
    verb=_("Read and answer"),
    more=addresses.more,
)
MET: Final = Kind(
    "talk-met",
    label=_("What you raised is marked as met"),
    words={"met": _("{name} marked what you raised about “{title}” as met.")},
    verb=_("See how"),
    more=addresses.more,
)
ROUND: Final = Kind(
    "talk-round",
    label=_("A round waits for you"),
    words={"begun": _("{name} began a round about “{title}”; you are to be heard in it.")},
    verb=_("Speak or pass"),
)


def told(subject: Subject, who: Participant | None) -> dict[str, object]:
    """The values of every sentence here, and what an answer by e-mail is about."""
    return {
        "name": who.name if who else "",
        "title": subject.title,
        "talk": [subject.kind, subject.key],
    }


def to_each(telling: Telling, subject: Subject, at: Moment) -> Iterator[Telling]:
    """To those who see it: by its class, which is asked anew each time; or by their part in it, as such."""
    people = list(telling.to)
    seen = sights_on(people, coop=subject.coop, on=at.day)
    seeing = [who for who in people if sees(seen[who.pk], subject)]
    with_a_part = [who for who in seeing if not by_class(seen[who.pk], subject)]
    yield replace(telling, to=[who for who in seeing if who not in with_a_part])
    if with_a_part:
        yield replace(telling, to=with_a_part, of_each=True)


def said(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever takes part hears that somebody spoke."""
    at = Moment.of(entry.happened_at, coop=entry.coop)
    subject = subject_in(entry.coop, what["kind"], what["subject"], at)
    found = Comment.objects.filter(coop=entry.coop, pk=what["comment"]).select_related("by").first()
    if subject is None or found is None or not hasattr(found, "words"):
        return
    telling = Telling(
        SAID.key,
        to=those_told(subject, found.group_id),
        words=found.sort,
        information_class=subject.information_class,
        about=subject.about,
        values={**told(subject, found.by), "comment": str(found.pk)},
        url=reverse("talk:place", args=[entry.coop.slug, found.pk]),
        subject=subject_of(str(found.pk)),
        except_for=entry.actor,
    )
    yield from to_each(telling, subject, at)


def taken_back(_entry: Entry, what: Said) -> Iterator[Settled]:
    """No letter leaves about words that are gone."""
    yield Settled(SAID.key, subject_of(what["comment"]))


def met(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever raised it hears that somebody else marked it as met."""
    at = Moment.of(entry.happened_at, coop=entry.coop)
    row = ConcernMet.objects.filter(coop=entry.coop, comment=what["comment"])
    found = row.select_related("by", "comment__by").first()
    subject = subject_in(entry.coop, found.comment.kind, found.comment.subject, at) if found else None
    if found is None or subject is None:
        return
    telling = Telling(
        MET.key,
        to=[found.comment.by],
        words="met",
        information_class=subject.information_class,
        about=subject.about,
        values={**told(subject, found.by), "comment": str(found.comment_id)},
        url=reverse("talk:place", args=[entry.coop.slug, found.comment_id]),
        except_for=entry.actor,
    )
    yield from to_each(telling, subject, at)


def round_begun(entry: Entry, what: Said) -> Iterator[Telling]:
    """Everybody who is to be heard."""
    at = Moment.of(entry.happened_at, coop=entry.coop)
    subject = subject_in(entry.coop, what["kind"], what["subject"], at)
    if subject is None:
        return
    seats = RoundSeat.objects.filter(coop=entry.coop, round=what["round"], heard_at=None, passed_at=None)
    waiting = Participant.objects.filter(pk__in=seats.values("participant"))
    by = Participant.objects.filter(coop=entry.coop, key=entry.actor).first()
    telling = Telling(
        ROUND.key,
        to=waiting,
        words="begun",
        information_class=subject.information_class,
        about=subject.about,
        values=told(subject, by),
        url=reverse("talk:talk", args=[entry.coop.slug, subject.kind, subject.key]),
        subject=subject_of(what["round"]),
        except_for=entry.actor,
    )
    yield from to_each(telling, subject, at)


def round_ended(_entry: Entry, what: Said) -> Iterator[Settled]:
    """It waits for nobody any more."""
    yield Settled(ROUND.key, subject_of(what["round"]))


def subject_of(key: str) -> str:
    """By what a notice is found again."""
    return f"talk:{key}"


def listen() -> None:
    """Called once when the application starts."""
    for kind in (SAID, MET, ROUND):
        register(kind)
    hear("comment.made.v1", "talk", said)
    hear("comment.withdrawn.v1", "talk", taken_back)
    hear("concern.met.v1", "talk", met)
    hear("round.begun.v1", "talk", round_begun)
    hear("round.ended.v1", "talk", round_ended)
