"""How a budget round was counted, in Spanish."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "funded.came-to": "Proyectos financiados: {names}. Queda sin repartir: {left}.",
    "funded.nothing": "No se financia nada. Queda sin repartir: {left}.",
    "funded.tie": "Se detiene: un sorteo debe decir cuál va primero: {names}.",
    "funded.left-over": "De los {budget} que se reparten, {carried} quedaron de la ronda anterior.",
    "funded.each": "Votaron {voters}, y cada cual tiene {each} para dar.",
    "funded.raised": "A cada cual se le sumó una unidad, {times} veces, antes de que se diera más de lo que hay o no cupiera otro proyecto.",
    "funded.bought.approval": "{name} se financia: quienes lo marcaron ({voters}) se reparten su coste de {cost}, y cada cual paga como mucho {most}.",
    "funded.bought.points": "{name} se financia: quienes le dieron puntos ({voters}) se reparten su coste de {cost}, y cada cual paga como mucho {most} por punto.",
    "funded.short": "A {short} no les quedaba más que eso, y dieron lo último.",
    "funded.greedy.approval": "{name} se financia: {points} lo marcaron, y su coste de {cost} cabe en lo que había; queda {left}.",
    "funded.greedy.points": "{name} se financia: tiene {points} puntos, y su coste de {cost} cabe en lo que había; queda {left}.",
    "funded.equals.earlier": "Había otros iguales; este se propuso antes.",
    "funded.equals.cheaper": "Había otros iguales; este cuesta menos.",
    "funded.equals.lot": "Había otros iguales; los distingue el sorteo.",
    "funded.not": "{name}, que cuesta {cost}, no se financia.",
    "funded.unmarked": "Nadie lo marcó.",
    "funded.had": "A quienes lo marcaron ({voters}) les quedaba {left} en total.",
    "funded.outbid": "Cuando llegó su turno, quedaba {left}.",
    "funded.enough.cost": "Con un coste de {cost} se habría financiado.",
    "funded.enough.voters": "Se habría financiado si lo hubieran marcado {voters} más de quienes más tenían.",
    "funded.with-more.approval": "Se habría financiado si lo hubieran marcado {more} más.",
    "funded.with-more.points": "Se habría financiado con {more} puntos más.",
}
