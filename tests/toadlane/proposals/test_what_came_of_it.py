"""What came of it is said in a few words, with who looks after it, when to look again, and who does what."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault
from tests.toadlane.proposals.conftest import House, Raise, ends, later, take
from toadlane.coops import providers
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.notices import hearing
from toadlane.notices.models import Notice
from toadlane.proposals import reviewing, verbs
from toadlane.proposals.models import Action, ActionOver, Outcome, Proposal, Statement

Enter = Callable[[Participant], Client]
Clock = Callable[[Moment], None]
ROOM = "/c/harbour/decide/"
API = "/api/v1/coops/harbour/proposals"
SOON, IN_A_YEAR = dt.date(2025, 5, 1), dt.date(2026, 3, 10)
SAID = {"text": "We try it until the summer.", "owner": "dee", "review_on": SOON}


@pytest.fixture
def quiet(house: House, raised: Raise, noon: Moment) -> Proposal:
    """Agreed by consensus, for a year; ten days on."""
    proposal = raised()
    for who in (house.ada, house.dee):
        take(proposal, "agree", who, noon)
    verbs.bring_up_to(proposal=proposal, at=later(noon, days=9))
    return Proposal.objects.get(pk=proposal.pk)


@pytest.fixture
def after(noon: Moment) -> Moment:
    """Ten days later."""
    return later(noon, days=10)


def code(act: Callable[..., object], **said: object) -> str:
    """The code by which it is refused."""
    with pytest.raises(Fault) as refused:
        act(**said)
    return refused.value.code


def state(proposal: Proposal, by: Participant, at: Moment, **other: object) -> Statement:
    said: dict[str, object] = {**SAID, **other}
    key = f"{by.key} {at.instant} {len(str(said))}"
    return verbs.state_outcome(proposal=proposal, by=by, at=at, key=key, **said)  # type: ignore[arg-type]


def act(proposal: Proposal, by: Participant, at: Moment, **other: object) -> Action:
    said: dict[str, object] = {"text": "Tell our clients", "who": "fay", "due_on": SOON, **other}
    key = f"{by.key} {at.instant} {len(str(said))}"
    return verbs.add_action(proposal=proposal, by=by, at=at, key=key, **said)  # type: ignore[arg-type]


def test_the_latest_word_holds_and_its_owner_is_told_and_reminded_on_its_day(
    house: House, quiet: Proposal, after: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)  # these days are long past
    state(quiet, house.ada, after, owner="", text="A first word.")
    state(quiet, house.ada, after)
    hearing.work_off()
    owned = list(Notice.objects.filter(kind="outcome-owned").values_list("participant__key", flat=True))
    on_the_day = later(after, days=(SOON - after.day).days)
    for _twice in range(2):
        reviewing.remind(house.coop, on_the_day)
    told = list(Notice.objects.filter(kind="agreement-review").values_list("participant__key", flat=True))

    def asked(who: Participant, at: Moment) -> list[dt.date | None]:
        return [one.due_on for one in providers.waiting(who, at) if one.verb == "Look at it again"]

    assert (owned, told) == (["dee"], ["dee"])
    assert [asked(house.dee, at) for at in (after, on_the_day)] == [[], [SOON]]
    assert asked(house.ada, on_the_day) == []
    assert list(Statement.objects.order_by("nth").values_list("nth", "text")) == [
        (1, "A first word."),
        (2, SAID["text"]),
    ]


def test_what_nobody_may_say_or_cannot_be_so(
    house: House, quiet: Proposal, raised: Raise, after: Moment
) -> None:
    still_open = raised(title="Open", at=after)
    failed = raised(title="Failed", matter="premises", at=later(after, hours=1))
    take(failed, "disagree", house.dee, later(after, hours=2))
    take(failed, "disagree", house.fay, later(after, hours=2))
    verbs.bring_up_to(proposal=failed, at=later(after, days=9))
    late = later(after, days=20)
    ends(house, house.fay, dt.date(2025, 3, 20))

    found = {
        "not concluded": code(state, proposal=still_open, by=house.ada, at=after),
        "no part": code(state, proposal=quiet, by=house.bo, at=after),
        "nothing": code(state, proposal=quiet, by=house.ada, at=after, text="", owner="", review_on=None),
        "long": code(state, proposal=quiet, by=house.ada, at=after, text="x" * 2001),
        "past": code(state, proposal=quiet, by=house.ada, at=after, review_on=dt.date(2025, 3, 1)),
        "late": code(state, proposal=quiet, by=house.ada, at=after, review_on=dt.date(2026, 3, 11)),
        "failed": code(state, proposal=failed, by=house.ada, at=late),
        "stranger": code(state, proposal=quiet, by=house.ada, at=after, owner="nobody"),
        "left": code(state, proposal=quiet, by=house.ada, at=late, owner="fay"),
        "who left": code(state, proposal=quiet, by=house.fay, at=late),
        "two lines": code(act, proposal=quiet, by=house.ada, at=after, text="a\nb"),
        "nobody": code(act, proposal=quiet, by=house.ada, at=after, who=""),
        "long action": code(act, proposal=quiet, by=house.ada, at=after, text="x" * 501),
        "action of bo": code(act, proposal=quiet, by=house.bo, at=after),
    }

    assert found == {
        "not concluded": "proposals.not-concluded",
        "no part": "proposals.not-stating",
        "nothing": "proposals.nothing-said",
        "long": "proposals.long",
        "past": "proposals.review-past",
        "late": "proposals.review-late",
        "failed": "proposals.nothing-to-review",
        "stranger": "not-there",
        "left": "proposals.owner",
        "who left": "proposals.not-stating",
        "two lines": "proposals.action",
        "nobody": "proposals.action",
        "long action": "proposals.long",
        "action of bo": "proposals.not-stating",
    }
    assert not Statement.objects.exists()
    assert state(failed, house.ada, late, review_on=None).text == SAID["text"]
    assert Outcome.objects.get(proposal=quiet).review_on == IN_A_YEAR


def test_an_action_waits_on_today_until_it_is_done_once(
    house: House, quiet: Proposal, after: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "NEWS_FOR", dt.timedelta.max)  # these days are long past
    action = act(quiet, house.ada, after)
    other = act(quiet, house.ada, later(after, hours=1), due_on=None, who="dee")
    hearing.work_off()
    told = sorted(Notice.objects.filter(kind="outcome-action").values_list("participant__key", flat=True))
    near = later(after, days=(SOON - after.day).days - 3)

    def to_do(who: Participant, at: Moment) -> list[tuple[str, dt.date | None]]:
        found = providers.waiting(who, at)
        return [(one.title, one.due_on) for one in found if one.verb == "Do it, and say so"]

    def over(action: Action, by: Participant, key: str, *, done: bool = True) -> ActionOver:
        said = {"proposal": quiet, "because": "", "by": by, "at": near, "key": key}
        return verbs.end_action(action=action.pk, done=done, **said)  # type: ignore[arg-type]

    waits = [to_do(house.fay, after), to_do(house.fay, near), to_do(house.dee, after)]
    refused = [code(over, action=action, by=house.bo, key="bo")]
    first = over(action, house.fay, "done")
    same = over(action, house.fay, "done")
    refused.append(code(over, action=action, by=house.ada, key="again"))
    over(other, house.ada, "let go", done=False)
    hearing.work_off()

    assert told == ["dee", "fay"]
    assert waits == [[], [("Tell our clients", SOON)], [("Tell our clients", None)]]
    assert refused == ["proposals.not-stating", "proposals.action-over"]
    assert same == first
    assert (to_do(house.fay, near), to_do(house.dee, near)) == ([], [])
    assert not Notice.objects.filter(kind="outcome-action", read_at__isnull=True).exists()


def test_the_page_the_api_and_the_register_say_it(
    house: House, quiet: Proposal, after: Moment, signed_in: Enter, clock: Clock
) -> None:
    clock(after)
    here, ada = f"{ROOM}proposals/{quiet.pk}/", signed_in(house.ada)
    typed = {"text": SAID["text"], "owner": "dee", "review_on": "2025-05-01", "key": "stated"}
    late = ada.post(f"{here}statement/", {**typed, "review_on": "2027-01-01", "key": "late"})
    ada.post(f"{here}statement/", typed)
    ada.post(f"{here}actions/", {"text": "=Tell all", "who": "fay", "due_on": "", "key": "action"})
    action = Action.objects.get()
    page = signed_in(house.fay).get(here).content.decode()
    gone = ada.post(f"{here}actions/over/", {"action": str(quiet.pk), "done": "yes", "key": "gone"})
    done = signed_in(house.fay).post(
        f"{here}actions/over/", {"action": str(action.pk), "done": "yes", "key": "done"}
    )
    told = ada.get(f"{API}/{quiet.pk}").json()
    listed = ada.get(f"{API}/agreements?q=summer&sort=review").json()
    register = ada.get(f"{ROOM}agreements/?q=summer&sort=-since").content.decode()
    kept, words = (ada.get(f"{ROOM}agreements/file/{form}/?state=in-force") for form in ("csv", "md"))
    none = [ada.get(f"{ROOM}agreements/file/exe/"), signed_in(house.bo).get(f"{ROOM}agreements/file/csv/")]
    body = {"text": "Over the API.", "key": "api"}
    over_api = ada.post(f"{API}/{quiet.pk}/statement", body, content_type="application/json")

    assert late.status_code == 409
    assert "The rule has it looked at again by 2026-03-10." in late.content.decode()
    assert "It is looked at again on May 1, 2025." in page
    assert "Let it go" in page
    assert (gone.status_code, done.status_code) == (404, 302)
    assert (told["statement"]["owner"], told["review_on"]) == ("dee", "2025-05-01")
    assert told["actions"] == [
        {"id": str(action.pk), "text": "=Tell all", "who": "fay", "due_on": None, "done": True}
    ]
    assert [(one["title"], one["state"], one["review_on"]) for one in listed] == [
        ("Fridays are quiet", "in-force", "2025-05-01")
    ]
    assert "We try it until the summer." in register
    assert 'aria-sort="descending"' in register
    row = next(csv.DictReader(io.StringIO(kept.content.decode("utf-8-sig"))))
    assert (row["Agreement"], row["Looked after by"], row["Look again on"]) == (
        "Fridays are quiet",
        "Dee",
        "2025-05-01",
    )
    assert "- [x] =Tell all (Fay)" in words.content.decode()
    assert "> No meetings on Fridays." in words.content.decode()
    assert [one.status_code for one in none] == [404, 404]
    assert over_api.json()["statement"]["text"] == "Over the API."
