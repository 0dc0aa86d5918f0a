"""Co-ops that share out a fund: two vote, one waits for a lot, one gathers projects, one begins."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from toadlane.site.demo.plan import PASSWORD

if TYPE_CHECKING:
    from toadlane.budgets.models import BudgetRound
    from toadlane.coops.models import Coop, Participant
    from toadlane.coops.moment import Moment

ORCHARD, MEADOW, HEATH, GROVE, HOLT = "orchard", "meadow", "heath", "grove", "holt"
LOOKED_AT_BY_ONE: Final = (GROVE, HOLT)
NAMES: Final = {
    "ada": "Ada Example",
    "bo": "Bo Sample",
    "cyd": "Cyd Madeup",
    "dov": "Dov Placeholder",
    "eva": "Eva Fictive",
    "flo": "Flo Invented",
}
PROJECTS: Final = (
    ("A press for cider", "1200.00", "Ours leaks, and the neighbours’ is always lent out."),
    (
        "A course in grafting, for all of us",
        "640.00",
        "Two days in spring, where they keep the old sorts.",
    ),
    ("Ladders that stand on a slope", "480.00", ""),
    ("A shed roof", "950.00", "New tin on the north side.\n\nThe timber is sound."),
    ("Books", "150.00", "For the shelf by the stove."),
)
BALLOTS: Final = {"ada": "1 2", "bo": "1 2 3", "cyd": "2 4", "dov": "4 3", "eva": "1 5", "flo": "2 3 5"}
RULE: Final = """
## Article 21 — What we share out

Twice a year members share out a part of the fund for new shops among projects of their own.

