"""Which day's text of a rule holds, in plain English."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "governs.year-starts": "The text of the first day of the fiscal year holds for the whole year.",
    "governs.pay-period-starts": "The text of the first day of the pay period holds for all of it.",
    "governs.admitted": "The text of the day of admission holds.",
    "governs.notice-given": "The text of the day on which notice is given holds.",
    "governs.worked": "The text of the day of the work holds.",
    "governs.asked": "The text of the day in question holds.",
    "governs.raised": "The text of the day on which a matter is raised holds for it.",
    "governs.issued": "The text of the day on which a lot was issued holds for it.",
    "executed.not": "The software does not act on this rule yet; it keeps it and tells it.",
    "executed.not.keys": "The software does not act on these keys of it yet; it keeps them and tells them: {keys}.",
}
