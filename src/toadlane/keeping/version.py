"""Which version of the house this is; the same as in pyproject.toml, which a test holds it to."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
