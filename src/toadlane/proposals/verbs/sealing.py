"""What is done with the box of a secret vote when a call of it closes, and when it is over."""

from __future__ import annotations

from bylaws.charter.kinds.decision import SECRET_UNDER
from bylaws.decisions.boxes import box_root
from bylaws.decisions.phases import State
from bylaws.decisions.proposal import CameTo
from bylaws.record.canonical import Json
from toadlane.coops.moment import Moment
from toadlane.proposals.boxes import Boxes
from toadlane.proposals.life import Life
from toadlane.proposals.models import Attempt, CallOver, OpenBox, SealedBox
from toadlane.record.verbs import append


def see_to_the_box(life: Life, now: State, at: Moment) -> bool:
    """Note what calls came to that are over, and seal the box when the attempt is; whether anything was done.

    A call that is the last is not noted, so that anybody can count it again, unless so few voted that their
    ballots are not kept.
    """
    attempt = life.attempt
    boxes = life.boxes.get(attempt.pk) if attempt else None
    if attempt is None or boxes is None or boxes.sealed:
        return False
    goes_on = now.open or now.phase == "tied"
    calls = now.calls if now.open else now.calls[:-1]
    done = _note(life, attempt, boxes, calls, at)
    if goes_on:
        return _fill(life, now, boxes, at) or done
    shown = bool(now.calls) and now.cast >= SECRET_UNDER
    if now.calls and not shown:
        _note(life, attempt, boxes, (*calls, _last(now)), at)
    for run_off in (False, True):
        _seal(life, attempt, boxes, run_off=run_off, shown=shown, at=at)
    return True


def _last(now: State) -> CameTo:
    """What the attempt came to in the end, with a tie settled."""
    made = now.made[-1]
    return CameTo(made.outcome, now.chosen)  # type: ignore[arg-type]  # an outcome, as the rules said it


def _note(life: Life, attempt: Attempt, boxes: Boxes, calls: tuple[CameTo, ...], at: Moment) -> bool:
    """Write down what calls came to that is not written down yet."""
    noted = len(boxes.calls)
    for nth, one in enumerate(calls[noted:], noted + 1):
        came: dict[str, Json] = {
            "nth": nth,
            "outcome": one.outcome,
            "chosen": [*one.chosen],
            "tied": [*one.tied],
            "seats": one.seats,
        }
        boxes.calls.append(CallOver.objects.create(coop=life.row.coop, attempt=attempt, **came))
        what: dict[str, Json] = {**came, "attempt": attempt.nth, "proposal": str(life.row.pk)}
        _say("proposal.call-over.v1", what, life, at)
    return len(boxes.calls) > noted


def _fill(life: Life, now: State, boxes: Boxes, at: Moment) -> bool:
    """A box without a time limit is full as well when the last who had not voted has left."""
    row = boxes.open.get(now.phase == "run-off")
    if row is None or row.full_at is not None or now.ends_at is not None or now.silent or not now.open:
        return False
    row.full_at = min(max([life.attempts[-1].opened_at, *life.gone_at(at.instant)]), at.instant)
    row.save()
    return True


def _seal(life: Life, attempt: Attempt, boxes: Boxes, *, run_off: bool, shown: bool, at: Moment) -> None:
    """Close a box for good: its root, and who voted, go into the record; of few no ballot is kept."""
    voted, ballots = boxes.voted[run_off], boxes.ballots(run_off=run_off)
    if run_off and not voted:
        return
    row, root = boxes.open.get(run_off), box_root(ballots).hex()
    keeps = shown and len(voted) >= SECRET_UNDER
    SealedBox.objects.create(
        coop=life.row.coop,
        attempt=attempt,
        run_off=run_off,
        cast=len(voted),
        root=root,
        ballots=row.ballots if row is not None and keeps else [],
        full_at=row.full_at if row is not None else None,
    )
    OpenBox.objects.filter(attempt=attempt, run_off=run_off).delete()
    what: dict[str, Json] = {
        "attempt": attempt.nth,
        "kept": keeps,
        "proposal": str(life.row.pk),
        "root": root,
        "run_off": run_off,
        "voted": [*sorted(voted)],
    }
    _say("proposal.box-sealed.v1", what, life, at)


def _say(kind: str, what: dict[str, Json], life: Life, at: Moment) -> None:
    """One entry about the proposal, by the house."""
    append(kind=kind, what=what, by=None, at=at, subject=str(life.row.pk), coop=life.row.coop)
