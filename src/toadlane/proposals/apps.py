"""Proposals: a matter is raised, people take positions, the charter says when it is decided and how."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    """Opens its room, names its entries, tells *Today* whose position is missing, and wakes what is due."""

    name = "toadlane.proposals"
    label = "proposals"
    verbose_name = _("Proposals")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.coops import providers  # noqa: PLC0415
        from toadlane.decisions import stops  # noqa: PLC0415
        from toadlane.jobs import periodic  # noqa: PLC0415
        from toadlane.proposals import (  # noqa: PLC0415
            author_telling,
            drafts,
            fresh,
            from_talk,
            looking_after,
            parts,
            reviewing,
            suggestion_telling,
            talking,
            telling,
            waiting,
            waking,
        )
        from toadlane.record import kinds  # noqa: PLC0415
        from toadlane.talk import subjects  # noqa: PLC0415
        from toadlane.ui import rooms  # noqa: PLC0415

        rooms.register("decide", url_name="proposals:decide")
        providers.register("proposals", waiting.for_today, waiting.an_open_one)
        periodic.register(
            "proposals.wake", every=waking.EVERY, work=waking.wake_all, when=waking.something_is_due
        )
        providers.register("agreements", reviewing.for_today, reviewing.a_due_one)
        providers.register("actions", looking_after.for_today, looking_after.a_due_one)
        periodic.register(
            "proposals.review",
            every=reviewing.EVERY,
            work=reviewing.remind_all,
            when=reviewing.something_is_due,
        )
        subjects.register(talking.KIND)
        drafts.listen()
        from_talk.listen()
        author_telling.listen()
        suggestion_telling.listen()
        stops.register("proposals.fresh", fresh.refuse_one_alone)
        telling.listen()
        for kind, words in telling.ENTRIES.items():
            kinds.name(kind, words)
        kinds.leads(telling.ENTRIES, kinds.by_key(parts.address))
