"""Addresses of the room of meetings."""

from __future__ import annotations

from django.urls import path

from toadlane.meetings import gathering_views, views

app_name = "meetings"
_ALL = "c/<slug:coop>/meet/documents/"
_ONE = f"{_ALL}<uuid:thread>/"
_GATHERED = f"{_ALL}gathered/<uuid:gathering>/"
urlpatterns = [
    path(_ALL, views.documents, name="documents"),
    path(f"{_ALL}bringing/", gathering_views.bringing, name="bringing"),
    path(_GATHERED, gathering_views.gathering, name="gathering"),
    path(f"{_GATHERED}discarding/", gathering_views.discarding, name="discarding"),
    path(_ONE, views.document, name="document"),
    path(f"{_ONE}file/", views.file, name="file"),
    path(f"{_ONE}versions/<uuid:version>/file/", views.file, name="version-file"),
    path(f"{_ONE}correction/", views.correction, name="correction"),
    path(f"{_ONE}better-file/", views.better_file, name="better-file"),
    path(f"{_ONE}withdrawal/", views.withdrawal, name="withdrawal"),
    path(f"{_ONE}erasure/", views.erasure, name="erasure"),
]
