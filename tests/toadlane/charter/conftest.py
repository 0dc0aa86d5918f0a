"""Harbour with a charter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.toadlane.charter import texts
from toadlane.charter import verbs
from toadlane.charter.models import CharterText
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment

Adopt = Callable[[str], CharterText]
Amend = Callable[[str, str], CharterText]


@pytest.fixture
def adopt(harbour: Coop, ada: Participant, noon: Moment) -> Adopt:
    def adopt(source: str) -> CharterText:
        return verbs.adopt_charter(coop=harbour, source=source, by=ada, at=noon, key="charter")

    return adopt


@pytest.fixture
def charter(adopt: Adopt) -> CharterText:
    return adopt(texts.HARBOUR)


@pytest.fixture
def browser(ada: Participant, signed_in: Callable[[Participant], Client]) -> Client:
    """Ada's."""
    return signed_in(ada)


@pytest.fixture
def amend(harbour: Coop, charter: CharterText, ada: Participant, noon: Moment) -> Amend:
    def adopt(name: str, source: str) -> CharterText:
        return verbs.adopt_amendment(coop=harbour, name=name, source=source, by=ada, at=noon, key=name)

    return adopt
