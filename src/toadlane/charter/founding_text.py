"""A co-op's first text, from a draft that is edited freely to the charter its founder adopts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.charter.adoption import own_text
from bylaws.charter.blanks import FISCAL_YEAR, fill
from bylaws.charter.charter import Charter, read_charter, try_charter
from bylaws.charter.checks.finding import Finding
from bylaws.charter.lineage import Taken
from bylaws.charter.lineage import take_article as copied
from bylaws.charter.lint import check
from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from toadlane.charter import lineage
from toadlane.charter.models import BASE, CharterDraft, CharterText
from toadlane.charter.shelf import Model
from toadlane.charter.verbs import adopt_charter, plain_text
from toadlane.coops.access import absent
from toadlane.coops.models import SETS_UP, Coop, Participant
from toadlane.coops.moment import Moment

LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Judged:
    """A text as `bylaws check` sees it; `charter` is None where it cannot be read at all."""

    charter: Charter | None
    findings: tuple[Finding, ...]

    @property
    def adoptable(self) -> bool:
        """Whether it can be run as it stands."""
        return self.charter is not None and not any(finding.serious for finding in self.findings)


def judge(source: str) -> Judged:
    """Everything wrong or odd with a text, by line."""
    charter, faults = try_charter(source, {})
    if charter is None or faults:
        return Judged(None, tuple(Finding(fault, serious=True) for fault in faults))
    return Judged(charter, tuple(check(charter)))


def from_model(
    model: Model,
    *,
    answers: Mapping[str, str],
    name: str,
    jurisdiction: str,
    time_zone: str,
    adopted: dt.date,
    from_day: dt.date,
) -> str:
    """A model with a co-op's own answers, name and days, in the currency it is reckoned in."""
    written_in = read_charter(model.source).base_front.currency
    filled = fill(model.source, model.blanks, answers, model.currency, written_in=written_in)
    return own_text(
        filled,
        name=name,
        modelled_on=model.title,
        adopted=adopted,
        from_day=from_day,
        jurisdiction=jurisdiction,
        time_zone=time_zone,
        fiscal_year_starts=answers.get(FISCAL_YEAR),
    )


@transaction.atomic
def keep_draft(
    *,
    coop: Coop,
    source: str,
    model: str,
    by: Participant,
    at: Moment,
    taken: Sequence[Taken] | None = None,
) -> CharterDraft:
    """Keep a text to work on; sent twice, it is still the one draft. What is wrong with it is no obstacle.

    `taken` are the articles of models it was made from; None leaves those that are known.
    """
    only_founders(coop, by, at)
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)
    refuse_adopted(coop)
    if len(source) > LONGEST:
        raise InputFault(
            gettext_noop("The text is too long for a charter."),
            code="charter.long",
            next_step=gettext_noop("Leave appendices and pictures out of it."),
        )
    said: dict[str, object] = {"source": plain_text(source).replace("\r\n", "\n"), "model": model}
    if taken is not None:
        said["taken"] = lineage.as_kept(taken)
    told = {"edited_by": by.key, "edited_at": at.instant}
    draft, _ = CharterDraft.objects.update_or_create(coop=coop, defaults={**said, **told})
    return draft


@transaction.atomic
def adopt_draft(*, coop: Coop, digest: str, by: Participant, at: Moment, key: str) -> CharterText:
    """Adopt the draft as the co-op's charter; `digest` is of the text that was read before saying so."""
    draft = CharterDraft.objects.select_for_update(no_key=True).filter(coop=coop).first()
    if draft is None:
        done = CharterText.objects.filter(coop=coop, name=BASE, digest=digest).first()
        if done is None:
            refuse_adopted(coop)
            raise no_draft()
        return adopt_first(coop=coop, source=done.source, by=by, at=at, key=key)
    if draft.digest != digest:
        raise draft_changed()
    taken = lineage.of_draft(draft.taken)
    return adopt_first(coop=coop, source=draft.source, by=by, at=at, key=key, taken=taken)


@transaction.atomic
def take_article(
    *,
    coop: Coop,
    model: Model,
    number: int,
    instead_of: int | None,
    digest: str,
    by: Participant,
    at: Moment,
) -> CharterDraft:
    """One article of a model into the draft, in place of one of its own or after the last.

    Sent twice it is there once. `digest` is of the draft that was read before saying so.
    Faults: `charter.no-draft`, `charter.draft-changed`, `lineage.no-article`.
    """
    only_founders(coop, by, at)
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)
    refuse_adopted(coop)
    draft = CharterDraft.objects.filter(coop=coop).first()
    if draft is None:
        raise no_draft()
    source, one = copied(
        draft.source, model.source, number, instead_of=instead_of, key=model.key, title=model.title
    )
    if one is None:
        return draft
    if draft.digest != digest:
        raise draft_changed()
    known = lineage.of_draft(draft.taken)
    left = [other for other in known if other.origin.number != instead_of]
    return keep_draft(coop=coop, source=source, model=draft.model, by=by, at=at, taken=[*left, one])


@transaction.atomic
def adopt_first(
    *, coop: Coop, source: str, by: Participant, at: Moment, key: str, taken: Sequence[Taken] = ()
) -> CharterText:
    """Adopt a text as the co-op's charter; whatever was drafted is gone then."""
    only_founders(coop, by, at)
    adopted = adopt_charter(coop=coop, source=source, by=by, at=at, key=key, copied=taken)
    CharterDraft.objects.filter(coop=coop).delete()
    return adopted


def only_founders(coop: Coop, by: Participant, at: Moment) -> None:
    """The first text is for whoever sets the co-op up; afterwards there are amendments."""
    if by.coop_id != coop.pk:
        raise absent()
    if not SETS_UP & by.roles_on(at.day):
        raise Refused(
            gettext_noop("The first charter is adopted by whoever is founder or bookkeeper on {day}."),
            code="charter.not-founder",
            next_step=gettext_noop("Ask one of them; the page of people says who they are."),
            day=at.day.isoformat(),
        )


def refuse_adopted(coop: Coop) -> None:
    """One first charter, and then amendments."""
    if CharterText.objects.filter(coop=coop, name=BASE).exists():
        raise RecordMoved(
            gettext_noop("This co-op has a charter already."),
            code="charter.adopted-already",
            next_step=gettext_noop("Adopt an amendment: adopted text is never edited."),
        )


def draft_changed() -> RecordMoved:
    """Somebody else wrote, or the same person elsewhere."""
    return RecordMoved(
        gettext_noop("The text was changed since you read it."),
        code="charter.draft-changed",
        next_step=gettext_noop("Read it once more, and do it then."),
    )


def no_draft() -> InputFault:
    """Adopting needs a text."""
    return InputFault(
        gettext_noop("There is no text to adopt."),
        code="charter.no-draft",
        next_step=gettext_noop("Choose a model or bring a text first."),
    )
