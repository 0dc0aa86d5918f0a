"""Who may see what: the transparency rule, asked about one person and one class of information."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.kinds.evaluation import Evaluation
from bylaws.charter.kinds.membership import STAGES, Membership
from bylaws.charter.kinds.transparency import (
    CANDIDATES,
    CLOSED_UNLESS_SAID,
    DRAFT_TALK,
    GOES_WITH,
    GONE_AFTER_DAYS,
    NAMED,
    NOT_FOR_WHOM_IT_IS_ABOUT,
    OPEN_TO_NOBODY_ELSE,
    SELF,
    WORLD,
    Transparency,
)
from bylaws.facts.people import Person
from bylaws.kernel.faults import CharterAmbiguous
from bylaws.kernel.reasons import Explained, Reason
from bylaws.membership.seated import FOR, seated

MEMBER = "member"
FORMER = "former"
NOBODY = "nobody"
EVALUATIONS = "evaluations"
SPEAK = "speak"
NO_ROLE = frozenset({WORLD, SELF, NAMED, *STAGES, *(f"{stage}s" for stage in STAGES)})
"""A role or body that is called so opens nothing: nobody becomes a member by being given a word."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of who sees what: classes with their audiences, and the audience of every other class."""

    classes: Mapping[str, frozenset[str]]
    otherwise: frozenset[str]

    def audience(self, information_class: str) -> frozenset[str]:
        """Those to whom a class is open.

        Some are open to nobody else whatever a table says; some are closed unless it says otherwise.
        """
        if information_class in OPEN_TO_NOBODY_ELSE:
            return frozenset(OPEN_TO_NOBODY_ELSE[information_class])
        if information_class in self.classes:
            return self.classes[information_class]
        if information_class in CLOSED_UNLESS_SAID:
            return frozenset(CLOSED_UNLESS_SAID[information_class])
        return self.otherwise

    def open_to(self, information_class: str, audiences: Collection[str]) -> bool:
        """Whether a class is open to somebody of these audiences, whoever it is about.

        Nobody is “self” or “named” by an audience: that depends on the thing.
        """
        return not (self.audience(information_class) - {SELF, NAMED}).isdisjoint(audiences)


def table_of(text: InForce) -> Table:
    """The table a charter in force states; whoever belongs to a body without a seat is in its audience.

    Faults: `CharterSilent` without a transparency rule, `transparency.class-twice` where a class is
    named twice (S2-236, S4-002).
    """
    rule = text.rule("transparency", Transparency)
    names = [one.name for one in rule.says.classes]
    for one in rule.says.classes:
        if names.count(one.name) > 1:
            raise CharterAmbiguous(
                "The class “{name}” is opened twice.",
                code="transparency.class-twice",
                next_step="Amend the article: name each class once.",
                article=rule.article,
                where=rule.where,
                name=one.name,
            )
    return Table(classes_of(text, rule.says), seated(text, [rule.says.otherwise]))


def classes_of(text: InForce, says: Transparency) -> dict[str, frozenset[str]]:
    """The classes a transparency rule opens, and those that go with one of them unless they are named.

    What was said in evaluations is read by those whom the evaluation rule names (`seen_by`), where the
    transparency rule does not name it; what is said about drafts of amendments, by whoever may speak.
    """
    named = {one.name: seated(text, one.audience) for one in says.classes}
    along = {name: named[other] for name, other in GOES_WITH.items() if other in named}
    return {**_of_evaluations(text), **_of_draft_talk(text), **along, **named}


def _of_evaluations(text: InForce) -> dict[str, frozenset[str]]:
    rule = text.maybe("evaluation", Evaluation)
    readers = seated(text, rule.says.seen_by) - {WORLD} if rule else frozenset()
    return {EVALUATIONS: readers | {*CLOSED_UNLESS_SAID[EVALUATIONS]}} if readers else {}


def _of_draft_talk(text: InForce) -> dict[str, frozenset[str]]:
    """Whoever the charter lets speak reads what is said, where the transparency rule does not name it."""
    rule = text.maybe("membership", Membership)
    speaking = frozenset(f"{one.name}s" for one in rule.says.stages if SPEAK in one.rights) if rule else ()
    reads = frozenset({*speaking, *CLOSED_UNLESS_SAID[DRAFT_TALK]}) - {f"{FORMER}s"}
    return {DRAFT_TALK: reads} if speaking else {}


