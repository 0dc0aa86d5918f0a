"""Pay, buy-in, leaving, capital and tax, in plain Spanish."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # pay
    "pay.plan.hourly": "Con el plan {name} se paga por hora: las horas que cuentan para la retribución, por la tarifa.",
    "pay.period.month": "La retribución se calcula por meses; una tarifa nueva vale desde el primer mes que empieza con ella.",
    "pay.rates.rate": "{rate} por hora; trabajo: {work}; para: {people}.",
    "pay.rates.stages.absent": "personas de cualquier etapa",
    "pay.rates.work.absent": "todo el que cuenta para la retribución",
    # buy-in
    "buy-in.amount": "Cada socio aporta {amount} al capital.",
    "buy-in.plan": "Se paga en {n} partes contadas desde el ingreso: la primera al cabo de {first}, las demás con {every} entre una y otra.",
    "buy-in.plan.one": "Se paga en una parte, {first} después del ingreso.",
    "buy-in.plan.absent": "Todo vence al ingresar.",
    "buy-in.arrears.tolerated": "Un pago tardío no tiene consecuencias.",
    "buy-in.arrears.absent": "Lo vencido y no pagado se debe.",
    # exit
    "exit.notice": "Quien se va avisa {span} antes.",
    "exit.notice.none": "Quien se va puede hacerlo el mismo día del aviso.",
    "exit.pays": "De la cuenta del socio se devuelve: {what}.",
    "exit.pays.none": "De la cuenta del socio no se devuelve nada.",
    "exit.instalments": "Se paga en {n} partes contadas desde el día de la salida: la primera al cabo de {first}, las demás con {every} entre una y otra.",
    "exit.instalments.one": "Se paga en una parte, {first} después del día de la salida.",
    "exit.instalments.absent": "Todo es exigible el día de la salida.",
    "exit.interest": "Lo que falta por pagar rinde un interés simple anual: {share}.",
    "exit.interest.absent": "Lo que falta por pagar no rinde interés.",
    "exit.set_off": "Antes se descuenta lo que el socio deba.",
    "exit.set_off.absent": "Lo que el socio deba se pide por separado.",
    "exit.collective_at_least": "Los pagos esperan mientras la cuenta colectiva quedaría por debajo de {amount}.",
    "exit.collective_at_least.absent": "No hay más comprobación que la de la ley.",
    # capital
    "capital.interest": "El capital de los socios que había al empezar el año rinde un interés anual: {share}.",
    "capital.interest.absent": "El capital de los socios no rinde interés.",
    "capital.interest_on": "Lo que rinde interés: {what}.",
    "capital.interest_on.absent": "El capital aportado y los avisos escritos se tratan por igual.",
    "capital.interest_on.none": "No lo rinden ni el capital aportado ni los avisos escritos.",
    "capital.redemption": "Los avisos escritos se devuelven {span} después del cierre que los creó, primero los más antiguos.",
    "capital.redemption.absent": "Los avisos escritos se devuelven cuando lo deciden los socios, o al salir.",
    "capital.redemption.when_short.pro-rata": "Si no alcanza para todos los vencidos, a cada cual se le paga la misma parte del suyo.",
    "capital.redemption.when_short.wait": "Si no alcanza para todos los vencidos, los demás esperan.",
    # tax
    "tax.mode.us-subchapter-t": "El excedente tributa según el subcapítulo T de la ley fiscal de los Estados Unidos, hecho para cooperativas; valen sus mínimos y plazos.",
    "tax.mode.us-partnership": "La cooperativa tributa como sociedad de personas de los Estados Unidos: los socios pagan impuestos por sus partes.",
    "tax.mode.none": "No se aplica ningún régimen fiscal: no se comprueban mínimos ni plazos de ninguna ley.",
}
