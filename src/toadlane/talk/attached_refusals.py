"""What stands in the way of attaching a file, as faults."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, NotThere, Refused


def none_sent() -> InputFault:
    """Nothing at all."""
    return InputFault(
        gettext_noop("There is no file in what was sent."),
        code="talk.files-none",
        next_step=gettext_noop("Choose at least one file."),
    )


def too_many(most: int) -> InputFault:
    """More than anybody reads."""
    return InputFault(
        gettext_noop("More than {most} files cannot be attached to one thing."),
        code="talk.files-many",
        next_step=gettext_noop("Remove one that is no longer wanted, or put several into one document."),
        most=most,
    )


def full(gigabytes: int) -> InputFault:
    """A co-op keeps as much as it may."""
    return InputFault(
        gettext_noop("Attached files may take up {gigabytes} GB in all, and these go beyond it."),
        code="talk.files-full",
        next_step=gettext_noop("Attach smaller files, or remove what is no longer wanted."),
        gigabytes=gigabytes,
    )


def not_attaching() -> Refused:
    """Each attaches to their own words; to a proposal those who write it, until it is concluded."""
    return Refused(
        gettext_noop("Files are attached, and removed, by those who write it, as long as it is open."),
        code="talk.not-attaching",
        next_step=gettext_noop("Attach yours to a comment of your own, or ask those who write it."),
    )


def gone() -> NotThere:
    """The bytes are not there any more."""
    return NotThere(
        gettext_noop("This file is not kept here any more."),
        code="talk.file-gone",
        next_step=gettext_noop("Its digest is in the record; whoever has a copy can compare."),
    )
