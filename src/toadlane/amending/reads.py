"""What pages and the API ask about drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from bylaws.charter.charter import InForce
from bylaws.charter.compare import ArticleChange, KeyChange, RuleChange, compare
from bylaws.charter.drafting import Piece, read_piece
from bylaws.charter.fields import RuleModel
from bylaws.charter.rights import Lowered, Way
from bylaws.charter.rules import Rule
from bylaws.charter.words import plain
from bylaws.charter.wordwise import Stretch, differences
from bylaws.kernel.faults import Fault
from toadlane.amending import adopting
from toadlane.amending.composing import Composed, composed, text_on
from toadlane.amending.models import AmendmentDraft, DraftedArticle
from toadlane.amending.rights import may_adopt, may_propose
from toadlane.charter.reads import charter_of
from toadlane.coops.access import Place
from toadlane.decisions.models import Authority
from toadlane.decisions.reads import of_subject
from toadlane.ui.languages import rules_language

Stage = str


@dataclass(frozen=True, slots=True)
class RuleSaid:
    """A rule in plain words under both texts; empty where it does not stand."""

    change: RuleChange
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleSaid:
    """One article under both texts: its words in stretches, its rules in plain words."""

    number: int
    title: str
    change: str
    words: tuple[Stretch, ...]
    rules: tuple[RuleSaid, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """Everything a draft changes."""

    articles: tuple[ArticleSaid, ...]
    front: tuple[KeyChange, ...]
    taken_away: tuple[Lowered, ...]


@dataclass(frozen=True)
class Desk:
    """One draft as somebody has it before them today."""

    draft: AmendmentDraft
    articles: Sequence[DraftedArticle]
    place: Place

    @cached_property
    def decisions(self) -> list[Authority]:
        """Every decision on it that they may see, the latest first."""
        rows = of_subject(self.place.coop, matter=adopting.MATTER, subject=self.draft.name)
        return list(self.place.visible(rows))

    @cached_property
    def ready(self) -> list[Authority]:
        """Those that can be used for the text as it stands now."""
        confirmed = Authority.State.CONFIRMED
        return [
            one for one in self.decisions if one.state == confirmed and one.fingerprint == self.found.digest
        ]

    @cached_property
    def found(self) -> Composed:
        """The draft put together, as if it were adopted today."""
        return composed(self.draft, self.articles, on=self.place.moment.day)

    @cached_property
    def as_decided(self) -> Composed:
        """The same as of the day of the decision that can be used, where there is one."""
        if not self.ready:
            return self.found
        return composed(self.draft, self.articles, on=self.ready[0].decided_on)

    @property
    def way(self) -> Way | None:
        """By which articles it is decided today."""
        return adopting.way_of(self.found, self.draft.from_day, on=self.place.moment.day)

    @cached_property
    def held(self) -> InForce:
        """The charter of today."""
        return self.found.before(self.place.moment.day)

    @property
    def may_edit(self) -> bool:
        """Whether they may change it now."""
        return self.draft.is_open and proposes(self.place, self.held)

    @property
    def may_adopt(self) -> bool:
        """Whether they may adopt it, once it is decided."""
        return self.draft.is_open and may_adopt(self.place.member, self.place.moment)

    @property
    def may_replay(self) -> bool:
        """Whether it can be tried on past years by whoever is here, who may see the co-op's accounts."""
        return self.draft.is_open and self.found.adoptable and self.place.sight.may_see_class("accounts")

    def on_it(self) -> list[DraftedArticle]:
        """The articles that are not taken off."""
        return [one for one in self.articles if not one.is_off]


def drafts(place: Place) -> QuerySet[AmendmentDraft]:
    """Every draft they may see, the latest edited first."""
    kept = place.visible(AmendmentDraft.objects.all()).order_by("-edited_at")
    return kept.prefetch_related(Prefetch("articles", DraftedArticle.objects.filter(is_off=False)))


