"""Who is told of a budget round: that projects are gathered, that the vote is open, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from toadlane.budgets import words
from toadlane.budgets.doors import page_of
from toadlane.budgets.models import BudgetRound, Project, ProjectText
from toadlane.budgets.standing import rule_of
from toadlane.coops.models import FORMER, Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.notices.hearing import Said, hear
from toadlane.notices.kinds import Kind, register
from toadlane.notices.telling import Telling
from toadlane.proposals.models import DECISIONS
from toadlane.record.models import Entry

OPENED: Final = Kind(
    "round-opened",
    label=_("A budget round is opened"),
    words={"opened": _("{title}: put in a project until the end of {day}.")},
    verb=_("Put in a project"),
)
VOTE: Final = Kind(
    "round-vote",
    label=_("The vote of a budget round is open"),
    words={"vote": _("{title}: vote on the projects until the end of {day}.")},
    verb=_("Fill in your ballot"),
)
CLOSING: Final = Kind(
    "round-closing",
    label=_("The vote of a budget round closes soon"),
    words={"closing": _("{title}: your ballot is missing. The vote closes at the end of {day}.")},
    verb=_("Fill in your ballot"),
)
ENDED: Final = Kind(
    "round-over",
    label=_("A budget round is over"),
    words={
        "funded": _("{title}: funded are {names}."),
        "nothing": _("{title}: nothing is funded."),
        "not-confirmed": _("{title}: the result was not confirmed, and nothing is funded."),
        "no-projects": _("{title}: nobody put in a project, and there is no vote."),
        "called-off": _("{title} is called off."),
    },
    verb=_("See what came of it"),
)


def opened(entry: Entry, _what: Said) -> Iterator[Telling]:
    """Whoever may put in a project hears of it in time."""
    row = BudgetRound.objects.select_related("coop").get(pk=entry.subject)
    stages = rule_of(row).says.proposals_by
    yield _telling(
        row,
        OPENED,
        "opened",
        of_stages(entry, stages),
        except_for=entry.actor,
        day=row.gather_until.isoformat(),
    )


def put_to_vote(entry: Entry, _what: Said) -> Iterator[Telling]:
    """Whoever votes hears that they can."""
    row = BudgetRound.objects.select_related("coop").get(pk=entry.subject)
    stages = rule_of(row).says.voters
    yield _telling(row, VOTE, "vote", of_stages(entry, stages), day=row.vote_until.isoformat())


def closing(row: BudgetRound, to: Iterable[Participant]) -> Telling:
    """Whose ballot is missing is reminded."""
    return _telling(row, CLOSING, "closing", to, day=row.vote_until.isoformat())


def over(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever put in a project or votes hears what came of it."""
    row = BudgetRound.objects.select_related("coop").get(pk=entry.subject)
    says = rule_of(row).says
    kind = entry.kind.removeprefix("round.").removesuffix(".v1")
    numbers = [one["project"] for one in what.get("funded", ())]
    texts = ProjectText.objects.filter(project__round=row, project__nth__in=numbers).order_by("nth")
    names = dict(texts.values_list("project__nth", "title"))
    code = ("funded" if numbers else "nothing") if kind == "over" else kind
    asked = Project.objects.filter(round=row).values("by")
    here = of_stages(entry, {*says.voters, *says.proposals_by})
    told = (here | Participant.objects.filter(coop=row.coop, pk__in=asked)).distinct()
    joined = ", ".join(names[nth] for nth in numbers)
    yield _telling(row, ENDED, code, told, except_for=entry.actor, names=joined)


def of_stages(entry: Entry, stages: Iterable[str]) -> QuerySet[Participant]:
    """Who is of one of these stages when it happened."""
    coop: Coop = entry.coop
    day = Moment.of(entry.happened_at, coop=coop).day
    found = StagePeriod.objects.on(day).filter(coop=coop, stage__in=list(stages)).exclude(stage=FORMER)
    return Participant.objects.filter(coop=coop, pk__in=found.values("participant"))


def _telling(
    row: BudgetRound, kind: Kind, code: str, to: Iterable[Participant], *, except_for: str = "", **values: str
) -> Telling:
    with override(row.coop.language):
        title = words.title(row)
    return Telling(
        kind.key,
        to=to,
        words=code,
        information_class=DECISIONS,
        values={"title": title, **values},
        url=page_of(row.coop, row.pk),
        subject=str(row.pk),
        except_for=except_for,
    )


def listen() -> None:
    """Called once when the application starts."""
    for kind in (OPENED, VOTE, CLOSING, ENDED):
        register(kind)
    hear("round.opened.v1", "budgets", opened)
    hear("round.put-to-vote.v1", "budgets", put_to_vote)
    for ended in ("over", "not-confirmed", "no-projects", "called-off"):
        hear(f"round.{ended}.v1", "budgets", over)
