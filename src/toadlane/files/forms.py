"""Fields for files."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from toadlane.files.formats import ENDINGS
from toadlane.ui.forms import FileDrop

ACCEPTED: Final = ",".join(sorted(ENDINGS))


class ManyFiles(FileDrop):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of files; Django's own field takes one."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file by itself; none at all is what the field says of one."""
        several = data if isinstance(data, list | tuple) else [data]
        return (
            [super(FilesField, self).clean(one, initial) for one in several]
            if several
            else super().clean(None)
        )
