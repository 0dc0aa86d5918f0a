"""Where minutes stand, and whether enough are there, in French."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "quorum.met": "Selon la règle {rule:own}, il en faut {needed} sur {of} qui décident\u00a0; il y en a {there}\u00a0: assez.",
    "quorum.short": "Selon la règle {rule:own}, il en faut {needed} sur {of} qui décident\u00a0; il y en a {there}\u00a0: trop peu.",
    "minutes.phase.draft": "Le procès-verbal est un brouillon.",
    "minutes.phase.corrections": "Le procès-verbal est envoyé, et des corrections sont proposées.",
    "minutes.phase.ready": "Le procès-verbal attend d’être approuvé.",
    "minutes.phase.approved": "Le procès-verbal est approuvé et n’est plus modifié.",
    "minutes.by.attendees": "Les personnes présentes l’approuvent.",
    "minutes.by.invited": "Toutes les personnes invitées l’approuvent.",
    "minutes.rule.consent": "Il est approuvé par consentement\u00a0: deux le disent une fois le délai de correction passé, ou avant, tout le monde.",
    "minutes.rule.majority": "Il est approuvé par plus de la moitié de celles et ceux qui le peuvent.",
    "minutes.rule.everyone": "Il est approuvé quand toutes les personnes qui le peuvent l’ont dit.",
    "minutes.window": "Des corrections sont proposées jusqu’à la fin du {day}.",
    "minutes.pending": "Corrections qui attendent une réponse\u00a0: {number}.",
    "minutes.said": "L’ont approuvé\u00a0: {said} sur {of}\u00a0; il en manque\u00a0: {lacks}.",
    "minutes.correct.not-yours": "Les corrections viennent des personnes présentes ou invitées.",
    "minutes.correct.in.draft": "Le procès-verbal est encore en cours de rédaction.",
    "minutes.correct.in.corrections": "Des corrections sont proposées maintenant.",
    "minutes.correct.in.ready": "Le délai de correction est passé\u00a0; ce qui est faux se dit une fois le procès-verbal approuvé.",
    "minutes.correct.in.approved": "Ce qui s’est révélé faux plus tard est placé à côté du procès-verbal.",
    "minutes.approve.absent": "Ce procès-verbal est approuvé par les personnes présentes.",
    "minutes.approve.not-invited": "Ce procès-verbal est approuvé par les personnes invitées.",
    "minutes.approve.draft": "Le procès-verbal n’a pas encore été envoyé.",
    "minutes.approve.approved": "Le procès-verbal est déjà approuvé.",
    "minutes.approve.pending": "Des corrections attendent une réponse\u00a0: {number}. La première\u00a0: {first}.",
    "minutes.approve.said": "Vous avez déjà approuvé ce texte.",
    "minutes.approve.yes": "Vous pouvez l’approuver.",
}
