"""Many proposals as something to talk about, and those that are found by their words."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.coops.access import Place
from toadlane.coops.models import Coop
from toadlane.people.searching import says, words_of
from toadlane.proposals import words
from toadlane.proposals.drafts import RAISED
from toadlane.proposals.models import DECISIONS, Coauthor, Proposal, Revision
from toadlane.proposals.parts import part_of
from toadlane.proposals.said import number_of
from toadlane.talk.subjects import Found, Subject

MOST = 50


def seen(place: Place) -> QuerySet[Proposal]:
    """The proposals that whoever looks sees."""
    rows = Proposal.objects.filter(coop=place.coop).select_related("raised_by", "outcome")
    return rows if place.sight.may_see_class(DECISIONS) else rows.filter(pk__in=part_of(place.sight))


def find_all(place: Place, keys: Collection[str]) -> list[Subject]:
    """Those of some keys that whoever looks sees, in as many questions as for one."""
    numbers = [number for key in keys if (number := number_of(key))]
    rows = {row.pk: row for row in seen(place).filter(pk__in=numbers)}
    texts = Revision.objects.filter(proposal__in=list(rows)).order_by("nth")
    titles = dict(texts.values_list("proposal", "title"))
    wrote = {key: {row.raised_by.key} for key, row in rows.items()}
    along = Coauthor.objects.filter(proposal__in=list(rows))
    for key, who in along.values_list("proposal", "participant__key"):
        wrote[key].add(who)
    return [subject_of(place.coop, row, titles.get(key, ""), wrote[key]) for key, row in rows.items()]


def subject_of(coop: Coop, row: Proposal, title: str, wrote: Collection[str]) -> Subject:
    """A proposal as something to talk about; once it is concluded, what was said stays to be read."""
    return Subject(
        coop=coop,
        kind=RAISED,
        key=str(row.pk),
        title=title,
        page=reverse("proposals:proposal", args=[coop.slug, row.pk]),
        information_class=DECISIONS,
        is_open=not hasattr(row, "outcome"),
        takes_part=frozenset(wrote),
        attachers=frozenset(wrote),
    )


def search(place: Place, sought: str) -> Iterator[Found]:
    """Proposals whose last text has all these words, the latest first; what was adopted is an agreement."""
    last = Revision.objects.filter(proposal=OuterRef("proposal")).order_by("-nth").values("nth")[:1]
    rows = Revision.objects.annotate(last=Subquery(last)).filter(nth=F("last"), proposal__in=seen(place))
    for word in words_of(sought):
        rows = rows.filter(says(word, "title", "text"))
    found = rows.select_related("proposal__outcome").order_by("-proposal__raised_at", "-pk")[:MOST]
    for one in found:
        page = reverse("proposals:proposal", args=[place.coop.slug, one.proposal_id])
        yield Found(one.title, page, what(one.proposal))


def what(row: Proposal) -> str:
    """What it is by now."""
    outcome = getattr(row, "outcome", None)
    if outcome is None:
        return _("proposal")
    return _("agreement") if outcome.passed else words.phase(outcome.phase)
