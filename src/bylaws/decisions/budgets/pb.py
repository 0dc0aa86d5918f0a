"""Budget rounds as a `.pb` file, the format of Pabulib, which other counting programs read and write as well.

Three parts, each under its name and a line of headings, values parted by semicolons: META (budget, vote_type,
num_projects, num_votes), PROJECTS (project_id, cost, name) and VOTES (voter_id, vote, points). Amounts may
have decimals. What stands there about voters is neither kept nor written: a ballot has nobody's name on it.
Source: P. Faliszewski and others, “Participatory budgeting: data, tools and analysis”, 2023.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bylaws.decisions.budgets.pb_limits import MEASURES, OF_EACH, Limit, Marked
from bylaws.decisions.budgets.pb_tables import COLUMNS, NOTHING, Row, fault_at, no_part, parts, said_once
from bylaws.decisions.budgets.sharing import MOST_PROJECTS, Ballot, Each, Marks, Project, Sharing
from bylaws.decisions.elections.counted import exact
from bylaws.kernel.currencies import DECIMALS
from bylaws.kernel.faults import InputFault

BALLOTS: Mapping[str, Ballot] = {
    "approval": "approval",
    "choose-1": "approval",
    "cumulative": "points",
    "scoring": "points",
}
MOST_DECIMALS, MOST_DIGITS = 6, 15
_AMOUNT = re.compile(rf"([0-9]{{1,{MOST_DIGITS}}})(?:[.,]([0-9]{{1,{MOST_DECIMALS}}}))?")


@dataclass(frozen=True, slots=True)
class Listed:
    """Projects of a file, and how many ballots stand there; costs in minor units with so many decimals."""

    projects: tuple[Project, ...]
    decimals: int
    currency: str
    votes: int


def read_pb(raw: bytes, *, where: str = "") -> Sharing:
    """A budget round as a file tells it; `where` names the file in faults, with the line.

    UTF-8, or UTF-16 with its mark. Faults: `pb.encoding`, `pb.parts` (a part is missing, twice or no table),
    `pb.columns` (a heading is missing, or there twice), `pb.cells` (more in a row than there are headings),
    `pb.meta` (the budget, the kind of ballot or a number is missing), `pb.meta-twice` (it says two things of
    one), `pb.ballot` (ballots in order of preference, or a kind not known), `pb.counts` (not as many projects
    or ballots as it says), `pb.amount`, `pb.project` (without a key, twice, or too many), `pb.unknown`,
    `pb.twice`, `pb.points`, `pb.limit` (META limits a ballot by what is no number), `pb.least` and `pb.most`
    (a ballot says less than the file asks for, or more than it allows), `pb.default` (points for what a
    ballot does not name).
    """
    return _Reading(where).sharing(_text(raw, where))


def read_projects(raw: bytes, *, where: str = "") -> Listed:
    """What such a file says of projects; META and VOTES may be missing. Faults: those of `read_pb`."""
    return _Reading(where).listed(_text(raw, where))


def write_pb(sharing: Sharing) -> str:
    """A budget round as a file: ballots in an order that does not depend on theirs, and nobody's name.

    The same round gives the same file, whoever writes it.
    """
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\n")
    points = sharing.ballot == "points"
    meta = {
        "description": sharing.title,
        "currency": sharing.currency,
        "num_projects": len(sharing.projects),
        "num_votes": sharing.voters,
        "budget": _units(sharing.budget, sharing),
        "vote_type": "scoring" if points else "approval",
    }
    rows.writerows([["META"], ["key", "value"], *([key, told] for key, told in meta.items() if told != "")])
    rows.writerows([["PROJECTS"], ["project_id", "cost", "name"]])
    rows.writerows([one.key, _units(one.cost, sharing), one.name] for one in sharing.projects)
    rows.writerows([["VOTES"], ["voter_id", "vote", *(["points"] if points else [])]])
    number = 0
    for marks, times in sorted(sharing.ballots.items()):
        told = [",".join(sharing.keys(one for one, _ in marks))]
        told += [",".join(str(given) for _, given in marks) or NOTHING] if points else []
        for _ in range(times):
            number += 1
            rows.writerow([number, *told])
    return out.getvalue()


def _units(minor: int, sharing: Sharing) -> str:
    from_minor = sharing.amount(minor)
    return exact(from_minor) if isinstance(from_minor, Fraction) else from_minor.decimal()


def _text(raw: bytes, where: str) -> str:
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return raw.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        raise fault_at(where, 0, "pb.encoding", "It is not written in UTF-8.", "Save it as UTF-8.") from None


class _Reading:
    """Reading one file, with a fault that names its line."""

    def __init__(self, where: str) -> None:
        self.where = where

    def fault(self, line: int, code: str, says: str, cure: str, **values: str | int) -> InputFault:
        """A fault at a line of this file."""
        return fault_at(self.where, line, code, says, cure, **values)

    def sharing(self, text: str) -> Sharing:
        """The round."""
        tables = parts(text, self.where, COLUMNS)
        meta = said_once(tables["META"], self.where)
        told = self.meta(meta, "vote_type")
        ballot = BALLOTS.get(told)
        if ballot is None:
            raise self.fault(
                0,
                "pb.ballot",
                "Ballots of the kind “{kind}” are not counted.",
                "Marks (approval, choose-1) and points (cumulative, scoring) are.",
                kind=told[:40],
            )
        self.whole_numbers(meta, tables)
        currency, decimals = _money(meta, tables)
        budget = self.amount(0, meta["budget"], decimals)
        projects = self.projects(tables["PROJECTS"], decimals)
        limits = self.limits(meta, decimals)
        ballots = self.ballots(tables["VOTES"], projects, ballot, limits)
        return Sharing(budget, projects, ballots, ballot, decimals, currency, meta.get("description", ""))

    def listed(self, text: str) -> Listed:
        """The projects alone."""
        tables = parts(text, self.where, ("PROJECTS",))
        currency, decimals = _money(said_once(tables.get("META", []), self.where), tables)
        projects = self.projects(tables["PROJECTS"], decimals)
        return Listed(projects, decimals, currency, len(tables.get("VOTES", ())))

    def meta(self, meta: Mapping[str, str], key: str) -> str:
        """What META says about something it has to."""
        if not meta.get(key):
            raise self.fault(0, "pb.meta", "META does not say {key}.", "Add a line: {key};…", key=key)
        return meta[key]

    def whole_numbers(self, meta: Mapping[str, str], tables: Mapping[str, list[Row]]) -> None:
        """That there are as many projects and ballots as it says."""
        self.meta(meta, "budget")
        for key, part in (("num_projects", "PROJECTS"), ("num_votes", "VOTES")):
            stated, there = self.meta(meta, key), len(tables[part])
            if stated != str(there):
                raise self.fault(
                    0,
                    "pb.counts",
                    "META says {key} is {stated}, and there are {there}.",
                    "Put it right, or find what is missing.",
                    key=key,
                    stated=stated[:20],
                    there=there,
                )

    def amount(self, line: int, told: str, decimals: int) -> int:
        """An amount above nothing, in minor units."""
        found = _AMOUNT.fullmatch(told)
        minor = int(found[1] + (found[2] or "").ljust(decimals, "0")) if found else 0
        if not minor:
            raise self.fault(
                line,
                "pb.amount",
                "“{told}” is not an amount above nothing.",
                f"Write it in {MOST_DIGITS} digits at most, as in 1200 or 1200.50.",
                told=told[:40],
            )
        return minor

    def projects(self, rows: list[Row], decimals: int) -> tuple[Project, ...]:
        """The projects, each key once."""
        found: dict[str, Project] = {}
        for line, row in rows:
            key = row.get("project_id", "")
            if not key or "," in key or key in found or len(found) == MOST_PROJECTS:
                raise self.fault(
                    line,
                    "pb.project",
                    "A project has a key of its own without a comma, and there are {most} at most.",
                    "Give each another key.",
                    most=MOST_PROJECTS,
                )
            found[key] = Project(key, self.amount(line, row.get("cost", ""), decimals), row.get("name", ""))
        if not found:
            raise no_part(self.where, 0)
        return tuple(found.values())

    def ballots(
        self, rows: list[Row], projects: tuple[Project, ...], ballot: Ballot, limits: Sequence[Limit]
    ) -> dict[Marks, int]:
        """The ballots, equal ones together."""
        places = {one.key: n for n, one in enumerate(projects)}
        each, told = Each(), Counter[Marks]()
        costs = [one.cost for one in projects]
        for line, row in rows:
            named = [key.strip() for key in row.get("vote", "").split(",")] if row.get("vote") else []
            points = self.points(line, row, len(named)) if ballot == "points" else [1] * len(named)
            try:
                marks = {places[key]: given for key, given in zip(named, points, strict=True)}
            except KeyError as unknown:
                raise self.fault(
                    line,
                    "pb.unknown",
                    "“{key}” is none of the projects.",
                    "Put the key right.",
                    key=str(unknown.args[0])[:40],
                ) from None
            if len(marks) != len(named):
                raise self.fault(line, "pb.twice", "A ballot names one project twice.", "Name each once.")
            self.within(line, marks, costs, limits)
            told[each.marks((one, given) for one, given in marks.items() if given)] += 1
        return dict(told)

    def points(self, line: int, row: Mapping[str, str], many: int) -> list[int]:
        """The points of a ballot, as many as it names projects."""
        told = [one.strip() for one in row.get("points", "").split(",")] if row.get("points") else []
        if len(told) != many or not all(map(_whole, told)):
            raise self.fault(
                line,
                "pb.points",
                "A ballot has no whole number of points from 0 for each project it names.",
                "Write as many numbers under points as projects under vote.",
            )
        return list(map(int, told))

    def limits(self, meta: Mapping[str, str], decimals: int) -> tuple[Limit, ...]:
        """What a ballot has to keep to; 0 where nothing is asked for."""
        if meta.get("default_score", "0").strip("0.") != "":
            raise self.fault(
                0,
                "pb.default",
                "META gives points to projects that a ballot does not name: {said}.",
                "Write them on each ballot; what nobody gave is not counted.",
                said=meta["default_score"][:20],
            )
        found = list[Limit]()
        for of in (*MEASURES, OF_EACH):
            for key in (f"min_{of}", f"max_{of}"):
                said = meta.get(key, "")
                if said:
                    limit = self.limit(key, said, decimals if of == "sum_cost" else 0)
                    found.append(Limit(key, of, limit, said))
        return tuple(found)

    def limit(self, key: str, said: str, decimals: int) -> int:
        """A limit as a number, an amount in minor units."""
        number = _AMOUNT.fullmatch(said)
        behind = (number[2] or "").rstrip("0") if number else ""
        if number is None or len(behind) > decimals:
            raise self.fault(
                0,
                "pb.limit",
                "META says that {key} is “{said}”, which is no number a ballot could keep to.",
                "Write it in digits, or take the line out.",
                key=key,
                said=said[:20],
            )
        return int(number[1] + behind.ljust(decimals, "0"))

    def within(self, line: int, marks: Marked, costs: Sequence[int], limits: Sequence[Limit]) -> None:
        """That a ballot says as much as the file asks for, and no more than it allows."""
        for one in limits:
            if one.within(marks, costs):
                continue
            if one.key.startswith("max_"):
                raise self.fault(
                    line,
                    "pb.most",
                    "A ballot says more than {key} allows, which is {limit}.",
                    "Take it out, or put {key} right.",
                    key=one.key,
                    limit=one.said,
                )
            raise self.fault(
                line,
                "pb.least",
                "A ballot says less than {key} asks for, which is {limit}.",
                "Take it out, or put {key} right; a blank ballot needs a file that asks for nothing.",
                key=one.key,
                limit=one.said,
            )


def _money(meta: Mapping[str, str], tables: Mapping[str, list[Row]]) -> tuple[str, int]:
    """The currency, where it is one, and how many decimals amounts have at most."""
    currency = meta.get("currency", "") if meta.get("currency", "") in DECIMALS else ""
    amounts = [meta.get("budget", ""), *(row.get("cost", "") for _, row in tables["PROJECTS"])]
    return currency, max(DECIMALS.get(currency, 0), *map(_decimals, amounts))


def _whole(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS


def _decimals(amount: str) -> int:
    found = _AMOUNT.fullmatch(amount)
    return len(found[2] or "") if found else 0
