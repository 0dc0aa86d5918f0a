"""What whoever runs the installation does about mail. No co-op is concerned, so no record is written to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, Refused
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.demo import is_demo
from toadlane.mail import kept, outbox
from toadlane.mail.models import Letter
from toadlane.mail.server import MailServer, Unfit, refuse_unfit
from toadlane.mail.words import letter_of_a_test
from toadlane.people.models import Person

WRONG: Final[Mapping[str, tuple[str, str]]] = {
    "no-host": (
        gettext_noop("“{said}” is not the name of a machine."),
        gettext_noop("Write it as in “mail.example.org”, without “smtp://” and without a port."),
    ),
    "no-port": (gettext_noop("{said} is no port."), gettext_noop("Write a number from 1 to 65535.")),
    "open-way": (
        gettext_noop("Without encryption everybody on the way to {said} could read letters and password."),
        gettext_noop("Choose STARTTLS or TLS. None is for a server on this very machine."),
    ),
    "no-user": (
        gettext_noop("There is a password, and no user whose password it is."),
        gettext_noop("Write the user, or leave both empty."),
    ),
    "no-password": (
        gettext_noop("{said} has no password."),
        gettext_noop("Type it. One that was kept for another server or user is not sent to this one."),
    ),
    "not-plain": (
        gettext_noop("It holds letters that mail servers do not take here."),
        gettext_noop("Use plain Latin letters, digits and signs."),
    ),
    "no-address": (
        gettext_noop("“{said}” is no address of a sender."),
        gettext_noop("Write “post@coop.example” or “Our Co-op <post@coop.example>”."),
    ),
}


def set_up(*, server: MailServer, by: Person, at: dt.datetime) -> None:
    """Use this server from now on. Without a password the one kept for the very same account stays.

    Setting up the same twice is the same as once, so it takes no key. Faults: `mail.environment`,
    `mail.demo`, `mail.<field>.<why>`; NotThere for whoever does not run the installation.
    """
    refuse_setting_up(by)
    if server.user and not server.password:
        server = replace(server, password=kept.password_of(server))
    try:
        refuse_unfit(server)
    except Unfit as unfit:
        raise fault_of(unfit, server) from None
    if server.user and not server.password:
        raise fault_of(Unfit("password", "no-password"), server)
    kept.keep(server)
    outbox.try_now(at)


def take_away(*, by: Person) -> None:
    """Use no server; letters wait, and links are handed over."""
    refuse_setting_up(by)
    kept.forget()


@transaction.atomic
def send_test(*, by: Person, at: dt.datetime, key: str) -> Letter:
    """Write a letter to whoever asks, at their own address; what becomes of it is seen on the page."""
    only_operators(by)
    keys.refuse_unusable(key)
    standing = kept.standing()
    if not standing.ready and not is_demo():
        raise Refused(
            gettext_noop("No mail server is set up that a test could go to."),
            code="mail.not-set-up",
            next_step=gettext_noop("Set one up first, with its password."),
        )
    subject, body = letter_of_a_test(standing.server.place if standing.server else "")
    own = f"test:{by.pk.hex}:{key}"[: keys.LONGEST]
    return outbox.write(kind=Letter.Kind.TEST, to=by.email, subject=subject, body=body, key=own, at=at)


def only_operators(by: Person) -> None:
    """For everybody else there is no such place."""
    if not by.operates:
        raise absent()


def refuse_setting_up(by: Person) -> None:
    """Where nothing can be set up."""
    only_operators(by)
    if is_demo():
        raise Refused(
            gettext_noop("This is the demo, which writes to nobody."),
            code="mail.demo",
            next_step=gettext_noop("Begin in a folder of your own: ./run create --data FOLDER"),
        )
    if kept.standing().by_environment:
        raise Refused(
            gettext_noop("The environment names the mail server, and wins over what is set up here."),
            code="mail.environment",
            next_step=gettext_noop("Change TOADLANE_MAIL_URL on the machine, or take it away."),
        )


def fault_of(unfit: Unfit, server: MailServer) -> InputFault:
    """What is wrong with the description of a server, for whoever typed it."""
    says, next_step = WRONG[unfit.why]
    shown = {"security": server.host, "password": server.user}.get(unfit.where)
    return InputFault(
        says,
        code=f"mail.{unfit.where.replace('_', '-')}",
        next_step=next_step,
        said=str(getattr(server, unfit.where)) if shown is None else shown,
    )
