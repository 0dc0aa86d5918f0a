"""The life of minutes: a draft, corrections by those who were there, approval by the charter's rule, frozen.

- While it is a *draft*, whoever writes it changes it; every required part is filled, or says “none”.
- Once it is *sent* out, corrections are suggested to the end of the last day of the window. Each is accepted,
  which makes a new edition, or declined with a reason.
- What is found after that day, and before they are approved, is a *late* correction: it holds nothing up.
  Whoever writes them may still accept it into a new edition; approved first, it is answered beside the text.
- Approval holds of one edition: a correction that was accepted asks everybody anew.
- Nothing is approved while a correction waits for an answer.
- *Consent*: with the window over, two of those who may (one, where there is no other); before, all of them.
  *Majority*: more than half of them. *Everyone*: each of them.
- What somebody *notes* for others in a later meeting is one person's word: it counts, and ends the window,
  once they have had some days to say that it is not theirs. What they say themselves counts at once.
- Those who may are those who were there, or all who were invited, without whoever has left since; where
  nobody of those who were there is left, whoever was invited.
- *Approved* minutes are never changed; what was found wrong later stands beside them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.meeting import Meeting
from bylaws.kernel.faults import CharterSilent
from bylaws.kernel.periods import Span
from bylaws.kernel.reasons import Explained, Reason, Value

Part = Literal["attendance", "issues", "decisions", "actions"]
Phase = Literal["draft", "corrections", "ready", "approved"]
PARTS: Final[tuple[Part, ...]] = ("issues", "decisions", "actions")
ATTENDANCE: Final = "attendance"
FEWEST: Final = 2
"""Nobody approves alone what they may have written themselves, where there is anybody else."""


@dataclass(frozen=True, slots=True)
class MinutesRule:
    """What holds of the minutes of one meeting; without a charter's word, what is usual."""

    parts: tuple[Part, ...] = PARTS
    corrections: Span = field(default_factory=lambda: Span(days=7))
    approved_by: Literal["attendees", "invited"] = "attendees"
    approved: Literal["consent", "majority", "everyone"] = "consent"
    contested: Span = field(default_factory=lambda: Span(days=2))
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody approves one edition: by themselves, or as another noted on a day in a meeting.

    What was noted is `contested` where they said that it is not theirs.
    """

    by: str
    edition: int
    noted_on: dt.date | None = None
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted for somebody, who can say to the end of the day `until` that it is not theirs."""

    by: str
    until: dt.date


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything that is known of the minutes of one meeting.

    `present`, `invited` and `here` (who takes part in the co-op now) hold people's keys; `pending` names the
    corrections that came in time and wait for an answer, in order; `due_on` is the day of the next meeting.
    """

    present: Collection[str]
    invited: Collection[str]
    here: Collection[str]
    edition: int = 1
    sent_on: dt.date | None = None
    pending: Sequence[str] = ()
    approvals: Sequence[Approval] = ()
    approved_on: dt.date | None = None
    due_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where minutes stand on a day: who may approve, who did, and how many more it takes.

    `noted` is what another noted and they did not say themselves, whether it counts by now or not;
    `lacks_then`, how many more it takes once all of that counts.
    """

    phase: Phase
    window_to: dt.date | None
    entitled: tuple[str, ...]
    approved_by: tuple[str, ...]
    lacks: int
    pending: tuple[str, ...]
    late: bool
    noted: tuple[Noted, ...] = ()
    lacks_then: int = 0

    @property
    def complete(self) -> bool:
        """Whether nothing keeps them from being frozen now."""
        return self.phase in {"corrections", "ready"} and not self.lacks and not self.pending

    @property
    def contestable(self) -> frozenset[str]:
        """Who can say that what was noted for them is not theirs: until the minutes are approved."""
        waits = self.phase != "approved" and not self.complete
        return frozenset(one.by for one in self.noted) if waits else frozenset()


def rule_of(charter: Charter | None, name: str | None, *, on: dt.date) -> MinutesRule:
    """What the charter says on a day of the minutes of a meeting; what is usual, where it says nothing.

    A meeting it names keeps the parts it names: none of them, where it names none.
    """
    if charter is None or name is None:
        return MinutesRule()
    try:
        found = charter.on(on).rule("meeting", Meeting, name)
    except CharterSilent:
        return MinutesRule()
    says = found.says
    parts: tuple[Part, ...] = tuple(says.minutes)
    return MinutesRule(
        parts,
        says.corrections,
        says.minutes_by,
        says.minutes_approved,
        says.minutes_contested,
        found.article,
    )


def missing(rule: MinutesRule, filled: Mapping[Part, int], said_none: Collection[Part]) -> tuple[Part, ...]:
    """The required parts that are empty and do not say “none”; who was there is always required.

    A meeting can decide nothing and promise nothing; it is no meeting when nobody was there.
    """
    empty = [part for part in rule.parts if not filled.get(part) and part not in said_none]
    return (("attendance", *empty)) if not filled.get("attendance") else tuple(empty)


def window_to(rule: MinutesRule, sent_on: dt.date) -> dt.date:
    """The last day on which corrections are suggested; all of it."""
    return rule.corrections.after(sent_on)


