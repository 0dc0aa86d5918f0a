"""The `bylaws` command: check, show, compare, render, decide, elect, fund, close-year and others."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bylaws.app.exits import EXIT_CODES, INTERRUPTED, PIPE_CLOSED, WAITS, as_plain, report
from bylaws.app.files import exported_hours, load_charter, load_facts, load_sound_charter, read_file
from bylaws.app.rendering import hand_out, rendered, takes
from bylaws.app.terminal import be_forgiving, leave_the_pipe, say, say_json
from bylaws.charter.charter import Charter
from bylaws.kernel.faults import Fault, InputFault, RecordBroken

Run = Callable[[argparse.Namespace], int]
Commands = Any  # argparse keeps the name of this type to itself
LANGUAGES = ("en", "es", "fr")
METHODS = ("scottish", "meek", "irv", "schulze", "approval", "score")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (ARCHITECTURE: faults map to codes in one place)."""
    asked = _parser().parse_args(arguments)
    be_forgiving()
    try:
        code: int = asked.run(asked)
        sys.stdout.flush()
    except Fault as fault:
        return report([fault], as_json=asked.json)
    except BrokenPipeError:  # pragma: no cover - tried from outside, in a process of its own
        leave_the_pipe()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bylaws", description="A worker co-op's bylaws, running.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = _command(commands, "check", "find what is wrong with a charter", _check)
    check.add_argument("charter", type=Path)
    check.add_argument("--strict", action="store_true", help="count what may be meant so as wrong too")
    show = _command(commands, "show", "say in plain words what a charter's rules say on a day", _show)
    show.add_argument("charter", type=Path)
    show.add_argument("--on", type=_day, help="the day, as 2025-03-01; today's text is not assumed")
    show.add_argument("--known-by", type=_day, help="as known by that day")
    show.add_argument("--language", default="en", choices=LANGUAGES)
    both = _command(commands, "compare", "say what differs between two charters", _compare)
    both.add_argument("old", type=Path)
    both.add_argument("new", type=Path, help="may be the same charter, on another day")
    both.add_argument("--on", type=_day, help="the day, as 2025-03-01")
    both.add_argument(
        "--by-subject", action="store_true", help="side by side, whatever the articles' numbers"
    )
    both.add_argument("--new-on", type=_day, help="the day of the second, where it is another")
    both.add_argument("--language", default="en", choices=LANGUAGES)
    render = _command(commands, "render", "write a charter of a day as a document", _render)
    takes(render)
    render.add_argument("--on", type=_day, help="the day, as 2025-03-01; today's text is not assumed")
    render.add_argument("--known-by", type=_day, help="as known by that day")
    render.add_argument("--language", default="en", choices=LANGUAGES)
    stands = _command(commands, "standing", "say where somebody stands: what is done and missing", _standing)
    stands.add_argument("charter", type=Path)
    stands.add_argument("facts", type=Path)
    stands.add_argument("--person", required=True, help="the key the facts know them by")
    stands.add_argument("--on", type=_day, required=True, help="the day, as 2025-03-01")
    stands.add_argument("--why", action="store_true", help="with the reasons of each, and their articles")
    stands.add_argument("--language", default="en", choices=LANGUAGES)
    _deciding(commands)
    _electing(commands)
    _funding(commands)
    close = _command(commands, "close-year", "close a fiscal year", _close_year)
    close.add_argument("charter", type=Path)
    close.add_argument("facts", type=Path)
    close.add_argument("--year", type=int, required=True, help="the calendar year the fiscal year ends in")
    close.add_argument("--why", action="store_true", help="with the reasons of every figure")
    close.add_argument("--known-by", type=_day, help="with amendments adopted by that day only")
    close.add_argument("--language", default="en", choices=LANGUAGES)
    proof = _command(commands, "verify-close", "reckon the close of a proof pack again and compare", _verify)
    proof.add_argument("pack", type=Path, help="the pack as downloaded, or the folder it was unpacked to")
    proof.add_argument("--language", default="en", choices=LANGUAGES)
    what_if = _command(commands, "what-if", "say what an amendment would have changed", _what_if)
    what_if.add_argument("charter", type=Path)
    what_if.add_argument("amendment", type=Path, help="its text; adopted or not yet")
    what_if.add_argument("facts", type=Path, nargs="+", help="every year they state is replayed")
    what_if.add_argument("--why", action="store_true", help="with the reasons of both sides")
    what_if.add_argument("--language", default="en", choices=LANGUAGES)
    schema = _command(commands, "schema", "print a JSON Schema", _schema)
    schema.add_argument("what", choices=("facts", "charter", "matter"))
    return parser


