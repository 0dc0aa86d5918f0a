"""Elections under attack: lots one would steer, lists one would fill, a charter amended under way."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bylaws.app.main import main
from bylaws.decisions.elections.lots import drawn, seed_with
from bylaws.kernel.faults import Fault
from tests.toadlane.charter import texts
from tests.toadlane.decisions.conftest import joins
from tests.toadlane.elections.conftest import call, later, put, rank, stand
from tests.toadlane.elections.test_vacancies import answer, elected, leaves, take_up
from toadlane.charter import verbs as charter
from toadlane.coops.models import Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.elections import counting, doors, verbs
from toadlane.elections.models import Election, VacancyOver
from toadlane.elections.standing import RULE_GONE, Step, standing_of
from toadlane.elections.verbs.running import subject_of
from toadlane.elections.waking import wake_all
from toadlane.proposals.life import life_of
from toadlane.proposals.models import Step as Happened
from toadlane.proposals.polling import MOST
from toadlane.proposals.verbs.running import digest_of
from toadlane.record.models import Entry

pytestmark = pytest.mark.django_db
People = dict[str, Participant]
SignedIn = Callable[[Participant], Client]
STOOD = ("dee", "eli", "fay", "gil", "hal")
NO_BOARD = "replaces = [5]"
WITHOUT = """
## Article 5 — Who does what

