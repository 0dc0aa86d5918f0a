"""What the page of e-mail shows, and what waits for whoever runs the installation."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from toadlane.coops.demo import is_demo
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.providers import Item
from toadlane.mail import kept
from toadlane.mail.kept import Standing
from toadlane.mail.models import Letter
from toadlane.mail.outbox import NOWHERE
from toadlane.mail.troubles import What, told
from toadlane.people.models import Person

LAST: Final = 30
WHAT_IT_SAYS: Final = ("subject", "body", "html", "headers")
BEFORE_THE_DOMAIN: Final = re.compile(r"[^\s<>()\[\],;:@\"“”]+@")
OPEN: Final = (Letter.State.WAITING, Letter.State.LEAVING)


@dataclass(frozen=True, slots=True)
class Post:
    """How mail stands: the server, and the last letters without what they say."""

    standing: Standing
    letters: list[Letter]
    demo: bool

    @property
    def lack(self) -> str:
        """What is missing before letters can leave, in words; "" when nothing is."""
        return told(What(self.standing.lack), "") if self.standing.lack else ""

    @property
    def version(self) -> str:
        """Another text whenever the list of letters would look another way."""
        seen = [(one.pk, one.state, one.tries, one.trouble, one.answer) for one in self.letters]
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:32]

    @property
    def moving(self) -> bool:
        """Whether a letter is on its way out."""
        return any(letter.state in OPEN for letter in self.letters)


def post(reader: Person) -> Post:
    """How it stands now, for one of those who run the installation."""
    some = Letter.objects.defer(*WHAT_IT_SAYS).exclude(to=NOWHERE)
    letters = some.order_by("-written_at", "-pk")[:LAST]
    return Post(kept.standing(), [shown_to(one, reader) for one in letters], is_demo())


def letter(number: UUID) -> Letter | None:
    """One letter, without what it says."""
    return Letter.objects.defer(*WHAT_IT_SAYS).exclude(to=NOWHERE).filter(pk=number).first()


def shown_to(letter: Letter, reader: Person) -> Letter:
    """The letter as whoever runs the installation may read of it: to which mail server, not to whom.

    Their own address is shown to them; in the server's answer every other is shortened in the same way.
    """
    if letter.to != reader.email:
        letter.to = shortened(letter.to)
        letter.answer = shortened(letter.answer)
    return letter


def shortened(text: str) -> str:
    """A text in which of each e-mail address only the domain is left."""
    return BEFORE_THE_DOMAIN.sub("…@", text)


def for_operators(participant: Participant, _at: Moment) -> Iterator[Item]:
    """On *Today* of whoever runs the installation: that letters cannot leave, or did not."""
    if participant.person is None or not participant.person.operates or is_demo():
        return
    page = reverse("mail:mail")
    standing = kept.standing()
    if not standing.ready:
        title = gettext("This installation cannot send e-mail")
        detail = gettext("Until it can, links such as invitations are shown to be handed over.")
        yield Item(title, gettext("Set it up"), page, detail=detail)
        return
    stuck = Letter.objects.filter(~models.Q(trouble=""), state__in=OPEN).count()
    if stuck:
        words = ngettext("%(n)d e-mail cannot leave", "%(n)d e-mails cannot leave", stuck) % {"n": stuck}
        yield Item(words, gettext("Look why"), page)
