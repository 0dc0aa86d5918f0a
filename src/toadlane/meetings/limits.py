"""How much can be brought: above what a co-op has in its drawers, below what tires a small server."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault
from toadlane.files.limits import MEGA

BYTES_AT_ONCE: Final = 100 * MEGA
BYTES_OF_A_COOP: Final = 4 * 1024 * MEGA
FILES_AT_ONCE: Final = 100


def too_much() -> InputFault:
    """The fault for files that are too large together, packed or unpacked."""
    return InputFault(
        gettext_noop("Together the files are larger than {megabytes} MB, or would be once unpacked."),
        code="document.too-much",
        next_step=gettext_noop("Bring them in several lots."),
        megabytes=BYTES_AT_ONCE // MEGA,
    )


def too_many() -> InputFault:
    """The fault for more files than are brought at once."""
    return InputFault(
        gettext_noop("More than {most} files cannot be brought at once."),
        code="document.too-many",
        next_step=gettext_noop("Bring them in several lots."),
        most=FILES_AT_ONCE,
    )


def full() -> InputFault:
    """The fault for a co-op that keeps as much as it may."""
    return InputFault(
        gettext_noop("Past documents may take up {gigabytes} GB in all, and these go beyond it."),
        code="document.full",
        next_step=gettext_noop("Bring smaller scans, or withdraw and erase what is no longer wanted."),
        gigabytes=BYTES_OF_A_COOP // MEGA // 1024,
    )
