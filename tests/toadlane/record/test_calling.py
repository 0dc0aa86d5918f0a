"""One request to another installation: what stands in its way, without leaving this machine."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from toadlane.record import calling


@pytest.mark.parametrize(
    "place",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.169.254",
        "172.16.0.1",
        "0.0.0.0",  # noqa: S104 — an address nobody may name
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "2002:0a00:0001::1",
    ],
)
def test_no_address_within_is_ever_called(place: str) -> None:
    assert not calling.is_open(place)


def test_addresses_in_the_open_are_called(settings: Any) -> None:
    assert calling.is_open("93.184.215.14")
    assert calling.is_open("2606:2800:21f:cb07:6820:80da:af6b:8b2c")
    settings.WITNESSES_NEARBY = True
    assert calling.is_open("127.0.0.1")
    assert not calling.is_open("10.0.0.1")


def code_of(address: str) -> str:
    with pytest.raises(calling.NotReached) as missed:
        calling.post(address, "")
    return missed.value.code


def test_a_name_that_nobody_has_is_unknown() -> None:
    assert code_of(f"https://{'a' * 64}.example/witness") == "unknown"


def test_whoever_does_not_speak_tls_has_no_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = socket.socketpair()
    called: list[tuple[str, int]] = []

    def connect(place: tuple[str, int], _patience: float) -> socket.socket:
        called.append(place)
        return ours

    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "create_connection", connect)
    with theirs:
        theirs.sendall(b"HTTP/1.0 400 Speak plainly\r\n\r\n")
        code = code_of("https://quay.example/witness")

    assert (code, called) == ("certificate", [("93.184.215.14", 443)])


def test_patience_ends_a_line_that_is_open_and_minds_no_other() -> None:
    line = calling.Open("127.0.0.1", "quay.example", 80)
    ours, theirs = socket.socketpair()

    calling.hang_up(line)
    with theirs:
        with ours:
            line.sock = ours
            calling.hang_up(line)
            heard = theirs.recv(1)
        calling.hang_up(line)

    assert heard == b""
