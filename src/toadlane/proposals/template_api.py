"""Templates of proposals over the API: the same verbs as the pages."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from toadlane.coops.access import Place
from toadlane.coops.api import Click, Slug, participant_at
from toadlane.proposals import template_reads, verbs
from toadlane.proposals.models import DECISIONS, LONGEST
from toadlane.proposals.template_reads import Offered
from toadlane.proposals.template_rows import LONGEST_NAME
from toadlane.proposals.verbs.templating import Written

router = Router()


class TemplateIn(Schema):
    """What a proposal begins with; `edition` is the one that was edited."""

    name: str = Field(max_length=LONGEST_NAME)
    matter: str = Field("", max_length=LONGEST["matter"], pattern=r"^([a-z0-9][a-z0-9-]*)?$")
    title: str = Field("", max_length=LONGEST["title"])
    text: str = Field(max_length=LONGEST["text"])
    edition: int | None = Field(None, ge=1, le=2**31 - 1)
    key: Click

    def written(self) -> Written:
        """As the verb takes it."""
        return Written(name=self.name, matter=self.matter, title=self.title, text=self.text)


class TemplateUndoIn(Schema):
    """Back to what stood before this edition."""

    edition: int = Field(ge=1, le=2**31 - 1)
    key: Click


class TemplateArchiveIn(Schema):
    """Offered no more, or again."""

    archived: bool = Field(strict=True)


class TemplateOut(Schema):
    """A template; of those that come along `id` and `edition` are missing."""

    key: str
    id: UUID | None
    name: str
    matter: str
    title: str
    text: str
    edition: int | None
    archived: bool


@router.get("", response=list[TemplateOut], summary="Templates of proposals")
def list_templates(request: HttpRequest, coop: Path[Slug]) -> list[TemplateOut]:
    """The co-op's own, also in the archive; then those that come along, in your language."""
    place = participant_at(request, coop, DECISIONS)
    return [out(one) for one in [*template_reads.templates(place), *template_reads.shipped()]]


@router.post("", response={201: TemplateOut}, summary="Write a template")
def add_template(request: HttpRequest, coop: Path[Slug], body: TemplateIn) -> Status[TemplateOut]:
    """For whoever may propose."""
    place = participant_at(request, coop, DECISIONS)
    kept = verbs.keep_template(written=body.written(), by=place.member, at=place.moment, key=body.key)
    return Status(201, one_out(place, kept.pk))


@router.get("/{template}", response=TemplateOut, summary="One template")
def read_template(request: HttpRequest, coop: Path[Slug], template: Path[UUID]) -> TemplateOut:
    """One of the co-op's own."""
    return one_out(participant_at(request, coop, DECISIONS), template)


@router.put("/{template}", response=TemplateOut, summary="Write a template anew")
def write_template(
    request: HttpRequest, coop: Path[Slug], template: Path[UUID], body: TemplateIn
) -> TemplateOut:
    """All of it; what stood before can be put back."""
    place = participant_at(request, coop, DECISIONS)
    verbs.keep_template(
        written=body.written(),
        template=template,
        edition=body.edition,
        by=place.member,
        at=place.moment,
        key=body.key,
    )
    return one_out(place, template)


@router.post("/{template}/undoing", response={201: TemplateOut}, summary="Put a template back")
def undo_template(
    request: HttpRequest, coop: Path[Slug], template: Path[UUID], body: TemplateUndoIn
) -> Status[TemplateOut]:
    """As it stood before this edition."""
    place = participant_at(request, coop, DECISIONS)
    verbs.undo_template(template=template, by=place.member, at=place.moment, **body.dict())
    return Status(201, one_out(place, template))


@router.post("/{template}/archiving", response={201: TemplateOut}, summary="Archive a template or not")
def archive_template(
    request: HttpRequest, coop: Path[Slug], template: Path[UUID], body: TemplateArchiveIn
) -> Status[TemplateOut]:
    """In the archive it is offered no more."""
    place = participant_at(request, coop, DECISIONS)
    verbs.archive_template(template=template, archived=body.archived, by=place.member, at=place.moment)
    return Status(201, one_out(place, template))


def one_out(place: Place, key: UUID) -> TemplateOut:
    """One of the co-op's own, as it stands."""
    return out(template_reads.template_at(place, key))


def out(one: Offered) -> TemplateOut:
    """One template."""
    return TemplateOut(
        key=one.key,
        id=one.row.pk if one.row else None,
        name=one.name,
        matter=one.matter,
        title=one.title,
        text=one.text,
        edition=one.nth or None,
        archived=bool(one.row and one.row.archived_at),
    )
