"""What the members adopted here closes the year, once, with the very figures they decided on."""

from __future__ import annotations

import datetime as dt

import pytest

from bylaws.kernel.faults import Fault
from tests.toadlane.books.conftest import Year, YearUnder, dee, key, year_under
from tests.toadlane.books.texts import HARBOUR
from tests.toadlane.proposals.conftest import MEMBERS_MAY, RULES, VOTES, take
from toadlane.books import verbs as books
from toadlane.books.models import YearClose
from toadlane.coops.moment import Moment
from toadlane.decisions.models import Authority
from toadlane.proposals import verbs
from toadlane.proposals.models import Outcome
from toadlane.proposals.said import Asked

__all__ = ["dee", "year_under"]
RULE = RULES.replace("## Article 4", "## Article 5", 1)


@pytest.fixture
def year(year_under: YearUnder) -> Year:
    """Harbour votes in three days on whatever its charter does not name."""
    source = HARBOUR.replace("\n## Article 6", f"{RULE}\n## Article 6", 1)
    year = year_under(source.replace(VOTES, MEMBERS_MAY))
    year.state()
    return year


def adopted(year: Year) -> Authority:
    """Ada raises the close as it is previewed, and both members agree."""
    asked = Asked(
        matter=books.CLOSE,
        title="We close 2024",
        text="As previewed.",
        acts=books.CLOSE,
        subject="2024",
        fingerprint=year.preview(),
    )
    draft = verbs.keep_draft(asked=asked, by=year.ada, at=year.noon, key=key())
    proposal = verbs.raise_proposal(draft=draft.pk, by=year.ada, at=year.noon, key=key())
    for who in (year.ada, year.dee):
        take(proposal, "agree", who, year.noon)
    year.noon = Moment.of(year.noon.instant + dt.timedelta(days=4), coop=year.coop)
    verbs.bring_up_to(proposal=proposal, at=year.noon)
    authority = Outcome.objects.get(proposal=proposal).authority
    assert authority is not None
    return authority


def test_a_year_is_closed_on_the_proposal_that_was_adopted_and_cites_it(year: Year) -> None:
    authority = adopted(year)

    closed = year.close(authority)
    with pytest.raises(Fault) as twice:
        year.close(authority)

    authority.refresh_from_db()
    assert (closed.entry.authority, authority.state) == (authority, Authority.State.USED)
    assert authority.outcome.proposal_id == authority.proposal
    assert (twice.value.code, YearClose.objects.count()) == ("close.already", 1)


def test_hours_that_came_after_it_was_raised_ask_the_members_again(year: Year) -> None:
    authority = adopted(year)
    year.hours(year.dee, 1)

    with pytest.raises(Fault) as refused:
        year.close(authority)

    assert (refused.value.code, YearClose.objects.count()) == ("authority.changed", 0)
