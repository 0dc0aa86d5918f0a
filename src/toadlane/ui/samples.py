"""What the style page shows: every part with made-up people and figures that add up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest

from bylaws.kernel.money import Money
from toadlane.ui import figures, icons, theme
from toadlane.ui.charts import Bar, Bars, Line, Lines, Stack, Stacks, Step, StepKind, Waterfall
from toadlane.ui.example import Because
from toadlane.ui.forms import FileDrop, MoneyInput


@dataclass(frozen=True)
class ToDo:
    """A step of a checklist, made up."""

    title: str
    state: str
    note: str = ""
    url: str = ""
    verb: str = ""


@dataclass(frozen=True)
class Link:
    """A tab, made up."""

    label: str
    url: str
    here: bool = False


@dataclass(frozen=True)
class Member:
    """A member's year, made up: hours in seconds, and the three parts of the share."""

    name: str
    seconds: int
    cash: Money
    retained: Money
    buy_in: Money
    of_whole: Fraction = field(default=Fraction(0))

    @property
    def share(self) -> Money:
        return self.cash + self.retained + self.buy_in


@dataclass(frozen=True)
class Dressed:
    """A co-op as far as its accent goes."""

    accent: str
    slug: str = "harbour"


def usd(minor: int) -> Money:
    """Dollars from cents."""
    return Money(minor, "USD")


MEMBERS = (
    Member("Ada Lane", 5_940_000, usd(1_188_000), usd(1_782_000), usd(0), Fraction(11, 25)),
    Member("Bo Harbour", 4_320_000, usd(864_000), usd(996_000), usd(300_000), Fraction(8, 25)),
    Member("Chi Orchard", 3_240_000, usd(648_000), usd(972_000), usd(0), Fraction(6, 25)),
)

WHY = Because(
    "Ada’s share is $29,700.00: 44% of the $67,500.00 that belongs to members.",
    "Article 9 — Surplus",
    (
        Because(
            "Members share what the first step left: $67,500.00.",
            "Article 9 — Surplus",
            (
                Because(
                    "The surplus of 2025 is $90,000.00, as stated by the bookkeeper on 12 February 2026."
                ),
                Because("A quarter, $22,500.00, stays in the collective account.", "Article 9 — Surplus"),
            ),
        ),
        Because(
            "Ada worked 1,650:00 of 3,750:00 hours that count.",
            "Article 6 — Hours",
            (
                Because("1,402:30 client work, from the time sheets of 2025.", "Article 6 — Hours"),
                Because("247:30 co-op work, from the time sheets of 2025.", "Article 6 — Hours"),
            ),
        ),
    ),
)

STEPS = (
    ToDo("Import the year’s hours", "done", "3,750:00 hours of three members, all matched."),
    ToDo("State the surplus and the tax", "done", "$90,000.00, from the books."),
    ToDo(
        "Accept the overlapping entries", "stuck", "Two entries of Bo Harbour overlap by 1:15.", "#", "Look"
    ),
    ToDo("Look at every member’s share", "now", "", "#", "Preview"),
    ToDo("Enter the decision that allows it", "later", "Two members confirm it from the minutes."),
)

WATERFALL = Waterfall(
    title="From surplus to shares, 2025",
    description="A quarter of $90,000.00 stays in common; the rest belongs to members.",
    steps=(
        Step("Surplus of the year", usd(9_000_000), StepKind.START),
        Step("Collective account, indivisible", usd(-2_250_000)),
        Step("Education fund", usd(-450_000)),
        Step("Work for non-members", usd(450_000)),
        Step("For members, by hours", usd(6_750_000), StepKind.TOTAL),
    ),
)

LOSS = Waterfall(
    title="A loss, 2023",
    description="The collective account carries what it can.",
    steps=(
        Step("Loss of the year", usd(-1_800_000), StepKind.START),
        Step("Collective account", usd(2_100_000)),
        Step("Left", usd(300_000), StepKind.TOTAL),
    ),
)

