"""What it takes until the library is there: processor time of an interpreter that imports it and ends.

`python -m bench.importing`: the least of some starts, beside an interpreter that imports nothing. `import
bylaws` and what counts elections and budget rounds have to stay below LIMIT, the interpreter's own start
left out; the whole command is told beside them.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys

LIMIT = 0.1
HELD = ("bylaws", "bylaws.decisions.elections.count", "bylaws.decisions.budgets.count")
TOLD = ("bylaws.app.main",)


def main() -> int:
    """Each import; fails where one that is held takes longer."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--starts", type=int, default=15)
    starts = asked.parse_args().starts
    bare = least("pass", starts)
    print(f"    an interpreter that imports nothing: {bare * 1000:.0f} ms")
    slow = False
    for name in (*HELD, *TOLD):
        seconds = least(f"import {name}", starts) - bare
        held = name in HELD
        slow |= held and seconds > LIMIT
        limit = f" (limit {LIMIT * 1000:.0f} ms)" if held else ""
        print(f"    import {name}: {seconds * 1000:.0f} ms more{limit}", flush=True)
    return int(slow)


def least(code: str, starts: int) -> float:
    """Seconds of processor time of an interpreter that runs this, the least of some."""
    found = list[float]()
    for _ in range(starts):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(found)


if __name__ == "__main__":
    sys.exit(main())
