"""Having something decided from its own page: a draft with everything filled in, bound to what it does."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused
from bylaws.kernel.money import Money
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import deeds, matters
from toadlane.decisions.effects import Effect, Facts, Look, effect_of
from toadlane.decisions.models import Authority
from toadlane.proposals import refusals, ways
from toadlane.proposals.models import Proposal, ProposalDraft
from toadlane.proposals.said import Asked
from toadlane.proposals.verbs.drafting import keep_draft
from toadlane.proposals.verbs.raising import raise_proposal
from toadlane.proposals.verbs.turning import decide

MOST_GIVEN: Final = 12
LONGEST_GIVEN: Final = 2_000
LONGEST_NAME: Final = 40


@transaction.atomic
def ask(
    *, acts: str, subject: str, given: Mapping[str, str], by: Participant, at: Moment, key: str
) -> ProposalDraft:
    """Begin a draft that has exactly this decided, as it stands now; nobody is asked yet.

    `given` is what the page says of it, such as from which day. Faults: `proposals.acts`,
    `proposals.other-article`, those of looking at it, and those of `keep_draft`.
    """
    effect, matter = acting(acts)
    look = effect.look(by.coop, subject, given_of(given), at)
    deeds.keep(by.coop, acts, look, at)
    refuse_other_article(look, matter, by=by, at=at)
    asked = Asked(
        matter=matter,
        title=look.title,
        text=look.text,
        amount=look.amount,
        acts=acts,
        subject=look.subject,
        fingerprint=look.fingerprint,
        about=look.about,
    )
    return keep_draft(asked=asked, by=by, at=at, key=key)


@transaction.atomic
def decide_at_once(
    *, acts: str, subject: str, given: Mapping[str, str], by: Participant, at: Moment, key: str
) -> Authority:
    """Whoever the rule entrusts it to raises and decides it, so that everybody sees what and by which rule.

    Faults: those of `ask` and of raising, and `proposals.not-deciding` where it is not theirs, or not yet.
    """
    click = hashlib.sha256(key.encode()).hexdigest()
    draft = ask(acts=acts, subject=subject, given=given, by=by, at=at, key=f"{click} ask")
    proposal = raise_proposal(draft=draft.pk, by=by, at=at, key=f"{click} raise")
    decide(proposal=proposal, yes=True, because="", by=by, at=at, key=f"{click} decide")
    return Authority.objects.select_related("coop", "entered_by").get(proposal=proposal.pk)


def is_theirs(way: ways.Way, who: Participant) -> bool:
    """Whether a rule entrusts it to somebody, at once and without anybody's advice."""
    says = way.found.value.legs[0].says
    if says is None or says.method != "delegated" or says.notice:
        return False
    return any(one.decider and one.key == who.key for one in way.electors)


def acting(acts: str) -> tuple[Effect, str]:
    """What an act does and the charter's matter it goes by; fault `proposals.acts`."""
    effect = effect_of(acts)
    known = {one.key: one.decided_as or one.key for one in matters.known() if one.by_proposal}
    if effect is None or acts not in known:
        raise refusals.unknown_act()
    return effect, known[acts]


def given_of(given: Mapping[str, str]) -> Facts:
    """What a page says of it, if it is no more than a page says; fault `proposals.acts`."""
    said = {name: words for name, words in given.items() if words}
    if len(said) > MOST_GIVEN or any(
        len(name) > LONGEST_NAME or len(words) > LONGEST_GIVEN for name, words in said.items()
    ):
        raise refusals.unknown_act()
    return said


def refuse_other_article(look: Look, matter: str, *, by: Participant, at: Moment) -> None:
    """The way a proposal goes has to be one that lets this be decided; fault `proposals.other-article`."""
    if not look.articles:
        return
    money = Money.parse(look.amount, by.coop.currency) if look.amount else None
    way = ways.way_of(by.coop, matter, money, by=by, at=at)
    if way.article in look.articles:
        return
    raise Refused(
        gettext_noop("A proposal on this would be decided by {given}; the charter asks for {wanted}."),
        code="proposals.other-article",
        next_step=gettext_noop("Decide it as that article says, and enter the decision from the minutes."),
        article=look.articles[0],
        given=way.article,
        wanted=look.articles[0],
    )


def open_on(coop: Coop, acts: str, subject: str) -> QuerySet[Proposal]:
    """Proposals on the same that are not over, the latest first."""
    rows = Proposal.objects.filter(coop=coop, acts=acts, subject=subject, outcome__isnull=True)
    return rows.order_by("-pk")


def drafts_on(who: Participant, acts: str, subject: str, fingerprint: str) -> QuerySet[ProposalDraft]:
    """One's own drafts on exactly this."""
    rows = ProposalDraft.objects.filter(coop=who.coop_id, author=who, acts=acts, subject=subject)
    return rows.filter(fingerprint=fingerprint).order_by("-edited_at")
