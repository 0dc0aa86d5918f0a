"""Questions to the charter as a page answers them: what was found, and the way a matter goes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from bylaws.charter import asking, routes
from bylaws.charter.amendments import Standing
from bylaws.charter.charter import InForce
from bylaws.charter.fields import RuleModel
from bylaws.charter.kinds.subjects import INDIVIDUAL, MATTERS, Way
from bylaws.charter.rules import Rule
from bylaws.charter.wording.phrases import Phrases
from bylaws.charter.words import plain
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Explained, Reason
from bylaws.words.tell import tell
from toadlane.coops.access import absent
from toadlane.ui import figures
from toadlane.ui.languages import rules_language

SHOWN = 3
"""So many sentences of a rule stand under an answer; its article has the rest."""
BEGINNING = 240


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its title, what it says, the articles it stands on; a matter has its own page."""

    title: str
    says: tuple[str, ...]
    articles: tuple[str, ...]
    matter: str = ""
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class MatterShown:
    """A matter in a list: who decides it, by which article."""

    name: str
    words: str
    ways: tuple[str, ...]
    article: str
    turns_on_amount: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One rule on the way of a matter, in plain words; one that nobody has to be asked by has none."""

    rule: str
    when: str
    says: tuple[str, ...]
    article: str


@dataclass(frozen=True, slots=True)
class Walk:
    """The way of one matter: the reasons of the whole, its steps, and what silence does."""

    explained: Explained[routes.Route]
    steps: tuple[Step, ...]
    silence: str


def answers(in_force: InForce, question: str) -> tuple[Answer, ...]:
    """What the charter answers, the best first."""
    found = asking.ask(in_force, question, rules_language())
    return tuple(_answer(in_force, one) for one in found)


def matters(in_force: InForce) -> tuple[MatterShown, ...]:
    """Every matter the charter names, then the published ones that go where the rest goes."""
    named = routes.matters(in_force)
    others = [name for name in MATTERS if name not in {one.name for one in named}]
    shown = (*named, *(routes.where(in_force, name) for name in others))
    return tuple(_shown(one) for one in shown if one.ways)


def where(in_force: InForce, matter: str) -> MatterShown:
    """One matter, if the charter names it or it is a published one; absent otherwise."""
    known = {*MATTERS, *(one.name for one in routes.matters(in_force))}
    if matter not in known:
        raise absent()
    return _shown(routes.where(in_force, matter))


def walk(in_force: InForce, matter: str, amount: Money | None) -> Walk:
    """The way of a matter; the faults of `routes.route`."""
    explained = routes.route(in_force, matter, amount)
    *told, unanswered = explained.reason.parts
    rules = {rule.name: rule for rule in in_force.of_kind("decision")}
    legs = explained.value.legs if explained.value.rule != INDIVIDUAL else ()
    steps = [
        Step(leg.rule, _told(reason), tuple(plain(rules[leg.rule], rules_language())), leg.article)
        for leg, reason in zip(legs, told, strict=True)
    ]
    return Walk(explained, tuple(steps), _told(unanswered))


def words_of(matter: str) -> str:
    """A matter in the reader's language, to begin a line with."""
    words = Phrases(rules_language()).name("matter", matter)
    return words[:1].upper() + words[1:]


def _answer(in_force: InForce, found: asking.Found) -> Answer:
    if found.what == "matter":
        ways = routes.where(in_force, found.name).ways
        return Answer(words_of(found.name), tuple(map(who, ways)), found.articles, found.name, found.amount)
    standing = next(one for one in in_force.standing if one.article.citation == found.articles[0])
    if found.what == "rule":
        says = tuple(plain(_rule(standing, found.name), rules_language())[:SHOWN])
    else:
        prose = " ".join(standing.article.prose.split())
        says = (prose if len(prose) <= BEGINNING else prose[:BEGINNING].rsplit(" ", 1)[0] + " …",)
    return Answer(found.articles[0], says, found.articles)


def _rule(standing: Standing, name: str) -> Rule[RuleModel]:
    kind, _, own = name.partition("/")
    return next(one for one in standing.rules if (one.kind, one.name or "") == (kind, own))


def _shown(matter: routes.Matter) -> MatterShown:
    return MatterShown(
        matter.name,
        words_of(matter.name),
        tuple(map(who, matter.ways)),
        matter.article or "",
        any(way.up_to for way in matter.ways),
    )


def who(way: Way) -> str:
    """Who decides, and up to which amount."""
    if way.by == INDIVIDUAL:
        decides = gettext("whoever meets it, alone")
    else:
        decides = gettext("the rule “%(rule)s”") % {"rule": way.by.replace("-", " ")}
    if way.up_to is None:
        return decides
    return gettext("up to %(amount)s: %(who)s") % {"amount": figures.money(way.up_to), "who": decides}


def _told(reason: Reason) -> str:
    return tell(reason, language=rules_language(), writing=figures.Local()).sentence
