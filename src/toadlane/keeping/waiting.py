"""What *Today* tells whoever runs this installation, in whichever co-op they are."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from toadlane.coops.demo import is_demo
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.providers import Item
from toadlane.keeping import reads


def for_operators(participant: Participant, at: Moment) -> Iterator[Item]:
    """Nothing while all is well."""
    if participant.person is None or not participant.person.operates or is_demo():
        return
    standing = reads.standing(at.instant)
    where = reverse("keeping:keeping")
    if standing.failed is not None:
        title = _("A backup failed") if standing.failed.kind == "backup" else _("A restore drill failed")
        yield Item(title, _("See what happened"), where, detail=standing.failed.says)
    elif standing.backup_is_late:
        yield Item(_("There is no recent backup"), _("See to it"), where)
    elif standing.drill_is_late and not standing.on_its_way:
        yield Item(_("No backup was tried out lately"), _("Try one out"), where)
