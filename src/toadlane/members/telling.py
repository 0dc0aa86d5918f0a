"""Who is told what they are here: whoever it is about; and whoever invited somebody, that they came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toadlane.coops.models import DIRECTORY, MEMBER, Participant
from toadlane.coops.moment import Moment
from toadlane.mail.models import Letter
from toadlane.members import words
from toadlane.members.models import Invitation
from toadlane.members.seconding import STAGES
from toadlane.notices.hearing import Said, Settled, hear
from toadlane.notices.kinds import Kind, register
from toadlane.notices.telling import Telling, here_on, tell
from toadlane.record.models import Entry

NAMED_AT_MOST: Final = 20
STANDING: Final = Kind(
    "my-standing",
    label=_("What you are in the co-op"),
    words={
        "stage.begun.v1": _("From {from} your stage is: {word}."),
        "stage.corrected.v1": _("Your stage was put right: {word}, from {from}."),
        "role.begun.v1": _("From {from} you hold the role: {word}."),
        "role.corrected.v1": _("Your role was put right: {word}, from {from}."),
        "person.renamed.v1": _("Your name was put right."),
    },
    verb=_("See your page"),
    binding=True,
    told=words.in_values("word"),
)
INVITED: Final = Kind(
    "invitation-answered",
    label=_("An invitation you made"),
    words={
        "accepted": _("Somebody you invited has come in."),
        "undelivered": _("An invitation you made could not be delivered. Its link can be handed over."),
    },
    verb=_("See their page"),
)


CAME: Final = Kind(
    "somebody-entered",
    label=_("Somebody is entered as a member"),
    words={"member": _("Entered as a member: {names}.")},
    verb=_("See who is here"),
)


CHANGES_ME: Final = Kind(
    "my-change",
    label=_("What is to change for you"),
    words={
        "asked": _("Something is to change for you, as somebody says. Say whether it is so."),
        "denied": _("It was said not to be so. Nothing has changed for you."),
    },
    verb=_("Look at it"),
    binding=True,
    discreet=True,
)
SECOND: Final = Kind(
    "change-to-confirm",
    label=_("A change waits for a second member"),
    words={"asked": _("Confirm what is to change for {name}, or say that it is not so.")},
    verb=_("Look at it"),
)


def came(entry: Entry, what: Said) -> Iterator[Telling]:
    """The other members hear of whoever is brought in as one of them on somebody's word."""
    members = [
        one["participant"]
        for one in what["people"]
        if any(spell["word"] == MEMBER for spell in one["stages"])
    ]
    yield from _entered(entry, members)


def _entered(entry: Entry, keys: list[str]) -> Iterator[Telling]:
    day = Moment.of(entry.happened_at, coop=entry.coop).day
    names = Participant.objects.filter(coop=entry.coop, key__in=keys).order_by("name")
    if keys:
        yield Telling(
            CAME.key,
            to=here_on(entry.coop, day, stage=MEMBER).exclude(key__in=keys),
            words="member",
            information_class=DIRECTORY,
            values={"names": ", ".join(names.values_list("name", flat=True)[:NAMED_AT_MOST])},
            url=reverse("members:people", args=[entry.coop.slug]),
            except_for=entry.actor,
        )


def changed(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """It is told to whoever it is about, unless they did it themselves."""
    yield from settled(what)
    about = Participant.objects.filter(coop=entry.coop, key=what["participant"])
    spell = what.get("spell") or {}
    if entry.kind in STAGES and spell.get("word") == MEMBER:
        yield from _entered(entry, [what["participant"]])
    yield Telling(
        STANDING.key,
        to=about,
        words=entry.kind,
        information_class=DIRECTORY,
        values={name: spell[name] for name in ("word", "from") if name in spell},
        url=reverse("members:person", args=[entry.coop.slug, what["participant"]]),
        of_each=True,
        except_for=entry.actor,
    )


def asked(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whom it is about, and every other member, who can confirm it."""
    about = Participant.objects.filter(coop=entry.coop, key=what["participant"]).first()
    if about is None:
        return
    url = reverse("members:change", args=[entry.coop.slug, what["change"]])
    yield Telling(
        CHANGES_ME.key,
        to=[about],
        words="asked",
        information_class=DIRECTORY,
        url=url,
        of_each=True,
        subject=str(what["change"]),
        except_for=entry.actor,
    )
    day = Moment.of(entry.happened_at, coop=entry.coop).day
    yield Telling(
        SECOND.key,
        to=here_on(entry.coop, day, stage=MEMBER).exclude(pk=about.pk),
        words="asked",
        information_class=DIRECTORY,
        values={"name": about.name},
        url=url,
        about=about,
        subject=str(what["change"]),
        except_for=entry.actor,
    )


def settled(what: Said) -> Iterator[Settled]:
    """A change was answered: it waits for nobody any more."""
    if what.get("change"):
        yield Settled(CHANGES_ME.key, str(what["change"]))
        yield Settled(SECOND.key, str(what["change"]))


def denied(entry: Entry, what: Said) -> Iterator[Telling | Settled]:
    """It waits for nobody any more; whoever it was about hears that nothing came of it."""
    yield from settled(what)
    yield Telling(
        CHANGES_ME.key,
        to=Participant.objects.filter(coop=entry.coop, key=what["participant"]),
        words="denied",
        information_class=DIRECTORY,
        url=reverse("members:change", args=[entry.coop.slug, what["change"]]),
        of_each=True,
        except_for=entry.actor,
    )


def accepted(entry: Entry, what: Said) -> Iterator[Telling]:
    """Whoever made the invitation hears that it was accepted."""
    made = Invitation.objects.filter(coop=entry.coop, participant__key=what["participant"])
    answered = made.filter(accepted_at__isnull=False).select_related("coop", "participant", "made_by").first()
    if answered is not None:
        yield _to_inviter(answered, "accepted")


def undelivered(invitation: Invitation, letter: Letter) -> None:
    """The letter was given up."""
    at = letter.settled_at or letter.written_at
    tell(_to_inviter(invitation, "undelivered"), coop=invitation.coop, at=at, key=f"letter:{letter.pk}")


def _to_inviter(invitation: Invitation, code: str) -> Telling:
    who = invitation.participant
    return Telling(
        INVITED.key,
        to=[invitation.made_by],
        words=code,
        information_class=DIRECTORY,
        url=reverse("members:person", args=[invitation.coop.slug, who.key]),
        about=who,
    )


def listen() -> None:
    """Called once when the application starts."""
    register(STANDING)
    register(INVITED)
    register(CAME)
    register(CHANGES_ME)
    register(SECOND)
    hear("people.brought-in.v1", "members", came)
    for kind in STANDING.words:
        hear(kind, "members", changed)
    hear("invitation.accepted.v1", "members", accepted)
    hear("change.asked.v1", "members", asked)
    hear("change.denied.v1", "members", denied)
