"""What the pages of dues put before whoever looks: the terms of one, and what they may do about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bylaws.charter.kinds.dues import Dues
from bylaws.charter.rules import Rule
from bylaws.membership.dues import Owed, dues, may_choose_band
from toadlane.books.models import MEMBER_MONEY
from toadlane.books.verbs.standing import BOOKKEEPER
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place, absent
from toadlane.coops.models import FORMER, MEMBER, Participant, StagePeriod
from toadlane.coops.sight import Matter
from toadlane.dues.models import DIRECTORY, DuesPaid, Organisation, PartTime, Speaker
from toadlane.dues.reads import Line, line_of, lines, paid_by, rule_on
from toadlane.members.changes import GOES_OVER
from toadlane.members.models import Change
from toadlane.members.reads import may_enter
from toadlane.members.standing import AHEAD


@dataclass(frozen=True, slots=True)
class Desk:
    """One who takes part; what of money is not for whoever looks is not in it."""

    on: dt.date
    line: Line
    rule: Rule[Dues] | None
    own: bool
    enters: bool
    books: bool
    may_end: bool
    """Whether they are a second member, who enters what the charter ended."""
    sees_money: bool
    speaker: Speaker | None
    shares: Sequence[PartTime]
    paid: Sequence[DuesPaid]
    to_pay: Sequence[Owed]
    others: Sequence[Participant]
    """The other member organisations."""
    took_in: Sequence[Change]
    """Those that went over into it."""

    @property
    def may_name(self) -> bool:
        """Whether they may say who speaks for it."""
        return self.line.terms.organisation and (self.own or self.enters)

    @property
    def may_go_over(self) -> bool:
        """Whether they may say that it goes over into another member organisation."""
        alone = self.enters and self.line.who.person_id is None
        return bool(self.others) and self.line.terms.organisation and (self.own or alone)

    @property
    def may_choose(self) -> bool:
        """Whether they may choose or enter a band."""
        says = self.rule.says if self.rule else None
        if says is None or not says.bands or not self.line.pays:
            return False
        return self.books or (self.own and may_choose_band(says))


def desk(place: Place, who: Participant) -> Desk:
    """For whoever may see who takes part here; each sees their own."""
    place.require_class(DIRECTORY, about=who)
    on = place.moment.day
    line, rule = line_of(who, on), rule_on(place.coop, on)
    sees_money = place.sight.may_see(Matter(place.coop, MEMBER_MONEY, who))
    if sees_money and rule is not None:
        place.gives(Matter(place.coop, MEMBER_MONEY, who))
    books = BOOKKEEPER in place.sight.audiences
    return Desk(
        on=on,
        line=line,
        rule=rule,
        own=who.pk == place.member.pk and who.stage_on(on) not in {None, FORMER},
        enters=may_enter(place),
        books=books,
        may_end=MEMBER in place.sight.audiences and not books and who.pk != place.member.pk,
        sees_money=sees_money,
        speaker=Speaker.objects.filter(participant=who).first() if line.terms.organisation else None,
        shares=[
            one
            for one in PartTime.objects.filter(participant=who).order_by("-valid_from")
            if one.valid_from != one.valid_until
        ],
        paid=paid_by(who) if sees_money else (),
        to_pay=_to_pay(line, on) if books and sees_money and rule else (),
        others=_others(who, on) if line.terms.organisation else (),
        took_in=_took_in(who) if line.terms.organisation else (),
    )


def _others(who: Participant, on: dt.date) -> list[Participant]:
    here = Organisation.objects.on(on).filter(coop=who.coop).exclude(participant=who)
    there = StagePeriod.objects.on(on).filter(coop=who.coop).exclude(stage=FORMER)
    rows = Participant.objects.filter(pk__in=here.values("participant"))
    return list(rows.filter(pk__in=there.values("participant")).order_by("name", "key"))


def _took_in(who: Participant) -> list[Change]:
    rows = Change.objects.filter(coop=who.coop, kind=GOES_OVER, said__into=who.key, came_about=True)
    return list(rows.select_related("participant").order_by("answered_on"))


def everyone(place: Place) -> list[Line]:
    """Those who pay dues, and organisations, as far as whoever looks may see; else there is nothing here."""
    place.require_class(DIRECTORY)
    return [one for one in lines(place.coop, place.moment.day) if one.pays or one.terms.organisation]


def sees_money_of(place: Place, lines_: Sequence[Line]) -> set[str]:
    """The keys of those of them whose dues whoever looks may see."""
    seen = {one.who.key for one in lines_ if place.sight.may_see(Matter(place.coop, MEMBER_MONEY, one.who))}
    if seen:
        place.shows(MEMBER_MONEY)
    return seen


def only_with_rule(place: Place) -> Rule[Dues]:
    """What the charter says of dues; to ask where it says nothing is to ask for what is not there."""
    rule = rule_on(place.coop, place.moment.day)
    if rule is None:
        raise absent()
    return rule


def _to_pay(line: Line, on: dt.date) -> list[Owed]:
    """What is open, and what begins within a year, for who pays ahead."""
    ahead = dues(line.person, line.terms, charter=charter_of(line.who.coop), on=on + AHEAD)
    return [one for one in ahead.value.owed if one.open] if ahead else []
