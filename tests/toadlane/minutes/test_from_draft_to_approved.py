"""Minutes are written after a meeting that nobody held live, corrected, approved, and never changed again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from bylaws.kernel.faults import Fault, InputFault, NotThere, RecordBroken, RecordMoved, Refused
from bylaws.record.canonical import canonical
from bylaws.record.commitment import commit
from tests.toadlane.charter import texts
from tests.toadlane.minutes.conftest import HELD, House, key
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import Participant, RolePeriod
from toadlane.meetings.planned_rows import Part
from toadlane.minutes import verbs
from toadlane.minutes.forms import CorrectionForm
from toadlane.minutes.models import Action, Approval, CorrectionAnswer, Frozen, Line, Present
from toadlane.record.models import Entry
from toadlane.record.reads import stands

VOTE = """
## Article 4 — How we decide

```toml rule
kind = "decision"
name = "vote"
method = "majority"
threshold = "more than 1/2"
of = "votes-cast"
quorum = "1/2"
open_for = "P3D"
```
"""


def kinds() -> list[str]:
    found = Entry.objects.filter(kind__startswith="minutes.").order_by("pk")
    return [one.removeprefix("minutes.") for one in found.values_list("kind", flat=True)]


def test_minutes_of_a_meeting_nobody_ended_begin_with_its_agenda_and_are_begun_once(
    house: House,
) -> None:
    row = house.begin()

    assert verbs.begin(meeting=house.meeting, by=house.dee, at=house.at) == row
    assert list(Line.objects.values_list("part", "title", "order")) == [("issues", "The van", 1)]
    assert house.life(row).missing == ("attendance", "decisions", "actions")


def test_nothing_is_sent_out_while_a_required_part_is_empty_and_does_not_say_none(house: House) -> None:
    row = house.begin()
    with pytest.raises(Refused, match="who was there, what was decided, who does what"):
        verbs.send_out(minutes=row.pk, by=house.ada, at=house.at)

    verbs.set_attendance(minutes=row.pk, there=["ada", "bo"], by=house.ada, at=house.at)
    for part in ("decisions", "actions"):
        verbs.say_none(minutes=row.pk, part=part, none=True, by=house.ada, at=house.at)
    sent = verbs.send_out(minutes=row.pk, by=house.ada, at=house.at)

    assert verbs.send_out(minutes=row.pk, by=house.ada, at=house.at) == sent
    assert (house.life(row).phase, kinds()) == ("corrections", ["sent.v1"])


def test_two_on_one_line_lose_nothing(house: House) -> None:
    row = house.written()
    line = Line.objects.get(part="decisions")
    house.write(row, "decisions", "We rent it.", line=line.pk, edition=1, by=house.ada)

    with pytest.raises(RecordMoved, match="changed this meanwhile"):
        house.write(row, "decisions", "We borrow it.", line=line.pk, edition=1, by=house.dee)

    line.refresh_from_db()
    assert (line.text, line.edition) == ("We rent it.", 2)
    assert list(line.earlier.values_list("text", "edition")) == [("We buy the **van**.", 1)]


def test_a_correction_is_accepted_into_another_edition_or_declined_with_a_reason(house: House) -> None:
    row, line = house.sent(), Line.objects.get(part="decisions")
    house.approve(row, house.ada)
    first = house.suggest(row, house.bo, line=line.pk, text="We buy a *used* van.")
    second = house.suggest(row, house.dee, line=line.pk, text="We buy two vans.")
    third = house.suggest(row, house.fay, part="attendance", whose="fay", there=True)
    more = house.suggest(row, house.dee, part="issues", text="The roof leaks.")
    house.answer(row, first, house.ada)

    with pytest.raises(RecordMoved, match="changed this meanwhile"):
        house.answer(row, second, house.ada)
    with pytest.raises(InputFault, match="Say why"):
        house.answer(row, second, house.ada, accepted=False)
    with pytest.raises(Refused, match="scribe"):
        house.answer(row, second, join_outside(house))
    house.answer(row, second, house.ada, text="We buy a *used* van, or two.", edition=2)
    house.answer(row, third, house.ada, accepted=False, because="You were ill.")
    house.answer(row, more, house.ada)

    life = house.life(row)
    line.refresh_from_db()
    assert (line.text, life.row.edition, life.now.value.approved_by) == (
        "We buy a *used* van, or two.",
        4,
        (),
    )
    assert [one.words.text for one in life.corrections][:2] == ["We buy a *used* van.", "We buy two vans."]
    assert CorrectionAnswer.objects.filter(accepted=False).get().because == "You were ill."
    assert "fay" not in life.there


def join_outside(house: House) -> Participant:
    """Fay was invited, and another is scribe: she writes nothing."""
    Part.objects.create(
        coop=house.coop,
        meeting=house.meeting,
        role="scribe",
        participant=house.ada,
        way="took",
        since=house.at.instant,
    )
    return house.fay


def test_approval_waits_for_every_correction_and_says_which(house: House) -> None:
    row = house.sent()
    line = Line.objects.get(part="decisions")
    one = house.suggest(row, house.bo, line=line.pk, text="We buy a boat.")

    with pytest.raises(Refused, match=r"wait for an answer: 1\. The first: Bo: We buy the"):
        house.approve(row, house.ada)

    house.answer(row, one, house.ada, accepted=False, because="No boat.")
    assert not hasattr(house.approve(row, house.ada), "frozen")


def test_what_is_found_after_the_time_for_corrections_comes_late_and_holds_nothing_up(house: House) -> None:
    row, line = house.sent(), Line.objects.get(part="decisions")
    house.later(8)
    taken, left = (
        house.suggest(row, house.fay, line=line.pk, text=text) for text in ("A used van.", "A boat.")
    )
    with pytest.raises(Refused, match="scribe"):
        house.answer(row, taken, join_outside(house))
    house.answer(row, taken, house.ada)
    assert (house.life(row).row.edition, house.life(row).now.value.approved_by) == (2, ())

    house.approve(row, house.ada, house.bo)

    frozen = Frozen.objects.get().words.content
    assert frozen["decisions"] == [{"proposal": None, "text": "A used van."}]
    house.answer(row, left, house.dee)
    told = [(one.late, one.answer.accepted, one.answer.carried_out) for one in house.life(row).corrections]
    assert told == [(True, True, True), (True, True, False)]
    assert Line.objects.get(part="decisions").text == "A used van."


def test_whether_enough_were_there_is_said_with_its_rule_and_frozen_with_the_text(
    house: House, signed_in: Callable[[Participant], Client]
) -> None:
    source = texts.HARBOUR.replace("\n## Article 6", f"{VOTE}\n## Article 6", 1)
    adopt_charter(coop=house.coop, source=source, by=house.ada, at=house.noon, key="charter")
    house.meeting.refresh_from_db()
    row = house.frozen()
    reason = {"article": "Article 4 — How we decide", "needed": 2, "of": 3, "there": 2}

    assert Frozen.objects.get().words.content["quorum"] == [{"rule": "vote", **reason}]
    page = f"/c/harbour/meetings/minutes/{row.pk}/"
    told = [signed_in(house.ada).get(f"{page}{one}").content.decode() for one in ("", "minutes.md")]
    assert ["2 of 3 who decide are needed; there are 2: enough." in one for one in told] == [True, True]


def test_whoever_was_absent_approves_nothing(house: House) -> None:
    row = house.sent()

    with pytest.raises(Refused, match="approved by those who were there"):
        house.approve(row, house.fay)

    assert not Approval.objects.exists()


def test_with_everybody_or_after_the_window_with_two_they_freeze_with_their_entry(house: House) -> None:
    row = house.sent()
    house.approve(row, house.ada, house.bo)
    assert not Frozen.objects.exists()
    house.later(8)
    verbs.settle(minutes=row, at=house.at)
    verbs.settle(minutes=row, at=house.at)

    frozen = Frozen.objects.select_related("words").get()
    entry = Entry.objects.get(pk=frozen.entry)
    content = frozen.words.content
    assert frozen.digest == commit(canonical(content), salt=bytes(frozen.words.salt)).hex()
    assert (entry.kind, entry.actor, stands(entry)) == ("minutes.frozen.v1", "", True)
    assert content["present"] == ["ada", "bo", "dee"]
    assert content["decisions"] == [{"proposal": None, "text": "We buy the **van**."}]
    assert content["actions"] == [{"due_on": "2025-03-10", "text": "Get three offers", "who": "dee"}]
    assert kinds() == ["sent.v1", "approved-by.v1", "approved-by.v1", "frozen.v1"]


def test_nothing_changes_in_frozen_minutes_and_what_was_wrong_stands_beside_them(house: House) -> None:
    row, line = house.frozen(), Line.objects.get(part="decisions")
    for act in (
        lambda: house.write(row, "decisions", "Never."),
        lambda: verbs.strike_line(minutes=row.pk, line=line.pk, by=house.ada, at=house.at),
        lambda: verbs.say_none(minutes=row.pk, part="issues", none=True, by=house.ada, at=house.at),
        lambda: verbs.set_attendance(minutes=row.pk, there=["ada"], by=house.ada, at=house.at),
        lambda: verbs.send_out(minutes=row.pk, by=house.ada, at=house.at),
    ):
        with pytest.raises(RecordMoved, match="approved"):
            act()
    with pytest.raises(RecordBroken):
        Frozen.objects.update(digest="")
    late = house.suggest(row, house.dee, line=line.pk, text="It was a boat.")
    with pytest.raises(Refused, match="Somebody else"):
        house.answer(row, late, house.dee)

    house.answer(row, late, house.bo)

    line.refresh_from_db()
    found = house.life(row).corrections[0]
    assert (line.text, found.late, found.answer.accepted) == ("We buy the **van**.", True, True)
    assert Frozen.objects.get().words.content["decisions"][0]["text"] == "We buy the **van**."


def test_a_closed_session_is_there_only_for_those_who_were_in_it(house: House) -> None:
    row = house.written()
    closed = verbs.begin_closed(
        minutes=row.pk, title="Pay of Fay", there=["dee"], by=house.ada, at=house.at, key=key()
    )
    house.write(closed, "decisions", "It stays as it is.", by=house.dee)

    assert sorted(Present.objects.filter(minutes=closed).values_list("participant__key", flat=True)) == [
        "ada",
        "dee",
    ]
    for outside in (house.bo, house.fay):
        with pytest.raises(NotThere):
            house.write(closed, "decisions", "I was here.", by=outside)


def test_an_action_lives_on_while_the_minutes_keep_how_it_was_promised(house: House) -> None:
    house.frozen()
    action = Action.objects.get()

    def step(what: str, **said: object) -> None:
        verbs.step(action=action.pk, what=what, by=house.bo, at=house.at, key=key(), **said)  # type: ignore[arg-type]

    step("given", who="fay")
    step("moved", due_on=dt.date(2025, 4, 1), because="ill")
    step("done")
    with pytest.raises(RecordMoved):
        step("dropped")
    step("reopened")
    with pytest.raises(RecordMoved):
        step("reopened")

    action.refresh_from_db()
    assert (action.who, action.due_on, action.over_on) == (house.fay, dt.date(2025, 4, 1), None)
    assert Frozen.objects.get().words.content["actions"][0]["who"] == "dee"
    assert list(action.steps.order_by("pk").values_list("what", flat=True)) == [
        "given",
        "moved",
        "done",
        "reopened",
    ]


def test_nobody_writes_minutes_of_a_meeting_to_come_nor_with_people_who_are_not_here(house: House) -> None:
    coming = house.plan("Coming", HELD + dt.timedelta(days=70))
    with pytest.raises(Refused, match="not begun yet"):
        verbs.begin(meeting=coming, by=house.ada, at=house.at)
    row = house.begin()
    for names in (["nobody"], ["ada", "\x00"]):
        with pytest.raises(InputFault):
            verbs.set_attendance(minutes=row.pk, there=names, by=house.ada, at=house.at)
    for part, text in (("nonsense", "x"), ("decisions", " ")):
        with pytest.raises(InputFault):
            house.write(row, part, text)
    with pytest.raises(InputFault):
        house.write(row, "issues", "x" * 10_001)


def test_a_click_sent_twice_does_it_once(house: House) -> None:
    row = house.sent()
    for _ in range(2):
        verbs.approve(minutes=row.pk, edition=1, by=house.bo, at=house.at)
    assert Approval.objects.count() == 1
    RolePeriod.objects.create(
        coop=house.coop, participant=house.fay, role="scribe", valid_from=dt.date(2024, 3, 1)
    )
    with pytest.raises(RecordMoved, match="changed this meanwhile"):
        verbs.approve(minutes=row.pk, edition=7, by=house.ada, at=house.at)


def test_no_correction_decides_what_the_meeting_could_not(house: House) -> None:
    """A dialogue without decision gets none by way of its minutes, and the register none by way of those."""
    house.meeting.decides = False
    house.meeting.save(update_fields=["decides"])
    row = house.begin()
    verbs.set_attendance(minutes=row.pk, there=["ada", "bo"], by=house.ada, at=house.at)
    house.write(row, "actions", "Ask the bank", who="bo")
    verbs.send_out(minutes=row.pk, by=house.ada, at=house.at)

    with pytest.raises(Fault) as refused:
        house.suggest(row, house.bo, part="decisions", text="Bo gets the van.")

    assert refused.value.code == "minutes.decides-nothing"
    offered = str(CorrectionForm(people=[], decides=False)["part"])
    assert ("decisions" in offered, "actions" in offered) == (False, True)


def test_corrections_make_minutes_no_longer_than_they_may_be(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toadlane.minutes.verbs.drafting.MOST", 4)
    row = house.sent()
    asked = [house.suggest(row, house.bo, text=f"And {nth}.") for nth in range(2)]
    house.answer(row, asked[0], house.ada)

    with pytest.raises(Fault) as refused:
        house.answer(row, asked[1], house.ada)

    assert refused.value.code == "minutes.many"
    assert len(house.life(row).lines) == 4
