"""Addresses of the room of meetings."""

from __future__ import annotations

from django.urls import path

from toadlane.meetings import gathering_views, item_views, meeting_views, plan_views, views

app_name = "meetings"
_ALL = "c/<slug:coop>/meet/documents/"
_ONE = f"{_ALL}<uuid:thread>/"
_GATHERED = f"{_ALL}gathered/<uuid:gathering>/"
_MEET = "c/<slug:coop>/meetings/"
_MEETING = f"{_MEET}<uuid:meeting>/"
_SERIES = f"{_MEET}series/<uuid:series>/"
urlpatterns = [
    path(_MEET, plan_views.meet, name="meet"),
    path(f"{_MEET}planning/", plan_views.planning, name="planning"),
    path(f"{_MEET}beginning/", plan_views.beginning, name="beginning"),
    path(f"{_MEET}series/new/", plan_views.series_new, name="series-new"),
    path(_SERIES, plan_views.series, name="series"),
    path(f"{_SERIES}acts/<slug:act>/", plan_views.series_acts, name="series-acts"),
    path(_MEETING, meeting_views.meeting, name="meeting"),
    path(f"{_MEETING}printed/", meeting_views.printed, name="printed"),
    path(f"{_MEETING}agenda.pdf", meeting_views.agenda_file, name="agenda-file"),
    path(f"{_MEETING}acts/<slug:act>/", meeting_views.acts, name="acts"),
    path(f"{_MEETING}items/<uuid:item>/", item_views.item, name="item"),
    path(f"{_MEETING}items/<uuid:item>/<slug:act>/", meeting_views.item_acts, name="item-acts"),
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
