"""Deciding here, or entering a decision from the minutes and confirming it; taking it back; using it once."""

from __future__ import annotations

import datetime as dt
import re
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.kernel.faults import InputFault, RecordMoved, Refused
from bylaws.record.canonical import Json
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import MEMBER, Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.decisions import matters, papers, stops
from toadlane.decisions.models import LONGEST, Authority, AuthorityUse, Confirmation, Withdrawal
from toadlane.decisions.reads import earliest, standing, what_for, whole
from toadlane.members.seconding import refuse_fresh
from toadlane.people.spelling import without_hidden
from toadlane.record.verbs import append

_NUMBER = re.compile(r"\d+")

_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@transaction.atomic
def enter_authority(  # noqa: PLR0913 - a decision is as many things, and each is named
    *,
    matter: str,
    subject: str,
    article: str,
    decided_on: dt.date,
    text: str,
    by: Participant,
    at: Moment,
    key: str,
    fingerprint: str = "",
    document: UUID | None = None,
) -> Authority:
    """Write down what the co-op of `by` decided, as its minutes have it; a second member has to confirm it.

    `article` is a citation such as “Article 9 — Surplus”, or its number alone. `fingerprint` (64 hex
    digits, or empty) is of what exactly was decided on, so that nothing else can be done with it.
    `document` is one that `papers` keep, such as the minutes; fault `authority.document`.
    """
    _only_members(by.coop, by, at)
    said = {"matter": matter, "subject": subject, "article": article, "text": text}
    content: dict[str, Json] = {name: as_kept(words) for name, words in said.items()}
    content |= {"decided_on": decided_on.isoformat(), "fingerprint": fingerprint}
    if document is not None:
        content["document"] = str(document)
    taken = keys.take(coop=by.coop, key=key, verb="decisions.enter", by=by, content=content)
    if not taken.first:
        return whole().get(coop=by.coop, pk=taken.result)
    content["article"] = _citation(by.coop, article, decided_on)
    _refuse_uncitable(document, by, at)
    entered = {
        **content,
        "decided_on": decided_on,
        "document": document,
        "entered_on": at.day,
        "entered_by": by,
    }
    authority = Authority(coop=by.coop, **entered)
    _refuse_unusable(authority, at)
    authority.save()
    content["authority"] = str(authority.pk)
    append(kind="authority.entered.v1", what=content, by=by, at=at, subject=str(authority.pk))
    taken.keep(authority.pk)
    return authority


@transaction.atomic
def confirm_authority(*, authority: Authority, by: Participant, at: Moment, key: str) -> Confirmation:
    """A second member says that this is what was decided."""
    _only_members(authority.coop, by, at)
    content: dict[str, Json] = {"authority": str(authority.pk)}
    taken = keys.take(coop=authority.coop, key=key, verb="decisions.confirm", by=by, content=content)
    if not taken.first:
        return Confirmation.objects.get(authority=authority)
    held = _hold(authority)
    if not held.decided_here and held.entered_by_id == by.pk:
        raise Refused(
            gettext_noop("You entered this decision yourself, so another member has to confirm it."),
            code="authority.own",
            next_step=gettext_noop("Ask any other member to hold it against the minutes."),
        )
    _refuse_decided_here(held)
    _refuse_settled(held, but_confirmed=False)
    refuse_fresh(held.entered_by, by, at)
    confirmation = Confirmation.objects.create(coop=held.coop, authority=held, by=by, happened_on=at.day)
    append(kind="authority.confirmed.v1", what=content, by=by, at=at, subject=str(held.pk))
    taken.keep(confirmation.pk)
    return confirmation


@transaction.atomic
def withdraw_authority(
    *, authority: Authority, because: str, by: Participant, at: Moment, key: str
) -> Withdrawal:
    """Take back an entry that is not what was decided, or no longer fits; only while it is unused."""
    _only_members(authority.coop, by, at)
    because = as_kept(because)
    content: dict[str, Json] = {"authority": str(authority.pk), "because": because}
    taken = keys.take(coop=authority.coop, key=key, verb="decisions.withdraw", by=by, content=content)
    if not taken.first:
        return Withdrawal.objects.get(authority=authority)
    if not 0 < len(because) <= LONGEST["because"]:
        raise InputFault(
            gettext_noop("Say why it is taken back, in up to {longest} letters."),
            code="authority.because",
            next_step=gettext_noop("A few words do, such as “the minutes say 2024”."),
            longest=LONGEST["because"],
        )
    held = _hold(authority)
    _refuse_decided_here(held)
    _refuse_settled(held, but_confirmed=True)
    withdrawal = Withdrawal.objects.create(
        coop=held.coop, authority=held, by=by, because=because, happened_on=at.day
    )
    append(kind="authority.withdrawn.v1", what=content, by=by, at=at, subject=str(held.pk))
    taken.keep(withdrawal.pk)
    return withdrawal