def desk(place: Place, name: str) -> Desk:
    """One draft with its articles."""
    draft = place.find(AmendmentDraft.objects.select_related("adopted"), name=name)
    draft.coop = place.coop
    articles = list(DraftedArticle.objects.filter(draft=draft))
    for article in articles:
        article.draft = draft
    return Desk(draft, articles, place)


def proposes(place: Place, held: InForce) -> bool:
    """Whether whoever is here may draft."""
    return may_propose(held, place.member.stage_on(place.moment.day))


def others_on(desk: Desk) -> list[tuple[str, list[int]]]:
    """Other open drafts that settle the same articles, by name, with their numbers."""
    own = {one.number for one in desk.on_it()}
    rows = DraftedArticle.objects.filter(coop=desk.place.coop, is_off=False, number__in=own)
    rows = rows.filter(draft__adopted=None, draft__withdrawn_at=None).exclude(draft=desk.draft)
    found: dict[str, list[int]] = {}
    for name, number in rows.order_by("draft__name", "number").values_list("draft__name", "number"):
        found.setdefault(name, []).append(number)
    return list(found.items())


def pending(desk: Desk) -> list[str]:
    """Adopted amendments that have not taken effect and settle an article of the draft."""
    own, today = {one.number for one in desk.on_it()}, desk.place.moment.day
    return [
        one.name for one in desk.found.charter.amendments if one.says.from_day > today and one.touches & own
    ]


def effect(found: Composed, draft: AmendmentDraft) -> Effect | None:
    """What a draft changes on its day; None where it cannot be put together yet."""
    after = found.after(draft.from_day)
    if after is None:
        return None
    before, language = found.before(draft.from_day), rules_language()
    comparison = compare(before, after)
    old, new = _rules(before), _rules(after)
    said = tuple(
        _article(change, found, draft, [_said(rule, old, new, language) for rule in change.rules])
        for change in comparison.articles
    )
    return Effect(said, comparison.front, tuple(adopting.taken_away(found, draft.from_day)))


def _article(
    change: ArticleChange, found: Composed, draft: AmendmentDraft, rules: list[RuleSaid]
) -> ArticleSaid:
    was = text_on(found.charter, change.number, draft.from_day)
    amended = found.judged.amended
    now = text_on(amended, change.number, draft.from_day) if amended else ""
    title = change.new or change.old or ""
    return ArticleSaid(change.number, title, change.change, differences(was, now), tuple(rules))


def _rules(held: InForce) -> dict[tuple[str, str | None, int], list[Rule[RuleModel]]]:
    found: dict[tuple[str, str | None, int], list[Rule[RuleModel]]] = {}
    for (kind, name), rules in held.rules.items():
        for rule in rules:
            found.setdefault((kind, name, rule.number), []).append(rule)
    return found


def _said(
    change: RuleChange,
    old: dict[tuple[str, str | None, int], list[Rule[RuleModel]]],
    new: dict[tuple[str, str | None, int], list[Rule[RuleModel]]],
    language: str,
) -> RuleSaid:
    was = old.get((change.kind, change.name, change.old_article or 0), [])
    now = new.get((change.kind, change.name, change.new_article or 0), [])
    return RuleSaid(
        change,
        tuple(sentence for rule in was for sentence in plain(rule, language)[:-1]),
        tuple(sentence for rule in now for sentence in plain(rule, language)[:-1]),
    )


@dataclass(frozen=True, slots=True)
class PieceRead:
    """One article by itself: its rules in plain words, with the place of each fence, and what is wrong."""

    rules: tuple[tuple[str, str | None, tuple[str, ...]], ...]
    faults: tuple[Fault, ...]


def read_by_itself(article: DraftedArticle) -> PieceRead:
    """An article of a draft read without the rest."""
    faults: list[Fault] = []
    piece = Piece(article.number, "replaces", article.source)
    currency = charter_of(article.coop).base_front.currency
    standing = read_piece(piece, currency, faults) if article.number else None
    rules = standing.rules if standing else ()
    said = tuple((rule.kind, rule.name, tuple(plain(rule, rules_language())[:-1])) for rule in rules)
    return PieceRead(said, tuple(faults))
