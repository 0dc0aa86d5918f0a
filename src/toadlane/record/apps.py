"""The book of what was done."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordConfig(AppConfig):
    """Orders its entries every few seconds, signs them each day and opens its room to members."""

    name = "toadlane.record"
    label = "record"
    verbose_name = _("Record")

    def ready(self) -> None:
        """Models exist only now, so what needs them is named here."""
        from toadlane.jobs import periodic  # noqa: PLC0415
        from toadlane.record import kinds, reads, tasks  # noqa: PLC0415
        from toadlane.record.certificate import KIND  # noqa: PLC0415
        from toadlane.ui import rooms  # noqa: PLC0415

        periodic.register(
            "record.sequence", every=tasks.SEQUENCE_EVERY, work=tasks.sequence, when=tasks.entries_wait
        )
        periodic.register("record.sign", every=tasks.SIGN_EVERY, work=tasks.sign, when=tasks.records_grew)
        periodic.register(
            "record.witnesses", every=tasks.ASK_EVERY, work=tasks.ask_witnesses, when=tasks.witnesses_wait
        )
        kinds.name("record.erased.v1", _("Content erased"))
        kinds.name("record.witness-named.v1", _("Witness of the record named"))
        kinds.name("record.witness-ended.v1", _("Witness of the record asked no more"))
        kinds.name("record.witness-refused.v1", _("A witness refused the record"))
        kinds.name("record.witness-signs-again.v1", _("A witness signs the record again"))
        kinds.name("record.witness-forgot.v1", _("A witness had forgotten what it signed"))
        kinds.name(KIND, _("Certificate of an entry given"))
        for what in ("named", "ended", "refused", "forgot"):
            kinds.opens(f"record.witness-{what}.v1", kinds.by_class("record"))
        kinds.opens(KIND, kinds.by_class("record"))
        kinds.leads([KIND], kinds.by_key(reads.address))
        rooms.register("record", url_name="record:entries")
