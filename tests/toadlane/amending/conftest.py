"""Three quarters of Harbour's members amend its charter; Dee is a second member, Bo may only speak."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests.toadlane.amending.words import HARBOUR
from tests.toadlane.conftest import join
from toadlane.amending import verbs
from toadlane.amending.composing import composed
from toadlane.amending.models import AmendmentDraft, DraftedArticle
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import verbs as decisions
from toadlane.decisions.models import Authority

Begin = Callable[..., AmendmentDraft]
Decide = Callable[..., Authority]


@pytest.fixture
def governed(harbour: Coop, ada: Participant, noon: Moment) -> Coop:
    charter.adopt_charter(coop=harbour, source=HARBOUR, by=ada, at=noon, key="charter")
    return harbour


@pytest.fixture
def dee(governed: Coop) -> Participant:
    """A second member, who keeps no books."""
    return join(governed, "dee", "member", dt.date(2024, 1, 1))


@pytest.fixture
def begin(governed: Coop, ada: Participant, noon: Moment) -> Begin:
    """Ada begins a draft from Article 9, or something like it."""

    def beginning(name: str = "2026-surplus", number: int | None = 9, **other: object) -> AmendmentDraft:
        said: dict[str, object] = {"by": ada, "at": noon, "key": name, **other}
        return verbs.begin_draft(coop=governed, name=name, number=number, **said)  # type: ignore[arg-type]  # a story names what it changes

    return beginning


@pytest.fixture
def draft(begin: Begin, ada: Participant, noon: Moment) -> AmendmentDraft:
    """Half of the surplus stays in common, from next year."""
    begun = begin()
    write(
        begun, 9, lambda text: text.replace("A quarter stays", "Half stays").replace("25%", "50%"), ada, noon
    )
    return begun


@pytest.fixture
def decide(ada: Participant, dee: Participant, noon: Moment) -> Decide:
    """The members decide on a draft as it stands; Ada enters it, Dee confirms."""

    def deciding(draft: AmendmentDraft, **other: object) -> Authority:
        said: dict[str, object] = {
            "matter": "amend-charter",
            "subject": draft.name,
            "article": "Article 4 — How we decide",
            "decided_on": noon.day,
            "text": "We change the charter as it was shown to us.",
            "fingerprint": digest(draft, noon),
            "by": ada,
            "at": noon,
            "key": f"enter {draft.name}",
        }
        entered = decisions.enter_authority(**{**said, **other})  # type: ignore[arg-type]  # a story names what it changes
        decisions.confirm_authority(authority=entered, by=dee, at=noon, key=f"confirm {entered.pk}")
        return Authority.objects.get(pk=entered.pk)

    return deciding


@pytest.fixture
def browser(ada: Participant, signed_in: Callable[[Participant], Client]) -> Client:
    """Ada's."""
    return signed_in(ada)


def article(draft: AmendmentDraft, number: int = 9) -> DraftedArticle:
    """An article of a draft as it is kept."""
    return DraftedArticle.objects.select_related("draft__coop", "coop").get(draft=draft, number=number)


def write(
    draft: AmendmentDraft, number: int, change: Callable[[str], str], by: Participant, at: Moment
) -> DraftedArticle:
    """Change an article's text."""
    held = article(draft, number)
    return verbs.write_article(article=held, source=change(held.source), edition=held.edition, by=by, at=at)


def digest(draft: AmendmentDraft, at: Moment) -> str:
    """What a decision on the draft as it stands would name."""
    return composed(fresh(draft), articles(draft), on=at.day).digest


def codes(draft: AmendmentDraft, at: Moment) -> list[str]:
    """What is found in a draft today, by code."""
    return [one.fault.code for one in composed(fresh(draft), articles(draft), on=at.day).findings]


def articles(draft: AmendmentDraft) -> list[DraftedArticle]:
    return list(DraftedArticle.objects.filter(draft=draft))


def fresh(draft: AmendmentDraft) -> AmendmentDraft:
    return AmendmentDraft.objects.select_related("coop").get(pk=draft.pk)
