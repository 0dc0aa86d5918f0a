"""Which templates are offered, and what a draft begins with once one is picked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from toadlane.coops.access import Place, absent
from toadlane.coops.models import Coop, Participant
from toadlane.proposals import words
from toadlane.proposals.models import DECISIONS, LONGEST, ProposalTemplate, TemplateText
from toadlane.proposals.said import number_of
from toadlane.proposals.shipped import BLANK, SHIPPED
from toadlane.ui.figures import day as in_full


@dataclass(frozen=True, slots=True)
class Offered:
    """A template as it can be picked; `key` is its name among those that come along, or its number."""

    key: str
    name: str
    matter: str
    title: str
    text: str
    row: ProposalTemplate | None = None
    nth: int = 0

    @property
    def about(self) -> str:
        """What it is about, in words."""
        return words.matter(self.matter) if self.matter else ""


def own(coop: Coop) -> QuerySet[TemplateText]:
    """The last text of each template of the co-op, by name."""
    last = TemplateText.objects.filter(coop=coop).order_by("template", "-nth")
    heads: dict[UUID, UUID] = {}
    for template, key in last.values_list("template", "pk"):
        heads.setdefault(template, key)
    return (
        TemplateText.objects.filter(pk__in=heads.values()).select_related("template").order_by("name", "pk")
    )


def templates(place: Place) -> list[Offered]:
    """The co-op's own by name, those in the archive too, for whoever sees decisions."""
    if not place.sight.may_see_class(DECISIONS):
        return []
    return [offered(one) for one in own(place.coop)]


def shipped() -> list[Offered]:
    """Those that come along, in the reader's language."""
    return [
        Offered(key, str(one.name), one.matter, str(one.title), str(one.text)) for key, one in SHIPPED.items()
    ]


def offered(one: TemplateText) -> Offered:
    """A template of the co-op as it stands."""
    return Offered(str(one.template_id), one.name, one.matter, one.title, one.text, one.template, one.nth)


def for_matter(place: Place, matter: str) -> list[Offered]:
    """What is offered for a matter: the co-op's own first; those that name no matter fit each."""
    mine = [one for one in templates(place) if one.row and one.row.archived_at is None]
    return [one for one in [*mine, *shipped()] if one.matter in {"", matter}]


def template_at(place: Place, key: UUID) -> Offered:
    """One of the co-op's own."""
    place.require_class(DECISIONS)
    rows = TemplateText.objects.filter(coop=place.coop, template=key).select_related("template")
    found = rows.order_by("-nth").first()
    if found is None:
        raise absent()
    return offered(found)


def texts_of(row: ProposalTemplate) -> Sequence[TemplateText]:
    """Each text it had, the last first."""
    return list(TemplateText.objects.filter(template=row).order_by("-nth"))


def picked(place: Place, key: str) -> Offered | None:
    """A template by the key in an address; none where it names none that is offered."""
    if key in SHIPPED:
        return next(one for one in shipped() if one.key == key)
    number = number_of(key)
    found = next((one for one in templates(place) if number and one.key == str(number)), None)
    return found if found and found.row and found.row.archived_at is None else None


def begun(place: Place, key: str, given: Mapping[str, str]) -> dict[str, str]:
    """What a draft begins with, filled in by what is known of it; what was given already stays."""
    template = picked(place, key)
    if template is None:
        return dict(given)
    known = filling(place, given)
    filled = {
        "title": without_braces(template.title, known)[: LONGEST["title"]],
        "text": without_braces(template.text, known)[: LONGEST["text"]],
        "matter": template.matter,
    }
    return {**given, **{name: given.get(name) or said for name, said in filled.items()}}


def filling(place: Place, given: Mapping[str, str]) -> dict[str, str]:
    """What stands for each word in braces."""
    key, amount = given.get("about", ""), given.get("amount", "")
    named = None if "\x00" in key else Participant.objects.filter(coop=place.coop, key=key).first()
    return {
        "amount": f"{amount} {place.coop.currency}" if amount else BLANK,
        "name": named.name if named else BLANK,
        "coop": place.coop.name,
        "day": in_full(place.moment.day, "long"),
    }


def without_braces(text: str, known: Mapping[str, str]) -> str:
    """The words in braces that are known, and nothing else: a template is no program."""
    for name, said in known.items():
        text = text.replace(f"{{{name}}}", said)
    return text
