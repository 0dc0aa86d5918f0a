"""How an election was counted, in Spanish."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "elected.came-to": "Personas elegidas: {names}.",
    "elected.nobody": "No se elige a nadie.",
    "elected.no-papers": "Ninguna papeleta nombra a quien se presenta.",
    "elected.countback": "{papers} papeletas eligieron a {name}, con {votes} votos; ellas cubren el puesto.",
    "elected.tie.surplus": "Se detiene: un sorteo debe decir de quién se transfiere primero el excedente: {names}.",
    "elected.tie.exclusion": "Se detiene: un sorteo debe decir quién queda fuera: {names}.",
    "elected.tie.election": "Se detiene: un sorteo debe decir quién sale elegido: {names}.",
    "elected.quota-is": "{valid} papeletas nombran a alguien y hay {seats} puestos: con {quota} votos se sale elegido.",
    "elected.stage": "Etapa {stage}.",
    "elected.quota": "{name} tiene los votos que hacen falta y sale elegido.",
    "elected.last": "{name} sale elegido: quedan tantas personas como puestos.",
    "elected.surplus": "{name} tiene {surplus} más de lo que hace falta; cada papeleta entera pasa con {value}.",
    "elected.excluded": "{name} es quien menos votos tiene, {votes}, y queda fuera; sus papeletas pasan a quien sigue en cada una.",
    "elected.left-out": "{name} es quien menos votos tiene y queda fuera.",
    "elected.level.earlier": "Había otros empatados; los votos de la etapa {stage} los distinguen.",
    "elected.level.lot": "Había otros empatados en todas las etapas; los distingue el sorteo.",
    "elected.majority": "{name} tiene {votes} de los {of} votos que aún van a alguien: más de la mitad.",
    "elected.unbeaten": "A {name} no le gana nadie.",
    "elected.beaten": "A {name} le gana {by}.",
    "elected.has": "{name} tiene {votes}.",
}
