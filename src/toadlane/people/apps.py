"""Who signs in here."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """`INSTALLED_APPS` names this room `toadlane.people`, before allauth, whose pages it dresses."""

    name = "toadlane.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Models exist only now."""
        from allauth.account import signals as door  # noqa: PLC0415
        from allauth.mfa import signals as steps  # noqa: PLC0415
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415
        from django.db.backends.signals import connection_created  # noqa: PLC0415
        from django.db.models.signals import post_save, pre_save  # noqa: PLC0415

        from toadlane.people import factors, hearing, proving, sealing, searching  # noqa: PLC0415

        sealing.anything_sealed.append(factors.anything_sealed)
        door.password_reset.connect(proving.by_password, dispatch_uid="people.proving")
        door.email_confirmed.connect(proving.by_link, dispatch_uid="people.proving")
        door.authentication_step_completed.connect(proving.by_code, dispatch_uid="people.proving")
        door.user_logged_in.connect(hearing.came_in, dispatch_uid="people.hearing")
        door.password_changed.connect(hearing.changed_password, dispatch_uid="people.hearing")
        door.email_added.connect(hearing.asked_for_address, dispatch_uid="people.hearing")
        steps.authentication_failed.connect(hearing.wrong_code, dispatch_uid="people.hearing")
        pre_save.connect(hearing.taken_up, sender="mfa.Authenticator", dispatch_uid="people.hearing")
        post_save.connect(hearing.kept, sender="people.Person", dispatch_uid="people.hearing")
        connection_created.connect(searching.teach, dispatch_uid="people.searching")
        user_logged_in.connect(hearing.signed_in, dispatch_uid="people.hearing")
