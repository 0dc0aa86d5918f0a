"""Begin an installation in a folder of its own, and let the first person in."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from bylaws.app.exits import EXIT_CODES
from bylaws.kernel.faults import InputFault, Refused
from toadlane.coops.models import Coop
from toadlane.people.links import password_link
from toadlane.people.models import Person


class Command(BaseCommand):
    """`toadlane create --data FOLDER --name "Ada Example" --email ada@example.org`."""

    help = "Begin an installation in a new folder: make its database and let the first person in."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """`--data` is read before settings are, so that they are this folder's."""
        parser.add_argument("--data", metavar="FOLDER", help="the new folder; it must not exist, or be empty")
        parser.add_argument("--name", help="the first person's name; asked for when left out")
        parser.add_argument("--email", help="the first person's e-mail address; asked for when left out")

    def handle(self, *_args: Any, **options: Any) -> None:
        """A beginning that broke off is taken up again; a folder in use is left alone."""
        name = (options["name"] or "").strip() or asked("Your name")
        email = (options["email"] or "").strip() or asked("Your e-mail address")
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(told(first_person(name=name, email=email)))


def asked(what: str) -> str:
    """What a person at a terminal answers."""
    if not sys.stdin.isatty():
        option = "--email" if "mail" in what else "--name"
        raise stopped(InputFault, f"{option} is missing.", f"Write it, or answer at a terminal: {option} …")
    return input(f"{what}: ").strip()


@transaction.atomic
def first_person(*, name: str, email: str) -> Person:
    """Whoever runs the installation; they choose their password by a link."""
    if Coop.objects.exists() or Person.objects.exists():
        raise stopped(
            Refused,
            f"{settings.DATA} is in use: people sign in there already.",
            "Serve it as it is, or name a new folder: --data FOLDER",
        )
    try:
        person = Person.objects.welcome(email=email, name=name)
    except ValidationError as error:
        field, says = next(iter(error.message_dict.items()))
        raise stopped(InputFault, f"{field}: {says[0]}", "Write it anew; nothing was made.") from None
    person.operates = True
    person.save(update_fields=["operates"])
    return person


def told(person: Person) -> str:
    """What to do next."""
    return (
        f"\n{settings.DATA} is ready, {person.name}.\n\n"
        f"  1. Open the house:       ./run serve --data {settings.DATA}\n"
        f"  2. Choose your password: {password_link(person)}\n"
        f"     (this link works once, in the next three days)\n"
        f"  3. Sign in, and make your co-op at {settings.ADDRESS}/start/\n"
        f"  4. Choose its charter there: the starter charter, if you do not know better yet\n"
    )


def stopped(kind: type[InputFault | Refused], says: str, next_step: str) -> CommandError:
    """What, why and what now, with the exit code of its kind of fault."""
    return CommandError(f"{says}\n    → {next_step}", returncode=EXIT_CODES[kind])
