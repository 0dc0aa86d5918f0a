"""An operator's settings are read once, and refused loudly when they make no sense."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from toadlane.site import environment

LONG = "k" * 40


def test_the_data_folder_is_made_where_the_operator_says(tmp_path: Path) -> None:
    folder = environment.data_folder({"TOADLANE_DATA": str(tmp_path / "a" / "co-op")})

    assert (folder, folder.is_dir()) == (tmp_path / "a" / "co-op", True)


def test_without_a_word_the_data_is_the_demos(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "CHECKOUT", tmp_path)

    assert environment.data_folder({}) == tmp_path / ".data" / "demo"


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ImproperlyConfigured, match=r"^TOADLANE_DATA: the folder .* cannot be made"):
        environment.data_folder({"TOADLANE_DATA": str(tmp_path / "file" / "folder")})


def test_a_data_folder_that_cannot_be_written_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)

    with pytest.raises(ImproperlyConfigured, match=r"^TOADLANE_DATA: .* cannot be written to"):
        environment.data_folder({"TOADLANE_DATA": str(tmp_path)})


def test_a_key_is_made_once_and_kept_for_the_operators_eyes_alone(tmp_path: Path) -> None:
    first, second = (environment.secret_key({}, tmp_path) for _ in range(2))

    assert first == second
    assert len(first) >= 32
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_given_is_used_and_none_is_kept(tmp_path: Path) -> None:
    assert environment.secret_key({"TOADLANE_SECRET_KEY": LONG}, tmp_path) == LONG
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize("where", ["given", "kept"])
def test_a_short_key_is_refused(tmp_path: Path, where: str) -> None:
    (tmp_path / "secret_key").write_text("short")
    given = {"TOADLANE_SECRET_KEY": "short"} if where == "given" else {}

    with pytest.raises(ImproperlyConfigured, match=r"^TOADLANE_SECRET_KEY: .*short"):
        environment.secret_key(given, tmp_path)


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("", ("http://127.0.0.1:8000", "127.0.0.1", False)),
        ("https://coop.example", ("https://coop.example", "coop.example", True)),
        ("http://localhost:9000/", ("http://localhost:9000", "localhost", False)),
    ],
)
def test_an_address_says_host_and_whether_tls_guards_it(
    given: str, understood: tuple[str, str, bool]
) -> None:
    assert environment.address({"TOADLANE_ADDRESS": given}) == understood


@pytest.mark.parametrize(
    "given",
    [
        "coop.example",
        "ftp://coop.example",
        "https://",
        "https://coop.example/here",
        "https://coop.example/?here",
        "https://ada@coop.example",
        "https://coop.example:port",
        "https://coop.example:99999",
    ],
)
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^TOADLANE_ADDRESS: "):
        environment.address({"TOADLANE_ADDRESS": given})


def test_without_a_word_the_database_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    database = environment.database({}, tmp_path)

    assert (database["ENGINE"], database["NAME"]) == (
        "django.db.backends.sqlite3",
        str(tmp_path / "toadlane.sqlite3"),
    )
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in database["OPTIONS"]["init_command"]


def test_sqlite_waits_for_the_disk_at_every_commit_and_carries_over_seldom(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)) as there:
        there.executescript(environment.SQLITE_OPTIONS["init_command"])
        asked = ("journal_mode", "synchronous", "wal_autocheckpoint")
        said = [there.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]

    assert said == ["wal", 2, 4000]


def test_sqlite_may_live_in_a_named_file(tmp_path: Path) -> None:
    database = environment.database({"TOADLANE_DATABASE_URL": "sqlite:////srv/a%20b.sqlite3"}, tmp_path)

    assert database["NAME"] == "/srv/a b.sqlite3"


@pytest.mark.parametrize(
    ("url", "understood"),
    [
        (
            "postgresql://ada:p%40ss@db.example:5433/harbour?sslmode=require",
            ("harbour", "ada", "p@ss", "db.example", "5433", {"sslmode": "require"}),
        ),
        ("postgres:///harbour?host=/run/postgresql", ("harbour", "", "", "/run/postgresql", "", {})),
    ],
)
def test_postgresql_is_found_by_its_url(tmp_path: Path, url: str, understood: tuple[Any, ...]) -> None:
    database = environment.database({"TOADLANE_DATABASE_URL": url}, tmp_path)

    assert (
        tuple(database[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS"))
        == understood
    )


@pytest.mark.parametrize(
    "url",
    [
        "mysql://host/name",
        "postgresql://host",
        "postgresql://host:port/name",
        "sqlite://",
        "sqlite:///here",
        "nonsense",
    ],
)
def test_a_database_that_cannot_be_used_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^TOADLANE_DATABASE_URL: "):
        environment.database({"TOADLANE_DATABASE_URL": url}, tmp_path)


@pytest.mark.parametrize(("said", "understood"), [("", 0), ("0", 0), ("1", 1)])
def test_a_switch_is_one_or_nought(said: str, understood: int) -> None:
    assert environment.yes_or_no({"TOADLANE_DEBUG": said}, "TOADLANE_DEBUG") is bool(understood)


def test_any_other_word_for_a_switch_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^TOADLANE_DEBUG: “yes” is neither"):
        environment.yes_or_no({"TOADLANE_DEBUG": "yes"}, "TOADLANE_DEBUG")


def in_a_process_of_its_own(tmp_path: Path, asks: str, **said: str) -> subprocess.CompletedProcess[str]:
    """Settings are read once, so each reading needs a process."""
    return subprocess.run(
        [sys.executable, "-c", asks],
        env={**os.environ, "TOADLANE_DATA": str(tmp_path), **said},
        capture_output=True,
        text=True,
        check=False,
    )


def asked_of(tmp_path: Path, **said: str) -> dict[str, str]:
    """What the settings of a process of its own come to."""
    asks = (
        "from toadlane.site import settings as s\n"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.DEBUG, "
        "s.ALLOWED_HOSTS[0])"
    )
    done = in_a_process_of_its_own(tmp_path, asks, **said)
    return {"out": done.stdout.strip(), "err": done.stderr.strip().splitlines()[-1] if done.stderr else ""}


def test_behind_tls_cookies_are_secure(tmp_path: Path) -> None:
    plain, guarded = (
        asked_of(tmp_path, TOADLANE_ADDRESS=address)
        for address in ("http://10.0.0.1", "https://coop.example")
    )

    assert (plain["out"], guarded["out"]) == (
        "False False False False 10.0.0.1",
        "True True True False coop.example",
    )


@pytest.mark.parametrize(("said", "understood"), [("", 0), ("0", 0), ("1", 1), ("3", 3)])
def test_proxies_are_counted(said: str, understood: int) -> None:
    assert environment.proxies({"TOADLANE_PROXIES": said}) == understood


@pytest.mark.parametrize("said", ["yes", "-1", "4", "1.0"])
def test_what_is_no_number_of_proxies_is_refused(said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^TOADLANE_PROXIES: .* is no number of proxies"):
        environment.proxies({"TOADLANE_PROXIES": said})


def test_a_public_address_and_debugging_do_not_go_together() -> None:
    alone = [environment.debugging({"TOADLANE_DEBUG": said}, tls=False) for said in "01"]

    assert alone == [False, True]
    with pytest.raises(ImproperlyConfigured, match=r"^TOADLANE_DEBUG: on a public address"):
        environment.debugging({"TOADLANE_DEBUG": "1"}, tls=True)


def test_a_misspelt_setting_is_not_silently_without_effect() -> None:
    environment.refuse_misspelt({"TOADLANE_PROXIES": "1", "TOADLANE_NOTHING_OF_OURS": "", "PATH": ""})

    with pytest.raises(ImproperlyConfigured, match=r"^TOADLANE_ADRESS: .* Did you mean TOADLANE_ADDRESS\?"):
        environment.refuse_misspelt({"TOADLANE_ADRESS": "https://coop.example"})


def test_every_setting_is_known_and_told_of_in_the_guide() -> None:
    house = Path(environment.__file__).parent
    read = {name for file in house.glob("*.py") for name in re.findall(r"TOADLANE_[A-Z_]+", file.read_text())}
    guide = (environment.CHECKOUT / "docs" / "guide" / "installing.md").read_text()

    assert (read - {"TOADLANE_"}, set(re.findall(r"`(TOADLANE_[A-Z_]+)`", guide))) == (
        set(environment.KNOWN),
        set(environment.KNOWN),
    )


def test_a_key_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "secret_key").mkdir()

    with pytest.raises(ImproperlyConfigured, match=r"^TOADLANE_DATA: .* cannot be read"):
        environment.kept_key(tmp_path / "secret_key")


@pytest.mark.parametrize("count", ["0", "1"])
def test_what_a_proxy_says_is_believed_only_where_one_stands(tmp_path: Path, count: str) -> None:
    asks = (
        "import django; django.setup()\n"
        "from django.test import RequestFactory as R\n"
        "from allauth.core.internal.httpkit import get_client_ip as ip\n"
        "r = R().get('/', headers={'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '10.1.1.1, 10.2.2.2'})\n"
        "print(r.is_secure(), ip(r))"
    )
    done = in_a_process_of_its_own(tmp_path, asks, TOADLANE_PROXIES=count)

    assert done.stdout.strip() == {"0": "False 127.0.0.1", "1": "True 10.2.2.2"}[count]


def test_a_wrong_setting_stops_the_start_with_its_name_and_the_cure(tmp_path: Path) -> None:
    assert asked_of(tmp_path, TOADLANE_ADDRESS="coop.example")["err"] == (
        "django.core.exceptions.ImproperlyConfigured: TOADLANE_ADDRESS: “coop.example” is not an address. "
        "Write “https://coop.example”."
    )
