"""What is kept of elections; the votes themselves are kept where every vote is."""

from __future__ import annotations

from toadlane.elections.election_rows import LONGEST, Candidacy, CandidacyStep, Election, Statement
from toadlane.elections.naming_rows import Naming, NamingWords
from toadlane.elections.outcome_rows import Elected, ElectionStep, LotNumber
from toadlane.elections.vacancy_rows import Vacancy, VacancyAnswer, VacancyOver

__all__ = [
    "LONGEST",
    "Candidacy",
    "CandidacyStep",
    "Elected",
    "Election",
    "ElectionStep",
    "LotNumber",
    "Naming",
    "NamingWords",
    "Statement",
    "Vacancy",
    "VacancyAnswer",
    "VacancyOver",
]
