"""A text that is typed, pasted or uploaded: one field for words, one for a file with them."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toadlane.ui.forms import FileDrop

NO_TEXT = "\x00"


class TextOrFile(forms.Form):
    """A subclass has a field `source` and says what a file may weigh; `clean` leaves the text in `source`."""

    bytes_at_most: ClassVar[int]
    too_large: ClassVar[Promise]

    file = forms.FileField(
        label=gettext_lazy("Or a file with it"),
        required=False,
        widget=FileDrop(attrs={"accept": ".md,.txt,text/markdown,text/plain"}),
        help_text=gettext_lazy("Markdown as plain text, in UTF-8. It takes the place of what stands above."),
    )

    field_order = ("source", "file")

    def clean(self) -> dict[str, Any]:
        """The text of the file, where there is one."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        file = said.pop("file", None)
        if file is None:
            said["source"] = str(said.get("source", "")).replace("\r\n", "\n")
            if "source" not in self.errors and not said["source"].strip():
                self.add_error("source", _("Write or paste a text, or choose a file."))
            return said
        if file.size > self.bytes_at_most:
            self.add_error("file", str(self.too_large))
            return said
        try:
            said["source"] = file.read().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            said["source"] = NO_TEXT
        if NO_TEXT in said["source"]:  # not every database would even keep it
            self.add_error(
                "file", _("This file is not plain text in UTF-8. Save it as Markdown, and try again.")
            )
        return said
