"""Whoever goes on to the next stage hears from when, and what changes for them."""

from __future__ import annotations

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bylaws.kernel.money import Money
from toadlane.candidacy import words
from toadlane.candidacy.changes import buy_in_of, gained
from toadlane.candidacy.models import Admission
from toadlane.candidacy.steps import Step
from toadlane.coops.models import DIRECTORY
from toadlane.coops.moment import Moment
from toadlane.members.words import said
from toadlane.notices.kinds import Kind, Values
from toadlane.notices.telling import Telling, tell
from toadlane.ui import figures


def in_words(values: Values) -> Values:
    """A stage and rights as people call them, money as the reader writes it."""
    told = {**values, "stage": said(str(values["stage"]))}
    if "rights" in values:
        told["rights"] = ", ".join(words.right(str(one)) for one in values["rights"])
    if "minor" in values:
        told["amount"] = figures.money(Money(values["minor"], values["currency"]))
    return told


NEXT: Final = Kind(
    "next-stage",
    label=_("Your next stage in the co-op"),
    words={
        "begins": _("The members decided it: from {from_day} your stage is: {stage}."),
        "begins-rights": _(
            "The members decided it: from {from_day} your stage is: {stage}. From that day you may: {rights}."
        ),
        "begins-buy-in": _(
            "The members decided it: from {from_day} your stage is: {stage}. "
            "Your buy-in is {amount} ({article}); the first of it is due on {first_due}."
        ),
        "begins-rights-buy-in": _(
            "The members decided it: from {from_day} your stage is: {stage}. "
            "From that day you may: {rights}. "
            "Your buy-in is {amount} ({article}); the first of it is due on {first_due}."
        ),
    },
    verb=_("See where you stand"),
    binding=True,
    told=in_words,
)


def tell_of(admission: Admission, taken: Step, *, at: Moment) -> None:
    """In the verb's own transaction, with what was reckoned before the stage changed."""
    who = admission.participant
    values: dict[str, Any] = {"from_day": taken.from_day.isoformat(), "stage": taken.to}
    code = "begins"
    if rights := gained(taken):
        code += "-rights"
        values["rights"] = rights
    if plan := buy_in_of(taken):
        code += "-buy-in"
        first, _amount = plan.parts[0]
        values |= {"minor": plan.amount.minor, "currency": plan.amount.currency, "article": plan.article}
        values["first_due"] = first.isoformat()
    telling = Telling(
        NEXT.key,
        to=[who],
        words=code,
        information_class=DIRECTORY,
        values=values,
        url=reverse("candidacy:standing", args=[who.coop.slug, who.key]),
        of_each=True,
        except_for=admission.by.key,
    )
    tell(telling, coop=who.coop, at=at.instant, key=f"admission:{admission.pk}")
