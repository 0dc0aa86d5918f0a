"""Whatever somebody does to the rows of a record, the file that checks exports says where it begins.

Every bit of every entry is flipped, every entry taken out, put in, moved, written anew and cut off, by hand
on the rows as an export holds them: the checker is handed what an intruder would leave behind.
"""

from __future__ import annotations

import base64
import itertools
import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest

from bylaws.record.commitment import commit
from bylaws.record.tree import leaf_hash, root_of
from toadlane.record import verify_record

COOP = "01a20643-1c0e-747b-b716-8059281ec7fd"
SIGNED = (2, 5, 6)
ERASED = 3
MANY = 6
Row = dict[str, Any]


@dataclass
class Rows:
    """The rows of a record, and what was signed of them."""

    order: list[Row]
    entries: dict[str, Row]
    openings: dict[str, Row]
    heads: list[tuple[str, int, bytes]]

    def check(self) -> str:
        """What the checker says; "" while all stands."""
        try:
            verify_record.check_entries(self.order, self.entries, self.openings, COOP)
            verify_record.check_order(self.order, self.entries, self.heads)
        except verify_record.Broken as broken:
            return str(broken)
        return ""

    def renumber(self) -> None:
        """As a careful intruder leaves it."""
        for place, row in enumerate(self.order):
            row["place"] = place


def coded(given: bytes) -> str:
    return base64.b64encode(given).decode()


def written(number: int, actor: str = "ada", day: int = 3) -> tuple[Row, Row]:
    """An entry and what opens it."""
    told = {
        "id": f"01a20643-1c7b-7302-b8c5-{number:012x}",
        "kind": "hours.logged.v1",
        "subject": "",
        "actor": actor,
        "happened_at": f"2025-03-{day:02}T17:00:00.000000Z",
        "recorded_at": "2025-03-03T17:00:01.000000Z",
    }
    said = {**told, "entry": told["id"], "coop": COOP, "what": {"seconds": number}}
    del said["id"]
    content, salt = json.dumps(said).encode(), bytes([number]) * 32
    opening = {"entry": told["id"], "salt": coded(salt), "canonical": coded(content)}
    return {**told, "commitment": coded(commit(content, salt=salt))}, opening


@pytest.fixture(scope="module")
def whole() -> Rows:
    """Six entries, one of them erased; signed after two, five and six."""
    both = [written(number) for number in range(MANY)]
    entries = {entry["id"]: entry for entry, _ in both}
    openings = {opening["entry"]: opening for nth, (_, opening) in enumerate(both) if nth != ERASED}
    order = [{"entry": entry["id"], "place": place} for place, entry in enumerate(entries.values())]
    leaves = [leaf_hash(base64.b64decode(entry["commitment"])) for entry in entries.values()]
    return Rows(order, entries, openings, [("lantern", size, root_of(leaves[:size])) for size in SIGNED])


def test_what_nobody_touched_stands_though_one_was_erased(whole: Rows) -> None:
    assert whole.check() == ""


def flips(given: str) -> Iterator[str]:
    """The same bytes with each of their bits the other way round."""
    content = base64.b64decode(given)
    for at, bit in itertools.product(range(len(content)), range(8)):
        yield coded(content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :])


def test_every_bit_of_every_entry_is_held(whole: Rows) -> None:
    flipped, wrong = 0, []
    for place, row in enumerate(whole.order):
        entry, opening = whole.entries[row["entry"]], whole.openings.get(row["entry"])
        fields = [(entry, "commitment")] + ([(opening, "salt"), (opening, "canonical")] if opening else [])
        for held, field in fields:
            before = held[field]
            for held[field] in flips(before):
                flipped += 1
                wrong += [] if names(whole.check(), place) else [(place, field, whole.check())]
            held[field] = before

    assert (wrong, whole.check()) == ([], "")
    assert flipped > 10_000


def names(told: str, place: int) -> bool:
    """Whether it names the entry; for one that was erased, the signed stretch it stands in."""
    if place != ERASED:
        return told.startswith(f"Entry {place} (hours.logged.v1) was changed")
    return told == "The first 5 entries of lantern are not those that were signed: look from entry 2."


def gone(rows: Rows, place: int) -> None:
    rows.order.pop(place)


def gone_carefully(rows: Rows, place: int) -> None:
    rows.order.pop(place)
    rows.renumber()


def put_in(rows: Rows, place: int) -> None:
    entry, opening = written(99)
    rows.entries[entry["id"]], rows.openings[entry["id"]] = entry, opening
    rows.order.insert(place, {"entry": entry["id"], "place": place})
    rows.renumber()


def put_in_twice(rows: Rows, place: int) -> None:
    rows.order.insert(place, dict(rows.order[place]))
    rows.renumber()


def cut_off(rows: Rows, place: int) -> None:
    del rows.order[place:]


def back_dated(rows: Rows, place: int) -> None:
    """Written anew, whole: another day, its own salt, and the commitment that fits."""
    key = rows.order[place]["entry"]
    entry, opening = written(place, day=1)
    rows.entries[key] = entry
    if key in rows.openings:
        rows.openings[key] = opening


def by_somebody_else(rows: Rows, place: int) -> None:
    key = rows.order[place]["entry"]
    rows.entries[key], _opening = written(place, actor="bo")
    rows.openings.pop(key, None)


SAID = re.compile(
    r"(?:Entry (?P<entry>\d+) (?:is missing|stands there twice)\."
    r"|\d+ entries were signed and (?P<end>\d+) are here.*"
    r"|The first (?P<upto>\d+) entries .* look from entry (?P<since>\d+)\.)"
)


@pytest.mark.parametrize(
    "tamper",
    [gone, gone_carefully, put_in, put_in_twice, cut_off, back_dated, by_somebody_else],
    ids=lambda one: one.__name__,
)
def test_wherever_it_is_done_it_is_found_there(whole: Rows, tamper: Callable[[Rows, int], None]) -> None:
    places = {}
    for place in range(MANY):
        rows = deepcopy(whole)
        tamper(rows, place)
        told = SAID.fullmatch(rows.check())
        assert told, (tamper.__name__, place, rows.check())
        places[place] = first_doubt(told) <= place + (tamper is put_in_twice)

    assert places == dict.fromkeys(range(MANY), True)


def first_doubt(told: re.Match[str]) -> int:
    """From where on the record is not believed any more: never later than where it was changed."""
    return int(told["entry"] or told["end"] or told["since"])


def test_no_two_entries_can_change_places(whole: Rows) -> None:
    pairs = list(itertools.combinations(range(MANY), 2))
    told = []
    for one, other in pairs:
        rows = deepcopy(whole)
        rows.order[one], rows.order[other] = rows.order[other], rows.order[one]
        rows.renumber()
        found = SAID.fullmatch(rows.check())
        told.append(bool(found and found["since"] and int(found["since"]) <= one))

    assert told == [True] * len(pairs)


def test_a_record_as_long_with_another_past_has_another_root(whole: Rows) -> None:
    """The fork of equal size, against the note that somebody kept."""
    other = deepcopy(whole)
    for place in range(MANY):
        by_somebody_else(other, place)
    kept = whole.heads[-1]
    other.heads = [kept]

    assert (
        other.check() == "The first 6 entries of lantern are not those that were signed: look from entry 0."
    )


def test_erasing_any_of_them_leaves_all_proofs_valid(whole: Rows) -> None:
    for place in range(MANY):
        rows = deepcopy(whole)
        rows.openings.pop(rows.order[place]["entry"], None)
        assert rows.check() == ""
