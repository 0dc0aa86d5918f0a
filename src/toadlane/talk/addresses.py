"""Addresses by which talks are answered: one for each reader and what they were told of, signed here.

The token in it cannot be guessed, and one that was seen in a backup is worth nothing without the house's key.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from toadlane.mail.mailbox import Mailbox
from toadlane.notices.kinds import More
from toadlane.notices.models import Notice
from toadlane.talk.models import CommentWords, ReplyAddress

SALT: Final = "toadlane.talk.answers"
KEY_BYTES: Final = 16
SIGNED_BYTES: Final = 10
LASTS: Final = dt.timedelta(days=90)
TEXT_AT_MOST: Final = 5_000
Asked = tuple[UUID, str, str, str, int]


def mailbox() -> Mailbox | None:
    """The mailbox in which answers arrive, if there is one."""
    found: Mailbox | None = settings.REPLIES
    return found


def token_of(row: ReplyAddress) -> str:
    """42 small letters and digits: an address may be spelled in either case."""
    key = row.pk.bytes
    return spelled(key + signed(key))


def spelled(said: bytes) -> str:
    """Bytes in their one spelling; the last letter of another could stand for the same bytes."""
    return base64.b32encode(said).decode().rstrip("=").lower()


def signed(key: bytes) -> bytes:
    """What nobody makes without the key of this house."""
    return salted_hmac(SALT, key, algorithm="sha256").digest()[:SIGNED_BYTES]


def row_of(token: str, now: dt.datetime) -> ReplyAddress | None:
    """The address with a token; None where nobody of ours signed it, or it is too old."""
    try:
        said = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except (binascii.Error, ValueError):
        return None
    key, sign = said[:KEY_BYTES], said[KEY_BYTES:]
    is_one = len(key) == KEY_BYTES and spelled(said) == token.lower()
    if not is_one or not constant_time_compare(sign, signed(key)):
        return None
    rows = ReplyAddress.objects.select_related("coop", "participant__person", "participant__coop")
    return rows.filter(pk=UUID(bytes=key), made_at__gt=now - LASTS).first()


def more(notices: Sequence[Notice]) -> Mapping[UUID, More]:
    """What letters say under some notices of talks: the words, and by which address they are answered.

    For any kind whose values name a subject: “talk”: [kind, key], and perhaps the number of the text that is
    told of, or a “comment”.
    """
    asked = {one.pk: asked_of(one) for one in notices}
    wanted = {one for one in asked.values() if one[1]}
    comments = {UUID(one[3]) for one in wanted if one[3]}
    found = CommentWords.objects.filter(comment__in=comments).values_list("comment", "text")
    texts = {str(key): text[:TEXT_AT_MOST] for key, text in found}
    replies = reply_addresses(wanted, {one.pk: one for one in notices}, asked)
    return {key: More(texts.get(said[3], ""), replies.get(said, "")) for key, said in asked.items()}


def asked_of(notice: Notice) -> Asked:
    """Who is told of what; "" where the notice names no subject."""
    values = notice.values if isinstance(notice.values, dict) else {}
    match values.get("talk"):
        case [str(kind), str(key)]:
            return (notice.participant_id, kind, key, str(values.get("comment", "")), 0)
        case [str(kind), str(key), int(edition)]:
            return (notice.participant_id, kind, key, "", edition)
    return (notice.participant_id, "", "", "", 0)


def reply_addresses(
    wanted: set[Asked], notices: Mapping[UUID, Notice], asked: Mapping[UUID, Asked]
) -> dict[Asked, str]:
    """The address of each, made where it is new; none where no mailbox is set up."""
    box = mailbox()
    if box is None or not wanted:
        return {}
    of = {asked[key]: notice for key, notice in notices.items()}
    made = [
        ReplyAddress(
            coop_id=of[one].coop_id,
            participant_id=one[0],
            kind=one[1],
            subject=one[2],
            comment=one[3],
            edition=one[4],
            made_at=of[one].told_at,
        )
        for one in sorted(wanted)
    ]
    ReplyAddress.objects.bulk_create(made, ignore_conflicts=True)
    rows = ReplyAddress.objects.filter(
        participant__in={one[0] for one in wanted}, subject__in={one[2] for one in wanted}
    )
    kept = {(row.participant_id, row.kind, row.subject, row.comment, row.edition): row for row in rows}
    return {one: box.with_token(token_of(kept[one])) for one in wanted if one in kept}
