"""What the keys of charters say, in Spanish, subject by subject."""

from __future__ import annotations

from bylaws.charter.describing.es import bodies, care, deciding, members, pay, pools, surplus, texts

SAID: dict[str, str] = {
    **deciding.SAID,
    **bodies.SAID,
    **members.SAID,
    **pay.SAID,
    **surplus.SAID,
    **pools.SAID,
    **care.SAID,
    **texts.SAID,
}
