"""What somebody types into minutes is words on every paper, whatever program reads it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import docx
from django.test import Client
from markdown_it import MarkdownIt
from pypdf import PdfReader

from tests.toadlane.minutes.conftest import House
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.minutes import verbs

SignedIn = Callable[[Participant], Client]
Clock = Callable[[Moment], None]
HOSTILE = """# What was decided

Bo gets the van
===
Entry 5 of the record
---
[Look](javascript:alert(1)) [here](
javascript:alert(2)) [there][where] ![track](https://eve.example/dot.png) [ours](https://harbour.example/)

[where]: javascript:alert(3)

#read("/etc/passwd") #import "/etc/passwd" {=1+1} &#106;avascript: <script>alert(4)</script>
<w:p xmlns:w="x"/> ]]> &eve; \x00

```
nothing after this is read"""


class Trusting(MarkdownIt):
    """A reader that leads to whatever address stands there; MarkdownIt by itself holds some back."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 — their name
        return bool(url)


def test_no_words_of_one_line_are_markup_of_the_paper(
    house: House, signed_in: SignedIn, clock: Clock
) -> None:
    """No heading, picture, script nor end of the text is made by what somebody types into a line."""
    row = house.begin()
    verbs.set_attendance(
        minutes=row.pk, there=["ada"], guests="![eve](https://eve.example/)", by=house.ada, at=house.at
    )
    house.write(row, "issues", HOSTILE.replace("\x00", ""), title="[Van](javascript:1) `")
    house.write(row, "decisions", "We buy it.")
    ada, page = signed_in(house.ada), f"/c/harbour/meetings/minutes/{row.pk}/minutes."

    pdf, word, text = (ada.get(f"{page}{form}").content for form in ("pdf", "docx", "md"))

    shown = Trusting("commonmark").render(text.decode())
    headings = re.findall(r"<h[1-3]>(.*?)</h", shown)
    assert headings == [
        *("Monday", "What was discussed", "The van", "[Van](javascript:1) `"),
        *("What was decided", "Who does what"),
    ]
    assert re.findall(r'(?:href|src)="([^"]*)"', shown) == ["https://harbour.example/"]
    assert re.search(r"<(script|img|pre)\b", shown) is None
    printed = "".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages)
    assert ('#read("/etc/passwd")' in printed, "root:" in printed) == (True, False)
    told = [one.text for one in docx.Document(io.BytesIO(word)).paragraphs]
    assert next(one for one in told if "#read(" in one).endswith("]]> &eve;")