def adopt_proposal(
    *,
    proposal: UUID,
    matter: str,
    subject: str,
    article: str,
    text: str,
    fingerprint: str,
    raised_by: Participant,
    at: Moment,
) -> Authority:
    """A proposal that was adopted here at the moment `at` is a decision, inside the transaction that says so.

    Nobody confirms it: everybody who decided has seen what they decided on.
    """
    authority = Authority.objects.create(
        coop=raised_by.coop,
        matter=matter,
        subject=subject,
        article=article,
        decided_on=at.day,
        text=text,
        fingerprint=fingerprint,
        proposal=proposal,
        entered_on=at.day,
        entered_by=raised_by,
    )
    what: dict[str, Json] = {
        "article": article,
        "authority": str(authority.pk),
        "decided_on": at.day.isoformat(),
        "fingerprint": fingerprint,
        "matter": matter,
        "proposal": str(proposal),
        "subject": subject,
    }
    append(
        kind="authority.adopted.v1",
        what=what,
        by=None,
        at=at,
        subject=str(authority.pk),
        coop=raised_by.coop,
    )
    return authority


@transaction.atomic
def use_authority(
    *,
    authority: Authority,
    matter: str,
    subject: str,
    fingerprint: str,
    by: Participant,
    at: Moment,
    used_for: str = "",
) -> AuthorityUse:
    """Act on a decision, inside the transaction of the verb that acts; no other act can use it again.

    `fingerprint` is of what is about to be done; a decision that names one allows nothing else.
    `used_for` are the words people read later; without them, those of the matter.
    """
    if by.coop_id != authority.coop_id:
        raise absent()
    held = _hold(authority)
    _refuse_use(held, matter, subject, fingerprint)
    stops.refuse_stopped(held, at)
    words = used_for[: LONGEST["used_for"]]
    use = AuthorityUse.objects.create(
        coop=held.coop, authority=held, by=by, used_for=words, happened_on=at.day
    )
    what: dict[str, Json] = {
        "authority": str(held.pk),
        "matter": matter,
        "subject": subject,
        "used_for": words,
    }
    append(kind="authority.used.v1", what=what, by=by, at=at, subject=str(held.pk))
    return use


def use_exactly(
    *,
    authority: Authority,
    matter: str,
    subject: str,
    fingerprint: str,
    by: Participant,
    at: Moment,
    used_for: str = "",
) -> AuthorityUse:
    """The same, for a decision that has to name what exactly was decided on."""
    refuse_open_ended(authority)
    return use_authority(
        authority=authority,
        matter=matter,
        subject=subject,
        fingerprint=fingerprint,
        by=by,
        at=at,
        used_for=used_for,
    )


def refuse_open_ended(authority: Authority) -> None:
    """For acts on figures: a decision that names none would allow any, also those that changed after it."""
    if not authority.fingerprint:
        raise Refused(
            gettext_noop("This decision does not name what exactly was decided on."),
            code="authority.open-ended",
            next_step=gettext_noop("Enter the decision from the page of the year, which names its figures."),
        )


def _hold(authority: Authority) -> Authority:
    """The decision as it stands, with whoever else would act on it waiting."""
    Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)
    return whole().select_related("coop").get(pk=authority.pk)


def _only_members(coop: Coop, by: Participant, at: Moment) -> None:
    if by.coop_id != coop.pk:
        raise absent()
    if by.stage_on(at.day) == MEMBER:
        return
    raise Refused(
        gettext_noop("Decisions are entered and confirmed by members."),
        code="authority.members",
        next_step=gettext_noop("Ask a member to do it."),
    )


def as_kept(words: str) -> str:
    """Words as the database keeps them: one kind of line end, none around them, and nothing unseen.

    A turn of direction could let members read another text than they decide on.
    """
    said = without_hidden(words).strip().replace("\r\n", "\n").replace("\r", "\n")
    if _NOT_TEXT.search(said):
        raise InputFault(
            gettext_noop("What was entered holds characters that are not text."),
            code="authority.not-text",
            next_step=gettext_noop("Type it anew, or copy it as plain text."),
        )
    return said


