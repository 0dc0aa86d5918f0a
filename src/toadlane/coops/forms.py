"""What forms in a co-op have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, ClassVar, Final

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from bylaws.kernel.faults import CharterAmbiguous, CharterSilent, Fault, InputFault, RecordMoved, Refused
from toadlane.coops import keys
from toadlane.coops.access import Place
from toadlane.ui.faults import Told, told

ANSWERED: Final = (InputFault, Refused, CharterSilent, CharterAmbiguous, RecordMoved)
"""What people can do something about. What is hidden stays absent, and what is broken is ours."""
FORM: Final = "form"
OURS: Final = re.compile("[0-9a-f]{32}")


class KeyedForm(forms.Form):
    """A form whose every showing carries a key of its own, so that a double click has one effect."""

    key = forms.CharField(widget=forms.HiddenInput, initial=keys.fresh, max_length=keys.LONGEST)

    beside: ClassVar[Mapping[str, str]] = {}
    """Which field a fault is told beside, by the fault's code."""
    elsewhere: ClassVar[str] = ""
    """The field for all other faults of what was typed; without one they stand above the form."""
    fault: Told | None = None

    def acting(self) -> Acting:
        """`with form.acting():` around what the form asks for. A fault ends the block, not the request.

        The form then says what stands in the way and keeps what was typed; leave the block by
        `return` when it was done, and show the form with its `status` below.
        """
        return Acting(self)

    def met(self, fault: Fault) -> None:
        """Say what stood in the way."""
        self.fault = told(fault)
        field = self.beside.get(fault.code, self.elsewhere if isinstance(fault, InputFault) else "")
        self.add_error(field if field in self.fields else None, f"{self.fault.says} {self.fault.next_step}")
        if fault.code == keys.OTHER_CONTENT:  # what is typed now can be sent, knowingly, as something new
            anew = QueryDict(mutable=True)
            anew.update(self.data)
            anew[self.add_prefix("key")] = keys.fresh()
            self.data = anew

    def handed(self) -> dict[str, object]:
        """What is handed to the verb: what was typed, unless a form puts it otherwise."""
        return self.cleaned_data

    @property
    def status(self) -> int:
        """What a page that shows this form answers with."""
        if not self.is_bound:
            return 200
        return self.fault.status if self.fault else 422


def carry_out(
    place: Place,
    form: KeyedForm,
    verb: Callable[..., Any],
    *,
    there: Callable[[Any], HttpResponse],
    again: Callable[[], HttpResponse],
    **of: object,
) -> HttpResponse:
    """Do what a form asks for and go `there`; or show its page `again`, with what stands in the way.

    `verb` is given what was typed, beside `of`; `there` what came of it.
    """
    if form.is_valid():
        with form.acting():
            return there(verb(by=place.member, at=place.moment, **of, **form.handed()))
    return again()


def keyless(verb: Callable[..., Any]) -> Callable[..., Any]:
    """A verb that does the same thing once, however often it is sent, and so takes no key."""

    def act(*, key: str, **said: Any) -> Any:  # noqa: ARG001 - what a form sends
        return verb(**said)

    return act


def status_of(sent: Mapping[str, KeyedForm]) -> int:
    """What a page answers with that shows these forms."""
    return max((form.status for form in sent.values()), default=200)


def key_in_address(request: HttpRequest) -> HttpResponseRedirect | None:
    """The way to the same page with the key of its form in its address, unless it is there already.

    For forms that could do the same thing twice: whoever goes back finds that address, and so the same
    key, with or without scripts; sent again, the form changes nothing. Give `KeyedForm` the key below.
    """
    if request.method not in {"GET", "HEAD"} or asked_key(request):
        return None
    query = request.GET.copy()
    query[FORM] = keys.fresh()
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")


def asked_key(request: HttpRequest) -> str:
    """The key in the address, if it is one of ours."""
    said = request.GET.get(FORM, "")
    return said if OURS.fullmatch(said) else ""


@dataclass(frozen=True, slots=True)
class Acting:
    """See `KeyedForm.acting`."""

    form: KeyedForm

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, _kind: type[BaseException] | None, fault: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if not isinstance(fault, ANSWERED):
            return False
        self.form.met(fault)
        return True
