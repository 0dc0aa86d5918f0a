"""Two charters side by side, as text for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bylaws.charter.charter import InForce
from bylaws.charter.compare import ArticleChange, Comparison, KeyChange, RuleChange, compare
from bylaws.charter.side_by_side import Told, side_by_side
from bylaws.words.terms import Terms


def comparison_as_json(old: InForce, new: InForce) -> dict[str, Any]:
    """Everything in which two texts differ, by article, rule and key; None where something is absent."""
    found = compare(old, new)
    return {"old": _text(old), "new": _text(new), "same": found.same, **asdict(found)}


def _text(text: InForce) -> dict[str, str]:
    return {"name": text.front.name, "on": text.day.isoformat()}


def comparison_text(old: InForce, new: InForce, language: str) -> str:
    """What an article, a rule or a key said and says, article by article."""
    terms = Terms(language)
    name = " / ".join(dict.fromkeys((old.front.name, new.front.name)))
    title = terms.say("compare", name=name, old=old.day.isoformat(), new=new.day.isoformat())
    return "\n".join([title, *_told(compare(old, new), terms)])


def subjects_as_json(one: InForce, other: InForce, language: str) -> dict[str, Any]:
    """What two charters say subject by subject, wherever it stands in each."""
    subjects = side_by_side(one, other, language)
    told = [{**asdict(subject), "same": subject.same} for subject in subjects]
    return {"one": _text(one), "other": _text(other), "subjects": told}


def subjects_text(one: InForce, other: InForce, language: str) -> str:
    """Two charters subject by subject, what both say marked by an equals sign."""
    terms = Terms(language)
    names = one.front.name, other.front.name
    lines: list[str] = []
    for subject in side_by_side(one, other, language):
        lines += ["", subject.title]
        for name, articles in zip(names, (subject.one, subject.other), strict=True):
            lines += [f"  {name}: {_cited(articles) or terms.say('compare.absent')}"]
            said = [sentence for told in articles for sentence in told.sentences]
            lines += [f"    {'=' if sentence.same else '·'} {sentence.text}" for sentence in said]
    return "\n".join([" / ".join(names), *lines])


def _cited(articles: tuple[Told, ...]) -> str:
    return ", ".join(told.citation for told in articles)


def _told(found: Comparison, terms: Terms) -> Iterator[str]:
    if found.same:
        yield f"\n{terms.say('compare.same')}"
    if found.front:
        yield f"\n{terms.say('compare.front')}"
        yield from _keys(found.front, terms)
    for article in found.articles:
        yield f"\n{_heading(article, terms)}"
        if article.prose and article.change == "changed":
            yield f"  {terms.say('compare.prose')}"
        for rule in article.rules:
            yield f"  {_rule(rule, terms)}"
            yield from _keys(rule.keys, terms, indent=4)


def _heading(article: ArticleChange, terms: Terms) -> str:
    if article.change != "changed":
        return terms.say(f"compare.{article.change}", article=article.new or article.old or "")
    return " → ".join(dict.fromkeys(filter(None, (article.old, article.new))))


def _rule(rule: RuleChange, terms: Terms) -> str:
    name = " ".join(filter(None, (rule.kind, rule.name)))
    if rule.moved:
        return terms.say("compare.moved", rule=name, old=str(rule.old_article), new=str(rule.new_article))
    return name


def _keys(changes: tuple[KeyChange, ...], terms: Terms, indent: int = 2) -> Iterator[str]:
    absent = terms.say("compare.absent")
    for one in changes:
        was, now = (absent if text is None else text for text in (one.old, one.new))
        yield f"{' ' * indent}{one.key}: {was} → {now}"
