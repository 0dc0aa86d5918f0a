"""What changes the course of an open proposal: another text, somebody steps out, one person decides."""

from __future__ import annotations

import hashlib

from django.db import transaction

from bylaws.membership.turns import draw
from bylaws.record.canonical import Json
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.verbs import as_kept
from toadlane.proposals import refusals, secret_refusals
from toadlane.proposals.choosing import may_decide, may_draw, rewrites, stances
from toadlane.proposals.lots import drawn_by
from toadlane.proposals.models import LONGEST, Proposal, Revision, Step
from toadlane.proposals.verbs.steps import again, begun, follow, refuse_long, write
from toadlane.record.verbs import append


@transaction.atomic
def rewrite(
    *,
    proposal: Proposal,
    title: str,
    text: str,
    because: str,
    by: Participant,
    at: Moment,
    key: str,
    revision: int | None = None,
) -> Revision:
    """Whoever wrote it changes the text: everybody is asked anew, what was said of the old stays.

    `revision` is the number of the text that was changed. Faults: `proposals.not-yours`, `.text-changed`,
    `.closed`, `.incomplete`, `.long`, `.same-text`.
    """
    title, text, because = as_kept(title), as_kept(text), as_kept(because)
    content: dict[str, Json] = {
        "proposal": str(proposal.pk),
        "title": title,
        "text": text,
        "because": because,
    }
    taken, life = begun(proposal, "rewrite", content, by=by, at=at, key=key)
    if life is None:
        return Revision.objects.get(coop=by.coop, pk=taken.result)
    if not rewrites(life, by, at.day):
        raise refusals.not_yours()
    if revision is not None and revision != life.text.nth:
        raise refusals.changed()
    if not title or "\n" in title or not text:
        raise refusals.incomplete()
    for name, said in (("title", title), ("text", text), ("because", because)):
        if len(said) > LONGEST[name]:
            raise refusals.too_long(LONGEST[name])
    if (title, text) == (life.text.title, life.text.text):
        raise refusals.same_text()
    if any(one.voted[run_off] for one in life.boxes.values() for run_off in (False, True) if not one.sealed):
        raise secret_refusals.box_not_empty(life.row.article)
    written = Revision.objects.create(
        coop=by.coop,
        proposal=proposal,
        nth=life.text.nth + 1,
        title=title,
        text=text,
        because=because,
        written_by=by,
        written_at=at.instant,
    )
    what: dict[str, Json] = {
        "because": because,
        "proposal": str(proposal.pk),
        "revision": written.nth,
        "text": hashlib.sha256(text.encode()).hexdigest(),
        "title": title,
    }
    append(kind="proposal.rewritten.v1", what=what, by=by, at=at, subject=str(proposal.pk))
    taken.keep(written.pk)
    follow(life, at)
    return written


@transaction.atomic
def step_out(*, proposal: Proposal, because: str, by: Participant, at: Moment, key: str) -> Step:
    """Somebody who decides is concerned by it: from now on they are heard, and have no position.

    Faults: `proposals.closed`, `.no-part`, `.long`.
    """
    return _step(Step.Kind.RECUSED, proposal, because, None, by=by, at=at, key=key)


@transaction.atomic
def decide(
    *, proposal: Proposal, yes: bool, because: str, by: Participant, at: Moment, key: str, option: str = ""
) -> Step:
    """Whoever it is entrusted to decides, or settles a tie, of options for one `option` by its name.

    Faults: `proposals.closed`, `.not-deciding`, `.not-level`.
    """
    return _step(Step.Kind.DECIDED, proposal, because, yes, option=option, by=by, at=at, key=key)


@transaction.atomic
def draw_lot(*, proposal: Proposal, by: Participant, at: Moment, key: str, seed: str = "") -> Step:
    """Somebody who decides has the lot drawn that the rule settles a tie by.

    The seed is the commitment of the record's entry that calls it: nobody knows it before, everybody can draw
    again after. An election is drawn on its own page, from a `seed` made of the closed box and of numbers
    that people gave before. Faults: `proposals.closed`, `.no-lot`.
    """
    content: dict[str, Json] = {"proposal": str(proposal.pk)}
    taken, life = begun(proposal, "drawn", content, by=by, at=at, key=key)
    if life is None:
        return again(taken, by)
    now = life.state(at.instant).value
    if not may_draw(now, life.elector_on(by.key, at.day)) or bool(seed) != (life.row.seats is not None):
        raise refusals.no_lot(now.article)
    what: dict[str, Json] = {**content, "level": list(now.tied)}
    if seed:
        what["seed"] = seed
    called = append(kind="proposal.drawn.v1", what=what, by=by, at=at, subject=str(proposal.pk))
    if seed:
        order = tuple(drawn_by(life, seed, now.tied))
    else:
        seed = bytes(called.commitment).hex()
        order = draw(now.tied, seats=len(now.tied), seed=seed, article=now.article).value
    step = Step.objects.create(
        coop=by.coop,
        proposal=proposal,
        kind=Step.Kind.DRAWN,
        participant=by,
        options=list(order),
        because=seed,
        happened_at=at.instant,
    )
    taken.keep(step.pk)
    follow(life, at)
    return step


def _step(
    kind: Step.Kind,
    proposal: Proposal,
    because: str,
    yes: bool | None,  # noqa: FBT001 - one of three answers
    *,
    option: str = "",
    by: Participant,
    at: Moment,
    key: str,
) -> Step:
    because = as_kept(because)
    content: dict[str, Json] = {"because": because, "proposal": str(proposal.pk), "yes": yes}
    if option:
        content["option"] = option
    taken, life = begun(proposal, kind.value, content, by=by, at=at, key=key)
    if life is None:
        return again(taken, by)
    refuse_long(because)
    now = life.state(at.instant).value
    elector = life.elector_on(by.key, at.day)
    if kind == Step.Kind.DECIDED and not may_decide(now, elector):
        raise refusals.not_deciding(now.article)
    if kind == Step.Kind.DECIDED and (option or life.options) and option not in now.tied:
        raise refusals.not_level(now.article)
    if kind == Step.Kind.RECUSED and not stances(now, elector):
        raise refusals.no_part(now.article)
    chosen = (option,) if option else ()
    step = write(life, kind, what=content, by=by, at=at, because=because, yes=yes, options=chosen)
    taken.keep(step.pk)
    follow(life, at)
    return step
