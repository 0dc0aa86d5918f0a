"""When opening balances are refused: too late, twice, unsound, or built upon."""

from __future__ import annotations

import re

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from toadlane.books import journal
from toadlane.books.models import Opening, OpeningReversal
from toadlane.books.opening import reads
from toadlane.books.opening.checks import ground
from toadlane.books.opening.rows import BECAUSE_LONGEST
from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment

_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def refuse_begun(coop: Coop) -> None:
    """Opening balances come first: before any year is closed here, and once."""
    if reads.standing(coop) is not None:
        raise posted()
    if reads.closed(coop):
        raise Refused(
            gettext_noop("A year is closed here already, and opening balances come before it."),
            code="opening.closed-on-top",
            next_step=gettext_noop("Put the closes right first, newest first; then bring the balances."),
        )


def refuse_year(coop: Coop, first_year: int, at: Moment) -> None:
    """The first year closed here is one that has begun."""
    begins = ground(coop, first_year).opens_on
    if begins > at.day:
        raise InputFault(
            gettext_noop("{year} has not begun yet."),
            code="opening.future",
            next_step=gettext_noop("Choose the first year that is to be closed here."),
            year=first_year,
        )


def refuse_unsound(looked: reads.Look) -> None:
    """Nothing is posted that is empty, wrong in a line, or does not add up."""
    if not looked.lines:
        raise InputFault(
            gettext_noop("There are no balances to post."),
            code="opening.empty",
            next_step=gettext_noop("Type them, or bring them in a file."),
        )
    if looked.troubles:
        first = looked.troubles[0]
        raise InputFault(
            gettext_noop("Something has to be put right first: {where}: {trouble}"),
            code="opening.troubles",
            next_step=gettext_noop("Look at the balances again; what is wrong stands above them."),
            where=first.where,
            trouble=first.says,
        )
    difference = looked.balance.difference
    if difference:
        raise InputFault(
            gettext_noop(
                "The balances do not add up: {amount} between what the co-op owns and what is held in it."
            ),
            code="opening.unbalanced",
            next_step=gettext_noop("Find the difference in the books you come from; nothing was posted."),
            amount=str(difference),
        )


def refuse_earlier_entries(looked: reads.Look) -> None:
    """What the journal holds from before the opening day would be counted twice."""
    if journal.balances(looked.draft.coop, through=looked.on.stood_on):
        raise Refused(
            gettext_noop("The journal holds amounts from before {day} already."),
            code="opening.entries-before",
            next_step=gettext_noop(
                "Reverse those entries first: what they say is part of the opening balances."
            ),
            day=looked.on.opens_on.isoformat(),
        )


def refuse_built_upon(opening: Opening) -> None:
    """What a close or a payment stands on stays."""
    if OpeningReversal.objects.filter(opening=opening).exists():
        raise RecordMoved(
            gettext_noop("These opening balances have been taken back already."),
            code="opening.taken-back",
            next_step=gettext_noop("Look at them again; they can be brought anew."),
        )
    if reads.closed(opening.coop):
        raise Refused(
            gettext_noop("A year is closed on top of these balances."),
            code="opening.closed-on-top",
            next_step=gettext_noop("Put the closes right first, newest first; then bring the balances."),
        )
    if reads.paid_from(opening):
        raise Refused(
            gettext_noop("Something that was owed from before has been paid."),
            code="opening.paid",
            next_step=gettext_noop("Reverse those payments first, and record them again afterwards."),
        )
    _refuse_paid_out(opening)


def _refuse_paid_out(opening: Opening) -> None:
    """What these balances held and a payout took from them would be taken from nothing."""
    payout = reads.paid_out_from(opening)
    if payout is not None:
        raise Refused(
            gettext_noop("Something that these balances hold was let be paid out on {day}: {what}."),
            code="opening.paid-out",
            next_step=gettext_noop(
                "Take that payout back first, the payments on it before it; carry it out anew afterwards."
            ),
            day=payout.happened_on.isoformat(),
            what=payout.entry.text,
        )


def refuse_unsaid(because: str) -> None:
    """The words stand in the journal and in every export: one line of text, and not none."""
    if not 0 < len(because) <= BECAUSE_LONGEST or _NOT_TEXT.search(because):
        raise InputFault(
            gettext_noop("It does not say why in one line of text."),
            code="opening.because",
            next_step=gettext_noop("Say in a sentence of up to {longest} letters what was wrong."),
            longest=BECAUSE_LONGEST,
        )


def posted() -> RecordMoved:
    """Somebody was first to post."""
    return RecordMoved(
        gettext_noop("Opening balances have been posted already."),
        code="opening.posted",
        next_step=gettext_noop("Look at them; if they are wrong, take them back and bring them anew."),
    )


def moved() -> RecordMoved:
    """Somebody was first to change the draft."""
    return RecordMoved(
        gettext_noop("Somebody has changed these balances since you looked at them."),
        code="opening.moved",
        next_step=gettext_noop("Look at them as they are now, and change them then."),
    )
