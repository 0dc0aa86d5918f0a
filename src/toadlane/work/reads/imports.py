"""Imports as their pages show them: the list, and what a look has found, in words and names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bylaws.facts.readers import LabelMapping, RowFault, Selector, WorkLabels
from bylaws.kernel.faults import fill
from toadlane.coops.access import Place
from toadlane.coops.models import Coop, Participant
from toadlane.jobs.models import Progress
from toadlane.members.reads import addresses
from toadlane.ui import figures
from toadlane.work.gate import AHEAD, BEFORE, NOT_THERE, SEALED, UNKNOWN_WORK
from toadlane.work.models import HoursImport
from toadlane.work.ready import Open, open_in

State = HoursImport.State
SUGGESTED = 12
SHOWN = 300
AT_A_GLANCE = 10


@dataclass(frozen=True, slots=True)
class WrongLine:
    """A line that cannot be brought in: why, and what now."""

    line: int
    who: str
    day: str
    says: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two overlapping entries; line 0 is one that is in already."""

    line: int
    day: dt.date
    started: int
    seconds: int

    @property
    def ended(self) -> int:
        """Seconds since the midnight it began after."""
        return self.started + self.seconds


@dataclass(frozen=True, slots=True)
class Both:
    """Two entries of one person that share some seconds."""

    name: str
    first: Side
    second: Side
    seconds: int


@dataclass(frozen=True, slots=True)
class Differing:
    """An entry that is in already, and says something else now."""

    line: int
    name: str
    day: dt.date
    seconds: int
    day_there: dt.date
    seconds_there: int


@dataclass(frozen=True, slots=True)
class Sums:
    """New entries of one person and kind."""

    name: str
    work: str
    entries: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Label:
    """Labels of work, with what they count as: a kind, left out, or nothing yet."""

    labels: WorkLabels
    entries: int
    seconds: int
    selector: Selector | None

    @property
    def words(self) -> str:
        """The labels in a row."""
        one = self.labels
        billable = {True: _("billable"), False: _("not billable"), None: ""}[one.billable]
        return " · ".join(part for part in (one.client, one.project, one.task, *one.tags, billable) if part)


@dataclass(frozen=True)
class Found:
    """What a look has found, for the page."""

    still: Open
    new: list[Sums]
    new_hidden: int
    entries: int
    seconds: int
    already: Sequence[int]
    left_out: int
    harmless: int
    wrong: list[WrongLine]
    overlaps: list[Both]
    copy_lines: list[int]
    differing: list[Differing]
    labels: list[Label]
    labels_hidden: int

    @property
    def wrong_first(self) -> list[WrongLine]:
        """As many as are read at a glance."""
        return self.wrong[:AT_A_GLANCE]

    @property
    def wrong_rest(self) -> list[WrongLine]:
        """All others, so that what comes below them is found."""
        return self.wrong[AT_A_GLANCE:]

    @property
    def mapped(self) -> bool:
        """Whether every label has its place."""
        return not (self.still.unknown_people or self.still.unknown_work)


def listed(place: Place) -> list[HoursImport]:
    """The imports they may see, the latest first."""
    rows = place.visible(HoursImport.objects.select_related("who", "job"))
    return list(rows.order_by("-uploaded_at", "-pk").defer("found", "mapping"))


def busy(source: HoursImport) -> Progress | None:
    """The job that has the import in hand, if there is one."""
    waiting = {Progress.State.WAITING, Progress.State.RUNNING}
    return source.job if source.job is not None and source.job.state in waiting else None


def failed(source: HoursImport) -> Progress | None:
    """The job that came to nothing, while its import still is where it began."""
    over = source.state in {State.IN, State.UNDONE, State.DISCARDED}
    return (
        source.job
        if source.job is not None and source.job.state == Progress.State.FAILED and not over
        else None
    )


def found_in(source: HoursImport, people: Sequence[Participant]) -> Found:
    """What a look has told, in words; asks the database nothing."""
    told, names = source.found, {who.key: who.name for who in people}
    new = told["new"]
    mapping = LabelMapping.from_table(source.mapping)
    return Found(
        still=open_in(told),
        new=[Sums(names.get(key, key), *more) for key, *more in new[:SHOWN]],
        new_hidden=max(0, len(new) - SHOWN),
        entries=sum(entries for _person, _kind, entries, _seconds in new),
        seconds=sum(seconds for *_others, seconds in new),
        already=told["already"],
        left_out=told["left_out"],
        harmless=told["harmless"],
        wrong=sorted([*_faults(told), *_stops(told, names)], key=lambda one: one.line),
        overlaps=[_both(one, names) for one in told["overlaps"]],
        copy_lines=told["copy_lines"],
        differing=[_differing(one, names) for one in told["differing"]],
        labels=[_label(one, mapping) for one in told["work"]],
        labels_hidden=told["work_count"] - len(told["work"]),
    )


