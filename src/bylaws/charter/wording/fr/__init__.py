"""Charters in plain French, subject by subject."""

from __future__ import annotations

from bylaws.charter.wording.fr import (
    bodies,
    care,
    choosing,
    decisions,
    governing,
    matters,
    members,
    money,
    names,
    pay,
    pools,
    surplus,
    values,
)

SUBJECTS = (
    values,
    names,
    matters,
    governing,
    decisions,
    bodies,
    members,
    money,
    pay,
    surplus,
    pools,
    care,
    choosing,
)
SENTENCES: dict[str, str] = {key: said for subject in SUBJECTS for key, said in subject.SENTENCES.items()}
