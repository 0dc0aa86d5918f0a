"""Who runs this installation; to everybody else its pages are not there."""

from __future__ import annotations

from django.http import HttpRequest

from toadlane.coops.access import absent
from toadlane.people.models import Person


def operator(request: HttpRequest) -> Person:
    """Whoever asks, if they run this installation."""
    if request.user.is_authenticated:
        person = Person.objects.filter(pk=request.user.pk, operates=True).first()
        if person is not None:
            return person
    raise absent()
