"""Going on to the next stage as what a decision does: who becomes what from which day."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bylaws.kernel.faults import InputFault, Refused
from bylaws.kernel.money import Money
from bylaws.record.canonical import Json
from toadlane.candidacy.changes import buy_in_of, gained
from toadlane.candidacy.steps import Step, articles_for, exception_on, step
from toadlane.candidacy.verbs.going_on import go_on
from toadlane.candidacy.words import right
from toadlane.charter.reads import charter_of
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions.effects import Effect, Facts, Lines, Look
from toadlane.decisions.models import Authority, Deed
from toadlane.members.leading import roles_that_lead
from toadlane.members.words import said as in_words
from toadlane.ui import figures
from toadlane.ui.reasons import told


class GoingOn(Effect):
    """Somebody goes on to the next stage of the charter's track: an admission, a candidacy begun."""

    key: ClassVar[str]
    button = gettext_lazy("Enter it, as decided")
    who = gettext_lazy("whoever leads people in")
    told = True

    def __init__(self, key: str) -> None:
        self.key = key  # type: ignore[misc]  # one of the same for each matter of the track

    def look(self, coop: Coop, subject: str, given: Facts, at: Moment) -> Look:
        """The next step of somebody from the day that is given."""
        participant = someone(coop, subject)
        day = day_of(given, at)
        next_one = step(participant, day)
        if next_one.matter != self.key:
            raise absent()
        refuse_short(next_one)
        name, stage = participant.name, in_words(next_one.to)
        said = {"name": name, "stage": stage, "day": figures.day(day)}
        text = _("%(name)s becomes %(stage)s from %(day)s, with all that the charter ties to it.") % said
        return Look(
            participant.key,
            next_one.fingerprint,
            facts_of(next_one),
            _("%(name)s becomes %(stage)s") % said,
            text,
            about=participant.key,
            articles=articles_for(charter_of(coop), self.key, at.day),
        )

    def lines(self, deed: Deed) -> Lines:
        """Who, from what to what, from when, with which rights and which buy-in."""
        facts = deed.facts
        found = [
            (_("Who"), someone(deed.coop, deed.subject).name),
            (_("Now"), in_words(facts["from"])),
            (_("Becomes"), in_words(facts["to"])),
            (_("From"), figures.day(dt.date.fromisoformat(facts["from_day"]))),
        ]
        if facts["rights"]:
            found.append((_("New rights"), ", ".join(right(one) for one in facts["rights"])))
        if facts["buy_in"]:
            found.append((_("Buy-in that begins"), figures.money(parsed(facts["buy_in"], deed.coop))))
        return tuple(found)

    def may(self, by: Participant, at: Moment) -> bool:
        """Those who lead people in."""
        return bool(roles_that_lead(by.coop, at.day) & by.roles_on(at.day))

    def page(self, authority: Authority) -> str:
        """Where the step is taken."""
        return reverse("candidacy:admission", args=[authority.coop.slug, authority.subject])

    def result(self, authority: Authority) -> str:
        """Where they stand."""
        return reverse("candidacy:standing", args=[authority.coop.slug, authority.subject])

    def carry_out(self, authority: Authority, deed: Deed, *, by: Participant, at: Moment, key: str) -> None:
        """From that day; what is missing by now is refused."""
        go_on(
            participant=someone(deed.coop, deed.subject),
            to=str(deed.facts["to"]),
            from_day=dt.date.fromisoformat(deed.facts["from_day"]),
            authority=authority,
            because=authority.text[:300] if deed.facts["missing"] else "",
            by=by,
            at=at,
            key=key,
        )


def someone(coop: Coop, key: str) -> Participant:
    """Who is here by that key."""
    found = Participant.objects.select_related("coop").filter(coop=coop, key=key).first()
    if found is None:
        raise absent()
    return found


def day_of(given: Facts, at: Moment) -> dt.date:
    """From when; fault `candidacy.day`."""
    said = str(given.get("from_day", "") or at.day.isoformat())
    try:
        return dt.date.fromisoformat(said)
    except ValueError:
        raise InputFault(
            gettext_noop("“{given}” is not a day."),
            code="candidacy.day",
            next_step=gettext_noop("Write it as in 2025-03-31."),
            given=said[:40],
        ) from None


def refuse_short(next_one: Step) -> None:
    """Nobody is asked about what could not be done on that day; an exception that stands lets them be."""
    if not next_one.missing or (not next_one.is_full and exception_on(next_one) is not None):
        return
    missing = " ".join(told(one, next_one.participant.coop.currency).sentence for one in next_one.missing)
    raise Refused(
        gettext_noop("{name} cannot become “{stage}” on {day} yet. {missing}"),
        code="candidacy.full" if next_one.is_full else "candidacy.missing",
        next_step=gettext_noop("Choose a later day, or have the members agree on an exception first."),
        article=next_one.article,
        name=next_one.participant.name,
        stage=in_words(next_one.to),
        day=next_one.from_day.isoformat(),
        missing=missing,
    )


def facts_of(next_one: Step) -> dict[str, Json]:
    """What a step is, to be kept."""
    buy_in = buy_in_of(next_one)
    rights: list[Json] = [*gained(next_one)]
    missing: list[Json] = [*next_one.lacking]
    return {
        "buy_in": buy_in.amount.decimal() if buy_in else "",
        "from": next_one.standing.stage,
        "from_day": next_one.from_day.isoformat(),
        "missing": missing,
        "rights": rights,
        "to": next_one.to,
    }


def parsed(amount: str, coop: Coop) -> Money:
    """An amount as it was kept."""
    return Money.parse(amount, coop.currency)
