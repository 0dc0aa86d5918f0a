"""Reading and writing `.pb` files, and what is wrong with them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaws.decisions.budgets.pb import Listed, read_pb, read_projects, write_pb
from bylaws.decisions.budgets.sharing import MOST_PROJECTS, Project, Sharing
from bylaws.kernel.faults import Fault
from tests.bylaws.decisions.budgets.telling import random_round

SOUND = """META
key;value
description;"Spring; the first"
num_projects;2
num_votes;4
budget;1000,5
vote_type;approval
max_length;2

PROJECTS
project_id;cost;category;name
7;600;culture;Books
p-2;450.25;;"Tools; to lend"
VOTES
voter_id;age;vote
a;33;7,p-2
b;;p-2 , 7
c;70;7
d;18;
"""
POINTS = SOUND.replace("approval", "scoring").replace("age;vote", "points;vote")
POINTS = (
    POINTS.replace("a;33;", "a;3,1;")
    .replace("b;;", "b;0,2;")
    .replace("c;70;", "c;5;")
    .replace("d;18;", "d;;")
)


def test_a_file_is_read_with_blank_ballots_and_amounts_with_decimals() -> None:
    assert read_pb(SOUND.encode()) == Sharing(
        100_050,
        (Project("7", 60_000, "Books"), Project("p-2", 45_025, "Tools; to lend")),
        {((0, 1), (1, 1)): 2, ((0, 1),): 1, (): 1},
        decimals=2,
        title="Spring; the first",
    )


def test_points_are_read_and_those_of_nothing_are_no_mark() -> None:
    found = read_pb(POINTS.encode())

    assert (found.ballot, dict(found.ballots)) == (
        "points",
        {((0, 3), (1, 1)): 1, ((0, 2),): 1, ((0, 5),): 1, (): 1},
    )
    assert read_pb(write_pb(found).encode()) == found


def test_a_file_is_read_in_every_form_other_programs_write() -> None:
    forms = [
        SOUND.replace("\n", "\r\n").encode(),
        SOUND.encode("utf-8-sig"),
        SOUND.encode("utf-16"),
        SOUND.replace("META\n", "meta;\n").replace("vote_type", "Vote_Type").encode(),
        SOUND.replace("approval", "choose-1").encode(),
        SOUND.replace("7;600;culture;Books", " 7 ; 600 ;culture; Books ").encode(),
        SOUND.replace("META\n", "\n ;\n META ; \n").encode(),
    ]

    assert [read_pb(raw) for raw in forms] == [read_pb(SOUND.encode())] * len(forms)
    assert read_pb(POINTS.replace("scoring", "cumulative").encode()) == read_pb(POINTS.encode())


LIMITS = [
    "min_length;0",
    "min_length;0.0",
    "max_length;2.0",
    "max_length;",
    "max_sum_cost;1050.25",
    "max_sum_cost;99999",
    "min_sum_cost;0",
    "max_points;5\nmin_points;0",
    "max_sum_points;5",
    "min_sum_points;0",
    "default_score;0.0",
]


@pytest.mark.parametrize("limit", LIMITS)
def test_what_every_ballot_keeps_to_changes_nothing(limit: str) -> None:
    for text in (SOUND, POINTS):
        limited = text.replace("max_length;2", limit)
        assert read_pb(limited.encode()) == read_pb(text.encode()), limit


def test_other_programs_say_that_there_is_nothing_by_a_word() -> None:
    said = POINTS.replace("d;;\n", "d;None;None\n").replace("7;600;culture;Books", "7;600;None;none")
    found = read_pb(said.encode())

    assert (found.projects[0].name, found.ballots[()]) == ("", 1)
    assert "1;;None\n" in write_pb(found)


PABULIB = """META;
key;value;
description;Municipal PB in a town, Old Harbour
country;Nowhere
unit;Town
subunit;Old Harbour
instance;2023
num_projects;3
num_votes;4
budget;600000.00
vote_type;approval
rule;greedy
date_begin;09.10.2023
date_end;23.10.2023
min_length;1
max_length;2
max_sum_cost;600000.00
language;en
edition;6
comment;#1: ballots are as they were cast
PROJECTS;;;;;;
project_id;cost;votes;name;category;target;selected
12;450000;3;Trees along the quay;environmental protection,public space;adults,seniors;1
5;200000;2;Books, for the "small" library;education;children;0
31;99999.99;1;Benches;public space;seniors;1
VOTES;;;;;
voter_id;age;sex;voting_method;neighborhood;vote
1;34;F;internet;Quay;12,31
2;71;M;paper;None;12
3;None;None;internet;Hill;5
4;19;F;internet;Quay;5
"""


def test_a_file_as_the_library_publishes_them_is_read() -> None:
    found = read_pb(PABULIB.encode())

    assert (found.budget, found.decimals, found.voters) == (60_000_000, 2, 4)
    assert [(one.key, one.cost) for one in found.projects] == [
        ("12", 45_000_000),
        ("5", 20_000_000),
        ("31", 9_999_999),
    ]
    assert found.projects[1].name == 'Books, for the "small" library'
    assert (found.backers, dict(found.ballots)[((1, 1),)]) == ((2, 2, 1), 2)
    assert "neighborhood" not in write_pb(found)


def test_names_and_whatever_else_is_told_may_be_missing() -> None:
    bare = SOUND.replace("category;name", "category;title").replace("description;", "about;")
    found = read_pb(bare.encode())

    assert ([one.name for one in found.projects], found.title) == (["", ""], "")
    short = SOUND.replace('p-2;450.25;;"Tools; to lend"', "p-2;450.25").replace("d;18;\n", "d\n")
    assert (read_pb(short.encode()).projects[1].name, read_pb(short.encode()).voters) == ("", 4)


def test_a_known_currency_keeps_its_decimals() -> None:
    found = read_pb(
        SOUND.replace("budget;1000,5", "currency;USD\nbudget;1000").replace("450.25", "450").encode()
    )

    assert (found.budget, found.decimals, found.currency, found.step) == (100_000, 2, "USD", 100)
    assert "budget;1000.00\n" in write_pb(found)


@pytest.mark.parametrize("points", [1, 3])
def test_what_is_written_is_read_as_the_same_round(points: int) -> None:
    for seed in range(20):
        found = random_round(seed, points=points)
        assert read_pb(write_pb(found).encode()) == found


NO_PROJECTS = SOUND.replace("7;600;culture;Books\n", "").replace('p-2;450.25;;"Tools; to lend"\n', "")
FAULTS = [
    ("nothing", "", "pb.parts", None),
    ("something else", "a;b\n1;2\n", "pb.parts", "1"),
    ("a part twice", SOUND + "VOTES\n", "pb.parts", "20"),
    ("a part missing", SOUND.partition("VOTES")[0], "pb.parts", None),
    ("no projects", NO_PROJECTS.replace("projects;2", "projects;0"), "pb.parts", None),
    ("a cell too large", SOUND.replace("Books", "B" * 140_000), "pb.parts", "12"),
    ("no keys", SOUND.replace("key;value", "what;value"), "pb.columns", "2"),
    ("no values", SOUND.replace("key;value", "key;is"), "pb.columns", "2"),
    ("no headings of projects", SOUND.replace("project_id;cost", "id;cost"), "pb.columns", "11"),
    ("no costs", SOUND.replace("project_id;cost", "project_id;price"), "pb.columns", "11"),
    ("no votes on ballots", SOUND.replace("age;vote\n", "age;votes\n"), "pb.columns", "15"),
    ("no points on ballots", POINTS.replace(";points;vote", ";score;vote"), "pb.points", "16"),
    ("a column twice", SOUND.replace("age;vote\n", "vote;vote\n"), "pb.columns", "15"),
    ("a ballot parted by semicolons", SOUND.replace("a;33;7,p-2", "a;33;7;p-2"), "pb.cells", "16"),
    ("two budgets", SOUND.replace("budget;", "Budget;9\nbudget;"), "pb.meta-twice", "7"),
    ("no budget", SOUND.replace("budget;", "money;"), "pb.meta", None),
    ("no kind", SOUND.replace("vote_type;approval\n", ""), "pb.meta", None),
    ("no number", SOUND.replace("num_votes;4\n", ""), "pb.meta", None),
    ("orders", SOUND.replace("approval", "ordinal"), "pb.ballot", None),
    ("fewer ballots", SOUND.replace("votes;4", "votes;5"), "pb.counts", None),
    ("more projects", SOUND.replace("projects;2", "projects;1"), "pb.counts", None),
    ("a negative cost", SOUND.replace("7;600", "7;-600"), "pb.amount", "12"),
    ("a cost of nothing", SOUND.replace("7;600", "7;0"), "pb.amount", "12"),
    ("a huge cost", SOUND.replace("7;600", "7;" + "9" * 30), "pb.amount", "12"),
    ("words for a budget", SOUND.replace("1000,5", "much"), "pb.amount", None),
    ("a project twice", SOUND.replace("p-2;450.25", "7;450.25"), "pb.project", "13"),
    ("a project without a key", SOUND.replace("7;600", ";600"), "pb.project", "12"),
    ("a project with a comma", SOUND.replace("7;600", '"7,8";600'), "pb.project", "12"),
    ("an unknown project", SOUND.replace("c;70;7", "c;70;8"), "pb.unknown", "18"),
    ("a project named twice", SOUND.replace("c;70;7", 'c;70;"7,7"'), "pb.twice", "18"),
    ("too many on a ballot", SOUND.replace("max_length;2", "max_length;1"), "pb.most", "16"),
    ("too many points", POINTS.replace("max_length;2", "max_points;4"), "pb.most", "18"),
    ("too many points in all", POINTS.replace("max_length;2", "max_sum_points;3"), "pb.most", "16"),
    ("too dear a ballot", SOUND.replace("max_length;2", "max_sum_cost;1050,24"), "pb.most", "16"),
    ("nothing on a ballot", SOUND.replace("max_length;2", "min_length;1"), "pb.least", "19"),
    ("too few on a ballot", SOUND.replace("max_length;2", "min_length;2"), "pb.least", "18"),
    ("too cheap a ballot", SOUND.replace("max_length;2", "min_sum_cost;600.01"), "pb.least", "18"),
    ("too few points", POINTS.replace("max_length;2", "min_points;1"), "pb.least", "17"),
    ("too few points in all", POINTS.replace("max_length;2", "min_sum_points;3"), "pb.least", "17"),
    ("a limit in words", SOUND.replace("max_length;2", "max_length;two"), "pb.limit", None),
    ("a limit within a project", SOUND.replace("max_length;2", "max_length;1.5"), "pb.limit", None),
    ("no limit at all", SOUND.replace("max_length;2", "max_sum_cost;∞"), "pb.limit", None),
    ("a limit below nothing", POINTS.replace("max_length;2", "min_points;-2"), "pb.limit", None),
    ("points nobody gave", POINTS.replace("max_length;2", "default_score;1"), "pb.default", None),
    ("points below nothing", POINTS.replace("c;5;", "c;-5;"), "pb.points", "18"),
    ("points for one of two", POINTS.replace("a;3,1;", "a;3;"), "pb.points", "16"),
]


@pytest.mark.parametrize(
    ("text", "code", "line"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS]
)
def test_a_file_that_is_wrong_says_what_and_where(text: str, code: str, line: str | None) -> None:
    with pytest.raises(Fault) as fault:
        read_pb(text.encode(), where="spring.pb")

    assert (fault.value.code, fault.value.where) == (code, f"spring.pb:{line}" if line else "spring.pb")
    assert "{" not in fault.value.says + fault.value.next_step


@pytest.mark.parametrize(
    ("cost", "minor", "decimals"),
    [
        ("450.123456", 450_123_456, 6),
        ("450,5", 45_050, 2),
        ("450.1234567", None, 0),
        ("999999999999999", 99_999_999_999_999_900, 2),
        ("1000000000000000", None, 0),
        ("450.", None, 0),
        (".5", None, 0),
        ("0.00", None, 0),
        ("٤٥٠", None, 0),
        ("4_50", None, 0),
        ("1e3", None, 0),
        ("+450", None, 0),
    ],
)
def test_an_amount_has_fifteen_digits_and_six_decimals_at_most(
    cost: str, minor: int | None, decimals: int
) -> None:
    raw = SOUND.replace("450.25", cost).replace("1000,5", "1000,55").encode()

    assert read_or_refused(raw) == (
        "pb.amount" if minor is None else ((60_000 * 10 ** (decimals - 2), minor), decimals)
    )


def read_or_refused(raw: bytes) -> object:
    """What the projects cost, and with how many decimals; or the fault."""
    try:
        found = read_pb(raw)
    except Fault as fault:
        return fault.code
    return tuple(one.cost for one in found.projects), found.decimals


@pytest.mark.parametrize(
    ("points", "read"),
    [
        ("999999999999999", 999_999_999_999_999),
        ("1000000000000000", None),
        ("٣", None),
        ("²", None),
        ("2.0", None),
        ("", None),
    ],
)
def test_points_are_whole_numbers_of_fifteen_digits_at_most(points: str, read: int | None) -> None:
    raw = POINTS.replace("c;5;", f"c;{points};").encode()

    if read is None:
        assert read_or_refused(raw) == "pb.points"
    else:
        assert read_pb(raw).ballots[((0, read),)] == 1


def test_a_currency_nobody_knows_is_not_kept_and_a_known_one_has_its_decimals() -> None:
    unknown = read_pb(SOUND.replace("budget;", "currency;GOLD\nbudget;").encode())
    yen = read_pb(
        SOUND.replace("budget;1000,5", "currency;JPY\nbudget;1000").replace("450.25", "450").encode()
    )

    assert (unknown.currency, unknown.decimals) == ("", 2)
    assert (yen.currency, yen.decimals, yen.budget, yen.step) == ("JPY", 0, 1000, 1)


def test_as_many_projects_as_may_and_one_more_is_refused() -> None:
    many = Sharing(9, tuple(Project(f"{n}", 1) for n in range(MOST_PROJECTS)), {((0, 1),): 1})
    text = write_pb(many)
    more = text.replace(f"num_projects;{MOST_PROJECTS}", f"num_projects;{MOST_PROJECTS + 1}")

    assert read_pb(text.encode()) == many
    with pytest.raises(Fault) as fault:
        read_pb(more.replace("VOTES\n", f"{MOST_PROJECTS};1;\nVOTES\n").encode())
    assert fault.value.code == "pb.project"


def test_another_encoding_is_said_and_without_a_name_only_the_line() -> None:
    with pytest.raises(Fault) as encoded:
        read_pb("META\nkey;value\ndescription;José\n".encode("latin-1"))
    with pytest.raises(Fault) as unknown:
        read_pb(SOUND.replace("c;70;7", "c;70;8").encode())

    assert (encoded.value.code, encoded.value.where) == ("pb.encoding", None)
    assert (unknown.value.says, unknown.value.where) == ("“8” is none of the projects.", "18")


HEADED = ("META\n", "PROJECTS\n", "VOTES\n", "key;value\n", "project_id;cost\n", "voter_id;vote\n")
TOLD = ("budget;5\n", "vote_type;approval\n", "num_projects;1\n", "num_votes;0\n", "A;3\n", "1;A\n")
PIECES = (*HEADED, *TOLD, '"', ";", "\n", "\x00")


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.lists(st.sampled_from(PIECES), max_size=30).map(lambda one: "".join(one).encode()),
    )
)
def test_any_bytes_are_a_round_or_a_fault(raw: bytes) -> None:
    found, wrong = None, "pb. and no sentence"
    try:
        found = read_pb(raw, where="any.pb")
    except Fault as fault:
        wrong = f"{fault.code} {fault.says}"

    assert wrong.startswith("pb.")
    assert found is None or read_pb(write_pb(found).encode()) == found


def test_the_projects_of_a_file_are_read_without_its_ballots_and_where_there_are_none() -> None:
    whole = read_projects(SOUND.encode())
    alone = read_projects(b"PROJECTS\nproject_id;cost;name\n1;60.5;Books\nb;7;\n", where="a.pb")

    assert (whole.projects, whole.votes) == (read_pb(SOUND.encode()).projects, read_pb(SOUND.encode()).voters)
    assert alone == Listed((Project("1", 605, "Books"), Project("b", 70, "")), 1, "", 0)
    with pytest.raises(Fault) as fault:
        read_projects(b"META\nkey;value\nbudget;9\n", where="a.pb")
    assert (fault.value.code, fault.value.where) == ("pb.parts", "a.pb")
