"""The house opens its doors before it loads what few visitors ask for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

STARTED = """
import sys, django
django.setup()
from django.urls import get_resolver
get_resolver().reverse_dict
seldom = ("openpyxl", "docx", "tomlkit", "icalendar", "dateutil")
print([name for name in (*seldom, "django") if name in sys.modules])
"""


def test_what_few_visitors_need_is_not_loaded_before_somebody_asks_for_it(tmp_path: Path) -> None:
    named = {"DJANGO_SETTINGS_MODULE": "toadlane.site.settings", "TOADLANE_DATA": str(tmp_path)}

    told = subprocess.run(
        [sys.executable, "-c", STARTED],
        env={**os.environ, **named},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout == "['django']\n"
