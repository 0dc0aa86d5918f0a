"""What the pages of proposals show, in as many questions for three people as for three hundred."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bylaws.charter.wordwise import Stretch, differences
from bylaws.decisions.phases import State
from bylaws.decisions.proposal import BY_ONE
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Reason
from toadlane.coops.access import Place, absent
from toadlane.coops.models import Participant
from toadlane.decisions import matters
from toadlane.proposals import authors, origins, standing, suggestion_reads, talks, words
from toadlane.proposals.choosing import asks_why, may_decide, may_draw, stances, still_open
from toadlane.proposals.entered import entered_for, keeps_papers
from toadlane.proposals.life import Life, amount_of, life_of, lives, reason_of
from toadlane.proposals.models import (
    DECISIONS,
    POSITIONS,
    Attempt,
    Elector,
    Outcome,
    Position,
    Proposal,
    ProposalDraft,
    Revision,
)
from toadlane.proposals.parts import part_of
from toadlane.proposals.proxies import Proxy, at_most, proxies
from toadlane.proposals.stands import Stands, counts, rank, too_many
from toadlane.proposals.ways import in_words
from toadlane.talk.subjects import Subject, Words
from toadlane.ui.charts import Bar, Bars
from toadlane.ui.reasons import told

Stance = Position.Stance
LEVEL = "decided.options.tie"
SHOWN = 20


@dataclass(frozen=True)
class Line:
    """One open proposal in a list."""

    life: Life
    now: State
    needs_me: bool

    @property
    def phase(self) -> str:
        """In words."""
        return words.phase(self.now.phase, chooses=bool(self.life.options))

    @property
    def badge(self) -> str:
        """The kind of its badge."""
        return words.PHASES[self.now.phase][1]


@dataclass
class Shown:
    """One proposal as somebody has it before them."""

    life: Life
    place: Place
    now: State
    reason: Reason
    outcome: Outcome | None = None
    earlier: list[Position] = field(default_factory=list)

    @property
    def me(self) -> Participant:
        """Whoever looks."""
        return self.place.member

    @cached_property
    def elector(self) -> Elector | None:
        """Their part in it."""
        return self.life.elector(self.me.key)

    @cached_property
    def mine(self) -> Position | None:
        """Where they stand."""
        return self.life.stands().get(self.me.key)

    @property
    def stands_already(self) -> bool:
        """Whether they have a position that counts: of another text, and in a run-off, all are asked anew."""
        return self.mine is not None and counts(self.now, self.mine)

    @cached_property
    def choices(self) -> list[Position.Stance]:
        """What they can say now."""
        return stances(self.now, self.elector) if self.outcome is None else []

    @property
    def asks_why(self) -> bool:
        """Whether a block needs a reason."""
        return self.now.says is not None and asks_why(self.now.says, Stance.BLOCK)

    @property
    def sees_positions(self) -> bool:
        """Whether they see where others stand."""
        return not self.now.secret and self.place.sight.may_see_class(POSITIONS)

    @cached_property
    def proxies(self) -> list[Proxy]:
        """Who speaks for whom, as far as whoever looks may know."""
        sees, me = self.place.sight.may_see_class(POSITIONS), self.me.pk
        return [one for one in proxies(self.life) if sees or me in (one.giver.pk, one.holder.pk)]

    @property
    def has_speaking(self) -> bool:
        """Whether anybody speaks for another here or could, or whoever looks enters what came on paper."""
        could = self.outcome is None and (at_most(self.now) or keeps_papers(self.place.sight))
        return bool(could or self.proxies)

    @property
    def contestable(self) -> bool:
        """Whether one's position was entered by somebody, and one can still say that it is not one's own."""
        going = self.outcome is None
        return going and entered_for(self.life, self.now, self.me, self.place.moment) is not None

    @cached_property
    def stands(self) -> list[Stands]:
        """Where everybody stands who decides, by position, then by name; else oneself alone."""
        taken, nth = self.life.stands(), self.life.text.nth
        speaks = {one.giver.key: one.holder.name for one in self.proxies if one.holds}
        found = [
            Stands(
                one,
                row := taken.get(one.participant.key),
                of_an_earlier_text=row is not None and row.revision.nth < nth,
                why=row.words.content if row is not None and hasattr(row, "words") else "",
                is_me=one.participant_id == self.me.pk,
                chosen=standing.in_words(self.life, row) if row is not None and row.ballot else "",
                speaker=speaks.get(one.participant.key, ""),
                counted=row is None or counts(self.now, row),
                is_too_many=row is not None and too_many(self.now, row),
            )
            for one in self.life.here
            if one.part in ("decides", "if-they-speak")
        ]
        seen = [one for one in found if self.sees_positions or one.is_me]
        return sorted(seen, key=lambda one: (rank(one.row), one.elector.participant.name))

    @property
    def may_come(self) -> bool:
        """Whether a position that is missing can still come: not once it is over, nor while a tie waits."""
        return not self.now.over and self.now.phase != "tied"

    @cached_property
    def chart(self) -> Bars | None:
        """The same as a picture, where the numbers may be seen."""
        counts = self.now.counts
        if counts is None or not self.place.sight.may_see_class(DECISIONS):
            return None
        if self.options:
            return standing.as_bars(self.now, self.options)
        numbers = {
            Stance.AGREE: counts.agree - counts.reservations,
            Stance.RESERVATION: counts.reservations,
            Stance.ABSTAIN: counts.abstain,
            Stance.STAND_ASIDE: counts.stand_aside,
            Stance.DISAGREE: counts.disagree,
            Stance.BLOCK: counts.block,
        }
        rows = [Bar(str(one.label), numbers[one]) for one in Stance if numbers[one] or one == Stance.AGREE]
        rows.append(Bar(_("no position yet") if self.may_come else _("no position"), counts.silent))
        return Bars(
            title=_("Positions in numbers"),
            description=_("How many people stand where."),
            rows=tuple(rows),
            row_head=_("Position"),
            amount_head=_("People"),
            write=str,
        )

    @cached_property
    def options(self) -> list[standing.Stood]:
        """What there is to choose from, with what each has where that may be seen."""
        sees = self.now.counts is not None and self.place.sight.may_see_class(DECISIONS)
        return standing.stood(self.life, self.now, sees=sees)

    @property
    def offered(self) -> list[standing.Stood]:
        """Those one can choose from now."""
        names = still_open(self.life, self.now)
        return [one for one in self.options if one.option.name in names]

    @property
    def sees_numbers(self) -> bool:
        """Whether whoever looks sees how the options stand."""
        return any(one.points is not None for one in self.options)

    @property
    def has_about(self) -> bool:
        """Whether any option is described."""
        return any(one.option.about for one in self.options)

    @property
    def options_head(self) -> str:
        """What an option collects."""
        return standing.points_head(self.now)

    @property
    def may_draw(self) -> bool:
        """Whether whoever looks can have the lot drawn."""
        here = self.outcome is None and not self.life.row.names_its_rule
        return here and may_draw(self.now, self.elector)

    @property
    def is_level(self) -> bool:
        """Whether options were level, so that nothing was chosen."""
        return self.outcome is not None and not self.outcome.chosen and LEVEL in codes(self.reason)

    @cached_property
    def everybody(self) -> list[tuple[Elector, str]]:
        """Everybody who was there when it opened, with their part and why."""
        return self._with_reasons(self.life.here)

    @cached_property
    def there_before(self) -> list[tuple[Attempt, list[tuple[Elector, str]]]]:
        """Everybody who was there when each attempt before was opened, with their part and why."""
        of = self.life.electors
        return [(one, self._with_reasons(of.get(one.pk, []))) for one in self.life.attempts[:-1]]

    def _with_reasons(self, electors: Sequence[Elector]) -> list[tuple[Elector, str]]:
        currency = self.place.coop.currency
        found = [(one, told(reason_of(one.reason), currency)) for one in electors]
        return [(one, " ".join((why.sentence, *(part.sentence for part in why.parts)))) for one, why in found]

    @property
    def deciding(self) -> int:
        """How many decide, or to how many it is entrusted."""
        by_one = self.now.says is not None and self.now.says.method in BY_ONE
        return sum(one.decider if by_one else one.part == "decides" for one in self.life.here)

    @property
    def amount(self) -> Money | None:
        """How much it is about."""
        return amount_of(self.life.row)

    @property
    def rule_words(self) -> tuple[str, ...]:
        """The rule that decides, in sentences."""
        return in_words(self.life.rule(self.now.rule))

    @property
    def phase(self) -> str:
        """In words."""
        return words.phase(
            self.outcome.phase if self.outcome else self.now.phase, chooses=bool(self.life.options)
        )

    @property
    def badge(self) -> str:
        """The kind of its badge."""
        return words.PHASES[self.now.phase][1]

    @property
    def matter(self) -> str:
        """What it is about, in words."""
        return words.about(self.life.row)

    @property
    def does(self) -> str:
        """What it does when it is adopted, in words; "" where it changes nothing by itself."""
        row = self.life.row
        return matters.matter(row.acts).title(row.subject) if row.acts else ""

    @property
    def does_page(self) -> str:
        """Where people see what exactly."""
        row = self.life.row
        return matters.matter(row.acts).page(row.coop, row.subject) if row.acts else ""

    @property
    def may_decide(self) -> bool:
        """Whether whoever looks can decide it alone now."""
        return self.outcome is None and may_decide(self.now, self.elector)

    @cached_property
    def earlier_texts(self) -> list[tuple[Revision, tuple[Stretch, ...]]]:
        """Each text after the first, the latest first, with what changed word by word."""
        texts = self.life.revisions
        found = [
            (now, differences(f"{was.title}\n\n{was.text}", f"{now.title}\n\n{now.text}"))
            for was, now in pairwise(texts)
        ]
        return found[::-1][:SHOWN]

    @cached_property
    def subject(self) -> Subject:
        """The same as something to talk about."""
        row = self.life.row
        wrote = {row.raised_by.key, *(one.key for one in self.coauthors)}
        return talks.subject_of(self.place.coop, row, self.life.text.title, wrote)

    @cached_property
    def origin(self) -> origins.Origin | None:
        """What it came of, where whoever looks may see that."""
        found = origins.of(self.place, self.life.row)
        if found is not None:
            self.place.shows(found.information_class)
        return found

    @property
    def origin_kind(self) -> Words:
        """What the kind of that is called."""
        return origins.label_of(self.life.row.origin_kind)

    @cached_property
    def suggested(self) -> int:
        """How many suggested changes wait for an answer."""
        return suggestion_reads.waiting(self.life.row)

    @cached_property
    def coauthors(self) -> list[Participant]:
        """Those who wrote it along with whoever raised it."""
        return authors.coauthors(self.life.row)


def codes(reason: Reason) -> set[str]:
    """Every code in a reason."""
    return {reason.code}.union(*(codes(part) for part in reason.parts))


def needs_me(now: State, me: Participant) -> bool:
    """Whether somebody decides and has taken no position on the text as it is now."""
    return now.open and me.key in now.silent


def open_lines(place: Place) -> list[Line]:
    """Every proposal that is not over, those that wait for whoever looks first."""
    rows = Proposal.objects.filter(coop=place.coop, outcome__isnull=True).select_related("raised_by", "about")
    if not place.sight.may_see_class(DECISIONS):
        rows = rows.filter(pk__in=part_of(place.sight))
    found = []
    for life in lives(place.coop, list(rows.order_by("-pk"))):
        now = life.state(place.moment.instant).value
        found.append(Line(life, now, needs_me(now, place.member)))
    late = dt.datetime.max.replace(tzinfo=dt.UTC)
    return sorted(found, key=lambda one: (not one.needs_me, one.now.ends_at or late))


def outcomes(place: Place) -> QuerySet[Outcome]:
    """What came of proposals, the latest first."""
    return place.visible(Outcome.objects.select_related("revision", "proposal")).order_by("-ended_at", "-pk")


def drafts(place: Place) -> Sequence[ProposalDraft]:
    """One's own, and those one writes along or was asked to."""
    return list(
        authors.written_by(place.member, invited=True).select_related("author").order_by("-edited_at")
    )


def proposal_at(place: Place, key: UUID) -> Proposal:
    """The proposal of that key for whoever may see it, or takes part in it."""
    rows = Proposal.objects.select_related(
        "coop",
        "raised_by",
        "about",
        "outcome__authority",
        "outcome__ended__decided_by__revision",
        "ends__outcome__revision",
        "waking",
    )
    found = rows.filter(coop=place.coop, pk=key).first()
    if found is None:
        raise absent()
    part = part_of(place.sight).filter(pk=key)
    if not place.sight.may_see_class(DECISIONS) and not part.exists():
        raise absent()
    place.shows(DECISIONS)
    return found


def shown(place: Place, row: Proposal) -> Shown:
    """One proposal with where it stands at this moment."""
    return shown_of(place, life_of(row))


def shown_of(place: Place, life: Life) -> Shown:
    """The same of one whose life is at hand."""
    found, row = life.state(place.moment.instant), life.row
    outcome = row.outcome if hasattr(row, "outcome") else None
    return Shown(life, place, found.value, life.labelled(found.reason), outcome)
