"""Adopting a charter, amending it, and letting what was adopted take effect on its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_noop

from bylaws.charter.charter import Charter, try_charter
from bylaws.charter.lineage import Taken
from bylaws.charter.lint import check
from bylaws.kernel.faults import Fault, InputFault, RecordMoved
from bylaws.record.canonical import Json
from toadlane.charter import lineage
from toadlane.charter.following import KEPT_EQUAL, follow
from toadlane.charter.models import BASE, CharterText
from toadlane.charter.reads import charter_of, digest_of, no_charter
from toadlane.coops import keys
from toadlane.coops.access import absent
from toadlane.coops.models import Coop, Participant
from toadlane.coops.moment import Moment
from toadlane.record.verbs import append

SHOWN = 20


class TextRefused(InputFault):
    """A text that cannot be adopted, with everything that has to be put right in it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(
            gettext_noop("The text cannot be adopted yet: {first}"),
            code="charter.refused",
            next_step=gettext_noop("Put this right, then adopt it ({count} in all): {list}"),
            first=str(faults[0]),
            count=len(faults),
            list=" · ".join(str(fault) for fault in faults[:SHOWN]),
        )
        self.faults = tuple(faults)


@transaction.atomic
def adopt_charter(
    *, coop: Coop, source: str, by: Participant, at: Moment, key: str, copied: Sequence[Taken] = ()
) -> CharterText:
    """The co-op's first charter. Who may see what, its currency, zone and year follow it from now on.

    `copied` are the articles of models it was made from; which of them it still holds is seen from the text.
    """
    taken = _take(coop=coop, verb="charter.adopt", name=BASE, source=source, by=by, key=key)
    if not taken.first:
        return CharterText.objects.get(coop=coop, name=BASE)
    held = _hold(coop)
    if CharterText.objects.filter(coop=coop, name=BASE).exists():
        raise RecordMoved(
            gettext_noop("This co-op has a charter already."),
            code="charter.adopted-already",
            next_step=gettext_noop("Adopt an amendment: adopted text is never edited."),
        )
    charter = _read(source, {})
    front = charter.base_front
    if front.model:
        raise InputFault(
            gettext_noop("This is a model charter, which stands for no co-op in particular."),
            code="charter.model",
            next_step=gettext_noop("Adopt a copy of it under your own name."),
        )
    origins = lineage.adopted(source, copied)
    days = front.adopted or front.starts(), front.starts()
    row = _write(held, BASE, source, *days, by=by, at=at, origins=origins)
    _follow_and_record("charter.adopted.v1", row, charter, decision="", by=by, at=at)
    return _done(taken, row, coop)


@transaction.atomic
def adopt_amendment(
    *,
    coop: Coop,
    name: str,
    source: str,
    by: Participant,
    at: Moment,
    key: str,
    copied: Sequence[Taken] = (),
) -> CharterText:
    """A further text that replaces, adds or repeals whole articles from its day on.

    `name` is how people call it, such as “2018-wages”. The decision behind it is named in its front
    matter; that there was one is for the caller to know. `copied` as in `adopt_charter`.
    """
    taken = _take(coop=coop, verb="charter.amend", name=name, source=source, by=by, key=key)
    if not taken.first:
        return CharterText.objects.get(coop=coop, name=name)
    held = _hold(coop)
    texts = dict(CharterText.objects.filter(coop=coop).values_list("name", "source"))
    if not texts:
        raise no_charter()
    _refuse_name(name, texts)
    charter = _read(texts.pop(BASE), {**texts, name: source})
    amendment = next(one for one in charter.amendments if one.name == name)
    says = amendment.says
    told = lineage.adopted(source, copied)
    row = _write(held, name, source, says.adopted, says.from_day, by=by, at=at, origins=told)
    _follow_and_record("charter.amended.v1", row, charter, decision=says.by, by=by, at=at)
    return _done(taken, row, coop)