def audience_of(information_class: str, text: InForce) -> frozenset[str]:
    """Those to whom a class of information is open, as the charter in force says.

    A class the rule does not name is open to `otherwise`, unless it is one that stays closed until a
    charter opens it. Faults: those of `table_of`.
    """
    return table_of(text).audience(information_class)


def audiences(stage: str | None, roles: Collection[str]) -> frozenset[str]:
    """The audiences of somebody of a stage who holds roles or sits in bodies.

    The world; those of the stage, by its word as one or many; each role or body, the same. What is open
    to candidates is open to members too. None is somebody of no stage: a stranger, or who has left.
    A role held for one body alone is told as `seated.held_for` has it, and is none of the co-op's.
    Nobody who has left holds a role, whatever was written about one.
    """
    roles = () if stage == FORMER else roles
    held = {name for role in roles if role not in NO_ROLE for name in (role, f"{role}s")} - NO_ROLE
    own = {stage, f"{stage}s"} - {None} if stage else set()
    also = {CANDIDATES, CANDIDATES.removesuffix("s")} if stage == MEMBER else set()
    return frozenset({WORLD} | held | (own - {WORLD, SELF, NAMED}) | also)


def audiences_of(who: Person | None, *, roles: frozenset[str], on: dt.date) -> frozenset[str]:
    """The audiences someone belongs to on a day: the world, those of their stage (“members”), their roles.

    None is a stranger. Someone who has left belongs to no stage that a charter opens anything to,
    unless it opens it to “formers”.
    """
    return audiences(who.stage_on(on) if who else None, roles)


def takes_part(audiences: Collection[str]) -> bool:
    """Whether somebody of these audiences is here: of a stage or with a role, and not one who has left."""
    return FORMER not in audiences and not set(audiences) <= {WORLD}


def is_gone(information_class: str, said_on: dt.date | None, on: dt.date) -> bool:
    """Whether something of a class is nobody's any more on a day, having been said on another."""
    days = GONE_AFTER_DAYS.get(information_class)
    return days is not None and said_on is not None and on >= said_on + dt.timedelta(days=days)


def is_own(information_class: str) -> bool:
    """Whether a person sees what is about themselves of a class."""
    return information_class not in NOT_FOR_WHOM_IT_IS_ABOUT


def is_for_named(information_class: str) -> bool:
    """Whether those named on an item of a class see it: all but secret ballots and logs of looks."""
    return information_class not in OPEN_TO_NOBODY_ELSE


def may_see(
    who: Person | None,
    information_class: str,
    *,
    about: str | None,
    charter: Charter,
    on: dt.date,
    roles: frozenset[str] = frozenset(),
    named: frozenset[str] = frozenset(),
    said_on: dt.date | None = None,
) -> Explained[bool]:
    """Whether a person, or a stranger (None), may see something of a class on a day.

    `about` is the key of the person it is about, None when it is about nobody in particular. Everyone
    sees what is about themselves, also after they have left, but for reports of harm; and, while they are
    here, what they are named on (`named`: their keys), as one of a round or of those a closed session was
    for. `said_on` matters to classes that go by themselves. The text in force on the day holds.
    """
    text = charter.on(on)
    rule = text.rule("transparency", Transparency)
    table = table_of(text)
    values = {
        "class": information_class,
        "person": who.key if who else None,
        "audience": ", ".join(sorted(one for one in table.audience(information_class) if FOR not in one))
        or NOBODY,
        "on": on,
    }
    if is_gone(information_class, said_on, on):
        return Explained(value=False, reason=Reason("sight.gone", values, rule.article))
    theirs = audiences_of(who, roles=roles, on=on)
    open_to_them = table.open_to(information_class, theirs)
    own = who is not None and who.key == about and is_own(information_class)
    on_it = who is not None and who.key in named and is_for_named(information_class) and takes_part(theirs)
    code = (
        "sight.open" if open_to_them else "sight.own" if own else "sight.named" if on_it else "sight.closed"
    )
    return Explained(open_to_them or own or on_it, Reason(code, values, rule.article))
