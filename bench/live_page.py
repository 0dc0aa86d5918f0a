"""What a hundred people cost who have a meeting before them: its page, and asking again in vain.

`python -m bench.live_page`: processor time of a request and questions to the database, past the network, of
the part that changes and of the answer 304; and what part of one core a hundred browsers take that ask every
two seconds while nothing changes (500 are invited).
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from bench.installation import migrated
from bench.pages import cpu_of

EVERY_S = 2
LIMIT = 1.0
"""Of one core."""


def held(invited: int, there: int) -> tuple[Any, str]:
    """A meeting that is on; who looks, and the address of the part that changes."""
    from tests.toadlane.proposals import crowd  # noqa: PLC0415
    from toadlane.coops.clock import now  # noqa: PLC0415
    from toadlane.coops.models import Coop  # noqa: PLC0415
    from toadlane.live import verbs  # noqa: PLC0415
    from toadlane.live.models import Attendance  # noqa: PLC0415
    from toadlane.meetings.arranging import Frame, Hours, ItemWanted, Wanted  # noqa: PLC0415
    from toadlane.meetings.verbs import plan_meeting  # noqa: PLC0415

    coop = Coop.objects.create(slug="hall", name="Hall", currency="USD", time_zone="UTC")
    people = crowd.members(coop, invited, domain="hall.example")
    at = now(coop)
    soon = at.instant + dt.timedelta(minutes=1)
    hours, items = Hours(soon, soon + dt.timedelta(hours=1)), [ItemWanted(f"Item {n}") for n in range(8)]
    wanted = Wanted(Frame(title="Everybody"), hours, items)
    meeting = plan_meeting(wanted=wanted, by=people[0], at=at, key="plan")
    live = verbs.open_meeting(meeting=meeting, by=people[0], at=at)
    Attendance.objects.bulk_create(
        Attendance(coop=coop, live=live, participant=one, how="online", came_at=at.instant, noted_by=one)
        for one in people[1:there]
    )
    verbs.go_on(live=live, after=None, by=people[0], at=at)
    for nth in range(20):
        verbs.ask_to_speak(live=live, by=people[nth], at=at)
        verbs.write_note(live=live, text=f"Paragraph {nth}.", by=people[nth], at=at, key=f"note {nth}")
    return people[0].person, f"/c/hall/meetings/{meeting.pk}/live/now/"


def main(argv: list[str] | None = None) -> int:
    given = argparse.ArgumentParser(prog="python -m bench.live_page")
    given.add_argument("--invited", type=int, default=500)
    given.add_argument("--there", type=int, default=100)
    given.add_argument("--times", type=int, default=100)
    sizes = given.parse_args(argv)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        migrated(Path(name))
        from django.test import Client  # noqa: PLC0415

        person, address = held(sizes.invited, sizes.there)
        browser = Client(HTTP_HOST="127.0.0.1")
        browser.force_login(person)
        whole = browser.get(address)
        told = {"HTTP_IF_NONE_MATCH": whole["ETag"]}
        changed = cpu_of(partial(browser.get, address), 10) * 1000
        vain = cpu_of(partial(browser.get, address, **told), sizes.times) * 1000  # type: ignore[arg-type]
        again = browser.get(address, **told)  # type: ignore[arg-type]
        core = sizes.there / EVERY_S * vain / 1000
    print(f"something changed: {changed:.1f} ms, {len(whole.content) / 1000:.0f} kB")
    if again.status_code != 304 or again.content:
        print("Asking again in vain was answered with something.")
        return 1
    print(f"nothing changed:   {vain:.2f} ms (304)")
    print(f"{sizes.there} browsers, one question each {EVERY_S} s in vain: {core:.0%} of one core")
    return 0 if core <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
