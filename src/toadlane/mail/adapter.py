"""What the sign-in pages send, they put into the outbox."""

from __future__ import annotations

from typing import Any, Final

from allauth.core import context as asked
from django.contrib.sites.shortcuts import get_current_site
from django.utils import timezone
from uuid_utils.compat import uuid7

from toadlane.mail import outbox
from toadlane.mail.models import Letter
from toadlane.people.adapter import ByInvitation
from toadlane.people.nobody import UNKNOWN, is_here

LOGIN_CODE: Final = "account/email/login_code"
KINDS: Final = {
    "account/email/password_reset_key": Letter.Kind.PASSWORD,
    "account/email/email_confirmation": Letter.Kind.ADDRESS,
    "account/email/email_confirmation_signup": Letter.Kind.ADDRESS,
}


class ByPost(ByInvitation):
    """The same door, whose letters leave by the queue."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write it down; nobody at the page waits for a mail server.

        Where there is no account, the letter is written all the same and goes nowhere.
        """
        who = context.get("user")
        known = template_prefix != UNKNOWN and (who is None or is_here(who))
        if template_prefix == UNKNOWN:
            template_prefix, context = LOGIN_CODE, {**context, "code": self.generate_login_code()}
        site = {"request": asked.request, "email": email, "current_site": get_current_site(asked.request)}
        message = self.render_mail(template_prefix, email, {**site, **context})
        outbox.write(
            kind=KINDS.get(template_prefix, Letter.Kind.ACCOUNT),
            to=email if known else outbox.NOWHERE,
            subject=str(message.subject),
            body=str(message.body),
            key=uuid7().hex,
            at=timezone.now(),
        )
