"""Sign-in and what belongs to it; the names are the ones allauth looks for."""

from __future__ import annotations

from allauth.account import views as door
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.urls import include, path, re_path

from toadlane.people import sign_in_views, views

own = ([path("", views.me, name="me")], "people")

urlpatterns = [
    path("me/", include(own)),
    path("me/sign-in/", sign_in_views.my_sign_in, name="mfa_index"),
    path("me/sign-in/browsers/", sign_in_views.signed_in, name="usersessions_list"),
    path("me/sign-in/passkeys/new/", sign_in_views.add_passkey, name="mfa_add_webauthn"),
    path("me/sign-in/passkeys/<int:pk>/name/", sign_in_views.name_passkey, name="mfa_edit_webauthn"),
    path("me/sign-in/passkeys/<int:pk>/removal/", sign_in_views.remove_passkey, name="mfa_remove_webauthn"),
    path("me/sign-in/app/", app.activate_totp, name="mfa_activate_totp"),
    path("me/sign-in/app/removal/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("me/sign-in/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "me/sign-in/recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "me/sign-in/recovery-codes/file/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("account/login/", door.login, name="account_login"),
    path("account/code/", door.request_login_code, name="account_request_login_code"),
    path("account/code/sent/", door.confirm_login_code, name="account_confirm_login_code"),
    path("account/passkey/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("account/second-step/", second.authenticate, name="mfa_authenticate"),
    path("account/logout/", door.logout, name="account_logout"),
    path("account/closed/", door.account_inactive, name="account_inactive"),
    path("account/signup/", door.signup, name="account_signup"),
    path("account/again/", door.reauthenticate, name="account_reauthenticate"),
    path("account/again/code/", second.reauthenticate, name="mfa_reauthenticate"),
    path("account/again/passkey/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/email/", door.email, name="account_email"),
    path("account/email/sent/", door.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^account/email/confirm/(?P<key>[-:\w]+)/$", views.confirm_email, name="account_confirm_email"),
    path("account/password/", door.password_change, name="account_change_password"),
    path("account/password/first/", door.password_set, name="account_set_password"),
    path("account/password/forgotten/", door.password_reset, name="account_reset_password"),
    path("account/password/forgotten/sent/", door.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        door.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/new/kept/",
        door.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
