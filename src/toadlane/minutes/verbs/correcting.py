"""Suggesting a correction, and answering it; of approved minutes, what is accepted is set beside them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from bylaws.record.canonical import Json, canonical
from bylaws.record.commitment import SALT_BYTES, commit
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.minutes import refusals
from toadlane.minutes.life import Life
from toadlane.minutes.models import Correction, CorrectionAnswer, CorrectionWords, Line, Part, Present
from toadlane.minutes.verbs.drafting import Worded, line_of, only_with_room, reword, strike
from toadlane.minutes.verbs.standing import fitting, held, only_writers, somebody
from toadlane.record.verbs import append

ATTENDANCE: Final = "attendance"
MOST: Final = 100
"""Corrections of one meeting that wait for an answer."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """What should stand: another text of a line, a line more in a part, or who was there or not.

    A `line` whose `text` is empty should go.
    """

    part: str
    text: str = ""
    because: str = ""
    line: UUID | None = None
    whose: str = ""
    there: bool = True


@transaction.atomic
def suggest_correction(
    *, minutes: UUID, suggested: Suggested, by: Participant, at: Moment, key: str
) -> Correction:
    """Whoever was there or was invited says what should stand otherwise, and why; it changes nothing yet.

    Faults: those of the rules, `minutes.part`, `.empty`, `.why`, `.long`, `.many`, `.nobody`,
    `.decides-nothing`.
    """
    text, because = fitting(suggested.text, "text"), fitting(suggested.because, "because")
    content: dict[str, Json] = {
        "because": because,
        "line": str(suggested.line) if suggested.line else None,
        "minutes": str(minutes),
        "part": suggested.part,
        "text": text,
        "there": suggested.there,
        "whose": suggested.whose,
    }
    taken = keys.take(coop=by.coop, key=key, verb="minutes.correct", by=by, content=content)
    if not taken.first:
        return Correction.objects.get(coop=by.coop, pk=taken.result)
    life = held(minutes, by, at)
    may = life.may_correct(by)
    if not may.value:
        raise refusals.stopped(may.reason, by.coop.currency)
    line = line_of(life, suggested.line) if suggested.line else None
    _refuse_unfit(life, suggested, line, text, because)
    about = suggested.part == ATTENDANCE
    row = Correction.objects.create(
        coop=by.coop,
        minutes=life.row,
        line=line,
        line_edition=line.edition if line else 0,
        part=line.part if line else suggested.part,
        whose=somebody(by, suggested.whose, at) if about else None,
        there=suggested.there if about else None,
        late=life.comes_late,
        by=by,
        happened_at=at.instant,
    )
    _write(row, text, because, at)
    taken.keep(row.pk)
    return row


def _write(row: Correction, text: str, because: str, at: Moment) -> None:
    """Its words beside it; the record gets a commitment to them, and no word."""
    salt = secrets.token_bytes(SALT_BYTES)
    CorrectionWords.objects.create(
        coop=row.coop, correction=row, participant=row.by, text=text, because=because, salt=salt
    )
    words: dict[str, Json] = {"because": because, "text": text}
    what: dict[str, Json] = {
        "correction": str(row.pk),
        "late": row.late,
        "line": str(row.line_id) if row.line_id else None,
        "minutes": str(row.minutes_id),
        "part": row.part,
        "there": row.there,
        "whose": row.whose.key if row.whose else None,
        "words": commit(canonical(words), salt=salt).hex(),
    }
    append(kind="minutes.correction.v1", what=what, by=row.by, at=at, subject=str(row.minutes_id))


def _refuse_unfit(life: Life, suggested: Suggested, line: Line | None, text: str, because: str) -> None:
    if suggested.part not in {ATTENDANCE, *Part.values}:
        raise refusals.no_part()
    if suggested.part == ATTENDANCE and not suggested.whose:
        raise refusals.nobody()
    if suggested.part != ATTENDANCE and line is None and not text:
        raise refusals.empty()
    if suggested.part == Part.DECISIONS and line is None and not life.row.meeting.decides:
        raise refusals.decides_nothing()
    if line is not None and not because and not text:
        raise refusals.why()
    if len(life.waiting) >= MOST:
        raise refusals.too_many(MOST)


@transaction.atomic
def answer_correction(
    *,
    minutes: UUID,
    correction: UUID,
    accepted: bool,
    because: str = "",
    text: str | None = None,
    edition: int | None = None,
    by: Participant,
    at: Moment,
    key: str,
) -> CorrectionAnswer:
    """Whoever writes them accepts it, and the text is another edition; or declines it and says why.

    `text` is what stands then, where it is not word by word what was suggested; `edition` that of its line
    which was looked at. What waits once they are approved is answered by somebody else who was there, and
    set beside them. Faults: `minutes.not-yours`, `.answered`, `.why`, `.moved`, `.long`, `.own-late`,
    `.many`.
    """
    because = fitting(because, "because")
    said = None if text is None else fitting(text, "text")
    content: dict[str, Json] = {
        "accepted": accepted,
        "because": because,
        "correction": str(correction),
        "edition": edition,
        "text": said,
    }
    taken = keys.take(coop=by.coop, key=key, verb="minutes.answer", by=by, content=content)
    if not taken.first:
        return CorrectionAnswer.objects.get(coop=by.coop, pk=taken.result)
    life = held(minutes, by, at)
    found = _waiting(life, correction, by)
    if not accepted and not because:
        raise refusals.why()
    row = CorrectionAnswer.objects.create(
        coop=by.coop,
        correction=found,
        accepted=accepted,
        carried_out=accepted and life.phase != "approved",
        because=because,
        by=by,
        happened_at=at.instant,
    )
    if row.carried_out:
        _carry_out(life, found, said, edition, by=by, at=at)
    what: dict[str, Json] = {
        "accepted": accepted,
        "because": because,
        "carried_out": row.carried_out,
        "correction": str(found.pk),
        "edition": life.row.edition,
        "late": found.late,
        "minutes": str(minutes),
    }
    append(kind="minutes.correction-answered.v1", what=what, by=by, at=at, subject=str(minutes))
    taken.keep(row.pk)
    return row


def _waiting(life: Life, correction: UUID, by: Participant) -> Correction:
    """A correction that waits for an answer, for whoever may give it."""
    found = next((one for one in life.corrections if one.pk == correction), None)
    if found is None:
        raise absent()
    _refuse_who_may_not(life, found, by)
    if hasattr(found, "answer"):
        raise refusals.answered()
    return found


def _refuse_who_may_not(life: Life, found: Correction, by: Participant) -> None:
    if life.phase != "approved":
        only_writers(life, by)
    elif not found.late:
        raise refusals.approved()
    elif not life.may_correct(by).value:
        raise refusals.not_a_writer()
    elif found.by_id == by.pk and len(life.now.value.entitled) > 1:
        raise refusals.own_late()


def _carry_out(
    life: Life, found: Correction, text: str | None, edition: int | None, *, by: Participant, at: Moment
) -> None:
    """The line as it is from now on, in a new edition, which everybody is asked to approve anew."""
    words = getattr(found, "words", None)
    said = text if text is not None else words.text if words else ""
    if found.part == ATTENDANCE and found.whose is not None:
        Present.objects.filter(minutes=life.row, participant=found.whose).delete()
        Present.objects.create(
            coop=by.coop, minutes=life.row, participant=found.whose, there=bool(found.there)
        )
    elif found.line is not None:
        _change(found, found.line, said, edition, by=by, at=at)
    else:
        only_with_room(life)
        line = Line(coop=by.coop, minutes=life.row, part=found.part)
        reword(line, Worded(found.part, said), by, at)
    life.row.edition += 1
    life.row.save(update_fields=["edition"])


def _change(
    found: Correction, line: Line, said: str, edition: int | None, *, by: Participant, at: Moment
) -> None:
    if line.struck_at is not None or line.edition != (found.line_edition if edition is None else edition):
        raise refusals.moved()
    if not said:
        strike(line, at)
        return
    who = line.who.key if line.who else ""
    reword(line, Worded(line.part, said, line.title, who, line.due_on, line.proposal_id), by, at)
