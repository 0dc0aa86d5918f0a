"""An installation whose mail nobody has set up yet, and Opal, who runs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from toadlane.mail.server import MailServer, Security
from toadlane.people.models import Person


@pytest.fixture(autouse=True)
def house(settings: Any, tmp_path: Path) -> Path:
    """A data folder of its own; letters go where they would really go."""
    settings.DATA = tmp_path
    settings.EMAIL_BACKEND = "toadlane.mail.direct.Direct"
    return tmp_path


@pytest.fixture
def opal(db: None) -> Person:
    person = Person.objects.welcome(email="opal@house.example", name="Opal Example")
    person.operates = True
    person.save()
    return person


@pytest.fixture
def browser(opal: Person, signed_in: Callable[[Person], Client]) -> Client:
    """Opal's."""
    return signed_in(opal)


def on_loopback(port: int, **more: Any) -> MailServer:
    """A server on this very machine."""
    said: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": port,
        "security": Security.NONE,
        "user": "",
        "sender": "Our Co-op <post@coop.example>",
    }
    return MailServer(**{**said, **more})
