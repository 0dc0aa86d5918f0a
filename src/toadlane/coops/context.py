"""What every template in a co-op finds without being handed it."""

from __future__ import annotations

from django.http import HttpRequest


def place(request: HttpRequest) -> dict[str, object]:
    """`place`, `coop` and `participant` on pages under /c/<co-op>/; nothing elsewhere."""
    here = getattr(request, "place", None)
    if here is None:
        return {}
    return {"place": here, "coop": here.coop, "participant": here.participant}
