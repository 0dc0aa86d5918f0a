"""Harbour talks about a draft of an amendment; Ada and Dee are members, Bo is a candidate, Chi outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.toadlane.amending.words import HARBOUR
from tests.toadlane.conftest import join
from toadlane.amending import talking
from toadlane.amending import verbs as amending
from toadlane.amending.models import AmendmentDraft
from toadlane.charter import verbs as charter
from toadlane.coops.models import Coop, Participant, RolePeriod
from toadlane.coops.moment import Moment
from toadlane.talk import verbs
from toadlane.talk.models import Comment
from toadlane.talk.subjects import Subject

Say = Callable[..., Comment]
AT = "/c/harbour/talk/amendment/2026-surplus/"


@pytest.fixture
def governed(harbour: Coop, ada: Participant, noon: Moment) -> Coop:
    charter.adopt_charter(coop=harbour, source=HARBOUR, by=ada, at=noon, key="charter")
    return harbour


@pytest.fixture
def dee(governed: Coop) -> Participant:
    return join(governed, "dee", "member", dt.date(2024, 1, 1))


@pytest.fixture
def fay(governed: Coop) -> Participant:
    """A member who facilitates."""
    fay = join(governed, "fay", "member", dt.date(2024, 1, 1))
    RolePeriod.objects.create(
        coop=governed, participant=fay, role="facilitator", valid_from=dt.date(2024, 1, 1)
    )
    return fay


@pytest.fixture
def draft(governed: Coop, ada: Participant, noon: Moment) -> AmendmentDraft:
    return amending.begin_draft(coop=governed, name="2026-surplus", by=ada, at=noon, key="draft", number=9)


@pytest.fixture
def subject(draft: AmendmentDraft, noon: Moment) -> Subject:
    found = talking.find(draft.coop, draft.name, noon)
    assert found is not None
    return found


@pytest.fixture
def say(subject: Subject, ada: Participant, noon: Moment) -> Say:
    """Ada says something, or whatever a story names."""

    def saying(text: str, by: Participant = ada, **other: Any) -> Comment:
        said: dict[str, Any] = {
            "subject": subject,
            "at": noon,
            "key": f"{by.key} {len(text)} {hash(text)}",
            **other,
        }
        return verbs.say(text=text, by=by, **said)

    return saying


@pytest.fixture
def browser(ada: Participant, signed_in: Callable[[Participant], Client]) -> Client:
    """Ada's."""
    return signed_in(ada)
