"""The published matters, in plain Spanish."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "matter.spend": "gastar dinero",
    "matter.borrow": "pedir dinero prestado",
    "matter.contract": "firmar un contrato",
    "matter.client": "aceptar un cliente",
    "matter.hire": "contratar a alguien",
    "matter.admit-member": "admitir a un socio",
    "matter.dismiss": "separar a alguien",
    "matter.pay": "fijar la paga",
    "matter.leave": "conceder permisos",
    "matter.budget": "aprobar el presupuesto",
    "matter.close-year": "cerrar un ejercicio",
    "matter.release": "liberar pagos",
    "matter.role": "cubrir un cargo",
    "matter.premises": "cambiar de local",
    "matter.infrastructure": "cambiar la infraestructura técnica",
    "matter.network": "entrar en una red o salir de ella",
    "matter.policy": "adoptar una norma interna",
    "matter.amend-charter": "modificar los estatutos",
    "matter.dissolve": "disolver la cooperativa",
}
