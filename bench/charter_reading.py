"""A long charter read and asked one question, against `tomllib` over the same TOML.

`python -m bench.charter_reading [ARTICLES] [AMENDMENTS]` makes up a charter of so many articles, each with
one rule, and so many amendments of one article each. Cold is reading all texts and finding the rule in
force today; warm is finding it again. In turns with the peer, which parses the same rules and does no more;
the 301 front matters, which we read along with them, are not counted in the peer's favour. What the peer
takes over rules and front matters together is printed beside it.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
import tomllib
from collections.abc import Callable
from itertools import cycle, islice
from statistics import median

from bylaws.charter.charter import Charter, read_charter
from bylaws.charter.kinds.pay import Pay

ARTICLES, AMENDMENTS = 200, 300
ROUNDS = 9
LIMIT, FASTER = 3.0, 100
FIRST = dt.date(2010, 1, 1)

FRONT = """---
name = "Harbour Web Cooperative"
jurisdiction = "US-MA"
currency = "USD"
time_zone = "America/New_York"
fiscal_year_starts = "01-01"
languages = ["en"]
adopted = 2009-12-01
from = 2010-01-01
---

We wrote this to be read aloud.
"""
AMENDS = """---
adopted = {adopted}
from = {adopted}
by = "members' meeting, item {nth}"
replaces = [{number}]
---
"""
PROSE = """
## Article {number} — Matter {number}

We settled matter {number} together, and look at it again each spring. Whoever disagrees says so *in writing*
to the next meeting; the one after decides, and Article 1 says who may take part in it.

"""
WAGES = """kind = "pay"
name = "wages-{number}"
plan = "hourly"
period = "month"
rates = [{{ stages = ["candidate"], rate = "{rate}.00" }}, {{ stages = ["member"], rate = "{more}.50" }}]
"""
STORE = """kind = "pay"
name = "wages-{number}"
plan = "hourly"
period = "month"

[[rates]]
stages = ["candidate"]
rate = "{rate}.00"

[[rates]]
stages = ["member"]
rate = "{more}.50"
"""
FENCES = (WAGES, STORE)


def fence(number: int, rate: int) -> str:
    """One rule, written in one of two ways."""
    return FENCES[number % len(FENCES)].format(number=number, rate=rate, more=rate + 4)


def article(number: int, rate: int) -> str:
    return f"{PROSE.format(number=number)}```toml rule\n{fence(number, rate)}```\n"


def texts(articles: int, amendments: int) -> tuple[str, dict[str, str], list[str], list[str]]:
    """The base text, its amendments by name, every rule in them, and every front matter."""
    base = FRONT + "".join(article(number, 20) for number in range(1, articles + 1))
    numbers = list(islice(cycle(range(1, articles + 1)), amendments))
    further = {
        f"amendment-{nth:04}": AMENDS.format(
            adopted=(FIRST + dt.timedelta(days=nth * 7)).isoformat(), nth=nth, number=number
        )
        + article(number, 21 + nth % 60)
        for nth, number in enumerate(numbers)
    }
    fences = [fence(number, 20) for number in range(1, articles + 1)]
    fences += [fence(number, 21 + nth % 60) for nth, number in enumerate(numbers)]
    fronts = [text.split("---\n")[1] for text in (base, *further.values())]
    return base, further, fences, fronts


def asked(charter: Charter, number: int, day: dt.date) -> object:
    """One question: at which rates is this work paid today?"""
    return charter.on(day).rule("pay", Pay, f"wages-{number}").says.rates


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main(articles: int = ARTICLES, amendments: int = AMENDMENTS) -> int:
    """Measure in turns, print both, and fail beyond the limits."""
    base, further, fences, fronts = texts(articles, amendments)
    day = FIRST + dt.timedelta(days=7 * amendments + 1)

    def parse(written: list[str]) -> None:
        for one in written:
            tomllib.loads(one)

    def cold() -> None:
        asked(read_charter(base, further), articles // 2, day)

    held = read_charter(base, further)
    warm = min(seconds(lambda: asked(held, articles // 2, day)) for _ in range(1000))
    both = median(seconds(lambda: parse(fences + fronts)) for _ in range(ROUNDS))
    pairs = [(seconds(lambda: parse(fences)), seconds(cold)) for _ in range(ROUNDS)]
    theirs, ours = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(mine / other for other, mine in pairs)
    print(f"    {articles} articles, {amendments} amendments, {len(fences)} fences")
    print(f"    tomllib over all the TOML    {1000 * both:9.2f} ms   {ours / both:.2f}×")
    print(f"    tomllib over the rules alone {1000 * theirs:9.2f} ms")
    print(f"    read and answer, cold        {1000 * ours:9.2f} ms   {ratio:.2f}× (limit {LIMIT}×)")
    print(f"    answer again, warm           {1000 * warm:9.3f} ms   {ours / warm:.0f}× faster than cold")
    return int(ratio > LIMIT or ours / warm < FASTER)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
