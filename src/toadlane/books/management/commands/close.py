"""Look at the close of a fiscal year, and close it as the members decided."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bylaws.app.exits import EXIT_CODES, as_plain
from bylaws.app.tables import closing_text
from bylaws.app.terminal import visible
from bylaws.kernel.faults import Fault, InputFault, NotThere
from bylaws.surplus.result import closing_as_json
from toadlane.books import nearing
from toadlane.books.verbs.standing import only_bookkeepers
from toadlane.coops import clock, keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.people.models import one_spelling

MARKS = {"done": "✓", "now": "→", "stuck": "!", "later": "·"}
Plain = dict[str, Any]


class Command(BaseCommand):
    """`toadlane close harbour 2024`, then `--by ada@harbour.example`, then `--decided` as well."""

    help = (
        "Say what stands between a fiscal year and its close, and what a close would do; with --by EMAIL "
        "keep that for the members to look at; with --decided as well, close the year as they decided."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which year, who acts, and whether it is decided."""
        parser.add_argument("coop", help="its address: the harbour of /c/harbour/")
        parser.add_argument("year", type=int, help="the fiscal year, named by the calendar year it ends in")
        parser.add_argument("--by", metavar="EMAIL", default="", help="the bookkeeper who acts")
        parser.add_argument(
            "--decided", action="store_true", help="close it, on the decision confirmed in the house"
        )
        parser.add_argument("--json", action="store_true", help="for a program")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Without --by nothing is written; without a confirmed decision nothing is closed."""
        found: Plain = {"coop": options["coop"], "year": options["year"]}
        text: list[str] = []
        fault = None
        try:
            fault = told(found, text, options)
        except Fault as stopped:
            fault = stopped
        if options["json"]:
            found["faults"] = [as_plain(fault)] if fault else []
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        elif text:
            self.stdout.write(visible("\n\n".join(text)))
        if fault and options["json"]:
            sys.exit(EXIT_CODES[type(fault)])
        if fault:
            raise CommandError(visible(as_text(fault)), returncode=EXIT_CODES[type(fault)])


def told(found: Plain, text: list[str], options: Plain) -> Fault | None:
    """Look, keep or close; what came of it goes to `found` and `text`, what stops a close is given back."""
    coop = its_coop(options["coop"])
    year, at = options["year"], clock.now(coop)
    by = acting(coop, options["by"], at, needed=options["decided"])
    if options["decided"] and by is not None:
        done(found, text, nearing.close(coop, year, by=by, at=at, key=keys.fresh()))
        return None
    standing = nearing.standing(coop, year)
    if standing is not None:
        done(found, text, standing)
        return None
    near = nearing.near(coop, year, at)
    if by is not None:
        near = nearing.keep(coop, year, near, by=by, at=at, key=keys.fresh())
    looked(found, text, near)
    return near.fault


def its_coop(slug: str) -> Coop:
    """The co-op at an address."""
    coop = Coop.objects.filter(slug=slug).first() if slug.isprintable() else None
    if coop is None:
        raise NotThere(
            "There is no co-op “{slug}” here.",
            code="close.no-coop",
            next_step="Write its address as in /c/harbour/, and name its folder: --data FOLDER",
            slug=slug[:60],
        )
    return coop


def acting(coop: Coop, email: str, at: Moment, *, needed: bool) -> Participant | None:
    """The bookkeeper who acts; None where nobody is named and nobody has to be."""
    if not email and needed:
        raise InputFault(
            "It is not said who closes the year.",
            code="close.by-nobody",
            next_step="Name the bookkeeper: --by EMAIL",
        )
    if not email:
        return None
    people = Participant.objects.filter(coop=coop, person__is_active=True).select_related("coop")
    by = people.filter(person__email=one_spelling(email)).first() if email.isprintable() else None
    if by is None:
        raise NotThere(
            "Nobody in {coop} signs in with “{email}”.",
            code="close.by-stranger",
            next_step="Write the e-mail address the bookkeeper signs in with.",
            coop=coop.name,
            email=email[:254],
        )
    only_bookkeepers(coop, by, at)
    return by


def looked(found: Plain, text: list[str], near: nearing.Nearing) -> None:
    """What stands in the way, and what a close would do."""
    found["state"] = "open"
    found["checklist"] = [{"title": one.title, "state": one.state, "note": one.note} for one in near.steps]
    text.append("\n".join(step(one["title"], one["state"], one["note"]) for one in found["checklist"]))
    if near.closing is None:
        return
    found["result"], found["fingerprint"] = closing_as_json(near.closing), near.fingerprint
    found["preview_kept"] = near.kept
    found["decision"] = str(near.decision.pk) if near.decision else None
    text.append(closing_text(near.closing, why=False, language="en"))
    text.append(f"Fingerprint: {near.fingerprint}\n{what_now(near)}")


def step(title: str, state: str, note: str) -> str:
    """One line of the checklist."""
    return f"{MARKS[state]} {title}" + (f"\n    {note}" if note else "")


def what_now(near: nearing.Nearing) -> str:
    """The next thing to do at this terminal or in the house."""
    if near.decision is not None:
        return "Nothing is posted. The decision is confirmed; close the year with --by EMAIL --decided"
    if near.kept:
        return "Nothing is posted. Members see exactly this; they decide on it in the house."
    return "Nothing is posted, and members do not see this yet; keep it for them with --by EMAIL"


def done(found: Plain, text: list[str], receipt: nearing.Receipt) -> None:
    """The receipt of a close."""
    close, seal = receipt.close, receipt.seal
    hours = f"{receipt.seconds // 3600}:{receipt.seconds % 3600 // 60:02}"
    found["state"], found["fingerprint"] = "closed", close.fingerprint
    found["receipt"] = {
        "close": str(close.pk),
        "attempt": close.attempt,
        "closed_on": close.closed_on.isoformat(),
        "by": close.by,
        "decision": str(close.authority_id),
        "entry": str(close.entry_id),
        "lines": receipt.lines,
        "sealed": {
            "from": seal.from_day.isoformat(),
            "until": seal.until.isoformat(),
            "seconds": receipt.seconds,
            "digest": seal.digest,
        },
    }
    text.append(
        f"{close.year} is closed.\n"
        f"  closed on     {close.closed_on.isoformat()}, by {close.by}\n"
        f"  decision      {close.authority_id}\n"
        f"  entry         {close.entry_id}, {receipt.lines} lines\n"
        f"  sealed hours  {hours}, from {seal.from_day.isoformat()} until {seal.until.isoformat()}\n"
        f"  fingerprint   {close.fingerprint}"
    )


def as_text(fault: Fault) -> str:
    """What, why and what now."""
    cited = f"\n    {fault.article}" if fault.article else ""
    return f"{fault}{cited}\n    → {fault.next_step}"
