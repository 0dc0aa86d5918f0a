"""Somebody of Lantern who has given notice."""

from __future__ import annotations


def departing() -> dict[str, str]:
    """Dee leaves in a few months; the key of her departure."""
    from toadlane.coops import clock
    from toadlane.coops.models import Participant
    from toadlane.leaving.models import DepartureTold, HandedOver, Way
    from toadlane.leaving.verbs import give_notice

    dee = Participant.objects.select_related("coop").get(coop__slug="lantern", key="dee")
    departure = give_notice(by=dee, at=clock.now(dee.coop), key="notice")
    thing = HandedOver.objects.create(
        coop=dee.coop,
        departure=departure,
        number=1,
        kind=HandedOver.Kind.WORK,
        article=departure.article,
        due_on=departure.leaves_on,
    )
    eli = Participant.objects.get(coop=dee.coop, key="eli")
    told = DepartureTold.objects.create(
        coop=dee.coop,
        participant=eli,
        way=Way.RESIGNATION,
        told_on=departure.told_on,
        leaves_on=departure.leaves_on,
        by=dee,
        entered_on=departure.entered_on,
    )
    return {"told": str(told.pk), "departure": str(departure.pk), "thing": str(thing.pk)}
