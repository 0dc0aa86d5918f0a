"""What was agreed: in force, under review, ended; found by words, put in order, and taken along as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

from django.db.models import F, OrderBy, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from toadlane.coops.access import Place
from toadlane.coops.models import Participant
from toadlane.people.searching import says, words_of
from toadlane.proposals.models import DECISIONS, Action, Outcome, Statement
from toadlane.proposals.said import number_of
from toadlane.sheets.writing import Written, write
from toadlane.ui.figures import day as day_in_words

MOST_TO_CHOOSE: Final = 500
STATES: Final = ("in-force", "review", "ended")
LAST: Final = ("-ended_at", "-pk")
ORDERS: Final[Mapping[str, tuple[Any, ...]]] = {
    "since": ("ended_at", "pk"),
    "-since": LAST,
    "title": ("revision__title", *LAST),
    "-title": ("-revision__title", *LAST),
    "review": (F("look_on").asc(nulls_last=True), *LAST),
    "-review": (F("look_on").desc(nulls_last=True), *LAST),
}
MARKDOWN: Final = "text/markdown; charset=utf-8"


@dataclass(frozen=True)
class Agreement:
    """Something that was agreed, as it stands on a day."""

    outcome: Outcome
    on: dt.date

    @cached_property
    def stated(self) -> Statement | None:
        """What was said of it last."""
        return max(self.outcome.statements.all(), key=lambda one: one.nth, default=None)

    @cached_property
    def actions(self) -> list[Action]:
        """What somebody does because of it, in the order it was entered."""
        return sorted(self.outcome.actions.all(), key=lambda one: (one.added_at, one.pk))

    @property
    def undone(self) -> int:
        """How many of them are not over."""
        return sum(not hasattr(one, "over") for one in self.actions)

    @property
    def look_on(self) -> dt.date | None:
        """The day on which it is looked at again: as was said last, else as the rule asks."""
        said = self.stated.review_on if self.stated else None
        return said or self.outcome.review_on

    @property
    def whose(self) -> Participant:
        """Who looks after it: as was said last, else whoever raised it."""
        owner = self.stated.owner if self.stated else None
        raiser: Participant = self.outcome.proposal.raised_by
        return owner if owner is not None else raiser

    @property
    def state(self) -> Literal["in-force", "review", "ended"]:
        """One of `STATES`."""
        if hasattr(self.outcome, "ended"):
            return "ended"
        return "review" if self.look_on is not None and self.look_on <= self.on else "in-force"

    @property
    def state_words(self) -> str:
        """In words."""
        return {"ended": _("ended"), "review": _("under review"), "in-force": _("in force")}[self.state]


def in_force(**of: Any) -> QuerySet[Any]:
    """What was adopted and not ended, each with the day it is looked at again as `look_on`."""
    return with_day(Outcome.objects.filter(passed=True, ended__isnull=True)).filter(**of)


def with_day(rows: QuerySet[Outcome]) -> QuerySet[Any]:
    """The same rows, each with the day on which it is looked at again."""
    said = Statement.objects.filter(outcome=OuterRef("pk")).order_by("-nth").values("review_on")[:1]
    return rows.annotate(look_on=Coalesce(Subquery(said), "review_on"))


def agreements(place: Place, *, state: str = "", said: str = "", sort: str = "") -> QuerySet[Any]:
    """What was agreed, with all that its list shows; found by words of its title and texts."""
    found = Outcome.objects.filter(passed=True).select_related(
        "revision", "proposal__ends__outcome__revision", "ended__decided_by__revision"
    )
    rows = place.visible(with_day(found)).prefetch_related(
        "statements__owner", "actions__over", "actions__who"
    )
    day = place.moment.day
    match state:
        case "review":
            rows = rows.filter(ended__isnull=True, look_on__lte=day)
        case "ended":
            rows = rows.filter(ended__isnull=False)
        case "in-force":
            rows = rows.filter(Q(look_on__isnull=True) | Q(look_on__gt=day), ended__isnull=True)
    for word in words_of(said):
        stated = Statement.objects.filter(says(word, "text"), outcome=OuterRef("pk")).values("outcome")
        rows = rows.filter(says(word, "revision__title", "revision__text") | Q(pk__in=Subquery(stated)))
    order: tuple[str | OrderBy, ...] = ORDERS.get(sort, LAST)
    return rows.order_by(*order)


def shown(rows: Iterable[Outcome], place: Place) -> list[Agreement]:
    """Some of them as they stand today."""
    return [Agreement(one, place.moment.day) for one in rows]


def to_choose(place: Place, chosen: str = "") -> list[tuple[str, str]]:
    """What holds, for whoever may see it, as something to choose from: its proposal, title and day.

    The latest, and the one that is chosen already, however old it is.
    """
    if not place.sight.may_see_class(DECISIONS):
        return []
    holds = agreements(place).filter(ended__isnull=True).prefetch_related(None)
    rows = list(holds[:MOST_TO_CHOOSE])
    if chosen not in {str(one.proposal_id) for one in rows}:
        rows += holds.filter(proposal=number_of(chosen))
    return [(str(one.proposal_id), f"{one.revision.title} ({one.ended_on.isoformat()})") for one in rows]


def as_file(form: str, found: Sequence[Agreement], place: Place) -> Written:
    """The register to take along: `form` is “csv”, “xlsx” or “md”."""
    name = f"{place.coop.slug}-agreements-{place.moment.day.isoformat()}"
    if form == "md":
        return Written(f"{name}.md", MARKDOWN, "\n".join(_lines(found, place)).encode())
    header = [
        _("Agreement"),
        _("State"),
        _("Since"),
        _("Look again on"),
        _("Ended"),
        _("Article"),
        _("Looked after by"),
        _("In a few words"),
        _("What is to be done"),
        _("The text"),
        _("Proposal"),
    ]
    return write(form, name, header, (_row(one) for one in found))


def _row(one: Agreement) -> list[str | dt.date | None]:
    outcome, stated = one.outcome, one.stated
    return [
        outcome.revision.title,
        one.state_words,
        outcome.ended_on,
        one.look_on,
        outcome.ended.happened_on if one.state == "ended" else None,
        outcome.article,
        stated.owner.name if stated and stated.owner else "",
        stated.text if stated else "",
        "\n".join(_action(each) for each in one.actions),
        outcome.revision.text,
        str(outcome.proposal_id),
    ]


def _action(one: Action) -> str:
    mark = ("x" if one.over.done else "–") if hasattr(one, "over") else " "
    due = f", {one.due_on.isoformat()}" if one.due_on else ""
    return f"[{mark}] {one.text} ({one.who.name}{due})"


def _lines(found: Sequence[Agreement], place: Place) -> Iterator[str]:
    yield f"# {_('What we agreed')} – {place.coop.name}, {day_in_words(place.moment.day)}"
    for one in found:
        outcome, stated = one.outcome, one.stated
        yield f"\n## {outcome.revision.title}\n"
        yield f"- {one.state_words}; {outcome.article}"
        yield f"- {_('Since')}: {day_in_words(outcome.ended_on)}"
        if one.look_on:
            yield f"- {_('Look again on')}: {day_in_words(one.look_on)}"
        if one.state == "ended":
            yield f"- {_('Ended')}: {day_in_words(outcome.ended.happened_on)}"
        if stated and stated.owner:
            yield f"- {_('Looked after by')}: {stated.owner.name}"
        if stated and stated.text:
            yield f"\n{stated.text}"
        yield "\n" + "\n".join(f"> {line}".rstrip() for line in outcome.revision.text.splitlines())
        if one.actions:
            yield "\n" + "\n".join(f"- {_action(each)}" for each in one.actions)
    yield ""
