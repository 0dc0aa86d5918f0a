"""Whether this installation is the demo, in which nobody keeps a co-op of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings

DEMO: Final = "demo.json"
"""The file with the demo's sign-ins; where it lies, everything is made up."""


def is_demo() -> bool:
    """Whether the data folder is the demo's."""
    return (Path(settings.DATA) / DEMO).exists()
