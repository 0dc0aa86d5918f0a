"""Charters in plain English, subject by subject."""

from __future__ import annotations

from bylaws.charter.wording.en import decisions, governing, matters, members, money, names, surplus, values

SUBJECTS = (values, names, matters, governing, decisions, members, money, surplus)
SENTENCES: dict[str, str] = {key: said for subject in SUBJECTS for key, said in subject.SENTENCES.items()}
