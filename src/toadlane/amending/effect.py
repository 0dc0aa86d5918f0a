"""Amending the charter as what a decision does: the words that change, from which day, and their adoption."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.charter.wordwise import differences
from bylaws.kernel.faults import Refused
from bylaws.record.canonical import Json
from toadlane.amending import adopting
from toadlane.amending.composing import Composed, composed, text_on
from toadlane.amending.models import AmendmentDraft, DraftedArticle
from toadlane.amending.rights import may_adopt
from toadlane.charter.reads import charter_of
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.effects import Change, Effect, Facts, Lines, Look
from toadlane.decisions.models import Authority, Deed
from toadlane.ui import figures


class AmendingTheCharter(Effect):
    """A draft becomes part of the charter, to the letter."""

    key = adopting.MATTER
    button = gettext_lazy("Adopt the amendment")
    who = gettext_lazy("whoever is bookkeeper, secretary or founder")
    of_subject = True
    told = True

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:  # noqa: ARG002 - the shape of all
        """The draft as it stands now, if it could be adopted."""
        draft = AmendmentDraft.objects.select_related("coop").filter(coop=coop, name=subject).first()
        if draft is None:
            raise absent()
        adopting.refuse_settled(draft)
        articles = list(DraftedArticle.objects.filter(draft=draft))
        found = composed(draft, articles, on=at.day)
        if not found.adoptable:
            raise Refused(
                gettext_noop("The amendment “{name}” cannot be adopted as it stands."),
                code="amending.unfit",
                next_step=gettext_noop("Its page says what is missing; mend that first."),
                name=draft.name,
            )
        way = adopting.way_of(found, draft.from_day, on=at.day)
        text = _("We amend the charter from %(day)s, to the letter of the draft “%(name)s”: %(articles)s.")
        said = {"day": figures.day(draft.from_day), "name": draft.name, "articles": ", ".join(touched(found))}
        return Look(
            draft.name,
            found.digest,
            facts_of(draft, found),
            _("Amend the charter: %(name)s") % {"name": draft.name},
            "\n\n".join(part for part in (text % said, draft.why.strip()) if part),
            articles=way.articles if way else (),
        )

    def lines(self, deed: Deed) -> Lines:
        """Which articles, from when."""
        articles = ", ".join(_named(one[0]) for one in deed.facts["articles"])
        return (
            (_("Amendment"), deed.subject),
            (_("Articles"), articles),
            (_("In force from"), figures.day(_day(deed.facts["from_day"]))),
        )

    def changes(self, deed: Deed) -> tuple[Change, ...]:
        """Each article word by word: what it said when it was asked for, and what it will say."""
        return tuple(
            Change(_named(number), differences(was, now)) for number, was, now in deed.facts["articles"]
        )

    def may(self, by: Participant, at: Moment) -> bool:
        """Whoever keeps the co-op's texts."""
        return may_adopt(by, at)

    def result(self, authority: Authority) -> str:
        """The charter."""
        return reverse("charter:charter", args=[authority.coop.slug])

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:
        """To the letter; another word than was decided on is refused."""
        draft = (
            AmendmentDraft.objects.select_related("coop").filter(coop=deed.coop, name=deed.subject).first()
        )
        if draft is None:
            raise absent()
        adopting.adopt_draft(draft=draft, authority=authority, by=by, at=at, key=key)


def facts_of(draft: AmendmentDraft, found: Composed) -> dict[str, Json]:
    """Each article as it is and as it will be."""
    charter, after = charter_of(draft.coop), found.judged.amended
    articles: list[Json] = [
        [
            piece.number,
            text_on(charter, piece.number, draft.from_day),
            text_on(after, piece.number, draft.from_day) if after else "",
        ]
        for piece in found.pieces
    ]
    return {"articles": articles, "from_day": draft.from_day.isoformat(), "name": draft.name}


def touched(found: Composed) -> list[str]:
    """What it changes, in words."""
    return [_named(piece.number) for piece in found.pieces]


def _named(number: int) -> str:
    if number == 0:
        return _("what the charter states of the co-op")
    return _("Article %(number)s") % {"number": number}


def _day(said: str) -> dt.date:
    return dt.date.fromisoformat(said)
