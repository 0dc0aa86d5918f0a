"""At Lamplight's table one may speak for one other: Jo has Gro speak for them, and Ike rang."""

from __future__ import annotations


def spoken_for() -> dict[str, str]:
    """The key of what they decide."""
    from toadlane.coops.clock import now
    from toadlane.coops.models import Coop, Participant
    from toadlane.proposals import verbs
    from toadlane.proposals.said import Asked

    coop = Coop.objects.get(slug="lamplight")
    people = {one.key: one for one in Participant.objects.select_related("coop").filter(coop=coop)}
    at = now(coop)
    fin, gro, jo = people["fin"], people["gro"], people["jo"]
    asked = Asked(matter="admit-member", title="Take Lee in", text="Lee came along to three meetings.")
    draft = verbs.keep_draft(asked=asked, by=fin, at=at, key="lee")
    row = verbs.raise_proposal(draft=draft.pk, by=fin, at=at, key="raise lee")
    verbs.name_proxy(proposal=row, holder="gro", by=jo, at=at, key="jo names gro")
    verbs.answer_proxy(proposal=row, giver="jo", accepts=True, by=gro, at=at, key="gro speaks for jo")
    words = "Jo liked how Lee wrote."
    verbs.speak_for(proposal=row, giver="jo", stance="agree", because=words, by=gro, at=at, key="jo agrees")
    verbs.enter_position(
        proposal=row,
        whose="ike",
        stance="stand-aside",
        channel="phone",
        witness="gro",
        because="I hardly know Lee.",
        by=fin,
        at=at,
        key="ike rang",
    )
    return {"spoken for": str(row.pk)}