```toml rule
kind = "budget-round"
fund = "new-shops"
amount = "2400.00"
every = "P4M"
proposals_by = ["candidate", "member"]
voters = ["member"]
gather_for = "P14D"
vote_for = "P7D"
ballot = "{ballot}"
counted = "equal-shares"
utility = "cost"
completion = "add1-overspend"
project_at_least = "50.00"
ties = "lot"
secret = {secret}
left_over = "next-round"
```
"""


def furnish_sharing() -> None:
    """Orchard has shared out once and votes now, Grove by points; in Holt two projects are level.

    Meadow gathers projects; Heath has yet to open.
    """
    from toadlane.budgets import verbs

    coop, people, today = _begin(ORCHARD, "Orchard Repair Cooperative", ballot="approval", secret="true")
    _ask(_open(people, _at(coop, today, -160)), people, _at(coop, today, -158))
    first = _open_one(coop)
    _vote(first, people, _at(coop, today, -144), BALLOTS)
    closed = _at(coop, today, -130)
    if verbs.bring_up_to(budget_round=first, at=closed).ended is None:
        verbs.draw(budget_round=first, by=people["eva"], at=closed, key="lot")
    second = _open(people, _at(coop, today, -17))
    _ask(second, people, _at(coop, today, -16))
    _vote(second, people, today, {"bo": "1 2", "cyd": "4"})
    coop, people, today = _begin(MEADOW, "Meadow Repair Cooperative", ballot="points", secret="false")
    gathering = _open(people, _at(coop, today, -3))
    _ask(gathering, people, today)
    _bring(gathering, people["ada"], today)
    _begin(HEATH, "Heath Repair Cooperative", ballot="approval", secret="false")
    coop, people, today = _begin(GROVE, "Grove Repair Cooperative", ballot="points", secret="false")
    by_points = _open(people, _at(coop, today, -17))
    _ask(by_points, people, _at(coop, today, -16))
    _vote(by_points, people, today, {"bo": "1:5 2:3", "cyd": "4:2"})
    coop, people, today = _begin(HOLT, "Holt Repair Cooperative", ballot="approval", secret="false")
    level = _open(people, _at(coop, today, -30))
    for nth, title in enumerate(("A kiln", "A loom"), 1):
        at, key = _at(coop, today, -29), f"{level.pk} {nth}"
        verbs.put_in(budget_round=level, title=title, cost="1500.00", by=people["bo"], at=at, key=key)
    _vote(level, people, _at(coop, today, -12), dict.fromkeys(NAMES, "1 2"))


def sharing() -> dict[str, str]:
    """The keys of those that a browser looks at."""
    from toadlane.budgets.models import BudgetRound, ProjectFile

    over, going = BudgetRound.objects.filter(coop__slug=ORCHARD).order_by("opened_at")
    gathering = BudgetRound.objects.get(coop__slug=MEADOW)
    file = ProjectFile.objects.get(round=gathering)
    return {
        "round over": str(over.pk),
        "round": str(going.pk),
        "gathering round": str(gathering.pk),
        "projects file": str(file.pk),
        "round by points": str(BudgetRound.objects.get(coop__slug=GROVE).pk),
        "level round": str(BudgetRound.objects.get(coop__slug=HOLT).pk),
    }


def _begin(slug: str, name: str, *, ballot: str, secret: str) -> tuple[Coop, dict[str, Participant], Moment]:
    from bylaws.charter.adoption import own_text
    from bylaws.kernel.money import Money
    from bylaws.surplus.closing import Posting
    from toadlane.books import journal
    from toadlane.charter.verbs import adopt_charter
    from toadlane.coops.clock import now
    from toadlane.coops.models import Coop
    from toadlane.site.demo.load import MODELS

    coop = Coop.objects.create(slug=slug, name=name, currency="USD", time_zone="America/New_York")
    people = {key: _join(coop, key, called) for key, called in NAMES.items()}
    today, day = now(coop), dt.date(2024, 1, 1)
    model = (MODELS / "techcollective" / "charter.md").read_text(encoding="utf-8")
    text = own_text(model, name=name, modelled_on="TechCollective", adopted=day, from_day=day)
    text += RULE.replace("{ballot}", ballot).replace("{secret}", secret)
    adopt_charter(coop=coop, source=text, by=people["ada"], at=_at(coop, today, -200), key="charter")
    coop.refresh_from_db()
    money = Money(900_000, coop.currency)
    journal.post(
        coop=coop,
        kind="opening",
        text="What the fund held when the books began",
        lines=[Posting("bank", money), Posting("fund/new-shops", -money)],
        happened_on=_at(coop, today, -190).day,
        by=people["ada"],
    )
    return coop, people, today


def _join(coop: Coop, key: str, name: str) -> Participant:
    from tests.journeys.people import email
    from toadlane.coops.models import Participant, StagePeriod
    from toadlane.people.models import Person

    comes = key == "ada" or coop.slug not in LOOKED_AT_BY_ONE
    password = PASSWORD if comes else None
    person = Person.objects.welcome(email=email(coop.slug, key), name=name, password=password)
    joined = Participant.objects.create(coop=coop, key=key, name=name, person=person)
    StagePeriod.objects.create(coop=coop, participant=joined, stage="member", valid_from=dt.date(2024, 1, 1))
    return joined


def _at(coop: Coop, today: Moment, days: int) -> Moment:
    from toadlane.coops.moment import Moment

    return Moment.of(today.instant + dt.timedelta(days=days), coop=coop)


def _open(people: dict[str, Participant], at: Moment) -> BudgetRound:
    from toadlane.budgets import verbs

    says = "Small things first, please: what helps most of us soonest."
    return verbs.open_round(says=says, by=people["ada"], at=at, key=f"open {at.day}")


def _open_one(coop: Coop) -> BudgetRound:
    from toadlane.budgets.models import BudgetRound

    return BudgetRound.objects.get(coop=coop)


def _ask(row: BudgetRound, people: dict[str, Participant], at: Moment) -> None:
    from toadlane.budgets import verbs

    for (title, cost, description), who in zip(PROJECTS, people.values(), strict=False):
        said = {"title": title, "cost": cost, "description": description}
        verbs.put_in(budget_round=row, by=who, at=at, key=f"{row.pk} {title}", **said)
    verbs.give_number(budget_round=row, number=17, by=people["flo"], at=at, key=f"{row.pk} number")


def _bring(row: BudgetRound, who: Participant, at: Moment) -> None:
    from bylaws.kernel.money import Money
    from toadlane.budgets import verbs
    from toadlane.budgets.verbs.asking import Said

    costs = {"Two wheelbarrows": 18_000, "A trap for the starlings that harms none": 9_500}
    said = [Said(title, "", Money(minor, "USD"), who.key) for title, minor in costs.items()]
    verbs.bring(budget_round=row, file_name="winter.pb", projects=said, by=who, at=at, key=f"{row.pk} file")


def _vote(row: BudgetRound, people: dict[str, Participant], at: Moment, ballots: dict[str, str]) -> None:
    from toadlane.budgets import verbs

    for key, line in ballots.items():
        said = (one.partition(":") for one in line.split())
        marks = [(int(nth), int(points or 1)) for nth, _sign, points in said]
        verbs.vote(budget_round=row, marks=marks, by=people[key], at=at, key=f"{row.pk} {key}")
