"""The peer counts a `.pb` file: run by bench/funding.py with an interpreter that has pabutools installed."""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module

UTILITIES = {"cost": "Cost_Sat", "cardinality": "Cardinality_Sat"}


def main(utility: str, file: str) -> None:
    """Seconds of processor time to read and to count, and what it funds."""
    election = import_module("pabutools.election")
    began = time.process_time()
    instance, profile = election.parse_pabulib(file)
    read = time.process_time()
    shares = import_module("pabutools.rules").method_of_equal_shares
    loaded = time.process_time()
    found = shares(instance, profile, sat_class=getattr(election, UTILITIES[utility]))
    seconds = time.process_time() - loaded
    funded = sorted(one.name for one in found)
    print(json.dumps({"read": read - began, "seconds": seconds, "funded": funded}))


if __name__ == "__main__":
    main(*sys.argv[1:])
