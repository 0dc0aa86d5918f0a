"""Addresses of the record."""

from __future__ import annotations

from django.urls import path

from toadlane.record import certificate_views, views, witness_views

app_name = "record"
urlpatterns = [
    path("c/<slug:coop>/record/", views.entries, name="entries"),
    path("c/<slug:coop>/record/checkpoints/", views.checkpoints, name="checkpoints"),
    path("c/<slug:coop>/record/checkpoints/<int:size>.txt", views.note, name="note"),
    path("c/<slug:coop>/record/witnesses/", witness_views.named, name="witnesses"),
    path("c/<slug:coop>/record/witnesses/<uuid:witness>/end/", witness_views.ended, name="witness-end"),
    path("house/witness/", witness_views.house, name="house"),
    path("house/witness/<uuid:origin>/end/", witness_views.let_go, name="let-go"),
    path("witness/add-checkpoint", witness_views.add_checkpoint, name="add-checkpoint"),
    path("c/<slug:coop>/record/<uuid:entry>/", views.entry, name="entry"),
    path("c/<slug:coop>/record/<uuid:entry>/proof.json", views.proof, name="proof"),
    path("c/<slug:coop>/record/<uuid:entry>/certificate/", certificate_views.certified, name="certificate"),
]
