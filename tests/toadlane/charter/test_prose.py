"""Prose as the page of the charter shows it."""

from __future__ import annotations

import pytest

from toadlane.charter.prose import as_html


@pytest.mark.parametrize("within", ["> ", "- ", "1. ", "> - "])
def test_no_word_is_lost_however_deep_it_is_quoted_and_listed(within: str) -> None:
    """What the page leaves out would be adopted all the same."""
    assert "the very last word" in as_html(f"{within * 90}the very last word")
