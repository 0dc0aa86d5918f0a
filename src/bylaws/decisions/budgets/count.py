"""Counting a budget round by one of the ways there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from bylaws.decisions.budgets.course import Course, course
from bylaws.decisions.budgets.equal_shares import equal_shares
from bylaws.decisions.budgets.funded import Completion, Funded, Step, Tie, Utility, Way
from bylaws.decisions.budgets.greedy import greedy
from bylaws.decisions.budgets.purses import Purses
from bylaws.decisions.budgets.sharing import Sharing, check
from bylaws.decisions.budgets.ties import Equals, Ties, Waits, equals
from bylaws.decisions.budgets.verdicts import verdicts
from bylaws.kernel.faults import InputFault, Refused

MOST_RAISES = 20_000
"""After so many runs a count gives up; a round of people never comes near it."""
PATIENCE = 500
"""After so many raises that changed nothing it is looked how many more do not; twice as many where few."""


def count(sharing: Sharing, way: Way, *, ties: Ties = "lot", lot: Sequence[str] = ()) -> Funded:
    """What a round comes to, with every step; the same for whatever order of the ballots.

    `ties`: what the charter says decides between equals; `lot`: the keys of projects in the order drawn
    (`bylaws.decisions.elections.lots.drawn`), which settles what is left. Without one the count stops there.
    By equal shares every voter has the same part, blank ballots too. Faults: those of `sharing.check`,
    `funding.way` (equal shares without its utility or completion, or greedy with one), `funding.lot`,
    `funding.raised`.
    """
    check(sharing.budget, sharing.projects)
    told = equals(sharing, ties, lot)
    if way.method == "greedy":
        if way.utility or way.completion:
            raise _unnamed("By greedy there is neither a utility nor a completion.")
        return _greedy(sharing, way, told)
    if not (way.utility and way.completion):
        raise _unnamed("The method of equal shares is not one method until its variant is named.")
    return _Shares(sharing, way, told, way.utility, way.completion).counted()


def _unnamed(says: str) -> InputFault:
    return InputFault(
        says,
        code="funding.way",
        next_step="Name greedy alone; or equal-shares, with a utility (cost, cardinality) and a completion "
        "(none, add1-exhaustive, add1-overspend, greedy).",
    )


def _greedy(sharing: Sharing, way: Way, told: Equals) -> Funded:
    steps: list[Step] = []
    try:
        greedy(sharing, told, steps)
    except Waits as waits:
        return Funded(sharing, way, tuple(steps), tie=Tie(waits.level))
    return Funded(sharing, way, tuple(steps), judging=partial(verdicts, purses=None))


class _Shares:
    """Equal shares with its completion; each run begins anew, with more for every voter."""

    def __init__(
        self, sharing: Sharing, way: Way, told: Equals, utility: Utility, completion: Completion
    ) -> None:
        self.sharing, self.way, self.equals = sharing, way, told
        self.utility: Utility = utility
        self.completion: Completion = completion

    def counted(self) -> Funded:
        """The last run that counts, completed."""
        if not self.sharing.voters:
            return Funded(self.sharing, self.way, (), judging=partial(verdicts, purses=None))
        run, purses = self.run(0)
        if self.completion in ("add1-exhaustive", "add1-overspend"):
            run, purses = self.raised(run, purses)
        if run.tie is None and self.completion == "greedy":
            run = self.filled_up(run)
        return run if run.tie else replace(run, judging=partial(verdicts, purses=purses))

    def run(self, raised: int) -> tuple[Funded, Purses | None]:
        """One run in which every voter has so many units more than their part."""
        each = self.each(raised)
        steps: list[Step] = []
        came = Funded(self.sharing, self.way, (), each=each, raised=raised)
        try:
            purses = equal_shares(self.sharing, self.utility, self.equals, each, steps)
        except Waits as waits:
            return replace(came, steps=tuple(steps), tie=Tie(waits.level)), None
        return replace(came, steps=tuple(steps)), purses

    def raised(self, run: Funded, purses: Purses | None) -> tuple[Funded, Purses | None]:
        """The last run before more is given away than there is; or the first with no room for another."""
        backed = sum(1 for points in self.sharing.support if points)
        runs, same, patience = 0, 0, PATIENCE
        while run.tie is None and not (self.completion == "add1-exhaustive" and self.full(run)):
            if len(run.steps) == backed:
                break
            if runs == MOST_RAISES:
                raise Refused(
                    "Parts were raised as often as may be ({times}), and another project still fits.",
                    code="funding.raised",
                    next_step="Count it with another completion.",
                    times=MOST_RAISES,
                )
            more = self.alike(run.raised) if same >= patience else 0
            patience *= 2 if same >= patience > more else 1
            after, left = self.run(run.raised + max(1, more))
            if after.left < 0:
                break
            same = same + 1 if after.funded == run.funded else 0
            run, purses, runs = after, left, runs + 1
        return run, purses

    def alike(self, raised: int) -> int:
        """By how many units more for each voter the course of a run stays what it is."""
        here, far = self.course(raised), 1
        while self.course(raised + far) == here:
            far *= 2
        near = far // 2
        while far - near > 1:
            between = (near + far) // 2
            near, far = (between, far) if self.course(raised + between) == here else (near, between)
        return near

    def course(self, raised: int) -> Course:
        """The course of the run with so many units more."""
        return course(self.sharing, self.utility, self.equals, self.each(raised))

    def each(self, raised: int) -> Fraction:
        """What every voter has with so many units more."""
        return Fraction(self.sharing.budget, self.sharing.voters) + raised * self.sharing.step

    def full(self, run: Funded) -> bool:
        """Whether no project that is not funded fits into what is left."""
        funded = {*run.funded}
        rest = (one.cost for n, one in enumerate(self.sharing.projects) if n not in funded)
        return all(cost > run.left for cost in rest)

    def filled_up(self, run: Funded) -> Funded:
        """What is left goes to the best liked."""
        more: list[Step] = []
        try:
            greedy(self.sharing, self.equals, more, run.funded)
        except Waits as waits:
            return replace(run, steps=(*run.steps, *more), tie=Tie(waits.level))
        return replace(run, steps=(*run.steps, *more))