def _refuse_unusable(entered: Authority, at: Moment) -> None:
    if entered.decided_on > at.day:
        raise InputFault(
            gettext_noop("A decision cannot have been taken on {day}, which has not come yet."),
            code="authority.day",
            next_step=gettext_noop("Enter the day of the meeting that took it."),
            day=entered.decided_on.isoformat(),
        )
    first = earliest(entered.coop)
    if entered.decided_on < first:
        raise InputFault(
            gettext_noop("{day} lies more than a year before the charter took effect."),
            code="authority.day",
            next_step=gettext_noop("Enter the day of the meeting that took it, {first} or later."),
            day=entered.decided_on.isoformat(),
            first=first.isoformat(),
        )
    whole_and_short = 0 < len(entered.text) <= LONGEST["text"] and "\n" not in entered.subject
    try:
        entered.clean_fields(exclude=["coop", "entered_by"])
    except ValidationError:
        whole_and_short = False
    if not whole_and_short or not matters.FINGERPRINT.match(entered.fingerprint):
        raise InputFault(
            gettext_noop("The decision is not complete, or holds more than it should."),
            code="authority.incomplete",
            next_step=gettext_noop("Say what was decided, about what, and in which words."),
        )


def _refuse_uncitable(document: UUID | None, by: Participant, at: Moment) -> None:
    if document is None or papers.kept().may_cite(document, coop=by.coop, by=by, at=at):
        return
    raise InputFault(
        gettext_noop("There is no such document that you may see."),
        code="authority.document",
        next_step=gettext_noop("Choose another one, or none: the words of the decision are enough."),
    )


def _citation(coop: Coop, article: str, on: dt.date) -> str:
    """The article as the charter of the day has it; fault when no such article stood."""
    number = _NUMBER.search(article)
    wanted = int(number[0]) if number else 0
    found = [words for of, words in standing(coop, on) if of == wanted]
    if not found:
        raise InputFault(
            gettext_noop("The charter of {day} has no such article."),
            code="authority.article",
            next_step=gettext_noop("Name the article that lets this be decided, such as “Article 9”."),
            day=on.isoformat(),
        )
    return found[0]


def _refuse_decided_here(held: Authority) -> None:
    if held.decided_here:
        raise Refused(
            gettext_noop("It was decided here: nobody has to confirm it, and nobody alone can take it back."),
            code="authority.adopted",
            next_step=gettext_noop("Raise a proposal if it is to be decided otherwise."),
        )


def _refuse_settled(held: Authority, *, but_confirmed: bool) -> None:
    """Somebody was first, and says who."""
    match held.state:
        case Authority.State.USED:
            raise _used(held)
        case Authority.State.WITHDRAWN:
            raise _withdrawn(held)
        case Authority.State.CONFIRMED if not but_confirmed:
            raise RecordMoved(
                gettext_noop("{name} has confirmed this decision already."),
                code="authority.confirmed",
                next_step=gettext_noop("There is nothing left to do here."),
                name=held.confirmation.by.name,
            )


def _refuse_use(held: Authority, matter: str, subject: str, fingerprint: str) -> None:
    if (held.matter, held.subject) != (matter, subject):
        raise Refused(
            gettext_noop("This decision is about “{decided}”, and not about “{wanted}”."),
            code="authority.other-matter",
            next_step=gettext_noop("Use the decision that was taken on it, or bring one about."),
            decided=matters.matter(held.matter).title(held.subject),
            wanted=matters.matter(matter).title(subject),
        )
    _refuse_settled(held, but_confirmed=True)
    if held.state != Authority.State.CONFIRMED:
        raise Refused(
            gettext_noop("No second member has confirmed this decision yet."),
            code="authority.unconfirmed",
            next_step=gettext_noop("Ask a member other than {name} to hold it against the minutes."),
            name=held.entered_by.name,
        )
    if held.fingerprint and held.fingerprint != fingerprint:
        raise RecordMoved(
            gettext_noop("What was decided on has changed since."),
            code="authority.changed",
            next_step=gettext_noop("Look at it as it is now, decide on that, and enter the new decision."),
        )


def _used(held: Authority) -> RecordMoved:
    return RecordMoved(
        gettext_noop("This decision has served already: {used_for}. A decision serves once."),
        code="authority.used",
        next_step=gettext_noop("A further act needs a decision of its own."),
        used_for=what_for(held),
    )


def _withdrawn(held: Authority) -> RecordMoved:
    return RecordMoved(
        gettext_noop("{name} has taken this entry back: {because}"),
        code="authority.withdrawn",
        next_step=gettext_noop("Enter the decision anew if it was taken."),
        name=held.withdrawal.by.name,
        because=held.withdrawal.because,
    )
