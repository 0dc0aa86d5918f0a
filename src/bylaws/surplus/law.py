"""The figures of the law that a close goes by; the charter, checked against them, stands beside them."""

from __future__ import annotations

from bylaws.charter.law import LAWS, Law, payment_period_ends

__all__ = ["LAWS", "Law", "payment_period_ends"]
