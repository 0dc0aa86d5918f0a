"""One look at a page, and who looks at pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse


@dataclass(frozen=True, eq=False)
class Look:
    """One look at a page: its URL's name, who looks ("coop/key", or nobody yet), and what stands in the URL.

    A value such as "{used}" is one of those that the stage has told.
    """

    name: str
    by: str = ""
    into: Mapping[str, str | int] = field(default_factory=dict)
    query: str = ""
    status: int = 200

    def url(self, told: Mapping[str, str]) -> str:
        """The address in a house that told these values."""
        values = {k: v.format(**told) if isinstance(v, str) else v for k, v in self.into.items()}
        return reverse(self.name, kwargs=values) + self.query.format(**told)

    @property
    def title(self) -> str:
        """A short name for the test and its pictures."""
        words = [self.name, *map(str, self.into.values()), self.query, self.by or "a stranger"]
        return "-".join("".join(c if c.isalnum() else "-" for c in word).strip("-") for word in words if word)


def of(coop: str, /, **more: str | int) -> dict[str, str | int]:
    """What stands in a URL under a co-op."""
    return {"coop": coop, **more}


ANA, JO = "sparrow/ana", "lamplight/jo"
FIN, GRO, IKE = "lamplight/fin", "lamplight/gro", "lamplight/ike"
FERRY, FERRY_BO, FERRY_DOV = "ferry/ada", "ferry/bo", "ferry/dov"
JETTY, JETTY_GIL = "jetty/ada", "jetty/gil"
MEADOW, ORCHARD, ORCHARD_BO = "meadow/ada", "orchard/ada", "orchard/bo"
GROVE, HOLT = "grove/ada", "holt/ada"
ADA, BO, ELI = "lantern/ada", "lantern/bo", "lantern/eli"
BARE, GUS, OLIVE = "bare/ada", "street/gus", "street/olive"
CLOSED, OPEN = 2024, 2025
DRAFT = "more-in-common"
ABOUT = {"kind": "amendment", "subject": DRAFT}
AGAIN = "/account/again/?next="
ASKED = f"?matter=close-year&subject={OPEN}&fingerprint=5f"
