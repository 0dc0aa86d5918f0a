"""`toadlane`, or `python -m toadlane`: Django's commands with this installation's settings."""

from __future__ import annotations

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from bylaws.app.exits import report
from bylaws.kernel.faults import Fault
from toadlane.site import ground, logs

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
    if not sys.stderr.isatty():
        logs.hear_everything()  # what a service says is kept, and an error may quote a row
    try:
        execute_from_command_line(words)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
