"""What somebody keeps about themselves: of which class each kind is, reading it, and taking it away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db.models import QuerySet

from toadlane.coops.models import Participant
from toadlane.people.sealing import unseal
from toadlane.privacy.models import Detail

Kind = Detail.Kind
CLASS_OF: Final[Mapping[str, str]] = {
    Kind.ADDRESS: "personal-details",
    Kind.CONTACT: "personal-details",
    Kind.BANK: "payment-details",
    Kind.TAX_ID: "payment-details",
    Kind.LEAVE: "leave-reasons",
}
CLASSES: Final = tuple(dict.fromkeys(CLASS_OF.values()))
LONGEST: Final[Mapping[str, int]] = {
    Kind.ADDRESS: 500,
    Kind.CONTACT: 500,
    Kind.BANK: 200,
    Kind.TAX_ID: 60,
    Kind.LEAVE: 1000,
}


def own(participant: Participant) -> dict[str, str]:
    """All somebody keeps about themselves, by kind; for nobody but them."""
    return _opened(participant.details.all())


def of_class(participant: Participant, information_class: str) -> dict[str, str]:
    """Their details of one class; whoever calls this has written the look down."""
    return _opened(participant.details.filter(kind__in=kinds_of(information_class)))


def kinds_of(information_class: str) -> list[str]:
    """The kinds of details of a class."""
    return [kind for kind, name in CLASS_OF.items() if name == information_class]


def anything_kept() -> bool:
    """Whether anybody keeps a detail here."""
    return Detail.objects.exists()


def forget(participant: Participant) -> int:
    """Take all of it away, for good; how many there were."""
    return participant.details.all().delete()[0]


def _opened(found: QuerySet[Detail]) -> dict[str, str]:
    kept = {row.kind: unseal(row.sealed) for row in found}
    return {str(kind): kept[kind] for kind in Kind.values if kind in kept}
