"""Writing templates of proposals: kept, put back as they were, sent to the archive and fetched from it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import sight_on
from toadlane.decisions.verbs import as_kept
from toadlane.proposals import refusals, template_refusals, ways
from toadlane.proposals.models import DECISIONS, LONGEST, ProposalTemplate, TemplateText
from toadlane.proposals.template_rows import LONGEST_NAME

MOST: Final = 100
KEPT_TEXTS: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A template as it is typed; without a matter it is offered for each."""

    name: str
    text: str
    title: str = ""
    matter: str = ""

    def as_json(self) -> dict[str, Json]:
        """As a key of a click is held against it."""
        return dict(asdict(self))


@transaction.atomic
def keep_template(
    *,
    written: Written,
    by: Participant,
    at: Moment,
    key: str,
    template: UUID | None = None,
    edition: int | None = None,
) -> ProposalTemplate:
    """Write a template, or write it anew; `edition` is the number of the text that was edited.

    Faults: `proposals.raise`, `.template-words`, `.template-moved`, `.too-many-templates`, `.long`.
    """
    content: dict[str, Json] = {**written.as_json(), "template": str(template) if template else None}
    taken = keys.take(coop=by.coop, key=key, verb="proposals.template", by=by, content=content)
    if not taken.first:
        return held_template(by, at, UUID(taken.result))
    only_writers(by, at)
    said = fitting(written)
    if template is None:
        if ProposalTemplate.objects.filter(coop=by.coop, archived_at=None).count() >= MOST:
            raise template_refusals.too_many(MOST)
        row, nth = ProposalTemplate.objects.create(coop=by.coop), 1
    else:
        row, nth = held_template(by, at, template), _last(template).nth + 1
        if edition is not None and edition != nth - 1:
            raise template_refusals.moved()
    _write(row, nth, said, by, at)
    taken.keep(row.pk)
    return row


@transaction.atomic
def undo_template(*, template: UUID, edition: int, by: Participant, at: Moment, key: str) -> ProposalTemplate:
    """Put back the text that stood before, as a text of its own: undone again, the later one is back.

    Faults: `proposals.raise`, `.template-moved`, `.template-first`.
    """
    content: dict[str, Json] = {"edition": edition, "template": str(template)}
    taken = keys.take(coop=by.coop, key=key, verb="proposals.template-undo", by=by, content=content)
    row = held_template(by, at, template)
    if not taken.first:
        return row
    only_writers(by, at)
    last = _last(template)
    if last.nth != edition:
        raise template_refusals.moved()
    before = TemplateText.objects.filter(template=row, nth=last.nth - 1).first()
    if before is None:
        raise template_refusals.first_text()
    said = Written(name=before.name, text=before.text, title=before.title, matter=before.matter)
    _write(row, last.nth + 1, said, by, at)
    taken.keep(row.pk)
    return row


@transaction.atomic
def archive_template(*, template: UUID, archived: bool, by: Participant, at: Moment) -> ProposalTemplate:
    """Offer it no more, or offer it again; done twice, it is done once. Fault `proposals.raise`."""
    only_writers(by, at)
    row = held_template(by, at, template)
    if archived == (row.archived_at is None):
        row.archived_at = at.instant if archived else None
        row.archived_by = by.key if archived else ""
        row.save()
    return row


def only_writers(by: Participant, at: Moment) -> None:
    """Whoever may raise matters, and sees decisions."""
    if not sight_on(by, at.day).may_see_class(DECISIONS):
        raise absent()
    ways.refuse_who_may_not(by, at)


def held_template(by: Participant, at: Moment, key: UUID) -> ProposalTemplate:
    """A template of the co-op, one writer after the other."""
    rows = ProposalTemplate.objects.select_for_update(no_key=True, of=("self",))
    found = rows.filter(coop=by.coop, pk=key).first()
    if found is None or not sight_on(by, at.day).may_see_class(DECISIONS):
        raise absent()
    return found


def fitting(written: Written) -> Written:
    """As it is kept; faults `proposals.template-words`, `.long`."""
    said = Written(**{name: as_kept(str(one)) for name, one in asdict(written).items()})
    if not said.name or not said.text or "\n" in said.name + said.title + said.matter:
        raise template_refusals.words()
    limits = {"name": LONGEST_NAME, **{name: LONGEST[name] for name in ("matter", "title", "text")}}
    for name, longest in limits.items():
        if len(getattr(said, name)) > longest:
            raise refusals.too_long(longest)
    return said


def _last(template: UUID) -> TemplateText:
    found = TemplateText.objects.filter(template=template).order_by("-nth").first()
    if found is None:
        raise absent()
    return found


def _write(row: ProposalTemplate, nth: int, said: Written, by: Participant, at: Moment) -> None:
    TemplateText.objects.create(
        coop=row.coop, template=row, nth=nth, written_by=by.key, written_at=at.instant, **asdict(said)
    )
    TemplateText.objects.filter(template=row, nth__lte=nth - KEPT_TEXTS).delete()
