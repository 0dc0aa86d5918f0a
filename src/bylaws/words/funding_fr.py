"""How a budget round was counted, in French."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "funded.came-to": "Projets financés\u00a0: {names}. Il reste {left}.",
    "funded.nothing": "Rien n’est financé. Il reste {left}.",
    "funded.tie": "Le décompte s’arrête\u00a0: un tirage au sort doit dire lequel passe d’abord\u00a0: {names}.",
    "funded.left-over": "Sur les {budget} répartis, {carried} restaient du tour précédent.",
    "funded.each": "{voters} personnes ont voté, et chacune a {each} à donner.",
    "funded.raised": "À chacune on a ajouté une unité, {times} fois, avant qu’il soit donné plus qu’il n’y a ou qu’aucun autre projet ne tienne.",
    "funded.bought.approval": "{name} est financé\u00a0: les {voters} qui l’ont coché se partagent son coût de {cost}, et chacun paie au plus {most}.",
    "funded.bought.points": "{name} est financé\u00a0: les {voters} qui lui ont donné des points se partagent son coût de {cost}, et chacun paie au plus {most} par point.",
    "funded.short": "{short} d’entre eux n’avaient pas plus et ont donné leur reste.",
    "funded.greedy.approval": "{name} est financé\u00a0: {points} l’ont coché, et son coût de {cost} tient dans ce qu’il y avait\u00a0; il reste {left}.",
    "funded.greedy.points": "{name} est financé\u00a0: il a {points} points, et son coût de {cost} tient dans ce qu’il y avait\u00a0; il reste {left}.",
    "funded.equals.earlier": "D’autres étaient à égalité\u00a0; il a été proposé avant.",
    "funded.equals.cheaper": "D’autres étaient à égalité\u00a0; il coûte le moins.",
    "funded.equals.lot": "D’autres étaient à égalité\u00a0; le tirage au sort les départage.",
    "funded.not": "{name}, qui coûte {cost}, n’est pas financé.",
    "funded.unmarked": "Personne ne l’a coché.",
    "funded.had": "À qui l’a coché ({voters}) il restait {left} en tout.",
    "funded.outbid": "Quand vint son tour, il restait {left}.",
    "funded.enough.cost": "À {cost} il aurait été financé.",
    "funded.enough.voters": "Il aurait été financé si {voters} de plus, parmi ceux à qui il restait le plus, l’avaient coché.",
    "funded.with-more.approval": "Il aurait été financé si {more} de plus l’avaient coché.",
    "funded.with-more.points": "Il aurait été financé avec {more} points de plus.",
}
