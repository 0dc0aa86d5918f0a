"""Où en est quelqu’un sur le chemin de la coopérative, en français."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "standing": "{person} est à l’étape «\u00a0{stage:stage}\u00a0» depuis le {since}.",
    "standing.paused": "{person} est à l’étape «\u00a0{stage:stage}\u00a0» depuis le {since}\u00a0; jusqu’au retour de {person} à l’étape «\u00a0{returns:stage}\u00a0», le temps de celle-ci ne court pas.",
    "standing.rights": "Droits qui viennent avec cette étape\u00a0: {rights:rights}.",
    "standing.rights-gained": "Droits qui s’ajoutent avec l’étape «\u00a0{next:stage}\u00a0»\u00a0: {rights:rights}.",
    # evaluations
    "evaluation.held": "L’évaluation prévue pour le {due} a eu lieu le {held}.",
    "evaluation.lacks": "Ces personnes n’y ont pas été entendues\u00a0: {views:views}.",
    "evaluation.overdue": "L’évaluation prévue pour le {due} n’a pas eu lieu.",
    "evaluation.due": "Une évaluation est prévue aujourd’hui, le {due}.",
    "evaluation.to-come": "Une évaluation est prévue pour le {due}.",
    "evaluation.asks": "Une évaluation demande l’avis de ces personnes\u00a0: {views:views}.",
    "evaluation.read-by": "Qui la lit en outre\u00a0: {audience:audience}.",
    "evaluation.read-by-nobody": "Personne d’autre ne la lit.",
    "evaluation.for-admission": "Elle peut servir à la décision sur l’admission.",
    "evaluation.not-for-admission": "Elle ne peut pas servir à la décision sur l’admission.",
    # the place where new members begin
    "on-site.anywhere": "{person} peut travailler de n’importe où.",
    "on-site.begun": "{person} a commencé à travailler en ce lieu le {began}, comme le font les nouveaux membres\u00a0: {place:own}.",
    "on-site.done": "{person} a commencé à travailler en ce lieu le {began}\u00a0; le temps à y passer était accompli le {full_on}\u00a0: {place:own}.",
    "on-site.short": "{person} a commencé à travailler en ce lieu le {began}\u00a0; le temps à y passer sera accompli le {full_on}\u00a0: {place:own}.",
    "on-site.missing": "Les nouveaux membres commencent à travailler en ce lieu, et rien ne dit que {person} l’a fait\u00a0: {place:own}.",
    "on-site.let-off": "{person} n’a pas à commencer en ce lieu ({place:own}) à partir du {since}, selon la règle {rule:own}, parce que\u00a0: {why:own}.",
    "on-site.exception-not-provided": "L’exception du {since} selon la règle {rule:own} ne compte pas\u00a0: les statuts ne la prévoyaient pas.",
    # what comes with admission
    "buy-in.on-admission": "En devenant membre, on apporte {amount}.",
    "buy-in.from-admission": "Dès qu’on devient membre, on apporte {amount}, en {parts} versements.",
    # dues
    "dues.in-order": "{person} n’a aucune cotisation en retard.",
    "dues.due": "{person} doit des cotisations échues et impayées\u00a0: {open}.",
    "dues.tolerated": "{person} n’a pas payé de cotisations\u00a0: {open}\u00a0; cela reste sans suite.",
    "dues.no-use": "{person} n’a pas payé de cotisations\u00a0: {open}\u00a0; à partir du {since}, {person} ne peut plus utiliser ce qui vient avec elles.",
    "dues.end-membership": "{person} n’a pas payé de cotisations\u00a0: {open}\u00a0; selon les statuts, l’adhésion de {person} prend fin le {since}.",
    "dues.open": "Pour la période à partir du {from}, il reste {open}\u00a0; échéance le {due}.",
    "dues.vote": "Une organisation qui paie ses cotisations a une voix, et {person} l’a.",
    "dues.no-vote": "Une organisation qui paie ses cotisations a une voix\u00a0; {person} n’en a aucune tant qu’elles ne sont pas payées.",
    # the way in
    "way-in": "Qui entre commence à l’étape «\u00a0{stage:stage}\u00a0».",
    "way-in.criterion": "Ce que l’on recherche\u00a0: {criterion:own}.",
    "way-in.led-by": "Le rôle qui accompagne l’entrée\u00a0: {role:own}.",
    "way-in.place": "On commence à travailler en ce lieu\u00a0: {place:own}.",
    "way-in.place-for": "On commence à travailler en ce lieu, pendant {lasts:span}\u00a0: {place:own}.",
    "part-time.provided": "On peut être membre et travailler à temps partiel.",
    "part-time.not-said": "Les statuts ne disent rien du travail à temps partiel.",
    "part-time.share": "Qui travaille {share} du temps plein a besoin des mêmes mois et des mêmes heures que tout le monde\u00a0; les heures prennent plus de temps.",
    # several at once
    "together.firm": "Personnes de l’entreprise qui entrent le {on}\u00a0: {people}\u00a0; les membres décident ({matter:matter}).",
    "together.joins": "{person} est d’accord et commence à l’étape «\u00a0{stage:stage}\u00a0».",
    "together.not-agreed": "{person} n’a pas accepté d’entrer.",
    "together.merger": "Personnes qui arrivent avec la fusion le {on}\u00a0: {people}\u00a0; les membres décident ({matter:matter}).",
    "together.keeps": "{person} garde l’étape «\u00a0{stage:stage}\u00a0», avec son premier jour, le {since}.",
    "together.gone": "{person} n’était plus là.",
}
