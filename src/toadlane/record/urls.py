"""Addresses of the record."""

from __future__ import annotations

from django.urls import path

from toadlane.record import views

app_name = "record"
urlpatterns = [
    path("c/<slug:coop>/record/", views.entries, name="entries"),
    path("c/<slug:coop>/record/checkpoints/", views.checkpoints, name="checkpoints"),
    path("c/<slug:coop>/record/checkpoints/<int:size>.txt", views.note, name="note"),
    path("c/<slug:coop>/record/<uuid:entry>/", views.entry, name="entry"),
    path("c/<slug:coop>/record/<uuid:entry>/proof.json", views.proof, name="proof"),
]
