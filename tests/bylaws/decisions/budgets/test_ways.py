"""What is funded by each way of counting, and why."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bylaws.decisions.budgets.count import count
from bylaws.decisions.budgets.funded import Completion, Step, Way
from bylaws.decisions.budgets.sharing import MOST_PROJECTS, Project, Sharing, sharing
from bylaws.decisions.budgets.ties import Ties
from bylaws.kernel.faults import Fault, Refused
from bylaws.words.tell import tell
from tests.bylaws.decisions.budgets.telling import COST, COUNT, GREEDY, WAYS, got, told

TOWN = told(100, "A60 B40 C30 D30", "6 AB", "2 C", "2 CD")


@pytest.mark.parametrize(
    ("way", "funded"),
    [
        (GREEDY, "AB"),
        (COST, "(AB)"),
        (COUNT, "BC"),
        (Way("equal-shares", "cardinality", "greedy"), "BCD"),
        (Way("equal-shares", "cardinality", "add1-exhaustive"), "BC"),
        (Way("equal-shares", "cardinality", "add1-overspend"), "BC"),
    ],
)
def test_each_way_funds_what_it_is_known_to(way: Way, funded: str) -> None:
    """A majority of six could take all by greedy; by equal shares each group has what its part pays for."""
    assert got(count(TOWN, way)) == funded


def test_greedy_gives_a_majority_everything_and_equal_shares_gives_each_group_its_part() -> None:
    sharing = told(100, "A60 B40 C39", "7 AB", "3 C")

    assert (got(count(sharing, GREEDY)), got(count(sharing, COUNT))) == ("AB", "B")
    assert got(count(told(100, "A60 B40 C30", "7 AB", "3 C"), COUNT)) == "BC"


def test_who_has_less_gives_all_they_have_and_the_others_share_the_rest() -> None:
    """Ten each: A takes 6 of Ada and Bo; for B Ada and Bo have 4 left, and Chi pays 8."""
    counted = count(told(30, "A12 B16", "2 AB", "1 B"), COUNT)

    assert [(step.project, step.left, step.most, step.short) for step in counted.steps] == [
        (1, 14, Fraction(16, 3), 0)
    ]
    later = count(told(30, "A8 B18", "2 AB", "1 B"), COUNT)
    assert [(step.project, step.most, step.short) for step in later.steps] == [
        (0, Fraction(4), 0),
        (1, Fraction(6), 2),
    ]


def test_the_utility_decides_between_many_small_and_one_large() -> None:
    sharing = told(60, "A60 B20 C25", "6 ABC")

    assert [got(count(sharing, way)) for way in (COST, COUNT)] == ["(ABC)", "BC"]
    assert got(count(sharing, COST, lot="A")) == "(ABC)"
    assert got(count(sharing, COST, lot="ACB")) == "A"


def test_points_are_what_a_project_is_worth_to_its_voter() -> None:
    sharing = told(20, "A10 B10", "1 A3 B1", "1 B2")

    assert got(count(sharing, GREEDY, lot="BA")) == "AB"
    counted = count(sharing, COUNT, lot="AB")
    assert (got(counted), [step.most for step in counted.steps]) == (
        "AB",
        [Fraction(10, 3), Fraction(5)],
    )


@pytest.mark.parametrize(
    ("ties", "lot", "funded"),
    [
        ("lot", "", "(ABC)"),
        ("lot", "AB", "(ABC)"),
        ("lot", "BAC", "B"),
        ("earlier-first", "", "A"),
        ("cheaper-first", "", "(BC)"),
        ("cheaper-first", "CBA", "C"),
    ],
)
def test_equals_are_told_apart_as_the_charter_says_or_wait_for_a_lot(
    ties: Ties, lot: str, funded: str
) -> None:
    assert got(count(told(10, "A10 B9 C9", "2 ABC"), GREEDY, ties=ties, lot=lot)) == funded


def test_by_equal_shares_too_the_lot_or_the_charter_tells_equals_apart() -> None:
    """Three pay for one of two, and no more: which is funded depends on who goes first."""
    sharing = told(30, "A20 B20", "3 AB")

    assert [got(count(sharing, COUNT, ties=ties)) for ties in ("lot", "earlier-first")] == ["(AB)", "A"]
    assert got(count(sharing, COUNT, lot="BA")) == "B"


def test_where_the_close_figures_do_not_tell_the_exact_ones_do() -> None:
    """Thirds of a cent: what three have left is exactly what it costs, or one part too little."""
    enough = told(100, "A50 B50", "3 AB", "3 -")
    sharing = told(1, "A1", "1 A", "2 -")

    large = 3 * 2**30 + 2

    assert got(count(told(100, "A100", "3 A"), COUNT)) == "A"
    assert [got(count(told(large, f"A{2**31 + more}", "2 A", "1 -"), COUNT)) for more in (1, 2)] == ["A", ""]
    assert (got(count(enough, COUNT, lot="AB")), got(count(sharing, COUNT))) == ("A", "")
    assert got(count(told(7, "A3 B4", "3 AB"), COUNT)) == "AB"


def test_the_cheaper_of_two_goes_first_where_it_is_alone() -> None:
    assert got(count(told(10, "A10 B9", "2 AB"), GREEDY, ties="cheaper-first")) == "B"


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_no_lot_is_asked_for_where_no_order_changes_anything(way: Way) -> None:
    """Two groups alike, each with its own project; and three that all fit."""
    assert set(got(count(told(20, "A10 B10", "2 A", "2 B"), way))) == {*"AB"}
    assert set(got(count(told(30, "A10 B10 C10", "3 ABC"), way))) == {*"ABC"}


def test_a_tie_in_a_later_run_or_in_the_rest_waits_too() -> None:
    sharing = told(20, "A12 B12", "1 AB", "1 A", "1 B", "1 -")
    ways = [Way("equal-shares", "cost", told) for told in ("none", "greedy", "add1-overspend")]

    assert [got(count(sharing, way)) for way in ways] == ["", "(AB)", "(AB)"]
    assert [got(count(sharing, way, lot="BA")) for way in ways[1:]] == ["B", "B"]


@pytest.mark.parametrize(
    ("round_", "completion"),
    [
        (told(30, "A20 B20 C3", "3 ABC"), "none"),
        (told(30, "A20 B20 C3", "3 ABC"), "add1-overspend"),
        (told(40, "A30 B30 C8", "1 ABC", "1 BAC", "2 -"), "greedy"),
    ],
)
def test_what_was_funded_before_a_tie_stays_told(round_: Sharing, completion: Completion) -> None:
    counted = count(round_, Way("equal-shares", "cardinality", completion))

    assert (got(counted), [step.by for step in counted.steps]) == ("C(AB)", ["equal-shares"])


def test_where_nobody_voted_or_nobody_marked_anything_nothing_is_funded() -> None:
    nobody = Sharing(10, (Project("A", 5),), {})
    blank = told(10, "A5", "3 -")

    assert [got(count(one, way)) for one in (nobody, blank) for way in WAYS] == [""] * 2 * len(WAYS)
    assert count(blank, COST).left == 10


def test_one_more_of_those_with_most_left_would_have_brought_it_about() -> None:
    counted = count(told(30, "A10 B12", "2 A", "1 B"), COUNT)

    assert [tell(part).sentence for part in counted.verdicts[1].reason.parts] == [
        "Whoever marked it (1) had 10 left in all.",
        "At 10 it would have been funded.",
        "It would have been funded had 1 more of those with most left marked it.",
    ]
    assert got(count(told(30, "A10 B12", "1 A", "1 AB", "1 B"), COUNT)) == "AB"


@pytest.mark.parametrize(
    ("round_", "project", "says"),
    [
        (told(23, "A12 B12 C6", "2 B", "4 AC"), 1, "had 2 more of those with most left marked it"),
        (
            told(25, "A9 B5 C4 D10", "1 BC", "1 ABD", "1 ABCD", "1 -", "1 B"),
            0,
            "had 1 more of those with most",
        ),
        (told(14, "A10 B12", "2 -", "1 AB", "1 A"), 1, "had 2 more marked it"),
    ],
    ids=["fewer of those with most left", "as many", "fewer marks"],
)
def test_it_is_said_by_which_way_the_fewest_would_have_brought_it_about(
    round_: Sharing, project: int, says: str
) -> None:
    """Three, one and three would have been enough by the other way."""
    counted = count(
        round_, Way("equal-shares", "cost", "greedy"), lot=round_.keys(range(4)[: len(round_.projects)])[::-1]
    )

    last = tell(counted.verdicts[project].reason.parts[-1]).sentence
    assert last.startswith(f"It would have been funded {says}")


def test_a_count_that_would_raise_for_ever_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bylaws.decisions.budgets.count.MOST_RAISES", 20)
    sharing = told(10**9, "A900000000 B1", "1 A", "99999 B")

    with pytest.raises(Refused) as fault:
        count(sharing, Way("equal-shares", "cost", "add1-overspend"))

    assert (fault.value.code, fault.value.says, fault.value.next_step) == (
        "funding.raised",
        "Parts were raised as often as may be (20), and another project still fits.",
        "Count it with another completion.",
    )


def test_why_each_is_funded_or_not_is_told_in_sentences() -> None:
    round_ = sharing(
        9000,
        [Project("a", 6000, "Lessons"), Project("b", 4000, "Books"), Project("c", 100)],
        [{"a": 1}, {"a": 1, "b": 1}, {"b": 1}],
        currency="USD",
    )
    greedy = count(round_, GREEDY, ties="earlier-first")
    shares = count(round_, COUNT)

    assert [tell(one.reason).sentence for one in greedy.verdicts] == [
        "Lessons is funded: 2 marked it, and its 60.00 USD fit into what was there; 30.00 USD is left.",
        "Books, which costs 40.00 USD, is not funded.",
        "c, which costs 1.00 USD, is not funded.",
    ]
    assert [
        [tell(part).sentence for part in one.reason.parts] for one in (*greedy.verdicts, *shares.verdicts)
    ] == [
        [],
        [
            "When its turn came, 30.00 USD was left.",
            "At 30.00 USD it would have been funded.",
            "It would have been funded had 1 more marked it.",
        ],
        ["Nobody marked it."],
        [
            "Whoever marked it (2) had 40.00 USD left in all.",
            "At 40.00 USD it would have been funded.",
        ],
        [],
        ["Nobody marked it."],
    ]
    assert tell(shares.reason).sentence == "Funded: Books. 50.00 USD is left."
    assert tell(count(round_, GREEDY).reason).sentence == (
        "It stops: a lot has to say which goes first: Lessons, Books."
    )
    assert count(round_, GREEDY).verdicts == ()


def test_everything_is_there_as_plain_json() -> None:
    counted = count(told(30, "A8 B18", "2 AB", "1 B"), COUNT)

    answer = counted.as_json(why=True)

    assert answer.pop("explanation")["code"] == "funded.came-to"  # type: ignore[index,call-overload]
    assert answer == {
        "format": "toad-lane-funding/1",
        "method": "equal-shares",
        "utility": "cardinality",
        "completion": "none",
        "article": None,
        "ballot": "approval",
        "budget": "30",
        "voters": 3,
        "each": "10",
        "raised": 0,
        "funded": ["A", "B"],
        "left": "4",
        "tie": None,
        "projects": [
            {"project": "A", "name": "Project A", "cost": "8", "votes": 2, "points": 2, "funded": True},
            {"project": "B", "name": "Project B", "cost": "18", "votes": 3, "points": 3, "funded": True},
        ],
        "steps": [
            {"by": "equal-shares", "project": "A", "left": "22", "most": "4", "short": 0},
            {"by": "equal-shares", "project": "B", "left": "4", "most": "6", "short": 2},
        ],
    }
    assert counted.steps[0] == Step("equal-shares", 0, 22, Fraction(4), 0, counted.steps[0].reasons)


def test_where_it_waits_for_a_lot_or_is_counted_by_points_alone_json_says_no_more_than_there_is() -> None:
    waits = count(told(10, "A10 B10", "2 AB"), GREEDY).as_json()
    greedy = count(told(10, "A10 B10", "2 AB", "1 A"), GREEDY).as_json()

    assert (waits["tie"], waits["funded"], waits["steps"], waits["left"]) == (["A", "B"], [], [], "10")
    assert (greedy["tie"], greedy["each"], greedy["raised"]) == (None, None, 0)
    assert greedy["steps"] == [{"by": "greedy", "project": "A", "left": "0"}]
    assert "explanation" not in {*waits, *greedy}


def test_a_round_without_a_currency_is_in_whole_numbers_and_points_of_nothing_are_no_mark() -> None:
    plain = sharing(9, [A, Project("B", 1)], [{"A": 0}, {"A": 1, "B": 0}, {}, {"A": 1}])

    assert (plain.currency, plain.title, plain.decimals, plain.step, plain.ballot) == (
        "",
        "",
        0,
        1,
        "approval",
    )
    assert dict(plain.ballots) == {(): 2, ((0, 1),): 2}
    assert (plain.voters, plain.support, plain.backers) == (4, (2, 0), (2, 0))
    many = sharing(9, [Project(f"{n}", 1) for n in range(MOST_PROJECTS)], [])
    assert len(many.projects) == MOST_PROJECTS
    dollars = sharing(900, [A], [], currency="USD")
    assert (dollars.step, str(dollars.amount(5))) == (100, "0.05 USD")


A = Project("A", 5)


@pytest.mark.parametrize(
    ("budget", "projects", "ballot", "way", "code"),
    [
        (0, [A], {}, (GREEDY, ""), "funding.budget"),
        (9, [], {}, (GREEDY, ""), "funding.projects"),
        (9, [A, A], {}, (GREEDY, ""), "funding.projects"),
        (9, [Project("A", 0)], {}, (GREEDY, ""), "funding.cost"),
        (9, [Project("A", -5)], {}, (GREEDY, ""), "funding.cost"),
        (9, [A], {"B": 1}, (GREEDY, ""), "funding.unknown"),
        (9, [A], {"A": 2}, (GREEDY, ""), "funding.points"),
        (9, [A], {"A": -1}, (GREEDY, ""), "funding.points"),
        (9, [A], {}, (GREEDY, "AA"), "funding.lot"),
        (9, [A], {}, (GREEDY, "B"), "funding.lot"),
        (9, [A], {}, (Way("greedy", "cost"), ""), "funding.way"),
        (9, [A], {}, (Way("equal-shares", "cost"), ""), "funding.way"),
    ],
)
def test_what_cannot_be_counted_is_refused(
    budget: int, projects: list[Project], ballot: dict[str, int], way: tuple[Way, str], code: str
) -> None:
    with pytest.raises(Fault) as fault:
        count(sharing(budget, projects, [ballot]), way[0], lot=way[1])

    assert fault.value.code == code
    assert "{" not in fault.value.says + fault.value.next_step
