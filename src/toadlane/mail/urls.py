"""Where mail is seen to."""

from __future__ import annotations

from django.urls import path

from toadlane.mail import views

app_name = "mail"
urlpatterns = [
    path("house/mail/", views.mail, name="mail"),
    path("house/mail/test/", views.test, name="test"),
    path("house/mail/removal/", views.removal, name="removal"),
]
