"""What Ada of Lantern has not read, the link by which she would stop its letters, and her calendar's."""

from __future__ import annotations


def noticed() -> dict[str, str]:
    """The key of the notice, and the signed parts of the links."""
    from django.utils import timezone

    from toadlane.coops.models import Participant
    from toadlane.coops.moment import Moment
    from toadlane.notices import calendars
    from toadlane.notices.links import token_of
    from toadlane.notices.models import Notice
    from toadlane.notices.own import WORK
    from toadlane.notices.telling import Telling, tell

    ada = Participant.objects.select_related("coop").get(coop__slug="lantern", key="ada")
    told = Telling(
        WORK.key,
        to=[ada],
        words="done",
        information_class="jobs",
        values={"title": "Hours of 2025"},
        url="/c/lantern/charter/",
    )
    tell(told, coop=ada.coop, at=timezone.now(), key="stage")
    notice = Notice.objects.get(participant=ada, key="stage")
    address = calendars.make(by=ada, at=Moment.of(timezone.now(), coop=ada.coop))
    token = address.rpartition("/")[2].removesuffix(".ics")
    return {"notice": str(notice.pk), "stop": token_of(ada, [WORK.key]), "calendar": token}
