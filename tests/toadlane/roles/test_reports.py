"""Bodies report: what is due, who says that it was given, and who hears of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from bylaws.kernel.faults import Fault
from tests.toadlane.charter import texts
from tests.toadlane.conftest import NOON, join
from tests.toadlane.roles.conftest import RULES, SEEN, Enter, later
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.notices.hearing import work_off
from toadlane.notices.models import Notice
from toadlane.roles.held import require
from toadlane.roles.report_rows import BodyReport
from toadlane.roles.reporting import for_today, report, reports_at

OWES = RULES.replace(
    'part_of = "board"', 'reports_every = "P1M"\nreports_to = "board"\npart_of = "board"'
).replace('renewed = "all-together"', 'renewed = "all-together"\nreports_every = "P3M"')
SAYS = "in the minutes of 3 March"


@pytest.fixture(autouse=True)
def _a_clock() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def circle(harbour: Coop, ada: Participant, bo: Participant, noon: Moment) -> Coop:
    """Bo sits in the product circle, which reports to the board each month; Ada sits in the board."""
    source = texts.HARBOUR.replace("\n## Article 6", f"{OWES}\n## Article 6", 1)
    source = source.replace("[[classes]]", f"{SEEN}[[classes]]", 1)
    adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="charter")
    for who, body in ((bo, "product"), (ada, "board")):
        RolePeriod.objects.create(coop=harbour, participant=who, role=body, valid_from=dt.date(2025, 1, 1))
    return harbour


def due(coop: Coop, day: dt.date, body: str = "product") -> dt.date | None:
    found = reports_at(coop, day, body)
    return found.owed.due_on if found else None


def today(who: Participant, day: dt.date) -> list[str]:
    return [item.title for item in for_today(require(who.coop, day), who.key, who.coop.slug)]


def test_a_report_moves_the_next_and_is_told_to_the_body_it_is_owed_to(
    circle: Coop, ada: Participant, bo: Participant, noon: Moment
) -> None:
    assert due(circle, noon.day) == dt.date(2025, 4, 3)  # it is kept here since today
    assert [today(bo, dt.date(2025, 3, day)) for day in (19, 20)] == [[], ["A report is due: product"]]
    assert today(ada, dt.date(2025, 4, 3)) == []  # hers is due in June

    march = later(noon, "2025-03-20")
    for _ in range(2):
        report(post="product", says=f"  {SAYS} ", by=bo, at=march, key="once")

    assert BodyReport.objects.get().says == SAYS
    assert due(circle, march.day) == dt.date(2025, 4, 20)
    assert today(bo, march.day) == []
    with time_machine.travel(march.instant, tick=False):
        work_off()
    told = Notice.objects.filter(kind="body-reported")
    assert [one.participant.key for one in told] == ["ada"]  # she sits in the board; others hear nothing


def test_what_a_board_reports_is_for_all_members(
    circle: Coop, ada: Participant, bo: Participant, noon: Moment
) -> None:
    join(circle, "dee", "member", dt.date(2024, 1, 1))

    report(post="board", says=SAYS, by=ada, at=noon, key="board")
    work_off()

    told = Notice.objects.filter(kind="body-reported").order_by("participant__key")
    assert [one.participant.key for one in told] == ["dee"]  # not Ada, who said it, nor Bo, a candidate


def test_only_those_who_sit_in_it_say_so_and_only_of_what_owes_one(
    circle: Coop, ada: Participant, bo: Participant, noon: Moment
) -> None:
    tried = [
        ("product", SAYS, ada, "roles.not-seated"),
        ("webmaster", SAYS, ada, "roles.reports-none"),
        ("product", " ", bo, "roles.report"),
        ("product", "a" * 301, bo, "roles.report"),
        ("nothing", SAYS, bo, "posts.unknown"),
    ]
    found = []
    for nth, (post, says, by, _code) in enumerate(tried):
        with pytest.raises(Fault) as refused:
            report(post=post, says=says, by=by, at=noon, key=str(nth))
        found.append((post, says, by, refused.value.code))
    assert found == tried
    assert not BodyReport.objects.exists()


def test_a_body_without_people_owes_none(circle: Coop, bo: Participant, noon: Moment) -> None:
    row = RolePeriod.objects.get(participant=bo)
    RolePeriod(
        coop=circle,
        participant=bo,
        role="product",
        valid_from=row.valid_from,
        valid_until=noon.day,
        replaces=row,
    ).save()

    assert due(circle, noon.day) is None


def test_the_page_and_the_api_tell_and_take_it(
    circle: Coop, ada: Participant, bo: Participant, signed_in: Enter
) -> None:
    client, here, api = signed_in(bo), "/c/harbour/roles/product/", "/api/v1/coops/harbour/roles/product"
    assert b"It reports to: board" in client.get(here).content
    assert b"We have reported" not in signed_in(ada).get(here).content

    assert client.post(f"{here}report/", {"key": "page", "says": "   "}).status_code == 422
    assert client.post(f"{here}report/", {"key": "page", "says": SAYS}).status_code == 302
    again = {"key": "api", "says": "At the table"}
    assert client.post(f"{api}/reports", again, content_type="application/json").status_code == 201
    assert signed_in(ada).post(f"{here}report/", {"key": "ada", "says": SAYS}).status_code == 409

    assert client.get(api).json()["reports"] == {
        "to": "board",
        "due_on": "2025-04-03",
        "given": [{"on": "2025-03-03", "says": "At the table"}, {"on": "2025-03-03", "says": SAYS}],
    }
    assert client.get("/api/v1/coops/harbour/roles/webmaster").json()["reports"] is None
