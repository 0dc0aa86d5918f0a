"""The published matters, in plain English."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "matter.spend": "spending money",
    "matter.borrow": "borrowing money",
    "matter.contract": "signing a contract",
    "matter.client": "taking on a client",
    "matter.hire": "hiring somebody",
    "matter.admit-member": "admitting a member",
    "matter.dismiss": "parting with somebody",
    "matter.pay": "setting pay",
    "matter.leave": "granting leave",
    "matter.budget": "adopting the budget",
    "matter.close-year": "closing a year",
    "matter.release": "releasing payments",
    "matter.role": "filling a role",
    "matter.premises": "moving house",
    "matter.infrastructure": "changing the technical infrastructure",
    "matter.network": "joining or leaving a network",
    "matter.policy": "adopting a policy",
    "matter.amend-charter": "amending the charter",
    "matter.dissolve": "ending the co-op",
}
