"""What whoever runs the installation is written: of no co-op, so it is a letter and no notice."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from toadlane.coops.demo import is_demo
from toadlane.mail import outbox
from toadlane.mail.models import Letter
from toadlane.mail.outbox import Draft
from toadlane.notices.kinds import Words
from toadlane.people.models import Person
from toadlane.people.proving import is_proven


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something an operator has to see to: `subject` and `says` hold nothing of any co-op."""

    subject: Words
    says: Words
    verb: Words
    path: str


def tell_operators(alarm: Alarm, *, at: dt.datetime, key: str) -> None:
    """Write to each of them once, however often it is asked with this key; nobody in a demo."""
    if is_demo():
        return
    people = [one for one in Person.objects.filter(operates=True, is_active=True) if is_proven(one)]
    drafts = [_draft(alarm, person, key) for person in people]
    outbox.write_all(kind=Letter.Kind.HOUSE, drafts=drafts, at=at)


def _draft(alarm: Alarm, person: Person, key: str) -> Draft:
    with translation.override(person.language or settings.LANGUAGE_CODE):
        told = {
            "says": str(alarm.says),
            "verb": str(alarm.verb),
            "url": f"{settings.ADDRESS}{alarm.path}",
            "house": settings.ADDRESS,
        }
        return Draft(
            to=person.email,
            subject=str(alarm.subject),
            body=render_to_string("notices/alarm.txt", told),
            html=render_to_string("notices/alarm.html", told),
            headers={"Auto-Submitted": "auto-generated"},
            key=f"house:{key}:{person.pk}",
        )
