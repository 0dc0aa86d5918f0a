"""On what terms people take part, what dues are open, and who has a vote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from bylaws.charter.charter import Charter
from bylaws.charter.kinds.dues import Dues
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.rules import Rule
from bylaws.facts.joining import Joining
from bylaws.facts.people import Person
from bylaws.kernel.money import Money, total
from bylaws.kernel.reasons import Explained
from bylaws.membership.dues import DuesStanding, Owed, dues
from bylaws.membership.votes import has_vote
from toadlane.charter.reads import adopted, parsed
from toadlane.coops.models import FORMER, Coop, Participant, StagePeriod
from toadlane.dues.models import DuesPaid
from toadlane.dues.told import terms_of
from toadlane.work.reads import people_of

ENDS = "ends-membership"


@dataclass(frozen=True, slots=True)
class Line:
    """One who takes part, on what terms; `found` is None where nothing can be said of their dues."""

    who: Participant
    person: Person
    terms: Joining
    pays: bool
    found: Explained[DuesStanding] | None
    vote: Explained[bool] | None

    @property
    def late(self) -> Money | None:
        """What is due and not paid; None where nothing is."""
        due = self.found.value.due if self.found else ()
        return total([one.open for one in due], due[0].amount.currency) if due else None

    @property
    def next_due(self) -> Owed | None:
        """The oldest that is open, whether due by now or not."""
        return next((one for one in self.found.value.owed if one.open), None) if self.found else None

    @property
    def ends_since(self) -> dt.date | None:
        """The day from which the charter ends the membership; None where it does not."""
        return self.found.value.since if self.found and self.found.value.follows == ENDS else None


def rule_on(coop: Coop, day: dt.date) -> Rule[Dues] | None:
    """What the charter of a day says of dues; None where it says nothing."""
    charter = _charter(coop, day)
    return charter.on(day).maybe("dues", Dues) if charter else None


def line_of(who: Participant, on: dt.date) -> Line:
    """One person; faults `dues.band` where the charter knows a band no more."""
    [line] = _lines(who.coop, [who], on)
    return line


def lines(coop: Coop, on: dt.date) -> list[Line]:
    """Everybody who takes part on a day, by name; a fixed number of questions."""
    here = StagePeriod.objects.on(on).filter(participant=OuterRef("pk")).exclude(stage=FORMER)
    found = Participant.objects.filter(Exists(here), coop=coop).order_by("name", "key")
    return _lines(coop, list(found), on)


def voters(coop: Coop, on: dt.date) -> dict[str, Explained[bool]]:
    """By key, whether each who takes part has a vote on a day: an organisation one, whoever speaks for it."""
    return {one.who.key: one.vote for one in lines(coop, on) if one.vote is not None}


def paid_by(who: Participant) -> list[DuesPaid]:
    """What somebody paid and what was not taken back, the latest first."""
    rows = DuesPaid.objects.filter(participant=who, payment__entry__reversed_by=None)
    return list(rows.select_related("coop", "payment").order_by("-paid_on", "-pk"))


def _lines(coop: Coop, whom: Collection[Participant], on: dt.date) -> list[Line]:
    charter, terms, people = _charter(coop, on), terms_of(whom, coop, on), people_of(coop)
    found = []
    for who in whom:
        who.coop = coop
        found.append(_line(who, people[who.key], terms[who.key], charter, on))
    return found


def _line(who: Participant, person: Person, terms: Joining, charter: Charter | None, on: dt.date) -> Line:
    if charter is None:
        return Line(who, person, terms, pays=False, found=None, vote=None)
    text = charter.on(on)
    rule = text.maybe("dues", Dues)
    asked = ("organisations" if terms.organisation else "members") in rule.says.payers if rule else False
    owed = dues(person, terms, charter=charter, on=on)
    votes = text.maybe("membership", Membership) is not None
    vote = has_vote(person, terms, charter=charter, on=on) if votes else None
    return Line(who, person, terms, pays=asked, found=owed, vote=vote)


def _charter(coop: Coop, day: dt.date) -> Charter | None:
    """The charter, where one is in force on a day."""
    digests = adopted(coop)
    charter = parsed(coop.pk, digests) if digests else None
    return charter if charter and charter.base_front.starts() <= day else None
