"""What may stand on a ballot that chooses among options, and how it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bylaws.charter.kinds.decision import Decision
from bylaws.kernel.faults import InputFault

Marks = Sequence[tuple[str, int]]
"""Options in the order they were given in, each with its points; where there are no points, with 1."""
SCORED = frozenset({"score", "dots"})


def read_ballot(
    says: Decision, options: Sequence[str], marks: Marks, *, article: str | None = None
) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """The options named, in their order, and the points of each, as a position has them.

    Points of nothing are left out. Faults: `ballot.empty`, `.option` (none of those there are), `.twice`,
    `.one` (a choice names one), `.no-points` (points where none are given), `.score` (beyond the highest),
    `.points` (more than there are to share out).
    """
    named = Counter(option for option, _ in marks)
    if any(option not in options for option in named):
        raise _fault(
            "ballot.option", "This is none of the options.", "Choose among those there are.", article
        )
    if any(times > 1 for times in named.values()):
        raise _fault("ballot.twice", "One option stands on it twice.", "Name each once.", article)
    if says.method in SCORED:
        return (), _scores(says, marks, article)
    if any(points != 1 for _, points in marks):
        raise _no_points(says, article)
    if not marks:
        raise _fault("ballot.empty", "Nothing is marked.", "Mark an option, or abstain.", article)
    if says.method == "choice" and len(marks) > 1:
        raise _fault("ballot.one", "Several are marked, and one is asked for.", "Mark one.", article)
    return tuple(option for option, _ in marks), ()


def _scores(says: Decision, marks: Marks, article: str | None) -> tuple[tuple[str, int], ...]:
    """Points that fit: none below nothing, none beyond the highest, no more together than there are."""
    most = (says.highest if says.method == "score" else says.points) or 0
    if any(not 0 <= points <= most for _, points in marks):
        raise _fault("ballot.score", "Points go from 0 to {most}.", "Give so many at most.", article, most)
    given = tuple((option, points) for option, points in marks if points)
    if not given:
        raise _fault("ballot.empty", "Nothing is marked.", "Mark an option, or abstain.", article)
    if says.method == "dots" and sum(points for _, points in given) > most:
        raise _fault(
            "ballot.points", "There are {most} points to share out, and these are more.", "Take some away.",
            article, most,
        )  # fmt: skip
    return given


def _no_points(says: Decision, article: str | None) -> InputFault:
    """A number that counts for nothing is not left unread: whoever gave it meant something by it."""
    told = "Points are given, and there are none to give here."
    if says.method == "ranked":
        return _fault("ballot.no-points", told, "Leave them out: the order says it all.", article)
    return _fault("ballot.no-points", told, "Leave them out: mark an option, or leave it.", article)


def _fault(code: str, told: str, cure: str, article: str | None, most: int = 0) -> InputFault:
    return InputFault(told, code=code, next_step=cure, article=article, most=most)
