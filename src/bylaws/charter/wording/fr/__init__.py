"""Charters in plain French, subject by subject."""

from __future__ import annotations

from bylaws.charter.wording.fr import decisions, governing, matters, members, money, names, surplus, values

SUBJECTS = (values, names, matters, governing, decisions, members, money, surplus)
SENTENCES: dict[str, str] = {key: said for subject in SUBJECTS for key, said in subject.SENTENCES.items()}
