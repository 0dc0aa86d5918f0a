"""What other rooms see of budget rounds: something to talk about, what a vote came of, the record's words."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.budgets import words
from toadlane.budgets.models import BudgetRound, Project, RoundStep
from toadlane.budgets.standing import ENDS
from toadlane.coops.access import Place
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight
from toadlane.decisions.matters import Matter
from toadlane.proposals.models import DECISIONS
from toadlane.proposals.origins import Kind, Origin
from toadlane.proposals.said import number_of
from toadlane.proposals.verbs.electing import CONFIRM
from toadlane.talk.subjects import Kind as TalkKind
from toadlane.talk.subjects import Subject

ROUND: Final = "budget-round"


def round_of(coop: Coop, key: str) -> BudgetRound | None:
    """A round by its key as an address has it."""
    number = number_of(key)
    rows = BudgetRound.objects.select_related("opened_by")
    return rows.filter(coop=coop, pk=number).first() if number else None


def page_of(coop: Coop, key: UUID) -> str:
    """Where a round stands."""
    return reverse("budgets:round", args=[coop.slug, key])


def address(place: Place, key: UUID) -> str:
    """The same for whoever may see it, else ""; asked for each entry of the record that is about one."""
    there = place.visible(BudgetRound.objects.filter(coop=place.coop, pk=key)).exists()
    return page_of(place.coop, key) if place.participant is not None and there else ""


def subject(coop: Coop, key: str, _at: Moment) -> Subject | None:
    """A round as something to talk about. Those who put in projects are told of every word."""
    row = round_of(coop, key)
    if row is None:
        return None
    asks = Project.objects.filter(round=row).values_list("by__key", flat=True)
    return Subject(
        coop=coop,
        kind=ROUND,
        key=str(row.pk),
        title=words.title(row),
        page=page_of(coop, row.pk),
        information_class=DECISIONS,
        is_open=not RoundStep.objects.filter(round=row, kind__in=ENDS).exists(),
        takes_part=frozenset({row.opened_by.key, *asks}),
    )


def origin(sight: Sight, key: str, _at: Moment) -> Origin | None:
    """What a vote came of."""
    row = round_of(sight.coop, key)
    if row is None or not sight.may_see_class(DECISIONS):
        return None
    return Origin(ROUND, key, words.title(row), page_of(sight.coop, row.pk), "", DECISIONS)


def confirmed_page(coop: Coop, said: str) -> str:
    """Where people see what is confirmed: the round that a decision names by its fund and its day."""
    fund, _comma, day = said.rpartition(", ")
    row = BudgetRound.objects.filter(coop=coop, fund=fund, opened_on=day).order_by("-pk").first()
    return page_of(coop, row.pk) if row else reverse("budgets:rounds", args=[coop.slug])


TALK: Final = TalkKind(ROUND, label=_("Budget round"), find=subject, room="decide")
ORIGIN: Final = Kind(ROUND, _("Budget round"), origin)
MATTER: Final = Matter(
    CONFIRM,
    label=_("Confirm a budget round"),
    subject_label=_("Fund, first day"),
    titled=_("Confirm the budget round: {subject}"),
    asked=_("Confirm the result of the budget round: {subject}"),
    page=confirmed_page,
    rule="budget-round",
    by_proposal=False,
    by_hand=False,
)
ENTRIES: Final = {
    "round.opened.v1": _("Budget round opened"),
    "round.called-off.v1": _("Budget round called off"),
    "round.project-put.v1": _("Project put into a budget round"),
    "round.projects-brought.v1": _("Projects of a file put into a budget round"),
    "round.projects-taken-back.v1": _("Projects of a file taken back"),
    "round.project-rewritten.v1": _("Project of a budget round written anew"),
    "round.project-withdrawn.v1": _("Project of a budget round withdrawn"),
    "round.no-projects.v1": _("Budget round without projects"),
    "round.put-to-vote.v1": _("Budget round put to the vote"),
    "round.voted.v1": _("Ballot of a budget round"),
    "round.number-given.v1": _("Number for a lot in a budget round given"),
    "round.box-sealed.v1": _("Box of a budget round sealed"),
    "round.tied.v1": _("Projects level at the close of a budget round"),
    "round.lot-called.v1": _("Lot called in a budget round"),
    "round.drawn.v1": _("Lot drawn in a budget round"),
    "round.counted.v1": _("Budget round counted"),
    "round.not-confirmed.v1": _("Result of a budget round not confirmed"),
    "round.over.v1": _("Budget round over"),
}
