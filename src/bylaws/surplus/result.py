"""A close as plain JSON: every amount an exact decimal string, the same bytes for the same close."""

from __future__ import annotations

from fractions import Fraction

from bylaws.kernel.money import Money, total
from bylaws.kernel.reasons import Json, as_json
from bylaws.surplus.closing import Closing, MemberShare, StepLine
from bylaws.surplus.why import why_person, why_step

FORMAT = "toad-lane-close/1"


def closing_as_json(closing: Closing, *, why: bool = False) -> dict[str, Json]:
    """The result of a close: steps, people, entry and notes; with `why`, the reasons of each.

    Amounts are decimal strings in `currency`; a share is "n/d"; days are ISO 8601.
    """
    return {
        "format": FORMAT,
        "year": closing.facts.year,
        "from": closing.period.from_day.isoformat(),
        "until": closing.period.until.isoformat() if closing.period.until else None,
        "closed_on": closing.facts.closed_on.isoformat(),
        "currency": closing.currency,
        "surplus": closing.facts.surplus.decimal(),
        "tax": closing.facts.tax.decimal(),
        "steps": [_step(closing, line, why=why) for line in closing.parts.steps],
        "people": [person_as_json(closing, key, why=why) for key in people_of(closing)],
        "entry": [{"account": p.account, "amount": p.amount.decimal()} for p in closing.postings],
        "notes": [{"code": note.code, "day": note.day.isoformat()} for note in closing.notes],
    }


def person_as_json(closing: Closing, key: str, *, why: bool = False) -> dict[str, Json]:
    """One person's part of a close: the sums over all steps, and each step's share."""
    shares = closing.by_person.get(key, ())
    nothing = Money(0, closing.currency)
    out: dict[str, Json] = {
        "person": key,
        "name": closing.facts.people[key].name,
        "share": total([s.share for s in shares], closing.currency).decimal(),
        "cash": total([s.cash for s in shares], closing.currency).decimal(),
        "retained": total([s.retained for s in shares], closing.currency).decimal(),
        "to_buy_in": total([s.to_buy_in for s in shares], closing.currency).decimal(),
        "notices": total([s.notice for s in shares], closing.currency).decimal(),
        "interest": dict(closing.parts.interest).get(key, nothing).decimal(),
        "loss": dict(closing.parts.losses).get(key, nothing).decimal(),
        "shares": [_share(s) for s in shares],
    }
    if why:
        out["why"] = as_json(why_person(closing, key).reason)
    return out


def people_of(closing: Closing) -> list[str]:
    """The keys of everyone a close gives something to or takes something from, in order."""
    named = {
        *closing.by_person,
        *(k for k, _ in closing.parts.interest),
        *(k for k, _ in closing.parts.losses),
    }
    return sorted(named)


def _step(closing: Closing, line: StepLine, *, why: bool) -> dict[str, Json]:
    out: dict[str, Json] = {
        "number": line.number,
        "to": line.to,
        "name": line.name,
        "amount": line.amount.decimal(),
        "left": line.left.decimal(),
        "article": line.article,
        "divisible": line.divisible,
    }
    if why:
        out["why"] = as_json(why_step(closing, line.number))
    return out


def _share(share: MemberShare) -> dict[str, Json]:
    return {
        "step": share.step,
        "basis": [{"by": base, "weight": _fraction(weight)} for base, weight in share.weights],
        "share": share.share.decimal(),
        "cash": share.cash.decimal(),
        "retained": share.retained.decimal(),
        "to_buy_in": share.to_buy_in.decimal(),
        "notice": share.notice.decimal(),
        "notice_kind": share.notice_kind,
        "instalments": [
            {"due_on": i.due_on.isoformat(), "amount": i.amount.decimal(), "gated": i.gated}
            for i in share.instalments
        ],
    }


def _fraction(weight: Fraction) -> str:
    return f"{weight.numerator}" if weight.denominator == 1 else f"{weight.numerator}/{weight.denominator}"
