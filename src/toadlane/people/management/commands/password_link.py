"""A link by which somebody chooses a new password, to be handed over where no letter can leave."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bylaws.app.exits import EXIT_CODES
from bylaws.kernel.faults import NotThere
from toadlane.people.links import password_link
from toadlane.people.models import Person, one_spelling


class Command(BaseCommand):
    """`toadlane password_link ada@example.org`."""

    help = "Print a link by which somebody chooses a new password; it works once, in the next three days."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose password it is."""
        parser.add_argument("email", help="the address they sign in with")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make sure that it is them who ask: whoever has the link has the account."""
        person = Person.objects.filter(email=one_spelling(options["email"]), is_active=True).first()
        if person is None:
            raise CommandError(
                f"Nobody signs in as {options['email']} here.\n    → Look at how the address is written.",
                returncode=EXIT_CODES[NotThere],
            )
        self.stdout.write(password_link(person))
