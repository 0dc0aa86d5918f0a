"""A budget round as a charter's rule says it: how it is counted, and what may stand on the ballot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bylaws.charter.kinds.budget_round import BudgetRound
from bylaws.charter.rules import Rule
from bylaws.decisions.budgets.count import count
from bylaws.decisions.budgets.funded import Funded, Way
from bylaws.decisions.budgets.sharing import Sharing
from bylaws.kernel.faults import Refused
from bylaws.kernel.money import Money


def way_of(rule: BudgetRound) -> Way:
    """The way of counting that a rule names."""
    return Way(rule.counted, rule.utility, rule.completion)


def count_by(
    rule: Rule[BudgetRound], sharing: Sharing, *, currency: str, left_over: int = 0, lot: Sequence[str] = ()
) -> Funded:
    """What a round comes to by the charter’s rule of the day it was opened; the answer cites its article.

    `sharing` is the round as held, in the charter's `currency`; `left_over` is what of its money the round
    before did not give away, in minor units. Faults, each with the article: `round.currency`, `round.ballot`
    (marks where the rule asks for points, or the other way), `round.left-over` (there is some where it stays,
    or more than the round shares out), `round.amount` (other money than the rule and what was left over come
    to), `round.project` (a project below the least or above the most it may cost); and those of `count`.
    """
    _check_form(rule, sharing, currency)
    _check_money(rule, sharing.budget, left_over, currency)
    _check_projects(rule, sharing, currency)
    counted = count(sharing, way_of(rule.says), ties=rule.says.ties, lot=lot)
    return replace(counted, article=rule.article, left_over=left_over)


def _check_money(rule: Rule[BudgetRound], budget: int, left_over: int, currency: str) -> None:
    """That a round shares out what its rule says, and what the one before left over, to the last cent."""
    says, article = rule.says, rule.article
    if left_over and not (says.left_over == "next-round" and 0 < left_over <= budget):
        raise Refused(
            "Of the {budget} shared out, {carried} cannot be left over from the round before.",
            code="round.left-over",
            next_step="Look up where the article says that what is left goes, and how much it was.",
            article=article,
            budget=str(Money(budget, currency)),
            carried=str(Money(left_over, currency)),
        )
    if says.amount is not None and budget != says.amount.minor + left_over:
        raise Refused(
            "A round shares out {amount} and what was left over, {carried}; this one shares out {budget}.",
            code="round.amount",
            next_step="Share out what the article says; say how much was left over, where that goes along.",
            article=article,
            amount=str(says.amount),
            carried=str(Money(left_over, currency)),
            budget=str(Money(budget, currency)),
        )


def _check_form(rule: Rule[BudgetRound], sharing: Sharing, currency: str) -> None:
    """That it is held in the currency and by the ballot of the rule."""
    says, article = rule.says, rule.article
    if sharing.amount(0) != Money(0, currency):
        raise Refused(
            "The round is not held in {currency}.",
            code="round.currency",
            next_step="Say in the file that its currency is {currency}.",
            article=article,
            currency=currency,
        )
    if says.ballot != sharing.ballot:
        raise Refused(
            "On the ballots of this round stand other marks than the charter asks for.",
            code="round.ballot",
            next_step="Hold it with the ballot the article names.",
            article=article,
        )


def _check_projects(rule: Rule[BudgetRound], sharing: Sharing, currency: str) -> None:
    """That no project costs less or more than it may."""
    says = rule.says
    for project in sharing.projects:
        least, most = says.project_at_least, says.project_at_most
        if (least and project.cost < least.minor) or (most and project.cost > most.minor):
            raise Refused(
                "“{project}” costs {cost}, which is not what a project may cost.",
                code="round.project",
                next_step="Take it off the ballot before anybody votes.",
                article=rule.article,
                project=project.key,
                cost=str(Money(project.cost, currency)),
            )
