"""Which day's text of a rule holds, in plain Spanish."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "governs.year-starts": "El texto del primer día del ejercicio vale para todo el año.",
    "governs.pay-period-starts": "El texto del primer día del periodo de pago vale para todo él.",
    "governs.admitted": "Vale el texto del día del ingreso.",
    "governs.notice-given": "Vale el texto del día en que se da el aviso.",
    "governs.worked": "Vale el texto del día del trabajo.",
    "governs.asked": "Vale el texto del día del que se trate.",
    "governs.raised": "Para un asunto vale el texto del día en que se plantea.",
    "governs.issued": "Vale, para cada lote, el texto del día en que se emitió.",
    "executed.not": "El programa todavía no aplica esta regla; la guarda y la cuenta.",
    "executed.not.keys": "El programa todavía no aplica estas claves; las guarda y las cuenta: {keys}.",
}
