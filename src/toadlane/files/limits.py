"""How large one file may be: above what people scan and write, below what tires a small server."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault

MEGA: Final = 1024 * 1024
BYTES_OF_ONE: Final = 25 * MEGA


def too_large() -> InputFault:
    """The fault for one file over the limit."""
    return InputFault(
        gettext_noop("The file is larger than {megabytes} MB."),
        code="document.too-large",
        next_step=gettext_noop("Scan it in fewer dots or in grey, or bring its parts one by one."),
        megabytes=BYTES_OF_ONE // MEGA,
    )
