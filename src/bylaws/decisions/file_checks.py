"""What a matter file may not say: people the facts do not know, options that are none."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bylaws.charter.routes import Leg
from bylaws.decisions.ballots import SCORED
from bylaws.decisions.file import MatterFile
from bylaws.decisions.proposal import OPTION_METHODS
from bylaws.kernel.faults import InputFault

OF_SOMEBODY = frozenset({"recused", "left", "tested", "integrated", "ruled-out", "contested", "proxy-ended"})
"""What happens to somebody, named as `who`."""
BY_SOMEBODY = frozenset({"decided", "secrecy-asked"})
"""What somebody does, named as `by`."""


def check_matter(file: MatterFile, people: Collection[str], *, where: str = "matter.json") -> None:
    """Refuse what could only be a slip of the pen, instead of counting it nowhere.

    Faults: `matter.nobody` (somebody the facts do not know), `matter.who` (nobody is named), `matter.options`
    (empty, twice, or none of those there are) and `matter.drawn` (nothing was drawn).
    """
    for path, who in _named(file):
        if who not in people:
            raise InputFault(
                "{path} names “{who}”, whom the facts do not know.",
                code="matter.nobody",
                next_step="Write the key under which the facts know them, or add them to the facts.",
                where=where,
                path=path,
                who=who[:60],
            )
    _check_happened(file, where)
    _check_options(file, where)


def _named(file: MatterFile) -> Iterator[tuple[str, str]]:
    """Everybody who is named, and where."""
    yield "by", file.by
    yield from ((f"about.{n}", who) for n, who in enumerate(file.about))
    yield from ((f"on_leave.{n}", who) for n, who in enumerate(file.on_leave))
    for role, holders in file.holders.items():
        yield from ((f"holders.{role}.{n}", who) for n, who in enumerate(holders))
    for nth, one in enumerate(file.happened):
        for key, who in (("who", one.who), ("by", one.by), *(("not_told", who) for who in one.not_told)):
            if who:
                yield f"happened.{nth}.{key}", who
    for nth, said in enumerate(file.positions):
        for key, told in (("by", said.by), ("spoken_by", said.spoken_by), ("entered_by", said.entered_by)):
            if told is not None:
                yield f"positions.{nth}.{key}", told


def _check_happened(file: MatterFile, where: str) -> None:
    for nth, one in enumerate(file.happened):
        missing = "who" if one.what in OF_SOMEBODY and not one.who else ""
        missing = "by" if one.what in BY_SOMEBODY and not one.by else missing
        if missing:
            raise InputFault(
                "{path} says that something is “{what}”, and names nobody as `{key}`.",
                code="matter.who",
                next_step="Write whom it is about as `who`, or who did it as `by`.",
                where=where,
                path=f"happened.{nth}",
                what=one.what,
                key=missing,
            )
        if one.what == "drawn" and not one.order:
            raise InputFault(
                "{path} says that a lot was drawn, and not in which order.",
                code="matter.drawn",
                next_step="Write what was drawn as `order`, from the first to the last.",
                where=where,
                path=f"happened.{nth}",
            )


def _check_options(file: MatterFile, where: str) -> None:
    chosen = {option for said in file.positions for option in (*said.ballot, *said.scores)}
    chosen |= {one.option for one in file.happened if one.option}
    wrong = sorted(chosen - set(file.options))
    empty_or_twice = len(set(file.options)) < len(file.options) or "" in file.options
    if wrong or empty_or_twice:
        raise InputFault(
            "“{option}” is none of the options of the matter."
            if wrong
            else "An option of the matter is empty, or stands there twice.",
            code="matter.options",
            next_step="Write each option once under `options`, and elsewhere as it is written there.",
            where=where,
            option=wrong[0][:60] if wrong else "",
        )


def check_ballots(file: MatterFile, legs: Collection[Leg], *, where: str = "matter.json") -> None:
    """Refuse a ballot or scores that no rule on a matter's way would ask for; fault `matter.ballot`."""
    methods = {leg.says.method for leg in legs if leg.says is not None}
    for nth, said in enumerate(file.positions):
        marked = said.ballot and not methods & (OPTION_METHODS - SCORED)
        key = "ballot" if marked else "scores" if said.scores and not methods & SCORED else ""
        if key:
            raise InputFault(
                "{path} says what no rule on this matter's way asks for: it is decided by {methods}.",
                code="matter.ballot",
                next_step="Write `ballot` where options are marked or ranked, and `scores` for points.",
                where=where,
                path=f"positions.{nth}.{key}",
                methods=", ".join(sorted(methods)) or "one alone",
            )
