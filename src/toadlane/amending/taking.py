"""Articles of models as drafts take them over, with where they came from."""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.charter.charter import read_charter
from bylaws.charter.lineage import lone_article
from bylaws.kernel.faults import InputFault
from toadlane.amending import verbs
from toadlane.amending.models import AmendmentDraft, DraftedArticle
from toadlane.charter import shelf
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment

Taken = tuple[str, int]
"""A model's key, and the number of its article."""


@lru_cache(maxsize=1)  # models change with the software alone
def on_the_shelf() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Every article of every model, to choose from."""
    return tuple(
        (
            model.title,
            tuple(
                (f"{model.key}/{one.article.number}", one.article.citation)
                for one in read_charter(model.source).base_standing.values()
            ),
        )
        for model in shelf.models()
    )


@transaction.atomic
def put_article(
    *,
    draft: AmendmentDraft,
    number: int,
    does: str,
    by: Participant,
    at: Moment,
    title: str = "",
    taken: Taken | None = None,
) -> DraftedArticle:
    """Put an article on a draft, as it stands or as a model has it; what was written before stays kept.

    Faults besides those of `verbs.put_article`: `amending.not-taken`, `lineage.no-article`.
    """
    made = verbs.put_article(draft=draft, number=number, does=does, by=by, at=at, title=title)
    if taken is None:
        return made
    if does == DraftedArticle.Does.REPEALS or number == 0:
        raise InputFault(
            gettext_noop("An article of a model can be added, or take the place of one."),
            code="amending.not-taken",
            next_step=gettext_noop("Choose what happens anew, or take none."),
        )
    model = shelf.model(taken[0]).reckoned_in(draft.coop.currency)
    source, one = lone_article(model.source, taken[1], own=number, key=model.key, title=model.title)
    made = verbs.write_article(article=made, source=source, edition=made.edition, by=by, at=at)
    made.taken = asdict(one)
    made.save(update_fields=["taken"])
    return made
