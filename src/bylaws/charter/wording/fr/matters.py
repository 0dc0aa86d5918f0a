"""The published matters, in plain French."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "matter.spend": "dépenser de l’argent",
    "matter.borrow": "emprunter de l’argent",
    "matter.contract": "signer un contrat",
    "matter.client": "accepter un client",
    "matter.hire": "embaucher quelqu’un",
    "matter.admit-member": "admettre un membre",
    "matter.dismiss": "se séparer de quelqu’un",
    "matter.pay": "fixer les rémunérations",
    "matter.leave": "accorder des congés",
    "matter.budget": "adopter le budget",
    "matter.close-year": "clôturer un exercice",
    "matter.release": "débloquer des paiements",
    "matter.role": "confier une fonction",
    "matter.premises": "changer de locaux",
    "matter.infrastructure": "changer l’infrastructure technique",
    "matter.network": "rejoindre ou quitter un réseau",
    "matter.policy": "adopter une règle interne",
    "matter.amend-charter": "modifier les statuts",
    "matter.dissolve": "dissoudre la coopérative",
}
