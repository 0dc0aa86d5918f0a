"""Addresses of the record."""

from __future__ import annotations

from django.urls import path

from toadlane.record import views

app_name = "record"
urlpatterns = [
    path("c/<slug:coop>/record/", views.entries, name="entries"),
    path("c/<slug:coop>/record/<uuid:entry>/", views.entry, name="entry"),
]
