"""What Lantern's meetings left: minutes that are approved, corrected, noted for Bo, and a draft."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.journeys.look import ADA, BO, Look, of

if TYPE_CHECKING:
    from uuid import UUID

    from toadlane.coops.models import Coop, Participant
    from toadlane.coops.moment import Moment
    from toadlane.meetings.planned_rows import Meeting
    from toadlane.minutes.models import Minutes

PAGES: tuple[Look, ...] = (
    Look("minutes:find", ADA, of("lantern")),
    Look("minutes:find", BO, of("lantern"), "?q=kettle&who=bo"),
    Look("minutes:decided", ADA, of("lantern")),
    Look("minutes:affairs", BO, of("lantern")),
    Look("minutes:actions", BO, of("lantern")),
    Look("minutes:actions", BO, of("lantern"), "?state=mine&q=nothing-like-it"),
    Look("minutes:minutes", ADA, of("lantern", meeting="{unwritten meeting}")),
    Look("minutes:one", ADA, of("lantern", minutes="{approved minutes}")),
    Look("minutes:one", BO, of("lantern", minutes="{corrected minutes}")),
    Look("minutes:one", ADA, of("lantern", minutes="{corrected minutes}")),
    Look("minutes:one", ADA, of("lantern", minutes="{drafted minutes}")),
    Look("minutes:one", BO, of("lantern", minutes="{noted minutes}")),
    Look("minutes:one", ADA, of("lantern", minutes="{noted minutes}")),
    Look("minutes:one", "", of("lantern", minutes="{drafted minutes}"), status=404),
)
FILES: dict[Look, str] = {
    Look("minutes:file", ADA, of("lantern", minutes="{approved minutes}", form="pdf")): "application/pdf",
    Look("minutes:file", ADA, of("lantern", minutes="{approved minutes}", form="md")): "text/markdown",
    Look("minutes:decided-file", ADA, of("lantern", form="csv")): "text/csv",
    Look("minutes:actions-file", ADA, of("lantern", form="csv")): "text/csv",
}
SENT = ("attendance", "line", "striking", "none", "sending", "closed")
BUTTONS: tuple[Look, ...] = (
    *(Look(f"minutes:{one}", ADA, of("lantern", minutes="{drafted minutes}")) for one in SENT),
    *(
        Look(f"minutes:{one}", ADA, of("lantern", minutes="{corrected minutes}"))
        for one in ("correction", "answer", "approval", "together")
    ),
    Look("minutes:contesting", BO, of("lantern", minutes="{noted minutes}")),
    Look("minutes:action", BO, of("lantern", action="{action}")),
)


def minuted() -> dict[str, str]:
    """Their keys."""
    from toadlane.coops.clock import now
    from toadlane.coops.models import Participant
    from toadlane.minutes import verbs
    from toadlane.minutes.models import Action
    from toadlane.minutes.verbs.correcting import Suggested

    ada, bo = (
        Participant.objects.select_related("coop").get(coop__slug="lantern", key=key) for key in ("ada", "bo")
    )
    at = now(ada.coop)
    approved, noted, corrected = (written(ada, at, back) for back in (28, 21, 14))
    for row in (approved, noted, corrected):
        verbs.send_out(minutes=row.pk, by=ada, at=at)
    for who in (ada, bo):
        verbs.approve(minutes=approved.pk, edition=1, by=who, at=at)
    those, later = ["ada", "bo"], corrected.meeting_id
    verbs.approve_in_meeting(minutes=noted.pk, meeting=later, those=those, by=ada, at=at, key="they agreed")
    said = Suggested("decisions", "We buy two kettles, and a lid.", "We said so.", line=decided(corrected))
    verbs.suggest_correction(minutes=corrected.pk, suggested=said, by=bo, at=at, key="a lid")
    drafted = verbs.begin(meeting=held(ada, at, 7), by=ada, at=at)
    return {
        "approved minutes": str(approved.pk),
        "corrected minutes": str(corrected.pk),
        "drafted minutes": str(drafted.pk),
        "noted minutes": str(noted.pk),
        "unwritten meeting": str(held(ada, at, 3).pk),
        "action": str(Action.objects.get(line__minutes=approved).pk),
    }


def held(by: Participant, at: Moment, back: int) -> Meeting:
    """A meeting of some days ago, with the kettle on its agenda."""
    from toadlane.coops.moment import Moment
    from toadlane.meetings.arranging import Frame, Hours, ItemWanted, Wanted
    from toadlane.meetings.verbs import plan_meeting

    coop: Coop = by.coop
    starts = at.instant - dt.timedelta(days=back)
    before = Moment.of(starts - dt.timedelta(days=20), coop=coop)
    frame = Frame(title="Monday evening", who=("candidate", "member"), place="the lamp room")
    hours = Hours(starts, starts + dt.timedelta(hours=1))
    wanted = Wanted(frame, hours, [ItemWanted("The kettle"), ItemWanted("The door of the lamp room")])
    return plan_meeting(wanted=wanted, by=by, at=before, key=f"monday {back}")


def written(by: Participant, at: Moment, back: int) -> Minutes:
    """The minutes of such a meeting, with something in each part."""
    from toadlane.minutes import verbs
    from toadlane.minutes.verbs.drafting import Worded

    row = verbs.begin(meeting=held(by, at, back), by=by, at=at)
    verbs.set_attendance(minutes=row.pk, there=["ada", "bo"], guests="Kim of the roofers", by=by, at=at)
    due = at.day + dt.timedelta(days=3)
    for worded in (
        Worded("issues", "It **leaks**:\n\n- at the lid\n- at the spout", "What is left of the old kettle"),
        Worded("decisions", "We buy a second kettle, for at most *30.00*."),
        Worded("actions", "Ask the tin shop what it costs", who="bo", due_on=due),
    ):
        verbs.write_line(minutes=row.pk, worded=worded, by=by, at=at, key=f"{back} {worded.part}")
    return row


def decided(row: Minutes) -> UUID:
    """The line of its decision."""
    found: UUID = row.lines.get(part="decisions").pk
    return found
