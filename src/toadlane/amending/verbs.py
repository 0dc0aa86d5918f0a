"""Drafting an amendment, article by article: nothing that somebody wrote is ever lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.charter.amendments import HIGHEST_NUMBER
from bylaws.kernel.faults import InputFault, RecordMoved
from bylaws.record.canonical import Json
from toadlane.amending.composing import text_on, usual_day
from toadlane.amending.models import LONGEST, AmendmentDraft, ArticleEdit, DraftedArticle
from toadlane.amending.rights import only_proposers
from toadlane.charter.models import CharterText
from toadlane.charter.reads import charter_of
from toadlane.charter.verbs import plain_text, refuse_odd_name
from toadlane.coops import keys
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append

Does = DraftedArticle.Does
MOST_ARTICLES = 100
MEANWHILE = "amending.edited-meanwhile"
SAME_EDIT = dt.timedelta(minutes=10)
"""What one person keeps again so soon is one edit."""


class EditedMeanwhile(RecordMoved):
    """Two edited one article at once. Both texts are kept; `theirs` stands, `mine` is set aside."""

    def __init__(self, theirs: DraftedArticle, mine: str) -> None:
        super().__init__(
            gettext_noop("{name} has changed this article since you opened it."),
            code=MEANWHILE,
            next_step=gettext_noop("Both texts are kept. Put together what should stand, and keep that."),
            name=theirs.edited_by,
        )
        self.theirs = theirs
        self.mine = mine


@transaction.atomic
def begin_draft(
    *, coop: Coop, name: str, by: Participant, at: Moment, key: str, number: int | None = None
) -> AmendmentDraft:
    """Begin an amendment, from an article as it stands today where a `number` is given (0: the front)."""
    only_proposers(coop, by, at)
    content: dict[str, Json] = {"name": plain_text(name), "number": number}
    taken = keys.take(coop=coop, key=key, verb="amending.begin", by=by, content=content)
    if not taken.first:
        return AmendmentDraft.objects.get(coop=coop, pk=taken.result)
    Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)
    _refuse_name(coop, name)
    charter = charter_of(coop)
    draft = AmendmentDraft.objects.create(
        coop=coop,
        name=name,
        from_day=usual_day(charter, number or 0, at.day),
        begun_by=by.key,
        begun_at=at.instant,
        edited_by=by.key,
        edited_at=at.instant,
    )
    if number is not None:
        put_article(draft=draft, number=number, does=Does.REPLACES, by=by, at=at)
    append(kind="amendment.begun.v1", what={"name": name}, by=by, at=at, subject=name)
    taken.keep(draft.pk)
    return draft


@transaction.atomic
def put_article(
    *, draft: AmendmentDraft, number: int, does: str, by: Participant, at: Moment, title: str = ""
) -> DraftedArticle:
    """Put an article on a draft: to be changed, added or repealed. Done twice, it is there once.

    One that was taken off comes back as it was left, if the same is to happen to it.
    """
    held = _open(draft, by, at)
    if does not in Does.values:
        raise _unfit_article(number)
    found = DraftedArticle.objects.filter(draft=held, number=number).first()
    if found is not None and found.does == does:
        return _switch(found, is_off=False, by=by, at=at)
    now = _as_it_stands(held, number, does)
    source = f"## Article {number}{f' — {title}' if title else ''}\n\n" if does == Does.ADDS else now
    if found is None:
        if DraftedArticle.objects.filter(draft=held).count() >= MOST_ARTICLES:
            raise _too_many()
        found = DraftedArticle(coop=held.coop, draft=held, number=number, edition=0)
    found.does, found.begun_from, found.is_off = does, now, False
    _keep(found, _fitting(source), by, at)
    return found


@transaction.atomic
def write_article(
    *, article: DraftedArticle, source: str, edition: int, by: Participant, at: Moment
) -> DraftedArticle:
    """Keep an article's text, whatever is wrong with it. `edition` is the one that was being edited.

    Two people's edits of two articles both stand. Of one article: whoever comes second is shown both
    (`EditedMeanwhile`), and their text is kept aside until they say what should stand.
    """
    held = _hold_article(article, by, at)
    said = _fitting(source)
    if held.source == said:
        return held
    if held.edition != edition:
        raise EditedMeanwhile(held, said)
    _keep(held, said, by, at)
    return held


@transaction.atomic
def set_aside(*, article: DraftedArticle, source: str, by: Participant, at: Moment) -> ArticleEdit:
    """Keep a text that came second, so that it can be found again; the same text is kept once."""
    held = _hold_article(article, by, at)
    said = _fitting(source)
    found = ArticleEdit.objects.filter(article=held, is_aside=True, source=said, edited_by=by.key).first()
    return found or _edit(held, said, by, at, is_aside=True)


@transaction.atomic
def switch_article(*, article: DraftedArticle, is_off: bool, by: Participant, at: Moment) -> DraftedArticle:
    """Take an article off a draft, or put it back with everything written in it."""
    return _switch(_hold_article(article, by, at), is_off=is_off, by=by, at=at)


@transaction.atomic
def begin_anew_from(*, article: DraftedArticle, by: Participant, at: Moment) -> DraftedArticle:
    """Say that an article's text is to take the place of what the charter says by now; it stays as it is."""
    held = _hold_article(article, by, at)
    held.begun_from = text_on(charter_of(held.coop), held.number, held.draft.from_day)
    held.save(update_fields=["begun_from"])
    return held


