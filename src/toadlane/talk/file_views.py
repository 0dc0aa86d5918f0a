"""The pages of attached files: what hangs on something, taking one away, attaching and removing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.files.serving import handed_out
from toadlane.talk import attached, attached_refusals, reads, verbs
from toadlane.talk.attached_rows import Attachment
from toadlane.talk.forms import FilesForm
from toadlane.talk.models import Comment
from toadlane.talk.subjects import Subject, kind_of, subject_at

BOTH = ["GET", "HEAD", "POST"]


@require_safe
@for_participants
def file(request: HttpRequest, place: Place, attachment: UUID) -> HttpResponseBase:
    """One file, as it was attached; `?shown` in its place where that is safe."""
    return response_of(place, attachment, shown="shown" in request.GET)


def response_of(place: Place, key: UUID, *, shown: bool) -> HttpResponseBase:
    """The file of that key for whoever sees what it belongs to; fault `talk.file-gone`."""
    _subject, row = attached.attachment_at(place, key)
    place.gives(row)
    kept = attached.path_of(place.coop, (row.digest, row.form))
    response = handed_out(kept, row.form, row.file_name, shown=shown)
    if response is None:
        raise attached_refusals.gone()
    return response


@require_http_methods(BOTH)
@for_participants
def files(request: HttpRequest, place: Place, kind: str, subject: str) -> HttpResponseBase:
    """What hangs on a subject, and attaching more."""
    return attaching(request, place, subject_at(place, kind, subject), None)


@require_http_methods(BOTH)
@for_participants
def comment_files(request: HttpRequest, place: Place, comment: UUID) -> HttpResponseBase:
    """What hangs on a comment, and attaching more."""
    subject, found = reads.comment_at(place, comment)
    return attaching(request, place, subject, found)


def attaching(
    request: HttpRequest, place: Place, subject: Subject, comment: Comment | None
) -> HttpResponseBase:
    """Attach what was sent, or show what there is."""
    form = FilesForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with form.acting():
            verbs.attach(
                subject=subject,
                sent=form.cleaned_data["attached"],
                comment=comment,
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            messages.success(request, gettext("Attached."))
            return redirect(back_to(place, subject, comment))
    return page(request, place, subject, comment, form=form)


def page(
    request: HttpRequest,
    place: Place,
    subject: Subject,
    comment: Comment | None,
    *,
    form: FilesForm,
    above: KeyedForm | None = None,
) -> HttpResponse:
    """The page of the files of something."""
    rows = attached.at_comment(comment) if comment else list(attached.rows_of(subject))
    own = comment is not None and comment.by_id == place.member.pk and hasattr(comment, "words")
    may = own if comment else attached.may_attach(place.member, subject)
    shown = {
        "subject": subject,
        "comment": comment,
        "files": [row for row in rows if row.removed_at is None],
        "removed": [row for row in rows if row.removed_at],
        "form": form if may and subject.is_open else None,
        "removes": may,
        "button": KeyedForm(auto_id=False),
        "above": above,
        "back": back_to(place, subject, comment),
        "room": kind_of(subject.kind).room,
    }
    status = above.status if above else form.status
    return render(request, "talk/files.html", shown, status=status)


def back_to(place: Place, subject: Subject, comment: Comment | None) -> str:
    """Where the files are read."""
    if comment is None:
        return subject.page
    return reverse("talk:place", args=[place.coop.slug, comment.pk])


@require_POST
@for_participants
def removal(request: HttpRequest, place: Place, attachment: UUID) -> HttpResponseBase:
    """Remove a file."""
    subject, row = attached.attachment_at(place, attachment)
    comment = reads.comment_at(place, row.comment_id)[1] if row.comment_id else None
    form = KeyedForm(request.POST)
    if form.is_valid():
        with form.acting():
            verbs.remove(attachment=row, subject=subject, by=place.member, at=place.moment)
            messages.success(request, gettext("Removed: its name and its bytes are gone."))
            return redirect(files_page(place, subject, row))
    return page(request, place, subject, comment, form=FilesForm(), above=form)


def files_page(place: Place, subject: Subject, row: Attachment) -> str:
    """Where the files of the same thing are listed."""
    if row.comment_id:
        return reverse("talk:comment-files", args=[place.coop.slug, row.comment_id])
    return reverse("talk:files", args=[place.coop.slug, subject.kind, subject.key])
