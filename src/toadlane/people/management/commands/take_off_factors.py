"""For somebody who lost phone, passkey and recovery codes: their password is enough again."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.core import context
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.http import HttpRequest

from bylaws.app.exits import EXIT_CODES
from bylaws.kernel.faults import NotThere
from toadlane.people import factors, sessions
from toadlane.people.models import Person
from toadlane.people.spelling import one_spelling


class Command(BaseCommand):
    """`toadlane take_off_factors ada@example.org`."""

    help = (
        "Take passkeys, app and recovery codes off an account; its owner is signed out and told by a letter."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("email", help="the address they sign in with")

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        """Make sure that it is them who ask: whoever knows their password comes in by it alone afterwards."""
        person = Person.objects.filter(email=one_spelling(options["email"]), is_active=True).first()
        if person is None:
            raise CommandError(
                f"Nobody signs in as {options['email']} here.\n    → Look at how the address is written.",
                returncode=EXIT_CODES[NotThere],
            )
        if not factors.take_off(person):
            self.stdout.write(f"{person.email} has no passkey, app or recovery codes; nothing was changed.")
            return
        sessions.end_all(person)
        tell(person)
        self.stdout.write(f"{person.email} signs in by password alone now, and is signed out everywhere.")


def tell(person: Person) -> None:
    """By a letter like those of the pages; it was no browser that asked."""
    asked = HttpRequest()
    at = urlsplit(settings.ADDRESS)
    port = str(at.port or (443 if at.scheme == "https" else 80))
    asked.META = {"SERVER_NAME": settings.HOST, "SERVER_PORT": port, "REMOTE_ADDR": "127.0.0.1"}
    with context.request_context(asked):
        get_adapter(asked).send_notification_mail("mfa/email/factors_taken_off", person, email=person.email)
