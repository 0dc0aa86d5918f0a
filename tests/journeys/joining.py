"""Lantern's way in: an open page, somebody who waits for an answer, and a candidate since the winter."""

from __future__ import annotations

import datetime as dt

CAME = dt.date(2026, 2, 2)
"""Nine months before the autumn."""


def furnish_joining() -> None:
    """Ines applied and was taken in; one evaluation was held, one is arranged. Omar waits for an answer."""
    from toadlane.candidacy import verbs
    from toadlane.candidacy.models import Application
    from toadlane.coops.clock import now
    from toadlane.coops.models import Participant

    ada, bo, chi = (
        Participant.objects.select_related("coop").get(coop__slug="lantern", key=key)
        for key in ("ada", "bo", "chi")
    )
    coop, at = ada.coop, now(ada.coop)
    verbs.state_page(
        coop=coop, is_open=True, says="We look for one or two people.", by=ada, at=at, key="joining"
    )
    for name, email in (("Ines Example", "ines@lantern.example"), ("B0 Sample", "omar@elsewhere.example")):
        verbs.apply(coop=coop, name=name, email=email, words="I would like to join.", at=at, key=email)
        asked = Application.objects.select_related("coop").get(coop=coop, email=email)
        verbs.confirm_address(application=asked, at=at, key=f"{email} confirmed")
    ines = verbs.accept(
        application=Application.objects.select_related("coop").get(coop=coop, email="ines@lantern.example"),
        name="Ines Example",
        stage="candidate",
        from_day=CAME,
        by=ada,
        at=at,
        key="ines",
    )
    verbs.name_mentor(participant=ines, mentor=chi, from_day=CAME, by=ada, at=at, key="mentor")
    verbs.hold_evaluation(
        participant=ines,
        held_on=dt.date(2026, 5, 4),
        by_whom=[ada, bo],
        views=["self", "peers"],
        outcome="with-care",
        line="Goes well; could ask for help sooner.",
        content="We talked for an hour.",
        by=ada,
        at=at,
        key="talk",
    )
    verbs.arrange(
        participant=ines, due_on=dt.date(2026, 8, 2), on=at.day, by_whom=[bo], by=ada, at=at, key="arranged"
    )


def joined() -> dict[str, str]:
    """What a browser cannot guess of it."""
    from toadlane.candidacy.links import token_of
    from toadlane.candidacy.models import Application, Evaluation

    waiting = Application.objects.get(coop__slug="lantern", participant=None)
    return {
        "application": str(waiting.pk),
        "application link": token_of(waiting),
        "evaluation": str(Evaluation.objects.get(coop__slug="lantern").pk),
    }


def furnish_asking() -> None:
    """Lin has asked to join Handbill, and confirmed the address."""
    from toadlane.candidacy import verbs
    from toadlane.candidacy.models import Application
    from toadlane.coops.clock import now
    from toadlane.coops.models import Participant

    gil = Participant.objects.select_related("coop").get(coop__slug="handbill", key="gil")
    coop, at = gil.coop, now(gil.coop)
    verbs.state_page(coop=coop, is_open=True, says="We print what is needed.", by=gil, at=at, key="open")
    email = "lin@handbill.example"
    verbs.apply(coop=coop, name="Lin Example", email=email, words="I set type.", at=at, key="lin")
    asked = Application.objects.select_related("coop").get(coop=coop, email=email)
    verbs.confirm_address(application=asked, at=at, key="confirmed")