@transaction.atomic
def state_facts(
    *,
    draft: AmendmentDraft,
    from_day: dt.date,
    why: str,
    supersedes: Sequence[str],
    by: Participant,
    at: Moment,
) -> AmendmentDraft:
    """Say from when it is to hold, why, and which pending amendments it takes the place of."""
    held = _open(draft, by, at)
    held.why = plain_text(why).replace("\r\n", "\n").strip()
    if len(held.why) > LONGEST["why"]:
        raise InputFault(
            gettext_noop("The reasons are longer than they can be here."),
            code="amending.why-long",
            next_step=gettext_noop("Say them in fewer words, or bring the long text as a document."),
        )
    names = set(CharterText.objects.filter(coop=held.coop, is_base=False).values_list("name", flat=True))
    held.supersedes = sorted({name for name in supersedes if name in names})
    held.from_day = from_day
    _touch(held, by, at, "why", "supersedes", "from_day")
    return held


@transaction.atomic
def withdraw_draft(*, draft: AmendmentDraft, by: Participant, at: Moment) -> AmendmentDraft:
    """Withdraw a draft; nothing of it is lost, and it can be taken up again."""
    held = _hold(draft, by, at)
    if held.withdrawn_at is None:
        _refuse_adopted(held)
        held.withdrawn_by, held.withdrawn_at = by.key, at.instant
        held.save(update_fields=["withdrawn_by", "withdrawn_at"])
        append(kind="amendment.withdrawn.v1", what={"name": held.name}, by=by, at=at, subject=held.name)
    return held


@transaction.atomic
def restore_draft(*, draft: AmendmentDraft, by: Participant, at: Moment) -> AmendmentDraft:
    """Take a withdrawn draft up again, as it was left."""
    held = _hold(draft, by, at)
    if held.withdrawn_at is not None:
        held.withdrawn_by, held.withdrawn_at = "", None
        held.save(update_fields=["withdrawn_by", "withdrawn_at"])
        append(kind="amendment.restored.v1", what={"name": held.name}, by=by, at=at, subject=held.name)
    return held


def _hold(draft: AmendmentDraft, by: Participant, at: Moment) -> AmendmentDraft:
    """The draft as it stands, with whoever else would change it waiting."""
    only_proposers(draft.coop, by, at)
    held = AmendmentDraft.objects.select_for_update(no_key=True, of=("self",)).get(pk=draft.pk)
    held.coop = draft.coop
    return held


def _open(draft: AmendmentDraft, by: Participant, at: Moment) -> AmendmentDraft:
    held = _hold(draft, by, at)
    _refuse_adopted(held)
    if held.withdrawn_at is not None:
        raise RecordMoved(
            gettext_noop("{name} has withdrawn this draft."),
            code="amending.withdrawn",
            next_step=gettext_noop("Take it up again first; nothing of it is lost."),
            name=held.withdrawn_by,
        )
    return held


