"""Where minutes stand, and whether enough are there, in Spanish."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "quorum.met": "Según la regla {rule:own}, se necesitan {needed} de {of} que deciden; hay {there}: bastan.",
    "quorum.short": "Según la regla {rule:own}, se necesitan {needed} de {of} que deciden; hay {there}: no bastan.",
    "minutes.phase.draft": "El acta es un borrador.",
    "minutes.phase.corrections": "El acta se ha enviado y se proponen correcciones.",
    "minutes.phase.ready": "El acta espera su aprobación.",
    "minutes.phase.approved": "El acta está aprobada y ya no se cambia.",
    "minutes.by.attendees": "La aprueban quienes asistieron.",
    "minutes.by.invited": "La aprueban todas las personas invitadas.",
    "minutes.rule.consent": "Se aprueba por consentimiento: lo dicen dos cuando acaba el plazo de correcciones, o antes todas las personas.",
    "minutes.rule.majority": "La aprueba más de la mitad de quienes pueden hacerlo.",
    "minutes.rule.everyone": "Se aprueba cuando lo han dicho todas las personas que pueden.",
    "minutes.window": "Se proponen correcciones hasta el final del {day}.",
    "minutes.pending": "Correcciones que esperan respuesta: {number}.",
    "minutes.said": "La han aprobado: {said} de {of}; faltan: {lacks}.",
    "minutes.correct.not-yours": "Las correcciones las proponen quienes asistieron o estaban invitadas.",
    "minutes.correct.in.draft": "El acta todavía se está redactando.",
    "minutes.correct.in.corrections": "Ahora se proponen correcciones.",
    "minutes.correct.in.ready": "El plazo de correcciones ha acabado; lo que esté mal se dice al aprobar el acta.",
    "minutes.correct.in.approved": "Lo que se encontró mal después se pone junto al acta.",
    "minutes.approve.absent": "Esta acta la aprueban quienes asistieron.",
    "minutes.approve.not-invited": "Esta acta la aprueban las personas invitadas.",
    "minutes.approve.draft": "El acta todavía no se ha enviado.",
    "minutes.approve.approved": "El acta ya está aprobada.",
    "minutes.approve.pending": "Hay correcciones que esperan respuesta: {number}. La primera: {first}.",
    "minutes.approve.said": "Ya has aprobado este texto.",
    "minutes.approve.yes": "Puedes aprobarla.",
}