@transaction.atomic
def take_effect(*, coop: Coop, at: Moment) -> bool:
    """Follow what was adopted earlier for a day that has now come; whether anything changed.

    The house does this by itself, so it has neither `by` nor `key`: done twice, it changes nothing.
    """
    held = _hold(coop)
    charter = charter_of(held)
    changed = follow(charter, coop=held, by=None, at=at)
    if changed:
        holding: list[Json] = [one.name for one in charter.amendments if one.says.from_day <= at.day]
        what: dict[str, Json] = {"amendments": holding, "day": at.day.isoformat()}
        append(kind="charter.followed.v1", what=what, by=None, at=at, coop=held)
    return changed


def _take(*, coop: Coop, verb: str, name: str, source: str, by: Participant, key: str) -> keys.Taken:
    if by.coop_id != coop.pk:
        raise absent()
    content: dict[str, Json] = {"digest": digest_of(plain_text(source)), "name": plain_text(name)}
    return keys.take(coop=coop, key=key, verb=verb, by=by, content=content)


def plain_text(source: str) -> str:
    """Text that every database keeps and every reader gets back the same."""
    unfit = "\x00" in source or any("\ud800" <= letter <= "\udfff" for letter in source)
    if unfit:
        raise InputFault(
            gettext_noop("The text holds characters that are not text."),
            code="charter.not-text",
            next_step=gettext_noop("Save it as plain text in UTF-8 and send it again."),
        )
    return source


def _hold(coop: Coop) -> Coop:
    """Texts of one co-op are adopted one after the other."""
    return Coop.objects.select_for_update(no_key=True).get(pk=coop.pk)


def refuse_odd_name(name: str) -> None:
    """Fault `amendment.name` where a text cannot be named so."""
    try:
        CharterText._meta.get_field("name").clean(name, None)
    except ValidationError:
        raise InputFault(
            gettext_noop("“{name}” cannot name an amendment."),
            code="amendment.name",
            next_step=gettext_noop("Use up to 60 small letters, digits and hyphens, such as “2025-surplus”."),
            name=name[:60],
        ) from None


def _refuse_name(name: str, texts: dict[str, str]) -> None:
    refuse_odd_name(name)
    if name in texts:
        raise RecordMoved(
            gettext_noop("A text named “{name}” is adopted already."),
            code="amendment.adopted-already",
            next_step=gettext_noop("Give the new one another name: adopted text is never edited."),
            name=name,
        )


def _read(base: str, amendments: dict[str, str]) -> Charter:
    """The charter with these texts, if it can be read and the software can run it."""
    charter, faults = try_charter(base, amendments)
    if charter is not None and not faults:
        faults = [finding.fault for finding in check(charter) if finding.serious]
    if charter is None or faults:
        raise TextRefused(faults)
    return charter


def _write(
    coop: Coop,
    name: str,
    source: str,
    adopted_on: dt.date,
    takes_effect_on: dt.date,
    *,
    by: Participant,
    at: Moment,
    origins: Sequence[Mapping[str, Any]] = (),
) -> CharterText:
    if adopted_on > at.day:
        raise InputFault(
            gettext_noop("The text says that it was adopted on {adopted}, which has not come yet."),
            code="charter.not-adopted",
            next_step=gettext_noop("Enter it once it is adopted, or put the day right."),
            adopted=adopted_on.isoformat(),
        )
    return CharterText.objects.create(
        coop=coop,
        name=name,
        is_base=name == BASE,
        source=source,
        digest=digest_of(source),
        adopted_on=adopted_on,
        takes_effect_on=takes_effect_on,
        entered_by=by.key,
        origins=[*origins],
    )


def _follow_and_record(
    kind: str, row: CharterText, charter: Charter, *, decision: str, by: Participant, at: Moment
) -> None:
    follow(charter, coop=row.coop, by=by, at=at)
    what: dict[str, Json] = {
        "adopted_on": row.adopted_on.isoformat(),
        "decision": decision,
        "digest": row.digest,
        "name": row.name,
        "takes_effect_on": row.takes_effect_on.isoformat(),
    }
    if row.origins:
        what["taken_from"] = lineage.in_the_record(row.origins)
    append(kind=kind, what=what, by=by, at=at, subject=row.name)


def _done(taken: keys.Taken, row: CharterText, coop: Coop) -> CharterText:
    """The caller's copy of the co-op learns what it now reckons in."""
    coop.refresh_from_db(fields=KEPT_EQUAL)
    taken.keep(row.pk)
    return row
