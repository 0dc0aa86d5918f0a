"""What somebody of Lantern keeps about themselves, and something private that is asked for."""

from __future__ import annotations


def private() -> dict[str, str]:
    """Bo’s details, a look of the bookkeeper, and an emergency that waits for a second member."""
    from toadlane.coops.clock import now
    from toadlane.coops.models import Coop, Participant
    from toadlane.privacy import verbs

    coop = Coop.objects.get(slug="lantern")
    ada, bo, eli = (Participant.objects.get(coop=coop, key=key) for key in ("ada", "bo", "eli"))
    at = now(coop)
    said = {"bank": "GB00 MADE 0000 0000 0000 00", "address": "7 Example Lane\nLantern Town"}
    verbs.keep_details(participant=bo, said=said, by=bo, at=at, key="details")
    verbs.look(about=bo, information_class="payment-details", by=ada, at=at, key="look")
    asked = verbs.ask_in_emergency(
        about=eli,
        information_class="personal-details",
        because="Eli does not answer, and a parcel for him came back.",
        days=2,
        by=bo,
        at=at,
        key="emergency",
    )
    return {"emergency": str(asked.pk)}
