"""The history of one article as a page reads it: what each version says, and what it said before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from django.utils.safestring import SafeString

from bylaws.charter.amendments import Standing
from bylaws.charter.charter import Charter
from bylaws.charter.fields import RuleModel
from bylaws.charter.history import Version, history
from bylaws.charter.rules import Rule
from bylaws.charter.words import plain
from bylaws.charter.wordwise import Kind, Stretch, differences, unwrapped
from toadlane.charter.lineage import Lineage, Origins, of_article
from toadlane.charter.prose import as_html
from toadlane.ui.languages import rules_language


@dataclass(frozen=True, slots=True)
class RuleThen:
    """One rule of a version, sentence by sentence, against the version before; the first has only its own."""

    kind: str
    name: str | None
    sentences: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version; `last` is its last day. `html` is its prose, `prose` what changed in it."""

    first: dt.date
    last: dt.date | None
    state: str
    """now, past or later."""
    stands: bool
    citation: str
    by: str
    decision: str
    adopted: dt.date
    html: SafeString
    prose: tuple[Stretch, ...]
    rules: tuple[RuleThen, ...]

    @property
    def changed(self) -> bool:
        """Whether anything of the words before was changed; false for the first."""
        return any(one.kind != "same" for one in self.prose)


def versions(charter: Charter, number: int, today: dt.date) -> tuple[VersionShown, ...]:
    """All versions of an article, the latest first; fault `charter.no-article`."""
    found = history(charter, number)
    shown = [_shown(charter, found[0], None, today)]
    shown += [_shown(charter, now, was, today) for was, now in pairwise(found)]
    return tuple(reversed(shown))


def lineage_of(charter: Charter, number: int, today: dt.date, known: Origins) -> Lineage | None:
    """Where an article came from and what became of it by today, or as it last stood."""
    stood = [one.standing for one in history(charter, number) if one.period.from_day <= today]
    last = next((standing for standing in reversed(stood) if standing is not None), None)
    return of_article(charter, last, today, known) if last is not None else None


def _shown(charter: Charter, now: Version, was: Version | None, today: dt.date) -> VersionShown:
    stands, before = now.standing, was.standing if was else None
    article = (stands or before).article  # type: ignore[union-attr]  # no two periods without it follow
    front = charter.base_front
    period = now.period
    state = "now" if today in period else "past" if period.from_day < today else "later"
    return VersionShown(
        first=period.from_day,
        last=period.until - dt.timedelta(days=1) if period.until else None,
        state=state,
        stands=stands is not None,
        citation=article.citation,
        by=now.by.name if now.by else "",
        decision=now.by.says.by if now.by else "",
        adopted=now.by.says.adopted if now.by else front.adopted or front.starts(),
        html=as_html(stands.article.prose) if stands else SafeString(""),
        prose=_words(before, stands) if stands and before else (),
        rules=tuple(_rules(before, stands)) if stands else (),
    )


def _words(was: Standing, now: Standing) -> tuple[Stretch, ...]:
    return differences(unwrapped(was.article.prose), unwrapped(now.article.prose))


def _rules(was: Standing | None, now: Standing) -> Iterator[RuleThen]:
    before = {(rule.kind, rule.name): rule for rule in was.rules} if was else {}
    for rule in now.rules:
        old = before.pop((rule.kind, rule.name), None)
        yield RuleThen(rule.kind, rule.name, _sentences(_said(old), _said(rule), first=was is None))
    for gone in before.values():
        yield RuleThen(gone.kind, gone.name, tuple(Stretch("removed", one) for one in _said(gone)))


def _said(rule: Rule[RuleModel] | None) -> list[str]:
    return plain(rule, rules_language()) if rule else []


def _sentences(old: list[str], new: list[str], *, first: bool) -> tuple[Stretch, ...]:
    """Each sentence with what became of it; of the first version every one is simply there."""
    if first:
        return tuple(Stretch("same", one) for one in new)
    found: list[Stretch] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        lost: Kind = "same" if kind == "equal" else "removed"
        found += [Stretch(lost, one) for one in old[a:b]]
        found += [Stretch("added", one) for one in new[c:d] if kind != "equal"]
    return tuple(found)
