"""A certificate of one entry for a third party: proof, signatures, what it says where it may be told."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from toadlane.coops import keys
from toadlane.coops.access import Place
from toadlane.coops.models import Participant
from toadlane.coops.moment import Moment
from toadlane.coops.paper import paper_size
from toadlane.record import kinds, proving, reads, verify_record
from toadlane.record.models import Checkpoint, Cosignature, Entry, Opening
from toadlane.record.proving import coded
from toadlane.record.refusals import not_signed_yet
from toadlane.record.rights import only_records_keepers
from toadlane.record.verbs import append
from toadlane.ui import figures

KIND: Final = "record.certified.v1"
TEMPLATE: Final = Path(__file__).parent / "documents" / "certificate.typ"
VERIFIER: Final = Path(verify_record.__file__)
Proved = dict[str, Any]
UNDATED: Final = (1980, 1, 1, 0, 0, 0)
LATEST: Final = 20
LONGEST_CONTENT: Final = 6_000
"""So many letters of content are printed; all of it is in the file beside."""


@transaction.atomic
def certify(*, entry: Entry, to: str, by: Participant, at: Moment, key: str) -> Entry:
    """Note that a certificate of an entry was given to somebody; fault `record.not-signed` before it can be.

    Anybody who sees the record sees to whom, and of what.
    """
    only_records_keepers(entry.coop, by, at)
    content = {"entry": str(entry.pk), "to": to}
    taken = keys.take(coop=entry.coop, key=key, verb="record.certify", by=by, content={**content})
    if not taken.first:
        return Entry.objects.get(coop=entry.coop, pk=taken.result)
    vouching(entry)
    noted = append(kind=KIND, what={**content}, by=by, at=at, subject=str(entry.pk))
    taken.keep(noted.pk)
    return noted


@dataclass(frozen=True, slots=True)
class Given:
    """That a certificate was given, and for whom; "" where nobody was named, or that was erased."""

    entry: Entry
    to: str


def given(entry: Entry) -> list[Given]:
    """The latest certificates of an entry; one question."""
    rows = Entry.objects.filter(coop=entry.coop_id, kind=KIND, subject=str(entry.pk))
    found = rows.select_related("opening").order_by("-recorded_at", "-pk")[:LATEST]
    return [Given(row, to_whom(row)) for row in found]


def to_whom(row: Entry) -> str:
    """For whom a certificate was."""
    opening: Opening | None = getattr(row, "opening", None)
    return str(json.loads(bytes(opening.canonical))["what"]["to"]) if opening else ""


def opening_of(place: Place, entry: Entry) -> Opening | None:
    """What opens an entry, where whoever asks may be told what it says and it was not erased."""
    own = place.participant is not None and entry.actor == place.participant.key
    if not own and not kinds.may_open(place, entry):
        return None
    return Opening.objects.filter(entry=entry).first()


def proof(place: Place, entry: Entry) -> Proved:
    """The proof of an entry with the witnesses of its checkpoint, and what opens it where it may be told."""
    checkpoint = vouching(entry)
    proved = proving.proof_of(entry) or {}
    lines = lines_under(checkpoint)
    proved |= {
        "checkpoint": reads.cosigned(checkpoint),
        "witnesses": [{"name": line.witness.name, "key": line.witness.key} for line in lines],
    }
    opening = opening_of(place, entry)
    if opening is not None:
        salt, content = bytes(opening.salt), bytes(opening.canonical)
        proved["opening"] = {"salt": coded(salt), "canonical": coded(content)}
    return proved


def vouching(entry: Entry) -> Checkpoint:
    """The checkpoint a certificate rests on; fault `record.not-signed`."""
    checkpoint = proving.vouching_for(entry)
    if checkpoint is None:
        raise not_signed_yet()
    return checkpoint


def lines_under(checkpoint: Checkpoint) -> list[Cosignature]:
    """Who signed a checkpoint beside the installation."""
    found = Cosignature.objects.filter(checkpoint=checkpoint).select_related("witness")
    return list(found.order_by("pk"))


def archive(place: Place, entry: Entry, *, to: str) -> bytes:
    """The certificate as a ZIP that checks itself with `python3 -I verify_record.py`."""
    proved = proof(place, entry)
    parts = {
        "certificate.pdf": pdf(place, entry, proved, to=to),
        "proof.json": json.dumps(proved, ensure_ascii=False, indent=1).encode() + b"\n",
        "README.txt": (how_to_check(proved) + "\n").encode(),
        "verify_record.py": VERIFIER.read_bytes(),
    }
    if "opening" in proved:
        parts["content.json"] = base64.b64decode(proved["opening"]["canonical"])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in sorted(parts.items()):
            file.writestr(zipfile.ZipInfo(name, UNDATED), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def how_to_check(proved: Proved) -> str:
    """For whoever gets it, in the language now in use."""
    lines = [
        _("This certificate proves that one entry stands in the record of a co-op, without its software."),
        _("You need Python 3 and nothing else. In the folder of the certificate, or for its ZIP file:"),
        "    python3 -I verify_record.py proof.json",
        _("It ends with what stands, or names what does not. Its rules: RFC 6962, RFC 8032 and C2SP."),
        _("The key of the record; ask for it by another way than this file came:"),
        f"    --key '{proved['key']}'",
    ]
    if proved["witnesses"]:
        lines.append(_("Whoever else saw the record as it was then; ask them for their keys:"))
        lines += [f"    --witness '{one['key']}'  ({one['name']})" for one in proved["witnesses"]]
    return "\n".join(lines)


def pdf(place: Place, entry: Entry, proved: Proved, *, to: str) -> bytes:
    """The same to be read and filed."""
    from bylaws.app.printing.setting import set_as_pdf  # noqa: PLC0415 — slow to load, and few certify

    return set_as_pdf(TEMPLATE, printed(place, entry, proved, to=to), "certificate")


def printed(place: Place, entry: Entry, proved: Proved, *, to: str) -> dict[str, Any]:
    """Every word of the paper."""
    checkpoint, coop = vouching(entry), place.coop
    [line] = reads.lines(place, [entry])
    said = base64.b64decode(proved["opening"]["canonical"]).decode() if "opening" in proved else ""
    rows = [
        (_("Entry"), f"{entry.sequenced.place} · {entry.pk}"),
        (_("What"), f"{line.words} ({entry.kind})"),
        (_("By"), line.actor or _("the house")),
        (_("Happened"), instant(coop, entry.happened_at)),
        (_("Recorded"), instant(coop, entry.recorded_at)),
        (_("Commitment"), entry.commitment_hex),
        (_("Signed over"), entries_on(checkpoint)),
        (_("Root"), coded(bytes(checkpoint.root))),
        (pgettext("that signs", "Key"), checkpoint.key),
    ]
    rows += [
        (_("Witness"), f"{one.witness.name} · {instant(coop, one.seen_at)}\n{one.witness.key}")
        for one in lines_under(checkpoint)
    ]
    return {
        "title": _("Certificate of an entry in the record"),
        "coop": coop.name,
        "paper": paper_size(coop),
        "language": (translation.get_language() or "en").split("-", 1)[0],
        "to": _("For %(to)s") % {"to": spelled(to)} if to else "",
        "dated": figures.day(place.moment.day),
        "opening": _("This entry stands in the record of %(coop)s, as it was signed.") % {"coop": coop.name},
        "rows": [list(row) for row in rows],
        "content_head": _("What it says"),
        "content": spelled(said if len(said) <= LONGEST_CONTENT else said[:LONGEST_CONTENT] + "…"),
        "closed": "" if said else _("What it says is not told here; the commitment stands for it."),
        "check_head": _("How to check it"),
        "check": how_to_check(proved).split("\n"),
    }


def spelled(said: str) -> str:
    """What turns a line around, or cannot be seen, by its number: a paper shows all that it proves."""
    return "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in said)


def entries_on(checkpoint: Checkpoint) -> str:
    """How many entries were signed, when."""
    size, day = checkpoint.size, instant(checkpoint.coop, checkpoint.recorded_at)
    said = ngettext("%(size)s entry, on %(day)s", "%(size)s entries, on %(day)s", size)
    return said % {"size": size, "day": day}


def instant(coop: Any, when: Any) -> str:
    """An instant in the co-op's zone."""
    with timezone.override(coop.time_zone):
        return str(figures.instant(when))
