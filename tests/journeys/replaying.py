"""An amendment that Lantern tried on the years it has closed: half of the surplus in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toadlane.coops.models import Coop

SHARES = re.compile(r'(to = "collective"\nshare = )"[^"]+"')
HALF = r'\1"50%"'


def replayed() -> dict[str, str]:
    """The run, done, for whoever looks at its page."""
    from toadlane.coops.clock import now
    from toadlane.coops.models import Coop, Participant
    from toadlane.jobs.models import Progress
    from toadlane.replay import tasks
    from toadlane.replay.verbs import start_replay

    coop = Coop.objects.get(slug="lantern")
    run = start_replay(
        coop=coop,
        source=half_in_common(coop),
        by=Participant.objects.get(coop=coop, key="ada"),
        at=now(coop),
        key="replay",
    )
    tasks.replay_years.call(str(run.job_id), run=str(run.pk))
    assert run.job_id is not None
    Progress.objects.filter(pk=run.job_id).update(state=Progress.State.DONE)
    return {"replay": str(run.pk)}


def half_in_common(coop: Coop) -> str:
    """The surplus article as it stands, with another share for the collective account."""
    from bylaws.charter.writing import write_in_force
    from toadlane.charter.reads import charter_of
    from toadlane.coops.clock import now

    articles = re.split("^(?=## )", write_in_force(charter_of(coop), now(coop).day), flags=re.MULTILINE)
    text = next(one for one in articles if 'kind = "surplus"' in one)
    number = text.split()[2]
    return f"---\nfrom = 2027-01-01\nreplaces = [{number}]\n---\n\n{SHARES.sub(HALF, text)}"
