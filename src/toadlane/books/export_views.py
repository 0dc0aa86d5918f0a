"""The co-op's own names of our accounts, and the files that went out to its books."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from toadlane.books import account_names, shown_names, verbs
from toadlane.books.account_names import Named, Naming
from toadlane.books.export_forms import FORMS
from toadlane.books.export_rows import LONGEST
from toadlane.books.models import ACCOUNTS, MEMBER_MONEY, ExportBatch
from toadlane.books.payment_views import for_bookkeepers, is_bookkeeper
from toadlane.coops.access import Place, for_participants
from toadlane.coops.forms import KeyedForm
from toadlane.sheets import limits, reading
from toadlane.sheets.tables import Column, table
from toadlane.ui.forms import FileDrop

COLUMNS = (
    Column("account", gettext_lazy("Our account"), ("account", "pattern"), needed=True),
    Column("number", gettext_lazy("Number"), ("no", "code")),
    Column("name", gettext_lazy("Name in your books"), ("name",), needed=True),
)


class NamesForm(KeyedForm):
    """A number and a name for each account."""

    def __init__(self, *args: Any, patterns: Sequence[str], names: Naming, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.patterns = patterns
        for nth, pattern in enumerate(patterns):
            known = names.by_pattern.get(pattern, Named("", ""))
            label = {"account": pattern}
            self.fields[f"number-{nth}"] = forms.CharField(
                label=_("Number of %(account)s") % label,
                required=False,
                max_length=LONGEST["number"],
                initial=known.number,
            )
            self.fields[f"name-{nth}"] = forms.CharField(
                label=_("Name of %(account)s") % label,
                required=False,
                max_length=LONGEST["name"],
                initial=known.name,
            )

    def rows(self) -> list[tuple[str, str, forms.BoundField, forms.BoundField]]:
        """Each account as it is written and in words, with its two fields."""
        anyone = {account_names.ANY: _("each member")}
        return [
            (pattern, shown_names.account(pattern, anyone), self[f"number-{nth}"], self[f"name-{nth}"])
            for nth, pattern in enumerate(self.patterns)
        ]

    def said(self) -> dict[str, Named]:
        """What the form says."""
        data = self.cleaned_data
        return {
            pattern: Named(data[f"number-{nth}"], data[f"name-{nth}"])
            for nth, pattern in enumerate(self.patterns)
        }


class NamesFileForm(KeyedForm):
    """The same from a table."""

    elsewhere = "file"
    file = forms.FileField(
        label=gettext_lazy("A table of accounts, as CSV or XLSX"),
        widget=FileDrop,
        help_text=gettext_lazy("With the columns “Our account”, “Number” and “Name in your books”."),
    )

    def said(self) -> Mapping[str, Named]:
        """What the table says; the faults of reading it."""
        data = self.cleaned_data["file"].read(limits.BYTES + 1)
        sheet = reading.read(self.cleaned_data["file"].name, data).sheet()
        return {
            _text(line.get("account")): Named(_text(line.get("number")), _text(line.get("name")))
            for line in table(sheet, COLUMNS).lines()
            if line.get("account") is not None
        }


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell.text).strip().removeprefix("'")


class ExportForm(KeyedForm):
    """In which format."""

    form = forms.ChoiceField(
        label=gettext_lazy("Format"), choices=[(key, form.title) for key, form in FORMS.items()]
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def names(request: HttpRequest, place: Place) -> HttpResponse:
    """What our accounts are called in the co-op's own books."""
    for_bookkeepers(place)
    coop = place.coop
    known = account_names.naming(coop)
    patterns = account_names.patterns(coop, known)
    typed = request.POST if request.method == "POST" and "file" not in request.FILES else None
    sent = request.POST if request.FILES or (typed is not None and "from-file" in request.POST) else None
    form = NamesForm(None if sent is not None else typed, patterns=patterns, names=known)
    file = NamesFileForm(sent, request.FILES or None, auto_id="file_%s")
    for one in (form, file):
        if one.is_bound and one.is_valid():
            with one.acting():
                verbs.name_accounts(
                    coop=coop,
                    names=one.said(),
                    by=place.member,
                    at=place.moment,
                    key=one.cleaned_data["key"],
                )
                messages.success(request, _("The names are kept; the next export uses them."))
                return redirect("books:names", coop.slug)
    context = {
        "form": form,
        "file": file,
        "shared": known.shared(),
        "unmapped": known.unmapped(pattern for pattern in patterns if pattern not in known.by_pattern),
    }
    status = file.status if file.is_bound else form.status
    return render(request, "books/names.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def batches(request: HttpRequest, place: Place) -> HttpResponse:
    """The files that went out, and the next one."""
    place.require_class(ACCOUNTS)
    place.require_class(MEMBER_MONEY)
    if request.method == "POST":
        for_bookkeepers(place)
    form = ExportForm(request.POST or None)
    if form.is_valid():
        with form.acting():
            batch = verbs.export_entries(
                coop=place.coop,
                form=form.cleaned_data["form"],
                by=place.member,
                at=place.moment,
                key=form.cleaned_data["key"],
            )
            messages.success(request, _("File %(number)s is ready.") % {"number": batch.number})
            return redirect("books:batches", place.coop.slug)
    rows = ExportBatch.objects.filter(coop=place.coop).defer("body").order_by("-pk")
    context = {
        "form": form,
        "batches": [(batch, FORMS[batch.form].title) for batch in rows],
        "bookkeeper": is_bookkeeper(place),
    }
    return render(request, "books/batches.html", context, status=form.status)


@require_safe
@for_participants
def batch_file(request: HttpRequest, place: Place, batch: UUID) -> HttpResponse:  # noqa: ARG001
    """A file that went out, the same to the byte."""
    place.require_class(MEMBER_MONEY)
    held = place.find(ExportBatch.objects.all(), pk=batch)
    return file_of(place, held)


def file_of(place: Place, held: ExportBatch) -> HttpResponse:
    """The file itself."""
    written = FORMS[held.form]
    response = HttpResponse(bytes(held.body), content_type=written.media)
    name = f"{place.coop.slug}-{held.form}-{held.number}.{written.suffix}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
