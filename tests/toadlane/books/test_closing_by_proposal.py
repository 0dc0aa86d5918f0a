"""A year is closed because a proposal was adopted: exactly as it was reckoned, once, citing it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest
from django.test import Client

from bylaws.kernel.faults import RecordMoved, Refused
from tests.toadlane.books.conftest import YEAR, Year, YearUnder
from tests.toadlane.books.test_paying_at_once import told
from tests.toadlane.books.texts import HARBOUR
from tests.toadlane.crowds import all_at_once
from tests.toadlane.proposals.passing import DECIDING, agreed, later, raised
from toadlane.books.closing_effect import ClosingAYear
from toadlane.books.models import JournalEntry, YearClose
from toadlane.coops.models import Participant
from toadlane.decisions import deeds
from toadlane.decisions.models import Authority, AuthorityUse, Deed
from toadlane.notices.models import Notice
from toadlane.proposals import deed_letters, verbs
from toadlane.proposals.asking import ask
from toadlane.proposals.models import Proposal

ALL = ("Fiscal year", "2024")


@pytest.fixture
def whole(year_under: YearUnder) -> Year:
    """Harbour, where everyday matters are decided in three days; 2024 is reckoned, nobody has decided."""
    year = year_under(HARBOUR + DECIDING)
    year.state()
    year.preview()
    return year


@pytest.fixture
def asked(whole: Year) -> Proposal:
    return raised("close-year", str(YEAR), whole.dee, whole.noon)


@pytest.fixture
def adopted(whole: Year, asked: Proposal) -> Authority:
    return agreed(asked, [whole.ada, whole.dee], whole.noon, ends=later(whole.noon, days=4))


def test_what_is_asked_for_is_bound_to_the_figures_as_they_were_reckoned(
    whole: Year, asked: Proposal
) -> None:
    deed = Deed.objects.get()

    assert (asked.matter, asked.acts, asked.subject) == ("close-year", "close-year", "2024")
    assert asked.fingerprint == deed.fingerprint == whole.preview()
    assert ClosingAYear().lines(deed)[:2] == (ALL, ("Surplus before tax", "$1,200.00"))
    assert deeds.moved(deed, whole.noon) is None


def test_the_year_is_closed_as_decided_once_and_cites_the_proposal(whole: Year, adopted: Authority) -> None:
    at = later(whole.noon, days=5)
    for click in ("close", "close"):
        deeds.carry_out(authority=adopted, by=whole.ada, at=at, key=click)
    with pytest.raises(RecordMoved) as again:
        deeds.carry_out(authority=adopted, by=whole.ada, at=at, key="another click")

    assert again.value.code == "close.already"
    [close] = YearClose.objects.all()
    assert (close.authority, close.fingerprint) == (adopted, adopted.fingerprint)
    assert close.entry.authority == adopted
    assert AuthorityUse.objects.get().by == whole.ada


def test_figures_that_moved_are_not_closed_in_the_place_of_those_decided_on(
    whole: Year, adopted: Authority
) -> None:
    whole.state("1300.00")

    with pytest.raises(RecordMoved) as refused:
        deeds.carry_out(authority=adopted, by=whole.ada, at=later(whole.noon, days=5), key="close")

    assert refused.value.code == "authority.changed"
    assert (YearClose.objects.count(), AuthorityUse.objects.count()) == (0, 0)


def test_nobody_is_asked_about_figures_that_are_not_what_would_be_done_any_more(whole: Year) -> None:
    draft = ask(acts="close-year", subject=str(YEAR), given={}, by=whole.dee, at=whole.noon, key="ask")
    whole.state("1300.00")
    whole.preview()

    with pytest.raises(RecordMoved) as refused:
        verbs.raise_proposal(draft=draft.pk, by=whole.dee, at=whole.noon, key="raise")

    assert refused.value.code == "authority.changed"
    assert Proposal.objects.count() == 0


def test_only_the_bookkeeper_carries_it_out(whole: Year, adopted: Authority) -> None:
    with pytest.raises(Refused) as refused:
        deeds.carry_out(authority=adopted, by=whole.dee, at=later(whole.noon, days=5), key="close")

    assert refused.value.code == "deed.not-yours"


def test_the_letter_that_asks_for_a_position_says_what_it_does_but_nobodys_share(
    whole: Year, asked: Proposal
) -> None:
    notice = Notice(kind="proposal-opened", coop=whole.coop, participant=whole.ada, pk=uuid4())
    notice.values = {"title": "…", "talk": ["proposal", str(asked.pk)]}

    [more] = deed_letters.more([notice]).values()

    said = str(more.text)

    assert said.splitlines()[:3] == [
        "When it is adopted:",
        "Fiscal year: 2024",
        "Surplus before tax: $1,200.00",
    ]
    assert "Ada" not in said


def test_pages_show_it_before_while_and_after(
    whole: Year,
    signed_in: Callable[[Participant], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = {"at": whole.noon}
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: now["at"])
    dee, ada = signed_in(whole.dee), signed_in(whole.ada)
    here = f"/c/{whole.coop.slug}"

    year_page = dee.get(f"{here}/money/years/{YEAR}/").content.decode()
    asking = {"key": "click", "acts": "close-year", "subject": str(YEAR)}
    began = dee.post(f"{here}/decide/asking/", asking)
    draft = dee.get(began["Location"]).content.decode()
    sent = dee.post(f"{began['Location']}raising/", {"key": "raise"})
    proposal = Proposal.objects.get()
    page = dee.get(sent["Location"]).content.decode()

    assert "Have it decided here" in year_page
    assert "What it will do" in draft
    assert "Surplus before tax" in draft
    assert "Member by member" in page
    assert "See the proposal on exactly this" in ada.get(f"{here}/money/years/{YEAR}/").content.decode()

    adopted = agreed(proposal, [whole.ada, whole.dee], whole.noon, ends=later(whole.noon, days=4))
    now["at"] = later(whole.noon, days=5)
    assert "It waits for whoever keeps the books." in dee.get(sent["Location"]).content.decode()
    assert "Close the year" in ada.get(sent["Location"]).content.decode()
    refused = dee.post(f"{here}/decide/{adopted.pk}/doing/", {"key": "mine"})
    done = ada.post(f"{here}/decide/{adopted.pk}/doing/", {"key": "do"})

    assert (refused.status_code, done.status_code) == (409, 302)
    assert YearClose.objects.get().authority == adopted
    after = dee.get(sent["Location"]).content.decode()
    assert "carried out" in after
    assert f"/money/years/{YEAR}/" in after


def test_the_same_by_the_api(whole: Year, signed_in: Callable[[Participant], Client]) -> None:
    ada = signed_in(whole.ada)
    here = f"/api/v1/coops/{whole.coop.slug}"
    asking = {"acts": "close-year", "subject": str(YEAR), "given": {}, "key": "ask"}

    draft = ada.post(f"{here}/proposals/asking", asking, content_type="application/json")
    unknown = ada.post(f"{here}/proposals/asking", {**asking, "acts": "fly"}, content_type="application/json")

    assert (draft.status_code, unknown.status_code) == (201, 422)
    said = draft.json()
    assert (said["acts"], said["fingerprint"]) == ("close-year", whole.preview())
    does = ada.get(f"{here}/proposals/drafts/{said['id']}/does").json()
    assert does["lines"][0] == {"label": "Fiscal year", "words": "2024"}
    assert (does["state"], does["moved"], does["yours"]) == ("asked", None, False)
    assert [row[0] for row in does["rows"]] == ["Ada", "Dee"]


@pytest.mark.django_db(transaction=True)
def test_two_who_conclude_and_two_who_carry_it_out_in_one_moment_do_it_once(whole: Year) -> None:
    asked = raised("close-year", str(YEAR), whole.dee, whole.noon)
    for one in (whole.ada, whole.dee):
        verbs.take_position(proposal=asked, stance="agree", by=one, at=whole.noon, key=f"{one.key} agrees")
    at = later(whole.noon, days=5)

    all_at_once([told(lambda: verbs.bring_up_to(proposal=asked, at=at)) for _ in range(2)])
    [adopted] = Authority.objects.all()
    found = all_at_once(
        [
            told(partial(deeds.carry_out, authority=adopted, by=whole.ada, at=at, key=f"click {nth}"))
            for nth in range(2)
        ]
    )

    assert sorted(found) == ["close.already", "done"]
    assert (YearClose.objects.count(), AuthorityUse.objects.count()) == (1, 1)


def test_what_breaks_off_in_the_middle_has_done_nothing_and_can_be_done_again(
    whole: Year, adopted: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = later(whole.noon, days=5)
    with monkeypatch.context() as broken:
        broken.setattr("toadlane.books.verbs.closing._write_steps", power_cut)
        with pytest.raises(OSError, match="power cut"):
            deeds.carry_out(authority=adopted, by=whole.ada, at=at, key="close")
    left = (YearClose.objects.count(), AuthorityUse.objects.count(), JournalEntry.objects.count())

    deeds.carry_out(authority=adopted, by=whole.ada, at=at, key="close")

    assert left == (0, 0, 0)
    assert YearClose.objects.get().authority == adopted


def power_cut(*_: object) -> None:
    raise OSError("power cut")
