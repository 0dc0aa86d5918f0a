"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from toadlane.notices import calendar_views, views

app_name = "notices"
urlpatterns = [
    path("c/<slug:coop>/notices/", views.notices, name="notices"),
    path("c/<slug:coop>/notices/reading/", views.reading, name="reading"),
    path("c/<slug:coop>/notices/choices/", views.choices, name="choices"),
    path("c/<slug:coop>/notices/hours/", views.hours, name="hours"),
    path("c/<slug:coop>/notices/calendar/", calendar_views.making, name="calendar"),
    path("c/<slug:coop>/notices/calendar/renewal/", calendar_views.renewing, name="calendar-renewal"),
    path("c/<slug:coop>/notices/calendar/end/", calendar_views.stopping, name="calendar-end"),
    path("c/<slug:coop>/notices/<uuid:notice>/", views.open_notice, name="open"),
    path("c/<slug:coop>/notices/<uuid:notice>/reading/", views.reading_one, name="reading-one"),
    path("me/notices/", views.mine, name="mine"),
    path("notices/calendar/<str:token>.ics", calendar_views.calendar, name="calendar-of"),
    path("notices/stop/<str:token>/", views.stop, name="stop"),
]
