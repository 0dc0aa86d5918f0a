"""The kind `buy-in`: what each member puts in."""

from __future__ import annotations

from typing import Literal

from bylaws.charter.fields import AmountText, Instalments, RuleModel, may, must


class BuyIn(RuleModel):
    """An equal contribution to the capital (S1-023…026, S2-194…196); the amount on admission holds."""

    amount: AmountText = must("what each member contributes")
    plan: Instalments | None = may(
        None, says="payments, counted from admission", absent="the whole is due on admission"
    )
    arrears: Literal["tolerated"] | None = may(
        None, says="tolerated: a late payment has no consequence", absent="what is due and unpaid is owed"
    )
