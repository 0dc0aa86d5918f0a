"""What pages and the API ask of a talk, in a fixed number of questions however long it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from toadlane.coops.access import Place, absent
from toadlane.coops.models import Participant
from toadlane.coops.sight_words import seen_here
from toadlane.people.spelling import folded
from toadlane.talk.attached_rows import Attachment
from toadlane.talk.models import (
    Comment,
    CommentWords,
    EarlierWords,
    Following,
    GroupSeat,
    Round,
    RoundSeat,
    SmallGroup,
    Sort,
)
from toadlane.talk.onward import Became, Onward, became, ways
from toadlane.talk.subjects import (
    Subject,
    facilitates,
    kind_of,
    may_speak,
    sees,
    speakers,
    subject_at,
    subject_in,
)

ON_A_PAGE: Final = 30
OPEN_AT_MOST: Final = 20
ASKING: Final = (Sort.CONCERN, Sort.QUESTION)
WHOLE: Final = ("by", "words", "withdrawn", "met__by", "met__words", "answers__by", "group")


@dataclass(frozen=True, slots=True)
class Said:
    """One comment as somebody reads it."""

    comment: Comment
    mine: bool
    became: Sequence[Became] = ()

    @property
    def words(self) -> CommentWords | None:
        """Its words; None once they are gone."""
        return getattr(self.comment, "words", None)

    @property
    def is_withdrawn(self) -> bool:
        """Whether they were taken back; words that are gone otherwise went with whoever was erased."""
        return hasattr(self.comment, "withdrawn")

    @property
    def is_open(self) -> bool:
        """A concern or a question that nobody has marked as met."""
        return self.comment.sort in ASKING and not hasattr(self.comment, "met") and self.words is not None

    @property
    def files(self) -> list[Attachment]:
        """What hangs on it."""
        return [one for one in self.comment.attachments.all() if one.removed_at is None]

    @property
    def is_answer(self) -> bool:
        """Whether it stands under another."""
        return self.comment.thread != self.comment.pk


@dataclass(frozen=True, slots=True)
class InRound:
    """A round that is on: who is still to be heard, and whether that is also whoever looks."""

    round: Round
    waiting: Sequence[Participant]
    heard: int
    me: bool


@dataclass(frozen=True)
class Talk:
    """One talk as somebody has it before them."""

    place: Place
    subject: Subject
    group: SmallGroup | None = None
    number: str = ""
    sought: str = ""

    @cached_property
    def rows(self) -> QuerySet[Comment]:
        """Its comments, each thread together."""
        return comments(self.subject, self.group).order_by("thread", "pk")

    @cached_property
    def page(self) -> Page[Comment]:
        """Those of one page; the last one unless another is asked for."""
        found = self.rows.select_related(*WHOLE).prefetch_related("attachments__by")
        if self.sought:
            found = found.filter(words__searched__contains=folded(self.sought))
        sheets = Paginator(found, ON_A_PAGE)
        return sheets.get_page(self.number or (1 if self.sought else sheets.num_pages))

    @cached_property
    def said(self) -> list[Said]:
        """The comments of the page."""
        rows = list(self.page.object_list)
        made = became(self.place, [one.pk for one in rows])
        return [self._said(one, made.get(one.pk, ())) for one in rows]

    @cached_property
    def asking(self) -> list[Said]:
        """Concerns and questions that are not met, the oldest first."""
        found = self.rows.filter(sort__in=ASKING, met=None, words__isnull=False).select_related(*WHOLE)
        return [self._said(one) for one in found.order_by("pk")[:OPEN_AT_MOST]]

    @cached_property
    def may_speak(self) -> bool:
        """Whether whoever looks may say something here."""
        if not may_speak(self.place.sight, self.subject, self.place.moment):
            return False
        if self.group is None:
            return True
        return self.group.ended_at is None and self.place.member.pk in {one.pk for one in self.seated}

    @property
    def leads(self) -> bool:
        """Whether they facilitate."""
        return facilitates(self.place.sight, self.subject)

    @cached_property
    def seated(self) -> list[Participant]:
        """Who speaks in the small group."""
        if self.group is None:
            return []
        held = self.group.seats.select_related("participant").order_by("participant__name")
        return [seat.participant for seat in held]

    @cached_property
    def groups(self) -> list[SmallGroup]:
        """The small groups about the same, with how much was said in each."""
        if self.group is not None:
            return []
        found = SmallGroup.objects.filter(
            coop=self.place.coop, kind=self.subject.kind, subject=self.subject.key
        )
        seated = found.prefetch_related("seats__participant")
        return list(seated.annotate(said=Count("comments")).order_by("pk"))

    @cached_property
    def round(self) -> InRound | None:
        """The round that is on."""
        if self.group is not None:
            return None
        return in_round(self.place, self.subject)

    @cached_property
    def follows(self) -> bool:
        """Whether they are told of what is said here."""
        return is_told(self.place.member, self.subject)

    @cached_property
    def speakers(self) -> list[Participant]:
        """Whom a small group can be made of."""
        return speakers(self.subject, self.place.moment)

    @property
    def seen_by(self) -> str:
        """Who reads what is said here, in words."""
        return seen_here(self.place.sight, [self.subject.information_class])

    @property
    def room(self) -> str:
        """In which room of the house it stands."""
        return kind_of(self.subject.kind).room

    @cached_property
    def ways_on(self) -> list[Onward]:
        """Where whoever looks can take what was said."""
        return ways(self.place)

    def one(self, comment: Comment) -> Said:
        """One comment with what became of it."""
        return self._said(comment, became(self.place, [comment.pk]).get(comment.pk, ()))

    def _said(self, comment: Comment, made: Sequence[Became] = ()) -> Said:
        return Said(comment, mine=comment.by_id == self.place.member.pk, became=made)


def comments(subject: Subject, group: SmallGroup | None) -> QuerySet[Comment]:
    """What was said about a subject, by all or in a small group."""
    return Comment.objects.filter(coop=subject.coop, kind=subject.kind, subject=subject.key, group=group)


def talk(
    place: Place, kind: str, key: str, *, group: SmallGroup | None = None, number: str = "", sought: str = ""
) -> Talk:
    """The talk about a subject, for whoever may see it."""
    sought = sought.replace("\x00", "")[:200]
    return Talk(place, subject_at(place, kind, key), group, number, sought)


def talk_beside(place: Place, kind: str, key: str, subject: Subject | None = None) -> Talk | None:
    """The same on the subject's own page, which some may see who do not see what is said about it."""
    found = subject or subject_in(place.coop, kind, key, place.moment)
    if found is None or not sees(place.sight, found):
        return None
    place.shows(found.information_class)
    return Talk(place, found, None, "", "")


