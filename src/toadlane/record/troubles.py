"""What stands in the way of a witness's signature, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TROUBLES: Final[Mapping[str, str | Promise]] = {
    "silent": _("They do not answer."),
    "unknown": _("Nobody is known at this address."),
    "inside": _("The address leads into a network of this machine, where no witness is called."),
    "address": _("The address cannot be called."),
    "certificate": _("Their certificate does not hold."),
    "404": _("They do not know this record yet: give whoever runs theirs the key of this record."),
    "403": _("They know another key of this record: give whoever runs theirs the present one."),
    "another-key": _("They did not sign with the key that was named."),
    "not-understood": _("What they answered is not what witnesses answer."),
}
"""What stands in the way of a signature, and proves nothing against the record."""
