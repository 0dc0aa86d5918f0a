"""Who holds what, as what a decision does: somebody chosen or elected takes it up, or is called back."""

from __future__ import annotations

from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.kernel.faults import Refused
from bylaws.membership.posts import Post
from bylaws.record.canonical import Json
from toadlane.coops.access import absent
from toadlane.coops.models import MEMBER, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.effects import Effect, Facts, Lines, Look
from toadlane.decisions.matters import Words
from toadlane.decisions.models import Authority, Deed
from toadlane.roles import choosing, held, verbs, words
from toadlane.roles.choosing import FILL, RECALL, Choice, choice_of
from toadlane.roles.held import Held
from toadlane.ui import figures


class OfARole(Effect):
    """What members carry out for each other."""

    who = gettext_lazy("any member")
    of_subject = True
    since: ClassVar[Words]
    """What the day is."""

    def found(self, coop: Coop, subject: str, at: Moment) -> tuple[Held, Post, Choice, Participant]:
        """What a subject such as “chair, dee, 2025-03-03” names, if all of it is here."""
        choice = choice_of(subject)
        who = Participant.objects.filter(coop=coop, key=choice.person).first() if choice else None
        if choice is None or who is None:
            raise absent()
        now = held.require(coop, at.day)
        return now, held.post_of(now, choice.post), choice, who

    def lines(self, deed: Deed) -> Lines:
        """Who, what, and the day."""
        choice = choice_of(deed.subject)
        who = Participant.objects.filter(coop=deed.coop, key=deed.facts["person"]).first()
        if choice is None or who is None:
            return ()
        title = words.title(held.post_of(held.require(deed.coop, deed.looked_on), choice.post))
        return ((_("Who"), who.name), (_("What"), title), (str(self.since), figures.day(choice.day)))

    def may(self, by: Participant, at: Moment) -> bool:
        """What members decided, members carry out."""
        return by.stage_on(at.day) == MEMBER

    def result(self, authority: Authority) -> str:
        """The page of the role or body."""
        choice = choice_of(authority.subject)
        return reverse("roles:role", args=[authority.coop.slug, choice.post]) if choice else ""


class Filling(OfARole):
    """Somebody holds a role or a seat, from a day on."""

    key = FILL
    button = gettext_lazy("Let them hold it")
    since = gettext_lazy("From")

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:  # noqa: ARG002 - the shape of all
        """If they may hold it from that day."""
        now, of, choice, who = self.found(coop, subject, at)
        if not of.by_decision:
            raise verbs.refused_as_filled(of)
        verbs.refuse_unless_may(now, of, who, on=choice.day)
        said = {"name": who.name, "what": words.title(of), "day": figures.day(choice.day)}
        return Look(
            choice.subject,
            choosing.fingerprint(of, choice),
            facts_of(choice),
            _("%(name)s: %(what)s") % said,
            _("%(name)s holds this from %(day)s: %(what)s.") % said,
            about=who.key,
            articles=tuple(sorted({of.article, *choosing.articles_of(now.text, of.chosen_by)})),
        )

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:  # noqa: ARG002 - the subject says all
        """From that day."""
        choosing.choose(authority=authority, by=by, at=at, key=key)


class CallingBack(OfARole):
    """Somebody holds a role or a seat no longer."""

    key = RECALL
    button = gettext_lazy("Call them back")
    since = gettext_lazy("Held since")

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:  # noqa: ARG002 - the shape of all
        """If the charter lets them be called back."""
        now, of, choice, who = self.found(coop, subject, at)
        if of.recall_by is None:
            raise Refused(
                gettext_noop("The charter lets nobody be called back from this before the term is over."),
                code="roles.no-recall",
                next_step=gettext_noop("Wait for the end of the term, or amend the article."),
                article=of.article,
            )
        verbs.own_period(who, of, at.day)
        said = {"name": who.name, "what": words.title(of)}
        return Look(
            choice.subject,
            choosing.fingerprint(of, choice),
            facts_of(choice),
            _("Call %(name)s back: %(what)s") % said,
            _("We call %(name)s back from this: %(what)s.") % said,
            about=who.key,
            articles=tuple(sorted({of.article, *choosing.articles_of(now.text, of.recall_by)})),
        )

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:  # noqa: ARG002 - the subject says all
        """From today."""
        choosing.recall(authority=authority, by=by, at=at, key=key)


def facts_of(choice: Choice) -> dict[str, Json]:
    """What is kept of it."""
    return {"day": choice.day.isoformat(), "person": choice.person, "post": choice.post}
