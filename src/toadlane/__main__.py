"""`toadlane`, or `python -m toadlane`: Django's commands with this installation's settings."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one management command, such as `migrate` or `runserver`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toadlane.site.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