```toml rule
kind = "role"
name = "chair"
does = ["speaks for us"]
open_to = ["member"]
filled = "election"
elected_by = "hands"
term = "P1Y"
```
"""


def level(people: People, noon: Moment) -> Election:
    """Five are level for one seat, and nobody has drawn the lot yet."""
    chair = call("chair", people["ada"], noon)
    stand(chair, [people[key] for key in STOOD], noon)
    verbs.give_number(election=chair, number=17, by=people["fay"], at=noon, key="number")
    rank(chair, [(people[key], " ".join(STOOD)) for key in ("ada", "fay")], later(noon, 16))
    verbs.bring_up_to(election=chair, at=later(noon, 20))
    return chair


def renames(who: Participant, name: str) -> None:
    Participant.objects.filter(pk=who.pk).update(name=name)


def amend(by: Participant, at: Moment, source: str, does: str, name: str = "anew") -> None:
    day = at.day.isoformat()
    text = texts.amendment(day, 3, does, adopted=day) + source
    charter.adopt_amendment(coop=by.coop, name=name, source=text, by=by, at=at, key=name)


def shown_command(page: str) -> list[str]:
    """What a page says to type, as a terminal takes it."""
    said = page.partition('<pre class="code" tabindex="0">')[2].partition("</pre>")[0]
    return shlex.split(said.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&"))


Typed = Callable[[list[str], bytes], str]


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Typed:
    """What comes of a command, where the file lies."""

    def run(words: list[str], file: bytes) -> str:
        (tmp_path / words[2]).write_bytes(file)
        assert main([words[1], str(tmp_path / words[2]), *words[3:]]) == 0
        return capsys.readouterr().out

    return run


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[Moment], None]:
    """Make it another moment for whoever looks."""
    return lambda moment: monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: moment)


def test_whoever_gives_the_last_number_for_an_open_vote_cannot_choose_who_wins_the_lot(
    people: People, noon: Moment
) -> None:
    chair = level(people, noon)
    vote = standing_of(chair).proposal
    assert vote is not None
    known = seed_with(digest_of(life_of(vote).positions), [("fay", 17)], longest=500)

    step = verbs.draw(election=chair, by=people["gil"], at=later(noon, 20), key="draw")

    called = Entry.objects.get(kind="election.lot-called.v1")
    assert bytes(called.commitment).hex() in step.because
    assert step.because.split()[0] == known.split()[0]
    assert step.because != known


def test_from_the_seed_anybody_draws_the_same_and_the_page_says_how(
    people: People, noon: Moment, signed_in: SignedIn, *, typed: Typed, at: Callable[[Moment], None]
) -> None:
    chair = level(people, noon)
    step = verbs.draw(election=chair, by=people["gil"], at=later(noon, 20), key="draw")
    (seated,) = standing_of(chair).elected
    at(later(noon, 21))
    browser, page = signed_in(people["ada"]), f"/c/harbour/elections/{chair.pk}/count"
    names = {people[key].name: key for key in STOOD}

    words = shown_command(browser.get(f"{page}/").content.decode())

    assert [names[name] for name in drawn(step.because, names)] == step.options
    assert words[-3:] == ["--seed", step.because, "--why"]
    told = typed(words, browser.get(f"{page}.blt").content)
    assert told.startswith(f"- Elected: {seated.participant.name}.")


def test_a_name_that_changes_after_the_lot_changes_nobody_who_won_it(
    people: People, noon: Moment, signed_in: SignedIn, *, typed: Typed, at: Callable[[Moment], None]
) -> None:
    chair = level(people, noon)
    step = verbs.draw(election=chair, by=people["gil"], at=later(noon, 20), key="draw")
    for nth, key in enumerate(STOOD):
        renames(people[key], f"Ada “{nth}”")
    at(later(noon, 21))
    browser, page = signed_in(people["ada"]), f"/c/harbour/elections/{chair.pk}/count"

    words = shown_command(browser.get(f"{page}/").content.decode())

    name = f"Ada “{STOOD.index(step.options[0])}”"
    assert browser.get(f"{page}.json").json()["elected"] == [name]
    told = typed(words, browser.get(f"{page}.blt").content)
    assert told.startswith(f"- Elected: {name}.")


def test_a_seat_that_a_lot_filled_stays_with_them_when_names_change(
    people: People, noon: Moment, signed_in: SignedIn, *, typed: Typed, at: Callable[[Moment], None]
) -> None:
    board, gone = elected(people, noon, ("dee gil", "dee hal", "eli", "eli", "fay", "fay")), later(noon, 60)
    leaves(people["dee"], gone)
    vacancy = take_up(board, "dee", people["ada"], gone)
    for key in ("gil", "hal"):
        answer(vacancy, people[key], gone)
    done = VacancyOver.objects.get()
    assert done.participant is not None
    at(gone)
    browser, page = signed_in(people["ada"]), f"/c/harbour/elections/{board.pk}"
    seat = f"{page}/vacancies/{vacancy.pk}/"
    came = []
    for nth in range(6):
        renames(people["gil"], f"Gil {nth}")
        api = f"/api/v1/coops{seat.removeprefix('/c')}count"
        words = shown_command(browser.get(seat).content.decode())
        name = Participant.objects.get(key=done.participant.key).name
        file = browser.get(f"{page}/count.blt").content
        came.append(browser.get(api).json()["elected"] == [name])
        came.append(name in typed(words, file).splitlines()[0])

    assert sorted(done.drawn) == sorted(STOOD)
    assert came == [True] * 12


def test_two_of_one_name_and_one_called_like_their_mark_are_told_apart(people: People, noon: Moment) -> None:
    board = call("board", people["ada"], noon)
    stand(board, [people[key] for key in STOOD], noon)
    for key, name in (("dee", "Ann"), ("eli", "Ann"), ("fay", "Ann (eli)"), ("gil", "Ann (eli) (fay)")):
        renames(people[key], name)
    vote = put(board, later(noon, 18))

    life = life_of(vote)

    labels = [life.label_of(key) for key in life.names]
    assert len(set(labels)) == len(labels) == 5


def test_whoever_is_named_and_never_answers_keeps_nobody_off_the_list(
    called: Election, people: People, noon: Moment
) -> None:
    crowd = [joins(called.coop, f"m{n}", "member", dt.date(2024, 2, 1)) for n in range(MOST + 1)]
    for who in crowd[:MOST]:
        verbs.name_candidate(election=called, person=who.key, by=people["hal"], at=noon, key=who.key)

    stand(called, [people["dee"]], noon)
    for who in crowd[: MOST - 1]:
        verbs.answer(election=called, stands=True, by=who, at=noon, key=f"{who.key} stands")

    assert len(standing_of(called).standing) == MOST
    for act in (
        lambda: stand(called, [people["eli"]], noon),
        lambda: verbs.answer(election=called, stands=True, by=crowd[MOST - 1], at=noon, key="late"),
    ):
        with pytest.raises(Fault) as full:
            act()
        assert full.value.code == "elections.list-full"


def test_a_body_that_is_amended_away_has_no_election_any_more_and_no_other_waits_for_it(
    called: Election, people: People, noon: Moment, monkeypatch: pytest.MonkeyPatch, signed_in: SignedIn
) -> None:
    chair = call("chair", people["ada"], noon, key="chair")
    for one in (called, chair):
        dee: dict[str, Any] = {"person": "dee", "by": people["dee"], "at": noon}
        verbs.name_candidate(election=one, key=f"{one.pk}", **dee)
    amend(people["ada"], later(noon, 2), WITHOUT, NO_BOARD)
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: later(noon, 3))
    page = signed_in(people["ada"]).get(f"/c/harbour/elections/{called.pk}/")

    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: later(noon, 15))
    wake_all.func()

    assert page.status_code == 200
    assert standing_of(called).steps[Step.CALLED_OFF].because == RULE_GONE
    assert Step.PUT_TO_VOTE in standing_of(chair).steps


def test_a_body_that_is_amended_away_during_the_vote_seats_nobody(
    called: Election, people: People, noon: Moment, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand(called, [people["dee"], people["eli"]], noon)
    rank(called, [(people[key], "dee eli") for key in STOOD], later(noon, 18))
    amend(people["ada"], later(noon, 19), WITHOUT, NO_BOARD)

    done = verbs.bring_up_to(election=called, at=later(noon, 25))

    assert [(one.participant.key, one.period, one.because) for one in done.elected] == [
        ("dee", None, "posts.unknown"),
        ("eli", None, "posts.unknown"),
    ]
    assert not RolePeriod.objects.filter(role="board").exists()
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: later(noon, 26))
    shown = signed_in(people["ada"]).get(f"/c/harbour/elections/{called.pk}/")
    assert "elected, and not seated" in shown.content.decode()


def test_where_one_election_fails_the_others_go_on_and_the_failure_is_told(
    called: Election, people: People, noon: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair = call("chair", people["ada"], noon, key="chair")
    stand(chair, [people["dee"], people["eli"]], noon)
    before = verbs.bring_up_to

    def fails(*, election: Election, at: Moment) -> object:
        if election.pk == called.pk:
            raise ValueError("broken")
        return before(election=election, at=at)

    monkeypatch.setattr("toadlane.elections.waking.bring_up_to", fails)
    monkeypatch.setattr("toadlane.coops.clock.now", lambda _coop: later(noon, 15))

    with pytest.raises(ValueError, match="broken"):
        wake_all.func()

    assert Step.PUT_TO_VOTE in standing_of(chair).steps


def test_a_decision_leads_to_its_own_election_and_to_none_that_begins_alike(
    called: Election, people: People
) -> None:
    other = Election.objects.create(
        coop=called.coop,
        post=f"{called.post}-of-elders",
        seats=1,
        rule="ballot",
        article=called.article,
        from_day=called.from_day,
        nominations_until=called.nominations_until,
        called_by=people["ada"],
        called_at=called.called_at,
        called_on=called.called_on,
    )

    pages = [doors.decided_page(called.coop, subject_of(one)) for one in (called, other)]

    assert pages == [doors.page_of(called.coop, one.pk) for one in (called, other)]


def test_the_lot_is_drawn_once_however_often_it_is_asked_for(people: People, noon: Moment) -> None:
    chair = level(people, noon)
    drawn_by = [people["gil"], people["hal"]]
    verbs.draw(election=chair, by=drawn_by[0], at=later(noon, 20), key="one")

    with pytest.raises(Fault) as again:
        verbs.draw(election=chair, by=drawn_by[1], at=later(noon, 20), key="two")

    assert again.value.code == "elections.over"
    assert Happened.objects.filter(kind="drawn").count() == 1
    assert Entry.objects.filter(kind="election.lot-called.v1").count() == 1
    assert counting.lot(life_of(standing_of(chair).proposal))  # type: ignore[arg-type]  # it was put to the vote


def terms(row: Election) -> list[tuple[str, int]]:
    """Who sits, in the order they were seated, with the year their term ends."""
    periods = [(one.participant.key, one.period) for one in standing_of(row).elected]
    return [(key, period.valid_until.year) for key, period in periods if period and period.valid_until]


def test_of_those_level_a_lot_says_who_has_the_longer_term(
    called: Election, people: People, noon: Moment
) -> None:
    stand(called, [people[key] for key in ("dee", "eli", "fay")], noon)
    lines = ("dee", "dee", "eli", "eli", "fay", "fay")
    rank(called, list(zip(people.values(), lines, strict=False)), later(noon, 18))

    done = verbs.bring_up_to(election=called, at=later(noon, 25))
    verbs.bring_up_to(election=called, at=later(noon, 26))

    entry = Entry.objects.get(kind="election.lot-called.v1")
    order = drawn(bytes(entry.commitment).hex(), ["Dee", "Eli", "Fay"])
    assert [one.participant.name for one in done.elected] == [*order]
    assert [year - called.from_day.year for _who, year in terms(called)] == [2, 1, 1]


def test_where_nobody_is_level_no_lot_says_who_has_the_longer_term(
    called: Election, people: People, noon: Moment
) -> None:
    stand(called, [people[key] for key in ("dee", "eli", "fay")], noon)
    lines = ("fay", "fay", "fay", "eli", "eli", "dee")
    rank(called, list(zip(people.values(), lines, strict=False)), later(noon, 18))

    verbs.bring_up_to(election=called, at=later(noon, 25))

    assert [who for who, _year in terms(called)] == ["fay", "eli", "dee"]
    assert not Entry.objects.filter(kind="election.lot-called.v1").exists()
