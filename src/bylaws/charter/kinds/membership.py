"""The kind `membership`: the stages from stranger to member, and what leads from one to the next."""

from __future__ import annotations

from bylaws.charter.fields import RuleModel, SpanText, Whole, Word, may, must

STAGES = ("intern", "trainee", "candidate", "member", "sabbatical", "retired", "former")


class Stage(RuleModel):
    """One stage. To go on to the next, its months **and** its hours must be done (S2-093)."""

    name: Word = must(
        "the stage: intern, trainee, candidate, member, sabbatical, retired, former, or one of ours"
    )
    lasts: SpanText | None = may(
        None,
        says="the shortest time in this stage before the next",
        absent="no time is needed before the next stage",
    )
    hours: Whole | None = may(
        None,
        says="hours of work that count for candidacy, needed before the next stage",
        absent="no hours are needed before the next stage",
        ge=0,
    )
    evaluations: list[SpanText] = may(
        [],
        says="when evaluations are due, counted from the first day of the stage",
        absent="no evaluations in this stage",
    )
    next_by: Word | None = may(
        None,
        says="the matter members decide to let someone go on to the next stage",
        absent="the thresholds alone do not move anyone on: there is no next stage by decision",
    )
    rights: list[Word] = may(
        [], says="what people of this stage may do, such as speak, propose, vote, share", absent="none"
    )


class Membership(RuleModel):
    """The track from stranger to member (S1-003…006, S2-092…103)."""

    stages: list[Stage] = must("the stages in order, as [[stages]]", min_length=1, max_length=50)
    members_at_most: Whole | None = may(
        None, says="the most members there may be", absent="any number may be members", ge=1
    )
    on_site_first: str | None = may(
        None, says="the place where new members begin to work", absent="members may work from anywhere"
    )
