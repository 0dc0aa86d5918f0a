"""Addresses of replays: beside the charter they are about."""

from __future__ import annotations

from django.urls import path

from toadlane.replay import views

app_name = "replay"
HERE = "c/<slug:coop>/charter/replay/"
urlpatterns = [
    path(HERE, views.attempt, name="try"),
    path(f"{HERE}<uuid:run>/", views.run, name="run"),
    path(f"{HERE}<uuid:run>/<int:year>/", views.year, name="year"),
    path(f"{HERE}<uuid:run>/<int:year>/<slug:person>/", views.why, name="why"),
]
