"""Whoever holds something is told before it ends, and whoever may take it when it stands empty. Once."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from tests.toadlane.charter import texts
from tests.toadlane.roles.conftest import RULES, Agree, later
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.coops.providers import waiting
from toadlane.notices import hearing
from toadlane.notices.models import Notice
from toadlane.roles import choosing, reminding, verbs


def told() -> list[tuple[str, str, str]]:
    rows = Notice.objects.order_by("told_at", "participant__key")
    return [(one.participant.key, one.kind, one.code) for one in rows]


def test_a_term_that_ends_is_told_a_month_and_a_week_before_and_not_once_more(
    roles: Coop, ada: Participant, noon: Moment
) -> None:
    verbs.take(post="webmaster", by=ada, at=noon, key="k")

    for day in ("2026-01-31", "2026-02-01", "2026-02-02", "2026-02-24", "2026-03-02"):
        reminding.remind_in(roles, later(noon, day))

    assert told() == [("ada", "role-ends", "soon")] * 2
    first, second = Notice.objects.order_by("told_at")
    assert [one.told_at.date().isoformat() for one in (first, second)] == ["2026-02-01", "2026-02-24"]
    assert (first.path, first.values) == ("roles/webmaster/", {"role": "webmaster", "day": "2026-03-03"})


def test_whoever_goes_on_is_not_told(roles: Coop, ada: Participant, noon: Moment) -> None:
    verbs.take(post="webmaster", by=ada, at=noon, key="k")
    verbs.extend(post="webmaster", by=ada, at=later(noon, "2026-02-01"), key="more")

    reminding.remind_in(roles, later(noon, "2026-02-20"))

    assert told() == []


def test_what_became_empty_is_told_to_whoever_can_do_something_about_it(
    roles: Coop, ada: Participant, bo: Participant, dee: Participant, noon: Moment
) -> None:
    for role, who in (("webmaster", ada), ("convener", ada), ("board", ada)):
        RolePeriod.objects.create(
            coop=roles,
            participant=who,
            role=role,
            valid_from=dt.date(2025, 2, 1),
            valid_until=dt.date(2025, 3, 1),
        )

    for day in ("2025-03-03", "2025-03-04"):
        reminding.remind_in(roles, later(noon, day))

    assert sorted(told()) == [
        ("ada", "role-empty", "members"),
        ("ada", "role-empty", "volunteer"),
        ("dee", "role-empty", "members"),
        ("dee", "role-empty", "turn"),
        ("dee", "role-empty", "volunteer"),
    ]


def test_the_queue_looks_only_where_a_term_ends(roles: Coop, ada: Participant, noon: Moment) -> None:
    Coop.objects.create(slug="other", name="Other", currency="USD", time_zone="UTC")
    verbs.take(post="webmaster", by=ada, at=noon, key="k")
    RolePeriod.objects.create(
        coop=roles,
        participant=ada,
        role="by-hand",
        valid_from=noon.day,
        valid_until=dt.date(2025, 6, 1),
    )

    looked = [
        [coop.slug for coop in reminding.touched(later(noon, day).instant)]
        for day in ("2025-04-30", "2025-05-01", "2025-06-09", "2025-06-10")
    ]

    assert looked == [[], ["harbour"], ["harbour"], []]


def test_the_queue_tells_in_each_of_them_and_without_roles_nobody(
    roles: Coop, ada: Participant, harbour: Coop, noon: Moment, monkeypatch: object
) -> None:
    verbs.take(post="webmaster", by=ada, at=noon, key="k")
    RolePeriod.objects.create(
        coop=roles,
        participant=ada,
        role="convener",
        valid_from=dt.date(2024, 1, 1),
        valid_until=dt.datetime.now(dt.UTC).date(),
    )
    bare = Coop.objects.create(slug="bare", name="Bare", currency="USD", time_zone="UTC")

    reminding.remind_in(bare, noon)
    reminding.remind.func()

    assert reminding.something_ends()
    assert told() == []


def test_whom_members_chose_hears_of_it_unless_it_is_long_ago(
    roles: Coop, agree: Agree, ada: Participant, dee: Participant, noon: Moment
) -> None:
    now = Moment.of(timezone.now(), coop=roles)
    choosing.choose(authority=agree("chair, dee, 2025-03-03"), by=ada, at=noon, key="long ago")
    subject = f"board, dee, {now.day}"
    choosing.choose(authority=agree(subject), by=ada, at=now, key="c")

    hearing.work_off()

    (one,) = Notice.objects.all()
    said = (one.participant, one.code, one.path, one.values["role"])
    assert said == (dee, "chosen", "roles/board/", "board")


def test_somebody_the_charter_keeps_from_seeing_who_does_what_is_asked_nothing(
    harbour: Coop, ada: Participant, bo: Participant, noon: Moment
) -> None:
    closed = texts.HARBOUR.replace("\n## Article 6", f"{RULES}\n## Article 6", 1)
    charter.adopt_charter(coop=harbour, source=closed, by=ada, at=noon, key="charter")
    verbs.pass_turn(post="convener", by=ada, at=noon, key="p")

    asked = [item.title for item in waiting(bo, noon) if "/roles/" in item.url]

    assert asked == []