def comment_at(place: Place, key: UUID) -> tuple[Subject, Comment]:
    """One comment and what it is about, for whoever may see that."""
    found = Comment.objects.filter(coop=place.coop, pk=key).select_related("coop", *WHOLE).first()
    if found is None:
        raise absent()
    return subject_at(place, found.kind, found.subject), found


def group_at(place: Place, key: UUID) -> tuple[Subject, SmallGroup]:
    """One small group and what it is about, for whoever may see that."""
    found = SmallGroup.objects.filter(coop=place.coop, pk=key).select_related("coop").first()
    if found is None:
        raise absent()
    return subject_at(place, found.kind, found.subject), found


def page_of(subject: Subject, comment: Comment) -> int:
    """On which page of its talk a comment stands."""
    before = Q(thread__lt=comment.thread) | Q(thread=comment.thread, pk__lt=comment.pk)
    rows = Comment.objects.filter(
        coop=subject.coop, kind=subject.kind, subject=subject.key, group=comment.group_id
    )
    return int(rows.filter(before).count() // ON_A_PAGE + 1)


def earlier(comment: Comment) -> list[EarlierWords]:
    """What stood before, the last first."""
    return list(EarlierWords.objects.filter(comment=comment).order_by("-edition"))


def begins_thread(comment: Comment) -> bool:
    """Whether others answered it, or one of its answers."""
    return comment.thread == comment.pk and Comment.objects.filter(thread=comment.pk).count() > 1


def in_round(place: Place, subject: Subject) -> InRound | None:
    """The round that is on, and who is still to be heard in it."""
    seats = RoundSeat.objects.filter(
        coop=place.coop,
        round__kind=subject.kind,
        round__subject=subject.key,
        round__ended_at__isnull=True,
    )
    found = list(seats.select_related("round", "participant").order_by("participant__name"))
    if not found:
        return None
    waiting = [seat.participant for seat in found if seat.heard_at is None and seat.passed_at is None]
    heard = sum(seat.heard_at is not None for seat in found)
    return InRound(found[0].round, waiting, heard, me=place.member.pk in {who.pk for who in waiting})


def is_told(who: Participant, subject: Subject) -> bool:
    """Whether somebody is told of every word: as they chose, else because they take part."""
    chosen = Following.objects.filter(participant=who, kind=subject.kind, subject=subject.key).first()
    if chosen is not None:
        return chosen.follows
    if who.key in subject.takes_part:
        return True
    return Comment.objects.filter(coop=subject.coop, kind=subject.kind, subject=subject.key, by=who).exists()


def those_told(subject: Subject, group: UUID | None) -> QuerySet[Participant]:
    """Whoever is told of what is said: who takes part or chose to, without those who chose not to."""
    about = {"coop": subject.coop, "kind": subject.kind, "subject": subject.key}
    spoke = Comment.objects.filter(**about).values("by")
    chose = Following.objects.filter(**about)
    seated = GroupSeat.objects.filter(group=group).values("participant")
    part = Q(pk__in=spoke) | Q(key__in=subject.takes_part) | Q(pk__in=seated)
    wanted = part | Q(pk__in=chose.filter(follows=True).values("participant"))
    people = Participant.objects.filter(wanted, coop=subject.coop)
    return people.exclude(pk__in=chose.filter(follows=False).values("participant"))
