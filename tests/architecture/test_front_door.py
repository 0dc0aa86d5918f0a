"""The front door opens on any machine with Python, and says plainly what is wrong when it cannot."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import socket
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.tree import HOUSE


@pytest.fixture
def door() -> ModuleType:
    loader = SourceFileLoader("front_door", str(HOUSE / "run"))
    spec = importlib.util.spec_from_loader("front_door", loader)
    if spec is None:
        raise LookupError(HOUSE / "run")
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_an_older_python_can_read_the_door_far_enough_to_be_told() -> None:
    tree = ast.parse((HOUSE / "run").read_text(), feature_version=(3, 8))

    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}

    assert imported <= set(sys.stdlib_module_names)


def test_every_make_target_is_a_door_of_the_same_name(door: ModuleType) -> None:
    text = (HOUSE / "Makefile").read_text()
    targets = set(re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)[0].split())
    commands = {line.strip() for line in text.splitlines() if line.startswith("\t")}

    assert targets - {"run", "help"} == set(door.DOORS) - {"create", "serve", "setup"} - set(
        door.OF_THE_HOUSE
    )
    assert commands == {"@./run help", "@./run serve", "@./run $@"}


def test_help_names_every_door(door: ModuleType) -> None:
    said = subprocess.run([sys.executable, HOUSE / "run"], capture_output=True, text=True, check=True).stdout

    assert [name for name, (what, _) in door.DOORS.items() if name not in said or what not in said] == []


def test_one_package_is_taken_out_of_a_lock_with_its_hashes(door: ModuleType, tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    lock.write_text(
        "uuid==1 \\\n    --hash=a\nuv==2 \\\n    --hash=b \\\n    --hash=c\nx==3 \\\n    --hash=d\n"
    )

    assert door.pin_of("uv", lock) == "uv==2 \\\n    --hash=b \\\n    --hash=c\n"


def test_the_second_setup_does_nothing(
    door: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(HOUSE / "requirements", tmp_path / "requirements")
    monkeypatch.setattr(door, "VENV", tmp_path)
    monkeypatch.setattr(door, "LOCKS", tmp_path / "requirements")
    (tmp_path / ".dev-stamp").write_text(door.stamp_of("dev"))

    assert door.installed("dev")

    with (tmp_path / "requirements" / "dev.lock").open("a") as lock:
        lock.write("one-more==1\n")

    assert not door.installed("dev")


def test_a_port_in_use_is_noticed(door: ModuleType) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]

        assert door.port_taken(port)
    assert not door.port_taken(port)


def test_the_outcome_is_bad_as_soon_as_one_gate_is(
    door: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert door.told([("style", 0, 1.0), ("types", 0, 2.0)]) == 0
    assert door.told([("style", 0, 1.0), ("types", 1, 2.0)]) == 1
    assert "FAIL  types" in capsys.readouterr().out
