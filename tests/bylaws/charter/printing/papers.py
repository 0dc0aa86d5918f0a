"""Charters to print: one with everything prose can hold, one that means harm, one that was amended."""

from __future__ import annotations

from bylaws.charter.charter import Charter
from bylaws.charter.printing.document import document
from bylaws.charter.printing.tree import Document
from tests.bylaws.charter.texts import HOURS, amendment, article, day, front, read

ON = day("2026-01-01")

EVERYTHING = """
“Member” means an owner who works here. Members decide, **all *of* us**, ~~never one alone~~, by `vote`.

### Words

A line\\
broken on purpose, [a site](https://coop.example/a?b=c&d=e), [nowhere](other.md), ![a picture](https://x.example/p.png).

- first
- second

  and more of it

  1. inner
- > quoted in an item

3. three
4. four

> A quote.

| who | what |
| --- | --- |
| Ada | a\\|b *c* |

***

    some `code`
    more

- - -

- a list

* another list
"""

HOSTILE = """
<script>alert("x")</script> #set page(fill: red) $x^2$ = heading *bold?* \\textbf{x} {{ name }} <b>bold</b>

[run](javascript:alert(1)) &lt;i&gt; \u202egnol\u202c \u2066x\u2069 ]]> <!-- no --> #panic("x") @ref <label>

# a heading of its own with #hash

`#eval("1")` `<script>`

    #let x = 1
"""


def one_article(prose: str, **fronts: str) -> Charter:
    """A charter of one article, and the rule of hours below its prose."""
    return read(front(**fronts) + article(9, "Surplus", HOURS, prose=prose.strip("\n")))


def printed(prose: str, language: str = "en", **fronts: str) -> Document:
    return document(one_article(prose, **fronts), ON, language)


def amended() -> Charter:
    """Article 3 amended, 7 moved to 14, 9 about to change, 20 added and gone again."""
    base = (
        front() + article(3, "Meetings", prose="See Article 7.") + article(7, "Pay") + article(9, "Surplus")
    )
    return read(
        base,
        **{
            "2025-meetings": amendment(
                article(3, "Meetings", prose="As Article 7 says."), by="decision 31", replaces="[3]"
            ),
            "2025-pay": amendment(
                article(14, "Pay"),
                article(20, "Trial"),
                adopted="2025-06-01",
                from_="2025-07-01",
                adds="[14, 20]",
                repeals="[7]",
            ),
            "2025-trial": amendment(adopted="2025-08-01", from_="2025-09-01", repeals="[20]"),
            "2026-surplus": amendment(
                article(9, "Surplus"), adopted="2025-10-01", from_="2027-01-01", replaces="[9]"
            ),
            "2026-front": amendment(
                adopted="2025-11-01",
                from_="2025-12-01",
                replaces='["front"]',
                more="[front]\n" + front(name='"Harbour Web Workers"').strip("-\n"),
            ),
        },
    )
