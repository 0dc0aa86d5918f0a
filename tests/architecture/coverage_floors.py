"""Hold the tests to the floors of pyproject.toml: `python -m tests.architecture.coverage_floors FOLDER`."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.tree import HOUSE


@dataclass(frozen=True)
class Reached:
    """How much of one file the tests ran: lines and branches together."""

    path: str
    reached: int
    total: int
    missing: tuple[str, ...] = ()


def floors() -> dict[str, int]:
    said: dict[str, int] = tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]["toadlane"]["floors"]
    return said


def below(files: list[Reached], wanted: dict[str, int]) -> list[str]:
    """Each floor that is not reached, and the files that keep it from being so, the worst first."""
    found: list[str] = []
    for place, floor in wanted.items():
        here = [file for file in files if file.path.startswith(place + "/")]
        total, reached = sum(file.total for file in here), sum(file.reached for file in here)
        print(f"{place:24} {100 * reached / max(total, 1):6.2f} %   floor {floor} %")
        if total == 0:
            found.append(f"{place}: there is nothing here to measure")
        elif reached * 100 < floor * total:
            short = sorted(
                (file for file in here if file.reached < file.total),
                key=lambda file: file.reached - file.total,
            )
            found.append(f"{place}: {reached} of {total} reached, the floor is {floor} %")
            found += [f"    {file.path} misses {', '.join(file.missing[:12])}" for file in short[:15]]
    return found


def measured(folder: Path) -> list[Reached]:
    report = folder / "coverage.json"
    own = ["--data-file", str(folder / "together")]
    parts = [str(part) for part in folder.iterdir() if part.name.startswith(("sqlite", "postgresql"))]
    coverage("combine", "--keep", "--quiet", *own, *parts)
    coverage("json", "--quiet", "-o", str(report), *own)
    said = json.loads(report.read_text())
    return [_reached(path, file) for path, file in said["files"].items()]


def _reached(path: str, file: dict[str, dict[str, int] | list[int] | list[list[int]]]) -> Reached:
    summary, lines, branches = file["summary"], file["missing_lines"], file["missing_branches"]
    if not isinstance(summary, dict):
        raise TypeError(path)
    return Reached(
        path,
        summary["covered_lines"] + summary["covered_branches"],
        summary["num_statements"] + summary["num_branches"],
        (*(str(line) for line in lines), *(str(pair) for pair in branches)),
    )


def coverage(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "coverage", *words], cwd=HOUSE, check=True)


def main() -> int:
    found = below(measured(Path(sys.argv[1])), floors())
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
