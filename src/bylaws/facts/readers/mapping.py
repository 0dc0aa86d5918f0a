"""From a tracker's labels to the co-op's words: who is whom, and which work counts as which kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from bylaws.facts.readers.rows import HoursRow, RowFault, WorkLabels
from bylaws.kernel.faults import InputFault

TEXTS = ("client", "project", "task", "tag")
SELECTOR_KEYS = (*TEXTS, "billable", "kind", "leave_out")
MAPPING_KEYS = ("people", "leave_out_people", "work")
FAULTS_KEPT = 1000

Assigned = tuple[str, str, HoursRow]
"""The participant's key, the kind of work, and the row."""


class Selector(NamedTuple):
    """Which entries are meant: all that is named must fit; what is not named may be anything."""

    client: str | None = None
    project: str | None = None
    task: str | None = None
    tag: str | None = None
    billable: bool | None = None
    kind: str | None = None
    """The kind of work; None when these entries are left out on purpose."""

    def fits(self, work: WorkLabels) -> bool:
        """True if the labels fit, upper and lower case and blanks aside."""
        return (
            _same(self.client, work.client)
            and _same(self.project, work.project)
            and _same(self.task, work.task)
            and (self.tag is None or _folded(self.tag) in {_folded(tag) for tag in work.tags})
            and (self.billable is None or self.billable == work.billable)
        )


class LabelMapping(NamedTuple):
    """People by label, and kinds of work by the first selector that fits."""

    people: dict[str, str]
    selectors: tuple[Selector, ...] = ()
    people_left_out: tuple[str, ...] = ()

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> LabelMapping:
        """Read the form that facts files and the application keep, TOML or JSON alike.

        {"people": {"ada@example.coop": "ada"}, "leave_out_people": ["guest"],
        "work": [{"project": "Website", "billable": true, "kind": "client"}, {"tag": "leave",
        "leave_out": true}]}. Faults: `mapping.key`, `mapping.form`.
        """
        _known(table, MAPPING_KEYS, "mapping")
        people, out, work = table.get("people", {}), table.get("leave_out_people", []), table.get("work", [])
        if not isinstance(people, Mapping) or not _all_texts(people.values()):
            raise _form("people", "a table from each label to a participant's key")
        if not isinstance(out, list | tuple) or not _all_texts(out):
            raise _form("leave_out_people", "a list of labels")
        if not isinstance(work, list | tuple):
            raise _form("work", "a list of tables")
        return cls(dict(people), tuple(_selector(one) for one in work), tuple(out))

    def to_table(self) -> dict[str, Any]:
        """The same as `from_table` reads, without empty parts."""
        work = [
            {key: value for key, value in one._asdict().items() if value is not None}
            | ({"leave_out": True} if one.kind is None else {})
            for one in self.selectors
        ]
        table = {"people": dict(self.people), "leave_out_people": list(self.people_left_out), "work": work}
        return {key: value for key, value in table.items() if value}


class Heap(NamedTuple):
    """How many entries of one label, and their whole seconds."""

    entries: int
    seconds: int


class Outcome:
    """What became of the rows of a file: nothing is dropped without standing here."""

    def __init__(self) -> None:
        self.assigned = Heap(0, 0)
        self.unknown_people: dict[str, Heap] = {}
        self.unknown_work: dict[WorkLabels, Heap] = {}
        self.left_out_people: dict[str, Heap] = {}
        self.left_out_work: dict[WorkLabels, Heap] = {}
        self.copies = 0
        """Rows exactly like an earlier one of the file; they are assigned like any other."""
        self.faults: list[RowFault] = []
        """The first thousand; all are counted in `faults_by_code`."""
        self.faults_by_code: dict[str, int] = {}
        self.harmful = 0
        """Faults of lines that may hold hours."""

    @property
    def complete(self) -> bool:
        """True if every entry found its person and kind, or was left out on purpose, and none was faulty."""
        return not (self.unknown_people or self.unknown_work or self.harmful)

    def take_fault(self, fault: RowFault) -> None:
        """Count a line that could not be read."""
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(fault)
        self.faults_by_code[fault.code] = self.faults_by_code.get(fault.code, 0) + 1
        self.harmful += not fault.harmless


