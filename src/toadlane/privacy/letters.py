"""The letter to whom something private was opened about; its subject gives nothing away."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from toadlane.coops.moment import Moment
from toadlane.coops.sight_words import class_word
from toadlane.mail import outbox
from toadlane.mail.models import Letter
from toadlane.privacy.models import EmergencyAgreed


def tell_of(agreed: EmergencyAgreed, *, at: Moment) -> None:
    """One letter, if they have an address; *Privacy* tells them in any case."""
    emergency = agreed.emergency
    person, coop = emergency.about.person, emergency.coop
    if person is None:
        return
    with translation.override(person.language or coop.language), timezone.override(coop.time_zone):
        told = {
            "agreed": agreed,
            "emergency": emergency,
            "coop": coop,
            "what": class_word(emergency.of_class),
            "link": settings.ADDRESS + reverse("privacy:privacy", args=[coop.slug]),
        }
        outbox.write(
            kind=Letter.Kind.NOTICE,
            to=person.email,
            subject=_("%(coop)s: something about your privacy") % {"coop": coop.name},
            body=render_to_string("privacy/letter.txt", told),
            key=f"emergency:{agreed.pk}",
            at=at.instant,
        )
