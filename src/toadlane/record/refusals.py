"""What stands in the way of things done with entries."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import Refused


def not_signed_yet() -> Refused:
    """No checkpoint vouches for the entry."""
    return Refused(
        gettext_noop("No checkpoint vouches for this entry yet."),
        code="record.not-signed",
        next_step=gettext_noop("One is signed each day on which the record grew; come back then."),
    )
