"""How many small changes of a model charter its stories notice: `python -m tests.scenarios.mutations`.

Each clause of a model is changed on its own. A change is noticed by the reader when the text cannot be read
any more or has a serious finding; else by the stories when one of the model's fails; else it survives.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial

from bylaws.app.terminal import say
from bylaws.charter.charter import Charter, try_charter
from bylaws.charter.lint import check
from bylaws.charter.written import keys_written
from tests.scenarios.asks import answer
from tests.scenarios.mutating import BASE, Mutant, files_of, mutants
from tests.scenarios.stories import MODELS, Case, cases, charter_from

READER, STORIES, SURVIVED, SAME = "noticed by the reader", "noticed by a story", "survived", "says the same"
STATING = ("states", "decides", "principles")
"""What a story asks that holds a rule to its words, without letting it act."""
TELLING_FAILS = (AttributeError, KeyError, IndexError, TypeError, ValueError, StopIteration)
"""What telling a story can stumble over when the rule it is about has gone."""


@dataclass(frozen=True)
class Outcome:
    """What became of one change; `by` is the story that noticed it, or the fault."""

    said: str
    fate: str
    by: str = ""
    acted_on: bool = True


def fate(mutant: Mutant, told: Iterable[Case]) -> Outcome:
    """Whether the reader, a story or nobody notices a change."""
    amendments = {name: text for name, text in mutant.texts.items() if name != BASE}
    charter, faults = try_charter(mutant.texts[BASE], amendments)
    if charter is None or faults:
        return Outcome(str(mutant), READER, str(faults[0].code), mutant.acted_on)
    if stated(charter) == stated(sound(mutant.model)):
        return Outcome(str(mutant), SAME, acted_on=mutant.acted_on)
    serious = [finding.fault.code for finding in check(charter) if finding.serious]
    if serious:
        return Outcome(str(mutant), READER, serious[0], mutant.acted_on)
    changed = ChangedCharters(mutant)
    noticed = next((case.title for case in _nearest(mutant, told) if not holds(case, changed)), None)
    return Outcome(str(mutant), STORIES if noticed else SURVIVED, noticed or "", mutant.acted_on)


class ChangedCharters:
    """The charters of stories, read from the changed texts."""

    def __init__(self, mutant: Mutant) -> None:
        self.texts = mutant.texts
        self.read: dict[tuple[dt.date | None, tuple[str, ...]], Charter] = {}

    def __call__(self, model: str, adopted: dt.date | None, amendments: tuple[str, ...]) -> Charter:
        key = (adopted, amendments)
        if key not in self.read:
            texts = {name: self.texts[f"amendments/{name}"] for name in amendments}
            self.read[key] = charter_from(self.texts[BASE], texts, model, adopted)
        return self.read[key]


def holds(case: Case, changed: ChangedCharters) -> bool:
    """Whether a story is still answered as it says."""
    try:
        return answer(case, changed) == case.story.told
    except TELLING_FAILS:
        return False


def stated(charter: Charter) -> list[object]:
    """Everything a charter and its amendments state, key by key and in order."""
    standing = [
        *charter.base_standing.values(),
        *(s for a in charter.amendments for s in a.standing.values()),
    ]
    fronts = [charter.base_front, *(a.front for a in charter.amendments if a.front)]
    rules = [(r.kind, r.name, *keys_written(r.says).items()) for s in standing for r in s.rules]
    written = [*fronts, *(a.says for a in charter.amendments)]
    return [*rules, *(tuple(keys_written(one).items()) for one in written)]


@cache
def sound(model: str) -> Charter:
    """The model as it is."""
    texts = {**files_of(model)}
    charter, _ = try_charter(texts.pop(BASE), texts)
    if charter is None:
        raise SystemExit(f"{model} cannot be read.")
    return charter


def _nearest(mutant: Mutant, told: Iterable[Case]) -> list[Case]:
    """The stories, first those about the article that was changed."""
    return sorted(told, key=lambda case: case.about != mutant.article)


def outcomes(model: str, every: int = 1, *, acting: bool = False) -> list[Outcome]:
    """What becomes of each change of a model, or of every so-manieth.

    `acting`: by the stories alone that let the rule act, without those that ask what it states.
    """
    told = [c for c in cases() if c.model == model and not (acting and c.story.ask["what"] in STATING)]
    return [fate(mutant, told) for nth, mutant in enumerate(mutants(model)) if nth % every == 0]


def tally(found: Sequence[Outcome]) -> str:
    """The figure: how many of the changes that say something else were noticed, and by whom."""
    counted = Counter(outcome.fate for outcome in found)
    changed = len(found) - counted[SAME]
    noticed = changed - counted[SURVIVED]
    return (
        f"{noticed} of {changed} changes noticed: {counted[READER]} by the reader,"
        f" {counted[STORIES]} by stories; {counted[SURVIVED]} survived"
    )


def main(arguments: Sequence[str]) -> int:
    """Tell the figure of each model, and every change that nobody noticed; 1 where there is one."""
    parser = argparse.ArgumentParser(prog="python -m tests.scenarios.mutations", description=__doc__)
    parser.add_argument("models", nargs="*", choices=[*MODELS, []], help="all, where none is named")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--every", type=int, default=1, help="a sample: every so-manieth change alone")
    parser.add_argument(
        "--acting", action="store_true", help="without the stories that only ask what a rule states"
    )
    asked = parser.parse_args(arguments)
    chosen = asked.models or MODELS
    everything: list[Outcome] = []
    of_model = partial(outcomes, every=asked.every, acting=asked.acting)
    with ProcessPoolExecutor(asked.processes) as pool:
        for model, found in zip(chosen, pool.map(of_model, chosen), strict=True):
            say(f"{model}: {tally(found)}")
            for outcome in found:
                if outcome.fate == SURVIVED:
                    say(f"    {outcome.said}")
            everything += found
    say(f"all: {tally(everything)}")
    say(f"in kinds of rules the software acts on: {tally([one for one in everything if one.acted_on])}")
    return 1 if any(outcome.fate == SURVIVED for outcome in everything) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
