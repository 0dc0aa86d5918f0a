"""Asking what a check finds, and the surplus rules it is asked about."""

from __future__ import annotations

from bylaws.charter.lint import Finding, check
from tests.bylaws.charter.texts import read


def findings(base: str, **amendments: str) -> list[Finding]:
    return check(read(base, **amendments))


def told(base: str, **amendments: str) -> list[tuple[str, str, bool]]:
    """Each finding as code, sentence without its place, and whether it is serious."""
    return [(one.fault.code, one.fault.says, one.serious) for one in findings(base, **amendments)]


def place(base: str, finding: Finding) -> str:
    """The line of the text that a finding points at."""
    return base.splitlines()[int((finding.fault.where or "").rpartition(":")[2]) - 1]


def next_steps(base: str, **amendments: str) -> list[str]:
    return [one.fault.next_step for one in findings(base, **amendments)]


def surplus(
    *steps: str, losses: str = '[losses]\nfrom = [{ account = "collective", share = "100%" }]'
) -> str:
    return "\n".join(['kind = "surplus"', *(f"[[steps]]\n{step}" for step in steps), losses])


def to(account: str, **keys: str) -> str:
    return "\n".join([f'to = "{account}"', *(f'{key} = "{value}"' for key, value in keys.items())])


TAXES = to("tax")
REST = to("collective", share="100%", of="left")
MEMBERS_REST = (
    to("members", share="100%", of="left", by="hours", cash="40%", retained="qualified-notice")
    + '\neligible = ["member"]'
)


def loss(*steps: str) -> str:
    return "[losses]\nfrom = [" + ", ".join(f"{{ {step} }}" for step in steps) + "]"


def open_to(name: str, *audience: str) -> str:
    listed = ", ".join(f'"{one}"' for one in audience)
    return f'\n[[classes]]\nname = "{name}"\naudience = [{listed}]\n'
