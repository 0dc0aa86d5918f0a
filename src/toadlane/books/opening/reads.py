"""What pages and verbs ask of opening balances."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext

from bylaws.kernel.faults import Fault, fill
from bylaws.kernel.money import Money
from bylaws.kernel.periods import fiscal_year
from toadlane.books.models import Opening, OpeningDraft, PaymentPart, Payout, Posting, YearClose
from toadlane.books.opening.checks import Balance, Ground, balance, fingerprint, ground, wrong
from toadlane.books.opening.kinds import OF_DAYS, OF_MEMBERS, OF_YEARS, Kind, Line, line_from
from toadlane.charter.reads import charter_of
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.ui.faults import told
from toadlane.ui.figures import day as day_words

FAULTS_SHOWN = 50
YEARS_BACK = 20


def draft(coop: Coop) -> OpeningDraft | None:
    """The balances being put together, if there are any."""
    return OpeningDraft.objects.filter(coop=coop).select_related("coop").first()


def openings(coop: Coop) -> QuerySet[Opening]:
    """Every opening that was posted, those taken back too, newest first."""
    rows = Opening.objects.filter(coop=coop).select_related("coop", "reversal", "authority", "entry")
    return rows.order_by("-attempt")


def standing(coop: Coop) -> Opening | None:
    """The opening that stands."""
    return openings(coop).filter(reversal=None).first()


def lines_of(kept: OpeningDraft | Opening) -> list[Line]:
    """The lines of a draft or of what was posted."""
    return [line_from(said) for said in kept.lines]


def closed(coop: Coop) -> bool:
    """Whether a year is closed here: then nothing can come in before it."""
    return YearClose.objects.filter(coop=coop, reversal=None).exists()


def paid_from(opening: Opening) -> bool:
    """Whether something owed from before has been paid, and not taken back."""
    parts = PaymentPart.objects.filter(coop=opening.coop_id, source__startswith="opening/")
    return parts.filter(payment__entry__reversed_by=None).exists()


def paid_out_from(opening: Opening) -> Payout | None:
    """The latest payout that took something from an account these balances opened, and stands."""
    opened = opening.entry.postings.exclude(person="").exclude(account__endswith="/payable")
    touching = Posting.objects.filter(entry=OuterRef("entry"), account__in=opened.values("account"))
    rows = Payout.objects.filter(Exists(touching), coop=opening.coop_id, entry__reversed_by=None)
    return rows.select_related("entry").order_by("-happened_on", "-pk").first()


def first_years(coop: Coop, at: Moment) -> list[int]:
    """The years that can be the first one closed here: governed by the charter and begun, newest first."""
    front = charter_of(coop).base_front
    this = years_of(at.day, front.fiscal_year_starts)
    since = years_of(front.starts(), front.fiscal_year_starts)
    return list(range(this, max(since, this - YEARS_BACK) - 1, -1))


def years_of(day: dt.date, starts: str) -> int:
    """The fiscal year a day belongs to."""
    return day.year if day in fiscal_year(day.year, starts) else day.year + 1


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing to put right, in the reader's words: where, what, what now."""

    where: str
    says: str
    next_step: str
    code: str


@dataclass(frozen=True, slots=True)
class Held:
    """One person's lines in a preview: what they come to, by column, in minor units."""

    key: str
    name: str
    minor: Mapping[str, int]


@dataclass(frozen=True)
class Look:
    """A draft looked at: what would be posted, whether it adds up, and what stands in the way."""

    draft: OpeningDraft
    on: Ground
    lines: list[Line]
    balance: Balance
    troubles: list[Trouble]
    more: int
    """How many more there are than are shown."""

    @property
    def fingerprint(self) -> str:
        """What members decide on."""
        return fingerprint(self.draft.first_year, self.lines)

    @property
    def ready(self) -> bool:
        """Whether nothing but a decision is missing."""
        return bool(self.lines) and not self.troubles and not self.balance.difference


def look(kept: OpeningDraft) -> Look:
    """A draft held against the co-op as it is now; faults where there is no charter, or not for that year."""
    lines, on = lines_of(kept), ground(kept.coop, kept.first_year)
    found = [_of_cell(said) for said in kept.faults]
    names = {key: who.name for key, who in on.people.items()}
    found += [_of_line(one.line, one.fault, names, on.currency) for one in wrong(lines, on)]
    hidden = max(len(found) - FAULTS_SHOWN, 0)
    return Look(kept, on, lines, balance(lines, on.currency), found[:FAULTS_SHOWN], hidden)


def _of_cell(said: Mapping[str, Any]) -> Trouble:
    values = dict(said["values"])
    return Trouble(
        said["where"], fill(gettext(said["says"]), values), fill(gettext(said["next"]), values), said["code"]
    )


def _of_line(line: Line, fault: Fault, names: Mapping[str, str], currency: str) -> Trouble:
    words = told(fault)
    where = line.place or line_words(line, names, currency)
    return Trouble(where, words.says, words.next_step, words.code)


def line_words(line: Line, names: Mapping[str, str], currency: str) -> str:
    """A line in a few words, for where no cell can be named."""
    whose = [names.get(line.person, line.person)] if line.person else []
    when = [str(line.year)] if line.year else [day_words(line.due_on, "medium")] if line.due_on else []
    amount = str(Money(line.minor, currency))
    return ", ".join(
        [*whose, " ".join([str(line.kind.label), *when, *([line.name] if line.name else [])]), amount]
    )


COLUMNS = (Kind.PAID_IN.value, "notices", Kind.LOSSES.value, "owed")


def by_person(lines: Sequence[Line], names: Mapping[str, str], *, everyone: bool) -> list[Held]:
    """A row for each person with a line, and with `everyone` for the others too, in order of names."""
    sums = {key: dict.fromkeys(COLUMNS, 0) for key in names} if everyone else {}
    for line in lines:
        column = _column(line.kind)
        if column:
            held = sums.setdefault(line.person, dict.fromkeys(COLUMNS, 0))
            held[column] += line.minor
    rows = [Held(key, names.get(key, key), minor) for key, minor in sums.items()]
    return sorted(rows, key=lambda row: (row.name, row.key))


def _column(kind: Kind) -> str:
    if kind in OF_YEARS:
        return "notices"
    if kind in OF_DAYS:
        return "owed"
    return kind.value if kind in OF_MEMBERS and kind is not Kind.BUY_IN_DUE else ""


def names_of(coop: Coop) -> dict[str, str]:
    """Everyone's name by key."""
    return dict(Participant.objects.filter(coop=coop).order_by("name").values_list("key", "name"))