def _faults(told: Mapping[str, Any]) -> list[WrongLine]:
    faults = [RowFault(*one) for one in told["faults"]]
    return [
        WrongLine(
            fault.line,
            fault.who,
            _readable(fault.day),
            fill(_(fault.template), {"column": fault.column, "found": fault.found}),
            _(fault.next_step),
        )
        for fault in faults
        if not fault.harmless
    ]


def _readable(day: str) -> str:
    """A day as people write it here; what is none stays as it stands in the file."""
    try:
        return figures.day(dt.date.fromisoformat(day), "medium")
    except ValueError:
        return day


def _stops(told: Mapping[str, Any], names: Mapping[str, str]) -> list[WrongLine]:
    says = {
        NOT_THERE: (
            _("{name} was not there yet, or no longer, on {day}."),
            _("Correct the day, or the stages of {name}."),
        ),
        UNKNOWN_WORK: (
            _("“{work}” is no kind of work that the charter names on {day}."),
            _("Let it count as another kind, or leave it out."),
        ),
        AHEAD: (_("{day} is still to come."), _("Correct the day; a day and a month may be swapped.")),
        BEFORE: (
            _("{day} lies before the charter took effect, so no rule counts its hours."),
            _("Leave it out, or have the charter govern that day too."),
        ),
        SEALED: (
            _("{day} belongs to a closed year, whose hours are sealed."),
            _("Leave it out, or correct the close of that year first."),
        ),
    }
    lines: list[WrongLine] = []
    for why, line, person, work, day in told["stops"]:
        on = figures.day(dt.date.fromisoformat(day))
        values = {"name": names.get(person, person), "work": work, "day": on}
        what, now = says[why]
        lines.append(WrongLine(line, values["name"], on, what.format(**values), now.format(**values)))
    return lines


def _both(told: Sequence[Any], names: Mapping[str, str]) -> Both:
    person, seconds = told[0], told[-1]
    return Both(names.get(person, person), _side(told[1:5]), _side(told[5:9]), seconds)


def _side(told: Sequence[Any]) -> Side:
    line, day, started, seconds = told
    return Side(line, dt.date.fromisoformat(day), started, seconds)


def _differing(told: Sequence[Any], names: Mapping[str, str]) -> Differing:
    line, person, day, seconds, day_there, seconds_there = told
    days = dt.date.fromisoformat(day), dt.date.fromisoformat(day_there)
    return Differing(line, names.get(person, person), days[0], seconds, days[1], seconds_there)


def _label(told: Sequence[Any], mapping: LabelMapping) -> Label:
    client, project, task, tags, billable, entries, seconds = told
    labels = WorkLabels(client, project, task, tuple(tags), billable)
    return Label(labels, entries, seconds, next((one for one in mapping.selectors if one.fits(labels)), None))


def first_mapping(coop: Coop) -> LabelMapping:
    """What a new file is looked at with: people by e-mail address, name and key, work as last time.

    Whoever was invited and has not come in yet is known by the address of the invitation.
    """
    people: dict[str, str] = {}
    twice: set[str] = set()
    known = Participant.objects.filter(coop=coop).values_list("key", "key", "name", "person__email")
    called = [(key, label) for key, *labels in known for label in labels if label]
    for key, label in {(key, label.casefold()) for key, label in [*called, *addresses(coop)]}:
        twice |= {label} if people.setdefault(label, key) != key else set()
    sure = {label: key for label, key in people.items() if label not in twice}
    last = HoursImport.objects.filter(coop=coop, state=State.IN).order_by("-settled_at").first()
    before = LabelMapping.from_table(last.mapping) if last else LabelMapping({})
    return LabelMapping({**sure, **before.people}, before.selectors, before.people_left_out)


def suggested(found: Found, kinds: Sequence[str], selectors: Sequence[Selector]) -> list[Selector]:
    """The rules there are; where there are none yet, one for each project, with the kind of the same name."""
    if selectors:
        return list(selectors)
    known = {name.replace("-", " "): name for name in kinds}
    projects = dict.fromkeys(label.labels.project for label in found.labels if label.labels.project)
    return [
        Selector(project=project, kind=known.get(project.casefold().replace("-", " "), ""))
        for project in list(projects)[:SUGGESTED]
    ]


def suggestions(found: Found) -> dict[str, list[str]]:
    """What the file calls its clients, projects, tasks and tags, for the boxes to suggest."""
    labels = [one.labels for one in found.labels]
    called = {
        "client": [one.client for one in labels],
        "project": [one.project for one in labels],
        "task": [one.task for one in labels],
        "tag": [tag for one in labels for tag in one.tags],
    }
    return {what: sorted(set(names) - {""}) for what, names in called.items()}
