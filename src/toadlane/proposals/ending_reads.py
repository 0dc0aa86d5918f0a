"""How a proposal ends, as its page shows it: where it is on its way, and what is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bylaws.decisions.as_it_is import AsItIs, as_it_is
from bylaws.decisions.course import Stop, course
from bylaws.decisions.tally import ANSWERED
from bylaws.kernel.reasons import Explained
from toadlane.proposals.again import Before
from toadlane.proposals.agreements import Agreement
from toadlane.proposals.choosing import may_state, rewrites, steers, takes_positions
from toadlane.proposals.life import Life, Objection
from toadlane.proposals.models import DECISIONS, Action, Position, Statement
from toadlane.proposals.proxies import voices_on
from toadlane.proposals.reads import Shown
from toadlane.proposals.sameness import Sameness, sameness, to_name
from toadlane.proposals.verbs.objecting import leads


@dataclass
class Ends:
    """The same proposal, from its end."""

    shown: Shown

    @property
    def life(self) -> Life:
        """All that is kept of it."""
        return self.shown.life

    @property
    def going(self) -> bool:
        """Whether it is not concluded."""
        return self.shown.outcome is None and not self.shown.now.over

    @cached_property
    def course(self) -> tuple[Stop, ...]:
        """Its stops; none where there is only one and it is open."""
        found = course(self.life.proposal(), self.shown.now)
        return found if len(found) > 1 or any(one.what != "attempt" for one in found) else ()

    @cached_property
    def steers(self) -> bool:
        """Whether whoever looks changes it, pulls it back or takes it back."""
        return self.going and steers(self.life, self.shown.me, self.shown.place.moment.day)

    @property
    def rewrites(self) -> bool:
        """Whether whoever looks changes its text."""
        return self.going and rewrites(self.life, self.shown.me, self.shown.place.moment.day)

    @property
    def pulled_back(self) -> bool:
        """Whether it is pulled back now."""
        return self.going and self.shown.now.phase == "pulled-back"

    @property
    def may_pull_back(self) -> bool:
        """Whether whoever looks can pull it back."""
        return self.steers and not self.pulled_back

    @property
    def notice_runs(self) -> bool:
        """Whether the rule still announces it, so that it cannot be opened again yet."""
        opens = self.shown.now.opens_at
        return opens is not None and self.shown.place.moment.instant < opens

    @property
    def may_open_again(self) -> bool:
        """Whether whoever looks can open it again now: no notice runs."""
        seconded = self.sameness is None or self.sameness.may_open
        return self.steers and self.pulled_back and not self.notice_runs and seconded

    @cached_property
    def sameness(self) -> Sameness | None:
        """Who says that it is the same as what failed, and who seconds it."""
        return sameness(self.life, self.shown.now, self.shown.place.moment) if self.going else None

    @cached_property
    def to_name(self) -> list[Before]:
        """What whoever looks can say that it is the same as."""
        me, now = self.shown.me, self.shown.now
        said = self.sameness is not None and me in self.sameness.said
        decides = me.key in now.voices and me.pk != self.life.row.raised_by_id
        sees = self.shown.place.sight.may_see_class(DECISIONS)
        return to_name(self.life) if sees and self.going and now.open and decides and not said else []

    @property
    def sees_before(self) -> bool:
        """Whether whoever looks may see what failed."""
        return self.shown.place.sight.may_see_class(DECISIONS)

    @property
    def may_second(self) -> bool:
        """Whether whoever looks can second it now."""
        found, place = self.sameness, self.shown.place
        waits = (
            found is not None and found.holds and not found.may_open and place.member not in found.seconded
        )
        if not waits or place.member.pk == self.life.row.raised_by_id:
            return False
        return place.member.key in voices_on(self.life, self.shown.now, place.moment)

    @property
    def why_out(self) -> str:
        """Why it was pulled back or taken back, in the words of whoever did."""
        last = next(
            (one for one in reversed(self.life.steps) if one.kind in ("withdrawn", "pulled-back")), None
        )
        kinds = ("withdrawn", "pulled-back")
        phase = self.shown.outcome.phase if self.shown.outcome else self.shown.now.phase
        return last.because if last is not None and phase in kinds else ""

    @cached_property
    def leaving(self) -> Explained[AsItIs]:
        """How many would leave it as it is, and how many it takes."""
        return as_it_is(
            self.life.proposal(), set(self.life.would_leave()), at=self.shown.place.moment.instant
        )

    @property
    def would_leave(self) -> bool:
        """Whether whoever looks would leave it as it is."""
        return self.shown.me.key in self.leaving.value.said

    @property
    def may_leave(self) -> bool:
        """Whether whoever looks is one of those who decide that."""
        part = self.shown.elector
        asked = self.going and not self.life.row.poll and bool(self.leaving.value.needed)
        return asked and part is not None and part.part == "decides"

    @cached_property
    def leavers(self) -> list[str]:
        """Who would leave it as it is, by name, for whoever sees positions."""
        names = {one.participant.key: one.participant.name for one in self.life.here}
        return [names[key] for key in self.leaving.value.said] if self.shown.sees_positions else []

    @cached_property
    def objections(self) -> list[Objection]:
        """Every objection that stands, and whether it is met, for whoever sees positions; else one's own."""
        sees, me = self.shown.sees_positions, self.shown.me
        return [one for one in self.life.objections() if sees or one.position.participant_id == me.pk]

    @property
    def answered(self) -> bool:
        """Whether an objection can be met by the text, and not by another position alone."""
        says = self.shown.now.says
        return says is not None and says.method in ANSWERED and takes_positions(self.shown.now)

    @property
    def mine_to_meet(self) -> bool:
        """Whether whoever looks has an objection that is not met."""
        unmet = [one for one in self.life.objections() if one.met is None]
        mine = any(one.position.participant_id == self.shown.me.pk for one in unmet)
        return self.going and self.answered and mine

    @cached_property
    def to_rule_out(self) -> list[tuple[str, str]]:
        """Whose objections whoever looks can rule out, as the one who leads."""
        if not self.going or not self.answered or not self.shown.sees_positions:
            return []
        unmet = [one.position.participant for one in self.objections if one.met is None]
        others = [(one.key, one.name) for one in unmet if one.pk != self.shown.me.pk]
        return others if others and leads(self.shown.me, self.shown.place.moment) else []

    @cached_property
    def changed(self) -> list[Position]:
        """Every position of those who took more than one, in order, for whoever sees positions."""
        if not self.shown.sees_positions:
            return []
        many = Counter(one.participant_id for one in self.life.positions)
        return [one for one in self.life.positions if many[one.participant_id] > 1]

    @property
    def earlier(self) -> list[Position]:
        """The positions that were changed since, or stood in an attempt that is over."""
        latest = {one.pk for one in self.life.stands().values()}
        sees, me = self.shown.sees_positions, self.shown.me
        rows = [one for one in self.life.positions if one.pk not in latest]
        return [one for one in rows if sees or one.participant_id == me.pk]

    @cached_property
    def agreement(self) -> Agreement | None:
        """What is said of it once it is concluded."""
        outcome = self.shown.outcome
        return Agreement(outcome, self.shown.place.moment.day) if outcome else None

    @cached_property
    def statements(self) -> Sequence[Statement]:
        """All that was said of it, the latest first."""
        found = self.agreement
        if found is None:
            return []
        rows = found.outcome.statements.select_related("owner", "written_by").order_by("-nth")
        return list(rows)

    @cached_property
    def actions(self) -> Sequence[Action]:
        """What somebody does because of it."""
        return self.agreement.actions if self.agreement else []

    @cached_property
    def may_state(self) -> bool:
        """Whether whoever looks says what came of it."""
        outcome, place = self.shown.outcome, self.shown.place
        return outcome is not None and may_state(self.life, self.shown.me, place.moment.day)
