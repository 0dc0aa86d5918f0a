"""Dónde está alguien en el camino hacia la cooperativa, en español."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "standing": "{person} está en la etapa «{stage:stage}» desde el {since}.",
    "standing.paused": "{person} está en la etapa «{stage:stage}» desde el {since}; hasta que {person} vuelva a la etapa «{returns:stage}», el tiempo de esta no corre.",
    "standing.rights": "Derechos que da esta etapa: {rights:rights}.",
    "standing.rights-gained": "Derechos que la etapa «{next:stage}» da además: {rights:rights}.",
    # evaluations
    "evaluation.held": "La evaluación que tocaba el {due} se hizo el {held}.",
    "evaluation.lacks": "En ella no se oyó la opinión de: {views:views}.",
    "evaluation.overdue": "La evaluación que tocaba el {due} no se ha hecho.",
    "evaluation.due": "Hoy, {due}, toca una evaluación.",
    "evaluation.to-come": "Toca una evaluación el {due}.",
    "evaluation.asks": "Una evaluación pide la opinión de: {views:views}.",
    "evaluation.read-by": "Quién la lee además: {audience:audience}.",
    "evaluation.read-by-nobody": "Nadie más la lee.",
    "evaluation.for-admission": "Puede usarse para la decisión sobre la admisión.",
    "evaluation.not-for-admission": "No puede usarse para la decisión sobre la admisión.",
    # the place where new members begin
    "on-site.anywhere": "{person} puede trabajar desde cualquier lugar.",
    "on-site.begun": "{person} empezó a trabajar en este lugar el {began}, como quienes son nuevos: {place:own}.",
    "on-site.done": "{person} empezó a trabajar en este lugar el {began}; el tiempo allí se cumplió el {full_on}: {place:own}.",
    "on-site.short": "{person} empezó a trabajar en este lugar el {began}; el tiempo allí se cumple el {full_on}: {place:own}.",
    "on-site.missing": "Quienes son nuevos empiezan a trabajar en este lugar, y nada dice que {person} lo hiciera: {place:own}.",
    "on-site.let-off": "{person} no tiene que empezar en este lugar ({place:own}) desde el {since}, por la regla {rule:own}, porque: {why:own}.",
    "on-site.exception-not-provided": "La excepción del {since} por la regla {rule:own} no cuenta: los estatutos no la preveían.",
    # what comes with admission
    "buy-in.on-admission": "Al hacerse socio se aportan {amount}.",
    "buy-in.from-admission": "Desde que se es socio se aportan {amount}, en {parts} pagos.",
    # dues
    "dues.in-order": "{person} no tiene cuotas atrasadas.",
    "dues.due": "{person} tiene cuotas vencidas y sin pagar por {open}.",
    "dues.tolerated": "{person} tiene cuotas sin pagar por {open}; no tiene consecuencias.",
    "dues.no-use": "{person} tiene cuotas sin pagar por {open}; desde el {since}, {person} no puede usar lo que viene con ellas.",
    "dues.end-membership": "{person} tiene cuotas sin pagar por {open}; según los estatutos, la pertenencia de {person} termina el {since}.",
    "dues.open": "Por el tiempo desde el {from} quedan abiertos {open}; vencen el {due}.",
    "dues.vote": "Una organización que paga sus cuotas tiene un voto, y {person} lo tiene.",
    "dues.no-vote": "Una organización que paga sus cuotas tiene un voto; {person} no tiene ninguno hasta que se paguen.",
    # the way in
    "way-in": "Quien ingresa empieza en la etapa «{stage:stage}».",
    "way-in.criterion": "Lo que se busca: {criterion:own}.",
    "way-in.led-by": "El rol que acompaña el ingreso: {role:own}.",
    "way-in.place": "Se empieza a trabajar en este lugar: {place:own}.",
    "way-in.place-for": "Se empieza a trabajar en este lugar, durante {lasts:span}: {place:own}.",
    "part-time.provided": "Se puede ser socio y trabajar a tiempo parcial.",
    "part-time.not-said": "Los estatutos no dicen nada del trabajo a tiempo parcial.",
    "part-time.share": "Quien trabaja {share} de la jornada completa necesita los mismos meses y las mismas horas que los demás; las horas tardan más.",
    # several at once
    "together.firm": "Personas de la empresa que ingresan el {on}: {people}; deciden los socios ({matter:matter}).",
    "together.joins": "{person} está de acuerdo y empieza en la etapa «{stage:stage}».",
    "together.not-agreed": "{person} no ha aceptado ingresar.",
    "together.merger": "Personas que llegan con la fusión el {on}: {people}; deciden los socios ({matter:matter}).",
    "together.keeps": "{person} conserva la etapa «{stage:stage}», con su primer día, el {since}.",
    "together.gone": "{person} se había ido antes.",
}