def _deciding(commands: Commands) -> None:
    decided = _command(commands, "decide", "say where a matter stands that is being decided", _decide)
    decided.add_argument("charter", type=Path)
    decided.add_argument("facts", type=Path, help="its people are those who take part")
    decided.add_argument("matter", type=Path, help="what happened to it, and what people stood for")
    decided.add_argument("--at", required=True, help="the instant, as 2025-03-01T18:00 in the co-op's time")
    decided.add_argument("--why", action="store_true", help="with the reasons of each, and their articles")
    decided.add_argument("--language", default="en", choices=LANGUAGES)


def _electing(commands: Commands) -> None:
    elect = _command(commands, "elect", "count an election", _elect)
    elect.add_argument("papers", type=Path, help="a .blt file")
    elect.add_argument("--method", required=True, choices=METHODS)
    elect.add_argument("--seats", type=int, help="in place of those the file says")
    elect.add_argument("--countback", metavar="NAME", help="fill the seat of somebody elected by scottish")
    elect.add_argument("--without", action="append", default=[], metavar="NAME", help="who does not stand")
    drawn = elect.add_mutually_exclusive_group()
    drawn.add_argument("--lot", action="append", default=[], metavar="NAME", help="as drawn, the first first")
    drawn.add_argument("--seed", help="a published seed a lot is drawn from")
    elect.add_argument(
        "--again", action="append", default=[], metavar="NAME", help="as drawn for a countback alone"
    )
    elect.add_argument("--why", action="store_true", help="with the reasons of each stage")
    elect.add_argument("--language", default="en", choices=LANGUAGES)


def _funding(commands: Commands) -> None:
    fund = _command(commands, "fund", "count a budget round", _fund)
    fund.add_argument("ballots", type=Path, help="a .pb file")
    by = fund.add_mutually_exclusive_group(required=True)
    by.add_argument("--method", choices=("greedy", "equal-shares"))
    by.add_argument("--charter", type=Path, help="counted as its rule says, with --on")
    fund.add_argument("--on", type=_day, help="the day the round was opened, as 2025-03-01")
    fund.add_argument("--left-over", metavar="AMOUNT", help="of its money, from the round before")
    fund.add_argument(
        "--utility", choices=("cost", "cardinality"), help="for equal-shares: what is worth more"
    )
    fund.add_argument(
        "--completion",
        choices=("none", "add1-exhaustive", "add1-overspend", "greedy"),
        help="for equal-shares: what becomes of the rest",
    )
    fund.add_argument("--ties", choices=("lot", "cheaper-first", "earlier-first"))
    drawn = fund.add_mutually_exclusive_group()
    drawn.add_argument("--lot", action="append", default=[], metavar="KEY", help="as drawn, the first first")
    drawn.add_argument("--seed", help="a published seed a lot is drawn from")
    fund.add_argument("--why", action="store_true", help="with the reason of each project")
    fund.add_argument("--language", default="en", choices=LANGUAGES)


def _command(commands: Commands, name: str, says: str, run: Run) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=says, description=says)
    parser.add_argument("--json", action="store_true", help="the answer as JSON")
    parser.set_defaults(run=run)
    return parser


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write it as 2025-03-01") from None


def _close_year(asked: argparse.Namespace) -> int:
    from bylaws.surplus.close import close_year  # noqa: PLC0415 - each command loads what it needs

    charter = load_sound_charter(asked.charter)
    if asked.known_by:
        charter = charter.known(asked.known_by)
    facts = load_facts(asked.facts)
    hours = exported_hours(facts, asked.facts.parent, coop_zone=charter.base_front.time_zone)
    closing = close_year(charter, facts.for_year(charter, asked.year, hours))
    if asked.json:
        from bylaws.surplus.result import closing_as_json  # noqa: PLC0415

        _as_json(closing_as_json(closing, why=asked.why))
    else:
        from bylaws.app.tables import closing_text  # noqa: PLC0415

        say(closing_text(closing, why=asked.why, language=asked.language))
    _say_doubts(charter)
    return 0


