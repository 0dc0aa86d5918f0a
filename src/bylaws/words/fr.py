"""French."""

from __future__ import annotations

REASONS: dict[str, str] = {
    # steps of the waterfall
    "step.share-of-opening": "{share:share} de tout l’excédent de {opening} : {amount} va à {to}.",
    "step.share-of-left": "{share:share} des {before} laissés par les étapes précédentes : {amount} va à {to}.",
    "step.fixed": "Un montant fixe de {amount} va à {to}.",
    "step.tax-as-stated": "L’impôt tel qu’inscrit dans les livres : {amount}.",
    "step.interest": "Intérêts sur le capital des membres : {amount}.",
    "step.others-work": "{amount} vient du travail de personnes qui ne participent pas ; cela va d’abord à {to}.",
    "step.only-what-was-left": "{to} devait recevoir {asked} ; il ne restait que {amount}.",
    "step.up-to-limit": "{to} devait recevoir {asked} ; sa limite laisse {amount}.",
    "loss.step": "{to} supporte {amount} de la perte.",
    # a member's share
    "person": "{person} en {year}.",
    "person.takes-no-part": "{person} ne participe pas à l’excédent de {year}.",
    "share": "{person} reçoit {share} de l’excédent de {year}.",
    "share.by-hours": "{own:hours} heures sur {everyone:hours} qui comptent, pour une part de {pot} : {exact:units}.",
    "share.by-pay": "{own:units} sur {everyone:units} de rémunération, pour une part de {pot} : {exact:units}.",
    "share.by-equal": "{own} des {everyone} parts égales de {pot} : {exact:units}.",
    "share.by-member-months": "{own} mois sur {everyone}, pour une part de {pot} : {exact:units}.",
    "share.by-tenure": (
        "{own:hours} heures sur {everyone:hours}, années antérieures comprises, pour une part de {pot} : {exact:units}."
    ),
    "share.by-equalise-pay": (
        "Il manque {own:units} jusqu’au niveau mensuel commun, sur {everyone:units} manquants à tous : {exact:units}."
    ),
    "hours.counted": "{seconds:hours} heures de {work} comme {stage}, du {from} au {until} exclu.",
    "hours.kind-does-not-count": "{seconds:hours} heures de {work} comme {stage} : ce travail ne compte pas.",
    "hours.stage-does-not-share": "{seconds:hours} heures de {work} comme {stage} : cette étape ne participe pas.",
    "hours.of-others": "{seconds:hours} des {everyone:hours} heures qui comptent sont de personnes sans part.",
    "hours.count-for": "{work} compte pour {purposes}.",
    "hours.day-too-long": "{seconds:hours} heures le {day}, plus que les {limit:hours} des statuts.",
    "hours.week-too-long": "{seconds:hours} heures dans la semaine du {day}, plus que les {limit:hours} des statuts.",
    "pay.hours-at-rate": "{seconds:hours} heures de {work} comme {stage} à {rate} l’heure.",
    "pay.unpaid-work": "{seconds:hours} heures de {work} comme {stage}, non payées.",
    "pay.total": "{amount} de rémunération.",
    "months.of-stage": "{months} mois comme {stages} dans l’année.",
    "split.rounded-up": (
        "La part exacte est {exact:units} ; arrondie vers le haut, car le reliquat va aux plus grands restes."
    ),
    "split.rounded-down": (
        "La part exacte est {exact:units} ; arrondie vers le bas, car d’autres restes étaient plus grands."
    ),
    "cash": "{part:share} en est payé en argent : {cash}.",
    "cash.floor": "La loi exige au moins {floor} en argent, arrondi vers le haut : {cash}. Source : {source}.",
    "instalment": "{amount} est dû le {due}.",
    "instalment.gated": "{amount} est dû le {due}, dès que les membres le libèrent.",
    "buy-in.offset": "{amount} paie ce qui reste ouvert de l’apport de {buy_in}.",
    "buy-in.status": (
        "{paid} de l’apport de {amount} sont payés ; {due} étaient dus à ce jour, depuis l’admission le {admitted}."
    ),
    "buy-in.arrears-tolerated": "{paid} de l’apport de {amount} sont payés ; le retard est toléré.",
    "notice.qualified-notice": "{amount} reste au compte, par un avis écrit qualifié.",
    "notice.nonqualified-notice": "{amount} reste au compte, par un avis écrit non qualifié.",
    "interest": "{amount} d’intérêts sur {held} détenus au début de l’année.",
    "loss.borne": "Le compte supporte {amount} de la perte de {loss}.",
    # leaving
    "exit": "Avec un préavis donné le {notice_on}, on part le {leaves_on}, avec un compte de {account}.",
    "exit.paid-in": "{amount} sont versés.",
    "exit.notices": "{amount} sont détenus en avis écrits.",
    "exit.losses": "{amount} de pertes le diminuent.",
    "exit.set-off": "{amount} qui sont dus en sont retranchés.",
    "exit.waits": "Le paiement attend tant que le compte collectif tomberait sous {least}.",
    "exit.payment": "{amount} et {interest} d’intérêts le {due}.",
    # membership
    "stage.ready": "{person} a accompli ce que demande l’étape « {stage} » ; les membres décident ({matter}).",
    "stage.not-ready": "{person} n’a pas encore accompli ce que demande l’étape « {stage} ».",
    "stage.no-next": "De l’étape « {stage} » aucune décision ne mène plus loin.",
    "stage.months-done": "Le temps dans cette étape était accompli le {full_on}.",
    "stage.months-short": "Le temps dans cette étape est accompli le {full_on}.",
    "stage.hours-done": "{seconds:hours} heures sur {needed:hours} sont faites.",
    "stage.hours-short": "Seules {seconds:hours} heures sur {needed:hours} sont faites.",
    "members.room": "Il y a {members} membres, et de la place pour {at_most}.",
    "members.full": "Il y a {members} membres, et pas de place au-delà de {at_most}.",
    "right.held": "Les personnes de l’étape « {stage} » ont ce droit : {right}.",
    "right.not-held": "Les personnes de l’étape « {stage} » n’ont pas ce droit : {right}.",
    # openness
    "sight.open": "« {class} » est ouvert à : {audience}.",
    "sight.own": "Chacun voit ce qui le concerne.",
    "sight.closed": "« {class} » n’est ouvert qu’à : {audience}.",
    # paying notices back
    "redemption": "Le {on}, des avis de {owed} sont dus ; il y a {available}, et {paid} sont remboursés.",
    "redemption.paid": "L’avis de {person} de la clôture du {closed_on} est remboursé : {paid}, dû depuis le {due}.",
    "redemption.part": "{paid} sur {amount} sont remboursés à {person}, de la clôture du {closed_on} ; dû le {due}.",
    "redemption.waits": "{amount} de {person}, de la clôture du {closed_on}, attendent ; c’était dû le {due}.",
}
