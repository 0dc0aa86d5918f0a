"""The kind `membership`: the stages from stranger to member, and what leads from one to the next."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import model_validator

from bylaws.charter.fields import Day, RuleModel, SpanText, Whole, Word, YesNo, insist, may, must

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
    members_at_most_until: Day | None = may(
        None,
        says="the first day on which that limit holds no more, as while a co-op is being founded",
        absent="that limit, if there is one, holds as long as the rule does",
    )
    on_site_first: str | None = may(
        None,
        says="the place where new members begin to work",
        absent="members may work from anywhere",
    )
    on_site_for: SpanText | None = may(
        None,
        says="how long they work there",
        absent="how long one works at a certain place is not said",
    )
    on_site_exceptions_by: Word | None = may(
        None,
        says="the decision rule by which somebody is let off it; the reason is recorded",
        absent="no exception from a place of work is provided for",
    )
    criteria: list[str] = may(
        [],
        says="what is looked for in whoever asks to join, each a text",
        absent="nothing is fixed that whoever asks to join has to show",
    )
    led_by: Word | None = may(
        None,
        says="the role that leads people through the stages",
        absent="no role leads people through the stages",
    )
    part_time: YesNo = may(
        default=False,
        says="whether one may be a member and work part of the time",
        absent="nothing is said of working part of the time",
    )
    firm_joins_as: Word | None = may(
        None,
        says="the stage in which people of a firm that the co-op takes over begin, each who agrees",
        absent="people of a firm that is taken over begin as everyone does",
    )
    firm_joins_by: Word | None = may(
        None,
        says="the matter members decide it as",
        absent="taking over a firm with its people is no matter of its own",
    )
    merger_by: Word | None = may(
        None,
        says="the matter members decide a merger with another co-op as; "
        "its people keep their stages and their first days",
        absent="no merger with another co-op is provided for",
    )

    def matters(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The matters it names, each with where it stands."""
        for nth, stage in enumerate(self.stages):
            if stage.next_by is not None:
                yield ("stages", nth, "next_by"), stage.next_by
        if self.firm_joins_by is not None:
            yield ("firm_joins_by",), self.firm_joins_by
        if self.merger_by is not None:
            yield ("merger_by",), self.merger_by

    @model_validator(mode="after")
    def _fits(self) -> Membership:
        insist(
            self.members_at_most is not None or self.members_at_most_until is None,
            "membership",
            "membership.until",
            "`members_at_most_until` needs `members_at_most`: a limit that ends.",
        )
        insist(
            self.on_site_first is not None
            or (self.on_site_for is None and self.on_site_exceptions_by is None),
            "membership",
            "membership.on-site",
            "`on_site_for` and `on_site_exceptions_by` need `on_site_first`.",
        )
        insist(
            (self.firm_joins_as is None) == (self.firm_joins_by is None),
            "membership",
            "membership.firm",
            "`firm_joins_as` and `firm_joins_by` go together: as what people join, and who decides.",
        )
        insist(
            self.firm_joins_as is None or self.firm_joins_as in {stage.name for stage in self.stages},
            "membership",
            "membership.firm-stage",
            "`firm_joins_as` is one of the stages.",
        )
        return self