def _standing(asked: argparse.Namespace) -> int:
    from bylaws.app import standings  # noqa: PLC0415

    charter, facts = load_sound_charter(asked.charter), load_facts(asked.facts)
    who = standings.somebody(facts, asked.person)
    hours = [*exported_hours(facts, asked.facts.parent, coop_zone=charter.base_front.time_zone)]
    found = standings.stands(charter, facts, who, asked.on, hours)
    if asked.json:
        _as_json(standings.standing_as_json(found, on=asked.on, why=asked.why))
    else:
        currency = charter.base_front.currency
        say(standings.standing_text(found, why=asked.why, language=asked.language, currency=currency))
    return 0


def _decide(asked: argparse.Namespace) -> int:
    from bylaws.app import decides  # noqa: PLC0415
    from bylaws.decisions.file import read_matter  # noqa: PLC0415

    charter, facts = load_sound_charter(asked.charter), load_facts(asked.facts)
    matter = read_matter(read_file(asked.matter), where=asked.matter.name)
    found = decides.decide(charter, facts, matter, asked.at)
    if asked.json:
        _as_json(decides.decided_as_json(found, why=asked.why))
    else:
        say(decides.decided_text(found, why=asked.why, language=asked.language))
    return 0


def _elect(asked: argparse.Namespace) -> int:
    from bylaws.app import elects  # noqa: PLC0415

    counted = elects.elect(
        asked.papers,
        asked.method,
        seats=asked.seats,
        lot=asked.lot,
        seed=asked.seed,
        vacated=asked.countback,
        again=asked.again,
        without=asked.without,
    )
    if asked.json:
        _as_json(counted.as_json(why=asked.why))
    else:
        say(elects.elected_text(counted, why=asked.why, language=asked.language))
    return WAITS if counted.tie else 0


def _fund(asked: argparse.Namespace) -> int:
    from bylaws.app import funds  # noqa: PLC0415

    counted = funds.fund(asked)
    if asked.json:
        _as_json(counted.as_json(why=asked.why))
    else:
        say(funds.funded_text(counted, why=asked.why, language=asked.language))
    return WAITS if counted.tie else 0


def _say_doubts(charter: Charter) -> None:
    """Say on standard error, below the answer, what `bylaws check` finds wrong with the charter."""
    from bylaws.charter.lint import check  # noqa: PLC0415

    wrong = [finding.fault for finding in check(charter) if finding.serious]
    if wrong:
        sys.stdout.flush()
        say("The charter has faults, so this answer is in doubt until they are put right:", to=sys.stderr)
        report(wrong, as_json=False)


def _check(asked: argparse.Namespace) -> int:
    from bylaws.charter.lint import check, remarks  # noqa: PLC0415

    charter, faults = load_charter(asked.charter)
    found = check(charter) if charter is not None and not faults else []
    if asked.strict and charter is not None and not faults:
        found += remarks(charter)
    faults += [finding.fault for finding in found if finding.serious or asked.strict]
    if faults:
        return report(faults, as_json=asked.json)
    warnings = [finding.fault for finding in found]
    if asked.json:
        _as_json({"faults": [], "warnings": [as_plain(warning) for warning in warnings]})
        return 0
    for warning in warnings:
        say(f"{warning}\n    → {warning.next_step}", to=sys.stderr)
    if charter is not None and charter.base_front.model:
        say("A model charter, in force on every day.")
    say("The charter is sound.")
    return 0


