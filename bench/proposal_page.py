"""The page of a proposal with 200 members and 2,000 comments, beside the same with 3 and 2.

`python -m bench.proposal_page`: processor time of a request, questions to the database and bytes of the page
and of its API, past the network and in turns. The talk shows thirty comments a page, so what grows is the
list of those who decide.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from bench.installation import migrated
from bench.pages import Browser, cpu_of, questions_of

LIMIT_BYTES = 500_000


def raised(members: int, comments: int) -> tuple[Any, str]:
    """A co-op in which a proposal is open, all but whoever looks having spoken; who looks, and its key."""

    from tests.toadlane.charter import texts  # noqa: PLC0415
    from tests.toadlane.proposals import crowd  # noqa: PLC0415
    from tests.toadlane.proposals.conftest import MEMBERS_MAY, RULES, VOTES  # noqa: PLC0415
    from toadlane.charter.verbs import adopt_charter  # noqa: PLC0415
    from toadlane.coops.clock import now  # noqa: PLC0415
    from toadlane.coops.models import Coop  # noqa: PLC0415
    from toadlane.proposals import verbs  # noqa: PLC0415
    from toadlane.proposals.said import Asked  # noqa: PLC0415

    slug = f"house-{members}"
    coop = Coop.objects.create(slug=slug, name=slug, currency="USD", time_zone="America/New_York")
    people = crowd.members(coop, members, domain=f"{slug}.example")
    at = now(coop)
    source = texts.HARBOUR.replace("\n## Article 6", f"{RULES}\n## Article 6", 1).replace(VOTES, MEMBERS_MAY)
    adopt_charter(coop=coop, source=source, by=people[0], at=at, key="charter")
    asked = Asked(matter="policy", title="Fridays are quiet", text="No meetings on Fridays.")
    draft = verbs.keep_draft(asked=asked, by=people[0], at=at, key="draft")
    proposal = verbs.raise_proposal(draft=draft.pk, by=people[0], at=at, key="raise")
    crowd.positions(proposal, people[1:], at)
    crowd.comments(proposal, people, comments, at)
    return people[0].person, str(proposal.pk)


def main(argv: list[str] | None = None) -> int:
    given = argparse.ArgumentParser(prog="python -m bench.proposal_page")
    given.add_argument("--members", type=int, default=200)
    given.add_argument("--comments", type=int, default=2000)
    given.add_argument("--rounds", type=int, default=7)
    given.add_argument("--times", type=int, default=5)
    sizes = given.parse_args(argv)
    good = True
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        migrated(Path(name))
        found = [raised(*size) for size in ((3, 2), (sizes.members, sizes.comments))]
        slugs = ["house-3", f"house-{sizes.members}"]
        browsers = [Browser(person) for person, _ in found]
        for what, address in (
            ("page", "/c/{slug}/decide/proposals/{key}/"),
            ("API", "/api/v1/coops/{slug}/proposals/{key}"),
        ):
            paths = [address.format(slug=slug, key=key) for slug, (_, key) in zip(slugs, found, strict=True)]
            good = beside(what, browsers, paths, sizes) and good
    return 0 if good else 1


def beside(what: str, browsers: list[Browser], paths: list[str], sizes: argparse.Namespace) -> bool:
    """The small and the large in turns."""
    both = list(zip(browsers, paths, strict=True))
    lengths = [len(browser.ask(path)) for browser, path in both]
    questions = [questions_of(browser, path) for browser, path in both]
    took: list[list[float]] = [[], []]
    for _ in range(sizes.rounds):
        for nth, (browser, path) in enumerate(both):
            took[nth].append(cpu_of(partial(browser.ask, path), sizes.times) * 1000)
    medians = [statistics.median(times) for times in took]
    sized = [
        f"{median:.1f} ms, {length:,} bytes, {asked} questions"
        for median, length, asked in zip(medians, lengths, questions, strict=True)
    ]
    print(f"    {what}: 3 members and 2 comments {sized[0]};", flush=True)
    print(
        f"      {sizes.members} and {sizes.comments} {sized[1]}: {medians[1] / medians[0]:.1f}×", flush=True
    )
    return questions[0] == questions[1] and lengths[1] <= LIMIT_BYTES


if __name__ == "__main__":
    sys.exit(main())
