"""The rounds of a count as a picture: a bar for each who stands, and the line at which one is elected.

Drawn as SVG text, across in per cent and down in em, so that it is read on a phone; the table says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from bylaws.decisions.elections.counted import Counted, Round, exact
from toadlane.ui.charts.drawing import em, per_cent
from toadlane.ui.charts.geometry import WHOLE

# Down, in hundredths of an em; across, in per cent of the width.
NAME, BAR, BETWEEN, FOOT = 130, 70, 70, 40


def draw(found: Counted, nth: int) -> SafeString:
    """One round, the first is 1; every bar is as long as its votes, over the most of all rounds."""
    stage = found.rounds[nth - 1]
    most = max([*(vote for one in found.rounds for vote in one.votes), line_of(found, stage) or Fraction(0)])
    shown = [one for one in found.election.standing if not gone_before(found, one, nth)]
    height = len(shown) * (NAME + BAR + BETWEEN) + FOOT
    body = "".join(
        part for row, one in enumerate(shown) for part in _row(found, stage, one, row, most or Fraction(1))
    )
    line = line_of(found, stage)
    mark = _line(line, most, height) if line is not None and most else ""
    name = f"round-{nth}"
    return mark_safe(  # noqa: S308 - names are escaped where they are put in
        f'<svg class="rounds" width="100%" height="{em(height)}" role="img"'
        f' aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(_("Round {n}").format(n=nth))}</title>'
        f'<desc id="{name}-d">{escape(told(found, stage, shown))}</desc>{body}{mark}</svg>'
    )


def told(found: Counted, stage: Round, shown: list[int]) -> str:
    """The picture in words."""
    names = found.election.candidates
    return "; ".join(f"{names[one]}: {votes(stage.votes[one])}" for one in shown)


def line_of(found: Counted, stage: Round) -> Fraction | None:
    """At how many votes one is elected: the quota, or more than half of the ballots that still count."""
    if stage.quota is not None or found.quota is not None:
        return stage.quota if stage.quota is not None else found.quota
    return sum(stage.votes, Fraction(0)) / 2 if found.method in ("irv", "countback") else None


def gone_before(found: Counted, one: int, nth: int) -> bool:
    """Whether somebody was left out in an earlier round."""
    return any(one in stage.excluded for stage in found.rounds[: nth - 1])


def votes(number: Fraction) -> str:
    """Votes as they are read: to five decimals where they go on; the file has them exactly."""
    said = exact(number)
    if "/" not in said:
        return said
    whole, rest = divmod(number.numerator * 10**5 // number.denominator, 10**5)
    return f"{whole}.{rest:05d}…"


def _row(found: Counted, stage: Round, one: int, row: int, most: Fraction) -> Iterator[str]:
    top = row * (NAME + BAR + BETWEEN)
    kind = "elected" if one in found.elected and _by_then(found, stage, one) else "going"
    kind = "out" if one in stage.excluded else kind
    given = stage.votes[one]
    yield f'<text y="{em(top + 100)}">{escape(found.election.candidates[one])}</text>'
    yield f'<text class="votes" x="100%" y="{em(top + 100)}" text-anchor="end">{escape(votes(given))}</text>'
    yield (
        f'<rect class="track" x="0" y="{em(top + NAME)}" width="100%" height="{em(BAR)}" rx="3"/>'
        f'<rect class="{kind}" x="0" y="{em(top + NAME)}" width="{_across(given / most)}"'
        f' height="{em(BAR)}" rx="3"/>'
    )


def _by_then(found: Counted, stage: Round, one: int) -> bool:
    """Whether somebody is elected at the end of a round."""
    last = next(nth for nth, each in enumerate(found.rounds) if each is stage)
    return any(one in each.elected for each in found.rounds[: last + 1])


def _line(at: Fraction, most: Fraction, height: int) -> str:
    x = _across(at / most)
    return f'<line x1="{x}" x2="{x}" y1="0" y2="{em(height - FOOT)}"/>'


def _across(share: Fraction) -> str:
    return per_cent(int(share * WHOLE))
