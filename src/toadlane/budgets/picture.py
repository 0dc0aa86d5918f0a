"""A count as a picture: a bar for each project as long as what it got, and the money as it was given away.

Drawn as SVG text, across in per cent and down in em, so that it is read on a phone; the table says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from bylaws.decisions.budgets.funded import Funded
from bylaws.kernel.money import Money
from toadlane.ui import figures
from toadlane.ui.charts.drawing import em, per_cent
from toadlane.ui.charts.geometry import WHOLE

# Down, in hundredths of an em; across, in per cent of the width.
NAME, BAR, BETWEEN, FOOT = 130, 70, 70, 40


def draw(found: Funded) -> SafeString:
    """The money first, then each project, funded ones in the order they were."""
    sharing = found.sharing
    others = [n for n in range(len(sharing.projects)) if n not in found.funded]
    others.sort(key=lambda n: (-sharing.support[n], n))
    rows = [*found.funded, *others]
    most = max([*sharing.support, 1])
    height = (len(rows) + 1) * (NAME + BAR + BETWEEN) + FOOT
    body = "".join(
        [*_money(found), *(part for row, n in enumerate(rows, 1) for part in _row(found, n, row, most))]
    )
    return mark_safe(  # noqa: S308 - names are escaped where they are put in
        f'<svg class="shares" width="100%" height="{em(height)}" role="img" aria-labelledby="shares-title">'
        f'<title id="shares-title">{escape(_("What each project got, and what is funded"))}</title>'
        f"{body}</svg>"
    )


def _money(found: Funded) -> Iterator[str]:
    """One bar for all the money: a part for each funded project, and what is left."""
    sharing, x = found.sharing, Fraction(0)
    given = _amount(found, sharing.budget - found.left)
    whole = _amount(found, sharing.budget)
    told = _("{given} of {whole} given").format(given=given, whole=whole)
    yield f'<text y="{em(100)}">{escape(told)}</text>'
    yield f'<rect class="track" x="0" y="{em(NAME)}" width="100%" height="{em(BAR)}" rx="3"/>'
    for n in found.funded:
        part = Fraction(sharing.projects[n].cost, sharing.budget)
        yield (
            f'<rect class="part" x="{_across(x)}" y="{em(NAME)}" width="{_across(part)}"'
            f' height="{em(BAR)}"><title>{escape(sharing.called(n))}</title></rect>'
        )
        x += part


def _row(found: Funded, n: int, row: int, most: int) -> Iterator[str]:
    sharing, top = found.sharing, row * (NAME + BAR + BETWEEN)
    kind = "funded" if n in found.funded else "not"
    said = f"{_amount(found, sharing.projects[n].cost)} · {sharing.support[n]}"
    yield f'<text y="{em(top + 100)}">{escape(_short(sharing.called(n)))}</text>'
    yield f'<text class="votes" x="100%" y="{em(top + 100)}" text-anchor="end">{escape(said)}</text>'
    yield (
        f'<rect class="track" x="0" y="{em(top + NAME)}" width="100%" height="{em(BAR)}" rx="3"/>'
        f'<rect class="{kind}" x="0" y="{em(top + NAME)}" height="{em(BAR)}" rx="3"'
        f' width="{_across(Fraction(sharing.support[n], most))}"/>'
    )


def _short(name: str, longest: int = 28) -> str:
    """As much of a name as fits beside the figures on a phone; the table has all of it."""
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def _amount(found: Funded, minor: int) -> str:
    amount = found.sharing.amount(minor)
    return figures.money(amount) if isinstance(amount, Money) else str(amount)


def _across(share: Fraction) -> str:
    return per_cent(int(share * WHOLE))
