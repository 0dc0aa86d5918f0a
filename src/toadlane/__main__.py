"""`toadlane`, or `python -m toadlane`: Django's commands with this installation's settings."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

from bylaws.app.exits import report
from bylaws.kernel.faults import Fault
from toadlane.site import ground

MAKES_A_FOLDER = "create"


def main() -> None:
    """Run one management command, such as `migrate`; `--data FOLDER` says on which installation's data."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toadlane.site.settings")
    try:
        words, folder = ground.named_in(sys.argv)
        if folder:
            os.environ["TOADLANE_DATA"] = folder
        if words[1:2] == [MAKES_A_FOLDER] and not {"-h", "--help"} & set(words):
            ground.refuse_taken(ground.folder_of(os.environ))  # before settings make anything in it
    except Fault as fault:
        sys.exit(report([fault], as_json=False))
    execute_from_command_line(words)


if __name__ == "__main__":
    main()
