"""Reading and writing `.blt` files, and what is wrong with them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaws.decisions.elections.blt import read_blt, write_blt
from bylaws.decisions.elections.papers import Election, Paper
from bylaws.kernel.faults import Fault
from tests.bylaws.decisions.elections.telling import random_election

SOUND = '''# three stand for two seats
3 2
-2
4 1 2 3 0   # four papers
2 3 0
1 0
1 3 1 0
3 1 2 3 0
0
"Ada ""the baker"""
"Bo"
"Chi"
"Board, spring"
'''


def test_a_file_is_read_with_withdrawals_blank_papers_and_remarks() -> None:
    found = read_blt(SOUND.encode())

    assert found == Election(
        ('Ada "the baker"', "Bo", "Chi"),
        {(0, 1, 2): 7, (2,): 2, (): 1, (2, 0): 1},
        withdrawn=frozenset({1}),
        seats=2,
        title="Board, spring",
    )
    assert (found.valid, found.blank, dict(found.cleared.orders)[0, 2]) == (10, 1, 7)
    assert read_blt(write_blt(found).encode()) == found


def test_a_file_is_read_in_every_form_other_programs_write() -> None:
    windows = SOUND.replace("\n", "\r\n")
    bare = SOUND.replace('"Ada ""the baker"""', "Ada").replace('"', "")
    together = SOUND.replace('"Bo"\n"Chi"\n', '"Bo" "Chi"\n')
    names = [
        read_blt(raw).candidates[1:]
        for raw in (
            windows.encode(),
            SOUND.encode("utf-8-sig"),
            SOUND.encode("utf-16"),
            bare.encode(),
            together.encode(),
            SOUND.replace("4 1 2", "4  01\t2").encode(),
            SOUND.replace("4 1 2", "4\t1\t2").encode(),
        )
    ]

    assert names == [("Bo", "Chi")] * 7


def test_level_candidates_and_points_are_read_and_written() -> None:
    found = read_blt(b"3 1\n2 1=2 3 0\n1 3 2=1 0\n4 2:5 1:1 0\n1 2 01 0\n0\nA\nB\nC\n")

    level = {Paper(((0, 1), (2,))): 2, Paper(((2,), (0, 1))): 1, Paper((), ((0, 1), (1, 5))): 4}
    assert (dict(found.orders), dict(found.others)) == ({(1, 0): 1}, level)
    assert read_blt(write_blt(found).encode()) == found


@pytest.mark.parametrize("seed", range(10))
def test_what_is_written_is_read_as_the_same_election(seed: int) -> None:
    found = random_election(seed)

    assert read_blt(write_blt(found).encode()) == found


NAMED = ('"Ada" Moss', "Bo", "“Ada” Moss", ' Chi  "the\tbaker" ', 'two\nlines\u2028"', '"', "#5 \x85", "Zoë")


def test_a_name_with_quotes_is_read_back_exactly_and_stands_there_as_other_programs_read_it() -> None:
    """OpenSTV takes `"`, anything but `"`, `"`, and nothing else but a remark; Droop ends a name at `"`."""
    found = Election(NAMED, {(0, 2): 3}, seats=2, title='Board, "spring"')

    file = write_blt(found)

    stands = file.split("\n0\n")[1].split("\n")
    assert stands[: len(NAMED) + 1] == [
        '"“Ada” Moss"',
        '"Bo"',
        '"“Ada” Moss"',
        '"Chi “the baker”"',
        '"two lines “"',
        '"“"',
        '"#5"',
        '"Zoë"',
        '"Board, “spring”"',
    ]
    assert stands[len(NAMED) + 1 :] == [
        r'# exactly 1: "\"Ada\" Moss"',
        r'# exactly 4: " Chi  \"the\tbaker\" "',
        '# exactly 5: "two\\nlines\u2028\\""',
        r'# exactly 6: "\""',
        '# exactly 7: "#5 \x85"',
        r'# exactly 9: "Board, \"spring\""',
        "",
    ]
    assert read_blt(file.encode()) == read_blt(file.replace("\n", "\r\n").encode()) == found


def test_a_remark_that_says_another_name_is_not_heard() -> None:
    file = '2 1\n0\n"Ada"\n"Bo"\n" "\n'
    remarks = ('1: "Eve"', '2: "Bo', '2: "B" "o"', '9: ""')

    found = read_blt((file + "".join(f"# exactly {one}\n" for one in remarks)).encode())

    assert (found.candidates, found.title) == (("Ada", "Bo"), "")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(max_size=8).filter(str.strip), min_size=2, max_size=4, unique=True), st.text(max_size=8)
)
def test_whatever_names_and_title_there_are_come_back(names: list[str], title: str) -> None:
    found = Election(tuple(names), {(0,): 1}, title=title)

    assert read_blt(write_blt(found).encode()) == found


PIECES = (
    b"1",
    b"2",
    b"3",
    b"0",
    b" ",
    b"\n",
    b"-",
    b"=",
    b":",
    b"#",
    b'"A"',
    b"B",
    b"\xff",
    b"2 1\n",
    b"\n0\nA\nB\n",
)
FAULTS = [
    ("nothing", b"", "blt.empty", None),
    ("only a remark", b"# nothing\n", "blt.empty", None),
    ("another encoding", "2 1\n0\nJosé\nBo\n".encode("latin-1"), "blt.encoding", None),
    ("half of UTF-16", b"\xff\xfe1", "blt.encoding", None),
    ("one number", b"3\n0\n", "blt.first", "1"),
    ("words", b"three two\n0\n", "blt.first", "1"),
    ("ten thousand candidates", b"10000 2\n0\n", "blt.candidates", "1"),
    ("nobody", b"0 2\n0\n", "blt.candidates", "1"),
    ("no seat", b"2 0\n0\nA\nB\n", "blt.seats", "1"),
    ("half a paper", b"2 1\n1.5 1 0\n0\nA\nB\n", "blt.number", "2"),
    ("no papers of it", b"2 1\n0 1 0\n0\nA\nB\n", "blt.number", "2"),
    ("far too many", b"2 1\n99999999999999999999 1 0\n0\nA\nB\n", "blt.number", "2"),
    ("somebody unknown", b"2 1\n1 3 0\n0\nA\nB\n", "blt.unknown", "2"),
    ("a name for a number", b"2 1\n1 Ada 0\n0\nA\nB\n", "blt.unknown", "2"),
    ("somebody unknown withdrew", b"2 1\n-3\n0\nA\nB\n", "blt.unknown", "2"),
    ("a paper among withdrawals", b"2 1\n-1 2\n0\nA\nB\n", "blt.unknown", "2"),
    ("somebody twice", b"2 1\n1 1 2 1 0\n0\nA\nB\n", "blt.twice", "2"),
    ("somebody level with themselves", b"2 1\n1 1=1 0\n0\nA\nB\n", "blt.twice", "2"),
    ("a paper without its end", b"2 1\n1 1 2\n0\nA\nB\n", "blt.zero", "2"),
    ("only how many", b"2 1\n3\n0\nA\nB\n", "blt.zero", "2"),
    ("an end within", b"2 1\n1 1 0 2 0\n0\nA\nB\n", "blt.zero", "2"),
    ("papers without an end", b"2 1\n1 1 0\n", "blt.end", None),
    ("names where papers are", b'2 1\n1 1 0\n"A"\n"B"\n', "blt.number", "3"),
    ("too few names", b"2 1\n1 1 0\n0\nA\n", "blt.names", "4"),
    ("no names", b"2 1\n1 1 0\n0\n", "blt.names", None),
    ("something after the title", b"2 1\n0\nA\nB\nC\nD\n", "blt.more", "6"),
    ("two of one name", b"2 1\n0\nA\nA\n", "blt.same", "4"),
    ("no name", b'2 1\n0\n""\nA\n', "blt.same", "4"),
    ("points for two", b"2 1\n1 1=2:3 0\n0\nA\nB\n", "blt.points", "2"),
    ("points in words", b"2 1\n1 1:x 0\n0\nA\nB\n", "blt.points", "2"),
    ("points below nothing", b"2 1\n1 1:-2 0\n0\nA\nB\n", "blt.points", "2"),
    ("no points", b"2 1\n1 1: 0\n0\nA\nB\n", "blt.points", "2"),
    ("preferences and points", b"2 1\n1 1 2:3 0\n0\nA\nB\n", "blt.mixed", "2"),
]


@pytest.mark.parametrize(("raw", "code", "line"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS])
def test_a_file_that_is_wrong_says_what_and_where(raw: bytes, code: str, line: str | None) -> None:
    with pytest.raises(Fault) as fault:
        read_blt(raw, where="board.blt")

    place = f"board.blt:{line}" if line else "board.blt"
    assert (fault.value.code, fault.value.where) == (code, place)
    assert "{" not in fault.value.says + fault.value.next_step


@pytest.mark.parametrize(
    ("many", "read"),
    [
        ("1000000000", 1_000_000_000),
        ("1000000001", None),
        ("0000000000007", None),
        ("000000000007", 7),
        ("٣", None),
        ("²", None),
        ("+3", None),
    ],
)
def test_papers_are_counted_in_digits_up_to_a_billion(many: str, read: int | None) -> None:
    raw = f"2 1\n{many} 1 0\n0\nA\nB\n".encode()
    if read is None:
        with pytest.raises(Fault) as fault:
            read_blt(raw)
        assert fault.value.code == "blt.number"
    else:
        assert dict(read_blt(raw).orders) == {(0,): read}


@pytest.mark.parametrize(
    ("lines", "names", "title"),
    [
        ('"Ada" "Bo"', ("Ada", "Bo"), ""),
        ('Ada "the baker" Moss\nBo', ('Ada "the baker" Moss', "Bo"), ""),
        ("Ada Moss\n Bo \nBoard 2026", ("Ada Moss", "Bo"), "Board 2026"),
        ('"Ada"\n"Bo" "Board, ""spring"""', ("Ada", "Bo"), 'Board, "spring"'),
        ("'Ada'\n0", ("'Ada'", "0"), ""),
        ('"Ada" Moss\nMoss "Bo"\nthe "spring"', ('"Ada" Moss', 'Moss "Bo"'), 'the "spring"'),
        ('"Ada"  # the baker\n"Bo"', ("Ada", "Bo"), ""),
        ('" Ada "\n"#2"', ("Ada", "#2"), ""),
    ],
)
def test_names_are_in_quotes_or_each_on_a_line(lines: str, names: tuple[str, str], title: str) -> None:
    found = read_blt(f"2 1\n0\n{lines}\n".encode())

    assert (found.candidates, found.title) == (names, title)


@pytest.mark.parametrize(
    ("line", "gone"),
    [("-1", {0}), ("-3", {2}), ("-3 -1", {0, 2}), ("-2\n-3", {1, 2}), ("-0", None), ("-4", None)]
    + [(wrong, None) for wrong in ("-1 -x", "-1 x", "-1 -", "-1 0", "--1", "-1-2", "-²")],
)
def test_who_withdrew_is_named_by_a_number_below_nothing(line: str, gone: set[int] | None) -> None:
    raw = f"3 1\n{line}\n2 1 2 0\n0\nA\nB\nC\n".encode()
    if gone is None:
        with pytest.raises(Fault) as fault:
            read_blt(raw)
        assert (fault.value.code, fault.value.where) == ("blt.unknown", "2")
    else:
        found = read_blt(raw)
        assert (found.withdrawn, read_blt(write_blt(found).encode())) == (frozenset(gone), found)
        assert write_blt(found).splitlines()[1] == " ".join(f"-{one + 1}" for one in sorted(gone))


def test_one_may_stand_alone_and_what_is_wrong_with_the_whole_file_has_no_line() -> None:
    assert dict(read_blt(b"1 1\n2 1 0\n0\nA\n").orders) == {(0,): 2}
    with pytest.raises(Fault) as fault:
        read_blt(b"")
    assert fault.value.where is None


def test_who_withdrew_stands_in_the_file_only_where_somebody_did() -> None:
    assert write_blt(random_election(1)).splitlines()[1][0] != "-"
    lines = write_blt(read_blt(SOUND.encode())).splitlines()
    assert (lines[0], lines[1], lines.count("0")) == ("3 2", "-2", 1)
    plain = write_blt(read_blt(b"2 1\n3 1 0\n0\nA\nB\n")).splitlines()
    assert plain == ["2 1", "3 1 0", "0", '"A"', '"B"', '" "']


def test_without_a_name_of_the_file_only_the_line_is_said() -> None:
    with pytest.raises(Fault) as fault:
        read_blt(b"2 1\n1 3 0\n0\nA\nB\n")

    assert (fault.value.where, fault.value.says) == (
        "2",
        "“3” is none of the candidates, who are numbered from 1 to 2.",
    )


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join)))
def test_any_bytes_are_an_election_or_a_fault(raw: bytes) -> None:
    found, wrong = None, "blt. and no sentence"
    try:
        found = read_blt(raw, where="any.blt")
    except Fault as fault:
        wrong = f"{fault.code} {fault.says}"

    assert wrong.startswith("blt.")
    assert found is None or read_blt(write_blt(found).encode()) == found
