"""Making a co-op."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import NoReturn

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, Refused
from bylaws.kernel.money import decimals
from bylaws.kernel.periods import fiscal_year_start
from bylaws.record.canonical import Json
from toadlane.coops import keys, naming
from toadlane.coops.demo import is_demo
from toadlane.coops.models import FOUNDER, MEMBER, Coop, Participant, RolePeriod, StagePeriod
from toadlane.coops.moment import Moment
from toadlane.people.models import Person
from toadlane.record.verbs import append

VERB = "founding.found"


@dataclass(frozen=True, slots=True)
class NewCoop:
    """What has to be known of a co-op before anything can happen in it; its charter says the rest."""

    name: str
    slug: str
    currency: str
    time_zone: str
    fiscal_year_starts: str
    language: str
    accent: str
    began_on: dt.date
    founder: str
    member_since: dt.date | None

    def written(self) -> dict[str, Json]:
        """The same as the record keeps it; the founder's name stays out of it."""
        said = {name: value for name, value in asdict(self).items() if name != "founder"}
        return {
            name: value.isoformat() if isinstance(value, dt.date) else value for name, value in said.items()
        }


@transaction.atomic
def found_coop(*, new: NewCoop, by: Person, at: dt.datetime, key: str) -> Participant:
    """A new co-op, and whoever makes it as its founder; `member_since` None if they are no member of it."""
    refuse_founding(by)
    keys.refuse_unusable(key)
    before = founded_before(new, by, key)
    if before is not None:
        return before
    coop = _written(new)
    if coop is None:  # somebody was first in this very moment, perhaps this very click
        return founded_before(new, by, key) or _lost(new.slug)
    moment = Moment.of(at, coop=coop)
    _refuse_days(new, moment)
    founder = Participant(coop=coop, key=naming.key_of(new.founder, ()), name=new.founder, person=by)
    _refuse_unfit(founder)
    founder.save()
    if new.member_since:
        StagePeriod.objects.create(coop=coop, participant=founder, stage=MEMBER, valid_from=new.member_since)
    RolePeriod.objects.create(coop=coop, participant=founder, role=FOUNDER, valid_from=moment.day)
    taken = keys.take(coop=coop, key=key, verb=VERB, by=founder, content=new.written())
    append(kind="coop.founded.v1", what=new.written(), by=founder, at=moment, subject=coop.slug)
    taken.keep(founder.key)
    return founder


def refuse_founding(by: Person) -> None:
    """Co-ops are made by whoever runs the installation, and never in the demo."""
    if is_demo():
        raise Refused(
            gettext_noop("This is the demo, in which no real co-op is kept."),
            code="founding.demo",
            next_step=gettext_noop("Begin in a folder of your own: ./run create --data FOLDER"),
        )
    if not by.operates:
        raise Refused(
            gettext_noop("Co-ops are made by whoever runs this installation."),
            code="founding.not-operator",
            next_step=gettext_noop("Ask them to make yours, and to name you its founder."),
        )


def founded_before(new: NewCoop, by: Person, key: str) -> Participant | None:
    """Who founded it by this very click before; a fault when the address is somebody else's."""
    founder = (
        Participant.objects.select_related("coop")
        .filter(coop__slug=new.slug, person=by)
        .order_by("pk")
        .first()
    )
    if founder is not None and keys.seen(coop=founder.coop, key=key):
        keys.take(coop=founder.coop, key=key, verb=VERB, by=founder, content=new.written())
        return founder
    if Coop.objects.filter(slug=new.slug).exists():
        raise address_taken(new.slug)
    return None


def address_taken(slug: str) -> InputFault:
    """Two co-ops cannot live at one address."""
    return InputFault(
        gettext_noop("Another co-op here has the address “{slug}” already."),
        code="founding.address-taken",
        next_step=gettext_noop("Choose another, such as “{slug}-coop”."),
        slug=slug,
    )


def _lost(slug: str) -> NoReturn:
    raise address_taken(slug)


def _written(new: NewCoop) -> Coop | None:
    """Its row; None when the address was taken meanwhile."""
    decimals(new.currency)
    fiscal_year_start(new.fiscal_year_starts)
    said = {name: value for name, value in asdict(new).items() if name not in {"founder", "member_since"}}
    coop = Coop(**said)
    _refuse_unfit(coop)
    Coop.objects.bulk_create([coop], ignore_conflicts=True)
    return Coop.objects.filter(pk=coop.pk).first()


def _refuse_unfit(row: Coop | Participant) -> None:
    """What the row itself cannot hold, told as any other fault of what was typed."""
    try:
        row.clean_fields(exclude=["coop", "person"])
    except ValidationError as error:
        field, says = next(iter(error.message_dict.items()))
        raise InputFault(
            gettext_noop("{field}: {problem}"),
            code=f"founding.{field}",
            next_step=gettext_noop("Put it right and send the form again."),
            field=str(getattr(row._meta.get_field(field), "verbose_name", field)),
            problem=says[0],
        ) from None


def _refuse_days(new: NewCoop, at: Moment) -> None:
    if new.began_on > at.day:
        raise InputFault(
            gettext_noop("The co-op’s first day, {day}, has not come yet."),
            code="founding.began",
            next_step=gettext_noop("Give today, or the day on which it began."),
            day=new.began_on.isoformat(),
        )
    if new.member_since and not new.began_on <= new.member_since <= at.day:
        raise InputFault(
            gettext_noop(
                "You cannot be a member since {day}: the co-op began on {began}, and today is {today}."
            ),
            code="founding.since",
            next_step=gettext_noop("Give a day from {began} to {today}."),
            day=new.member_since.isoformat(),
            began=new.began_on.isoformat(),
            today=at.day.isoformat(),
        )
