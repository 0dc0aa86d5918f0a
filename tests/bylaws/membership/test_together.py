"""Several at once: people of a firm that is taken over, and of another co-op in a merger."""

from __future__ import annotations

import pytest

from bylaws.facts.people import Person, Spell
from bylaws.kernel.faults import InputFault, Refused
from bylaws.membership.admission import ready_for_next_stage
from bylaws.membership.together import OfFirm, Together, join_with_firm, merge
from bylaws.words.tell import CATALOGUES, tell
from tests.bylaws.membership.joining import charter, day, days, someone

KEYS = 'firm_joins_as = "member"\nfirm_joins_by = "take-over-firm"\nmerger_by = "merge"'
OPEN, TIGHT = charter(KEYS), charter(f"{KEYS}\nmembers_at_most = 3")
OURS = {"ada": someone(("member", "2020-01-01", None), key="ada")}
FIRM = (
    OfFirm("eli", "Eli", day("2025-05-31")),
    OfFirm("fay", "Fay"),
    OfFirm("gus", "Gus", day("2025-06-02")),
)


def test_whoever_of_the_firm_agreed_by_the_day_joins_as_a_member_and_nobody_else() -> None:
    answer = join_with_firm(FIRM, OURS, charter=OPEN, on=day("2025-06-01"))

    eli = Person("eli", "Eli", (Spell("member", days("2025-06-01")),))
    assert answer.value == Together((eli,), ("fay", "gus"), "take-over-firm", fits=True)
    assert [one.code for one in answer.reason.walk()] == [
        "together.firm",
        "together.joins",
        "together.not-agreed",
        "together.not-agreed",
    ]


def test_whoever_agrees_on_the_very_day_joins_on_it() -> None:
    found = join_with_firm(FIRM, OURS, charter=OPEN, on=day("2025-06-02")).value

    assert [one.key for one in found.people] == ["eli", "gus"]


@pytest.mark.parametrize(("more", "fits"), [((), True), ((OfFirm("hal", "Hal", day("2025-06-01")),), False)])
def test_all_who_join_at_once_need_room(more: tuple[OfFirm, ...], fits: bool) -> None:  # noqa: FBT001
    answer = join_with_firm((*FIRM, *more), OURS, charter=TIGHT, on=day("2025-06-02"))

    assert (answer.value.fits, answer.reason.parts[-1].code) == (
        fits,
        "members.room" if fits else "members.full",
    )


def test_where_nobody_takes_a_members_place_nobody_asks_for_room() -> None:
    candidates = charter(f"{KEYS}\nmembers_at_most = 1".replace('"member"', '"candidate"'))
    agreed_none = (OfFirm("fay", "Fay"),)

    for firm, text in ((FIRM, candidates), (agreed_none, TIGHT)):
        assert join_with_firm(firm, OURS, charter=text, on=day("2025-06-01")).value.fits


def test_where_the_charter_provides_for_neither_both_are_refused() -> None:
    with pytest.raises(Refused) as firm:
        join_with_firm(FIRM, OURS, charter=charter(), on=day("2025-06-01"))
    with pytest.raises(Refused) as merger:
        merge([], OURS, charter=charter(), on=day("2025-06-01"))

    assert (firm.value.code, merger.value.code) == ("firm.not-provided", "merger.not-provided")


THEIRS = (
    someone(("member", "2019-04-01", None), key="ivy"),
    someone(("candidate", "2025-01-31", None), key="jo"),
    someone(("member", "2018-01-01", "2025-05-01"), ("former", "2025-05-01", None), key="kim"),
    someone(("candidate", "2025-08-01", None), key="lou"),
)


def test_people_of_another_co_op_keep_their_stages_and_first_days_and_go_on_where_they_were() -> None:
    answer = merge(reversed(THEIRS), OURS, charter=OPEN, on=day("2025-06-01"))

    assert answer.value == Together(THEIRS[:2], ("kim", "lou"), "merge", fits=True)
    assert answer.reason.parts[1].values == {
        "person": "Jo",
        "stage": "candidate",
        "since": day("2025-01-31"),
    }
    jo = answer.value.people[1]
    ready = ready_for_next_stage(jo, 520 * 3600, members=2, charter=OPEN, on=day("2025-07-31"))
    assert ready.value


def test_members_of_both_need_room_and_candidates_take_none() -> None:
    two = {**OURS, "bo": someone(("sabbatical", "2024-01-01", None))}
    three = {**two, "chi": someone(("member", "2024-01-01", None), key="chi")}

    assert [merge(THEIRS, ours, charter=TIGHT, on=day("2025-06-01")).value.fits for ours in (two, three)] == [
        True,
        False,
    ]


@pytest.mark.parametrize("keys", [("ada",), ("eli", "eli")], ids=["who is here already", "two of one key"])
def test_two_people_of_one_key_cannot_come_in(keys: tuple[str, ...]) -> None:
    with pytest.raises(InputFault) as firm:
        join_with_firm([OfFirm(key, "Eli") for key in keys], OURS, charter=OPEN, on=day("2025-06-01"))
    with pytest.raises(InputFault) as merger:
        merge(
            [someone(("member", "2019-04-01", None), key=key) for key in keys],
            OURS,
            charter=OPEN,
            on=day("2025-06-01"),
        )

    assert (firm.value.code, merger.value.code) == ("together.key-twice", "together.key-twice")


def test_a_stage_that_only_the_other_co_op_knows_is_pointed_out() -> None:
    with pytest.raises(InputFault) as refused:
        merge([someone(("journeyman", "2019-04-01", None))], OURS, charter=OPEN, on=day("2025-06-01"))

    assert refused.value.code == "people.unknown-stage"


def test_who_comes_in_is_told_in_every_language() -> None:
    firm = join_with_firm(FIRM, OURS, charter=TIGHT, on=day("2025-06-01")).reason
    merger = merge(THEIRS, OURS, charter=TIGHT, on=day("2025-06-01")).reason

    told = {
        language: [tell(one, language=language).sentence for one in (firm, merger)] for language in CATALOGUES
    }

    assert told["en"] == [
        "People of the firm who join on 2025-06-01: 1; the members decide it (“take over firm”).",
        "People who come in with the merger on 2025-06-01: 2; the members decide it (“merge”).",
    ]
    assert len({*map(str, told.values())}) == 3