def _refuse_adopted(held: AmendmentDraft) -> None:
    if held.adopted_id is not None:
        raise RecordMoved(
            gettext_noop("This draft was adopted, and is part of the charter now."),
            code="amending.adopted",
            next_step=gettext_noop("Begin a new one to change it: adopted text is never edited."),
        )


def _hold_article(article: DraftedArticle, by: Participant, at: Moment) -> DraftedArticle:
    held = _open(article.draft, by, at)
    found = DraftedArticle.objects.get(pk=article.pk)
    found.draft, found.coop = held, held.coop
    return found


def _as_it_stands(draft: AmendmentDraft, number: int, does: str) -> str:
    """The article's text on the draft's day; faults for one that does not stand, or stands already."""
    if not 0 <= number <= HIGHEST_NUMBER or (number == 0 and does != Does.REPLACES):
        raise _unfit_article(number)
    now = text_on(charter_of(draft.coop), number, draft.from_day)
    if does == Does.ADDS and now:
        raise InputFault(
            gettext_noop("Article {number} stands already."),
            code="amending.stands",
            next_step=gettext_noop("Change it, or add one under another number."),
            number=number,
        )
    if does != Does.ADDS and not now:
        raise InputFault(
            gettext_noop("No article {number} stands on {day}: it never did, or it was repealed."),
            code="amending.no-article",
            next_step=gettext_noop("Check the number, or add it as a new article."),
            number=number,
            day=draft.from_day.isoformat(),
        )
    return now


def _unfit_article(number: int) -> InputFault:
    return InputFault(
        gettext_noop("That cannot be done with article {number}."),
        code="amending.article",
        next_step=gettext_noop("Articles are numbered from 1 to 99999, and changed, added or repealed."),
        number=number,
    )


def _too_many() -> InputFault:
    return InputFault(
        gettext_noop("This draft holds as many articles as one can."),
        code="amending.many",
        next_step=gettext_noop("Begin another one for the rest: members can decide on both."),
    )


def _switch(held: DraftedArticle, *, is_off: bool, by: Participant, at: Moment) -> DraftedArticle:
    if held.is_off != is_off:
        held.is_off = is_off
        held.save(update_fields=["is_off"])
        _touch(held.draft, by, at)
    return held


def _keep(article: DraftedArticle, source: str, by: Participant, at: Moment) -> None:
    before = article.edition
    article.source, article.edition = source, before + 1
    article.edited_by, article.edited_at = by.key, at.instant
    article.save()
    last = ArticleEdit.objects.filter(
        article=article, edition=before, is_aside=False, edited_by=by.key, began_at__gt=at.instant - SAME_EDIT
    )
    again = {"source": source, "edition": article.edition, "edited_at": at.instant}
    if before <= 1 or not last.update(**again):
        _edit(article, source, by, at, is_aside=False)
    _touch(article.draft, by, at)


def _edit(
    article: DraftedArticle, source: str, by: Participant, at: Moment, *, is_aside: bool
) -> ArticleEdit:
    return ArticleEdit.objects.create(
        coop=article.coop,
        article=article,
        edition=article.edition,
        source=source,
        is_aside=is_aside,
        edited_by=by.key,
        edited_at=at.instant,
        began_at=at.instant,
    )


def _touch(draft: AmendmentDraft, by: Participant, at: Moment, *fields: str) -> None:
    draft.edited_by, draft.edited_at = by.key, at.instant
    draft.save(update_fields=["edited_by", "edited_at", *fields])


def _fitting(source: str) -> str:
    said = plain_text(source).replace("\r\n", "\n")
    if len(said) > LONGEST["text"]:
        raise InputFault(
            gettext_noop("The text is too long for one article."),
            code="amending.long",
            next_step=gettext_noop("Leave appendices and pictures out, or make several articles of it."),
        )
    return said


def _refuse_name(coop: Coop, name: str) -> None:
    refuse_odd_name(name)
    if (
        AmendmentDraft.objects.filter(coop=coop, name=name).exists()
        or CharterText.objects.filter(coop=coop, name=name).exists()
    ):
        raise RecordMoved(
            gettext_noop("There is an amendment named “{name}” already."),
            code="amending.name-taken",
            next_step=gettext_noop("Give the new one another name."),
            name=name,
        )
