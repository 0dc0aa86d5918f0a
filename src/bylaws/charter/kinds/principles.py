"""The kind `principles`: what the co-op attests, and the three questions that tell what it is."""

from __future__ import annotations

from typing import Literal

from bylaws.charter.fields import RuleModel, SpanText, Word, YesNo, may, must

Principle = Literal[
    "open-membership",
    "democratic-control",
    "economic-participation",
    "autonomy",
    "education",
    "cooperation-among-cooperatives",
    "concern-for-community",
]


class Principles(RuleModel):
    """The co-operative principles attested (ICA, 1995) and the three-question profile (S0-005, S2-018)."""

    attests: list[Principle] = must("the ICA principles the members attest")
    worker_owned: YesNo = must("do the people who work here own it?")
    statutory_cooperative: YesNo = must("is it registered under a co-operative law?")
    collectively_managed: YesNo = must("do the members manage it together?")
    form: Literal["worker", "producer", "consumer", "several"] | None = may(
        None,
        says="whose co-op it is: of those who work, who supply, who buy, or of several of them",
        absent="it is a co-op of those who work in it",
        executed=False,
    )
    serves: list[Word] = may(
        [],
        says="whom it wants to work for, such as nonprofits or movements",
        absent="it works for whoever asks",
        executed=False,
    )
    reviewed_every: SpanText | None = may(
        None,
        says="how often the members look whether they live by these principles",
        absent="no regular look at the principles",
        executed=False,
    )
