"""Suggesting another text, and answering it: accepted, the text is changed as by its writers."""

from __future__ import annotations

import hashlib
from typing import Final

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sight_on
from toadlane.decisions.verbs import as_kept
from toadlane.proposals import refusals, suggestion_refusals
from toadlane.proposals.choosing import rewrites
from toadlane.proposals.models import LONGEST, Proposal, Suggestion, SuggestionAnswer
from toadlane.proposals.suggestion_reads import waiting
from toadlane.proposals.verbs.running import bring_up_to
from toadlane.proposals.verbs.turning import rewrite
from toadlane.record.verbs import append
from toadlane.talk.subjects import may_speak, subject_in

MOST: Final = 30
"""That wait for an answer at once."""


@transaction.atomic
def suggest(
    *,
    proposal: Proposal,
    title: str,
    text: str,
    because: str,
    by: Participant,
    at: Moment,
    key: str,
    revision: int | None = None,
) -> Suggestion:
    """Whoever may speak about it suggests another text, with the reason; it changes nothing yet.

    Faults: `proposals.closed`, `.may-not-suggest`, `.text-changed`, `.same-text`, `.incomplete`,
    `.suggestion-why`, `.long`, `.suggestions-many`.
    """
    if by.coop_id != proposal.coop_id:
        raise absent()
    title, text, because = as_kept(title), as_kept(text), as_kept(because)
    content: dict[str, Json] = {"because": because, "proposal": str(proposal.pk), "text": text}
    content["title"] = title
    taken = keys.take(coop=by.coop, key=key, verb="proposals.suggest", by=by, content=content)
    if not taken.first:
        return Suggestion.objects.get(coop=by.coop, pk=taken.result)
    life = bring_up_to(proposal=proposal, at=at)
    if hasattr(life.row, "outcome"):
        raise refusals.closed()
    subject = subject_in(by.coop, "proposal", str(proposal.pk), at)
    if subject is None or not may_speak(sight_on(by, at.day), subject, at):
        raise suggestion_refusals.may_not()
    if revision is not None and revision != life.text.nth:
        raise refusals.changed()
    _refuse_unfit(title, text, because)
    if (title, text) == (life.text.title, life.text.text):
        raise refusals.same_text()
    if waiting(proposal) >= MOST:
        raise suggestion_refusals.too_many(MOST)
    row = Suggestion.objects.create(
        coop=by.coop,
        proposal=proposal,
        revision=life.text,
        title=title,
        text=text,
        because=because,
        by=by,
        happened_at=at.instant,
    )
    what: dict[str, Json] = {
        "because": because,
        "proposal": str(proposal.pk),
        "revision": life.text.nth,
        "suggestion": str(row.pk),
        "text": hashlib.sha256(text.encode()).hexdigest(),
    }
    append(kind="proposal.change-suggested.v1", what=what, by=by, at=at, subject=str(proposal.pk))
    taken.keep(row.pk)
    return row


@transaction.atomic
def answer_suggestion(
    *, suggestion: Suggestion, accepted: bool, because: str, by: Participant, at: Moment, key: str
) -> SuggestionAnswer:
    """Whoever wrote the proposal accepts it, and the text is changed and everybody asked anew; or declines.

    Faults: `proposals.not-yours`, `.closed`, `.suggestion-answered`, `.suggestion-why`, `.text-changed`.
    """
    if by.coop_id != suggestion.coop_id:
        raise absent()
    because = as_kept(because)
    content: dict[str, Json] = {"accepted": accepted, "because": because, "suggestion": str(suggestion.pk)}
    taken = keys.take(coop=by.coop, key=key, verb="proposals.answer-suggestion", by=by, content=content)
    if not taken.first:
        return SuggestionAnswer.objects.get(coop=by.coop, pk=taken.result)
    proposal = suggestion.proposal
    life = bring_up_to(proposal=proposal, at=at)
    if hasattr(life.row, "outcome"):
        raise refusals.closed()
    if not rewrites(life, by, at.day):
        raise refusals.not_yours()
    if SuggestionAnswer.objects.filter(suggestion=suggestion).exists():
        raise suggestion_refusals.answered()
    if not because and not accepted:
        raise suggestion_refusals.why()
    if len(because) > LONGEST["because"]:
        raise refusals.too_long(LONGEST["because"])
    row = SuggestionAnswer.objects.create(
        coop=by.coop,
        suggestion=suggestion,
        accepted=accepted,
        because=because,
        by=by,
        happened_at=at.instant,
    )
    what: dict[str, Json] = {**content, "proposal": str(proposal.pk)}
    append(kind="proposal.suggestion-answered.v1", what=what, by=by, at=at, subject=str(proposal.pk))
    if accepted:
        _change(suggestion, because, by=by, at=at, key=key)
    taken.keep(row.pk)
    return row


def _change(suggestion: Suggestion, because: str, *, by: Participant, at: Moment, key: str) -> None:
    """The text becomes what was suggested, if what it was made of still stands."""
    rewrite(
        proposal=suggestion.proposal,
        title=suggestion.title,
        text=suggestion.text,
        because=(because or f"{suggestion.by.name}: {suggestion.because}")[: LONGEST["because"]],
        revision=suggestion.revision.nth,
        by=by,
        at=at,
        key=f"accepted {key}"[: keys.LONGEST],
    )


def _refuse_unfit(title: str, text: str, because: str) -> None:
    if not title or "\n" in title or not text:
        raise refusals.incomplete()
    if not because:
        raise suggestion_refusals.why()
    for name, said in (("title", title), ("text", text), ("because", because)):
        if len(said) > LONGEST[name]:
            raise refusals.too_long(LONGEST[name])