def _show(asked: argparse.Namespace) -> int:
    from bylaws.charter.words import plain, plain_front  # noqa: PLC0415
    from bylaws.words.terms import Terms  # noqa: PLC0415

    charter = load_sound_charter(asked.charter)
    text = charter.on(_said_day(asked.on, charter), known_by=asked.known_by)
    told = [
        {"article": s.article.citation, "rules": [plain(rule, asked.language) for rule in s.rules]}
        for s in text.standing
    ]
    front, day = plain_front(text.front, asked.language), asked.on.isoformat()
    if asked.json:
        _as_json({"name": text.front.name, "on": day, "front": front, "articles": told})
        return 0
    lines = [Terms(asked.language).say("show", name=text.front.name, day=day), ""]
    lines += [f"  {sentence}" for sentence in front]
    for article in told:
        lines += ["", str(article["article"])]
        lines += [f"  {sentence}" for rule in article["rules"] for sentence in rule]
    say("\n".join(lines))
    return 0


def _said_day(on: dt.date | None, charter: Charter) -> dt.date:
    if on is None:
        raise InputFault(
            "Say on which day: a charter changes.",
            code="show.on",
            next_step="Add --on with a day, such as --on {day}.",
            day=max(charter.base_front.starts(), dt.date(2025, 1, 1)).isoformat(),
        )
    return on


def _render(asked: argparse.Namespace) -> int:
    charter = load_sound_charter(asked.charter)
    day = _said_day(asked.on, charter)
    charter = charter.known(asked.known_by) if asked.known_by else charter
    written = rendered(charter, day, asked.to, asked.language)
    if asked.json and asked.output is None:
        raise InputFault(
            "With --json the document needs a file of its own.",
            code="render.json",
            next_step="Name it: -o charter.{form}",
            form=asked.to,
        )
    told = hand_out(written, form=asked.to, to=asked.output, never=asked.charter)
    if asked.json:
        from bylaws.charter.printing.document import fingerprint  # noqa: PLC0415

        answer = {"name": charter.on(day).front.name, "on": day.isoformat(), "to": asked.to}
        _as_json({**answer, **told, "fingerprint": fingerprint(charter, day)})
    return 0


def _compare(asked: argparse.Namespace) -> int:
    from bylaws.app import comparison  # noqa: PLC0415

    charters = load_sound_charter(asked.old), load_sound_charter(asked.new)
    day = _said_day(asked.on, charters[0])
    old, new = charters[0].on(day), charters[1].on(asked.new_on or day)
    if asked.json and asked.by_subject:
        _as_json(comparison.subjects_as_json(old, new, asked.language))
    elif asked.json:
        _as_json(comparison.comparison_as_json(old, new))
    else:
        told = comparison.subjects_text if asked.by_subject else comparison.comparison_text
        say(told(old, new, asked.language))
    return 0


def _verify(asked: argparse.Namespace) -> int:
    from bylaws.app.proofs import pack_files, verified_as_json, verified_text  # noqa: PLC0415
    from bylaws.surplus.proof.verify import verify  # noqa: PLC0415

    verified = verify(pack_files(asked.pack))
    if asked.json:
        _as_json(verified_as_json(verified, asked.language))
    else:
        say(verified_text(verified, asked.language))
    return 0 if verified.agrees else EXIT_CODES[RecordBroken]


def _what_if(asked: argparse.Namespace) -> int:
    from bylaws.app.replays import load_amended, load_years, replay_text  # noqa: PLC0415
    from bylaws.replay.replaying import replay  # noqa: PLC0415

    before, after = load_amended(asked.charter, asked.amendment)
    found = replay(before, after, load_years(asked.facts, before))
    if asked.json:
        from bylaws.replay.result import replay_as_json  # noqa: PLC0415

        _as_json(replay_as_json(found, why=asked.why))
    else:
        name = after.base_front.name
        say(replay_text(found, name=name, why=asked.why, language=asked.language))
    _say_doubts(after)
    return 0


def _schema(asked: argparse.Namespace) -> int:
    if asked.what == "facts":
        from bylaws.facts.form import FactsFile  # noqa: PLC0415

        _as_json(FactsFile.model_json_schema())
    elif asked.what == "matter":
        from bylaws.decisions.file import MatterFile  # noqa: PLC0415

        _as_json(MatterFile.model_json_schema())
    else:
        from bylaws.charter.schema import charter_schema  # noqa: PLC0415

        _as_json(charter_schema())
    return 0


def _as_json(answer: Any) -> None:
    say_json(json.dumps(answer, ensure_ascii=False, indent=2))
