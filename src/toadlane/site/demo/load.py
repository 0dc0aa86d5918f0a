"""Loading the demo: every co-op's years are lived through by the verbs, in their order."""

from __future__ import annotations

import datetime as dt
import json
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from bylaws.charter.adoption import own_text
from bylaws.charter.charter import read_charter
from bylaws.charter.kinds.surplus import Surplus
from bylaws.kernel.money import Money
from bylaws.kernel.periods import Period
from toadlane.books.verbs import CLOSE, close_year, preview_close, receive_buy_in, state_figures
from toadlane.books.years import period_of
from toadlane.charter.reads import charter_of
from toadlane.charter.verbs import adopt_charter
from toadlane.coops import clock
from toadlane.coops.demo import DEMO
from toadlane.coops.models import Coop, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.leaving.verbs import confirm_departure, tell_departure
from toadlane.leaving.verbs.going import Told
from toadlane.people.models import Person
from toadlane.record import checkpointing
from toadlane.record.verbs import sequence
from toadlane.site.demo.circles import live_by_roles
from toadlane.site.demo.electing import elect_each_year
from toadlane.site.demo.hours import export, mail
from toadlane.site.demo.imports import bring_in_year
from toadlane.site.demo.meetings import meet_often
from toadlane.site.demo.papers import bring_papers
from toadlane.site.demo.payments import pay_what_falls_due
from toadlane.site.demo.plan import PASSWORD, DemoCoop, DemoPerson, DemoYear
from toadlane.site.demo.sharing import share_out
from toadlane.site.demo.telling import tell_of_the_last_years

MODELS = Path(__file__).resolve().parents[4] / "charters" / "models"
NOON = dt.time(12)


@dataclass
class Loading:
    """One co-op while its demo is being lived through."""

    plan: DemoCoop
    coop: Coop
    people: dict[str, Participant] = field(default_factory=dict)
    clicks: Any = field(default_factory=count)

    def at(self, day: dt.date) -> Moment:
        """Noon of a day, in the co-op's zone."""
        zone = zoneinfo.ZoneInfo(self.coop.time_zone)
        return Moment.of(dt.datetime.combine(day, NOON, tzinfo=zone), coop=self.coop)

    def key(self) -> str:
        """The next click's key."""
        return f"demo-{next(self.clicks)}"

    @property
    def bookkeeper(self) -> Participant:
        """Whoever keeps the books."""
        return self.people[next(p.key for p in self.plan.people if p.bookkeeper)]

    def second(self, day: dt.date) -> Participant:
        """A member of the day who is not the bookkeeper."""
        members = (p for p in self.plan.people if not p.bookkeeper and p.member_from <= day)
        return self.people[next(p.key for p in members if p.left_on is None or day < p.left_on)]


def load(plans: tuple[DemoCoop, ...], *, say: Callable[[str], None]) -> None:
    """Load co-ops that are not there yet, and write down their sign-ins for the front page."""
    password = make_password(PASSWORD)
    for plan in plans:
        if Coop.objects.filter(slug=plan.slug).exists():
            continue
        say(plan.name)
        with transaction.atomic():
            live_through(plan, password)
    sign_ins = [_sign_ins(plan) for plan in plans]
    target = Path(settings.DATA) / DEMO
    target.write_text(json.dumps(sign_ins, ensure_ascii=False, indent=1), encoding="utf-8")


def live_through(plan: DemoCoop, password: str) -> None:
    """One co-op from its charter to its last closed year; what that gave, the visitor pays."""
    source = charter_of_its_own(plan)
    zone = read_charter(source, {}).base_front.time_zone  # its first day is its own, before it says so itself
    loading = Loading(
        plan, Coop.objects.create(slug=plan.slug, name=plan.name, currency="USD", time_zone=zone)
    )
    for person in plan.people:
        loading.people[person.key] = _join(loading, person, password)
    start = loading.at(plan.first_day)
    adopt_charter(coop=loading.coop, source=source, by=loading.bookkeeper, at=start, key=loading.key())
    loading.coop.refresh_from_db()
    bring_papers(loading)
    live_by_roles(loading)
    elect_each_year(loading)
    for person in plan.people:
        if person.left_on and person.gave_notice_on:
            _leave(loading, person.key, Told("resignation", person.gave_notice_on, person.left_on))
    for key, amount, day in plan.buy_ins:
        receive_buy_in(
            participant=loading.people[key],
            amount=Money.parse(amount, loading.coop.currency),
            on=day,
            by=loading.bookkeeper,
            at=loading.at(day),
            key=loading.key(),
            method=plan.pays_by,
            reference="buy-in",
        )
    for year in plan.years:
        _live_year(loading, year)
    if plan.years:
        pay_what_falls_due(loading, clock.now(loading.coop).day)
    share_out(loading)
    meet_often(loading)
    sequence(coop=loading.coop)
    checkpointing.sign(coop=loading.coop)
    tell_of_the_last_years(loading.coop)