STACKS = Stacks(
    title="Shares of 2025",
    description="What each member is paid, keeps in the account, and puts towards the buy-in.",
    parts=("Paid in cash", "Kept in the account", "To the buy-in"),
    rows=tuple(Stack(one.name, (one.cash, one.retained, one.buy_in)) for one in MEMBERS),
    row_head="Member",
)

_YEARS = range(2019, 2026)
CAPITAL = Lines(
    title="Ada’s capital account",
    description="At the end of each fiscal year.",
    days=tuple(dt.date(year, 12, 31) for year in _YEARS),
    day_labels=tuple(str(year) for year in _YEARS),
    lines=(
        Line(
            "Ada Lane",
            tuple(map(usd, (300_000, 512_050, 498_000, 1_104_420, 1_380_000, 1_922_310, 3_704_310))),
        ),
    ),
    day_head="Year",
)
ACCOUNTS = Lines(
    title="Members’ and common capital",
    description="The common account passed the members’ accounts in 2024.",
    days=CAPITAL.days,
    day_labels=CAPITAL.day_labels,
    lines=(
        Line("Members’ accounts", tuple(usd(n * 480_000 + n * n * 30_000) for n in range(7))),
        Line("Collective account", tuple(usd(n * 310_000 + n * n * 62_000) for n in range(7))),
    ),
    day_head="Year",
)
NIGHTS = Bars(
    title="Nights on duty this quarter",
    description="Each counted as the fairness rule weighs it.",
    rows=(
        Bar("Ada Lane", 21_600),
        Bar("Bo Harbour", 34_200),
        Bar("Chi Orchard", 27_900),
        Bar("Di Weaver", 0),
    ),
    row_head="Member",
    amount_head="Hours",
    write=figures.hours,
)


class SurplusForm(forms.Form):
    """A form with one of each field."""

    surplus = forms.CharField(
        label="Surplus of the year",
        widget=MoneyInput("USD"),
        help_text="From the books, before any share: 90000.00",
    )
    stated_on = forms.DateField(label="Stated on", widget=forms.DateInput(attrs={"type": "date"}))
    tax = forms.ChoiceField(
        label="Tax", choices=[("", "Choose one"), ("t", "Subchapter T"), ("p", "Partnership")]
    )
    kind = forms.ChoiceField(
        label="Notice",
        choices=[("q", "Qualified"), ("n", "Non-qualified")],
        widget=forms.RadioSelect,
        help_text="A qualified notice is taxed with the member in the year of the notice.",
    )
    hours = forms.FileField(
        label="The year’s hours",
        widget=FileDrop,
        help_text="CSV from Toggl, Harvest, Clockify or Kimai, up to 50 MB.",
    )
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    sure = forms.BooleanField(label="I have compared this with the bank statement")


def everything(request: HttpRequest) -> dict[str, object]:
    """The context of the style page."""
    faulty = SurplusForm({"surplus": "", "kind": "x", "note": "Typed text stays."})
    page = Paginator(range(300), 20).get_page(request.GET.get("page"))
    return {
        "coop": Dressed(request.GET.get("accent", "")),
        "accents": theme.ACCENTS,
        "members": MEMBERS,
        "total": sum((one.share for one in MEMBERS), usd(0)),
        "why": WHY,
        "steps": STEPS,
        "waterfall": WATERFALL,
        "loss": LOSS,
        "stacks": STACKS,
        "capital": CAPITAL,
        "accounts": ACCOUNTS,
        "nights": NIGHTS,
        "form": SurplusForm(initial={"stated_on": dt.date(2026, 2, 12)}, auto_id="blank_%s"),
        "faulty": faulty,
        "page": page,
        "icons": icons.NAMES,
        "tabs": (Link("2025", "#", here=True), Link("2024", "#"), Link("2023", "#"), Link("All years", "#")),
        "debt": usd(-123_450),
        "names": [one.name for one in MEMBERS],
    }
