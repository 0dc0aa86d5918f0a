"""The charter is amended because a proposal was adopted: to the letter, once, citing it."""

from __future__ import annotations

import pytest

from bylaws.kernel.faults import RecordMoved, Refused
from tests.toadlane.amending.conftest import write
from tests.toadlane.proposals.passing import agreed, later, raised
from toadlane.amending.effect import AmendingTheCharter
from toadlane.amending.models import AmendmentDraft
from toadlane.charter.models import CharterText
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import deeds
from toadlane.decisions.models import Deed
from toadlane.proposals.asking import ask
from toadlane.proposals.models import Proposal


@pytest.fixture
def asked(draft: AmendmentDraft, dee: Participant, noon: Moment) -> Proposal:
    return raised("amend-charter", draft.name, dee, noon)


def test_it_says_which_articles_from_when_and_every_word_that_changes(asked: Proposal) -> None:
    deed, effect = Deed.objects.get(), AmendingTheCharter()
    [change] = effect.changes(deed)

    assert effect.lines(deed)[:2] == (("Amendment", "2026-surplus"), ("Articles", "Article 9"))
    assert ("removed", "A quarter") in {(one.kind, one.text.strip()) for one in change.words}
    assert ("added", "Half") in {(one.kind, one.text.strip()) for one in change.words}


def test_it_is_adopted_to_the_letter_once_and_cites_the_proposal(
    asked: Proposal, draft: AmendmentDraft, ada: Participant, dee: Participant, noon: Moment
) -> None:
    at = later(noon, days=8)
    adopted = agreed(asked, [ada, dee], noon, ends=at)
    for click in ("adopt", "adopt"):
        deeds.carry_out(authority=adopted, by=ada, at=at, key=click)
    with pytest.raises(RecordMoved) as again:
        deeds.carry_out(authority=adopted, by=ada, at=at, key="another click")

    assert again.value.code == "amending.adopted"
    draft.refresh_from_db()
    assert (draft.authority, draft.adopted) == (adopted.pk, CharterText.objects.get(name=draft.name))


def test_a_word_that_changed_since_is_not_adopted_in_the_place_of_those_decided_on(
    asked: Proposal, draft: AmendmentDraft, ada: Participant, dee: Participant, noon: Moment
) -> None:
    adopted = agreed(asked, [ada, dee], noon, ends=later(noon, days=8))
    write(draft, 9, lambda text: text.replace("Half stays", "One half stays"), ada, noon)

    with pytest.raises(RecordMoved) as refused:
        deeds.carry_out(authority=adopted, by=ada, at=later(noon, days=8), key="adopt")

    assert refused.value.code == "authority.changed"
    assert not CharterText.objects.filter(name=draft.name).exists()


def test_a_draft_that_cannot_stand_is_not_put_to_anybody(
    draft: AmendmentDraft, ada: Participant, dee: Participant, noon: Moment
) -> None:
    write(draft, 9, lambda text: text.replace('kind = "surplus"', 'kind = "surplus'), ada, noon)

    with pytest.raises(Refused) as refused:
        ask(acts="amend-charter", subject=draft.name, given={}, by=dee, at=noon, key="k")

    assert refused.value.code == "amending.unfit"
