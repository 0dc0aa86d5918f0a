"""Several at once: a firm that is taken over with those who agree, a co-op that merges with this one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault, InputFault, RecordMoved, Refused
from tests.toadlane.candidacy.conftest import ALL, DAY
from tests.toadlane.candidacy.words import HARBOUR
from tests.toadlane.conftest import join
from toadlane.candidacy import verbs
from toadlane.candidacy.along import Kind, along
from toadlane.candidacy.models import Admission
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import Coop, Participant, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.decisions.verbs import confirm_authority, enter_authority
from toadlane.members.models import Invitation

KEYS = 'firm_joins_as = "member"\nfirm_joins_by = "take-over"\nmerger_by = "merge"\n'
TAKING_OVER = HARBOUR.replace("members_at_most = 3\n", f"members_at_most = 4\n{KEYS}").replace(
    'admit-member = "all"', 'admit-member = "all"\ntake-over = "all"\nmerge = "all"'
)
FIRM = """Gus Example; gus@weir.example; 2025-03-01
Hal Sample; hal@weir.example; 2025-03-02
No Thanks; no@weir.example"""
THEIRS = """Ida Example; ida@weir.example; candidate 2024-09-01
Jo Sample; jo@weir.example; member 2024-02-01"""
Decided = Callable[..., Authority]


def refused(fault: type[Fault], act: Callable[[], object]) -> str:
    with pytest.raises(fault) as met:
        act()
    return met.value.code


@pytest.fixture
def coop(harbour: Coop, ada: Participant, noon: Moment) -> Coop:
    adopt_charter(coop=harbour, source=TAKING_OVER, by=ada, at=noon, key="charter")
    return harbour


@pytest.fixture
def decided(coop: Coop, ada: Participant, noon: Moment) -> Decided:
    dee = join(coop, "dee", "member", dt.date(2024, 1, 1))

    def deciding(kind: Kind, lines: str, matter: str) -> Authority:
        found = along(coop=coop, kind=kind, name="Weir", lines=lines, from_day=DAY, at=noon)
        entered = enter_authority(
            matter=matter,
            subject="Weir",
            fingerprint=found.fingerprint,
            article=ALL,
            decided_on=noon.day,
            text="We take them in.",
            by=ada,
            at=noon,
            key=f"enter {kind}",
        )
        confirm_authority(authority=entered, by=dee, at=noon, key=f"confirm {kind}")
        return Authority.objects.get(pk=entered.pk)

    return deciding


def bring(coop: Coop, by: Participant, at: Moment, **other: object) -> list[Participant]:
    told = {"coop": coop, "name": "Weir", "from_day": DAY, "by": by, "at": at, "key": "along", **other}
    return verbs.bring_along(**told)  # type: ignore[arg-type]  # a story names what it changes


def test_those_of_a_firm_who_agreed_come_in_as_members_on_one_decision(
    coop: Coop, ada: Participant, decided: Decided, noon: Moment
) -> None:
    authority = decided("firm", FIRM, "take-over")

    joined = bring(coop, ada, noon, kind="firm", lines=FIRM, authority=authority)
    again = bring(coop, ada, noon, kind="firm", lines=FIRM, authority=authority)

    stages = StagePeriod.objects.filter(participant__in=joined).order_by("participant__key")
    assert list(stages.values_list("participant__key", "stage", "valid_from")) == [
        ("gus", "member", DAY),
        ("hal", "member", DAY),
    ]
    assert (Admission.objects.count(), [who.pk for who in again]) == (2, [who.pk for who in joined])
    invited = Invitation.objects.order_by("email").values_list("email", flat=True)
    assert list(invited) == ["gus@weir.example", "hal@weir.example"]


def test_a_firm_too_many_for_the_charter_stays_out(
    coop: Coop, ada: Participant, decided: Decided, noon: Moment
) -> None:
    more = f"{FIRM}\nKim Example; kim@weir.example; 2025-03-01"
    authority = decided("firm", more, "take-over")

    act = lambda: bring(coop, ada, noon, kind="firm", lines=more, authority=authority)  # noqa: E731

    assert refused(Refused, act) == "candidacy.full"
    assert not Invitation.objects.exists()


def test_only_those_it_was_decided_of_come_in(
    coop: Coop, ada: Participant, decided: Decided, noon: Moment
) -> None:
    authority = decided("firm", FIRM, "take-over")
    fewer = FIRM.splitlines()[0]

    act = lambda: bring(coop, ada, noon, kind="firm", lines=fewer, authority=authority)  # noqa: E731

    assert refused(RecordMoved, act) == "authority.changed"


def test_people_of_a_merging_co_op_keep_their_stages_and_first_days(
    coop: Coop, ada: Participant, decided: Decided, noon: Moment
) -> None:
    authority = decided("merger", THEIRS, "merge")

    bring(coop, ada, noon, kind="merger", lines=THEIRS, authority=authority)

    rows = StagePeriod.objects.filter(participant__key__in=["ida", "jo"]).order_by("valid_from")
    assert list(rows.values_list("stage", "valid_from")) == [
        ("member", dt.date(2024, 2, 1)),
        ("candidate", dt.date(2024, 9, 1)),
    ]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("\n \n", "along.count"),
        ("Ada; ; 31 March", "along.day"),
        ("\u200b; x@weir.example; 2025-03-01", "candidacy.name"),
    ],
)
def test_lines_that_say_nothing_are_refused(coop: Coop, noon: Moment, lines: str, code: str) -> None:
    act = lambda: along(coop=coop, kind="firm", name="Weir", lines=lines, from_day=DAY, at=noon)  # noqa: E731

    assert refused(InputFault, act) == code


def test_where_the_charter_does_not_provide_for_it_nobody_comes(governed: Coop, noon: Moment) -> None:
    act = lambda: along(coop=governed, kind="firm", name="Weir", lines=FIRM, from_day=DAY, at=noon)  # noqa: E731

    assert refused(Refused, act) == "firm.not-provided"


def test_the_page_shows_who_would_come_and_brings_them_in(
    coop: Coop, decided: Decided, browser: Client, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon.instant)
    typed = {"kind": "firm", "name": "Weir", "from_day": str(DAY), "lines": FIRM, "key": "page"}

    looked = browser.post("/c/harbour/joining/together/", typed).content.decode()
    decided("firm", FIRM, "take-over")
    brought = browser.post("/c/harbour/joining/together/", {**typed, "bring": "yes"})

    assert ("matter=take-over&amp;subject=Weir" in looked, "Not among them: No Thanks" in looked) == (
        True,
        True,
    )
    assert (brought.status_code, Admission.objects.count()) == (302, 2)
