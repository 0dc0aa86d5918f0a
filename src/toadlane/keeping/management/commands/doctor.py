"""Say whether this installation is well, and what to do where it is not."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from toadlane.keeping import doctor


class Command(BaseCommand):
    """`toadlane doctor`; ends with 1 when something has to be done."""

    help = "Look at this installation and say what is well, what is not, and what to do now."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """One line for each thing looked at, and one more where something has to be done."""
        ill = 0
        for finding in doctor.findings(timezone.now()):
            mark = "!" if finding.now else " "
            self.stdout.write(f"{mark} {finding.about:14} {finding.says}")
            if finding.now:
                ill += 1
                self.stdout.write(f"  {'':14} → {finding.now}")
        sys.stdout.flush()
        if ill:
            sys.exit(1)
