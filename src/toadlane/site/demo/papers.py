"""The demo's papers from before: minutes of a first meeting, and a decision taken in it. All made up."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from toadlane.files.bringing import Sent
from toadlane.meetings.described import Described, Shared
from toadlane.meetings.models import Kind
from toadlane.meetings.verbs import bring_in, gather

if TYPE_CHECKING:
    from toadlane.site.demo.load import Loading

BEFORE = dt.timedelta(days=20)
MINUTES = """# Minutes of the founding meeting

{day} · {name}

Present: {people}.

1. **Name and purpose.** We work together under the name {name}, and own the co-op in equal shares of one.
2. **Charter.** We read the model once more, article by article, and adopt it.
3. **Books.** {bookkeeper} keeps the books until we decide otherwise.
4. **Kettle.** The old one leaks. Whoever passes the shop on Thursday buys a new one.

Next meeting: the first Tuesday of the month.
"""
DECISION = """{name}, {day}

We adopt our charter, as it was read to us today, and live by it from the first day of our first year.
All present agreed. Nobody stood aside.
"""
WORDS = "We adopt our charter, as it was read to us today."


def bring_papers(loading: Loading) -> None:
    """Two papers, brought on the co-op's first day; they are of a meeting before it."""
    plan, at, by = loading.plan, loading.at(loading.plan.first_day), loading.bookkeeper
    day = plan.first_day - BEFORE
    here = [person for person in plan.people if person.member_from <= plan.first_day]
    said = {
        "bookkeeper": by.name,
        "day": day.isoformat(),
        "name": plan.name,
        "people": ", ".join(person.name for person in here),
    }
    sent = [
        Sent(f"{day} minutes.md", io.BytesIO(MINUTES.format(**said).encode())),
        Sent(f"{day} decision.txt", io.BytesIO(DECISION.format(**said).encode())),
    ]
    gathering = gather(coop=loading.coop, sent=sent, by=by, at=at, key=loading.key())
    described = {
        1: Described("Founding meeting", day),
        2: Described("We adopt our charter", day, Kind.DECISION, text=WORDS),
    }
    bring_in(
        gathering=gathering,
        described=described,
        shared=Shared(tags=("founding",)),
        by=by,
        at=at,
        key=loading.key(),
    )
