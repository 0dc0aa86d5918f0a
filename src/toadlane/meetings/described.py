"""What people say about a document, held against what can be."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, Refused
from bylaws.record.canonical import Json, canonical
from bylaws.record.commitment import SALT_BYTES, commit
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import CLOSED_UNLESS_SAID, Sight
from toadlane.meetings.models import LONGEST, TAGS_AT_MOST, Document, DocumentWords, Kind
from toadlane.people.spelling import folded

CLASSES: Final = ("minutes", "decisions", "evaluations", "personal-details")
FIRST_DAY: Final = dt.date(1800, 1, 1)
_NOT_TEXT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Described:
    """One document in words."""

    title: str
    happened_on: dt.date
    kind: str = Kind.MINUTES
    article: str = ""
    text: str = ""

    def said(self) -> dict[str, Json]:
        """As the key of a click remembers it."""
        return {
            "article": self.article,
            "happened_on": self.happened_on.isoformat(),
            "kind": self.kind,
            "text": self.text,
            "title": self.title,
        }


@dataclass(frozen=True, slots=True)
class Shared:
    """Who may see it, whom it is about, and under which tags it is found."""

    information_class: str = "minutes"
    about: Participant | None = None
    tags: tuple[str, ...] = field(default=())

    def said(self) -> dict[str, Json]:
        """As the key of a click remembers it."""
        return {
            "about": self.about.key if self.about else "",
            "information_class": self.information_class,
            "tags": list(self.tags),
        }


def usable(described: Described, shared: Shared, *, by: Participant, at: Moment) -> tuple[Described, Shared]:
    """The same without loose spaces.

    Faults: `document.title`, `.day`, `.kind`, `.article`, `.text`, `.tags`, `.class`, `.about`, `.unseen`.
    """
    title, article = " ".join(described.title.split()), " ".join(described.article.split())
    text = described.text.strip().replace("\r\n", "\n").replace("\r", "\n")
    refuse_unless_text(title, "title", needed=True)
    refuse_unless_text(article, "article")
    refuse_unless_text(text, "text")
    if described.kind not in Kind.values:
        raise amiss("kind", gettext_noop("“{said}” is no kind of document."), described.kind)
    if not FIRST_DAY <= described.happened_on <= at.day:
        raise InputFault(
            gettext_noop("{day} cannot be the day of a past document."),
            code="document.day",
            next_step=gettext_noop("Give the day of the meeting or of the decision; it has come already."),
            day=described.happened_on.isoformat(),
        )
    refuse_unseen(shared, by=by, at=at)
    return Described(title, described.happened_on, described.kind, article, text), Shared(
        shared.information_class, shared.about, usable_tags(shared.tags)
    )


def refuse_unless_text(said: str, name: str, *, needed: bool = False) -> None:
    """Text alone, as long as it may be, and something where something is needed."""
    if _NOT_TEXT.search(said) or len(said) > LONGEST[name] or (needed and not said):
        raise InputFault(
            gettext_noop("This needs plain text of up to {longest} letters."),
            code=f"document.{name}",
            next_step=gettext_noop("Type it anew; a few words do for a title."),
            longest=LONGEST[name],
        )


def usable_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Tags in small letters, each once, in the order they were given."""
    found = tuple(dict.fromkeys(tag for one in tags if (tag := " ".join(one.lower().split()))))
    if len(found) > TAGS_AT_MOST:
        raise amiss("tags", gettext_noop("More than {said} tags help nobody to find it."), str(TAGS_AT_MOST))
    for tag in found:
        if _NOT_TEXT.search(tag) or "," in tag or len(tag) > LONGEST["tag"]:
            raise amiss("tags", gettext_noop("“{said}” cannot be a tag."), tag[: LONGEST["tag"]])
    return found


def refuse_unseen(shared: Shared, *, by: Participant, at: Moment) -> None:
    """Nobody brings what they could not look at afterwards, to put it right."""
    if shared.information_class not in CLASSES:
        raise amiss(
            "class", gettext_noop("“{said}” is no class a document can have."), shared.information_class
        )
    if shared.about is None and shared.information_class in CLOSED_UNLESS_SAID:
        raise InputFault(
            gettext_noop("A document of this class is about somebody."),
            code="document.about",
            next_step=gettext_noop("Name the person, who then always sees it."),
        )
    if shared.about is not None and shared.about.coop_id != by.coop_id:
        raise amiss("about", gettext_noop("Nobody here is called “{said}”."), shared.about.key)
    about_me = shared.about is not None and shared.about.pk == by.pk
    sight = Sight.of(by, coop=by.coop, on=at.day)
    if not about_me and not sight.may_see_class(shared.information_class):
        raise Refused(
            gettext_noop(
                "You may not see documents of the class “{said}” yourself, so you cannot bring one."
            ),
            code="document.unseen",
            next_step=gettext_noop("Somebody who may see them brings it; the charter says who that is."),
            said=shared.information_class,
        )


def amiss(what: str, says: str, said: str) -> InputFault:
    """The fault for one thing that was said."""
    return InputFault(
        says,
        code=f"document.{what}",
        next_step=gettext_noop("Put it right and send it again."),
        said=said[:80],
    )


def written(
    document: Document, described: Described, shared: Shared, file_name: str
) -> tuple[DocumentWords, dict[str, Json]]:
    """The words in a row of their own, and what the record says: a commitment, and no word of them."""
    told: dict[str, Json] = {**described.said(), "file_name": file_name, "tags": list(shared.tags)}
    salt = secrets.token_bytes(SALT_BYTES)
    words = DocumentWords(
        coop=document.coop,
        document=document,
        salt=salt,
        title=described.title,
        file_name=file_name,
        article=described.article,
        text=described.text,
        tags=list(shared.tags),
        searched=folded(" ".join([described.title, described.article, described.text, *shared.tags])),
    )
    what: dict[str, Json] = {
        "about": shared.about.key if shared.about else "",
        "class": document.information_class,
        "digest": document.digest,
        "document": str(document.thread),
        "form": document.form,
        "happened_on": document.happened_on.isoformat(),
        "kind": document.kind,
        "size": document.size,
        "version": str(document.pk),
        "words": commit(canonical(told), salt=salt).hex(),
    }
    return words, what
