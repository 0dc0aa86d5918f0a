"""Who may see what: the transparency rule, asked about one person and one class of information."""

from __future__ import annotations

import datetime as dt

from bylaws.charter.charter import Charter, InForce
from bylaws.charter.kinds.transparency import Transparency
from bylaws.facts.people import Person
from bylaws.kernel.faults import CharterAmbiguous
from bylaws.kernel.reasons import Explained, Reason

WORLD = "world"
SELF = "self"


def audience_of(information_class: str, text: InForce) -> frozenset[str]:
    """Those to whom a class of information is open, as the charter in force says.

    A class the rule does not name is open to `otherwise` (S2-236, S4-002). Faults: `CharterSilent`
    without a transparency rule, `transparency.class-twice` where a class is named twice.
    """
    rule = text.rule("transparency", Transparency)
    named = [found for found in rule.says.classes if found.name == information_class]
    if len(named) > 1:
        raise CharterAmbiguous(
            "The class “{name}” is opened twice.",
            code="transparency.class-twice",
            next_step="Amend the article: name each class once.",
            article=rule.article,
            where=rule.where,
            name=information_class,
        )
    return frozenset(named[0].audience) if named else frozenset({rule.says.otherwise})


def audiences_of(who: Person | None, *, roles: frozenset[str], on: dt.date) -> frozenset[str]:
    """The audiences someone belongs to on a day: the world, those of their stage (“members”), their roles.

    None is a stranger. Someone who has left belongs to no stage that a charter opens anything to,
    unless it opens it to “formers”.
    """
    stage = who.stage_on(on) if who else None
    return roles | {WORLD} | ({f"{stage}s"} if stage else set())


def may_see(
    who: Person | None,
    information_class: str,
    *,
    about: str | None,
    charter: Charter,
    on: dt.date,
    roles: frozenset[str] = frozenset(),
) -> Explained[bool]:
    """Whether a person, or a stranger (None), may see something of a class on a day.

    `about` is the key of the person it is about, None when it is about nobody in particular. Everyone
    sees what is about themselves, also after they have left. The text in force on the day holds.
    """
    text = charter.on(on)
    rule = text.rule("transparency", Transparency)
    opened = audience_of(information_class, text)
    open_to_them = bool(opened & audiences_of(who, roles=roles, on=on))
    own = who is not None and who.key == about
    values = {
        "class": information_class,
        "person": who.key if who else None,
        "audience": ", ".join(sorted(opened)),
        "on": on,
    }
    code = "sight.open" if open_to_them else "sight.own" if own else "sight.closed"
    return Explained(open_to_them or own, Reason(code, values, rule.article))
