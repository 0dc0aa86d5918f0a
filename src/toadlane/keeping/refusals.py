"""What is said when an export does not come in; after any of it, nothing is here that was not before."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordBroken, Refused

ANOTHER = gettext_noop("Export the co-op again where it lives, and bring that in. Nothing was changed.")


def unreadable(file: Path) -> InputFault:
    """Half a file, or no export at all."""
    return InputFault(
        gettext_noop("{file} is no whole export: it is cut short, or it is something else."),
        code="import.unreadable",
        next_step=ANOTHER,
        file=file.name,
    )


def newer(file: Path, version: str) -> InputFault:
    """Made by a version that knows rows this one does not."""
    return InputFault(
        gettext_noop("{file} was made by a newer version of Toad Lane ({version})."),
        code="import.newer",
        next_step=gettext_noop("Bring it into that version or a later one. Nothing was changed."),
        file=file.name,
        version=version,
    )


def there(slug: str) -> Refused:
    """The co-op lives here."""
    return Refused(
        gettext_noop("A co-op called “{slug}” lives here already."),
        code="import.there",
        next_step=gettext_noop(
            "Bring it into an empty installation: --data and a new folder. Nothing was changed."
        ),
        slug=slug,
    )


def amiss(file: Path, part: str, line: int, what: str = "") -> InputFault:
    """A row that is none of ours."""
    return InputFault(
        gettext_noop("{file}: line {line} of “{part}” is no row of that kind. {what}"),
        code="import.amiss",
        next_step=ANOTHER,
        file=file.name,
        part=part,
        line=line,
        what=what,
    )


def loose(file: Path, part: str, line: int, what: str) -> InputFault:
    """A row that points at nothing in the export."""
    return InputFault(
        gettext_noop("{file}: line {line} of “{part}” points at a row that is not there ({what})."),
        code="import.loose",
        next_step=ANOTHER,
        file=file.name,
        part=part,
        line=line,
        what=what,
    )


def taken(file: Path, part: str) -> InputFault:
    """The database refuses the rows of a part."""
    return InputFault(
        gettext_noop("{file}: the rows of “{part}” do not fit together, or are here already."),
        code="import.taken",
        next_step=ANOTHER,
        file=file.name,
        part=part,
    )


def not_standing(file: Path, what: str) -> RecordBroken:
    """The record of the export does not vouch for what it says."""
    return RecordBroken(
        gettext_noop("{file}: the record does not stand ({what})."),
        code="import.record",
        next_step=gettext_noop(
            "Somebody changed it. Export the co-op again where it lives. Nothing was changed."
        ),
        file=file.name,
        what=what,
    )
