"""Somebody of Lantern who has given notice."""

from __future__ import annotations


def departing() -> dict[str, str]:
    """Dee leaves in a few months; the key of her departure."""
    from toadlane.coops import clock
    from toadlane.coops.models import Participant
    from toadlane.leaving.models import DepartureTold, HandedOver, Way
    from toadlane.leaving.verbs import give_notice
    from toadlane.members.models import Change

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
    change = Change.objects.create(
        coop=departure.coop,
        participant=departure.participant,
        kind="stays",
        said={
            "departure": str(departure.pk),
            "leaves_on": departure.leaves_on.isoformat(),
            "way": departure.way,
        },
        because="It was another week.",
        by=eli,
        entered_on=departure.entered_on,
    )
    ways = {"told": told, "departure": departure, "thing": thing, "change": change}
    return {name: str(row.pk) for name, row in ways.items()}
