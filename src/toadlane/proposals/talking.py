"""Proposals as something to talk about, and positions that are taken by answering a letter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toadlane.coops.models import Coop
from toadlane.coops.moment import Moment
from toadlane.coops.sight import Sight
from toadlane.notices.kinds import More
from toadlane.notices.models import Notice
from toadlane.people.spelling import folded
from toadlane.proposals import talks
from toadlane.proposals.authors import keys_of
from toadlane.proposals.drafts import RAISED
from toadlane.proposals.life import life_of
from toadlane.proposals.models import Option, Position, Proposal, Revision
from toadlane.proposals.parts import part_of
from toadlane.proposals.said import number_of
from toadlane.proposals.verbs import take_position
from toadlane.talk import addresses
from toadlane.talk.subjects import Answer, Kind, Subject, Taken, by_class

Stance = Position.Stance
SAID: Final[Mapping[str, Stance]] = {
    "agree": Stance.AGREE,
    "i agree": Stance.AGREE,
    "de acuerdo": Stance.AGREE,
    "estoy de acuerdo": Stance.AGREE,
    "d'accord": Stance.AGREE,
    "je suis d'accord": Stance.AGREE,
    "abstain": Stance.ABSTAIN,
    "i abstain": Stance.ABSTAIN,
    "me abstengo": Stance.ABSTAIN,
    "je m'abstiens": Stance.ABSTAIN,
    "stand aside": Stance.STAND_ASIDE,
    "i stand aside": Stance.STAND_ASIDE,
    "me aparto": Stance.STAND_ASIDE,
    "je m'efface": Stance.STAND_ASIDE,
    "disagree": Stance.DISAGREE,
    "i disagree": Stance.DISAGREE,
    "en desacuerdo": Stance.DISAGREE,
    "pas d'accord": Stance.DISAGREE,
    "block": Stance.BLOCK,
    "i block": Stance.BLOCK,
    "bloqueo": Stance.BLOCK,
    "je bloque": Stance.BLOCK,
    "reservation": Stance.RESERVATION,
    "agree with a reservation": Stance.RESERVATION,
    "con reserva": Stance.RESERVATION,
    "avec reserve": Stance.RESERVATION,
}
"""What stands alone on the first line, in any of our languages, without accents."""
A_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")
HOW: Final = gettext_lazy(
    "To take your position by e-mail, answer with one of these alone on the first line, and your reasons "
    "below: agree, abstain, stand aside, disagree, block; or “reservation” and the day on which to look "
    "again, such as “reservation 2030-01-31”. Anything else is put into the talk."
)

ON_ITS_PAGE: Final = gettext_lazy(
    "This is answered on its page, by the link above: no letter can say it. What you answer here is put into "
    "the talk."
)


def find(coop: Coop, key: str, _at: Moment) -> Subject | None:
    """A proposal by its key; once it is concluded, what was said stays to be read."""
    row = proposal_of(coop, key)
    if row is None:
        return None
    text = Revision.objects.filter(proposal=row).order_by("-nth").first()
    return talks.subject_of(coop, row, text.title if text else "", keys_of(row))


def proposal_of(coop: Coop, key: str) -> Proposal | None:
    """A proposal by its key as an address has it."""
    number = number_of(key)
    rows = Proposal.objects.select_related("coop", "raised_by", "outcome")
    return rows.filter(coop=coop, pk=number).first() if number else None


def may_see(sight: Sight, subject: Subject) -> bool:
    """Whoever sees decisions, and whoever has a part in this one: as on its page."""
    if by_class(sight, subject):
        return True
    return part_of(sight).filter(pk=UUID(subject.key)).exists()


def position(answer: Answer) -> Taken | None:
    """A position, where the first line says nothing else; the lines after it are its reasons."""
    first = folded(answer.first.strip(" .!*_")).replace("’", "'")
    day = A_DAY.search(first)
    stance = SAID.get(first[: day.start()].strip(" ,:") if day else first)
    row = proposal_of(answer.subject.coop, answer.subject.key)
    if stance is None or row is None:
        return None
    taken = take_position(
        proposal=row,
        stance=stance,
        because=answer.rest,
        review_on=day_of(day),
        revision=answer.edition,
        by=answer.by,
        at=answer.at,
        key=answer.key,
        channel="mail",
    )
    words = {"title": answer.subject.title, "position": Stance(taken.stance).label}
    return Taken(says=_("Your position on “%(title)s” was taken: %(position)s.") % words)


def day_of(found: re.Match[str] | None) -> dt.date | None:
    """The day on which to look again; None for none, and for one that no calendar has."""
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def more(notices: Sequence[Notice]) -> Mapping[UUID, More]:
    """How a letter that asks for a position is answered, where answers are read."""
    found, on_paper = addresses.more(notices), _with_a_ballot(notices)
    return {
        key: More(ON_ITS_PAGE if key in on_paper else HOW, one.reply_to) if one.reply_to else one
        for key, one in found.items()
    }


def _with_a_ballot(notices: Sequence[Notice]) -> set[UUID]:
    """Those of which no word on a first line says what is chosen, or may say it, because it is secret."""
    about = {one.pk: number_of(one.values["talk"][1]) for one in notices if "talk" in one.values}
    chosen = set(Option.objects.filter(proposal__in=about.values()).values_list("proposal", flat=True))
    asked = {key for key in about.values() if key is not None} - chosen
    others = Proposal.objects.select_related("coop", "raised_by").filter(pk__in=asked)
    secret = {row.pk for row in others if life_of(row).has_a_box}
    return {key for key, proposal in about.items() if proposal in chosen | secret}


KIND: Final = Kind(
    RAISED,
    label=gettext_lazy("Proposal"),
    find=find,
    may_see=may_see,
    position=position,
    room="decide",
    find_all=talks.find_all,
    search=talks.search,
)
