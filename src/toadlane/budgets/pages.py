"""What the pages of budget rounds hold: forms for those who can use them, and the count in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bylaws.decisions.budgets.funded import Funded
from bylaws.kernel.reasons import Reason
from bylaws.words.tell import tell
from toadlane.budgets import picture
from toadlane.budgets.forms import BallotForm, NumberForm, OffForm, ProjectForm, SecretBallotForm
from toadlane.budgets.reads import Desk
from toadlane.budgets.standing import GONE, Asked
from toadlane.coops.forms import KeyedForm
from toadlane.ui import figures
from toadlane.ui.faults import told
from toadlane.ui.languages import rules_language


def of_round(found: Desk, sent: Mapping[str, KeyedForm]) -> dict[str, Any]:
    """Its forms: those that were sent and refused, and those whoever looks can use."""
    standing = found.standing
    given = any(one.participant_id == found.me.pk for one in standing.numbers)
    mine = found.gathers and found.row.opened_by_id == found.me.pk
    return {
        "not_yet": told(found.not_yet) if found.not_yet else None,
        "click": KeyedForm(auto_id=False),
        "above": sent.get("click"),
        "putting": sent.get("putting") or (project_form(found) if found.may_put_in else None),
        "ballot": sent.get("ballot") or (ballot_form(found) if found.may_fill_in else None),
        "number": sent.get("number")
        or (NumberForm(auto_id="number_%s") if found.numbers_open and not given else None),
        "off": sent.get("off") or (OffForm(auto_id="off_%s") if mine else None),
    }


def project_form(found: Desk, data: Any = None, asked: Asked | None = None) -> ProjectForm:
    """The form of a project, new or as it stands."""
    first: dict[str, Any] = {"owner": found.me.key}
    if asked is not None:
        text = asked.text
        first = {
            "title": text.title,
            "cost": asked.cost.decimal(),
            "description": text.description,
            "owner": text.owner.key,
        }
    least, most = found.bounds
    return ProjectForm(
        data,
        currency=found.row.coop.currency,
        people=owners(found),
        hint=_("From {least} to {most}.").format(least=figures.money(least), most=figures.money(most)),
        initial=first,
        auto_id="project_%s",
    )


def owners(found: Desk) -> list[tuple[str, str]]:
    """Those who can look after a project, by name: whoever takes part."""
    day = found.place.moment.day
    here = [(one.key, one.name) for one in found.people.values() if one.stage_on(day) not in GONE]
    return sorted(here, key=lambda one: (one[1], one[0]))


def ballot_form(found: Desk, data: Any = None) -> BallotForm:
    """The ballot, as whoever looks filled it in last."""
    form = SecretBallotForm if found.standing.secret else BallotForm
    return form(data, choices=found.choices, by_points=found.by_points, auto_id="ballot_%s")


@dataclass(frozen=True)
class Judged:
    """A project after the count: what it got, and why it is funded or not."""

    title: str
    cost: Any
    points: int
    backers: int
    funded: bool
    why: str
    more: tuple[str, ...]


def walk(counted: Funded) -> dict[str, Any]:
    """The count as a picture, in words and as a table."""
    sharing = counted.sharing
    judged = [
        Judged(
            sharing.called(one.project),
            sharing.amount(sharing.projects[one.project].cost),
            sharing.support[one.project],
            sharing.backers[one.project],
            one.funded,
            in_words(one.reason),
            tuple(in_words(part) for part in one.reason.parts),
        )
        for one in counted.verdicts
    ]
    order = {which: n for n, which in enumerate(counted.funded)}
    shown = sorted(
        zip(judged, counted.verdicts, strict=True),
        key=lambda one: (not one[0].funded, order.get(one[1].project, 0), -one[0].points),
    )
    return {
        "counted": counted,
        "judged": [one for one, _verdict in shown],
        "picture": picture.draw(counted),
        "opening": [in_words(part) for part in counted.reason.parts if part.code in OPENING],
        "left": sharing.amount(counted.left),
        "budget": sharing.amount(sharing.budget),
    }


OPENING = ("funded.left-over", "funded.each", "funded.raised")


def in_words(reason: Reason) -> str:
    """A reason as one sentence."""
    return tell(reason, language=rules_language(), writing=figures.Local()).sentence


def command(counted: Funded, name: str, *, seed: str, ties: str) -> str:
    """What counts the file again, on any machine."""
    way = counted.way
    said: Sequence[tuple[str, str | None]] = (
        ("--method", way.method),
        ("--utility", way.utility),
        ("--completion", way.completion),
        ("--ties", ties),
        ("--seed", f'"{seed}"' if seed else None),
    )
    options = " ".join(f"{option} {value}" for option, value in said if value)
    return f"bylaws fund {name} {options} --why"
