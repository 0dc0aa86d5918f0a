"""What the keys of charters say, in French, subject by subject."""

from __future__ import annotations

from bylaws.charter.describing.fr import bodies, care, deciding, members, pay, pools, surplus, texts

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
