"""A draft of a proposal as something files hang on: seen by those who write it, and by nobody else."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.db.models.signals import post_delete
from django.urls import reverse
from django.utils.translation import gettext_lazy

from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight
from toadlane.proposals.authors import keys_of_draft, written_by
from toadlane.proposals.models import Proposal, ProposalDraft
from toadlane.proposals.raised_rows import OWN
from toadlane.talk import attached
from toadlane.talk.attached_rows import Attachment
from toadlane.talk.subjects import Kind, Subject, register, subject_in
from toadlane.talk.verbs.attaching import record

RAISED: Final = "proposal"


def find(coop: Coop, key: str, _at: Moment) -> Subject | None:
    """A draft by its key."""
    row = draft_of(coop, key)
    if row is None:
        return None
    return Subject(
        coop=coop,
        kind=KIND.key,
        key=str(row.pk),
        title=row.title,
        page=reverse("proposals:draft", args=[coop.slug, row.pk]),
        information_class=OWN,
        about=row.author,
        attachers=keys_of_draft(row),
        is_private=True,
    )


def draft_of(coop: Coop, key: str) -> ProposalDraft | None:
    """A draft by its key as an address has it."""
    try:
        number = UUID(key)
    except ValueError:
        return None
    return ProposalDraft.objects.select_related("author").filter(coop=coop, pk=number).first()


def may_see(sight: Sight, subject: Subject) -> bool:
    """Those who write it, and those who were asked to."""
    who = sight.participant
    return who is not None and written_by(who, invited=True).filter(pk=subject.key).exists()


def nobody_speaks(_sight: Sight, _subject: Subject, _at: Moment) -> bool:
    """It is talked about once it is raised."""
    return False


KIND: Final = Kind(
    "proposal-draft",
    label=gettext_lazy("Draft of a proposal"),
    find=find,
    may_see=may_see,
    may_speak=nobody_speaks,
    room="decide",
)


def bring_files(draft: ProposalDraft, proposal: Proposal, *, by: Participant, at: Moment) -> None:
    """What hung on a draft hangs on what was raised from it, and is in the record from now on."""
    raised = subject_in(draft.coop, RAISED, str(proposal.pk), at)
    if raised is None:
        return
    for row in attached.move(draft.coop, KIND.key, str(draft.pk), raised):
        record(row, raised, by, at)


def listen() -> None:
    """Called once when the application starts."""
    register(KIND)
    post_delete.connect(draft_gone, sender=ProposalDraft, dispatch_uid="proposals.draft-gone")


def draft_gone(instance: ProposalDraft, **_: Any) -> None:
    """Its files go with it."""
    Attachment.objects.filter(coop=instance.coop_id, kind=KIND.key, subject=str(instance.pk)).delete()
