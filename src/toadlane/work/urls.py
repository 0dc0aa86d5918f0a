"""Addresses of the work room."""

from __future__ import annotations

from django.urls import path

from toadlane.work import from_meetings, import_views, views

app_name = "work"
urlpatterns = [
    path("c/<slug:coop>/work/", views.hours, name="hours"),
    path("c/<slug:coop>/work/people/<slug:person>/", views.person, name="person"),
    path("c/<slug:coop>/work/entries/<uuid:entry>/", views.entry, name="entry"),
    path("c/<slug:coop>/work/entries/<uuid:entry>/removal/", views.removal, name="removal"),
    path("c/<slug:coop>/work/meetings/<uuid:meeting>/", from_meetings.logging, name="of-a-meeting"),
    path("c/<slug:coop>/work/everyone/", views.everyone, name="everyone"),
    path("c/<slug:coop>/work/imports/", import_views.imports, name="imports"),
    path("c/<slug:coop>/work/imports/<uuid:source>/", import_views.one, name="import"),
    path("c/<slug:coop>/work/imports/<uuid:source>/look/", import_views.look, name="look"),
    path("c/<slug:coop>/work/imports/<uuid:source>/entries/", import_views.bring_in, name="bring-in"),
    path("c/<slug:coop>/work/imports/<uuid:source>/undoing/", import_views.undo, name="undo"),
    path("c/<slug:coop>/work/imports/<uuid:source>/discarding/", import_views.discard, name="discard"),
]
