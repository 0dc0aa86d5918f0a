"""What was said in an evaluation: whether it is written down, who reads it, and how long it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bylaws.kernel.faults import Refused
from tests.toadlane.candidacy.words import HARBOUR
from tests.toadlane.conftest import join
from toadlane.candidacy import verbs
from toadlane.candidacy.forgetting import forget
from toadlane.candidacy.forms import HoldForm
from toadlane.candidacy.models import Evaluation, EvaluationLine, EvaluationWords
from toadlane.charter.verbs import adopt_charter
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.coops.sight import may_see
from toadlane.record.models import Entry

RULE = "written = true\nseen_by = []"
MEMBERS, CANDIDATES = 'of = ["member"]\nby', 'of = ["candidate"]\nby'
HELD = dt.date(2024, 10, 2)
Says = Callable[[str], Callable[..., Evaluation]]


@pytest.fixture
def says(harbour: Coop, ada: Participant, bo: Participant, noon: Moment) -> Says:
    """Harbour adopts other words on evaluations; then Dee evaluates Bo, as Ada writes down."""

    def saying(words: str) -> Callable[..., Evaluation]:
        source = HARBOUR.replace(RULE, words).replace(MEMBERS, CANDIDATES)
        assert source != HARBOUR
        adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="charter")
        dee = join(harbour, "dee", "member", dt.date(2024, 1, 1))

        def holding(**other: object) -> Evaluation:
            told: dict[str, object] = {
                "participant": bo,
                "held_on": HELD,
                "by_whom": [dee],
                "views": ["peers"],
                "outcome": "goes-well",
                "line": "All is well.",
                "content": "We talked.",
                "by": ada,
                "at": noon,
                "key": "talk",
            }
            return verbs.hold_evaluation(**{**told, **other})  # type: ignore[arg-type]  # a story names what it changes

        return holding

    return saying


def test_whom_the_charter_names_reads_what_was_said(says: Says, harbour: Coop, noon: Moment) -> None:
    hold = says('written = true\nseen_by = ["listener"]')
    gil, eve = (join(harbour, key, "member", dt.date(2024, 1, 1)) for key in ("gil", "eve"))
    RolePeriod.objects.create(coop=harbour, participant=gil, role="listener", valid_from=dt.date(2024, 1, 1))

    words = hold().words

    assert (may_see(gil, words, on=noon.day), may_see(eve, words, on=noon.day)) == (True, False)
    assert may_see(words.participant, words, on=noon.day)


def test_where_nothing_is_written_down_there_is_no_place_for_it(says: Says) -> None:
    hold = says("written = false\nseen_by = []")

    with pytest.raises(Refused) as refused:
        hold()
    assert refused.value.code == "evaluation.unwritten"
    held = hold(content="  ", key="again")

    assert (held.outcome, EvaluationWords.objects.exists()) == ("goes-well", False)
    assert (
        "content" in HoldForm(others=[]).fields,
        "content" in HoldForm(others=[], written=False).fields,
    ) == (
        True,
        False,
    )


def test_what_was_said_is_kept_as_long_as_the_charter_says_and_not_a_day_longer(
    says: Says, harbour: Coop, noon: Moment
) -> None:
    says('written = true\nseen_by = []\nkept_for = "P6M"')()
    last = Moment(noon.instant, dt.date(2025, 4, 1))
    over = Moment(noon.instant, dt.date(2025, 4, 2))

    assert (forget(coop=harbour, at=last), EvaluationWords.objects.count()) == (0, 1)
    assert (forget(coop=harbour, at=over), forget(coop=harbour, at=over)) == (1, 0)

    assert not EvaluationWords.objects.exists()
    assert not EvaluationLine.objects.exists()
    assert Evaluation.objects.get().held_on == HELD  # that it was held stays
    assert Entry.objects.filter(kind="evaluation.forgotten.v1").count() == 1


def test_without_a_time_it_is_kept(says: Says, harbour: Coop, noon: Moment) -> None:
    says("written = true\nseen_by = [ ]")()

    assert forget(coop=harbour, at=Moment(noon.instant, dt.date(2999, 1, 1))) == 0
    assert EvaluationWords.objects.exists()
