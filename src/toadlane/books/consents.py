"""Whose written notices are covered by a consent, as far as it is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.surplus import Surplus
from bylaws.facts.people import Person
from bylaws.kernel.periods import Period
from bylaws.kernel.reasons import Explained
from bylaws.surplus.consent import Consent, How, consented
from bylaws.surplus.measures import eligible_stages
from toadlane.books.models import ClosePreview, ConsentGiven
from toadlane.coops.models import Coop
from toadlane.work.reads import people_of

QUALIFIED = "qualified-notice"


@dataclass
class Consents:
    """The consents of a co-op's people, and the answers that were asked of them."""

    charter: Charter
    given: Mapping[str, list[Consent]]
    people: Mapping[str, Person] | None
    """With their stages, where a bylaw has to be held against them."""

    def covers(self, person: str, year: int) -> Explained[bool]:
        """Whether someone's notice of a fiscal year is covered."""
        own = self.given.get(person, [])
        who = self.people.get(person) if self.people else None
        return consented(own, year=year, worked=worked(who, self.charter, year), charter=self.charter)


def consents_of(coop: Coop, charter: Charter) -> Consents:
    """Every consent there is: one query, and two more where bylaws make somebody consent."""
    given: dict[str, list[Consent]] = {}
    rows = ConsentGiven.objects.filter(coop=coop).select_related("participant", "ended")
    for row in rows.order_by("given_on", "pk"):
        ended = getattr(row, "ended", None)
        if ended is None or not ended.mistaken:
            end = ended.ended_on if ended else None
            consent = Consent(cast("How", row.how), row.given_on, row.year, end)
            given.setdefault(row.participant.key, []).append(consent)
    bylaws = any(one.how == "bylaw" for own in given.values() for one in own)
    return Consents(charter, given, people_of(coop) if bylaws else None)


def worked(who: Person | None, charter: Charter, year: int) -> Period:
    """The part of a fiscal year in which someone was of a stage that shares; the whole year if unknown."""
    period, text = charter.for_year(year)
    if who is None:
        return period
    stages = eligible_stages(step.eligible for step in text.rule("surplus", Surplus).says.steps)
    found = [
        inside
        for spell in who.spells
        if spell.stage in stages and (inside := spell.period.overlap(period)) is not None
    ]
    if not found:
        return period
    return Period(min(one.from_day for one in found), max(one.until or dt.date.max for one in found))


def lacking(coop: Coop, charter: Charter, preview: ClosePreview | None) -> list[str]:
    """The names of those a close would give a qualified notice to whose consent does not cover the year."""
    meant = _meant(preview.result["people"]) if preview is not None else {}
    if preview is None or not meant:
        return []
    consents = consents_of(coop, charter)
    return [name for key, name in meant.items() if not consents.covers(key, preview.year).value]


def _meant(people: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """Who is given a qualified notice, or has a part of one put to the buy-in, with their names."""
    found: dict[str, str] = {}
    for line in people:
        shares = cast("list[dict[str, str]]", line["shares"])
        if any(s["notice_kind"] == QUALIFIED and s["retained"].strip("0.") for s in shares):
            found[str(line["person"])] = str(line["name"])
    return found
