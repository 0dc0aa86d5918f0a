"""Paper keeps a checkpoint: its one line says how many, when, and over which root."""

from __future__ import annotations

import base64
import datetime as dt

from django.utils import translation

from tests.toadlane.record.test_checkpoints import act, signed
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.record.printed import printed_checkpoint, printed_line


def test_the_last_checkpoint_that_was_signed_by_then_is_printed_in_the_readers_language(
    ada: Participant, noon: Moment
) -> None:
    act(ada, noon, 3)
    made = signed(ada.coop)
    then = Moment.of(made.recorded_at, coop=ada.coop)
    before = Moment.of(made.recorded_at - dt.timedelta(seconds=1), coop=ada.coop)

    found = printed_checkpoint(ada.coop, then)

    root = base64.b64encode(bytes(made.root)).decode()
    assert found is not None
    assert (found.size, found.day, found.root) == (3, then.day, root)
    assert printed_line(ada.coop, then).startswith("Record: 3 entries on ")
    assert printed_line(ada.coop, then).endswith(f", root {root}")
    with translation.override("es"):
        assert printed_line(ada.coop, then).startswith("Registro: 3 entradas al ")
    assert printed_line(ada.coop, before) == ""
