"""What other rooms ask of the charter: the parsed text, its digest, and where an article is read."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from django.db.models import UUIDField
from django.urls import reverse
from django.utils.translation import gettext_noop

from bylaws.charter.charter import Charter, read_charter
from bylaws.facts import kept
from bylaws.kernel.faults import CharterSilent, RecordBroken
from toadlane.charter.models import BASE, CharterText
from toadlane.coops.access import Place
from toadlane.coops.models import Coop
from toadlane.coops.prepared import Question

Digests = tuple[tuple[str, str], ...]
"""Name and digest of every adopted text of a co-op, by name: the same texts, the same charter."""

KEPT = 128
_NUMBER = re.compile(r"\d+")


def charter_of(coop: Coop, *, recorded_by: dt.datetime | None = None) -> Charter:
    """The co-op's charter with every adopted amendment, in one small question to the database.

    With `recorded_by`, the texts there were at that instant: what a close of then was reckoned under.
    Fault: `charter.none` while no charter is adopted.
    """
    return parsed(coop.pk, digests_of(coop, recorded_by=recorded_by))


def charters_by(coop: Coop, instants: Iterable[dt.datetime]) -> dict[dt.datetime, Charter]:
    """For each instant the charter of the texts that were recorded by then, in one question.

    Of an instant before the first of them it is what they all say; fault `charter.none` where there is none.
    """
    known = ADOPTED(coop=coop.pk)
    if not known:
        raise no_charter()
    found: dict[dt.datetime, Charter] = {}
    for instant in {*instants}:
        by_then = [one for one in known if one[2] <= instant]
        found[instant] = parsed(coop.pk, tuple((name, digest) for name, digest, _at in by_then or known))
    return found


def texts_digest(coop: Coop) -> str:
    """What all adopted texts of a co-op are together, in 64 letters; fault `charter.none`."""
    return kept.texts_digest(digests_of(coop))


def has_charter(coop: Coop) -> bool:
    """Whether the co-op has adopted a charter."""
    return bool(adopted(coop))


def citation_url(coop: Coop, article: str | int) -> str:
    """Where an article is read: “Article 9 — Surplus”, or 9, at its place in the charter."""
    page = reverse("charter:charter", args=[coop.slug])
    number = _NUMBER.search(str(article))
    return f"{page}#article-{int(number.group())}" if number else page


def address(place: Place, _name: str) -> str:
    """The page of the charter, for whoever may see it, else ""."""
    sees = place.sight.may_see_class(CharterText.information_class)
    return reverse("charter:charter", args=[place.coop.slug]) if sees else ""


def digests_of(coop: Coop, *, recorded_by: dt.datetime | None = None) -> Digests:
    """Name and digest of every text, or of those recorded by an instant; fault `charter.none`."""
    digests = adopted(coop, recorded_by=recorded_by)
    if not digests:
        raise no_charter()
    return digests


def adopted(coop: Coop, *, recorded_by: dt.datetime | None = None) -> Digests:
    """Name and digest of every adopted text; empty while there is no charter."""
    if recorded_by is None:
        return tuple((name, digest) for name, digest, _at in ADOPTED(coop=coop.pk))
    rows = CharterText.objects.filter(coop=coop, recorded_at__lte=recorded_by)
    return tuple(rows.order_by("name").values_list("name", "digest"))


ADOPTED = Question(
    lambda coop: (
        CharterText.objects.filter(coop=coop).order_by("name").values_list("name", "digest", "recorded_at")
    ),
    coop=UUIDField(),
)


@lru_cache(maxsize=KEPT)
def parsed(coop: UUID, digests: Digests) -> Charter:
    """Texts never change, so neither does what was read from them."""
    rows = CharterText.objects.filter(coop=coop, name__in=[name for name, _ in digests])
    sources = dict(rows.values_list("name", "source"))
    for name, digest in digests:
        if digest_of(sources[name]) != digest:
            raise RecordBroken(
                gettext_noop("The charter text “{name}” is not the one that was adopted."),
                code="charter.digest",
                next_step=gettext_noop("Compare it with a copy you hold. Nothing was changed."),
                name=name,
            )
    return read_charter(sources.pop(BASE), sources)


def digest_of(source: str) -> str:
    """SHA-256 over the text as UTF-8, as anyone can compute it of the downloaded file."""
    return hashlib.sha256(source.encode()).hexdigest()


def no_charter() -> CharterSilent:
    """What a co-op without a charter is told wherever a rule is needed."""
    return CharterSilent(
        gettext_noop("This co-op has not adopted a charter yet, so no rule can answer."),
        code="charter.none",
        next_step=gettext_noop("Adopt one first; a model charter is a good place to begin."),
    )
