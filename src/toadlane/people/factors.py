"""Passkeys, codes from an app and recovery codes: what they are called, and where they work."""

from __future__ import annotations

import base64
import ipaddress
from typing import Any, Final

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toadlane.people import sealing
from toadlane.people.models import Person

NAME: Final = "Toad Lane"
PAPER: Final = '<rect fill="white" width="100%" height="100%"/>'
Kind = Authenticator.Type


SEALED: Final = "age:"
"""Begins what is sealed; no secret does."""


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """What allauth asks this house about second factors."""

    error_messages: dict[str, str | Promise] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This is not the code, or it was used already. Look at the newest one."),
        "cannot_generate_recovery_codes": _(
            "Recovery codes stand in for a passkey or an app. Add one of these first."
        ),
    }

    def get_totp_issuer(self) -> str:
        """So that an app tells two houses apart."""
        return f"{NAME} ({settings.HOST})"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the name in the address; another address cannot ask for it."""
        return {**super().get_public_key_credential_rp_entity(), "name": NAME}

    def encrypt(self, text: str) -> str:
        """Secrets of apps and recovery codes, for the database: nobody makes codes of it alone."""
        return SEALED + base64.b64encode(sealing.seal(text)).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; one that was kept before they were sealed is as it stands."""
        if not encrypted_text.startswith(SEALED):
            return encrypted_text
        return sealing.unseal(base64.b64decode(encrypted_text.removeprefix(SEALED)))

    def build_totp_svg(self, url: str) -> str:
        """Black on white in either light, for a camera; without the line that only a file begins with."""
        drawn: str = super().build_totp_svg(url)
        label = escape(gettext("The code to be scanned by your app"))
        picture = drawn[drawn.index("<svg") :].replace("<svg", f'<svg role="img" aria-label="{label}"', 1)
        return picture.replace("<path", f"{PAPER}<path", 1)

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002
        """What a passkey is called until somebody names it."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey {number}").format(number=count + 1)


def passkeys_work_here(request: HttpRequest) -> bool:
    """Browsers keep passkeys for a name, never for a number, and only where nobody listens in between."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost"
    return False


def anything_sealed() -> bool:
    """Whether a secret of somebody is kept sealed here."""
    return a_sealed_one() is not None


def a_sealed_one() -> str | None:
    """Any of them, for whoever looks whether the key is the right one."""
    apps, codes = Q(data__secret__startswith=SEALED), Q(data__seed__startswith=SEALED)
    found = Authenticator.objects.filter(apps | codes).first()
    return None if found is None else str(found.data.get("secret") or found.data["seed"])


def take_off(person: Person) -> int:
    """Every factor of somebody goes; how many there were."""
    return int(Authenticator.objects.filter(user=person).delete()[0])


def factors_of(person: Person) -> dict[str, Any]:
    """As *My sign-in* shows them, in one question."""
    found = Authenticator.objects.filter(user=person).order_by("created_at", "pk")
    by_kind: dict[str, list[Authenticator]] = {}
    for one in found:
        by_kind.setdefault(one.type, []).append(one)
    codes = by_kind.get(Kind.RECOVERY_CODES, [])
    return {
        "passkeys": [
            {"pk": one.pk, "name": one.wrap().name, "since": one.created_at, "used": one.last_used_at}
            for one in by_kind.get(Kind.WEBAUTHN, [])
        ],
        "app": next(iter(by_kind.get(Kind.TOTP, [])), None),
        "codes_left": codes_left(codes[0]) if codes else None,
    }


def codes_left(codes: Authenticator) -> int:
    """How many recovery codes are good still; told without opening them."""
    used: int = codes.data["used_mask"]
    return int(settings.MFA_RECOVERY_CODE_COUNT) - used.bit_count()
