"""Sign-in and what belongs to it; the names are the ones allauth looks for."""

from __future__ import annotations

from allauth.account import views as door
from django.urls import include, path, re_path

from toadlane.people import views

own = ([path("", views.me, name="me")], "people")

urlpatterns = [
    path("me/", include(own)),
    path("account/login/", door.login, name="account_login"),
    path("account/logout/", door.logout, name="account_logout"),
    path("account/closed/", door.account_inactive, name="account_inactive"),
    path("account/signup/", door.signup, name="account_signup"),
    path("account/again/", door.reauthenticate, name="account_reauthenticate"),
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
