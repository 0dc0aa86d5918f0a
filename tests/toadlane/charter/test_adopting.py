"""A co-op adopts its charter and amends it; what it adopted is never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from bylaws.kernel.faults import CharterSilent, Fault, InputFault, NotThere, RecordBroken, RecordMoved
from tests.toadlane.charter import texts
from tests.toadlane.charter.conftest import Amend
from tests.toadlane.crowds import all_at_once
from tests.toadlane.lifted import lifted
from toadlane.charter import reads, verbs
from toadlane.charter.models import CharterText
from toadlane.charter.verbs import TextRefused
from toadlane.coops import sight
from toadlane.coops.models import Coop, Once, Participant, Visibility
from toadlane.coops.moment import Moment
from toadlane.record import reads as record
from toadlane.record.models import Entry

CLICKS = 50


def written(coop: Coop) -> list[tuple[str, dt.date, dt.date, str]]:
    rows = CharterText.objects.filter(coop=coop).order_by("recorded_at")
    return [(row.name, row.adopted_on, row.takes_effect_on, row.entered_by) for row in rows]


def test_a_charter_is_kept_to_the_letter_with_its_days(harbour: Coop, charter: CharterText) -> None:
    assert written(harbour) == [("charter", dt.date(2024, 11, 30), dt.date(2025, 1, 1), "ada")]
    assert CharterText.objects.get().source == texts.HARBOUR
    assert charter.digest == reads.digest_of(texts.HARBOUR)


def test_adopting_is_recorded_with_the_digest_of_the_text(harbour: Coop, charter: CharterText) -> None:
    entry = Entry.objects.get()

    assert (entry.kind, entry.subject, entry.actor) == ("charter.adopted.v1", "charter", "ada")
    assert (record.content(entry) or {})["what"] == {
        "adopted_on": "2024-11-30",
        "decision": "",
        "digest": charter.digest,
        "name": "charter",
        "takes_effect_on": "2025-01-01",
    }


def test_who_may_see_what_follows_the_charter(harbour: Coop, charter: CharterText) -> None:
    assert sight.opened_in(harbour) == {
        "charter": frozenset({"world"}),
        "draft-talk": frozenset({"members", "candidates"}),
        "accounts": frozenset({"members", "candidates"}),
        "otherwise": frozenset({"members"}),
    }


def test_currency_zone_and_year_follow_the_charter(harbour: Coop, ada: Participant, noon: Moment) -> None:
    source = texts.HARBOUR.replace("America/New_York", "America/Chicago").replace("01-01", "07-01")

    verbs.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="k")

    kept = Coop.objects.get(pk=harbour.pk)
    assert (kept.currency, kept.time_zone, kept.fiscal_year_starts) == ("USD", "America/Chicago", "07-01")
    assert (harbour.time_zone, harbour.fiscal_year_starts) == ("America/Chicago", "07-01")


def test_a_charter_that_says_nothing_of_openness_leaves_all_to_members(
    harbour: Coop, ada: Participant, noon: Moment
) -> None:
    source = texts.HARBOUR.partition("## Article 12")[0]

    verbs.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="k")

    assert sight.opened_in(harbour) == {"otherwise": frozenset({"members"})}


def test_a_second_charter_is_refused_and_an_amendment_named_instead(
    harbour: Coop, charter: CharterText, ada: Participant, noon: Moment
) -> None:
    with pytest.raises(RecordMoved) as refused:
        verbs.adopt_charter(coop=harbour, source=texts.HARBOUR + "\nMore.\n", by=ada, at=noon, key="other")

    assert refused.value.code == "charter.adopted-already"
    assert (CharterText.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_fifty_clicks_at_once_adopt_one_charter(harbour: Coop, ada: Participant, noon: Moment) -> None:
    def click() -> CharterText:
        return verbs.adopt_charter(coop=harbour, source=texts.HARBOUR, by=ada, at=noon, key="k")

    rows = all_at_once([click] * CLICKS)

    assert {row.pk for row in rows} == {CharterText.objects.get().pk}
    assert (Entry.objects.count(), Once.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_charters_adopted_at_once_one_wins_and_the_other_is_told(
    harbour: Coop, ada: Participant, noon: Moment
) -> None:
    def adopting(key: str) -> Callable[[], str]:
        def adopt() -> str:
            try:
                verbs.adopt_charter(
                    coop=harbour, source=f"{texts.HARBOUR}\n{key}\n", by=ada, at=noon, key=key
                )
            except RecordMoved as moved:
                return moved.code
            return "adopted"

        return adopt

    outcomes = all_at_once([adopting("k1"), adopting("k2")])

    assert sorted(outcomes) == ["adopted", "charter.adopted-already"]
    assert (CharterText.objects.count(), Entry.objects.count()) == (1, 1)


def test_a_text_with_faults_is_refused_with_all_of_them(
    harbour: Coop, ada: Participant, noon: Moment
) -> None:
    source = texts.HARBOUR.replace('"25%"', "25").replace("eligible", "eligibel")

    with pytest.raises(TextRefused) as refused:
        verbs.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="k")

    told = refused.value
    lines = [source[: source.index(key)].count("\n") + 1 for key in ("share = 25", "eligibel")]
    assert [fault.article for fault in told.faults] == ["Article 9 — Surplus"] * len(told.faults)
    assert {fault.where for fault in told.faults} >= {f"charter.md:{line}" for line in lines}
    assert told.says.startswith(f"The text cannot be adopted yet: charter.md:{lines[0]}: ")
    assert (CharterText.objects.count(), Visibility.objects.count(), Once.objects.count()) == (0, 0, 0)


MODEL = texts.HARBOUR.replace("adopted = 2024-11-30\nfrom = 2025-01-01", "model = true")
TOMORROW = texts.HARBOUR.replace("adopted = 2024-11-30", "adopted = 2025-03-04")


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (MODEL, "charter.model"),
        (TOMORROW, "charter.not-adopted"),
        (texts.HARBOUR + "\x00", "charter.not-text"),
        (texts.HARBOUR + "\ud800", "charter.not-text"),
        ("", "charter.refused"),
        ("a" * 8_000_001, "charter.refused"),
    ],
    ids=["a model", "adopted tomorrow", "a null sign", "half a letter", "nothing", "far too long"],
)
def test_what_is_no_charter_of_this_coop_is_refused(
    harbour: Coop, ada: Participant, noon: Moment, source: str, code: str
) -> None:
    with pytest.raises(Fault) as refused:
        verbs.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="k")

    assert (refused.value.code, CharterText.objects.count()) == (code, 0)


def test_a_text_adopted_today_is_not_too_early(harbour: Coop, ada: Participant, noon: Moment) -> None:
    source = texts.HARBOUR.replace("adopted = 2024-11-30", "adopted = 2025-03-03")

    verbs.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="k")

    assert CharterText.objects.get().adopted_on == dt.date(2025, 3, 3)


def test_nobody_adopts_for_another_coop(harbour: Coop, ada: Participant, noon: Moment) -> None:
    quay = Coop.objects.create(slug="quay", name="Quay", currency="USD", time_zone="UTC")

    with pytest.raises(NotThere):
        verbs.adopt_charter(coop=quay, source=texts.HARBOUR, by=ada, at=noon, key="k")

    assert CharterText.objects.count() == 0


def test_an_amendment_stands_beside_the_charter_and_is_recorded(harbour: Coop, amend: Amend) -> None:
    amended = amend("2026-half", texts.half())

    assert written(harbour)[1:] == [("2026-half", dt.date(2025, 2, 20), dt.date(2026, 1, 1), "ada")]
    entry = Entry.objects.get(kind="charter.amended.v1")
    assert (record.content(entry) or {})["what"] == {
        "adopted_on": "2025-02-20",
        "decision": "members' meeting, item 3",
        "digest": amended.digest,
        "name": "2026-half",
        "takes_effect_on": "2026-01-01",
    }


@pytest.mark.parametrize("name", ["", "2026 half", "Half", "a" * 61, "half\n", "../half", "\ud800"])
def test_an_amendment_needs_a_name_people_can_link_to(amend: Amend, name: str) -> None:
    with pytest.raises(InputFault):
        amend_under(amend, name)

    assert CharterText.objects.count() == 1


def amend_under(amend: Amend, name: str) -> None:
    row = CharterText.objects.get()
    ada = Participant.objects.get(key="ada")
    at = Moment.of(row.recorded_at, coop=row.coop)
    verbs.adopt_amendment(coop=row.coop, name=name, source=texts.half(), by=ada, at=at, key="k")


@pytest.mark.parametrize("name", ["2026-half", "charter"])
def test_a_name_is_given_once(harbour: Coop, amend: Amend, ada: Participant, noon: Moment, name: str) -> None:
    amend("2026-half", texts.half())

    with pytest.raises(RecordMoved) as refused:
        verbs.adopt_amendment(coop=harbour, name=name, source=texts.closed(), by=ada, at=noon, key="other")

    assert (refused.value.code, CharterText.objects.count()) == ("amendment.adopted-already", 2)


def test_the_same_amendment_sent_twice_is_adopted_once(harbour: Coop, amend: Amend) -> None:
    assert amend("2026-half", texts.half()).pk == amend("2026-half", texts.half()).pk
    assert Entry.objects.filter(kind="charter.amended.v1").count() == 1


@pytest.mark.parametrize(
    "source",
    [
        texts.half().replace("replaces = [9]", "replaces = [8]"),
        texts.half().replace('"50%"', "50"),
        texts.elsewhere(currency="EUR"),
        texts.half("2025-06-01"),
    ],
    ids=["an article that is not there", "a bare number", "another currency", "surplus in mid-year"],
)
def test_an_amendment_that_does_not_fit_is_refused(amend: Amend, source: str) -> None:
    with pytest.raises(TextRefused):
        amend("2026-odd", source)

    assert CharterText.objects.count() == 1


def test_without_a_charter_there_is_nothing_to_amend(harbour: Coop, ada: Participant, noon: Moment) -> None:
    with pytest.raises(CharterSilent) as refused:
        verbs.adopt_amendment(coop=harbour, name="2026-half", source=texts.half(), by=ada, at=noon, key="k")

    assert refused.value.code == "charter.none"


def test_an_adopted_text_is_not_changed_by_the_model(charter: CharterText) -> None:
    charter.source = "Anything goes."

    with pytest.raises(RecordBroken):
        charter.save()

    assert CharterText.objects.get().source == texts.HARBOUR


@pytest.mark.parametrize(
    "change", ["UPDATE charter_chartertext SET source = ''", "DELETE FROM charter_chartertext"]
)
def test_an_adopted_text_is_not_changed_past_the_model(charter: CharterText, change: str) -> None:
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        connection.cursor().execute(change)

    assert CharterText.objects.get().source == texts.HARBOUR


def test_a_text_changed_behind_our_back_answers_no_question(harbour: Coop, charter: CharterText) -> None:
    with lifted(connection):
        connection.cursor().execute("UPDATE charter_chartertext SET source = 'Anything goes.'")
    reads.parsed.cache_clear()

    with pytest.raises(RecordBroken) as broken:
        reads.charter_of(harbour)

    assert broken.value.code == "charter.digest"
