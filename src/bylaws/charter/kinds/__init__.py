"""The closed set of kinds of rule, each one typed model."""

from __future__ import annotations

from dataclasses import dataclass

from bylaws.charter.fields import RuleModel
from bylaws.charter.kinds.buy_in import BuyIn
from bylaws.charter.kinds.capital import Capital
from bylaws.charter.kinds.decision import Decision
from bylaws.charter.kinds.exit import Exit
from bylaws.charter.kinds.hours import Hours
from bylaws.charter.kinds.membership import Membership
from bylaws.charter.kinds.pay import Pay
from bylaws.charter.kinds.principles import Principles
from bylaws.charter.kinds.subjects import Subjects
from bylaws.charter.kinds.surplus import Surplus
from bylaws.charter.kinds.tax import Tax
from bylaws.charter.kinds.transparency import Transparency


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule: the model of its first version, whether its rules carry names, and what became of it.

    A kind whose meaning had to change has `later` models: the first is read from `kind = "surplus/2"`.
    `kind = "surplus"` is `surplus/1` for ever, so that an old text is read by the rules of its time.
    """

    name: str
    model: type[RuleModel]
    named: bool = False
    split: bool = False
    """Whether it may be stated in several articles, which add up."""
    executed: bool = True
    """Whether the software acts on such rules by now, instead of keeping and telling them alone."""
    later: tuple[type[RuleModel], ...] = ()

    @property
    def versions(self) -> dict[str, type[RuleModel]]:
        """The model of each version, by the number that stands after the name."""
        return {str(number): model for number, model in enumerate((self.model, *self.later), start=1)}


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("principles", Principles),
        Kind("decision", Decision, named=True, executed=False),
        Kind("subjects", Subjects, split=True),
        Kind("membership", Membership),
        Kind("hours", Hours),
        Kind("pay", Pay, named=True),
        Kind("buy-in", BuyIn),
        Kind("exit", Exit),
        Kind("surplus", Surplus),
        Kind("capital", Capital),
        Kind("tax", Tax),
        Kind("transparency", Transparency),
    )
}
