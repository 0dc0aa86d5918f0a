"""Addresses of leaving and coming back."""

from __future__ import annotations

from django.urls import path

from toadlane.leaving import list_views, told_views, views

app_name = "leaving"
ROOM = "c/<slug:coop>/leaving/"
TOLD = f"{ROOM}told/<uuid:told>/"
ONE = f"{ROOM}<uuid:departure>/"

urlpatterns = [
    path(ROOM, views.departures, name="departures"),
    path(f"{ROOM}notice/", views.notice, name="notice"),
    path(f"{ROOM}record/<slug:person>/", views.record, name="record"),
    path(f"{ROOM}return/<slug:person>/", views.back, name="return"),
    path(TOLD, told_views.told, name="told"),
    path(f"{TOLD}confirmation/", told_views.confirmation, name="confirmation"),
    path(f"{TOLD}denial/", told_views.denial, name="denial"),
    path(ONE, list_views.departure, name="departure"),
    path(f"{ONE}withdrawal/", list_views.withdrawal, name="withdrawal"),
    path(f"{ONE}things/<uuid:item>/person/", list_views.person, name="person"),
    path(f"{ONE}things/<uuid:item>/tick/", list_views.tick, name="tick"),
]
