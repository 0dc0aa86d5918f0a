"""Letters to whoever applies and has no seat here yet: to confirm an address, and what became of it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toadlane.candidacy.links import link_of
from toadlane.candidacy.models import Application
from toadlane.coops.models import Coop
from toadlane.mail import outbox
from toadlane.mail.models import Letter

KEY: Final = "application:"


def ask_to_confirm(application: Application, at: dt.datetime) -> None:
    """The link by which somebody shows that the address is theirs."""
    told = {"name": application.name, "link": link_of(application)}
    _post(application, "confirm", gettext_noop("Your application to {coop}"), told, at)


def here_already(application: Application, at: dt.datetime) -> None:
    """To an address that is known here: only whoever reads it learns that it is."""
    told = {"name": application.name}
    _post(application, "known", gettext_noop("Your application to {coop}"), told, at)


def answer(application: Application, at: dt.datetime) -> None:
    """What those who lead people in wrote."""
    told = {"name": application.name, "letter": application.letter}
    _post(application, "answer", gettext_noop("An answer from {coop}"), told, at)


def _post(application: Application, what: str, subject: str, told: dict[str, str], at: dt.datetime) -> None:
    coop: Coop = application.coop
    with translation.override(application.language or coop.language), timezone.override(coop.time_zone):
        outbox.write(
            kind=Letter.Kind.ACCOUNT,
            to=application.email,
            subject=_(subject).format(coop=coop.name),
            body=render_to_string(f"candidacy/letters/{what}.txt", {**told, "coop": coop}),
            key=f"{KEY}{what}:{application.pk}",
            at=at,
        )
