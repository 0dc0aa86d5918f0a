"""The text of an amendment that somebody wants to try."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toadlane.coops.forms import KeyedForm
from toadlane.ui.forms import FileDrop

BYTES_AT_MOST = 1_000_000
NO_TEXT = "\x00"


class TryForm(KeyedForm):
    """A text, typed, pasted or uploaded."""

    elsewhere: ClassVar[str] = "source"

    source = forms.CharField(
        label=gettext_lazy("The text of the amendment"),
        required=False,
        strip=False,
        max_length=BYTES_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "true", "class": "code"}),
        help_text=gettext_lazy(
            "As it would stand in the charter: the day it takes effect, the articles it settles, and each of "
            "them whole."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file with it"),
        required=False,
        widget=FileDrop(attrs={"accept": ".md,.txt,text/markdown,text/plain"}),
        help_text=gettext_lazy("Markdown as plain text, in UTF-8. It takes the place of what stands above."),
    )

    def clean(self) -> dict[str, Any]:
        """The text of the file, where there is one."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        file = said.pop("file", None)
        if file is None:
            said["source"] = str(said.get("source", "")).replace("\r\n", "\n")
            if "source" not in self.errors and not said["source"].strip():
                self.add_error("source", _("Write or paste a text, or choose a file."))
            return said
        if file.size > BYTES_AT_MOST:
            self.add_error("file", _("This file is too large for an amendment."))
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
