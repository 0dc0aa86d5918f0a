"""Minutes as they are frozen, printed and read: the whole text, with people by their keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bylaws.kernel.reasons import Explained, Reason
from bylaws.meetings.quorum import Quorum
from bylaws.record.canonical import Json
from toadlane.minutes.life import Life
from toadlane.minutes.models import Line, Part


def content_of(life: Life) -> dict[str, Json]:
    """Every word of minutes and all that is told about their meeting, as it will be frozen."""
    meeting = life.row.meeting
    return {
        "actions": [_action(one) for one in _of(life.lines, Part.ACTIONS)],
        "apologies": [one.participant.key for one in life.present if not one.there],
        "decisions": [_decision(one) for one in _of(life.lines, Part.DECISIONS)],
        "edition": life.row.edition,
        "ends_at": meeting.ends_at.isoformat(),
        "guests": life.row.guests,
        "issues": [{"text": one.text, "title": one.title} for one in _of(life.lines, Part.ISSUES)],
        "meeting": str(meeting.pk),
        "none": sorted(life.row.said_none),
        "parts": {one.role: one.participant.key for one in life.taken},
        "place": meeting.place,
        "present": [*life.there],
        "quorum": [_quorum(one) for one in life.quorum],
        "session": life.row.nth,
        "starts_at": meeting.starts_at.isoformat(),
        "title": str(life.row),
        "zone": meeting.zone,
    }


def _of(lines: Iterable[Line], part: str) -> list[Line]:
    return [one for one in lines if one.part == part]


def _action(one: Line) -> dict[str, Json]:
    return {
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "text": one.text,
        "who": one.who.key if one.who else None,
    }


def _decision(one: Line) -> dict[str, Json]:
    return {"proposal": str(one.proposal_id) if one.proposal_id else None, "text": one.text}


def _quorum(one: Explained[Quorum]) -> dict[str, Json]:
    found = one.value
    return {
        "article": one.reason.article,
        "needed": found.needed,
        "of": found.of,
        "rule": found.rule,
        "there": len(found.there),
    }


def quorum_in(content: dict[str, Any]) -> list[Reason]:
    """Whether enough were there, and why, as the text has it; that of earlier versions says nothing."""
    return [
        Reason(
            "quorum.met" if one["there"] >= one["needed"] else "quorum.short",
            {name: one[name] for name in ("rule", "needed", "of", "there")},
            one["article"],
        )
        for one in content.get("quorum", ())
    ]


def keys_in(content: dict[str, Any]) -> set[str]:
    """The keys of all people it names."""
    who = {one["who"] for one in content["actions"] if one["who"]}
    return {*content["present"], *content["apologies"], *content["parts"].values(), *who}
