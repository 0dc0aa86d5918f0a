"""The room of meetings."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

KINDS = {
    "document.brought.v1": _("Document brought"),
    "document.corrected.v1": _("Document corrected"),
    "document.file-replaced.v1": _("File of a document replaced"),
    "document.withdrawn.v1": _("Document withdrawn"),
    "document.erased.v1": _("Document erased"),
    "meeting.planned.v1": _("Meeting planned"),
    "meeting.began.v1": _("Meeting begun"),
    "meeting.over.v1": _("Meeting over"),
    "meeting.moved.v1": _("Meeting moved"),
    "meeting.cancelled.v1": _("Meeting cancelled"),
    "meeting.undone.v1": _("Meeting put back as it was"),
    "meeting.asked.v1": _("People asked to a meeting"),
    "meeting.invited.v1": _("Invitations to a meeting sent"),
    "meeting.part-given.v1": _("Part in a meeting taken"),
    "meeting.parts-by-turn.v1": _("Parts of a meeting given by turn"),
    "series.begun.v1": _("Series of meetings begun"),
    "series.moved.v1": _("Series of meetings moved"),
    "series.ended.v1": _("Series of meetings ended"),
    "series.undone.v1": _("Series of meetings put back as it was"),
}


class MeetingsConfig(AppConfig):
    """Opens its room, names its entries, tells *Today* what waits, and lets decisions cite documents."""

    name = "toadlane.meetings"
    label = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.coops import dates, providers  # noqa: PLC0415
        from toadlane.decisions import papers as cited  # noqa: PLC0415
        from toadlane.jobs import periodic  # noqa: PLC0415
        from toadlane.meetings import (  # noqa: PLC0415
            coming_up,
            fillers,
            from_agenda,
            papers,
            plan_reads,
            plan_telling,
            reads,
            waiting,
        )
        from toadlane.record import kinds  # noqa: PLC0415
        from toadlane.ui import rooms  # noqa: PLC0415

        rooms.register("meet", url_name="meetings:meet")
        providers.register("meetings.gatherings", waiting.gatherings, waiting.own)
        providers.register("meetings.lately", waiting.lately, waiting.new)
        providers.register("meetings.next", coming_up.for_today, coming_up.a_next_one)
        dates.register("meetings", coming_up.in_calendar)
        dates.register_whole("meetings", coming_up.of_the_coop)
        for room in (from_agenda, fillers, plan_telling):
            room.listen()
        periodic.register(
            "meetings.keep-up",
            every=plan_telling.EVERY,
            work=plan_telling.keep_up,
            when=plan_telling.something_is_due,
        )
        periodic.register(
            "meetings.grow",
            every=plan_telling.GROWS,
            work=plan_telling.grow_all,
            when=plan_telling.anything_grows,
        )
        cited.register(papers.Documents())
        for name, words in KINDS.items():
            kinds.name(name, words)
            kinds.opens(name, reads.may_open)
            of_document = name.startswith("document.")
            kinds.leads([name], kinds.by_key(reads.address if of_document else plan_reads.address))
