"""Random elections and budget rounds, counted by us and by programs of other people (`./run oracles`).

They are installed by requirements/oracles.lock in an environment of their own, which nothing else needs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.bylaws.decisions.budgets import oracles as budgets
from tests.bylaws.decisions.elections import oracles as elections

HOUSE = Path(__file__).resolve().parents[3]
OWN = HOUSE / ".cache" / "oracles"
LOCK = HOUSE / "requirements" / "oracles.lock"
OF = {"elections": elections.compare_all, "budgets": budgets.compare_all}


def main() -> int:
    """So many for each program and way; fails where one comes to something else that no lot explains."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("count", type=int, nargs="?", default=1_000, help="how many for each")
    asked.add_argument("--only", choices=OF, help="elections alone, or budget rounds alone")
    said = asked.parse_args()
    wrong = sum(compare(said.count) for name, compare in OF.items() if said.only in (None, name))
    return int(wrong > 0)


def in_their_environment() -> None:
    """Goes on with an interpreter that has them, made by the lock where it is not the one of this lock."""
    python, made_by = OWN / "bin" / "python", OWN / "made-by.lock"
    if not made_by.exists() or made_by.read_bytes() != LOCK.read_bytes():
        maker = str(Path(sys.executable).with_name("uv"))
        made = [maker, "venv", "-q", "--clear", "--python", sys.executable, str(OWN)]
        whole = [
            "--require-hashes",
            "--no-deps",
            "-r",
            str(LOCK),
        ]  # it names all; one that is not free is out
        for words in (made, [maker, "pip", "install", "-q", "--python", str(python), *whole]):
            subprocess.run(words, check=True)
        made_by.write_bytes(LOCK.read_bytes())
    os.environ["PYTHONPATH"] = f"{HOUSE / 'src'}{os.pathsep}{HOUSE}"
    os.execv(python, [str(python), "-m", __spec__.name, *sys.argv[1:]])  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    if find_spec("pref_voting") is None:
        in_their_environment()
    sys.exit(main())
