"""Who we are, who belongs, what work counts, who sees what: told in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bylaws.charter.kinds.front import Front
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.membership import Membership, Stage
from bylaws.charter.kinds.principles import Principles
from bylaws.charter.kinds.transparency import (
    CLOSED_UNLESS_SAID,
    DRAFT_TALK,
    OPEN_TO_NOBODY_ELSE,
    Transparency,
)
from bylaws.charter.rules import Rule
from bylaws.charter.telling.keys import told
from bylaws.charter.wording.phrases import Phrases


def front(p: Phrases, says: Front) -> Iterator[str]:
    """The front matter."""
    yield p.say("front.name", name=p.own(says.name))
    yield p.say("front.jurisdiction", place=says.jurisdiction)
    yield p.say("front.currency", code=says.currency)
    yield p.say("front.time_zone", zone=says.time_zone)
    yield p.say("front.fiscal_year_starts", day=p.month_day(says.fiscal_year_starts))
    languages = [p.sentences.get(f"language.{code}", code) for code in says.languages]
    key = "front.languages" if len(languages) > 1 else "front.languages.one"
    yield p.say(key, languages=p.listed(languages))
    if says.adopted is None:
        yield p.say("front.adopted.absent")
    else:
        yield p.say("front.adopted", day=says.adopted)
    if says.from_day is not None:
        yield p.say("front.from", day=says.from_day)
    elif not says.model:
        yield p.say("front.from.absent")
    yield p.say("front.model" if says.model else "front.model.absent")
    if says.modelled_on is None:
        yield p.say("front.modelled_on.absent")
    else:
        yield p.say("front.modelled_on", name=p.own(says.modelled_on))


def principles(p: Phrases, rule: Rule[Principles]) -> Iterator[str]:
    """The kind `principles`."""
    says = rule.says
    attested = [p.name("principle", name) for name in says.attests]
    if attested:
        yield p.say("principles.attests", principles=p.listed(attested))
    else:
        yield p.say("principles.attests.none")
    for key in ("worker_owned", "statutory_cooperative", "collectively_managed"):
        yield p.say(f"principles.{key}.{'yes' if getattr(says, key) else 'no'}")
    yield from told(p, "principles", says, ("form", "serves", "reviewed_every"))


def membership(p: Phrases, rule: Rule[Membership]) -> Iterator[str]:
    """The kind `membership`."""
    says = rule.says
    yield p.say("membership.stages", stages=p.listed(p.name("stage", stage.name) for stage in says.stages))
    for stage in says.stages:
        yield from _stage(p, stage)
    if says.members_at_most is None:
        yield p.say("membership.members_at_most.absent")
    else:
        yield p.say("membership.members_at_most", n=says.members_at_most)
    yield from told(p, "membership", says, ("members_at_most_until",))
    if says.on_site_first is None:
        yield p.say("membership.on_site_first.absent")
    else:
        yield p.say("membership.on_site_first", place=says.on_site_first)
    more = ("on_site_for", "on_site_exceptions_by", "criteria", "led_by", "part_time")
    yield from told(p, "membership", says, (*more, "firm_joins_as", "firm_joins_by", "merger_by"))


def _stage(p: Phrases, stage: Stage) -> Iterator[str]:
    name = p.name("stage", stage.name)
    if stage.lasts is None and stage.hours is None and stage.next_by is None:
        yield p.say("membership.stages.ends", stage=name)
    else:
        yield from _next_stage(p, stage, name)
    if stage.evaluations:
        spans = p.listed(p.span(span) for span in stage.evaluations)
        yield p.say("membership.stages.evaluations", stage=name, spans=spans)
    else:
        yield p.say("membership.stages.evaluations.absent", stage=name)
    if stage.rights:
        rights = p.listed(p.name("right", right) for right in stage.rights)
        yield p.say("membership.stages.rights", stage=name, rights=rights)
    else:
        yield p.say("membership.stages.rights.absent", stage=name)


def _next_stage(p: Phrases, stage: Stage, name: str) -> Iterator[str]:
    if stage.lasts is None:
        yield p.say("membership.stages.lasts.absent", stage=name)
    else:
        yield p.say("membership.stages.lasts", stage=name, span=stage.lasts)
    if stage.hours is None:
        yield p.say("membership.stages.hours.absent", stage=name)
    else:
        yield p.say("membership.stages.hours", stage=name, hours=p.hours(3600 * stage.hours))
    if stage.next_by is None:
        yield p.say("membership.stages.next_by.absent", stage=name)
    else:
        matter = p.own(stage.next_by.replace("-", " "))
        yield p.say("membership.stages.next_by", stage=name, matter=matter)


def hours(p: Phrases, rule: Rule[Hours]) -> Iterator[str]:
    """The kind `hours`."""
    says = rule.says
    for kind in says.kinds:
        work = p.name("work", kind.name)
        if kind.counts_for:
            purposes = p.listed(p.name("purpose", purpose) for purpose in kind.counts_for)
            yield p.say("hours.kinds", work=work, purposes=purposes)
        else:
            yield p.say("hours.kinds.none", work=work)
    for key in ("day_at_most", "week_at_most"):
        most: int | None = getattr(says, key)
        if most is None:
            yield p.say(f"hours.{key}.absent")
        else:
            yield p.say(f"hours.{key}", hours=p.hours(most))
    yield from told(p, "hours", says, ("billable", "approved_by", "balance_over", "balance_apart"))


def transparency(p: Phrases, rule: Rule[Transparency]) -> Iterator[str]:
    """The kind `transparency`."""
    for one in rule.says.classes:
        audience = p.listed(p.name("audience", name) for name in one.audience)
        yield p.say("transparency.classes", audience=audience, what=p.name("class", one.name))
    yield p.say("transparency.otherwise", audience=p.name("audience", rule.says.otherwise))
    yield p.say("transparency.own")
    named = {one.name for one in rule.says.classes}
    closed = {name: to for name, to in CLOSED_UNLESS_SAID.items() if name not in named}
    if closed.pop(DRAFT_TALK, None):
        yield p.say("transparency.draft-talk", what=p.name("class", DRAFT_TALK))
    unless_said = {name: to for name, to in closed.items() if name not in OPEN_TO_NOBODY_ELSE}
    yield from _closed(p, "transparency.closed", unless_said)
    yield from _closed(p, "transparency.always", OPEN_TO_NOBODY_ELSE)


def _closed(p: Phrases, key: str, classes: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The classes that are closed, in one sentence for each audience they are open to."""
    for audience in dict.fromkeys(classes.values()):
        what = p.listed(p.name("class", name) for name, to in classes.items() if to == audience)
        to_whom = p.listed(p.name("audience", one) for one in audience or ("nobody",))
        yield p.say(key, audience=to_whom, what=what)
