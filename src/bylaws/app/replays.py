"""Replaying an amendment at the command line: what is read, and the answer as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bylaws.app.files import exported_hours, load_facts, read_file
from bylaws.app.tables import Row, table
from bylaws.charter.charter import Charter, read_charter
from bylaws.facts.year import YearFacts
from bylaws.kernel.faults import InputFault
from bylaws.kernel.money import Money
from bylaws.kernel.reasons import Reason
from bylaws.replay.drafts import amended
from bylaws.replay.replaying import Replay
from bylaws.replay.spread import Spread, spread
from bylaws.replay.why import why_changed, why_difference, why_step_difference
from bylaws.replay.years import PersonReplayed, PlaceReplayed, YearReplayed
from bylaws.words.tell import Plain, lines, tell
from bylaws.words.terms import Terms


def load_amended(path: Path, amendment: Path) -> tuple[Charter, Charter]:
    """A charter without an amendment and with it, wherever the amendment's file lies."""
    base, given = read_file(path), read_file(amendment)
    folder = path.parent / "amendments"
    own = {
        f"amendments/{file.name}": read_file(file)
        for file in sorted(folder.glob("*.md"))
        if file.resolve() != amendment.resolve()
    }
    before = read_charter(base, own, where=path.name)
    return before, amended(base, own, given, name=amendment.name, where=path.name)


def load_years(paths: Sequence[Path], charter: Charter) -> list[YearFacts]:
    """Every year that some facts files state; fault `facts.year-twice`."""
    found: dict[int, YearFacts] = {}
    for path in paths:
        facts = load_facts(path)
        for year in sorted(one.year for one in facts.file.years):
            if year in found:
                raise InputFault(
                    "The facts state {year} twice.",
                    code="facts.year-twice",
                    next_step="Give each year in one file.",
                    where=path.name,
                    year=year,
                )
            hours = exported_hours(facts, path.parent, coop_zone=charter.base_front.time_zone)
            found[year] = facts.for_year(charter, year, hours)
    return [found[year] for year in sorted(found)]


SIDES = ("before", "after", "difference")


def replay_text(replay: Replay, *, name: str, why: bool, language: str) -> str:
    """What would have been different, year by year and together; with `why`, both sides' reasons below."""
    terms = Terms(language)
    years = ", ".join(str(year.year) for year in replay.years) or terms.say("replay.no-years")
    parts = [terms.say("replay", name=name, years=years)]
    parts.append(_said(why_changed(replay.changes), replay.currency, language))
    if not replay.changes.rules:
        return "\n\n".join([parts[0], terms.say("replay.nothing")])
    for year in replay.years:
        parts += _year(year, terms, why=why, language=language)
    if len(replay.answered) > 1:
        names = {k: who.name for year in replay.years for k, who in year.before.facts.people.items()}
        parts += [terms.say("replay.together"), _places(replay.places(), terms)]
        parts += [_people(replay.people(), names, terms), _spread(replay.spread(), terms)]
    return "\n\n".join(part for part in parts if part)


def _year(year: YearReplayed, terms: Terms, *, why: bool, language: str) -> Iterator[str]:
    if year.fault is not None:
        cited = f"\n    {year.fault.article}" if year.fault.article else ""
        silent = terms.say("replay.silent", year=str(year.year))
        yield f"{silent}\n  {year.fault.says}{cited}\n    → {year.fault.next_step}"
        return
    if year.before.parts == (year.after and year.after.parts):
        yield terms.say("replay.same", year=str(year.year))
        return
    names = {key: who.name for key, who in year.before.facts.people.items()}
    yield str(year.year)
    yield _places(year.places, terms)
    yield _people(year.people, names, terms)
    yield _spread(spread(year.differences, year.currency), terms)
    if why:
        for step in year.steps:
            yield _said(why_step_difference(year, step), year.currency, language)
        for one in year.people:
            yield _said([why_difference(year, one.person)], year.currency, language)


def _said(reasons: Sequence[Reason], currency: str, language: str) -> str:
    told = (tell(reason, language=language, currency=currency) for reason in reasons)
    return "\n".join(line for one in told for line in lines(one))


def _places(places: Sequence[PlaceReplayed], terms: Terms) -> str:
    rows: list[Row] = [terms.headings("account", *SIDES)]
    rows += [(terms.place(one.account), *_sides(one.before, one.after)) for one in places]
    return table(rows, right=(1, 2, 3))


def _people(people: Sequence[PersonReplayed], names: dict[str, str], terms: Terms) -> str:
    if not people:
        return ""
    rows: list[Row] = [terms.headings("person", *SIDES, "of-it-cash")]
    for one in people:
        in_money = Plain().money(one.difference.cash + one.difference.interest)
        rows.append((names[one.person], *_sides(one.before.received, one.after.received), in_money))
    return table(rows, right=(1, 2, 3, 4))


def _sides(before: Money, after: Money) -> tuple[str, str, str]:
    write = Plain().money
    return write(before), write(after), write(after - before)


def _spread(found: Spread, terms: Terms) -> str:
    if not found.differences:
        return ""
    write = Plain().money
    counts = {name: str(getattr(found, name)) for name in ("more", "less", "same")}
    return terms.say(
        "replay.spread",
        people=str(len(found.differences)),
        **counts,
        median=write(found.median),
        most_more=write(found.most_more),
        most_less=write(-found.most_less),
    )
