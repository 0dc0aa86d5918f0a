"""What comes by itself: an attempt opens, one is over, a proposal is concluded at the instant its rule says.

A job wakes what is due, and so does whoever acts on it or looks at it; when they come changes nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Final

from django.db import transaction

from bylaws.decisions.phases import State
from bylaws.kernel.reasons import Explained, as_json
from bylaws.record.canonical import Json, canonical
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.models import LONGEST as LONGEST_OF_A_DECISION
from toadlane.decisions.verbs import adopt_proposal
from toadlane.proposals import ways
from toadlane.proposals.life import Life, life_of
from toadlane.proposals.models import Attempt, Elector, Outcome, Position, Proposal, Waking
from toadlane.proposals.reminding import REMINDED, remind
from toadlane.proposals.verbs.ending import end_what_it_ends
from toadlane.proposals.verbs.sealing import see_to_the_box
from toadlane.record.verbs import append

MOST_STEPS: Final = 50
"""Attempts of one proposal that can be due at once, after the house stood still for long."""
LOOKED_AT: Final = dt.timedelta(days=1)
"""However far the next step is, it is looked at once a day: people leave, and that may be the end of it."""


@transaction.atomic
def bring_up_to(*, proposal: Proposal, at: Moment) -> Life:
    """Write down all that came by itself until a moment; done twice, it is done once."""
    Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    row = Proposal.objects.select_related("coop", "raised_by", "about", "outcome").get(pk=proposal.pk)
    life = life_of(row)
    return life if hasattr(row, "outcome") else settle(life, at)


def catch_up(row: Proposal, at: Moment) -> bool:
    """For whoever looks at it: the same where its time has come; whether anything had to be done."""
    waking = getattr(row, "waking", None)
    if waking is None or waking.next_at is None or waking.next_at > at.instant:
        return False
    bring_up_to(proposal=row, at=at)
    return True


def settle(life: Life, at: Moment) -> Life:
    """The same, inside a transaction that holds the proposal.

    Of two who act at once the later may be first to hold it: what has happened is never left out.
    """
    at = Moment.of(max(at.instant, life.last_at), coop=life.row.coop)
    found = life.state(at.instant)
    for _ in range(MOST_STEPS):
        anew = see_to_the_box(life, found.value, at) and found.value.open
        due = due_at(found.value)
        if due is not None and due <= at.instant:
            open_attempt(life, found.value, due)
        elif not anew:
            break
        life = life_of(life.row)
        found = life.state(at.instant)
    if found.value.over and is_final(found.value, at.instant):
        conclude(life, found, at)
    else:
        remind(life, found.value, at)
        sleep_until(life, found.value, at)
    return life


def due_at(now: State) -> dt.datetime | None:
    """When an attempt is to be opened: the first when its notice has run, each later one after its pause.

    And not while a position that was entered for somebody can be contested.
    """
    due = now.opens_at if now.phase == "talk" else now.due_at
    return max(due, now.final_at) if due is not None and now.final_at is not None else due


def is_final(now: State, instant: dt.datetime) -> bool:
    """Whether nobody can contest any more what was entered for them from paper or from a call."""
    return now.final_at is None or now.final_at <= instant


def open_attempt(life: Life, now: State, due: dt.datetime, *, by: Participant | None = None) -> Attempt:
    """Open an attempt at the instant it is due or asked for, with those who take part on that day."""
    row = life.row
    moment = Moment.of(due, coop=row.coop)
    attempt = Attempt.objects.create(
        coop=row.coop,
        proposal=row,
        nth=len(life.attempts) + 1,
        rule=now.rule,
        opened_at=due,
        opened_on=moment.day,
    )
    found = ways.electors_of(
        row.coop,
        life.charter,
        life.rule(now.rule),
        by=row.raised_by.key,
        raised_on=row.raised_on,
        on=moment.day,
        about=row.about,
        matter=row.matter,
        within=row.within,
    )
    people = {one.key: one for one in Participant.objects.filter(coop=row.coop)}
    Elector.objects.bulk_create(
        Elector(
            coop=row.coop,
            attempt=attempt,
            participant=people[one.key],
            part=one.part,
            stage=one.stage or "",
            may_block=one.may_block,
            decider=one.decider,
            advises=one.advises,
            reason=as_json(one.reason),
        )
        for one in found
    )
    what: dict[str, Json] = {
        "attempt": attempt.nth,
        "electors": [{"part": one.part, "person": one.key} for one in found],
        "proposal": str(row.pk),
        "rule": now.rule,
    }
    append(kind="proposal.opened.v1", what=what, by=by, at=moment, subject=str(row.pk), coop=row.coop)
    return attempt


def conclude(life: Life, found: Explained[State], at: Moment) -> Outcome:
    """Write down how it ended, with its reasons; what was adopted is a decision that can be used."""
    row, now = life.row, found.value
    ended = Moment.of(now.closed_at or at.instant, coop=row.coop)
    passed = now.phase == "passed" and not row.poll
    authority = None
    if passed:
        authority = adopt_proposal(
            proposal=row.pk,
            matter=row.acts or row.matter,
            subject=row.subject or life.text.title[: LONGEST_OF_A_DECISION["subject"]],
            article=row.article,
            text=_decided(life, now)[: LONGEST_OF_A_DECISION["text"]],
            fingerprint=row.fingerprint,
            raised_by=row.raised_by,
            at=ended,
        )
    outcome = Outcome.objects.create(
        coop=row.coop,
        proposal=row,
        revision=life.text,
        phase=now.phase,
        passed=passed,
        chosen=list(now.chosen),
        article=now.article,
        reason=as_json(found.reason),
        ended_at=ended.instant,
        ended_on=ended.day,
        review_on=now.review_on if passed else None,
        authority=authority,
    )
    append(
        kind="proposal.concluded.v1",
        what=_told(life, outcome),
        by=None,
        at=ended,
        subject=str(row.pk),
        coop=row.coop,
    )
    end_what_it_ends(outcome, ended)
    Waking.objects.filter(proposal=row).delete()
    row.outcome = outcome
    return outcome


def _decided(life: Life, now: State) -> str:
    """What was decided, and where it was chosen, what."""
    said = [life.text.title, *now.chosen, life.text.text] if now.chosen else [life.text.title, life.text.text]
    return "\n\n".join(said)


def sleep_until(life: Life, now: State, at: Moment) -> None:
    """Note when to look at it again: when it changes by itself, or people are to be reminded."""
    reminds_at = now.ends_at - REMINDED if now.open and now.ends_at else None
    coming = (now.next_at, due_at(now), reminds_at, now.final_at)
    ahead = [one for one in coming if one is not None and one > at.instant]
    Waking.objects.filter(proposal=life.row).update(next_at=min([*ahead, at.instant + LOOKED_AT]))


def _told(life: Life, outcome: Outcome) -> dict[str, Json]:
    return {
        "article": outcome.article,
        "authority": str(outcome.authority_id) if outcome.authority_id else None,
        "chosen": outcome.chosen,
        "passed": outcome.passed,
        "phase": outcome.phase,
        "positions": digest_of(life.positions),
        "proposal": str(life.row.pk),
        "revision": life.text.nth,
        "review_on": outcome.review_on.isoformat() if outcome.review_on else None,
    }


def digest_of(positions: list[Position]) -> str:
    """Every position that was taken, in 64 letters; without the words, which can be erased."""
    said: list[Json] = [
        {
            "at": one.taken_at.isoformat(),
            "ballot": one.ballot,
            "by": one.participant.key,
            "position": str(one.pk),
            "revision": one.revision.nth,
            "stance": one.stance,
            **({"spoken_by": one.spoken_by.key} if one.spoken_by else {}),
            **({"entered_by": one.entered_by.key} if one.entered_by else {}),
        }
        for one in positions
    ]
    return hashlib.sha256(canonical(said)).hexdigest()
