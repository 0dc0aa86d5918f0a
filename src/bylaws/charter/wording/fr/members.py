"""Who we are, who belongs, what work counts and who sees what, in plain French."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # front matter
    "front.name": "La coopérative s’appelle {name}.",
    "front.jurisdiction": "Lieu d’immatriculation\u00a0: {place}.",
    "front.currency": "Tout son argent est compté en {code}.",
    "front.time_zone": "Elle vit aux jours de {zone}.",
    "front.fiscal_year_starts": "Son exercice commence le {day} et porte le nom de l’année civile où il finit.",
    "front.languages": "Langues de ses membres\u00a0: {languages}\u00a0; les statuts sont écrits dans la première.",
    "front.languages.one": "Langue de ses membres\u00a0: {languages}.",
    "front.adopted": "Le texte a été adopté le {day}.",
    "front.adopted.absent": "Personne n’a adopté le texte.",
    "front.from": "Il prend effet le {day}.",
    "front.from.absent": "Il prend effet le jour de son adoption.",
    "front.model": "C’est un modèle, en vigueur tous les jours.",
    "front.model.absent": "Ce sont les statuts propres d’une coopérative, non un modèle.",
    "front.modelled_on": "Il a été copié du modèle {name}.",
    "front.modelled_on.absent": "Il a été écrit à neuf.",
    # principles
    "principles.attests": "Les membres souscrivent à ces principes coopératifs\u00a0: {principles}.",
    "principles.attests.none": "Les membres ne souscrivent nommément à aucun des principes coopératifs.",
    "principles.worker_owned.yes": "La coopérative appartient à celles et ceux qui y travaillent.",
    "principles.worker_owned.no": "La coopérative n’appartient pas à celles et ceux qui y travaillent.",
    "principles.statutory_cooperative.yes": "Elle est immatriculée sous une loi sur les coopératives.",
    "principles.statutory_cooperative.no": "Elle n’est pas immatriculée sous une loi sur les coopératives.",
    "principles.collectively_managed.yes": "Les membres la gèrent ensemble.",
    "principles.collectively_managed.no": "Elle n’est pas gérée par tous les membres ensemble.",
    # membership
    "membership.stages": "Les étapes, dans l’ordre\u00a0: {stages}.",
    "membership.stages.lasts": "{stage}\u00a0: au moins {span} avant l’étape suivante.",
    "membership.stages.lasts.absent": "{stage}\u00a0: aucune durée n’est demandée avant l’étape suivante.",
    "membership.stages.hours": "{stage}\u00a0: au moins {hours} de travail comptant pour la candidature avant l’étape suivante.",
    "membership.stages.hours.absent": "{stage}\u00a0: aucune heure n’est demandée avant l’étape suivante.",
    "membership.stages.evaluations": "{stage}\u00a0: évaluations au bout de {spans}.",
    "membership.stages.evaluations.absent": "{stage}\u00a0: pas d’évaluations.",
    "membership.stages.next_by": "{stage}\u00a0: les membres décident qui passe à l’étape suivante, sous la matière {matter}.",
    "membership.stages.next_by.absent": "{stage}\u00a0: le temps et les heures seuls ne font avancer personne\u00a0; aucune décision ne mène à une autre étape.",
    "membership.stages.ends": "{stage}\u00a0: rien ne mène plus loin, ni temps, ni heures, ni décision.",
    "membership.stages.rights": "{stage}\u00a0: peut {rights}.",
    "membership.stages.rights.absent": "{stage}\u00a0: cette étape n’apporte aucun droit.",
    "membership.members_at_most": "Il y a au plus {n} membres.",
    "membership.members_at_most.absent": "Le nombre des membres est libre.",
    "membership.on_site_first": "Les nouveaux membres commencent à travailler en ce lieu\u00a0: {place}.",
    "membership.on_site_first.absent": "Les membres peuvent travailler de partout.",
    # hours
    "hours.kinds": "Le travail noté comme {work} compte pour {purposes}.",
    "hours.kinds.none": "Le travail noté comme {work} est noté et ne compte pour rien.",
    "hours.day_at_most": "Au-delà de {hours} en un jour, on le signale.",
    "hours.day_at_most.absent": "Il n’y a pas de limite par jour.",
    "hours.week_at_most": "Au-delà de {hours} en une semaine, on le signale.",
    "hours.week_at_most.absent": "Il n’y a pas de limite par semaine.",
    # transparency
    "transparency.classes": "Peuvent voir {what}\u00a0: {audience}.",
    "transparency.otherwise": "Peuvent voir tout le reste\u00a0: {audience}.",
    "transparency.own": "Chaque personne voit toujours ce qui la concerne.",
}
