"""Which day's text of a rule holds, in plain French."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "governs.year-starts": "Le texte du premier jour de l’exercice vaut pour toute l’année.",
    "governs.pay-period-starts": "Le texte du premier jour de la période de paie vaut pour toute la période.",
    "governs.admitted": "Le texte du jour de l’admission vaut.",
    "governs.notice-given": "Le texte du jour où le préavis est donné vaut.",
    "governs.worked": "Le texte du jour du travail vaut.",
    "governs.asked": "Le texte du jour dont il s’agit vaut.",
    "governs.raised": "Pour une question, c’est le texte du jour où elle est soulevée qui vaut.",
    "governs.issued": "Le texte du jour où un lot a été émis vaut pour lui.",
    "executed.not": "Le logiciel n’applique pas encore cette règle\u00a0; il la garde et la dit.",
    "executed.not.keys": "Le logiciel n’applique pas encore ces clés\u00a0; il les garde et les dit\u00a0: {keys}.",
}
