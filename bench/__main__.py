"""Every bench, each in a process of its own: `python -m bench`, or `python -m bench pages --members 300`.

Each stands beside a peer or a limit that is measured in the same run; docs/benchmarks.md keeps what was
found, and on which machine.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import time

BENCHES = {
    "close_in_application": "Close a year in the application",
    "close_beside_peers": "Close a year, beside hledger and Beancount",
    "close_year_command": "Close a year on the command line",
    "replay": "Replay an amendment over five years",
    "deciding": "Count a million positions, and say where ten thousand matters stand",
    "electing": "Count an election of 100,000 papers, 20 candidates and 5 seats",
    "funding": "Count a budget round of a city: equal shares, 50,000 voters, 100 projects",
    "counting_growth": "Count elections and budget rounds, from a thousand ballots to a million",
    "importing": "Import the library",
    "charter_reading": "Read a long charter and answer one question",
    "record": "Verify a record of a million entries, and make proofs",
    "record_writers": "Forty people write at once, with the record on and off",
    "pages": "Pages that have to be quick",
    "proposal_page": "A proposal with 200 members and 2,000 comments",
    "live_page": "A meeting with 500 invited and 100 there",
    "hours_reading": "Read hours from an export",
    "hours_import": "Import hours into the application",
}


def main(argv: list[str]) -> int:
    """Run those named, or all; what follows the one name is given to it."""
    if argv and argv[0] in {"-h", "--help", "help"}:
        print(__doc__)
        for name, what in BENCHES.items():
            print(f"    {name:<24}{what}")
        return 0
    named = [word for word in argv if word in BENCHES]
    more = [word for word in argv if word not in BENCHES]
    if more and len(named) != 1:
        print(f"There is no bench “{more[0]}”. There are: {', '.join(BENCHES)}.", file=sys.stderr)
        return 2
    print(
        f"{platform.machine()}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    )
    return max(run(name, more) for name in named or BENCHES)


def run(name: str, more: list[str]) -> int:
    """One bench under its heading."""
    print(f"\n{BENCHES[name]} ({name})", flush=True)
    began = time.monotonic()
    code = subprocess.run([sys.executable, "-m", f"bench.{name}", *more], check=False).returncode
    print(
        f"    took {time.monotonic() - began:.0f} s" if code == 0 else f"    failed with {code}", flush=True
    )
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