def assign(
    rows: Iterable[HoursRow | RowFault], mapping: LabelMapping, outcome: Outcome
) -> Iterator[Assigned]:
    """Give each row its participant and kind of work; what has none is counted in `outcome`.

    The counts of `outcome` are right once the rows are used up. A row with an unknown person and
    unknown work is counted under both.
    """
    people, kinds = _People(mapping), _Kinds(mapping)
    entries = seconds = copies = 0
    for row in rows:
        if isinstance(row, RowFault):
            outcome.take_fault(row)
            continue
        _, who, work, _, _, length, _, _, copy, _ = row
        person, kind = people[who], kinds[work]
        if person and kind:
            entries += 1
            seconds += length
            if copy != 1:
                copies += 1
            yield person, kind, row
        else:
            _set_aside(outcome, row, person, kind)
    outcome.assigned = Heap(entries, seconds)
    outcome.copies += copies


LEFT_OUT = ""


def _set_aside(outcome: Outcome, row: Any, person: str | None, kind: str | None) -> None:
    if person == LEFT_OUT:
        _pile(outcome.left_out_people, row.who, row.seconds)
    elif kind == LEFT_OUT:
        _pile(outcome.left_out_work, row.work, row.seconds)
    else:
        if person is None:
            _pile(outcome.unknown_people, row.who, row.seconds)
        if kind is None:
            _pile(outcome.unknown_work, row.work, row.seconds)


def _pile(piles: dict[Any, Heap], label: Any, seconds: int) -> None:
    before = piles.get(label, Heap(0, 0))
    piles[label] = Heap(before.entries + 1, before.seconds + seconds)


class _People(dict[str, str | None]):
    """Participants by label: a key, LEFT_OUT, or None for nobody."""

    def __init__(self, mapping: LabelMapping) -> None:
        self.by_fold = {_folded(label): key for label, key in mapping.people.items()}
        self.by_fold |= {_folded(label): LEFT_OUT for label in mapping.people_left_out}

    def __missing__(self, label: str) -> str | None:
        key = self[label] = self.by_fold.get(_folded(label))
        return key


class _Kinds(dict[WorkLabels, str | None]):
    """Kinds of work by labels: a kind, LEFT_OUT, or None where no selector fits."""

    def __init__(self, mapping: LabelMapping) -> None:
        self.selectors = mapping.selectors

    def __missing__(self, work: WorkLabels) -> str | None:
        first = next((one for one in self.selectors if one.fits(work)), None)
        kind = self[work] = first and (first.kind or LEFT_OUT)
        return kind


def _selector(table: Any) -> Selector:
    if not isinstance(table, Mapping):
        raise _form("work", "a list of tables")
    _known(table, SELECTOR_KEYS, "work")
    texts = {key: table[key] for key in (*TEXTS, "kind") if key in table}
    if not _all_texts(texts.values()):
        raise _form("work", "written with texts for client, project, task, tag and kind")
    if not isinstance(table.get("billable", True), bool) or table.get("leave_out", True) is not True:
        raise _form("work", "written with true or false for billable, and true for leave_out")
    if ("kind" in texts) == ("leave_out" in table):
        raise _form("work", "written with either a kind or leave_out in each table")
    return Selector(**texts, billable=table.get("billable"))


def _same(wanted: str | None, label: str) -> bool:
    return wanted is None or _folded(wanted) == _folded(label)


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


def _all_texts(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) and value.strip() for value in values)


def _known(table: Mapping[str, Any], keys: tuple[str, ...], part: str) -> None:
    for key in table:
        if key not in keys:
            raise InputFault(
                "“{key}” is not known in {part}; known are: {known}.",
                code="mapping.key",
                next_step="Correct the spelling, or leave the key out.",
                part=part,
                key=str(key)[:80],
                known=", ".join(keys),
            )


def _form(key: str, wanted: str) -> InputFault:
    return InputFault(
        "“{key}” in the mapping must be {wanted}.",
        code="mapping.form",
        next_step="Write it as the guide to importing hours shows.",
        key=key,
        wanted=wanted,
    )
