"""Two charters subject by subject: what each says on the same thing, wherever it stands in its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bylaws.charter.amendments import Standing
from bylaws.charter.charter import InForce
from bylaws.charter.wording.phrases import Phrases
from bylaws.charter.words import plain

SHORTEST, STEM = 4, 6
"""A word says what an article is about from so many letters on, and as well by its first ones."""
RARE = 2
"""A word tells articles apart that stands in so many articles of a charter at most."""
TOGETHER = 4
"""So much has to be shared by two articles that have no kind of rule in common; a heading's word weighs 3."""
_WORDS = re.compile(r"[^\W\d_]+")
Pair = tuple[int, int]
Weight = tuple[int, int, int]
Joined = list[tuple[list[int], list[int]]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a rule says in plain words, and whether the other charter says it as well."""

    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One article of a subject: its number, heading and prose, and what its rules say."""

    number: int
    citation: str
    prose: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing both charters are about, or one of them alone; `kinds` are those of its rules."""

    title: str
    kinds: tuple[str, ...]
    one: tuple[Told, ...]
    other: tuple[Told, ...]

    @property
    def same(self) -> bool:
        """Whether both say the same in rules, and there is a rule."""
        told = [sentence for article in (*self.one, *self.other) for sentence in article.sentences]
        return bool(told) and all(sentence.same for sentence in told)


def side_by_side(one: InForce, other: InForce, language: str = "en") -> tuple[Subject, ...]:
    """The articles of two charters by subject, as the first has them; what only the second has comes last.

    Articles belong together when they hold rules of the same kinds, else when their headings or the words
    few other articles of their charter use are the same. Fault: `words.language`.
    """
    ours, theirs = one.standing, other.standing
    phrases = Phrases(language)
    told = [
        _subject([ours[n] for n in sorted(mine)], [theirs[n] for n in sorted(their)], phrases, language)
        for mine, their in _paired(ours, theirs)
    ]
    twice = Counter(subject.title for subject in told)
    return tuple(
        replace(subject, title=_called(subject)) if twice[subject.title] > 1 else subject for subject in told
    )


def counterparts(one: InForce, other: InForce) -> dict[int, int]:
    """By the number of each article of the first, that of the second's on the same subject, if any."""
    ours, theirs = one.standing, other.standing
    return {
        ours[mine].article.number: theirs[min(there)].article.number
        for here, there in _paired(ours, theirs)
        for mine in here
        if there
    }


def _paired(ours: Sequence[Standing], theirs: Sequence[Standing]) -> Joined:
    """Every article of both, by its place, with those on the same subject."""
    pairs = _joined(_by_kind(ours, theirs), ours, theirs)
    left = [n for n in range(len(ours)) if not any(n in mine for mine, _ in pairs)]
    right = [n for n in range(len(theirs)) if not any(n in their for _, their in pairs)]
    by_words = _by_words(ours, theirs, left, right)
    pairs += [([mine], [their]) for mine, their in by_words]
    pairs += [([n], []) for n in left if all(n != mine for mine, _ in by_words)]
    pairs += [([], [n]) for n in right if all(n != their for _, their in by_words)]
    return sorted(pairs, key=lambda pair: (not pair[0], min(pair[0] or pair[1])))


def _by_kind(ours: Sequence[Standing], theirs: Sequence[Standing]) -> list[Pair]:
    """Pairs that share kinds of rules, those first that share most, by name, by kind and by heading."""
    weights: dict[Pair, Weight] = {}
    for mine, a in enumerate(ours):
        for their, b in enumerate(theirs):
            named = {(rule.kind, rule.name) for rule in a.rules} & {
                (rule.kind, rule.name) for rule in b.rules
            }
            kinds = _kinds([a]) & _kinds([b])
            if kinds:
                heading = len(_stems(_heading(a)) & _stems(_heading(b)))
                weights[mine, their] = (len(named), len(kinds), heading)
    return _once(weights)


def _once(weights: dict[Pair, Weight]) -> list[Pair]:
    """The heaviest pairs of which no article is in two."""
    kept: list[Pair] = []
    for mine, their in sorted(weights, key=lambda pair: (*(-weight for weight in weights[pair]), pair)):
        if all(mine != a and their != b for a, b in kept):
            kept.append((mine, their))
    return kept


def _joined(pairs: Iterable[Pair], ours: Sequence[Standing], theirs: Sequence[Standing]) -> Joined:
    """Articles with rules that are left join the pair they share a kind with: a subject may fill several."""
    joined: Joined = [([mine], [their]) for mine, their in sorted(pairs)]
    for side, texts in enumerate((ours, theirs)):
        for n, standing in enumerate(texts):
            if any(n in pair[side] for pair in joined):
                continue
            fits = [pair for pair in joined if _kinds([standing]) & _of(pair, ours, theirs)]
            if fits:
                max(fits, key=lambda pair: len(_kinds([standing]) & _of(pair, ours, theirs)))[side].append(n)
    return joined


def _of(pair: tuple[list[int], list[int]], ours: Sequence[Standing], theirs: Sequence[Standing]) -> set[str]:
    return _kinds([ours[n] for n in pair[0]]) | _kinds([theirs[n] for n in pair[1]])


def _by_words(
    ours: Sequence[Standing], theirs: Sequence[Standing], left: Sequence[int], right: Sequence[int]
) -> list[Pair]:
    """Pairs of articles that talk of the same in words few other articles of their charter use."""
    said, answered = _distinctive(ours), _distinctive(theirs)
    weights: dict[Pair, Weight] = {}
    for mine in left:
        for their in right:
            titles = [_heading(texts[n]) for texts, n in ((ours, mine), (theirs, their))]
            shared = _stems(titles[0]) & _stems(titles[1])
            weight = 3 * len(shared) + len(said[mine] & answered[their])
            weight += TOGETHER * (titles[0].lower() == titles[1].lower())
            if weight >= TOGETHER:
                weights[mine, their] = (weight, 0, 0)
    return _once(weights)


def _distinctive(texts: Sequence[Standing]) -> list[set[str]]:
    words = [_stems(f"{_heading(standing)} {standing.article.prose}") for standing in texts]
    used = Counter(word for own in words for word in own)
    return [{word for word in own if used[word] <= RARE} for own in words]


def _heading(standing: Standing) -> str:
    """A heading without the word for an article and its number."""
    _, dash, rest = standing.article.citation.partition("—")
    return rest.strip() if dash else standing.article.citation


def _stems(text: str) -> set[str]:
    """The beginnings of its longer words, so that “meeting” and “meetings” are one."""
    return {word.lower()[:STEM] for word in _WORDS.findall(text) if len(word) >= SHORTEST}


def _kinds(texts: Iterable[Standing]) -> set[str]:
    return {rule.kind for standing in texts for rule in standing.rules}


def _subject(ours: list[Standing], theirs: list[Standing], phrases: Phrases, language: str) -> Subject:
    said, answered = (list(_sentences(texts, language)) for texts in (ours, theirs))
    shared = set(said) & set(answered)
    kinds = tuple(dict.fromkeys(rule.kind for standing in (*ours, *theirs) for rule in standing.rules))
    about = _kinds(ours) & _kinds(theirs) if ours and theirs else kinds
    named = phrases.listed(phrases.part(f"kind-name.{kind}") for kind in kinds if kind in about)
    title = f"{named[:1].upper()}{named[1:]}" if about else _heading((ours or theirs)[0])
    one, other = ([_told(standing, shared, language) for standing in texts] for texts in (ours, theirs))
    return Subject(title, kinds, tuple(one), tuple(other))


def _called(subject: Subject) -> str:
    """A subject by its first heading, where the kinds of its rules name two."""
    citation = (subject.one or subject.other)[0].citation
    return citation.partition("—")[2].strip() or citation


def _sentences(texts: Iterable[Standing], language: str) -> Iterator[str]:
    for standing in texts:
        for rule in standing.rules:
            yield from plain(rule, language)


def _told(standing: Standing, shared: set[str], language: str) -> Told:
    article = standing.article
    sentences = tuple(Sentence(text, text in shared) for text in _sentences([standing], language))
    return Told(article.number, article.citation, article.prose, sentences)