def charter_of_its_own(plan: DemoCoop) -> str:
    """The model's text under its own name, with what it says in other words."""
    text = (MODELS / plan.model / "charter.md").read_text(encoding="utf-8")
    for model, own in plan.otherwise:
        text = replaced_once(text, model, own)
    day = plan.first_day
    return own_text(text, name=plan.name, modelled_on=plan.model_name, adopted=day, from_day=day)


def replaced_once(text: str, was: str, now: str) -> str:
    """A text in which something that stands there once reads otherwise."""
    before, found, after = text.partition(was)
    if not found or was in after:
        raise ValueError(was)
    return before + now + after


def _leave(loading: Loading, person: str, told: Told) -> None:
    """Somebody leaves on a day: the bookkeeper tells it, a second member confirms it."""
    day = told.leaves_on or told.told_on
    row = tell_departure(
        participant=loading.people[person],
        told=told,
        by=loading.bookkeeper,
        at=loading.at(day),
        key=loading.key(),
    )
    confirm_departure(told=row, by=loading.second(day), at=loading.at(day), key=loading.key())


def _join(loading: Loading, person: DemoPerson, password: str) -> Participant:
    plan, coop = loading.plan, loading.coop
    account = Person.objects.create(email=mail(plan, person), name=person.name, password=password)
    joined = Participant.objects.create(coop=coop, key=person.key, name=person.name, person=account)
    if person.candidate_from:
        _stage(joined, "candidate", person.candidate_from, person.member_from)
    _stage(joined, "member", person.member_from, None)
    if person.bookkeeper:
        RolePeriod.objects.create(
            coop=coop, participant=joined, role="bookkeeper", valid_from=person.member_from
        )
    return joined


def _stage(who: Participant, stage: str, start: dt.date, end: dt.date | None) -> None:
    StagePeriod.objects.create(coop=who.coop, participant=who, stage=stage, valid_from=start, valid_until=end)


def _live_year(loading: Loading, year: DemoYear) -> None:
    """A year's hours, figures, preview, decision and, unless it is left to the visitor, its close."""
    coop, by = loading.coop, loading.bookkeeper
    period = period_of(coop, year.year)
    day = year.closed_on or _end(period) + dt.timedelta(days=40)
    at = loading.at(day)
    pay_what_falls_due(loading, day)
    bring_in_year(loading, export(loading.plan, period), name=f"hours-{year.year}.csv", at=at)
    state_figures(
        coop=coop,
        year=year.year,
        surplus=Money.parse(year.surplus, coop.currency),
        tax=Money.parse(year.tax, coop.currency),
        by=by,
        at=at,
        key=loading.key(),
    )
    preview = preview_close(coop=coop, year=year.year, by=by, at=at, key=loading.key())
    article = charter_of(coop).on(period.from_day).rule("surplus", Surplus).article
    authority = enter_authority(
        matter=CLOSE,
        subject=str(year.year),
        article=article,
        decided_on=day,
        text=f"We close the fiscal year {year.year} as previewed.",
        fingerprint=preview.fingerprint,
        by=by,
        at=at,
        key=loading.key(),
    )
    if year.closed_on is None:
        return
    confirm_authority(authority=authority, by=loading.second(day), at=at, key=loading.key())
    close_year(coop=coop, year=year.year, authority=authority, by=by, at=at, key=loading.key())


def _end(period: Period) -> dt.date:
    return period.from_day + dt.timedelta(days=period.days())


def _sign_ins(plan: DemoCoop) -> dict[str, Any]:
    people = [
        {
            "name": person.name,
            "email": mail(plan, person),
            "password": PASSWORD,
            "role": "bookkeeper" if person.bookkeeper else "",
        }
        for person in plan.people[:3]
    ]
    return {"name": plan.name, "summary": f"On the {plan.model_name} model", "sign_ins": people}
