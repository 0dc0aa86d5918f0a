"""Pay, buy-in, leaving, capital and tax, in plain French."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # pay
    "pay.plan.hourly": "Avec le plan {name}, on est payé à l’heure\u00a0: les heures qui comptent pour la rémunération, multipliées par le taux.",
    "pay.period.month": "La rémunération se compte par mois\u00a0; un nouveau taux vaut dès le premier mois qui commence sous lui.",
    "pay.rates.rate": "{rate} de l’heure\u00a0; travail\u00a0: {work}\u00a0; pour\u00a0: {people}.",
    "pay.rates.stages.absent": "les personnes de toute étape",
    "pay.rates.work.absent": "tout ce qui compte pour la rémunération",
    # buy-in
    "buy-in.amount": "Chaque membre apporte {amount} au capital.",
    "buy-in.plan": "C’est payé en {n} parts comptées depuis l’admission\u00a0: la première au bout de {first}, les autres avec {every} entre deux.",
    "buy-in.plan.one": "C’est payé en une part, {first} après l’admission.",
    "buy-in.plan.absent": "Le tout est dû à l’admission.",
    "buy-in.arrears.tolerated": "Un retard de paiement est sans conséquence.",
    "buy-in.arrears.absent": "Ce qui est échu et impayé est dû.",
    # exit
    "exit.notice": "Qui part donne un préavis de {span}.",
    "exit.notice.none": "Qui part peut le faire le jour même du préavis.",
    "exit.pays": "Du compte du membre, on rembourse\u00a0: {what}.",
    "exit.pays.none": "Rien du compte du membre n’est remboursé.",
    "exit.instalments": "C’est payé en {n} parts comptées depuis le jour du départ\u00a0: la première au bout de {first}, les autres avec {every} entre deux.",
    "exit.instalments.one": "C’est payé en une part, {first} après le jour du départ.",
    "exit.instalments.absent": "Le tout est payable le jour du départ.",
    "exit.interest": "Ce qui reste impayé rapporte un intérêt simple par an\u00a0: {share}.",
    "exit.interest.absent": "Ce qui reste impayé ne rapporte pas d’intérêt.",
    "exit.set_off": "Ce que doit le membre est d’abord retranché.",
    "exit.set_off.absent": "Ce que doit le membre est demandé à part.",
    "exit.collective_at_least": "Les paiements attendent tant que le compte collectif tomberait sous {amount}.",
    "exit.collective_at_least.absent": "Il n’y a pas d’autre épreuve que celle de la loi.",
    # capital
    "capital.interest": "Le capital des membres détenu au début de l’année rapporte un intérêt par an\u00a0: {share}.",
    "capital.interest.absent": "Le capital des membres ne rapporte pas d’intérêt.",
    "capital.interest_on": "Ce qui rapporte un intérêt\u00a0: {what}.",
    "capital.interest_on.absent": "Le capital versé et les avis écrits sont traités de même.",
    "capital.interest_on.none": "Ni le capital versé ni les avis écrits n’en rapportent.",
    "capital.redemption": "Les avis écrits sont remboursés {span} après la clôture qui les a créés, les plus anciens d’abord.",
    "capital.redemption.absent": "Les avis écrits sont remboursés quand les membres le décident, ou au départ.",
    "capital.redemption.when_short.pro-rata": "S’il n’y a pas assez pour tous ceux qui sont dus, chacun reçoit la même part du sien.",
    "capital.redemption.when_short.wait": "S’il n’y a pas assez pour tous ceux qui sont dus, le reste attend.",
    # tax
    "tax.mode.us-subchapter-t": "L’excédent est imposé selon le sous-chapitre T du code fiscal des États-Unis, fait pour les coopératives\u00a0; ses minimums et délais valent.",
    "tax.mode.us-partnership": "La coopérative est imposée comme société de personnes des États-Unis\u00a0: les membres paient l’impôt sur leurs parts.",
    "tax.mode.none": "Aucun régime fiscal ne s’applique\u00a0: les minimums et délais d’aucune loi ne sont vérifiés.",
}
