"""Who we are, who belongs, what work counts and who sees what, in plain Spanish."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # front matter
    "front.name": "La cooperativa se llama {name}.",
    "front.jurisdiction": "Está registrada en {place}.",
    "front.currency": "Todo su dinero se cuenta en {code}.",
    "front.time_zone": "Vive según los días de {zone}.",
    "front.fiscal_year_starts": "Su ejercicio empieza el {day} y lleva el nombre del año natural en que termina.",
    "front.languages": "Sus socios usan estas lenguas: {languages}; los estatutos están escritos en la primera.",
    "front.languages.one": "Sus socios usan esta lengua: {languages}.",
    "front.adopted": "El texto se aprobó el {day}.",
    "front.adopted.absent": "Nadie ha aprobado el texto.",
    "front.from": "Entra en vigor el {day}.",
    "front.from.absent": "Entra en vigor el día de su aprobación.",
    "front.model": "Es un modelo, vigente todos los días.",
    "front.model.absent": "Son los estatutos propios de una cooperativa, no un modelo.",
    "front.modelled_on": "Se copió del modelo {name}.",
    "front.modelled_on.absent": "Se escribió de nuevo.",
    # principles
    "principles.attests": "Los socios suscriben estos principios cooperativos: {principles}.",
    "principles.attests.none": "Los socios no suscriben por su nombre ninguno de los principios cooperativos.",
    "principles.worker_owned.yes": "La cooperativa es de quienes trabajan en ella.",
    "principles.worker_owned.no": "La cooperativa no es de quienes trabajan en ella.",
    "principles.statutory_cooperative.yes": "Está registrada conforme a una ley de cooperativas.",
    "principles.statutory_cooperative.no": "No está registrada conforme a una ley de cooperativas.",
    "principles.collectively_managed.yes": "Los socios la gestionan en común.",
    "principles.collectively_managed.no": "No la gestionan en común todos los socios.",
    # membership
    "membership.stages": "Las etapas, por orden: {stages}.",
    "membership.stages.lasts": "{stage}: al menos {span} antes de la etapa siguiente.",
    "membership.stages.lasts.absent": "{stage}: no hace falta tiempo antes de la etapa siguiente.",
    "membership.stages.hours": "{stage}: al menos {hours} de trabajo que cuente para la candidatura antes de la etapa siguiente.",
    "membership.stages.hours.absent": "{stage}: no hacen falta horas antes de la etapa siguiente.",
    "membership.stages.evaluations": "{stage}: evaluaciones al cabo de {spans}.",
    "membership.stages.evaluations.absent": "{stage}: sin evaluaciones.",
    "membership.stages.next_by": "{stage}: los socios deciden quién pasa a la etapa siguiente, como el asunto {matter}.",
    "membership.stages.next_by.absent": "{stage}: el tiempo y las horas por sí solos no hacen avanzar a nadie; ninguna decisión lleva a otra etapa.",
    "membership.stages.ends": "{stage}: de aquí nada lleva más allá, ni tiempo ni horas ni una decisión.",
    "membership.stages.rights": "{stage}: puede {rights}.",
    "membership.stages.rights.absent": "{stage}: esta etapa no trae derechos.",
    "membership.members_at_most": "Hay como mucho {n} socios.",
    "membership.members_at_most.absent": "Puede haber cualquier número de socios.",
    "membership.on_site_first": "Quien ingresa empieza a trabajar en este lugar: {place}.",
    "membership.on_site_first.absent": "Los socios pueden trabajar desde cualquier lugar.",
    # hours
    "hours.kinds": "El trabajo anotado como {work} cuenta para {purposes}.",
    "hours.kinds.none": "El trabajo anotado como {work} se anota y no cuenta para nada.",
    "hours.day_at_most": "Si en un día se pasa de {hours}, se señala.",
    "hours.day_at_most.absent": "No hay límite diario.",
    "hours.week_at_most": "Si en una semana se pasa de {hours}, se señala.",
    "hours.week_at_most.absent": "No hay límite semanal.",
    # transparency
    "transparency.classes": "Pueden ver {what}: {audience}.",
    "transparency.otherwise": "Pueden ver todo lo demás: {audience}.",
    "transparency.own": "Cada persona ve siempre lo que trata de ella misma.",
}
