"""A fault in the reader's language, as pages, forms and problem JSON show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext, gettext_noop

from bylaws.kernel import faults
from bylaws.kernel.faults import Fault

STATUS: Final[dict[type[Fault], int]] = {
    faults.InputFault: 422,
    faults.NotThere: 404,
    faults.Refused: 409,
    faults.CharterSilent: 409,
    faults.CharterAmbiguous: 409,
    faults.RecordMoved: 409,
    faults.RecordBroken: 500,
}
TITLES: Final[dict[type[Fault], str]] = {
    faults.InputFault: gettext_noop("Something you entered needs another look"),
    faults.NotThere: gettext_noop("Not here, or not for you"),
    faults.Refused: gettext_noop("Your charter says no"),
    faults.CharterSilent: gettext_noop("Your charter does not say"),
    faults.CharterAmbiguous: gettext_noop("Your charter says two things"),
    faults.RecordMoved: gettext_noop("Somebody was first"),
    faults.RecordBroken: gettext_noop("Something here does not hold together"),
}
NOT_NOW: Final = gettext_noop("This cannot be done now")


@dataclass(frozen=True, slots=True)
class Told:
    """A fault in the reader's language: what, why, what now."""

    code: str
    status: int
    title: str
    says: str
    article: str | None
    next_step: str
    where: str | None


def told(fault: Fault) -> Told:
    """A fault in words; a refusal is the charter's only where it names an article."""
    kind = next(known for known in STATUS if isinstance(fault, known))
    ours = kind is faults.Refused and not fault.article
    return Told(
        code=fault.code,
        status=STATUS[kind],
        title=gettext(NOT_NOW if ours else TITLES[kind]),
        says=faults.fill(gettext(fault.template), fault.values),
        article=fault.article,
        next_step=faults.fill(gettext(fault.next_step_template), fault.values),
        where=fault.where,
    )
