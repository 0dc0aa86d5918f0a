"""Where new members begin to work, for how long, and who was let off it."""

from __future__ import annotations

import pytest

from bylaws.charter.charter import Charter, read_charter
from bylaws.facts.joining import NOTHING_TOLD, Joining, LetOff, Stay
from bylaws.facts.people import Person
from bylaws.kernel.faults import CharterSilent
from bylaws.membership.on_site import OnSite, may_work_elsewhere, on_site
from bylaws.words.tell import CATALOGUES, tell
from tests.bylaws.membership.joining import FRONT, HOURS, TRACK, charter, day, days, rule, someone

HALF_A_YEAR = 'on_site_first = "the office"\non_site_for = "P6M"\non_site_exceptions_by = "agreed"'
PLACE = charter(HALF_A_YEAR)
BO = someone(("candidate", "2025-08-31", None))


def stays(*periods: tuple[str, str | None], place: str = "the office") -> Joining:
    return Joining(stays=tuple(Stay(place, days(begins, until)) for begins, until in periods))


def let_off(on: str, by: str = "agreed") -> Joining:
    return Joining(let_off=(LetOff(day(on), by, "lives too far away"),))


def asked(on: str, joining: Joining, *, who: Person = BO, text: Charter = PLACE) -> tuple[OnSite, str]:
    found = on_site(who, joining, charter=text, on=day(on))
    assert found is not None
    assert {tell(found.reason, language=language).sentence for language in CATALOGUES}
    return found.value, found.reason.code


@pytest.mark.parametrize(
    ("on", "state", "code"),
    [("2026-02-27", "short", "on-site.short"), ("2026-02-28", "done", "on-site.done")],
)
def test_half_a_year_at_the_office_from_the_last_of_august_is_full_on_the_last_of_february(
    on: str, state: str, code: str
) -> None:
    found, told = asked(on, stays(("2025-08-31", None)))

    assert (found.state, found.began_on, found.full_on, told) == (
        state,
        day("2025-08-31"),
        day("2026-02-28"),
        code,
    )


def test_days_elsewhere_are_made_up_and_one_may_still_be_away() -> None:
    back, away = (
        asked("2026-03-15", stays(*periods))[0]
        for periods in (
            (("2025-08-31", "2025-10-01"), ("2025-11-01", None)),
            (("2025-08-31", "2025-10-01"),),
        )
    )

    # 28 February and 31 days; or the 165 days from 1 October to 15 March, if one came back that day
    assert (back.full_on, away.full_on) == (day("2026-03-31"), day("2026-08-12"))


def test_a_stay_elsewhere_and_one_that_is_still_to_come_are_no_beginning() -> None:
    found = [
        asked("2025-09-15", joining)[1]
        for joining in (
            NOTHING_TOLD,
            stays(("2025-08-31", None), place="at home"),
            stays(("2025-09-16", None)),
        )
    ]

    assert found == ["on-site.missing"] * 3


def test_without_a_length_of_time_it_has_begun_and_nobody_can_tell_when_it_is_enough() -> None:
    text = charter('on_site_first = "the office"')
    begun = stays(("2025-08-31", "2025-09-01"))

    found = asked("2025-08-31", begun, text=text)
    with pytest.raises(CharterSilent) as silent:
        may_work_elsewhere(BO, begun, charter=text, on=day("2030-01-01"))

    assert found == (OnSite("the office", "begun", day("2025-08-31")), "on-site.begun")
    assert (silent.value.code, silent.value.article) == ("on-site.no-length", "Article 3 — Becoming a member")


def test_an_exception_counts_from_its_day() -> None:
    before, that_day = (asked(on, let_off("2025-10-01")) for on in ("2025-09-30", "2025-10-01"))

    assert (before[1], that_day) == ("on-site.missing", (OnSite("the office", "let-off"), "on-site.let-off"))


def test_an_exception_by_another_rule_or_before_the_charter_is_told_and_does_not_count() -> None:
    other = on_site(BO, let_off("2025-10-01", by="somebody"), charter=PLACE, on=day("2025-10-02"))

    assert other is not None
    assert [one.code for one in other.reason.walk()] == ["on-site.missing", "on-site.exception-not-provided"]


FOUNDED = read_charter(
    FRONT.replace("model = true", "adopted = 2025-03-01")
    + rule(3, "Becoming a member", f'kind = "membership"\n{HALF_A_YEAR}\n{TRACK}')
    + HOURS
)
ABOLISHED = read_charter(
    FRONT.replace("model = true", "adopted = 2025-03-01")
    + rule(3, "Becoming a member", f'kind = "membership"\n{HALF_A_YEAR}\n{TRACK}')
    + HOURS,
    {
        "2026.md": '---\nadopted = 2026-01-01\nfrom = 2026-01-01\nby = "us"\nreplaces = [3]\n---\n'
        + rule(3, "Becoming a member", f'kind = "membership"\n{TRACK}')
    },
)


def test_an_exception_of_a_day_before_the_charter_counts_for_nothing() -> None:
    assert asked("2025-10-02", let_off("2025-02-01"), text=FOUNDED)[1] == "on-site.missing"


def test_whoever_was_there_before_the_rule_is_asked_nothing() -> None:
    ada = someone(("member", "2025-02-28", None), key="ada")
    newer = someone(("member", "2026-01-01", None), key="bo")

    assert on_site(ada, NOTHING_TOLD, charter=FOUNDED, on=day("2025-10-01")) is None
    assert on_site(newer, NOTHING_TOLD, charter=ABOLISHED, on=day("2026-02-01")) is None
    assert on_site(BO, NOTHING_TOLD, charter=ABOLISHED, on=day("2025-12-31")) is not None
    assert on_site(BO, NOTHING_TOLD, charter=ABOLISHED, on=day("2026-01-01")) is None


def test_whoever_came_before_there_was_a_rule_of_a_place_is_asked_nothing_by_a_later_one() -> None:
    late = read_charter(
        FRONT.replace("model = true", "adopted = 2025-03-01")
        + rule(3, "Becoming a member", f'kind = "membership"\n{TRACK}')
        + HOURS,
        {
            "2026.md": '---\nadopted = 2026-01-01\nfrom = 2026-01-01\nby = "us"\nreplaces = [3]\n---\n'
            + rule(3, "Becoming a member", f'kind = "membership"\n{HALF_A_YEAR}\n{TRACK}')
        },
    )

    assert on_site(BO, NOTHING_TOLD, charter=late, on=day("2026-02-01")) is None


def elsewhere(on: str, joining: Joining, text: Charter = PLACE) -> tuple[bool, str]:
    found = may_work_elsewhere(BO, joining, charter=text, on=day(on))
    return found.value, found.reason.code


def test_one_may_work_elsewhere_once_it_is_done_when_let_off_or_where_nothing_is_asked() -> None:
    office = stays(("2025-08-31", None))

    assert [
        elsewhere("2026-02-27", office),
        elsewhere("2026-02-28", office),
        elsewhere("2025-10-01", let_off("2025-10-01")),
        elsewhere("2025-09-01", NOTHING_TOLD),
        elsewhere("2025-09-01", NOTHING_TOLD, charter()),
    ] == [
        (False, "on-site.short"),
        (True, "on-site.done"),
        (True, "on-site.let-off"),
        (False, "on-site.missing"),
        (True, "on-site.anywhere"),
    ]
