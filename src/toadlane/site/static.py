"""Static files: named by their content once collected, served from the source before."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # ships no types
    """Names with a digest after `collectstatic`; plain names in a fresh checkout and in tests."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        found: str = super().stored_name(name) if self.hashed_files else name
        return found