def entitled(rule: MinutesRule, of: Minutes) -> tuple[str, ...]:
    """Who may approve: of those who were there, or who were invited, whoever is still here."""
    here = set(of.here)
    were = of.present if rule.approved_by == "attendees" else {*of.invited, *of.present}
    return tuple(sorted(here & set(were))) or tuple(sorted(here & set(of.invited)))


def standing(rule: MinutesRule, of: Minutes, *, on: dt.date) -> Explained[Standing]:
    """Where minutes stand on a day, and why they are or are not approved."""
    who = entitled(rule, of)
    own, noted = _said(rule, of, who)
    counted = {one.by for one in noted if on > one.until}
    said = tuple(sorted(own | counted))
    last = window_to(rule, of.sent_on) if of.sent_on else None
    after = last is not None and on > last
    over = after or bool(counted)
    found = Standing(
        _phase(of, over=over),
        last,
        who,
        said,
        _lacks(rule, len(who), len(said), over=over),
        tuple(of.pending),
        late=of.approved_on is None and of.due_on is not None and on > of.due_on,
        noted=tuple(one for one in noted if one.by not in own),
        lacks_then=_lacks(rule, len(who), len(own | {one.by for one in noted}), over=after or bool(noted)),
    )
    return Explained(found, _why(rule, found, on))


def _said(rule: MinutesRule, of: Minutes, who: Collection[str]) -> tuple[set[str], list[Noted]]:
    """Of those who may: who approved this edition themselves, and for whom another noted it."""
    of_now = [one for one in of.approvals if one.edition == of.edition and one.by in who]
    own = {one.by for one in of_now if one.noted_on is None}
    noted: dict[str, Noted] = {}
    for one in of_now:
        if one.noted_on is not None and not one.contested:
            noted[one.by] = Noted(one.by, rule.contested.after(one.noted_on))
    return own, [noted[key] for key in sorted(noted)]


def _phase(of: Minutes, *, over: bool) -> Phase:
    if of.approved_on is not None:
        return "approved"
    if of.sent_on is None:
        return "draft"
    return "ready" if over else "corrections"


def _lacks(rule: MinutesRule, may: int, said: int, *, over: bool) -> int:
    """How many more have to approve; at least one where nobody is left who may."""
    needed = may
    if over and rule.approved == "majority":
        needed = may // 2 + 1
    elif over and rule.approved == "consent":
        needed = min(FEWEST, may)
    return max(needed - said, 0) if may else 1


def _why(rule: MinutesRule, found: Standing, on: dt.date) -> Reason:
    values = {"said": len(found.approved_by), "of": len(found.entitled), "lacks": found.lacks}
    parts = [Reason(f"minutes.by.{rule.approved_by}", {}, rule.article)]
    parts.append(Reason(f"minutes.rule.{rule.approved}", {}, rule.article))
    if found.window_to and found.phase == "corrections":
        parts.append(Reason("minutes.window", {"day": found.window_to}, rule.article))
    if found.pending and found.phase != "approved":
        parts.append(Reason("minutes.pending", {"number": len(found.pending)}))
    if found.phase in {"corrections", "ready"}:
        parts.append(Reason("minutes.said", values))
        parts += _waits(rule, found, on)
    return Reason(f"minutes.phase.{found.phase}", {}, rule.article, tuple(parts))


def _waits(rule: MinutesRule, found: Standing, on: dt.date) -> list[Reason]:
    """What was noted and does not count yet, till the last of those it names have had their days."""
    waits = [one.until for one in found.noted if on <= one.until]
    values: dict[str, Value] = {"number": len(waits), "day": max(waits, default=on)}
    return [Reason("minutes.noted", values, rule.article)] if waits else []


def may_correct(rule: MinutesRule, of: Minutes, who: str, *, on: dt.date) -> Explained[bool]:
    """Whether somebody may suggest a correction: who was there or was invited, once the minutes are out.

    After the window it comes late and holds nothing up; once they are approved it is set beside them.
    """
    theirs = who in of.here and (who in of.present or who in of.invited)
    if not theirs:
        return Explained(value=False, reason=Reason("minutes.correct.not-yours", {}, rule.article))
    phase = standing(rule, of, on=on).value.phase
    why = Reason(f"minutes.correct.in.{phase}", {}, rule.article)
    return Explained(phase != "draft", why)


def comes_late(rule: MinutesRule, of: Minutes, *, on: dt.date) -> bool:
    """Whether a correction that is suggested now comes after the time for it, and so holds nothing up."""
    return standing(rule, of, on=on).value.phase != "corrections"


def may_approve(rule: MinutesRule, of: Minutes, who: str, *, on: dt.date) -> Explained[bool]:
    """Whether somebody may approve now, and what stands in the way: absence, a correction, or its draft."""
    now = standing(rule, of, on=on).value
    code = "minutes.approve.yes"
    if who not in now.entitled:
        code = "minutes.approve.absent" if rule.approved_by == "attendees" else "minutes.approve.not-invited"
    elif now.phase == "draft":
        code = "minutes.approve.draft"
    elif now.phase == "approved":
        code = "minutes.approve.approved"
    elif now.pending:
        values: dict[str, Value] = {"number": len(now.pending), "first": now.pending[0]}
        return Explained(value=False, reason=Reason("minutes.approve.pending", values, rule.article))
    elif who in now.approved_by:
        code = "minutes.approve.said"
    return Explained(code == "minutes.approve.yes", Reason(code, {}, rule.article))
