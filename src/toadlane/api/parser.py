"""Reads what a request holds, and lets nothing through that no database keeps as text."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_noop
from ninja.parser import Parser

from bylaws.kernel.faults import InputFault


class OnlyText(Parser):
    """Refuses null characters, in names as in values, before any room meets them."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The JSON of a request."""
        said = json.loads(request.body)
        if holds_null(said):
            raise no_text()
        return said

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> Any:
        """The query of a request, or the fields of its form."""
        if holds_null(dict(data.lists())):
            raise no_text()
        return super().parse_querydict(data, list_fields, request)


def holds_null(said: Any) -> bool:
    """Whether a null character stands anywhere in it."""
    match said:
        case str():
            return "\x00" in said
        case dict():
            return any(holds_null(part) for pair in said.items() for part in pair)
        case list():
            return any(holds_null(part) for part in said)
    return False


def no_text() -> InputFault:
    """The fault for a null character."""
    return InputFault(
        gettext_noop("The request holds null characters, which are no text."),
        code="api.not-text",
        next_step=gettext_noop("Send it without them."),
    )
