"""What `bylaws.record` says when something is wrong, for the catalogues: it knows no language but its own.

Faults are told in the reader's language by `ui.faults`; what is to be translated has to stand in a room.
A test holds these against the faults that are there.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

TOLD: Final = (
    gettext_noop("{content} has a name that is not text."),
    gettext_noop("{content} is a number too large to be read the same everywhere."),
    gettext_noop("{content} is of a kind that has no one spelling: {kind}."),
    gettext_noop("{content} holds half a character."),
    gettext_noop("Write it as text, a whole number, yes or no, a list or an object."),
    gettext_noop("This is no checkpoint."),
    gettext_noop("Copy all of it: the name of the record, how many entries, and the line of letters."),
    gettext_noop("The record “{origin}” had {before} entries and now says it has {now}: its end is gone."),
    gettext_noop(
        "The record “{origin}” of {now} entries does not begin with the {before} that were there: "
        "its past is another one."
    ),
    gettext_noop("Keep both checkpoints, sign nothing, and ask the members of that co-op what happened."),
    gettext_noop("A salt has {needed} bytes; this one has {given}."),
    gettext_noop("Make the salt by a source of chance, with the right length."),
    gettext_noop("“{told}” is no key, or a letter of it is missing or wrong."),
    gettext_noop("Copy the whole key from the page Record of whoever signs: name+eight letters+key."),
    gettext_noop("This is no signed note."),
    gettext_noop("Copy all of it: the text, the empty line, and the lines that begin with a dash."),
    gettext_noop("The line of {name} under “{text}” was not signed by {name}."),
    gettext_noop("Do not believe this note. Ask {name} which one is true, by another way than it came."),
    gettext_noop("A log of {size} entries has none at {place}."),
    gettext_noop("Ask for a place from 0 to before the size."),
    gettext_noop("A log of {second} entries did not grow out of one of {first}."),
    gettext_noop("Give the smaller size first."),
    gettext_noop("This is no request to a witness."),
    gettext_noop("Send “old” and a size, the hashes of the proof, an empty line, and the checkpoint."),
)
