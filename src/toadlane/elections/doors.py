"""What other rooms see of elections: something to talk about, what a vote came of, and the record's words."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight
from toadlane.decisions.matters import Matter
from toadlane.elections import words
from toadlane.elections.models import Candidacy, Election, ElectionStep
from toadlane.elections.standing import ENDS, SHORT
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.origins import Kind, Origin
from toadlane.proposals.said import number_of
from toadlane.proposals.verbs.electing import ELECT
from toadlane.talk.subjects import Kind as TalkKind
from toadlane.talk.subjects import Subject


def election_of(coop: Coop, key: str) -> Election | None:
    """An election by its key as an address has it."""
    number = number_of(key)
    return (
        Election.objects.select_related("called_by").filter(coop=coop, pk=number).first() if number else None
    )


def page_of(coop: Coop, key: UUID) -> str:
    """Where an election stands."""
    return reverse("elections:election", args=[coop.slug, key])


def subject(coop: Coop, key: str, _at: Moment) -> Subject | None:
    """An election as something to talk about: the hustings. Those who stand are told of every word."""
    row = election_of(coop, key)
    return subject_of(coop, row) if row else None


def subject_of(coop: Coop, row: Election) -> Subject:
    """The same of one that is at hand."""
    stands = Candidacy.objects.filter(election=row).values_list("participant__key", flat=True)
    ended = ElectionStep.objects.filter(election=row, kind__in=ENDS)
    return Subject(
        coop=coop,
        kind=ELECTION,
        key=str(row.pk),
        title=words.title(row.post),
        page=page_of(coop, row.pk),
        information_class=DECISIONS,
        is_open=not ended.exists(),
        takes_part=frozenset({row.called_by.key, *stands}),
    )


def origin(sight: Sight, key: str, _at: Moment) -> Origin | None:
    """What a vote came of."""
    row = election_of(sight.coop, key)
    if row is None or not sight.may_see_class(DECISIONS):
        return None
    page = page_of(row.coop, row.pk)
    return Origin(ELECTION, key, words.title(row.post), page, "", DECISIONS)


def decided_page(coop: Coop, said: str) -> str:
    """Where people see what exactly is voted on: the election that a decision names by what and when."""
    post, _comma, day = said.rpartition(", ")
    rows = Election.objects.annotate(said=Left("post", SHORT)).filter(coop=coop, said=post, from_day=day)
    row = rows.order_by("-pk").first()
    return page_of(coop, row.pk) if row else reverse("elections:elections", args=[coop.slug])


ELECTION: Final = "election"
TALK: Final = TalkKind(ELECTION, label=_("Election"), find=subject, room="decide")
ORIGIN: Final = Kind(ELECTION, _("Election"), origin)
MATTER: Final = Matter(
    ELECT,
    label=_("Elect"),
    subject_label=_("Role or body, first day"),
    titled=_("Elect: {subject}"),
    asked=_("Confirm the election: {subject}"),
    page=decided_page,
    rule="body",
    by_proposal=False,
    by_hand=False,
)
ENTRIES: Final = {
    "election.called.v1": _("Election called"),
    "election.reasoned.v1": _("Somebody named with reasons"),
    "election.called-off.v1": _("Election called off"),
    "election.named.v1": _("Somebody named in an election"),
    "election.accepted.v1": _("Somebody stands in an election"),
    "election.declined.v1": _("Somebody does not stand in an election"),
    "election.withdrawn.v1": _("Somebody no longer stands in an election"),
    "election.stated.v1": _("Statement of a candidate written"),
    "election.number-given.v1": _("Number for a lot given"),
    "election.lot-called.v1": _("Lot called in an election"),
    "election.put-to-vote.v1": _("Election put to the vote"),
    "election.nobody-stands.v1": _("Nobody stands in an election"),
    "election.over.v1": _("Election over"),
    "election.vacancy-opened.v1": _("A vacant seat is filled from the ballots"),
    "election.vacancy-answered.v1": _("Somebody asked stands for a vacant seat, or does not"),
    "election.vacancy-closed.v1": _("Answers on a vacant seat closed"),
    "election.vacancy-over.v1": _("Ballots counted back for a vacant seat"),
}
