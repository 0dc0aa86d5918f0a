"""What a story may ask, each answered by the library and put into the plain words stories are told in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bylaws.charter.asking import ask
from bylaws.charter.charter import Charter
from bylaws.charter.kinds import KINDS
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.principles import Principles
from bylaws.charter.kinds.tax import Tax
from bylaws.charter.routes import matters, route
from bylaws.charter.written import keys_written
from bylaws.facts.cells import Cell, cells
from bylaws.facts.file import Facts, check_work
from bylaws.kernel.faults import Fault
from bylaws.kernel.money import Money, total
from bylaws.kernel.periods import Period, add_months
from bylaws.kernel.reasons import Reason
from bylaws.kernel.shares import write_share
from bylaws.membership.admission import candidacy_seconds, evaluation_days, members_on, ready_for_next_stage
from bylaws.membership.posts import Post, post
from bylaws.membership.reporting import reporting
from bylaws.membership.rights import has_right
from bylaws.membership.sight import may_see
from bylaws.membership.terms import Tenure, free_seats, may_take, next_period, stands_in
from bylaws.membership.turns import turn
from bylaws.surplus.buy_in import buy_in
from bylaws.surplus.consent import Consent, consented
from bylaws.surplus.law import LAWS, payment_period_ends
from bylaws.surplus.leaving import Holdings, leaving
from bylaws.surplus.redemption import HeldNotice, redeem
from bylaws.words.tell import CATALOGUES, tell
from bylaws.work.hours import counts_for, too_long
from bylaws.work.pay import pay
from tests.scenarios import deciding, going, joining, meeting, sharing_out
from tests.scenarios.closes import close
from tests.scenarios.joining import SaidNoError, yes
from tests.scenarios.stories import Case, Given, charter_of, facts_of
from tests.scenarios.wholes import held, rights, sight, work

Answer = tuple[dict[str, Any], Iterable[Reason | str]]
TOLD_IN_ORDER = ("scale", "hops", "urgencies")
"""Lists of named tables whose order says something and shows in nothing the library answers yet."""


@dataclass(frozen=True)
class Asked:
    """A question on its way to the library: the charter, the facts, and what the story asks."""

    charter: Charter
    given: Given
    facts: Facts
    wants: dict[str, Any]

    @property
    def on(self) -> dt.date:
        day: dt.date = self.wants["on"]
        return day

    def money(self, key: str) -> Money:
        return Money.parse(self.wants.get(key, "0.00"), self.charter.base_front.currency)

    def cells(self, period: Period) -> tuple[Cell, ...]:
        entries = [(h.person, h.work, dt.date.fromisoformat(h.day), h.seconds) for h in self.facts.file.hours]
        found = cells(entries, people=self.facts.people, stretched=self.facts.stretched(self.charter, period))
        check_work(found, self.charter)
        return found


Charters = Callable[[str, dt.date | None, tuple[str, ...]], Charter]
"""A model, or a co-op's own charter on it, with some of the model's amendments."""


def answer(case: Case, charters: Charters = charter_of) -> dict[str, Any]:
    """What the library answers: {expect, cites} or {refused, cites}, as the story should have it."""
    given = case.story.given
    try:
        charter = charters(case.model, given.adopted, tuple(given.amendments))
        facts = facts_of(given, charter.base_front.currency)
        wants = dict(case.story.ask)
        what = wants.pop("what")
        apart = joining.ASKS | deciding.ASKS | meeting.ASKS | sharing_out.ASKS
        if what in apart:
            found, stands_on = apart[what](charter, facts, wants)
        else:
            found, stands_on = ASKS[what](Asked(charter, given, facts, wants))
    except Fault as fault:
        return {"refused": {"code": fault.code, "because": []}, "cites": _numbers([fault.article])}
    except SaidNoError as no:
        because = [part.code for part in no.reason.parts]
        return {"refused": {"code": no.reason.code, "because": because}, "cites": _cited([no.reason])}
    return {"expect": found, "cites": _cited(stands_on)}


def _cited(stands_on: Iterable[Reason | str]) -> list[int]:
    """The articles that reasons cite; each reason is told in every language on the way."""
    articles: list[str | None] = []
    for one in stands_on:
        if isinstance(one, Reason):
            for language in CATALOGUES:
                tell(one, language=language)
        articles += one.articles() if isinstance(one, Reason) else [one]
    return _numbers(articles)


def _numbers(articles: Iterable[str | None]) -> list[int]:
    return sorted({int(article.split()[1]) for article in articles if article})


def _may_be_admitted(asked: Asked) -> Answer:
    who = asked.facts.people[asked.wants["person"]]
    first = min(spell.period.from_day for spell in who.spells)
    seconds = candidacy_seconds(who, asked.cells(Period(first, asked.on)), charter=asked.charter, on=asked.on)
    members = members_on(asked.facts.people, asked.on)
    reason = yes(ready_for_next_stage(who, seconds, members=members, charter=asked.charter, on=asked.on))
    return {"next": reason.values["next"], "decided_as": reason.values["matter"]}, [reason]


def _evaluations(asked: Asked) -> Answer:
    who = asked.facts.people[asked.wants["person"]]
    days = evaluation_days(who, charter=asked.charter, on=asked.on)
    return {"due_on": list(days)}, [rule.article for rule in asked.charter.on(asked.on).of_kind("membership")]


def _may(asked: Asked) -> Answer:
    who = asked.facts.people[asked.wants["person"]]
    reason = yes(has_right(who, asked.wants["right"], charter=asked.charter, on=asked.on))
    return {"may": asked.wants["right"]}, [reason]


def _counts_for(asked: Asked) -> Answer:
    found = counts_for(asked.wants["work"], charter=asked.charter, on=asked.on)
    return {"counts_for": sorted(found.value)}, [found.reason]


def _too_long(asked: Asked) -> Answer:
    entries = [(h.person, h.work, dt.date.fromisoformat(h.day), h.seconds) for h in asked.facts.file.hours]
    found = too_long(entries, charter=asked.charter)
    said = [
        f"{one.person} {'day' if one.period.days() == 1 else 'week'} of {one.period.from_day}: "
        f"{one.seconds // 60} minutes, at most {one.at_most // 60}"
        for one in found
    ]
    rules = [rule.article for h in asked.given.hours for rule in asked.charter.on(h.on).of_kind("hours")]
    return {"too_long": said}, [*rules, *(one.reason for one in found)]


def _pay(asked: Asked) -> Answer:
    first = dt.date.fromisoformat(f"{asked.wants['month']}-01")
    until = add_months(first, 1)
    asked.charter.on(until - dt.timedelta(days=1))
    worked = asked.cells(Period(max(first, asked.charter.base_front.starts()), until))
    found = pay(asked.wants["person"], worked, asked.charter)
    return {"pay": found.value.decimal()}, [found.reason]


def _buy_in(asked: Asked) -> Answer:
    who = asked.facts.people[asked.wants["person"]]
    paid = total(
        [p.amount for p in asked.facts.file.payments if p.person == who.key and p.on <= asked.on.isoformat()],
        asked.charter.base_front.currency,
    )
    found = buy_in(who, paid, charter=asked.charter, on=asked.on)
    status, plan = found.value, found.value.plan
    said = {
        "amount": status.amount.decimal(),
        "open": status.open.decimal(),
        "overdue": status.overdue.decimal(),
        "parts": len(plan),
        "due_on": sorted({day for day, _ in plan[:1] + plan[-1:]}),
    }
    return said, [found.reason]


def _leaving(asked: Asked) -> Answer:
    holdings = Holdings(*(asked.money(k) for k in ("paid_in", "notices", "losses", "payable", "owes")))
    collective = asked.money("collective") if "collective" in asked.wants else None
    found = leaving(
        holdings, notice_on=asked.wants["notice_on"], charter=asked.charter, collective=collective
    )
    said = found.value
    payments = [
        f"{one.due_on} {one.amount.decimal()}" + (f" and {one.interest.decimal()}" if one.interest else "")
        for one in said.payments
    ]
    whole = {
        "leaves_on": said.leaves_on,
        "account": said.account.decimal(),
        "set_off": said.set_off.decimal(),
        "still_owed": said.still_owed.decimal(),
        "payable_now": said.payable_now.decimal(),
        "payments": payments,
        "waits": said.waits,
    }
    return whole, [found.reason]


def _redemption(asked: Asked) -> Answer:
    notices = [
        HeldNotice(
            one["person"], Money.parse(one["amount"], asked.charter.base_front.currency), one["closed_on"]
        )
        for one in asked.wants["notices"]
    ]
    found = redeem(notices, available=asked.money("available"), charter=asked.charter, on=asked.on)
    said = [
        f"{one.notice.person} {one.paid.decimal()} of {one.notice.amount.decimal()}, due {one.due_on}"
        for one in found.value
    ]
    return {"paid": said}, [found.reason]


def _consent(asked: Asked) -> Answer:
    consents = [
        Consent(one["how"], one["given_on"], one.get("year"), one.get("ended_on"))
        for one in asked.wants.get("consents", [])
    ]
    year: int = asked.wants["year"]
    worked = asked.charter.for_year(year)[0]
    found = consented(consents, year=year, worked=worked, charter=asked.charter)
    return {"qualified": found.value, "because": found.reason.code}, [found.reason]


def _may_see(asked: Asked) -> Answer:
    key = asked.wants.get("person")
    found = may_see(
        asked.facts.people[key] if key else None,
        asked.wants["class"],
        about=asked.wants.get("about"),
        charter=asked.charter,
        on=asked.on,
        roles=frozenset(asked.given.people[key].roles) if key else frozenset(),
    )
    return {"because": yes(found).code}, [found.reason]


def _principles(asked: Asked) -> Answer:
    rule = asked.charter.on(asked.on).rule("principles", Principles)
    return rule.says.model_dump(exclude_defaults=True) | {"attests": len(rule.says.attests)}, [rule.article]


def _tax(asked: Asked) -> Answer:
    period, text = asked.charter.for_year(asked.wants["year"])
    rule = text.rule("tax", Tax)
    law = LAWS[rule.says.mode]
    said: dict[str, Any] = {"mode": law.mode}
    if law.cash_at_least is not None:
        said["cash_at_least"] = write_share(law.cash_at_least)
        said["payment_period_ends"] = payment_period_ends(period, law)
    return said, [rule.article]


def _route(asked: Asked) -> Answer:
    amount = asked.money("amount") if "amount" in asked.wants else None
    found = route(asked.charter.on(asked.on), asked.wants["matter"], amount)
    said, wanted = found.value, asked.wants.get("leg")
    if wanted:
        return {"earliest": next(leg.earliest for leg in said.legs if leg.rule == wanted)}, [found.reason]
    whole: dict[str, Any] = {
        "rules": [leg.rule for leg in said.legs],
        "earliest": said.earliest,
        "unanswered": said.unanswered,
    }
    return whole | ({"latest": said.latest} if said.latest else {}), [found.reason]


def _enough(asked: Asked) -> Answer:
    rule = asked.charter.on(asked.on).rule("decision", Decision, asked.wants["rule"])
    levels = {"needed": rule.says.threshold, "quorum": rule.says.quorum}
    return {key: level.needed(asked.wants["of"]) for key, level in levels.items() if level is not None}, [
        rule.article
    ]


def _decides(asked: Asked) -> Answer:
    rule = asked.charter.on(asked.on).rule("decision", Decision, asked.wants["rule"])
    return dict(keys_written(rule.says)), [rule.article]


def _states(asked: Asked) -> Answer:
    if asked.wants["kind"] == "front":
        return dict(keys_written(asked.charter.on(asked.on).front)), []
    if asked.wants["kind"] == "amendment":
        return dict(keys_written(next(a.says for a in asked.charter.amendments))), []
    kind = KINDS[asked.wants["kind"]]
    rule = asked.charter.on(asked.on).rule(kind.name, kind.model, asked.wants.get("name"))
    orders = {key: getattr(rule.says, key, []) for key in TOLD_IN_ORDER}
    order = {key: ", ".join(one.name for one in items) for key, items in orders.items() if items}
    return dict(keys_written(rule.says)) | order, [rule.article]


def _matters(asked: Asked) -> Answer:
    found = matters(asked.charter.on(asked.on))
    named = {one.name: [way.by for way in one.ways] for one in found}
    return named, [one.article for one in found if one.article]


def _question(asked: Asked) -> Answer:
    first = ask(asked.charter.on(asked.on), asked.wants["text"], asked.wants["language"])[0]
    return {"first": first.name}, first.articles


def _of(ask: Callable[..., Answer]) -> Callable[[Asked], Answer]:
    """A question that is answered beside this file."""
    return lambda asked: ask(asked.charter, asked.facts, asked.given, asked.wants)


def _close_year(asked: Asked) -> Answer:
    return close(asked.charter, asked.facts, asked.wants["year"])


def _holding(asked: Asked) -> tuple[Post, list[Tenure]]:
    """The role or seats a story is about, and who held them when."""
    found = post(asked.charter.on(asked.on), asked.wants["role"], asked.wants.get("held_for", ""))
    return found, [
        Tenure(one["person"], found.name, found.held_for, Period(one["since"], one.get("until")))
        for one in asked.wants.get("held", [])
    ]


def _may_take(asked: Asked) -> Answer:
    found, tenures = _holding(asked)
    who = asked.facts.people[asked.wants["person"]]
    reason = yes(may_take(who, found, tenures, on=asked.on))
    until = next_period(found, tenures, on=asked.on).until
    said = {"filled": found.filled} | ({"chosen_by": found.chosen_by} if found.chosen_by else {})
    return said | ({"until": until} if until else {}), [reason]


def _turn(asked: Asked) -> Answer:
    found, tenures = _holding(asked)
    order = turn(
        found, asked.facts.people, tenures, on=asked.on, passed=frozenset(asked.wants.get("passed", []))
    )
    if not order.value:
        raise SaidNoError(order.reason)
    return {"order": list(order.value)}, [order.reason]


def _does_the_work(asked: Asked) -> Answer:
    found, tenures = _holding(asked)
    work = stands_in(found, tenures, on=asked.on)
    free = free_seats(found, tenures, on=asked.on)
    said: dict[str, Any] = {"people": list(work.value), "because": work.reason.code}
    return said | ({"free": free} if free is not None else {}), [work.reason]


def _reports(asked: Asked) -> Answer:
    wants = asked.wants
    found = reporting(
        asked.charter.on(asked.on), wants["body"], since=wants["since"], given=wants.get("given", [])
    )
    if found is None:
        return {"owes": False}, []
    return {"due": found.due_on, "to": found.to or "members"}, [found.article]


ASKS: dict[str, Callable[[Asked], Answer]] = {
    "all-posts": lambda asked: held(asked.charter, asked.on),
    "all-rights": lambda asked: rights(asked.charter, asked.on),
    "all-sight": lambda asked: sight(asked.charter, asked.on),
    "all-work": lambda asked: work(asked.charter, asked.on),
    "buy-in": _buy_in,
    "close-year": _close_year,
    "consent": _consent,
    "counts-for": _counts_for,
    "decides": _decides,
    "departing": _of(going.departing),
    "does-the-work": _does_the_work,
    "enough": _enough,
    "evaluations": _evaluations,
    "leaving": _leaving,
    "matters": _matters,
    "may": _may,
    "may-be-admitted": _may_be_admitted,
    "may-see": _may_see,
    "may-take": _may_take,
    "pay": _pay,
    "principles": _principles,
    "question": _question,
    "redemption": _redemption,
    "returning": _of(going.returning),
    "reports": _reports,
    "route": _route,
    "settling": _of(going.settling),
    "states": _states,
    "tax": _tax,
    "too-long": _too_long,
    "turn": _turn,
}
