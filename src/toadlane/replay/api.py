"""Replays as JSON: start one, ask how far it is, read what would have been different."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from bylaws.kernel.money import Money
from toadlane.books.models import ACCOUNTS
from toadlane.coops.access import Place
from toadlane.coops.api import Amount, Click, Slug, participant_at
from toadlane.replay import kept, pages, reads, verbs, views
from toadlane.replay.models import ReplayRun

router = Router()


class TryIn(Schema):
    """The text of an amendment; `adopted` and `by` may be missing from it."""

    source: Annotated[str, Field(min_length=1, max_length=1_000_000, description="Markdown with its rules")]
    key: Click


class ReplayOut(Schema):
    """One text tried on the closed years; `done` of `of` years while it runs."""

    run: UUID
    sha256: str
    made_on: dt.date
    made_by: str
    years: list[int]
    state: Literal["waiting", "running", "done", "failed"]
    done: int
    of: int
    says: str


class BothOut(Schema):
    """One place, person or step on both sides; the difference is after less before."""

    before: Amount
    after: Amount
    difference: Amount


class PlaceOut(BothOut):
    """Where money goes."""

    account: str


class TriedPersonOut(BothOut):
    """What a person would have had, in money and in their account."""

    person: str
    in_money: Amount = Field(description="how much more of it in money")


class TriedStepOut(BothOut):
    """One step; a number is missing on a side that has no such step."""

    account: str
    before_number: int | None
    after_number: int | None


class GroupOut(Schema):
    """Neighbours in the row from the least to the most."""

    people: int
    mean: Amount


class SpreadOut(Schema):
    """How a difference is spread; the ends and the middle only where members' money is open."""

    more: int
    less: int
    same: int
    median: Amount | None
    most_more: Amount | None
    most_less: Amount | None
    groups: list[GroupOut]


class ShownOut(Schema):
    """One year or all together; `spread` is missing where it would tell what one other person has."""

    own: TriedPersonOut | None
    spread: SpreadOut | None
    people: list[TriedPersonOut]
    accounts: list[PlaceOut]


class SilenceOut(Schema):
    """Why the amended charter has no answer for a year."""

    says: str
    article: str | None
    next_step: str


class TriedYearOut(ShownOut):
    """One year; without an answer it has no figures."""

    year: int
    silence: SilenceOut | None
    steps: list[TriedStepOut]


class TriedResultOut(ReplayOut):
    """What would have been different; `moved` where the charter or the closed years have changed since."""

    moved: bool
    together: ShownOut | None
    by_year: list[TriedYearOut]


@router.get("/replays", response=list[ReplayOut], summary="The amendments that were tried")
def list_replays(request: HttpRequest, coop: Path[Slug]) -> list[dict[str, Any]]:
    """Newest first; for who may see the co-op's accounts."""
    return [_run(run) for run in reads.runs(_place(request, coop).coop)]


@router.post("/replays", response={201: ReplayOut}, summary="Try an amendment on the closed years")
def start_replay(request: HttpRequest, coop: Path[Slug], body: TryIn) -> Status[dict[str, Any]]:
    """The work goes to the queue; ask for the run until it is done or failed."""
    place = _place(request, coop)
    run = verbs.start_replay(
        coop=place.coop, source=body.source, by=place.member, at=place.moment, key=body.key
    )
    return Status(201, _run(run))


@router.get(
    "/replays/{run}", response=TriedResultOut, summary="How far it is, and what would have been different"
)
def read_replay(request: HttpRequest, coop: Path[Slug], run: Path[UUID]) -> dict[str, Any]:
    """One's own figures and the spread; each member's where the charter opens members' money."""
    place = _place(request, coop)
    found = views.find(place, run)
    years = kept.read(found.result) if found.result is not None else ()
    names = pages.names_in(place)
    return {
        **_run(found),
        "moved": reads.has_moved(found),
        "together": _shown(pages.all_years(place, years, names)) if years else None,
        "by_year": [_year(place, year, names) for year in years],
    }


def _place(request: HttpRequest, coop: str) -> Place:
    return participant_at(request, coop, ACCOUNTS)


def _run(run: ReplayRun) -> dict[str, Any]:
    job = run.job
    return {
        "run": run.pk,
        "sha256": run.digest,
        "made_on": run.made_on,
        "made_by": run.made_by,
        "years": sorted(map(int, run.years)),
        "state": run.state,
        "done": job.done if job else 0,
        "of": job.of if job else 0,
        "says": job.says if job else "",
    }


def _year(place: Place, year: kept.KeptYear, names: dict[str, str]) -> dict[str, Any]:
    told = views.silence(year)
    said = {"says": told.says, "article": told.article, "next_step": told.next_step} if told else None
    empty: dict[str, Any] = {"own": None, "spread": None, "people": [], "accounts": []}
    shown = empty if told else _shown(pages.one_year(place, year, names))
    steps = [
        {
            "account": step.account,
            "before_number": step.numbers[0],
            "after_number": step.numbers[1],
            **_both(step.before, step.after),
        }
        for step in year.steps
    ]
    return {**shown, "year": year.year, "silence": said, "steps": steps}


def _shown(shown: pages.Shown) -> dict[str, Any]:
    return {
        "own": _person(shown.own) if shown.own else None,
        "spread": _spread(shown.told) if shown.told else None,
        "people": [_person(line) for line in shown.people],
        "accounts": [{"account": line.key, **_both(line.before, line.after)} for line in shown.places],
    }


def _spread(told: pages.Told) -> dict[str, Any]:
    found = told.spread
    return {
        "more": found.more,
        "less": found.less,
        "same": found.same,
        "median": found.median.decimal() if told.ends else None,
        "most_more": found.most_more.decimal() if told.ends else None,
        "most_less": found.most_less.decimal() if told.ends else None,
        "groups": [{"people": one.people, "mean": one.mean.decimal()} for one in told.groups],
    }


def _person(line: pages.Line) -> dict[str, str]:
    money = line.in_money.decimal() if line.in_money is not None else ""
    return {"person": line.key, **_both(line.before, line.after), "in_money": money}


def _both(before: Money, after: Money) -> dict[str, str]:
    return {
        "before": before.decimal(),
        "after": after.decimal(),
        "difference": (after - before).decimal(),
    }
