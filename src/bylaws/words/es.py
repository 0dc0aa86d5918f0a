"""Spanish."""

from __future__ import annotations

REASONS: dict[str, str] = {
    # steps of the waterfall
    "step.share-of-opening": "El {share:share} de todo el excedente de {opening}: {amount} va a {to}.",
    "step.share-of-left": "El {share:share} de los {before} que dejaron los pasos anteriores: {amount} va a {to}.",
    "step.fixed": "Una cantidad fija de {amount} va a {to}.",
    "step.tax-as-stated": "El impuesto según consta en los libros: {amount}.",
    "step.interest": "Intereses del capital de los socios: {amount}.",
    "step.others-work": "{amount} proviene del trabajo de quienes no participan; va primero a {to}.",
    "step.only-what-was-left": "{to} debía recibir {asked}; solo quedaba {amount}.",
    "step.up-to-limit": "{to} debía recibir {asked}; su límite deja {amount}.",
    "loss.step": "{to} soporta {amount} de la pérdida.",
    # a member's share
    "person": "{person} en {year}.",
    "person.takes-no-part": "{person} no participa en el excedente de {year}.",
    "share": "{person} recibe {share} del excedente de {year}.",
    "share.by-hours": "{own:hours} de {everyone:hours} horas que cuentan, de un fondo de {pot}: {exact:units}.",
    "share.by-pay": "{own:units} de {everyone:units} de retribución, de un fondo de {pot}: {exact:units}.",
    "share.by-equal": "{own} de {everyone} partes iguales de {pot}: {exact:units}.",
    "share.by-member-months": "{own} de {everyone} meses, de un fondo de {pot}: {exact:units}.",
    "share.by-tenure": (
        "{own:hours} de {everyone:hours} horas, contando años anteriores, de un fondo de {pot}: {exact:units}."
    ),
    "share.by-equalise-pay": (
        "Faltan {own:units} hasta el nivel mensual común, de {everyone:units} que faltan a todos: {exact:units}."
    ),
    "hours.counted": "{seconds:hours} horas de {work} como {stage}, desde {from} hasta {until}.",
    "hours.kind-does-not-count": "{seconds:hours} horas de {work} como {stage}: este trabajo no cuenta.",
    "hours.stage-does-not-share": "{seconds:hours} horas de {work} como {stage}: esta etapa no participa.",
    "hours.of-others": "{seconds:hours} de {everyone:hours} horas que cuentan son de quienes no participan.",
    "hours.count-for": "{work} cuenta para {purposes}.",
    "hours.day-too-long": "{seconds:hours} horas el {day}, más que las {limit:hours} de los estatutos.",
    "hours.week-too-long": "{seconds:hours} horas en la semana del {day}, más que las {limit:hours} de los estatutos.",
    "pay.hours-at-rate": "{seconds:hours} horas de {work} como {stage} a {rate} la hora.",
    "pay.unpaid-work": "{seconds:hours} horas de {work} como {stage}, que no se pagan.",
    "pay.total": "{amount} de retribución.",
    "months.of-stage": "{months} meses como {stages} dentro del año.",
    "split.rounded-up": (
        "La parte exacta es {exact:units}; se redondeó hacia arriba: lo que sobraba fue a los restos mayores."
    ),
    "split.rounded-down": (
        "La parte exacta es {exact:units}; se redondeó hacia abajo: los restos de otros eran mayores."
    ),
    "cash": "El {part:share} se paga en dinero: {cash}.",
    "cash.floor": "La ley exige al menos {floor} en dinero, redondeado hacia arriba: {cash}. Fuente: {source}.",
    "instalment": "{amount} vence el {due}.",
    "instalment.gated": "{amount} vence el {due}, cuando los socios lo autoricen.",
    "buy-in.offset": "{amount} paga lo pendiente de la aportación de {buy_in}.",
    "buy-in.status": (
        "Se han pagado {paid} de la aportación de {amount}; hasta hoy vencían {due}, desde el ingreso el {admitted}."
    ),
    "buy-in.arrears-tolerated": "Se han pagado {paid} de la aportación de {amount}; el retraso se tolera.",
    "notice.qualified-notice": "{amount} queda en la cuenta, con un aviso escrito calificado.",
    "notice.nonqualified-notice": "{amount} queda en la cuenta, con un aviso escrito no calificado.",
    "interest": "{amount} de intereses sobre {held} que había al empezar el año.",
    "loss.borne": "La cuenta soporta {amount} de la pérdida de {loss}.",
    # leaving
    "exit": "Avisando el {notice_on} se sale el {leaves_on}, con una cuenta de {account}.",
    "exit.paid-in": "{amount} aportados.",
    "exit.notices": "{amount} en avisos escritos.",
    "exit.losses": "{amount} de pérdidas la reducen.",
    "exit.set-off": "Se descuentan {amount} que se deben.",
    "exit.waits": "El pago espera mientras la cuenta colectiva quedaría por debajo de {least}.",
    "exit.payment": "{amount} y {interest} de intereses el {due}.",
    # membership
    "stage.ready": "{person} ha cumplido lo que pide la etapa «{stage}»; deciden los socios ({matter}).",
    "stage.not-ready": "{person} aún no ha cumplido lo que pide la etapa «{stage}».",
    "stage.no-next": "Desde la etapa «{stage}» ninguna decisión lleva más allá.",
    "stage.months-done": "El tiempo en esta etapa se cumplió el {full_on}.",
    "stage.months-short": "El tiempo en esta etapa se cumple el {full_on}.",
    "stage.hours-done": "Se han trabajado {seconds:hours} de {needed:hours} horas.",
    "stage.hours-short": "Solo se han trabajado {seconds:hours} de {needed:hours} horas.",
    "members.room": "Hay {members} socios y sitio para {at_most}.",
    "members.full": "Hay {members} socios y no hay sitio para más de {at_most}.",
    "right.held": "Quienes están en la etapa «{stage}» tienen este derecho: {right}.",
    "right.not-held": "Quienes están en la etapa «{stage}» no tienen este derecho: {right}.",
    # openness
    "sight.open": "«{class}» está abierto a: {audience}.",
    "sight.own": "Cada cual ve lo que trata de sí.",
    "sight.closed": "«{class}» está abierto solo a: {audience}.",
    # paying notices back
    "redemption": "El {on} vencen avisos por {owed}; hay {available} y se devuelven {paid}.",
    "redemption.paid": "Se devuelve el aviso de {person} del cierre del {closed_on}: {paid}, vencido el {due}.",
    "redemption.part": "Se devuelven {paid} de {amount} a {person}, del cierre del {closed_on}; vencía el {due}.",
    "redemption.waits": "{amount} de {person} del cierre del {closed_on} esperan; vencían el {due}.",
}
