"""What a matter file may not say, and what is told of it."""

from __future__ import annotations

import json

import pytest

from bylaws.decisions.file import instant, read_matter
from bylaws.decisions.file_checks import BY_SOMEBODY, OF_SOMEBODY, check_matter
from bylaws.kernel.faults import InputFault

MATTER = {"format": "toad-lane-matter/1", "matter": "spend", "by": "ada", "raised_at": "2026-03-02T12:00"}
AT = {"at": "2026-03-03T12:00"}
AGREES = {**AT, "by": "bo", "position": "agree"}
FACTS = "Write the key under which the facts know them, or add them to the facts."
ONCE = "Write each option once under `options`, and elsewhere as it is written there."
WHOM = "Write whom it is about as `who`, or who did it as `by`."
LONG = "z" * 70
Told = dict[str, object]


def told_of(**more: object) -> tuple[str, str, str | None, str | None] | None:
    """The fault of a file, whole; None where it is well."""
    try:
        check_matter(read_matter(json.dumps({**MATTER, **more})), {"ada", "bo"}, where="it.json")
    except InputFault as fault:
        return fault.code, fault.says, fault.next_step, fault.where
    return None


def happened(*these: Told) -> Told:
    return {"happened": [{**AT, **one} for one in these]}


def names(path: str, who: str = "zed") -> tuple[str, str]:
    return "matter.nobody", f"{path} names “{who}”, whom the facts do not know."


NOBODY: list[tuple[Told, str]] = [
    ({"by": "zed"}, "by"),
    ({"about": ["bo", "zed"]}, "about.1"),
    ({"on_leave": ["zed"]}, "on_leave.0"),
    ({"holders": {"chair": ["bo", "zed"]}}, "holders.chair.1"),
    (happened({"what": "opened"}, {"what": "left", "who": "zed"}), "happened.1.who"),
    (happened({"what": "decided", "by": "zed"}), "happened.0.by"),
    (happened({"what": "opened", "not_told": ["bo", "zed"]}), "happened.0.not_told"),
    ({"positions": [AGREES, {**AGREES, "by": "zed"}]}, "positions.1.by"),
    ({"positions": [{**AGREES, "spoken_by": "zed"}]}, "positions.0.spoken_by"),
    ({"positions": [{**AGREES, "entered_by": "zed"}]}, "positions.0.entered_by"),
]


@pytest.mark.parametrize(("more", "path"), NOBODY, ids=[path for _, path in NOBODY])
def test_whoever_the_facts_do_not_know_is_named_with_the_place(more: Told, path: str) -> None:
    assert told_of(**more) == (*names(path), FACTS, "it.json")


def test_of_a_long_name_so_much_is_told_as_can_be_read() -> None:
    assert told_of(by=LONG) == (*names("by", LONG[:60]), FACTS, "it.json")


@pytest.mark.parametrize("what", sorted(OF_SOMEBODY | BY_SOMEBODY))
def test_what_somebody_does_or_meets_with_names_them(what: str) -> None:
    key = "who" if what in OF_SOMEBODY else "by"
    other = "by" if what in OF_SOMEBODY else "who"

    assert told_of(**happened({"what": what, key: "bo"})) is None
    assert told_of(**happened({"what": "opened"}, {"what": what, other: "bo"})) == (
        "matter.who",
        f"happened.1 says that something is “{what}”, and names nobody as `{key}`.",
        WHOM,
        "it.json",
    )


def test_a_lot_is_told_with_its_order() -> None:
    assert told_of(**happened({"what": "drawn", "order": ["yes", "no"]})) is None
    assert told_of(**happened({"what": "drawn"})) == (
        "matter.drawn",
        "happened.0 says that a lot was drawn, and not in which order.",
        "Write what was drawn as `order`, from the first to the last.",
        "it.json",
    )


VANS = {"options": ["red", "blue"]}
WRONG: list[tuple[str, Told, str]] = [
    ("on a ballot", VANS | {"positions": [{**AGREES, "ballot": ["red", "mauve"]}]}, "mauve"),
    ("with a score", VANS | {"positions": [{**AGREES, "scores": {"mauve": 1}}]}, "mauve"),
    ("decided for", VANS | happened({"what": "decided", "by": "bo", "option": "mauve"}), "mauve"),
    ("the first by name", VANS | {"positions": [{**AGREES, "ballot": ["mauve", "grey"]}]}, "grey"),
    ("cut", VANS | {"positions": [{**AGREES, "ballot": [LONG]}]}, LONG[:60]),
]


@pytest.mark.parametrize(("more", "option"), [one[1:] for one in WRONG], ids=[one[0] for one in WRONG])
def test_what_is_none_of_the_options_is_told(more: Told, option: str) -> None:
    says = f"“{option}” is none of the options of the matter."

    assert told_of(**more) == ("matter.options", says, ONCE, "it.json")


@pytest.mark.parametrize("options", [["red", ""], ["red", "red"]])
def test_an_option_stands_there_once_and_has_a_name(options: list[str]) -> None:
    assert told_of(options=options) == (
        "matter.options",
        "An option of the matter is empty, or stands there twice.",
        ONCE,
        "it.json",
    )


def test_a_file_in_which_all_is_well_is_taken() -> None:
    told = happened({"what": "drawn", "order": ["red"]}, {"what": "decided", "by": "bo", "option": "red"})

    assert told_of(**VANS, **told, positions=[{**AGREES, "ballot": ["blue"], "scores": {"red": 1}}]) is None


@pytest.mark.parametrize(
    ("written", "code", "says"),
    [
        ({"positions": [AT]}, "matter.value", "positions.0.by does not hold what it should: Field required."),
        ([], "matter.value", "The file does not hold what it should: it is no table of keys, as in { … }."),
        (
            happened({"what": "left", "revision": 1}),
            "matter.value",
            "happened.0.revision does not hold what it should: Input should be greater than or equal to 2.",
        ),
    ],
)
def test_a_value_that_is_none_is_named_with_its_place(written: object, code: str, says: str) -> None:
    told = {**MATTER, **written} if isinstance(written, dict) else written
    with pytest.raises(InputFault) as fault:
        read_matter(json.dumps(told))

    assert (fault.value.code, fault.value.says, fault.value.where) == (code, says, "matter.json")
    assert fault.value.next_step == "Compare it with `bylaws schema matter`."


def test_an_instant_is_the_co_ops_own_where_it_names_no_offset() -> None:
    found = [instant(text, "Asia/Kolkata") for text in ("2026-03-02T18:00", "2026-03-02T18:00+01:00")]

    assert [one.isoformat() for one in found] == ["2026-03-02T18:00:00+05:30", "2026-03-02T18:00:00+01:00"]


def test_a_matter_file_has_a_name_where_none_is_given() -> None:
    with pytest.raises(InputFault) as fault:
        check_matter(read_matter(json.dumps({**MATTER, "by": "zed"})), ())

    assert fault.value.where == "matter.json"
