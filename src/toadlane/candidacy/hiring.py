"""Coming in: by which stages, and by whose decision where the charter says that hiring is decided."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils.translation import gettext, gettext_noop

from bylaws.charter.charter import InForce
from bylaws.charter.routes import where
from bylaws.kernel.faults import Refused
from toadlane.candidacy.models import Application
from toadlane.charter.reads import charter_of, has_charter
from toadlane.coops.models import MEMBER, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.exactly import fingerprint_of
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import use_exactly
from toadlane.members.leading import track

HIRE: Final = "hire"
USUAL: Final = ("candidate",)


def entrances(coop: Coop, on: dt.date) -> list[str]:
    """The stages somebody can come in by: the first one, and further ones that no decision leads to."""
    rule = track(coop, on)
    if rule is None:
        return list(USUAL)
    found: list[str] = []
    for stage in rule.says.stages:
        if stage.name == MEMBER:
            break
        found.append(stage.name)
        if stage.next_by is not None:
            break
    return found or [rule.says.stages[0].name]


def asks_for_decision(coop: Coop, on: dt.date) -> bool:
    """Whether the charter names hiring among what is decided."""
    return has_charter(coop) and where(in_force(coop, on), HIRE).named


def in_force(coop: Coop, on: dt.date) -> InForce:
    """The charter of a day, or of its first."""
    return charter_of(coop).on_or_first(on)


def subject_of(application: Application) -> str:
    """What a decision on an application calls it: nobody's name."""
    return f"application {application.pk.hex[-8:]}"


def fingerprint(application: Application, stage: str) -> str:
    """What exactly is decided: who is taken in as what."""
    said = {"application": str(application.pk), "stage": stage}
    return fingerprint_of(said)


def use(
    held: Application,
    stage: str,
    from_day: dt.date,
    authority: Authority | None,
    *,
    by: Participant,
    at: Moment,
) -> None:
    """Act on the decision, where one is needed or given."""
    if authority is None:
        if not asks_for_decision(held.coop, from_day):
            return
        raise Refused(
            gettext_noop("The charter has it decided who is taken in."),
            code="candidacy.hire",
            next_step=gettext_noop("Have it decided, enter the decision, and take them in by it."),
            article=where(in_force(held.coop, from_day), HIRE).article,
        )
    use_exactly(
        authority=authority,
        matter=HIRE,
        subject=subject_of(held),
        fingerprint=fingerprint(held, stage),
        by=by,
        at=at,
        used_for=gettext("Took somebody in as {stage}").format(stage=stage),
    )


def refuse_other_article(authority: Authority, articles: tuple[str, ...]) -> None:
    """Only the articles that decide such matters let it be decided; where none says so, any does."""
    if not articles or authority.article in articles:
        return
    raise Refused(
        gettext_noop("This decision was taken by {given}; this matter is decided by {wanted}."),
        code="candidacy.other-article",
        next_step=gettext_noop("Have it decided by that article, and enter the decision with it."),
        article=articles[0],
        given=authority.article,
        wanted=articles[0],
    )
